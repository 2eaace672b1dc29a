import { expect, test } from "vitest";
import { intake } from "#app/ui/words/intake.ts";
import type { UnreadableCode } from "./spreadsheet/sheet.ts";
import { readUpload } from "./upload.server.ts";

const sent = (fields: Record<string, string | File>): Request => {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  return new Request("http://localhost/organisation/import", { method: "POST", body });
};

test("a table arrives with its name, its digest and the other fields", async () => {
  const file = new File(["code,name\n34,Tỉnh Thái Bình\n"], "đơn vị \"2025\".csv");
  const form = await readUpload(sent({ kind: "units", file }));
  expect(form).toMatchObject({
    kind: "units",
    fileDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
    file: { sheet: { ok: true, value: { header: ["code", "name"], rows: [{ row: 2, cells: ["34", "Tỉnh Thái Bình"] }] } } },
  });
});

test("no file, and an empty one, are told apart", async () => {
  expect(await readUpload(sent({ kind: "units" }))).toMatchObject({ kind: "units", file: { sheet: { ok: false, code: "fileMissing" } } });
  expect(await readUpload(sent({ file: new File([], "a.csv") }))).toMatchObject({ file: { sheet: { ok: false, code: "fileEmpty" } } });
});

test("50 MB are let pass without being kept, and refused", async () => {
  const head = '--x\r\nContent-Disposition: form-data; name="kind"\r\n\r\nunits\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n';
  const chunk = new Uint8Array(1024 * 1024);
  let left = 50;
  const body = new ReadableStream({
    pull: (controller) => {
      if (left === 0) return controller.close();
      controller.enqueue(left === 50 ? new TextEncoder().encode(head) : chunk);
      left -= 1;
    },
  });
  const request = new Request("http://localhost/organisation/import", {
    method: "POST",
    body,
    headers: { "Content-Type": "multipart/form-data; boundary=x" },
    duplex: "half",
  } as RequestInit);
  const before = process.memoryUsage().rss;
  expect(await readUpload(request)).toMatchObject({ kind: "units", file: { sheet: { ok: false, code: "fileTooLarge", details: { max: 20 } } } });
  expect(left).toBe(0);
  expect(process.memoryUsage().rss - before).toBeLessThan(45 * 1024 * 1024);
});

for (const [what, type, status] of [
  ["another type of body", "text/plain", 415],
  ["a multipart body without its boundary", "multipart/form-data", 400],
] as const)
  test(`${what} is refused`, async () => {
    const request = new Request("http://localhost/", { method: "POST", body: "x", headers: { "Content-Type": type } });
    await expect(readUpload(request)).rejects.toMatchObject({ status });
  });

test("every reason for which a file cannot be read has its sentence", () => {
  const codes: Record<UnreadableCode, true> = {
    fileMissing: true,
    fileTooLarge: true,
    fileEmpty: true,
    noRows: true,
    wrongEncoding: true,
    oldExcel: true,
    notASpreadsheet: true,
    unpacksTooLarge: true,
    tooManyRows: true,
    tooManyColumns: true,
    cellTooLong: true,
    brokenQuotes: true,
    tookTooLong: true,
    neededTooMuch: true,
  };
  expect(Object.keys(codes).filter((code) => !(`refused.${code}` in intake))).toEqual([]);
});
