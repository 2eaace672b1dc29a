import fc from "fast-check";
import { expect, test } from "vitest";
import { canonical, type Json } from "./canonical.ts";

test("members are sorted, blanks left out, undefined members dropped", () => {
  expect(canonical({ b: [1, { d: null, c: "Đông Hòa" }], a: true, x: undefined })).toBe('{"a":true,"b":[1,{"c":"Đông Hòa","d":null}]}');
});

test("numbers have one form, and those that JSON cannot hold are refused", () => {
  expect(canonical([1.0, -0, 1e21, 0.1])).toBe("[1,0,1e+21,0.1]");
  expect(() => canonical({ n: Number.NaN })).toThrow("not a JSON number");
});

test("whatever order the members come in, and after a journey through JSON, the text is the same", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = canonical(value as Json);
      expect(canonical(JSON.parse(text) as Json)).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.integer()), (members) => {
      expect(canonical(Object.fromEntries(Object.entries(members).toReversed()))).toBe(canonical(members));
    }),
  );
});
