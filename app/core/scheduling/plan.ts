import type { Level } from "#app/core/organisation/level.ts";
import type { Edition } from "#app/core/rules/edition.ts";
import { dayOfOrdinal, ordinalOf, type Day } from "#app/core/time/day.ts";
import type { Session } from "#app/core/time/half-days.ts";
import type { WorkingCalendar } from "#app/core/time/working-days.ts";
import type { CongressState, Placement } from "./congress.ts";

/** Why a unit could not prepare earlier, and the first day on which it could. */
export type Preparation = { readonly startsOn: Day; readonly reason: "founded" | "released" };

/** A finding that somebody entitled accepted with a document. It falls when the date moves. */
export type AcceptedException = {
  readonly id: string;
  readonly code: string;
  /** What the finding clashes with, or null for whatever it is. */
  readonly otherId: string | null;
  readonly forOpening: Day;
  /** The first day on which it no longer holds, or null. */
  readonly until: Day | null;
};

/** A congress of a plan as planning sees it. */
export type PlannedCongress = {
  readonly id: string;
  /** Materialised path of the unit ("/k1/k2/"): ceilings of the branches above it count it. */
  readonly path: string;
  readonly level: Level;
  /** The unit's kind, which suspensions name ("commune", "district" …). */
  readonly kind: string;
  /** The days on which the unit exists; `until` is the first day on which it does not. */
  readonly inForce: { readonly from: Day; readonly until: Day | null };
  /** Only cells have a second congress in a term. */
  readonly round: 1 | 2;
  /** The nearest unit above that holds a congress. */
  readonly parentCongressId: string | null;
  /** The document that exempts the congress from being closed before its parent's opens. */
  readonly orderExemption: string | null;
  readonly state: CongressState;
  /** The length that an undated congress would have. */
  readonly lengthHalfDays: number;
  readonly placement: Placement | null;
  readonly leaders: readonly string[];
  readonly venueId: string | null;
  readonly approvalRecordedOn: Day | null;
  readonly noticeRecordedOn: Day | null;
  /** When the unit was founded or released from a suspension within the term. */
  readonly preparation: Preparation | null;
  readonly exceptions: readonly AcceptedException[];
  /** A pilot congress (đại hội điểm): its lessons serve the others of its level under the same parent. */
  readonly isPilot?: boolean;
  /** What the branches above ask of it where that is not what the plan as a whole asks. */
  readonly order?: BranchOrder;
};

/** The most congresses that may sit on one day in a branch. */
export type Ceiling = {
  readonly unitId: string;
  readonly path: string;
  readonly perDay: number;
  /** The levels that are counted, or null for all. */
  readonly levels: readonly Level[] | null;
  /** Congresses of the branch on each day that are not part of the view. */
  readonly elsewhere?: ReadonlyMap<Day, number>;
};

/** Days on which a leader cannot attend; `until` is the first day after them. */
export type Absence = { readonly leaderId: string; readonly from: Day; readonly until: Day };

/**
 * What a branch asks of the order of its congresses, in working days: 1 is "on the next working day or later", 0 asks
 * for nothing but the half-day after. Domain 2.5 (2, 4).
 */
export type BranchOrder = {
  /** From the closing of the last congress below to the opening of the one above. */
  readonly gapWorkingDays: number;
  /** From the closing of a pilot to the opening of the others of its level under the same parent. */
  readonly lessonWorkingDays: number;
  /** Whether lessons of the pilots are advice or a bar. */
  readonly pilots: "soft" | "hard";
};

/** Nothing but the directive's own order, and the pilots' lessons as advice. */
export const NO_ORDER: BranchOrder = { gapWorkingDays: 0, lessonWorkingDays: 0, pilots: "soft" };

/** What a branch asks holds for everything below it, which may ask for more and not for less. */
export function strictest(asked: Iterable<BranchOrder>): BranchOrder {
  let order = NO_ORDER;
  for (const each of asked)
    order = {
      gapWorkingDays: Math.max(order.gapWorkingDays, each.gapWorkingDays),
      lessonWorkingDays: Math.max(order.lessonWorkingDays, each.lessonWorkingDays),
      pilots: each.pilots === "hard" ? "hard" : order.pilots,
    };
  return order;
}

/** A plan, or the part of it that matters. What a congress is checked against has to be in the view. */
export type PlanView = {
  readonly congresses: readonly PlannedCongress[];
  readonly ceilings: readonly Ceiling[];
  readonly absences: readonly Absence[];
  /** Absent where nothing is asked of the order: no gap, and no word about pilots. */
  readonly order?: BranchOrder;
};

/** What a plan is judged by. */
export type Setting = {
  readonly edition: Edition;
  readonly calendar: WorkingCalendar;
  readonly planningDay: Day;
};

/** A congress with the half-days it takes, as numbers: two for each day since 1970. Both ends belong to it. */
export type Sited = {
  readonly congress: PlannedCongress;
  readonly placement: Placement;
  readonly first: number;
  readonly last: number;
  /** The days on which the congress sits, in order. */
  readonly days: readonly Day[];
};

export function siteAt(congress: PlannedCongress, placement: Placement): Sited {
  const first = ordinalOf(placement.opensOn) * 2 + (placement.session === "morning" ? 0 : 1);
  const last = first + Math.max(placement.lengthHalfDays, 1) - 1;
  const days: Day[] = [placement.opensOn];
  for (let ordinal = Math.floor(first / 2) + 1; ordinal <= Math.floor(last / 2); ordinal++) days.push(dayOfOrdinal(ordinal));
  return { congress, placement, first, last, days };
}

/** The days on which the congress sits, in order. */
export function daysOf({ days }: Sited): readonly Day[] {
  return days;
}

export function dayOfSlot(slot: number): Day {
  return dayOfOrdinal(Math.floor(slot / 2));
}

export function sessionOfSlot(slot: number): Session {
  return slot % 2 === 0 ? "morning" : "afternoon";
}

/** What a change of one congress puts in the place of what was there. */
export type Change = Partial<Pick<PlannedCongress, "placement" | "leaders" | "venueId" | "state">>;

/** The plan after the change. */
export function withChange(plan: PlanView, congressId: string, change: Change): PlanView {
  const congresses = plan.congresses.map((each) => (each.id === congressId ? { ...each, ...change } : each));
  return { ...plan, congresses };
}
