import { fold } from "#app/core/organisation/names.ts";

export const IMPORT_KINDS = ["units", "organisations", "datePlan", "leaders", "venues"] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

export type ColumnKey =
  | "code"
  | "name"
  | "kind"
  | "parentCode"
  | "level"
  | "members"
  | "partyName"
  | "validFrom"
  | "post"
  | "unitCode"
  | "seats"
  | "opensOn"
  | "session"
  | "round"
  | "venueCode"
  | "leaderCodes";

/** The heading of a template, in Vietnamese, and what else a heading may say, folded, in Vietnamese and English. */
const HEADINGS: Readonly<Record<ColumnKey, { readonly written: string; readonly others: readonly string[] }>> = {
  code: { written: "Mã", others: ["ma so", "ma don vi", "ma dvhc", "ma to chuc", "ma lanh dao", "ma hoi truong", "code", "id"] },
  name: { written: "Tên", others: ["ten don vi", "ten to chuc", "ho ten", "ho va ten", "ten hoi truong", "name", "full name"] },
  kind: { written: "Loại", others: ["loai don vi", "loai hinh", "cap hanh chinh", "type", "kind"] },
  parentCode: {
    written: "Mã cấp trên",
    others: ["ma don vi cap tren", "don vi cap tren", "cap tren", "truc thuoc", "ma cha", "parent", "parent code", "parentcode"],
  },
  level: { written: "Cấp", others: ["cap to chuc", "cap to chuc dang", "level", "party level"] },
  members: { written: "Số đảng viên", others: ["dang vien", "tong so dang vien", "members", "member count", "head count"] },
  partyName: { written: "Tên tổ chức đảng", others: ["ten dang bo", "ten chi bo", "dang bo", "party name", "partyname"] },
  validFrom: { written: "Hiệu lực từ", others: ["ngay thanh lap", "tu ngay", "valid from", "validfrom", "founded"] },
  post: { written: "Chức vụ", others: ["chuc danh", "post", "position", "title"] },
  unitCode: { written: "Mã đơn vị", others: ["don vi", "ma to chuc dang", "unit", "unit code", "unitcode"] },
  seats: { written: "Số chỗ", others: ["suc chua", "so ghe", "seats", "capacity"] },
  opensOn: { written: "Ngày khai mạc", others: ["ngay", "ngay dai hoi", "ngay to chuc", "opens on", "opening day", "date", "day"] },
  session: { written: "Buổi", others: ["session", "half day"] },
  round: { written: "Lần", others: ["lan dai hoi", "vong", "round"] },
  venueCode: { written: "Mã hội trường", others: ["hoi truong", "dia diem", "venue", "venue code", "hall"] },
  leaderCodes: { written: "Mã lãnh đạo dự", others: ["lanh dao du", "lanh dao", "leaders", "leader codes"] },
};

/** The columns that each kind of file has, those first without which it cannot be read. */
export const COLUMNS: Readonly<Record<ImportKind, { readonly required: readonly ColumnKey[]; readonly optional: readonly ColumnKey[] }>> = {
  units: { required: ["code", "name", "kind"], optional: ["parentCode", "level", "members", "partyName", "validFrom"] },
  organisations: { required: ["code", "name", "level", "parentCode"], optional: ["members", "kind", "partyName", "validFrom"] },
  datePlan: { required: ["unitCode", "opensOn"], optional: ["session", "round", "venueCode", "leaderCodes"] },
  leaders: { required: ["code", "name", "post"], optional: ["unitCode"] },
  venues: { required: ["code", "name"], optional: ["seats", "unitCode"] },
};

/** The heading that templates write over a column. */
export const headingOf = (key: ColumnKey): string => HEADINGS[key].written;

const plain = (heading: string): string => fold(heading.replace(/[_\-.:*()/]+/g, " "));

/** Where each column of a kind stands in a header; the file's own words for it; what was not understood; what is missing. */
export type ReadHeader = {
  readonly places: ReadonlyMap<ColumnKey, number>;
  readonly headings: Readonly<Partial<Record<ColumnKey, string>>>;
  readonly ignored: readonly string[];
  readonly missing: readonly ColumnKey[];
};

export function readHeader(kind: ImportKind, header: readonly string[]): ReadHeader {
  const { required, optional } = COLUMNS[kind];
  const keys = [...required, ...optional];
  const places = new Map<ColumnKey, number>();
  const headings: Partial<Record<ColumnKey, string>> = {};
  const ignored: string[] = [];
  for (const [place, heading] of header.entries()) {
    const words = plain(heading);
    const named = (key: ColumnKey): boolean => words === plain(HEADINGS[key].written) || words === plain(key) || HEADINGS[key].others.includes(words);
    // In a date plan "Mã đơn vị" is the unit's code, in a list of units the code itself: only a kind's own columns count.
    const key = keys.find((each) => named(each) && !places.has(each));
    if (key === undefined) {
      if (words !== "") ignored.push(heading.trim());
      continue;
    }
    places.set(key, place);
    headings[key] = heading.trim();
  }
  return { places, headings, ignored, missing: required.filter((key) => !places.has(key)) };
}
