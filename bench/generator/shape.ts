export const SIZES = ["S", "M", "L"] as const;
export type Size = (typeof SIZES)[number];

export type District = {
  readonly name: string;
  readonly kind: "city" | "district";
  readonly beginnings: readonly string[];
  readonly wards: number;
  readonly townships: number;
  readonly communes: number;
};

/** How large a province is made. */
export type Shape = {
  readonly size: Size;
  /** At most as many units are made. */
  readonly units: number;
  readonly congresses: number;
  readonly persons: number;
  readonly letters: number;
  /** Coming congresses that have a slate, the nearest first. */
  readonly slates: number;
};

export const SHAPES: Readonly<Record<Size, Shape>> = {
  S: { size: "S", units: 1_541, congresses: 1_541, persons: 10_000, letters: 300, slates: 100 },
  M: { size: "M", units: 15_000, congresses: 12_000, persons: 100_000, letters: 3_000, slates: 500 },
  L: { size: "L", units: 300_000, congresses: 300_000, persons: 1_000_000, letters: 30_000, slates: 2_000 },
};

export const PROVINCE = { code: "90", name: "Tỉnh Thanh Giang", seat: "Thanh Giang" } as const;

/** Eight districts with 242 communes: the counts of a real province of March 2025, under invented names. */
export const DISTRICTS: readonly District[] = [
  { name: "Thành phố Thanh Giang", kind: "city", beginnings: ["Thanh", "Đông", "Phú"], wards: 10, townships: 0, communes: 9 },
  { name: "Huyện Quỳnh Sơn", kind: "district", beginnings: ["Quỳnh", "An", "Châu"], wards: 0, townships: 2, communes: 33 },
  { name: "Huyện Hưng Vân", kind: "district", beginnings: ["Hưng", "Vân", "Tân"], wards: 0, townships: 2, communes: 31 },
  { name: "Huyện Đông Lĩnh", kind: "district", beginnings: ["Đông", "Lĩnh", "Minh"], wards: 0, townships: 1, communes: 31 },
  { name: "Huyện Thụy Minh", kind: "district", beginnings: ["Thụy", "Thái", "Hồng"], wards: 0, townships: 1, communes: 35 },
  { name: "Huyện Tiền Châu", kind: "district", beginnings: ["Nam", "Tiền", "Bắc"], wards: 0, townships: 1, communes: 27 },
  { name: "Huyện Kiến Giang", kind: "district", beginnings: ["Kiến", "Bình", "Quang"], wards: 0, townships: 1, communes: 28 },
  { name: "Huyện Vũ Bình", kind: "district", beginnings: ["Vũ", "Song", "Việt"], wards: 0, townships: 1, communes: 29 },
];

/** Committees directly under the province beside the districts, with the organisations below them. */
export const BLOCKS = [
  { name: "Đảng bộ các cơ quan Đảng tỉnh", kind: "agency", below: ["Văn phòng Tỉnh ủy", "Ban Tổ chức Tỉnh ủy", "Cơ quan Ủy ban Kiểm tra Tỉnh ủy", "Ban Tuyên giáo và Dân vận Tỉnh ủy", "Ban Nội chính Tỉnh ủy", "Trường Chính trị tỉnh"] },
  { name: "Đảng bộ Ủy ban nhân dân tỉnh", kind: "agency", below: ["Sở Nội vụ", "Sở Tài chính", "Sở Xây dựng", "Sở Y tế", "Sở Tư pháp", "Sở Công Thương", "Sở Nông nghiệp và Môi trường", "Sở Giáo dục và Đào tạo"] },
  { name: "Đảng bộ Quân sự tỉnh", kind: "army", below: ["Phòng Tham mưu", "Phòng Chính trị", "Phòng Hậu cần - Kỹ thuật"] },
  { name: "Đảng bộ Công an tỉnh", kind: "police", below: ["Phòng Tham mưu Công an tỉnh", "Phòng Cảnh sát hình sự", "Phòng Cảnh sát giao thông"] },
] as const;
