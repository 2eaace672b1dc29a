import { deflateRawSync } from "node:zlib";
import { writeXlsx } from "hucre/xlsx";
import { expect, test } from "vitest";
import { readFile } from "./read-file.server.ts";
import { LIMITS } from "./sheet.ts";

const read = async (bytes: Uint8Array) => readFile(bytes);
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const rows = [
  { row: 2, cells: ["34", "Tỉnh Thái Bình", "Tỉnh", ""] },
  { row: 3, cells: ["34.336", "Thành phố \"Thái, Bình\"", "Thành phố", "34"] },
].map(({ row, cells }) => ({ row, cells: cells.slice(0, cells.findLastIndex((cell) => cell !== "") + 1) }));
const header = ["code", "name", "type", "parent_code"];
const written = (mark: string, feed = "\n"): string =>
  [header.join(mark), ["34", "Tỉnh Thái Bình", "Tỉnh", ""].join(mark), ["34.336", '"Thành phố ""Thái, Bình"""', "Thành phố", "34"].join(mark), ""].join(feed);

const sound: Record<string, Uint8Array> = {
  "UTF-8 with commas": utf8(written(",")),
  "UTF-8 with BOM, semicolons and Windows line ends": utf8(`\ufeff${written(";", "\r\n")}`),
  "UTF-8 with tabs": utf8(written("\t")),
  "an Excel workbook": await writeXlsx({
    sheets: [{ name: "Đơn vị", rows: [header, [34, "Tỉnh Thái Bình", "Tỉnh", null], ["34.336", 'Thành phố "Thái, Bình"', "Thành phố", 34]] }],
  }),
};

for (const [what, bytes] of Object.entries(sound))
  test(`${what} is read as the same table`, async () => {
    expect(await read(bytes)).toEqual({ ok: true, value: { header, rows } });
  });

test("blank rows are left out and the others keep their numbers; a date cell is an ISO day", async () => {
  const workbook = await writeXlsx({
    sheets: [{ name: "x", columns: [{ header: "a" }, { header: "b", numFmt: "dd/mm/yyyy" }], rows: [["a", "b"], [null, null], ["1", new Date("2025-05-26T00:00:00Z")]] }],
  });
  const answer = await read(workbook);
  expect(answer.ok && answer.value.rows.at(-1)?.cells).toEqual(["1", "2025-05-26"]);
  expect(await read(utf8("a,b\n\n , \n1,2\n"))).toEqual({ ok: true, value: { header: ["a", "b"], rows: [{ row: 4, cells: ["1", "2"] }] } });
});

const latin = Uint8Array.from([...utf8("code,name\n1,Một\n2,"), 0xd0, 0x44, 0xf4, 0x6e, 0x67, 0x0a]);
const bad: [string, Uint8Array, object][] = [
  ["nothing at all", utf8(""), { code: "fileEmpty" }],
  ["blank lines only", utf8("\n \n,,\n"), { code: "fileEmpty" }],
  ["a header without rows", utf8("code,name\n"), { code: "noRows" }],
  ["another encoding than UTF-8", latin, { code: "wrongEncoding", details: { row: 3 } }],
  ["an old .xls or an encrypted workbook", Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), { code: "oldExcel" }],
  ["a ZIP that is no workbook", zip([["hello.txt", 5, utf8("hello")]]), { code: "notASpreadsheet" }],
  ["a torn ZIP", sound["an Excel workbook"]?.subarray(0, 900) ?? utf8(""), { code: "notASpreadsheet" }],
  ["a quote that never ends", utf8('a,b\n1,2\n"3,4\n5,6\n'), { code: "brokenQuotes" }],
  ["an archive that says it unpacks to 101 MB", zip([["xl/worksheets/sheet1.xml", 101 * 1024 * 1024, utf8("x")]]), { code: "unpacksTooLarge" }],
  ["an archive of 2,001 entries", zip(Array.from({ length: 2001 }, (_, i) => [`${i}`, 1, utf8("x")])), { code: "unpacksTooLarge" }],
  ["an archive that hides its sizes", zip([["xl/workbook.xml", 0, utf8("hidden")]]), { code: "unpacksTooLarge" }],
  ["101 columns", utf8(`a\n${Array.from({ length: 101 }, () => "x").join(",")}\n`), { code: "tooManyColumns" }],
  ["a cell as long as a book", utf8(`a\n${"x".repeat(LIMITS.cellCharacters + 1)}\n`), { code: "cellTooLong" }],
  ["more than 20 MB", new Uint8Array(LIMITS.fileBytes + 1), { code: "fileTooLarge", details: { max: 20 } }],
];

for (const [what, bytes, answer] of bad)
  test(`${what}: refused with a reason`, async () => {
    expect(await read(bytes)).toMatchObject({ ok: false, ...answer });
  });

test("an archive whose sizes lie is stopped and does not fill the memory", async () => {
  const bomb = deflateRawSync(Buffer.alloc(300 * 1024 * 1024));
  const started = performance.now();
  const answer = await read(zip([["[Content_Types].xml", 1000, bomb], ["xl/workbook.xml", 1000, bomb]], 8));
  expect(answer).toMatchObject({ ok: false, code: "notASpreadsheet" });
  expect(performance.now() - started).toBeLessThan(5_000);
});

/** A ZIP written by hand, so that it may lie. */
function zip(entries: readonly (readonly [string, number, Uint8Array])[], method = 0): Uint8Array {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, size, data] of entries) {
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(method, 8);
    local.writeUInt32LE(data.length, 18);
    local.writeUInt32LE(size, 22);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(method, 10);
    entry.writeUInt32LE(data.length, 20);
    entry.writeUInt32LE(size, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    locals.push(local, Buffer.from(name), Buffer.from(data));
    directory.push(entry, Buffer.from(name));
    offset += 30 + name.length + data.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Uint8Array.from(Buffer.concat([...locals, listed, end]));
}
