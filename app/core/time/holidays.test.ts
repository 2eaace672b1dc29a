import { expect, test } from "vitest";
import { day, partsOf, weekday } from "./day.ts";
import { foreseenDays, NATIONAL_DAYS } from "./holidays.ts";

const on = (text: string) => NATIONAL_DAYS.find((entry) => entry.day === text);
const holidaysOf = (year: number) =>
  NATIONAL_DAYS.filter((entry) => partsOf(entry.day).year === year && entry.kind === "holiday").map((entry) => entry.day);

test("no day is listed twice, and each names its source in both languages", () => {
  expect(new Set(NATIONAL_DAYS.map((entry) => entry.day)).size).toBe(NATIONAL_DAYS.length);
  for (const entry of NATIONAL_DAYS) {
    expect(entry.source).not.toBe("");
    expect(entry.name.vi).not.toBe("");
    expect(entry.name.en).not.toBe("");
  }
});

test("the days are in order", () => {
  for (const year of [2027, 2028, 2029, 2030]) {
    const days = holidaysOf(year);
    expect(days).toEqual(days.toSorted());
  }
});

test("each swapped day off is a weekday, and its exchange a Saturday", () => {
  const off = NATIONAL_DAYS.filter((entry) => entry.kind === "swappedOff");
  const worked = NATIONAL_DAYS.filter((entry) => entry.kind === "swappedWorking");
  expect(off.map((entry) => entry.day)).toEqual(["2024-04-29", "2025-05-02", "2026-01-02", "2026-08-31"]);
  expect(worked.map((entry) => entry.day)).toEqual(["2024-05-04", "2025-04-26", "2026-01-10", "2026-08-22"]);
  for (const entry of off) expect(weekday(entry.day)).toBeLessThanOrEqual(5);
  for (const entry of worked) expect(weekday(entry.day)).toBe(6);
});

test("a swapped day names the other one", () => {
  expect(on("2025-05-02")?.name.vi).toContain("26/04");
  expect(on("2025-04-26")?.name.vi).toContain("02/05");
});

test("every year gives at least the eleven days of the Labour Code on weekdays", () => {
  for (const year of [2024, 2025, 2026, 2027, 2028, 2029, 2030]) {
    expect(holidaysOf(year).filter((d) => weekday(d) <= 5)).toHaveLength(11);
  }
});

test("a holiday on a weekend gives the next free weekday", () => {
  expect(on("2028-05-01")?.name.vi).toBe("Quốc tế Lao động");
  expect(on("2028-05-02")?.name.vi).toBe("Nghỉ bù Ngày Chiến thắng 30/4");
  expect(on("2027-02-11")?.name.vi).toBe("Nghỉ bù Tết Nguyên đán");
});

test("National Day takes the neighbour that gives the longer break", () => {
  const beside = (year: number) =>
    foreseenDays(year)
      .filter((entry) => entry.name.en === "National Day")
      .map((entry) => entry.day);
  expect(beside(2027)).toEqual(["2027-09-02", "2027-09-03"]);
  expect(beside(2031)).toEqual(["2031-09-01", "2031-09-02"]);
});

test("days that nobody announced yet are assumed", () => {
  for (const entry of NATIONAL_DAYS) {
    if (entry.day >= day("2027-01-01")) expect(entry.certainty).toBe("assumed");
    expect(entry.certainty).not.toBe("confirmed");
  }
});
