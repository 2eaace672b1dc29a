import { expect, test } from "vitest";
import { takeIn } from "./intake.ts";
import { COLUMNS, headingOf, IMPORT_KINDS, readHeader } from "./columns.ts";
import type { Table } from "./table.ts";

const table = (header: string[], ...rows: string[][]): Table => ({ header, rows: rows.map((cells, index) => ({ row: index + 2, cells })) });

test("headings are known in Vietnamese and English, with and without marks, in any order and case", () => {
  for (const header of [
    ["code", "name", "type", "parent_code"],
    ["Mã đơn vị", "Tên đơn vị", "Loại", "Mã cấp trên"],
    ["MA DON VI", "TEN", "Loại hình", "Mã đơn vị cấp trên"],
    ["Mã", "Tên", "Loại (*)", "Trực thuộc"],
  ])
    expect([...readHeader("units", header).places.keys()]).toEqual(["code", "name", "kind", "parentCode"]);
});

for (const kind of IMPORT_KINDS)
  test(`the template of ${kind} is read by its own reader, column by column`, () => {
    const keys = [...COLUMNS[kind].required, ...COLUMNS[kind].optional];
    const read = readHeader(kind, keys.map(headingOf));
    expect([...read.places]).toEqual(keys.map((key, place) => [key, place]));
    expect(read).toMatchObject({ ignored: [], missing: [] });
  });

test("a column that is missing is named once, and nothing is read", () => {
  expect(takeIn("units", table(["code", "ghi chú"], ["1", "x"]))).toEqual({
    rows: [],
    problems: [
      { row: 1, column: "name", found: "", expected: "column", detail: "Tên" },
      { row: 1, column: "kind", found: "", expected: "column", detail: "Loại" },
    ],
    headings: { code: "code" },
    ignored: ["ghi chú"],
  });
});

test("a unit's cells become values; empty ones say nothing", () => {
  const header = ["Mã", "Tên", "Loại", "Mã cấp trên", "Cấp", "Số đảng viên", "Tên tổ chức đảng", "Hiệu lực từ"];
  const { rows, problems } = takeIn("units", table(header, ["34.1 ", " Xã  Đông Hòa".normalize("NFD"), "xã", "34", "Cơ sở", "1.276", "", "01/07/2025"], ["34.2", "Xã An", "Xã"]));
  expect(problems).toEqual([]);
  expect(rows).toEqual([
    { row: 2, code: "34.1", name: "Xã Đông Hòa", kind: "commune", parentCode: "34", level: "grassroots", members: 1276, partyName: null, validFrom: "2025-07-01" },
    { row: 3, code: "34.2", name: "Xã An", kind: "commune", parentCode: null, level: null, members: null, partyName: null, validFrom: null },
  ]);
});

test("every wrong cell is named with what stands there and what would be right", () => {
  const header = ["code", "name", "type", "level", "members", "valid_from"];
  const { rows, problems } = takeIn(
    "units",
    table(header, ["", "Xã A", "Xã"], ["2", "", "Xứ", "tầng", "-5", "31/02/2025"], ["3".repeat(61), "x", "Xã"], ["4", "y", "Xã", "", "12,5"]),
  );
  expect(problems).toEqual([
    { row: 2, column: "code", found: "", expected: "required" },
    { row: 3, column: "name", found: "", expected: "required" },
    { row: 3, column: "kind", found: "Xứ", expected: "unitKind" },
    { row: 3, column: "level", found: "tầng", expected: "level" },
    { row: 3, column: "members", found: "-5", expected: "wholeNumber", detail: 9_999_999 },
    { row: 3, column: "validFrom", found: "31/02/2025", expected: "day" },
    { row: 4, column: "code", found: `${"3".repeat(40)}…`, expected: "shorter", detail: 60 },
    { row: 5, column: "members", found: "12,5", expected: "wholeNumber", detail: 9_999_999 },
  ]);
  expect(rows.map((row) => row.code)).toEqual(["2", "4"]);
});

test("a date plan names unit, day, half-day, round, hall and leaders", () => {
  const header = ["Mã đơn vị", "Ngày khai mạc", "Buổi", "Lần", "Hội trường", "Lãnh đạo dự"];
  const { rows, problems } = takeIn("datePlan", table(header, ["34.1", "26/5/2025", "Chiều", "2", "H1", "LD1; LD2,LD1"], ["34.2", "2025-05-27"], ["34.3", "30/02/2025", "đêm", "3"], ["34.4", "", "", "0"]));
  expect(rows).toEqual([
    { row: 2, unitCode: "34.1", opensOn: "2025-05-26", session: "afternoon", round: 2, venueCode: "H1", leaderCodes: ["LD1", "LD2"] },
    { row: 3, unitCode: "34.2", opensOn: "2025-05-27", session: null, round: 1, venueCode: null, leaderCodes: [] },
  ]);
  expect(problems.map(({ row, column, expected }) => [row, column, expected])).toEqual([
    [4, "opensOn", "day"],
    [4, "session", "session"],
    [4, "round", "round"],
    [5, "opensOn", "required"],
    [5, "round", "round"],
  ]);
});

test("leaders and halls", () => {
  expect(takeIn("leaders", table(["Mã", "Họ tên", "Chức vụ", "Mã đơn vị"], ["L1", "Đỗ Văn An", "Phó Bí thư", ""], ["L2", "x", ""]))).toMatchObject({
    rows: [{ code: "L1", name: "Đỗ Văn An", post: "Phó Bí thư", unitCode: null }, { code: "L2" }],
    problems: [{ row: 3, column: "post", expected: "required" }],
  });
  expect(takeIn("venues", table(["code", "name", "capacity", "unit"], ["H1", "Nhà văn hóa", "350", "34"], ["", "x"]))).toMatchObject({
    rows: [{ code: "H1", name: "Nhà văn hóa", seats: 350, unitCode: "34" }],
    problems: [{ row: 3, column: "code", expected: "required" }],
  });
});
