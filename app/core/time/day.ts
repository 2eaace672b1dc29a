/**
 * A day of the calendar, without hour or time zone, as ISO text ("2025-05-12"). Days compare as
 * text with < and >. All arithmetic here is on integers: no Date is involved, so the time zone of
 * the machine cannot shift a day. Instants (Date) are known to `instant.ts` alone.
 */
export type Day = string & { readonly __day: true };

/** A calendar month as ISO text ("2025-04"). Months compare as text with < and >. */
export type Month = string & { readonly __month: true };

/** Half-open: `from` belongs to the window, `until` is the first day after it. */
export type Window = { readonly from: Day; readonly until: Day };

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const FIRST_YEAR = 1;
const LAST_YEAR = 9999;

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, "0");
}

function exists(year: number, month: number, dayOfMonth: number): boolean {
  return year >= FIRST_YEAR && dayOfMonth >= 1 && dayOfMonth <= daysInMonth(year, month);
}

function written(year: number, month: number, dayOfMonth: number): Day {
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfMonth, 2)}` as Day;
}

/** Year, month (1–12) and day of the month (1–31). */
export function partsOf(d: Day): { year: number; month: number; dayOfMonth: number } {
  return { year: Number(d.slice(0, 4)), month: Number(d.slice(5, 7)), dayOfMonth: Number(d.slice(8, 10)) };
}

/** Whether the text is the ISO form of a day that exists. */
export function isDay(text: unknown): text is Day {
  if (typeof text !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const { year, month, dayOfMonth } = partsOf(text as Day);
  return exists(year, month, dayOfMonth);
}

/** The day written in ISO form; a day that does not exist is a mistake of the caller and throws. */
export function day(text: string): Day {
  if (!isDay(text)) throw new RangeError(`not a day: ${text}`);
  return text;
}

/** The day that a person typed (dd/mm/yyyy, d/m/yyyy or ISO), or null when there is no such day. */
export function parseDay(text: string): Day | null {
  const typed = text.trim();
  if (isDay(typed)) return typed;
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(typed);
  if (!match) return null;
  const [dayOfMonth, month, year] = match.slice(1).map(Number) as [number, number, number];
  return exists(year, month, dayOfMonth) ? written(year, month, dayOfMonth) : null;
}

/** dd/mm/yyyy, as forms and papers write it. */
export function formatDay(d: Day): string {
  return `${d.slice(8, 10)}/${d.slice(5, 7)}/${d.slice(0, 4)}`;
}

/** The number of days since 1970-01-01; for tables and loops over many days. */
export function ordinalOf(d: Day): number {
  // The year is counted from March, so that the leap day is its last day.
  const text: string = d;
  const year4 = text.charCodeAt(0) * 1000 + text.charCodeAt(1) * 100 + text.charCodeAt(2) * 10 + text.charCodeAt(3) - 53328;
  const month = text.charCodeAt(5) * 10 + text.charCodeAt(6) - 528;
  const dayOfMonth = text.charCodeAt(8) * 10 + text.charCodeAt(9) - 528;
  const year = month <= 2 ? year4 - 1 : year4;
  const century = Math.floor(year / 100);
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + dayOfMonth - 1;
  return year * 365 + Math.floor(year / 4) - century + Math.floor(century / 4) + dayOfYear - 719468;
}

const MEMO_FROM = 10957; // 2000-01-01
const MEMO_SIZE = 22280; // until 2060-12-31
const memo: Day[] = [];

function textOf(ordinal: number): Day {
  const shifted = ordinal + 719468;
  const era = Math.floor(shifted / 146097);
  const dayOfEra = shifted - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) throw new RangeError(`no day has the ordinal ${ordinal}`);
  return written(year, month, dayOfMonth);
}

/** The inverse of `ordinalOf`. Throws outside the years 1 to 9999. */
export function dayOfOrdinal(ordinal: number): Day {
  const slot = ordinal - MEMO_FROM;
  // The planner turns the same few thousand ordinals into text millions of times.
  if (slot >= 0 && slot < MEMO_SIZE) return (memo[slot] ??= textOf(ordinal));
  return textOf(ordinal);
}

/** `n` calendar days later (earlier when negative). */
export function addDays(d: Day, n: number): Day {
  return dayOfOrdinal(ordinalOf(d) + n);
}

/** Calendar days from `a` to `b`: positive when `b` is later. */
export function daysBetween(a: Day, b: Day): number {
  return ordinalOf(b) - ordinalOf(a);
}

/** `n` months later; the 31st becomes the last day of a shorter month. */
export function addMonths(d: Day, n: number): Day {
  const month = shiftMonth(monthOf(d), n);
  const last = daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5, 7)));
  return `${month}-${pad(Math.min(Number(d.slice(8, 10)), last), 2)}` as Day;
}

/** 1 = Monday … 7 = Sunday. */
export function weekday(d: Day): number {
  return (((ordinalOf(d) + 3) % 7) + 7) % 7 + 1;
}

export function monthOf(d: Day): Month {
  return d.slice(0, 7) as Month;
}

/** The month written in ISO form; a month that does not exist throws. */
export function month(text: string): Month {
  return monthOf(day(`${text}-01`));
}

/** `n` months later (earlier when negative). */
export function shiftMonth(m: Month, n: number): Month {
  const index = monthIndex(m) + n;
  const year = Math.floor(index / 12);
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) throw new RangeError(`no month lies ${n} months from ${m}`);
  return `${pad(year, 4)}-${pad((index % 12) + 1, 2)}` as Month;
}

/** Months from `a` to `b`: positive when `b` is later. */
export function monthsBetween(a: Month, b: Month): number {
  return monthIndex(b) - monthIndex(a);
}

function monthIndex(m: Month): number {
  return Number(m.slice(0, 4)) * 12 + Number(m.slice(5, 7)) - 1;
}

/** The window from `from` until the day before `until`; an empty or reversed one throws. */
export function windowOf(from: string, until: string): Window {
  const window = { from: day(from), until: day(until) };
  if (window.from >= window.until) throw new RangeError(`an empty window: ${from} until ${until}`);
  return window;
}

export function contains(window: Window, d: Day): boolean {
  return window.from <= d && d < window.until;
}

/** The last day that belongs to the window. */
export function lastDayOf(window: Window): Day {
  return addDays(window.until, -1);
}
