import { expect, test } from "vitest";
import { day } from "#app/core/time/day.ts";
import { accept, refuse } from "#app/core/verdict.ts";
import { CONGRESS_STATES } from "./congress.ts";
import {
  type Cells,
  cellsOf,
  hallNamed,
  hallText,
  packed,
  pastedCells,
  readCell,
  rowBar,
  sameCell,
  settled,
  type SheetRow,
  stateAfter,
  unpacked,
  withCells,
} from "./sheet.ts";

const ROW: SheetRow = { opensOn: day("2025-07-10"), session: "afternoon", lengthHalfDays: 2, hall: "Hội trường lớn", desiredOn: day("2025-07-11"), isPilot: true };
const CELLS: Cells = { opensOn: "10/07/2025", session: "afternoon", lengthHalfDays: "2", hall: "Hội trường lớn", desiredOn: "11/07/2025", isPilot: "1" };
const UNDATED: SheetRow = { opensOn: null, session: null, lengthHalfDays: 1, hall: "", desiredOn: null, isPilot: false };
const with_ = (cells: Partial<Cells>): Cells => ({ ...CELLS, ...cells });

test("days are read as forms, sheets and programmes write them; what is no day is named", () => {
  for (const text of ["10/07/2025", "10/7/2025", " 2025-07-10 ", "10.07.2025", "10-7-2025"]) expect(readCell("opensOn", text)).toEqual(accept("2025-07-10"));
  expect(readCell("desiredOn", " ")).toEqual(accept(null));
  for (const text of ["31/06/2025", "29/02/2025", "HT-01", "45848", "10/07"]) expect(readCell("opensOn", text)).toEqual(refuse("notADay"));
});

test("half-days, lengths and ticks are taken as people write them", () => {
  for (const text of ["Sáng", "buổi sáng", "S", "morning", "SA\u0301NG"]) expect(readCell("session", text)).toEqual(accept("morning"));
  for (const text of ["Chiều", "C", "pm"]) expect(readCell("session", text)).toEqual(accept("afternoon"));
  expect(readCell("session", "")).toEqual(accept(null));
  expect(readCell("session", "tối")).toEqual(refuse("notASession"));
  expect(readCell("lengthHalfDays", "4")).toEqual(accept(4));
  for (const text of ["0", "21", "", "2,5", "hai", "-1"]) expect(readCell("lengthHalfDays", text)).toEqual(refuse("notALength"));
  for (const text of ["x", "X", "1", "Có", "Điểm"]) expect(readCell("isPilot", text)).toEqual(accept(true));
  for (const text of ["", "0", "Không", "-"]) expect(readCell("isPilot", text)).toEqual(accept(false));
  expect(readCell("isPilot", "có lẽ")).toEqual(refuse("notATick"));
});

test("a row is written as text and read back", () => {
  expect(cellsOf(ROW)).toEqual(CELLS);
  expect(cellsOf(UNDATED)).toEqual({ opensOn: "", session: "", lengthHalfDays: "1", hall: "", desiredOn: "", isPilot: "" });
  const odd = with_({ hall: "Nhà | văn hóa" });
  expect(unpacked(packed(7, odd))).toEqual({ version: 7, cells: odd });
  for (const text of ["", "x|||||", "7|only", "12345678901|a|b|c|d|e|f"]) expect(unpacked(text)).toBe(null);
});

test("cells are compared by what they mean, and as text where they mean nothing", () => {
  expect(sameCell("opensOn", "10/7/2025", "2025-07-10")).toBe(true);
  expect(sameCell("opensOn", "x", " x")).toBe(true);
  expect(sameCell("opensOn", "x", "10/07/2025")).toBe(false);
  expect(sameCell("isPilot", "x", "1")).toBe(true);
});

test("only what differs from the sheet and from what stands is written; what another changed too is a race", () => {
  expect(settled(CELLS, with_({ opensOn: "10/7/2025" }), CELLS)).toEqual({ changed: [], races: [] });
  expect(settled(CELLS, with_({ opensOn: "14/07/2025" }), CELLS)).toEqual({ changed: ["opensOn"], races: [] });
  // Somebody else has changed another cell, or has come to the same.
  expect(settled(CELLS, with_({ opensOn: "14/07/2025" }), with_({ isPilot: "" }))).toEqual({ changed: ["opensOn"], races: [] });
  expect(settled(CELLS, with_({ opensOn: "14/07/2025" }), with_({ opensOn: "14/07/2025" }))).toEqual({ changed: [], races: [] });
  expect(settled(CELLS, with_({ opensOn: "14/07/2025" }), with_({ opensOn: "15/07/2025" }))).toEqual({ changed: ["opensOn"], races: ["opensOn"] });
});

test("a new day without a half-day opens in the morning; a day taken away takes hall and half-day along", () => {
  expect(withCells(UNDATED, with_({ opensOn: "14/07/2025", session: "" }), ["opensOn"])).toEqual({ row: { ...UNDATED, opensOn: day("2025-07-14"), session: "morning" }, problems: [] });
  expect(withCells(ROW, with_({ opensOn: "" }), ["opensOn"])).toEqual({ row: { ...ROW, opensOn: null, session: null, hall: "" }, problems: [] });
});

test("every cell that cannot be read is named, and one that needs a day first", () => {
  const wrong = withCells(ROW, with_({ opensOn: "HT-01", lengthHalfDays: "x", isPilot: "?" }), ["opensOn", "lengthHalfDays", "isPilot"]);
  expect(wrong.problems).toEqual([
    { field: "opensOn", code: "notADay" },
    { field: "lengthHalfDays", code: "notALength" },
    { field: "isPilot", code: "notATick" },
  ]);
  expect(wrong.row).toEqual(ROW);
  expect(withCells(UNDATED, with_({ session: "Sáng", hall: "HT-01" }), ["session", "hall"]).problems).toEqual([
    { field: "session", code: "dayFirst" },
    { field: "hall", code: "dayFirst" },
  ]);
  expect(withCells(UNDATED, with_({ opensOn: "x", session: "Sáng" }), ["opensOn", "session"]).problems).toEqual([{ field: "opensOn", code: "notADay" }]);
});

test("what was held or cancelled is not edited, a frozen date stays, and only a draft is taken away", () => {
  const moved = { ...ROW, opensOn: day("2025-07-14") };
  const bar = (state: (typeof CONGRESS_STATES)[number], frozen: boolean, after: SheetRow) => rowBar({ state, frozen }, ROW, after);
  expect(CONGRESS_STATES.map((state) => bar(state, false, moved))).toEqual([null, null, null, null, "alreadyHeld", "alreadyHeld", "cancelled"]);
  expect(bar("draft", true, moved)).toBe("frozen");
  expect(bar("draft", true, { ...ROW, lengthHalfDays: 4 })).toBe("frozen");
  expect(bar("draft", true, { ...ROW, desiredOn: null, isPilot: false })).toBe(null);
  expect(rowBar({ state: "undated", frozen: true }, UNDATED, { ...UNDATED, lengthHalfDays: 4 })).toBe(null);
  const cleared = { ...ROW, opensOn: null, session: null, hall: "" };
  expect(bar("draft", false, cleared)).toBe(null);
  expect(bar("approved", false, cleared)).toBe("notADraft");
});

test("another date or length has to be submitted again; a wish or a tick has not", () => {
  for (const after of [{ ...ROW, session: "morning" as const }, { ...ROW, hall: "" }, { ...ROW, lengthHalfDays: 3 }]) expect(stateAfter("approved", ROW, after)).toBe("draft");
  expect(stateAfter("approved", ROW, { ...ROW, desiredOn: null, isPilot: false })).toBe("approved");
  expect(stateAfter("draft", ROW, { ...ROW, opensOn: null })).toBe("undated");
  expect(stateAfter("undated", UNDATED, { ...UNDATED, lengthHalfDays: 3 })).toBe("undated");
});

test("a rectangle from the clipboard keeps its cells, with line ends and quotation marks inside", () => {
  expect(pastedCells("a\tb\r\nc\td\r\n")).toEqual([["a", "b"], ["c", "d"]]);
  expect(pastedCells("a")).toEqual([["a"]]);
  expect(pastedCells('"hai\ndòng"\t"nói ""có"""\t5" ống\rx')).toEqual([["hai\ndòng", 'nói "có"', '5" ống'], ["x"]]);
  expect(pastedCells("\t\n\t")).toEqual([["", ""], ["", ""]]);
});

test("a hall is found by code, then by name, the nearest first, and never in a branch beside", () => {
  const halls = [
    { id: "near", code: "HT-02", name: "Hội trường", unitPath: "/k1/k2/" },
    { id: "far", code: "HT-01", name: "Hội trường", unitPath: "/k1/" },
    { id: "beside", code: "HT-03", name: "Nhà văn hóa", unitPath: "/k1/k3/" },
  ];
  expect(hallNamed(halls, "/k1/k2/k4/", "hoi truong")?.id).toBe("near");
  expect(hallNamed(halls, "/k1/k2/k4/", "ht-01")?.id).toBe("far");
  expect(hallNamed(halls, "/k1/k2/", "HT-03")).toBeUndefined();
  expect(hallText(halls, "/k1/k2/", "near")).toBe("Hội trường");
  expect(hallText(halls, "/k1/k2/", "far")).toBe("HT-01");
  expect(hallText(halls, "/k1/k2/", null)).toBe("");
});
