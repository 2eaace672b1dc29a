import { addMonths, day, daysBetween, monthOf, type Day, type Window } from "#app/core/time/day.ts";

/** How many months the timeline shows at once. */
export const SPANS = [1, 3, 6, 12] as const;
export type Months = (typeof SPANS)[number];

/** A year and what an address may ask for beyond it. */
export const LONGEST_SPAN_DAYS = 400;

export const monthsOf = (text: string | undefined): Months => SPANS.find((each) => String(each) === text) ?? 3;

/** Whole months from that of the day. */
export function spanOf(at: Day, months: Months): Window {
  const from = day(`${monthOf(at)}-01`);
  return { from, until: addMonths(from, months) };
}

/** Where days lie between the two ends of a track, in percent of its width; null when they are not on it. */
export function placed(span: Window, from: Day, last: Day): { readonly left: number; readonly width: number } | null {
  if (last < span.from || from >= span.until) return null;
  const days = daysBetween(span.from, span.until);
  const start = Math.max(0, daysBetween(span.from, from));
  const end = Math.min(days, daysBetween(span.from, last) + 1);
  return { left: (start / days) * 100, width: ((end - start) / days) * 100 };
}
