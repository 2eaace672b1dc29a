import { fold } from "./names.ts";
import type { Level } from "./level.ts";

/** What a unit is by administrative or institutional type; its Party level is another matter. */
export const UNIT_KINDS = [
  "province",
  "city",
  "district",
  "urbanDistrict",
  "districtTown",
  "commune",
  "ward",
  "township",
  "specialZone",
  "village",
  "cell",
  "agency",
  "army",
  "police",
  "enterprise",
  "school",
  "other",
] as const;

export type UnitKind = (typeof UNIT_KINDS)[number];

/** Folded type words as they stand in lists, in Vietnamese and English. */
const TYPE_WORDS: Readonly<Record<UnitKind, readonly string[]>> = {
  province: ["tinh", "province"],
  city: ["thanh pho", "thanh pho truc thuoc trung uong", "thanh pho thuoc tinh", "tp", "city"],
  district: ["huyen", "district"],
  urbanDistrict: ["quan", "urban district"],
  districtTown: ["thi xa", "tx", "town"],
  commune: ["xa", "commune"],
  ward: ["phuong", "ward"],
  township: ["thi tran", "tt", "township"],
  specialZone: ["dac khu", "special zone"],
  village: ["thon", "xom", "ap", "ban", "to dan pho", "khu pho", "khu dan cu", "tdp", "village", "residential group"],
  cell: ["chi bo", "cell", "party cell"],
  agency: ["co quan", "don vi su nghiep", "so", "ban", "nganh", "agency"],
  army: ["quan su", "quan doi", "bo doi", "bien phong", "army", "military"],
  police: ["cong an", "police"],
  enterprise: ["doanh nghiep", "cong ty", "tong cong ty", "hop tac xa", "enterprise", "company"],
  school: ["truong", "truong hoc", "school"],
  other: ["khac", "other"],
};

/** "Ban" (hamlet in the mountains, or commission) is read as a hamlet: the first entry of a word wins. */
const KIND_OF_WORD: ReadonlyMap<string, UnitKind> = new Map(
  UNIT_KINDS.flatMap((kind) => TYPE_WORDS[kind].map((word) => [word, kind] as const)).toReversed(),
);

/** The kind an administrative type ("Xã", "thi tran", "District") or a kind's own code names; null when unknown. */
export function unitKind(type: string): UnitKind | null {
  const word = fold(type).replace(/\.$/, "");
  return KIND_OF_WORD.get(word) ?? UNIT_KINDS.find((kind) => kind.toLowerCase() === word) ?? null;
}

const BELOW: Readonly<Record<Level, Level>> = {
  province: "directSuperior",
  directSuperior: "grassroots",
  grassroots: "cell",
  sectional: "cell",
  cell: "cell",
};

/**
 * The level a unit has unless a list says otherwise: one below its parent's. So a commune under a district is
 * grassroots, directly under a province it is directly above the grassroots; a city without a parent is a province's
 * equal. Takes the parent's level, not its kind, because a "thành phố" is found at two levels.
 */
export function defaultLevel(kind: UnitKind, parentLevel: Level | null): Level {
  if (kind === "cell" || kind === "village") return "cell";
  if (parentLevel !== null) return BELOW[parentLevel];
  switch (kind) {
    case "province":
    case "city":
      return "province";
    case "district":
    case "urbanDistrict":
    case "districtTown":
    case "specialZone":
      return "directSuperior";
    default:
      return "grassroots";
  }
}
