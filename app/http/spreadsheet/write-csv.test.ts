import fc from "fast-check";
import { expect, test } from "vitest";
import { readCsv } from "./csv.server.ts";
import { writeCsv } from "./write-csv.server.ts";

test("what would be a formula becomes text", () => {
  const text = writeCsv([["=1+1", "+84", "-x", "@SUM(A1)", "\tx", "Xã Đông Hòa", -3, null]]);
  expect(text).toBe("\uFEFF'=1+1,'+84,'-x,'@SUM(A1),'\tx,Xã Đông Hòa,-3,\r\n");
});

test("separators, quotes and line breaks survive a round through the reader", () => {
  const cell = fc.string({ unit: "grapheme" }).map((text) => `x${text.replaceAll("\0", "")}`);
  fc.assert(
    fc.property(fc.array(cell, { minLength: 2, maxLength: 4 }), (cells) => {
      const [row] = readCsv(new TextEncoder().encode(writeCsv([cells])));
      expect(row?.cells).toEqual(cells);
    }),
  );
});
