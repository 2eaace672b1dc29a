import fc from "fast-check";
import { expect, test } from "vitest";
import { checkTree, type ListedUnit } from "./tree.ts";
import type { Level } from "./level.ts";

const unit = (row: number | null, code: string, parentCode: string | null, level: Level = "grassroots"): ListedUnit => ({ row, code, parentCode, level });

const province = unit(2, "34", null, "province");
const district = unit(3, "34.1", "34", "directSuperior");

test("a sound list has no problems, and parents come before children whatever its order", () => {
  const checked = checkTree([unit(4, "34.1.1", "34.1"), district, province]);
  expect(checked).toEqual({ order: ["34", "34.1", "34.1.1"], problems: [] });
});

test("a code that stands twice is reported where it stands again", () => {
  expect(checkTree([province, unit(9, "34", null, "province")]).problems).toEqual([
    { row: 9, column: "code", found: "34", expected: "uniqueCode" },
  ]);
});

test("a parent that is neither listed nor known is reported; one that exists already is fine", () => {
  const child = unit(4, "34.1.1", "34.1");
  expect(checkTree([child]).problems).toEqual([{ row: 4, column: "parentCode", found: "34.1", expected: "knownParent" }]);
  expect(checkTree([child], [unit(null, "34.1", "34", "directSuperior")]).problems).toEqual([]);
  expect(checkTree([unit(null, "x", "nowhere")]).problems).toEqual([{ row: 1, column: "parentCode", found: "nowhere", expected: "knownParent" }]);
});

test("a unit is not its own parent", () => {
  expect(checkTree([unit(5, "a", "a")]).problems).toEqual([{ row: 5, column: "parentCode", found: "a", expected: "otherThanItself" }]);
  expect(checkTree([], [unit(null, "a", "a")]).problems).toEqual([]);
});

test("every row of a cycle is reported, and rows that hang below it are not", () => {
  const list = [unit(2, "a", "c", "province"), unit(3, "b", "a", "directSuperior"), unit(4, "c", "b"), unit(5, "d", "c", "cell")];
  const cycle = checkTree(list).problems.filter((problem) => problem.expected === "noCycle");
  expect(cycle.map((problem) => problem.row)).toEqual([2, 3, 4]);
});

test("a re-parenting that closes a cycle through existing units is seen", () => {
  const existing = [unit(null, "top", null, "province"), unit(null, "low", "top", "directSuperior")];
  const problems = checkTree([unit(2, "top", "low", "province")], existing).problems;
  expect(problems.map((problem) => problem.expected).toSorted()).toEqual(["lowerThanParent", "noCycle"]);
});

test("a child stands lower than its parent", () => {
  const problems = checkTree([district, province, unit(4, "34.9", "34.1", "directSuperior")]).problems;
  expect(problems).toEqual([{ row: 4, column: "level", found: "directSuperior", expected: "lowerThanParent" }]);
});

test("a listed parent that sinks to its existing children's level is reported on its own row", () => {
  const problems = checkTree([unit(7, "p", null, "grassroots")], [unit(null, "p", null, "directSuperior"), unit(null, "k", "p")]).problems;
  expect(problems).toEqual([{ row: 7, column: "level", found: "grassroots", expected: "lowerThanParent" }]);
  expect(checkTree([], [unit(null, "p", null), unit(null, "k", "p")]).problems).toEqual([]);
});

test("in any list each code is ordered once and after its parent, unless it stands in a cycle", () => {
  const lists = fc.array(fc.tuple(fc.nat(30), fc.option(fc.nat(30))), { maxLength: 40 });
  fc.assert(
    fc.property(lists, (pairs) => {
      const list = pairs.map(([code, parent], index) => unit(index + 2, `u${code}`, parent === null ? null : `u${parent}`));
      const { order, problems } = checkTree(list);
      expect(order.toSorted()).toEqual([...new Set(list.map((listed) => listed.code))].toSorted());
      const troubled = new Set(problems.filter((problem) => problem.expected === "noCycle" || problem.expected === "otherThanItself").map((problem) => problem.row));
      const first = new Map(list.toReversed().map((listed) => [listed.code, listed]));
      for (const listed of first.values()) {
        if (listed.parentCode === null || !first.has(listed.parentCode) || troubled.has(listed.row ?? 0)) continue;
        expect(order.indexOf(listed.parentCode)).toBeLessThan(order.indexOf(listed.code));
      }
    }),
  );
});
