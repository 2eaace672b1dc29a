import fc from "fast-check";
import { expect, test } from "vitest";
import { ancestorsOf, childPath, depthOf, isPath, isWithin, KEY_ALPHABET, keyFrom, parentPathOf } from "./path.ts";

const bytes = fc.uint8Array({ minLength: 10, maxLength: 16 });

test("a key has ten of thirty-two letters that do not look alike", () => {
  expect(new Set(KEY_ALPHABET).size).toBe(32);
  expect(keyFrom(new Uint8Array(10))).toBe("aaaaaaaaaa");
  expect(() => keyFrom(new Uint8Array(9))).toThrow("ten random bytes".replace("ten", "10"));
});

test("paths nest: each ancestor contains the path, and the last ancestor is the parent", () => {
  fc.assert(
    fc.property(fc.array(bytes, { minLength: 1, maxLength: 6 }), (steps) => {
      const paths: string[] = [];
      for (const step of steps) paths.push(childPath(paths.at(-1) ?? null, keyFrom(step)));
      const path = paths.at(-1) ?? "";
      expect(isPath(path)).toBe(true);
      expect(depthOf(path)).toBe(steps.length);
      expect(ancestorsOf(path)).toEqual(paths.slice(0, -1));
      expect(parentPathOf(path)).toBe(paths.at(-2) ?? null);
      for (const above of paths) expect(isWithin(path, above)).toBe(true);
    }),
  );
});

test("a sibling is not within, and other texts are no paths", () => {
  expect(isWithin("/aaaaaaaaab/", "/aaaaaaaaaa/")).toBe(false);
  expect(["", "/", "/short/", "/aaaaaaaaaa", "//aaaaaaaaaa/", "/aaaaaaaaa1/"].some(isPath)).toBe(false);
});
