import type { Level } from "./level.ts";
import { fold } from "./names.ts";
import type { UnitKind } from "./unit-kind.ts";

const ALREADY_A_PARTY_NAME = /^(dang bo|chi bo|dang uy|tinh uy|thanh uy|huyen uy|quan uy|thi uy)( |$)/;
/** With their marks: "Quân sự" is no "quận", "Ban Tổ chức" no "bản". */
const TYPE_WORD =
  /^(tỉnh|thành phố|thị xã|huyện|quận|phường|xã|thị trấn|đặc khu|thôn|xóm|ấp|bản|tổ dân phố|khu phố|khu dân cư|các|khối|cơ quan)(?= )/;
const COMMAND = /^(bộ|ban) chỉ huy (?=quân sự|bộ đội)/;

/** Lower-cases a leading type word: "Xã Đông Hòa" → "xã Đông Hòa"; null when the name starts otherwise. */
function insideASentence(name: string): string | null {
  const word = TYPE_WORD.exec(name.toLowerCase())?.[0];
  return word === undefined ? null : word + name.slice(word.length);
}

function bodyOf(name: string, kind: UnitKind): string {
  const administrative = insideASentence(name);
  if (administrative !== null) {
    if (kind === "army") return `Quân sự ${administrative}`;
    if (kind === "police") return `Công an ${administrative}`;
    return administrative;
  }
  return kind === "army" ? name.slice(COMMAND.exec(name.toLowerCase())?.[0].length ?? 0) : name;
}

/**
 * The Party name derived from a unit's: "Xã Đông Hòa" → "Đảng bộ xã Đông Hòa", a cell's "Thôn Đoài" → "Chi bộ thôn
 * Đoài", an army unit's "Ban Chỉ huy Quân sự xã Đông Hòa" → "Đảng bộ Quân sự xã Đông Hòa". A name that is a Party name
 * already stays.
 */
export function partyNameOf(unit: { readonly kind: UnitKind; readonly name: string; readonly level: Level }): string {
  const name = unit.name.normalize("NFC").replace(/\s+/g, " ").trim();
  if (ALREADY_A_PARTY_NAME.test(fold(name))) return name;
  const body = bodyOf(name, unit.kind);
  switch (unit.level) {
    case "cell":
      return `Chi bộ ${body}`;
    case "sectional":
      return `Đảng bộ bộ phận ${body}`;
    default:
      return `Đảng bộ ${body}`;
  }
}
