import fc from "fast-check";
import { expect, test } from "vitest";
import { caseCode, parseCaseCode } from "./case-code.ts";
import { identityPatterns } from "./identity-guard.ts";

const bytes = fc.uint8Array({ minLength: 9, maxLength: 12 });

test("a code has two groups of five and reads back, however it is typed", () => {
  fc.assert(
    fc.property(bytes, (random) => {
      const code = caseCode(random);
      expect(code).toMatch(/^[A-Z][0-9A-Z]{4}-[0-9A-Z]{5}$/);
      expect(parseCaseCode(code)).toBe(code);
      expect(parseCaseCode(` ${code.toLowerCase().replace("-", " ")} `)).toBe(code);
      expect(parseCaseCode(code.replaceAll("0", "o").replaceAll("1", "l"))).toBe(code);
    }),
  );
});

test("one wrong symbol is noticed", () => {
  fc.assert(
    fc.property(bytes, fc.nat(8), fc.constantFrom(...Array.from("0123456789ABCDEFGHJKMNPQRSTVWXYZ")), (random, at, symbol) => {
      const plain = caseCode(random).replace("-", "");
      const typed = plain.slice(0, at) + symbol + plain.slice(at + 1);
      expect(parseCaseCode(typed) === null).toBe(typed !== plain);
    }),
  );
});

test("a code never looks like a telephone or identity number", () => {
  fc.assert(
    fc.property(bytes, (random) => {
      expect(identityPatterns(caseCode(random))).toEqual([]);
    }),
  );
});

test("other texts are no codes, and too few random bytes make none", () => {
  expect(["", "ABCDE", "ABCDE-FGHJU", "A-B"].map(parseCaseCode)).toEqual([null, null, null, null]);
  expect(() => caseCode(new Uint8Array(8))).toThrow("9 random bytes");
});
