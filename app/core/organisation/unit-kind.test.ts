import { expect, test } from "vitest";
import type { Level } from "./level.ts";
import { partyNameOf } from "./party-name.ts";
import { defaultLevel, unitKind, type UnitKind } from "./unit-kind.ts";

test("the types of the administrative lists are known, with and without marks, in English and by code", () => {
  const types = { Tỉnh: "province", "Thành phố": "city", Huyện: "district", Quận: "urbanDistrict", "Thị xã": "districtTown" };
  for (const [type, kind] of Object.entries(types)) expect(unitKind(type)).toBe(kind);
  expect(["Phường", "Xã", "Thị trấn", "Đặc khu"].map(unitKind)).toEqual(["ward", "commune", "township", "specialZone"]);
  expect(["xa", "TP.", "Commune", "urbanDistrict", "Công an", "Bản", "Chi bộ"].map(unitKind)).toEqual([
    "commune",
    "city",
    "commune",
    "urbanDistrict",
    "police",
    "village",
    "cell",
  ]);
  expect(unitKind("Liên bang")).toBeNull();
});

const levels: readonly [UnitKind, Level | null, Level, string][] = [
  ["province", null, "province", "a province"],
  ["city", null, "province", "a city directly under the centre"],
  ["city", "province", "directSuperior", "a city under a province"],
  ["district", "province", "directSuperior", "a district"],
  ["district", null, "directSuperior", "a district planned on its own"],
  ["urbanDistrict", null, "directSuperior", "an urban district planned on its own"],
  ["districtTown", null, "directSuperior", "a district town planned on its own"],
  ["specialZone", null, "directSuperior", "a special zone planned on its own"],
  ["commune", "directSuperior", "grassroots", "a commune under a district"],
  ["commune", "province", "directSuperior", "a commune directly under a province (since 2025-07-01)"],
  ["commune", null, "grassroots", "a commune planned on its own"],
  ["agency", "directSuperior", "grassroots", "an agency under a district"],
  ["agency", "grassroots", "cell", "an office of a commune"],
  ["school", "sectional", "cell", "a school under a sectional organisation"],
  ["village", "grassroots", "cell", "a hamlet"],
  ["cell", "province", "cell", "a cell, wherever it stands"],
  ["agency", "cell", "cell", "below a cell there is nothing lower"],
];

for (const [kind, parent, level, what] of levels)
  test(`${what} is ${level}`, () => {
    expect(defaultLevel(kind, parent)).toBe(level);
  });

const partyNames: readonly [UnitKind, Level, string, string][] = [
  ["commune", "grassroots", "Xã Đông Hòa", "Đảng bộ xã Đông Hòa"],
  ["commune", "grassroots", "  Xã  Đông Hòa".normalize("NFD"), "Đảng bộ xã Đông Hòa"],
  ["city", "directSuperior", "Thành Phố Thái Bình", "Đảng bộ thành phố Thái Bình"],
  ["cell", "cell", "Chi bộ thôn Đoài", "Chi bộ thôn Đoài"],
  ["village", "cell", "Thôn Đoài", "Chi bộ thôn Đoài"],
  ["school", "sectional", "Trường Chính trị", "Đảng bộ bộ phận Trường Chính trị"],
  ["agency", "directSuperior", "Các cơ quan Đảng tỉnh", "Đảng bộ các cơ quan Đảng tỉnh"],
  ["agency", "grassroots", "Ban Tổ chức Tỉnh ủy", "Đảng bộ Ban Tổ chức Tỉnh ủy"],
  ["army", "grassroots", "Ban Chỉ huy Quân sự xã Đông Hòa", "Đảng bộ Quân sự xã Đông Hòa"],
  ["army", "directSuperior", "Quân sự tỉnh", "Đảng bộ Quân sự tỉnh"],
  ["army", "grassroots", "Xã Đông Hòa", "Đảng bộ Quân sự xã Đông Hòa"],
  ["police", "grassroots", "Công an xã Đông Hòa", "Đảng bộ Công an xã Đông Hòa"],
  ["police", "cell", "Xã Đông Hòa", "Chi bộ Công an xã Đông Hòa"],
  ["agency", "grassroots", "Đảng bộ Sở Y tế", "Đảng bộ Sở Y tế"],
];

for (const [kind, level, name, partyName] of partyNames)
  test(`${kind} "${name.normalize("NFC").trim()}" → "${partyName}"`, () => {
    expect(partyNameOf({ kind, level, name })).toBe(partyName);
  });
