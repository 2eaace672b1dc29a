import { addDays, dayOfOrdinal, ordinalOf, type Day } from "./day.ts";

// Date lives in this file alone. Everything else in core speaks of days.

const MS_PER_DAY = 86_400_000;
/** Viet Nam is seven hours ahead of UTC all year. */
const VIET_NAM_MS = 7 * 3_600_000;

/** The day on which the instant falls in Viet Nam, whatever the time zone of the machine. */
export function dayInVietNam(instant: Date): Day {
  return dayOfOrdinal(Math.floor((instant.getTime() + VIET_NAM_MS) / MS_PER_DAY));
}

/** A date column of the database arrives as midnight UTC of its day. */
export function dayFromUtc(midnight: Date): Day {
  return dayOfOrdinal(Math.floor(midnight.getTime() / MS_PER_DAY));
}

/** Midnight UTC of the day, as a date column of the database wants it. */
export function utcOf(d: Day): Date {
  return new Date(ordinalOf(d) * MS_PER_DAY);
}

/** The instants at which the day begins in Viet Nam and at which the next one begins. */
export function instantsOf(d: Day): { from: Date; until: Date } {
  return { from: startInVietNam(d), until: startInVietNam(addDays(d, 1)) };
}

function startInVietNam(d: Day): Date {
  return new Date(ordinalOf(d) * MS_PER_DAY - VIET_NAM_MS);
}
