import type { Random } from "./random.ts";

// Everyday syllables, put together by chance: whoever bears such a name is not meant.

const FAMILIES = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Đinh", "Lương", "Tạ", "Mai", "Đào", "Trịnh"] as const;
const MIDDLES_MALE = ["Văn", "Đức", "Quang", "Hữu", "Xuân", "Minh", "Công", "Thanh", "Đình", "Ngọc", "Trọng", "Duy"] as const;
const MIDDLES_FEMALE = ["Thị", "Thị Thu", "Thị Ngọc", "Thị Minh", "Thanh", "Thị Hồng", "Thị Kim", "Thùy", "Bích"] as const;
const GIVEN_MALE = ["An", "Bình", "Cường", "Dũng", "Đạt", "Giang", "Hải", "Hiếu", "Hòa", "Hùng", "Hưng", "Khánh", "Kiên", "Lâm", "Long", "Mạnh", "Nam", "Nghĩa", "Phong", "Phúc", "Quân", "Quyết", "Sơn", "Tài", "Thắng", "Thành", "Thịnh", "Toàn", "Trung", "Tuấn", "Tùng", "Việt", "Vinh", "Ước"] as const;
const GIVEN_FEMALE = ["Anh", "Chi", "Dung", "Duyên", "Hà", "Hạnh", "Hằng", "Hiền", "Hoa", "Hồng", "Huệ", "Hương", "Lan", "Liên", "Linh", "Loan", "Mai", "Nga", "Ngân", "Nhung", "Oanh", "Phương", "Quyên", "Tâm", "Thảo", "Thu", "Thủy", "Trang", "Tuyết", "Vân", "Yến", "Ánh"] as const;

export type PersonName = { readonly fullName: string; readonly sex: "male" | "female" };

export function personName(random: Random): PersonName {
  const sex = random.chance(0.38) ? "female" : "male";
  const middle = sex === "female" ? random.pick(MIDDLES_FEMALE) : random.pick(MIDDLES_MALE);
  const given = sex === "female" ? random.pick(GIVEN_FEMALE) : random.pick(GIVEN_MALE);
  return { fullName: `${random.pick(FAMILIES)} ${middle} ${given}`, sex };
}

/** Second syllables of communes' names; the first ones belong to the district, as they do in reality. */
export const COMMUNE_ENDINGS = ["Hòa", "Lâm", "Phú", "Bình", "Tiến", "Thịnh", "Lộc", "Cường", "Đức", "Hưng", "Khê", "Châu", "Mỹ", "Phong", "Thắng", "Xuân", "Yên", "Lạc", "Trung", "Vinh", "Giang", "Hải", "Sơn", "Tân", "Quý", "Ngọc", "Bảo", "Nghĩa"] as const;

/** First syllables for provinces without drawn districts. */
export const COMMUNE_BEGINNINGS = ["Đông", "Tây", "Nam", "Bắc", "An", "Tân", "Phú", "Minh", "Hồng", "Vân", "Quỳnh", "Thụy", "Vũ", "Hoàng", "Kim", "Ngọc", "Thanh", "Bình", "Phúc", "Trường", "Đại", "Liên", "Song", "Việt"] as const;

export const VILLAGES = ["Đoài", "Thượng", "Hạ", "Trung", "Đông", "Nam", "Bắc", "Chùa", "Đình", "Bến", "Mới", "Cầu", "Lương", "Phúc Thọ", "An Định", "Vân Động", "Lộc Trù", "Tân Lập", "Đồng Tâm", "Quyết Tiến", "Đại Đồng", "Thanh Bình", "Hưng Đạo", "Phú Ốc"] as const;
