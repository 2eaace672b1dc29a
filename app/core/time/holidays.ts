import type { Certainty, Words } from "#app/core/rules/certainty.ts";
import { addDays, day, weekday, type Day } from "./day.ts";
import { hungKings, tet } from "./lunar.ts";
import type { CalendarDay } from "./working-days.ts";

const NEW_YEAR: Words = { vi: "Tết Dương lịch", en: "New Year's Day" };
const TET: Words = { vi: "Tết Nguyên đán", en: "Lunar New Year" };
const HUNG_KINGS: Words = { vi: "Giỗ Tổ Hùng Vương", en: "Hùng Kings' Day" };
const REUNIFICATION: Words = { vi: "Ngày Chiến thắng 30/4", en: "Victory Day" };
const LABOUR: Words = { vi: "Quốc tế Lao động", en: "Labour Day" };
const NATIONAL: Words = { vi: "Quốc khánh", en: "National Day" };

const CODE = "Bộ luật Lao động 2019, Điều 112";

type Told = readonly [source: string, certainty: Certainty];

function entries(kind: CalendarDay["kind"], name: Words, [source, certainty]: Told, ...days: string[]): CalendarDay[] {
  return days.map((text) => ({ day: day(text), kind, name, source, certainty }));
}

/** A day off that is worked on another day. */
function swap(off: string, worked: string, told: Told): CalendarDay[] {
  const written = (text: string): string => text.slice(5).split("-").toReversed().join("/");
  return [
    ...entries("swappedOff", { vi: `Nghỉ hoán đổi, làm bù ngày ${written(worked)}`, en: `Day off, worked on ${written(worked)}` }, told, off),
    ...entries("swappedWorking", { vi: `Làm bù cho ngày ${written(off)}`, en: `Worked in exchange for ${written(off)}` }, told, worked),
  ];
}

function compensation(name: Words): Words {
  return { vi: `Nghỉ bù ${name.vi}`, en: `Day in lieu of ${name.en}` };
}

const in2024: Told = ["Thông báo nghỉ lễ, Tết năm 2024", "reported"];
const in2025: Told = ["Thông báo nghỉ lễ, Tết năm 2025", "reported"];
const in2026: Told = ["Thông báo nghỉ lễ, Tết năm 2026", "assumed"];
const byCode: Told = [CODE, "reported"];

const ANNOUNCED: readonly CalendarDay[] = [
  ...entries("holiday", NEW_YEAR, byCode, "2024-01-01"),
  ...entries("holiday", TET, in2024, "2024-02-08", "2024-02-09", "2024-02-10", "2024-02-11", "2024-02-12", "2024-02-13", "2024-02-14"),
  ...entries("holiday", HUNG_KINGS, byCode, "2024-04-18"),
  ...swap("2024-04-29", "2024-05-04", in2024),
  ...entries("holiday", REUNIFICATION, byCode, "2024-04-30"),
  ...entries("holiday", LABOUR, byCode, "2024-05-01"),
  ...entries("holiday", NATIONAL, in2024, "2024-09-02", "2024-09-03"),

  ...entries("holiday", NEW_YEAR, byCode, "2025-01-01"),
  ...entries("holiday", TET, in2025, "2025-01-25", "2025-01-26", "2025-01-27", "2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31", "2025-02-01", "2025-02-02"),
  ...entries("holiday", HUNG_KINGS, byCode, "2025-04-07"),
  ...entries("holiday", REUNIFICATION, byCode, "2025-04-30"),
  ...entries("holiday", LABOUR, byCode, "2025-05-01"),
  ...swap("2025-05-02", "2025-04-26", in2025),
  ...entries("holiday", NATIONAL, in2025, "2025-09-01", "2025-09-02"),

  ...entries("holiday", NEW_YEAR, byCode, "2026-01-01"),
  ...swap("2026-01-02", "2026-01-10", in2026),
  ...entries("holiday", TET, in2026, "2026-02-14", "2026-02-15", "2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20", "2026-02-21", "2026-02-22"),
  ...entries("holiday", HUNG_KINGS, byCode, "2026-04-26"),
  ...entries("holiday", compensation(HUNG_KINGS), byCode, "2026-04-27"),
  ...entries("holiday", REUNIFICATION, byCode, "2026-04-30"),
  ...entries("holiday", LABOUR, byCode, "2026-05-01"),
  ...swap("2026-08-31", "2026-08-22", in2026),
  ...entries("holiday", NATIONAL, in2026, "2026-09-01", "2026-09-02"),
];

/**
 * The holidays that the Labour Code gives in a year which the Government has not announced yet:
 * fixed days, Tết (the eve and four days), Hùng Kings, and a day in lieu of each one that falls on a
 * weekend. Swapped days cannot be foreseen.
 */
export function foreseenDays(year: number): CalendarDay[] {
  const newYear = tet(year);
  const national = day(`${year}-09-02`);
  const statutory: [Words, Day][] = [
    [NEW_YEAR, day(`${year}-01-01`)],
    ...[-1, 0, 1, 2, 3].map((n): [Words, Day] => [TET, addDays(newYear, n)]),
    [HUNG_KINGS, hungKings(year)],
    [REUNIFICATION, day(`${year}-04-30`)],
    [LABOUR, day(`${year}-05-01`)],
    [NATIONAL, national],
    [NATIONAL, addDays(national, besideNationalDay(weekday(national)))],
  ];
  const taken = new Set(statutory.map(([, d]) => d));
  const inLieu = statutory
    .filter(([, d]) => weekday(d) > 5)
    .map(([name, d]): [Words, Day] => {
      let next = d;
      while (weekday(next) > 5 || taken.has(next)) next = addDays(next, 1);
      taken.add(next);
      return [compensation(name), next];
    });
  return [...statutory, ...inLieu]
    .map(([name, d]): CalendarDay => ({ day: d, kind: "holiday", name, source: CODE, certainty: "assumed" }))
    .sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** National Day has a second day off, before or after: the one that gives the longer break is likelier. */
function besideNationalDay(weekdayOfNationalDay: number): 1 | -1 {
  return [1, 4, 7].includes(weekdayOfNationalDay) ? 1 : -1;
}

/**
 * Public holidays and swapped days of Viet Nam, 2024 to 2030. From 2027 on they are foreseen, not
 * announced; a province adds and corrects through its own days.
 */
export const NATIONAL_DAYS: readonly CalendarDay[] = [...ANNOUNCED, ...[2027, 2028, 2029, 2030].flatMap(foreseenDays)];
