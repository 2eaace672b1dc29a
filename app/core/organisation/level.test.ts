import { expect, test } from "vitest";
import { compareLevels, isLevel, levelOrder, LEVELS } from "./level.ts";

test("levels are ordered from the cell up", () => {
  expect(LEVELS.map(levelOrder)).toEqual([0, 1, 2, 3, 4]);
  expect(compareLevels("cell", "province")).toBeLessThan(0);
  expect(LEVELS.toSorted(compareLevels)).toEqual([...LEVELS]);
  expect(isLevel("grassroots")).toBe(true);
  expect(isLevel("country")).toBe(false);
  expect(isLevel(null)).toBe(false);
});
