import { compareLevels, type Level } from "#app/core/organisation/level.ts";
import type { Contents, Edition } from "#app/core/rules/edition.ts";
import type { Day } from "#app/core/time/day.ts";
import type { Session } from "#app/core/time/half-days.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";

export const CONGRESS_STATES = ["undated", "draft", "submitted", "approved", "held", "reported", "cancelled"] as const;
export type CongressState = (typeof CONGRESS_STATES)[number];

/** All members sit, or delegates of the units below. */
export const CONGRESS_FORMS = ["member", "delegate"] as const;
export type CongressForm = (typeof CONGRESS_FORMS)[number];

/**
 * How many of the four contents the congress has (domain 3.1): four; three without the election of
 * the committee; two without any election, the committee being appointed by the superior.
 */
export type { Contents };

/** Where a congress stands in a plan: the opening half-day and its length in half-days (at least 1). */
export type Placement = { readonly opensOn: Day; readonly session: Session; readonly lengthHalfDays: number };

/** Every legal step and, by omission, every illegal one. The steps back correct a mistake or reopen a date. */
const STEPS: Record<CongressState, readonly CongressState[]> = {
  undated: ["draft", "cancelled"],
  draft: ["undated", "submitted", "cancelled"],
  submitted: ["draft", "approved", "cancelled"],
  approved: ["draft", "held", "cancelled"],
  held: ["approved", "reported"],
  reported: ["held"],
  // Withdrawn from the campaign: no date, and nothing counts it until it is restored.
  cancelled: ["undated"],
};

/** The states that may follow. */
export function stepsFrom(state: CongressState): readonly CongressState[] {
  return STEPS[state];
}

/** The state after the step, or why the step is not a legal one. */
export function step(state: CongressState, to: CongressState): Verdict<CongressState, "alreadyThere" | "notAStep"> {
  if (state === to) return refuse("alreadyThere", { state });
  return STEPS[state].includes(to) ? accept(to) : refuse("notAStep", { from: state, to });
}

/** A pinned date is never moved by planning on its own: it is approved, or it has happened. */
export function isPinned(state: CongressState): boolean {
  return state === "approved" || hasHappened(state);
}

/** The day is history: nothing about it can be planned any more. */
export function hasHappened(state: CongressState): boolean {
  return state === "held" || state === "reported";
}

/** A frozen date may not be changed from that day of planning on until it is released. */
export function isFrozen({ frozenFrom }: { readonly frozenFrom: Day | null }, planningDay: Day): boolean {
  return frozenFrom !== null && frozenFrom <= planningDay;
}

/** Why no date may be set or changed; null when it may. */
export function standstill(congress: { readonly state: CongressState; readonly frozenFrom: Day | null }, planningDay: Day): "alreadyHeld" | "cancelled" | "frozen" | null {
  if (hasHappened(congress.state)) return "alreadyHeld";
  if (congress.state === "cancelled") return "cancelled";
  return isFrozen(congress, planningDay) ? "frozen" : null;
}

/**
 * The form that the level and the head-count ask for: cells and sectional organisations meet with
 * all members, committees above the grassroots with delegates, a grassroots organisation with
 * delegates from `edition.attendance.allMemberBelow` members on. An unknown head-count counts as a
 * small one.
 */
export function defaultForm(level: Level, members: number | null, edition: Pick<Edition, "attendance">): CongressForm {
  const beside = compareLevels(level, "grassroots");
  if (beside !== 0) return beside < 0 ? "member" : "delegate";
  return members !== null && members >= edition.attendance.allMemberBelow.value ? "delegate" : "member";
}
