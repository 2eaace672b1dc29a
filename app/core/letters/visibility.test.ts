import fc from "fast-check";
import { expect, test } from "vitest";
import { shownCount, shownCounts, sight, type LetterRole, type Look } from "./visibility.ts";

const look = (role: LetterRole, other: Partial<Look> = {}): Look => ({ roles: [role], assigned: false, recused: false, ownUnit: false, ...other });

const table: readonly [LetterRole, Partial<Look>, ReturnType<typeof sight>][] = [
  ["lettersOfficer", { assigned: true }, "full"],
  ["lettersOfficer", {}, "register"],
  ["vettingOfficer", {}, "flag"],
  ["vettingLead", {}, "flag"],
  ["planner", {}, "restricted"],
  ["secretary", {}, "restricted"],
  ["secretary", { ownUnit: true }, "nothing"],
  ["unitClerk", { ownUnit: true }, "nothing"],
  ["custodian", {}, "nothing"],
  ["auditor", {}, "nothing"],
  ["administrator", {}, "nothing"],
];

for (const [role, other, seen] of table)
  test(`${role} ${JSON.stringify(other)} sees ${seen}, and nothing when recused`, () => {
    expect(sight(look(role, other))).toBe(seen);
    expect(sight(look(role, { ...other, recused: true }))).toBe("nothing");
  });

test("of several roles the one that shows most counts; without a role there is nothing", () => {
  expect(sight({ ...look("planner"), roles: ["planner", "vettingLead"] })).toBe("flag");
  expect(sight({ ...look("planner"), roles: [] })).toBe("nothing");
});

test("a count below five is not shown", () => {
  expect([0, 4, 5, 12].map(shownCount)).toEqual([null, null, 5, 12]);
});

test("one small cell takes a second one with it, because the total would give it away", () => {
  expect(shownCounts({ a: 2, b: 7, c: 9 })).toEqual({ cells: { a: null, b: null, c: 9 }, total: 18 });
  expect(shownCounts({ a: 2, b: 2, c: 9, d: 30 })).toEqual({ cells: { a: null, b: null, c: null, d: 30 }, total: 43 });
  expect(shownCounts({ a: 6, b: 7 })).toEqual({ cells: { a: 6, b: 7 }, total: 13 });
  expect(shownCounts({ a: 1, b: 1 })).toEqual({ cells: { a: null, b: null }, total: null });
  expect(shownCounts({ a: 3 })).toEqual({ cells: { a: null }, total: null });
  expect(shownCounts({ a: 8 })).toEqual({ cells: { a: 8 }, total: 8 });
  expect(shownCounts({})).toEqual({ cells: {}, total: null });
});

test("no difference between what is shown tells a number below five", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ minLength: 1, maxLength: 3 }), fc.nat(12), { maxKeys: 8 }), (counts) => {
      const { cells, total } = shownCounts(counts);
      const shown = Object.values(cells).filter((count) => count !== null);
      expect(shown.every((count) => count >= 5)).toBe(true);
      const hidden = Object.values(cells).length - shown.length;
      if (total === null || hidden === 0) return;
      expect(hidden).toBeGreaterThan(1);
      expect(total - shown.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(5);
    }),
  );
});
