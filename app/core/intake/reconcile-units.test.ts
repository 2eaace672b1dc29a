import { expect, test } from "vitest";
import { FROM_THE_BEGINNING } from "#app/core/organisation/unit-fit.ts";
import { day } from "#app/core/time/day.ts";
import type { UnitRow } from "./intake.ts";
import { type Host, type KnownUnit, reconcileUnits } from "./reconcile-units.ts";

const row = (number: number, code: string, parentCode: string | null, more: Partial<UnitRow> = {}): UnitRow => ({
  row: number,
  code,
  name: `Xã ${code}`,
  kind: "commune",
  parentCode,
  level: null,
  members: null,
  partyName: null,
  validFrom: null,
  ...more,
});
const known = (code: string, parentCode: string | null, more: Partial<KnownUnit> = {}): KnownUnit => ({
  id: `id-${code}`,
  code,
  name: `Xã ${code}`,
  kind: "commune",
  level: "grassroots",
  partyName: `Đảng bộ xã ${code}`,
  partyNameEdited: false,
  members: null,
  parentCode,
  validFrom: FROM_THE_BEGINNING,
  version: 1,
  inBranch: true,
  ...more,
});
const root = known("P", null, { kind: "province", level: "province", name: "Tỉnh P", partyName: "Đảng bộ tỉnh P" });
const district = known("D", "P", { kind: "district", level: "directSuperior", name: "Huyện D", partyName: "Đảng bộ huyện D" });
const host: Host = { code: "P", level: "province", isRoot: true, empty: false };
const seen = (plan: ReturnType<typeof reconcileUnits>) => ({
  created: plan.created.map((unit) => unit.code),
  updated: plan.updated.map((unit) => unit.code),
  unchanged: plan.unchanged,
  problems: plan.problems.map(({ row: number, column, expected }) => [number, column, expected]),
});

test("a first list makes a root and what stands below, parents first, with levels and Party names", () => {
  const province = row(4, "P", null, { kind: "province", name: "Tỉnh P" });
  const plan = reconcileUnits([row(2, "C", "D"), row(3, "D", "P", { kind: "district", name: "Huyện D" }), province], [], null);
  expect(plan.created.map(({ code, level, partyName }) => [code, level, partyName])).toEqual([
    ["P", "province", "Đảng bộ tỉnh P"],
    ["D", "directSuperior", "Đảng bộ huyện D"],
    ["C", "grassroots", "Đảng bộ xã C"],
  ]);
});

test("the same list again changes nothing; empty cells leave things as they are", () => {
  const counted = known("C", "D", { members: 70, partyName: "Đảng bộ xã C mới", partyNameEdited: true });
  const plan = reconcileUnits([row(2, "D", "P", { kind: null, name: "Huyện D" }), row(3, "C", null)], [root, district, counted], host);
  expect(seen(plan)).toEqual({ created: [], updated: [], unchanged: 2, problems: [] });
});

test("a new name brings a new Party name, unless somebody wrote one", () => {
  const written = known("E", "D", { partyName: "Đảng bộ E", partyNameEdited: true });
  const plan = reconcileUnits([row(2, "C", "D", { name: "Xã Mới" }), row(3, "E", "D", { name: "Xã Mới", members: 9 })], [root, district, known("C", "D"), written], host);
  expect(plan.updated.map(({ partyName, partyNameEdited, members }) => [partyName, partyNameEdited, members])).toEqual([
    ["Đảng bộ xã Mới", false, null],
    ["Đảng bộ E", true, 9],
  ]);
});

test("the empty root that was founded takes the code and name of a province's own list", () => {
  const list = [row(2, "34", null, { kind: "province", name: "Tỉnh Q" }), row(3, "34.1", "34", { kind: "district", name: "Huyện Q" })];
  const plan = reconcileUnits(list, [root], { ...host, empty: true });
  expect(plan.updated.map((unit) => [unit.known?.id, unit.code, unit.name])).toEqual([["id-P", "34", "Tỉnh Q"]]);
  expect(plan.created.map((unit) => [unit.code, unit.parentCode])).toEqual([["34.1", "34"]]);
  const sameName = reconcileUnits([row(2, "34", null, { kind: "province", name: "Tỉnh P" })], [root], { ...host, empty: true });
  expect(seen(sameName)).toMatchObject({ updated: ["34"], problems: [] });
});

test("a second province does not go below the first; other rows without a parent stand below the branch", () => {
  const plan = reconcileUnits([row(2, "Q", null, { kind: "province" }), row(3, "A", null, { kind: "agency", name: "Sở Y tế" })], [root, district], host);
  expect(seen(plan).problems).toEqual([[2, "parentCode", "parentInBranch"]]);
  expect(plan.created.find((unit) => unit.code === "A")).toMatchObject({ parentCode: "P", level: "directSuperior" });
});

test("what lies outside the branch can be neither changed nor built upon, nor its code used again", () => {
  const foreign = known("F", "X", { inBranch: false });
  const plan = reconcileUnits([row(2, "F", null), row(3, "C", "G")], [root, district, foreign, known("G", "X", { inBranch: false })], host);
  expect(seen(plan).problems).toEqual([
    [2, "code", "uniqueCode"],
    [3, "parentCode", "knownParent"],
  ]);
  const top = known("D", "P", { kind: "district", level: "directSuperior", name: "Huyện D", partyName: "Đảng bộ huyện D" });
  const above = { ...root, inBranch: false };
  const own = reconcileUnits([row(2, "D", "P", { kind: "district", name: "Huyện D" })], [above, top], { code: "D", level: "directSuperior", isRoot: false, empty: false });
  expect(seen(own)).toEqual({ created: [], updated: [], unchanged: 1, problems: [] });
});

test("a list does not move units, close cycles, name unknown parents or the same code twice", () => {
  const list = [row(2, "C", "P"), row(3, "x", "y"), row(4, "y", "x"), row(5, "z", "nowhere"), row(6, "z", "D"), row(7, "w", "w")];
  expect(seen(reconcileUnits(list, [root, district, known("C", "D")], host)).problems).toEqual([
    [2, "parentCode", "sameParent"],
    [3, "parentCode", "noCycle"],
    [4, "parentCode", "noCycle"],
    [5, "parentCode", "knownParent"],
    [6, "code", "uniqueCode"],
    [7, "parentCode", "otherThanItself"],
  ]);
});

test("levels fit: no cell above another, no parent sunk below its children, a level or a kind for what is new", () => {
  const list = [row(2, "D", "P", { level: "cell", kind: null, name: "Huyện D" }), row(3, "n", "P", { kind: null }), row(4, "m", "P", { kind: null, level: "cell" })];
  const plan = reconcileUnits(list, [root, district, known("C", "D")], host);
  expect(seen(plan).problems).toEqual([
    [2, "level", "lowerThanParent"],
    [3, "kind", "required"],
  ]);
  expect(plan.created.find((unit) => unit.code === "m")).toMatchObject({ kind: "cell", partyName: "Chi bộ xã m" });
});

test("a unit is not older than the one above it, and without a day of its own as old", () => {
  const young = { ...district, validFrom: day("2025-07-01") };
  const plan = reconcileUnits([row(2, "A", "D"), row(3, "B", "D", { validFrom: day("2025-06-30") })], [root, young], host);
  expect(plan.created[0]?.validFrom).toBe("2025-07-01");
  expect(seen(plan).problems).toEqual([[3, "validFrom", "notBeforeParent"]]);
});

test("a chain of 20,000 rows is walked without recursion", () => {
  const chain = Array.from({ length: 20_000 }, (_, index) => row(index + 2, `u${index}`, index === 0 ? null : `u${index - 1}`, { level: "cell" }));
  expect(reconcileUnits(chain, [], null).problems.length).toBe(19_999);
});
