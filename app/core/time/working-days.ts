import type { Certainty, Words } from "#app/core/rules/certainty.ts";
import { dayOfOrdinal, ordinalOf, type Day } from "./day.ts";

/**
 * A day that differs from its weekday, or that is named: a public holiday, a day worked in exchange
 * for another, the day taken off in exchange, or one unsuitable for opening a congress. An
 * "unsuitable" day is still a working day: the clocks run on it.
 */
export type CalendarDay = {
  readonly day: Day;
  readonly kind: "holiday" | "swappedWorking" | "swappedOff" | "unsuitable";
  readonly name: Words;
  readonly source: string;
  readonly certainty: Certainty;
};

export type NotWorking =
  | { readonly reason: "weekend" }
  | { readonly reason: "holiday" | "swappedOff"; readonly entry: CalendarDay };

/**
 * Which days are worked, with the counts worked out beforehand: each question below costs the same
 * however far apart the days are. Make one per request or run, not one per question.
 */
export type WorkingCalendar = {
  readonly saturdays: boolean;
  readonly named: ReadonlyMap<Day, readonly CalendarDay[]>;
  /** Ordinal of the Monday on which the table starts; before and after it only weekdays matter. */
  readonly start: number;
  /** counts[i]: working days in the table before its day i. */
  readonly counts: Int32Array;
  /** The ordinals of the working days of the table. */
  readonly worked: Int32Array;
};

const MONDAY = 4; // 1970-01-05

/**
 * Monday to Friday are worked, and Saturdays where an office says so. Where two entries speak of one
 * day, the later one counts, so that a province's own list goes after the national one.
 */
export function workingCalendar(
  days: readonly CalendarDay[],
  options: { readonly saturdays?: boolean } = {},
): WorkingCalendar {
  const saturdays = options.saturdays ?? false;
  const named = new Map<Day, CalendarDay[]>();
  let first = Infinity;
  let last = -Infinity;
  for (const entry of days) {
    const ordinal = ordinalOf(entry.day);
    first = Math.min(first, ordinal);
    last = Math.max(last, ordinal);
    const there = named.get(entry.day);
    if (there) there.push(entry);
    else named.set(entry.day, [entry]);
  }
  const start = named.size === 0 ? MONDAY : mondayOf(first);
  const length = named.size === 0 ? 0 : mondayOf(last) + 7 - start;
  const counts = new Int32Array(length + 1);
  const worked: number[] = [];
  const perWeek = saturdays ? 6 : 5;
  for (let i = 0; i < length; i++) {
    counts[i] = worked.length;
    const entry = deciding(named.get(dayOfOrdinal(start + i)));
    if (entry ? entry.kind === "swappedWorking" : i % 7 < perWeek) worked.push(start + i);
  }
  counts[length] = worked.length;
  return { saturdays, named, start, counts, worked: Int32Array.from(worked) };
}

function mondayOf(ordinal: number): number {
  return ordinal - ((((ordinal - MONDAY) % 7) + 7) % 7);
}

function deciding(entries: readonly CalendarDay[] | undefined): CalendarDay | undefined {
  return entries?.findLast((entry) => entry.kind !== "unsuitable");
}

/** Working days from the start of the table to the day before `ordinal`; negative before the table. */
function countBefore(calendar: WorkingCalendar, ordinal: number): number {
  const offset = ordinal - calendar.start;
  const inTable = calendar.counts[offset];
  if (inTable !== undefined) return inTable;
  if (offset < 0) return plainCount(calendar, offset);
  return calendar.worked.length + plainCount(calendar, offset - calendar.counts.length + 1);
}

/** The number of working days in `offset` days that begin on a Monday, without any named day. */
function plainCount(calendar: WorkingCalendar, offset: number): number {
  const perWeek = calendar.saturdays ? 6 : 5;
  const weeks = Math.floor(offset / 7);
  return weeks * perWeek + Math.min(offset - weeks * 7, perWeek);
}

/** The ordinal of the working day before which `count` others lie: the inverse of `countBefore`. */
function workedAt(calendar: WorkingCalendar, count: number): number {
  const inTable = calendar.worked[count];
  if (inTable !== undefined) return inTable;
  const beyond = count < 0 ? count : count - calendar.worked.length;
  const origin = count < 0 ? calendar.start : calendar.start + calendar.counts.length - 1;
  const perWeek = calendar.saturdays ? 6 : 5;
  const weeks = Math.floor(beyond / perWeek);
  return origin + weeks * 7 + (beyond - weeks * perWeek);
}

export function isWorking(calendar: WorkingCalendar, d: Day): boolean {
  const ordinal = ordinalOf(d);
  return countBefore(calendar, ordinal + 1) > countBefore(calendar, ordinal);
}

/** Why nobody works on the day, or null when they do. */
export function whyNotWorking(calendar: WorkingCalendar, d: Day): NotWorking | null {
  if (isWorking(calendar, d)) return null;
  const entry = deciding(calendar.named.get(d));
  if (entry?.kind === "holiday" || entry?.kind === "swappedOff") return { reason: entry.kind, entry };
  return { reason: "weekend" };
}

/** The entry that makes the day unsuitable for opening a congress, or null. */
export function whyUnsuitable(calendar: WorkingCalendar, d: Day): CalendarDay | null {
  return calendar.named.get(d)?.findLast((entry) => entry.kind === "unsuitable") ?? null;
}

/** Everything the calendar names on the day, national entries first. */
export function namedOn(calendar: WorkingCalendar, d: Day): readonly CalendarDay[] {
  return calendar.named.get(d) ?? [];
}

/**
 * The n-th working day after `d`, or before it when `n` is negative. `d` itself is day 0 and is
 * never counted, whether it is worked or not.
 */
export function addWorkingDays(calendar: WorkingCalendar, d: Day, n: number): Day {
  if (n === 0) return d;
  const ordinal = ordinalOf(d);
  const count = n > 0 ? countBefore(calendar, ordinal + 1) + n - 1 : countBefore(calendar, ordinal) + n;
  return dayOfOrdinal(workedAt(calendar, count));
}

/**
 * Working days from `a` to `b`, the inverse of `addWorkingDays`: those after `a` up to and with `b`;
 * negative when `b` is earlier (those from `b` to the day before `a`).
 */
export function workingDaysBetween(calendar: WorkingCalendar, a: Day, b: Day): number {
  const from = ordinalOf(a);
  const to = ordinalOf(b);
  if (from === to) return 0;
  const forward = to > from ? 1 : 0;
  return countBefore(calendar, to + forward) - countBefore(calendar, from + forward);
}
