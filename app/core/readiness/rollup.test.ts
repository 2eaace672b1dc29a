import fc from "fast-check";
import { expect, test } from "vitest";
import { LIGHTS, NONE, add, compareWorst, countOf, subtract, worst, type Counts } from "./rollup.ts";

const lights = fc.array(fc.constantFrom(...LIGHTS), { maxLength: 30 });
const sum = (all: readonly (typeof LIGHTS)[number][]): Counts => all.map(countOf).reduce(add, NONE);

test("one congress counts once, in its light and in the total", () => {
  expect(countOf("amber")).toEqual({ red: 0, amber: 1, green: 0, grey: 0, total: 1 });
});

test("the worst light of a branch is the one to look at", () => {
  expect(worst(sum(["green", "grey", "red"]))).toBe("red");
  expect(worst(sum(["green", "grey", "amber"]))).toBe("amber");
  expect(worst(sum(["green", "grey"]))).toBe("grey");
  expect(worst(sum(["green"]))).toBe("green");
  expect(worst(NONE)).toBe("grey");
});

test("children with more red come first, then more amber, then more grey", () => {
  const a = sum(["red", "green"]);
  const b = sum(["amber", "amber", "amber"]);
  const c = sum(["amber", "amber", "grey"]);
  const d = sum(["amber", "amber", "green"]);
  expect([d, c, b, a].toSorted(compareWorst)).toEqual([a, b, c, d]);
});

test("the total is the sum, and what is added can be taken away", () => {
  fc.assert(
    fc.property(lights, lights, (a, b) => {
      const both = add(sum(a), sum(b));
      expect(both.total).toBe(a.length + b.length);
      expect(both.red + both.amber + both.green + both.grey).toBe(both.total);
      expect(subtract(both, sum(b))).toEqual(sum(a));
      expect(both).toEqual(sum([...b, ...a]));
    }),
  );
});
