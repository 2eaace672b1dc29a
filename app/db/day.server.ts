import type { Day } from "#app/core/time/day.ts";
import { dayFromUtc, utcOf } from "#app/core/time/instant.ts";

/** A DATE column arrives as midnight UTC of its day. */
export const toDay = dayFromUtc;
export const toDate = utcOf;
export const toDayOrNull = (date: Date | null): Day | null => (date === null ? null : dayFromUtc(date));
export const toDateOrNull = (value: Day | null): Date | null => (value === null ? null : utcOf(value));
