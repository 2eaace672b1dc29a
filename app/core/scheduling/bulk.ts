import type { Day } from "#app/core/time/day.ts";
import { addWorkingDays, type WorkingCalendar, workingDaysBetween } from "#app/core/time/working-days.ts";
import { type CongressState, hasHappened } from "./congress.ts";

/** What can be done to many congresses at once. */
export const BULK_DEEDS = ["shift", "postponeAfter", "freeze", "unfreeze", "cancel", "restore"] as const;
export type BulkDeed = (typeof BULK_DEEDS)[number];

/** Why a congress is left as it is. */
export const STAYING_CODES = ["alreadyHeld", "cancelled", "notCancelled", "frozen", "notFrozen", "noDate"] as const;
export type StayingCode = (typeof STAYING_CODES)[number];

type Standing = {
  readonly state: CongressState;
  /** Whether its date may not be changed at present. */
  readonly frozen: boolean;
  /** Whether it is frozen or going to be. */
  readonly frozenEver: boolean;
  readonly dated: boolean;
};

/**
 * What the deed does to a congress in its state: null when it can be done. What was held is history, what was cancelled
 * can only be restored, what is frozen is first released; postponing is for those that have a date.
 */
export function staying(deed: BulkDeed, { state, frozen, frozenEver, dated }: Standing): StayingCode | null {
  if (hasHappened(state)) return "alreadyHeld";
  if (deed === "restore") return state === "cancelled" ? null : "notCancelled";
  if (state === "cancelled") return "cancelled";
  switch (deed) {
    case "freeze":
      return frozenEver ? "frozen" : null;
    case "unfreeze":
      return frozenEver ? null : "notFrozen";
    case "cancel":
      return frozen ? "frozen" : null;
    case "shift":
    case "postponeAfter":
      if (frozen) return "frozen";
      return dated ? null : "noDate";
  }
}

/** The opening `n` working days later, or earlier when `n` is negative. */
export function shifted(calendar: WorkingCalendar, opensOn: Day, n: number): Day {
  return addWorkingDays(calendar, opensOn, n);
}

/**
 * By how many working days all of the openings move so that the first of them comes to the first working day after
 * `after` and the others keep their distance to it; 0 when the first lies behind that day already.
 */
export function workingDaysPast(calendar: WorkingCalendar, openings: readonly Day[], after: Day): number {
  const first = openings.toSorted()[0];
  if (first === undefined || first > after) return 0;
  return workingDaysBetween(calendar, first, addWorkingDays(calendar, after, 1));
}
