import { addDays, addMonths, type Day } from "#app/core/time/day.ts";
import { addWorkingDays, type WorkingCalendar } from "#app/core/time/working-days.ts";
import type { Severity } from "./certainty.ts";

export type LeadUnit = "workingDays" | "calendarDays" | "months";

export type Span = { readonly amount: number; readonly unit: LeadUnit };

/**
 * A milestone of a congress. Counted back from the opening, or onwards from the closing or from the
 * day on which a paper was received.
 */
export type Lead = Span & {
  readonly from: "opening" | "closing" | "receipt";
  /** What a breach would do if the rule were confirmed; see `severityOf`. */
  readonly wanted: Severity;
};

/** A clock that a letter or a decision starts. "expiry": an extension, counted from the first due day. */
export type Clock = Span & { readonly from: "receipt" | "acceptance" | "decision" | "expiry" };

/** The day `span` after `anchor`, or before it when `direction` is -1. Day 0 is the anchor itself. */
export function reckon(calendar: WorkingCalendar, span: Span, anchor: Day, direction: 1 | -1): Day {
  const n = span.amount * direction;
  switch (span.unit) {
    case "workingDays":
      return addWorkingDays(calendar, anchor, n);
    case "calendarDays":
      return addDays(anchor, n);
    case "months":
      return addMonths(anchor, n);
  }
}

/** The last day on which the milestone is kept, for an opening, closing or receipt on `anchor`. */
export function dueOn(calendar: WorkingCalendar, lead: Pick<Lead, "amount" | "unit" | "from">, anchor: Day): Day {
  return reckon(calendar, lead, anchor, lead.from === "opening" ? -1 : 1);
}

/** The day by which a clock that starts on `start` runs out. */
export function clockDueOn(calendar: WorkingCalendar, clock: Clock, start: Day): Day {
  return reckon(calendar, clock, start, 1);
}
