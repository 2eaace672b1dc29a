import type { Span } from "./lead.ts";

/**
 * How much of each lead is left, between 0 and 1, when a unit was founded or released from a
 * suspension so late that only `available` of the `longest` days that its leads ask for remain (both
 * in the same unit).
 */
export function compression(available: number, longest: number): number {
  if (available >= longest) return 1;
  return Math.max(available, 0) / longest;
}

/** The lead in proportion, rounded down to whole days or months. */
export function compressed<T extends Pick<Span, "amount">>(lead: T, proportion: number): T {
  return { ...lead, amount: Math.floor(lead.amount * proportion) };
}
