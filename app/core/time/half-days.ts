import { addDays, type Day } from "./day.ts";

export const SESSIONS = ["morning", "afternoon"] as const;
export type Session = (typeof SESSIONS)[number];

/** One half-day of the calendar: the smallest time for which a hall or a leader is taken. */
export type HalfDaySlot = { readonly day: Day; readonly session: Session };

/** A congress sits for consecutive calendar half-days from its opening (weekends and holidays too). */
export type Sitting = {
  readonly opensOn: Day;
  readonly session: Session;
  /** At least 1; the preparatory session is counted inside. */
  readonly lengthHalfDays: number;
};

/** The half-days that the congress occupies, in order. */
export function occupiedHalfDays(sitting: Sitting): HalfDaySlot[] {
  const first = sitting.session === "morning" ? 0 : 1;
  return Array.from({ length: sitting.lengthHalfDays }, (_, i) => ({
    day: addDays(sitting.opensOn, Math.floor((first + i) / 2)),
    session: (first + i) % 2 === 0 ? "morning" : "afternoon",
  }));
}

/** The day on which the last half-day falls. */
export function closesOn(opensOn: Day, session: Session, lengthHalfDays: number): Day {
  const first = session === "morning" ? 0 : 1;
  return addDays(opensOn, Math.floor((first + Math.max(lengthHalfDays, 1) - 1) / 2));
}

/** The days on which the congress sits, in order. */
export function occupiedDays(sitting: Sitting): Day[] {
  return [...new Set(occupiedHalfDays(sitting).map((slot) => slot.day))];
}

/** A half-day as text that compares in time ("2025-05-12/0"); equal for equal half-days. */
export function halfDayKey(slot: HalfDaySlot): string {
  return `${slot.day}/${slot.session === "morning" ? 0 : 1}`;
}

/** Whether two congresses sit in at least one half-day together. */
export function overlaps(a: Sitting, b: Sitting): boolean {
  const taken = new Set(occupiedHalfDays(a).map(halfDayKey));
  return occupiedHalfDays(b).some((slot) => taken.has(halfDayKey(slot)));
}
