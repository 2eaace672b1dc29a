import fc from "fast-check";
import { expect, test } from "vitest";
import { compressed, compression } from "./compression.ts";

test("nothing shrinks when there is time enough", () => {
  expect(compression(120, 120)).toBe(1);
  expect(compression(200, 120)).toBe(1);
  expect(compression(0, 0)).toBe(1);
});

test("with half of the longest lead left, every lead is halved and rounded down", () => {
  const half = compression(60, 120);
  expect(compressed({ amount: 45, unit: "workingDays" }, half)).toEqual({ amount: 22, unit: "workingDays" });
});

test("nothing is left when preparation starts after the opening", () => {
  expect(compression(-5, 120)).toBe(0);
});

test("a longer lead never becomes shorter than a shorter one", () => {
  fc.assert(
    fc.property(fc.nat(400), fc.nat(400), fc.integer({ min: -50, max: 400 }), fc.integer({ min: 1, max: 400 }), (a, b, left, longest) => {
      const by = compression(left, longest);
      const shorter = compressed({ amount: Math.min(a, b) }, by).amount;
      const longer = compressed({ amount: Math.max(a, b) }, by).amount;
      expect(shorter).toBeLessThanOrEqual(longer);
      expect(longer).toBeLessThanOrEqual(Math.max(a, b));
    }),
  );
});
