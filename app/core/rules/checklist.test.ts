import { expect, test } from "vitest";
import { LEVELS } from "#app/core/organisation/level.ts";
import { CHECKLIST, CHECKLIST_GROUPS, checklistFor, checklistItem } from "./checklist.ts";

const CONTENTS = [2, 3, 4] as const;
const codes = (level: (typeof LEVELS)[number], contents: (typeof CONTENTS)[number]) =>
  checklistFor(level, contents).map((item) => item.code);

test("the catalogue has 92 lines, each once, in order and complete in both languages", () => {
  const all = CHECKLIST.map((item) => item.code);
  expect(all).toHaveLength(92);
  expect(all).toEqual([...new Set(all)].toSorted());
  for (const item of CHECKLIST) {
    expect(CHECKLIST_GROUPS[item.code.charAt(0)]).toBeDefined();
    for (const text of [item.vi, item.en, item.owner.vi, item.owner.en, item.evidence.vi, item.evidence.en, item.source]) {
      expect(text.trim()).toBe(text);
      expect(text).not.toMatch(/^$|\[|S\d/);
    }
    expect(item.lead.amount).toBeGreaterThanOrEqual(0);
    expect(item.lead.from === "closing").toBe(item.code.startsWith("K"));
  }
});

test("a cell has its ten lines", () => {
  expect(codes("cell", 4)).toEqual(["A07", "A10", "B05", "C15", "D02", "E01", "J02", "J06", "K01", "K02"]);
  expect(codes("sectional", 4)).toEqual(codes("cell", 4));
});

test("a congress of two contents elects nobody", () => {
  for (const level of LEVELS) {
    const lines = codes(level, 2);
    for (const code of ["C10", "C15", "I03", "J06", "J07", "J10", "J12", "K01", "K03"]) expect(lines).not.toContain(code);
  }
  expect(codes("directSuperior", 2)).toEqual(expect.arrayContaining(["C05", "C14", "J11"]));
  expect(codes("directSuperior", 4)).not.toContain("C14");
});

test("the higher the level, the longer the list, and the lists have the sizes of the sources", () => {
  expect(LEVELS.map((level) => checklistFor(level, 4).length)).toEqual([10, 10, 75, 89, 89]);
  expect(checklistFor("grassroots", 2)).toHaveLength(59);
  expect(checklistFor("directSuperior", 2)).toHaveLength(75);
});

test("leads are counted from the opening or the closing", () => {
  expect(checklistItem("A10")).toMatchObject({ lead: { amount: 30, unit: "workingDays", from: "opening" }, certainty: "confirmed" });
  expect(checklistItem("B02")?.lead.amount).toBe(100);
  expect(checklistItem("J12")?.lead.amount).toBe(0);
  expect(checklistItem("A11")?.weekly).toBe(true);
  expect(checklistItem("K01")?.lead).toEqual({ amount: 7, unit: "workingDays", from: "closing" });
  expect(checklistItem("Z99")).toBeNull();
});

test("the letter cut-off is nearer at the grassroots than above", () => {
  const cutOff = (level: (typeof LEVELS)[number]) => checklistFor(level, 4).find((item) => item.code === "E03")?.lead.amount;
  expect(cutOff("grassroots")).toBe(25);
  expect(cutOff("directSuperior")).toBe(30);
  expect(cutOff("province")).toBe(30);
});

test("what blocks, and what the system answers itself", () => {
  expect(CHECKLIST.filter((item) => item.blocking).map((item) => item.code)).toEqual(["A10", "B08", "C08", "C13", "C14", "D02", "E02", "J06"]);
  expect(Object.fromEntries(CHECKLIST.filter((item) => item.derivedFrom).map((item) => [item.code, item.derivedFrom]))).toEqual({
    A07: "dateApproved",
    A10: "conveningNoticeRecorded",
    A11: "childrenClosed",
    C07: "checksClosed",
    C08: "checksClosed",
    C15: "slateComplete",
    E02: "lettersBeforeCutoffClosed",
    K01: "outcomeReported",
    K03: "ratified",
  });
});

test("in a cell the letters are answered by the line that it has", () => {
  const ofCell = checklistFor("cell", 4).find((item) => item.code === "E01");
  expect(ofCell).toMatchObject({ blocking: true, derivedFrom: "lettersBeforeCutoffClosed" });
  expect(checklistFor("grassroots", 4).find((item) => item.code === "E01")?.blocking).toBe(false);
});

test("one list stands for all congresses of its kind", () => {
  for (const level of LEVELS) for (const contents of CONTENTS) expect(checklistFor(level, contents)).toBe(checklistFor(level, contents));
});
