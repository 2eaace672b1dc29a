import { windowFor } from "#app/core/rules/editions.ts";
import { addDays, ordinalOf, type Day, type Window } from "#app/core/time/day.ts";
import type { Session } from "#app/core/time/half-days.ts";
import { addWorkingDays, isWorking } from "#app/core/time/working-days.ts";
import { orderFor, visitFindings, type Finding, type FindingCode, type Ground } from "./conflicts.ts";
import { dayOfSlot, siteAt, type PlannedCongress, type Sited } from "./plan.ts";

/** Planning keeps these even where a rule that is only reported would merely warn. */
const NEVER_BROKEN: ReadonlySet<FindingCode> = new Set([
  "outsideWindow",
  "nonWorkingDay",
  "suspended",
  "unitNotInForce",
  "childNotClosed",
  "gapTooShort",
  "leaderTwice",
  "leaderAbsent",
  "hallTwice",
  "ceilingExceeded",
]);

/** Warnings that another day may spare. The others are the same on every day. */
const BETTER_AVOIDED: ReadonlySet<FindingCode> = new Set(["noticeTooShort", "approvalTooLate", "pilotNotFirst", "unsuitableDay"]);

/** Whether a congress may stand somewhere: the first clash that forbids it, and what speaks against it otherwise. */
export type Judgement = { readonly refusal: Finding | null; readonly warnings: readonly Finding[] };

export function judge(sited: Sited, ground: Ground): Judgement {
  const warnings: Finding[] = [];
  let refusal: Finding | null = null;
  visitFindings(sited, ground, (each) => {
    if (each.severity === "blocks" || NEVER_BROKEN.has(each.code)) refusal = each;
    else if (BETTER_AVOIDED.has(each.code)) warnings.push(each);
    return refusal !== null;
  });
  return { refusal, warnings };
}

/** What limits the days on which a congress can open, on one side. */
export type Bound = "planningDay" | "horizon" | "window" | "unit" | "children" | "parent";

/** The first and the last opening day that are worth trying, and what sets them; empty when `from` is later. */
export type Range = {
  readonly from: Day;
  readonly fromBy: Bound;
  readonly last: Day;
  readonly lastBy: Bound;
  /** The half-day before which the congress closes; null when nothing above asks for it. */
  readonly closeBefore: number | null;
};

/**
 * Tomorrow or later, inside the season asked about, the window of the level, the life of the unit,
 * after the congresses below and before the one above, with the gap that is asked for. `undatedAbove` is
 * the last half-day in which the one above could open, when it has no date yet.
 */
export function rangeOf(congress: PlannedCongress, horizon: Window, ground: Ground, undatedAbove: number | null = null): Range {
  const { edition, planningDay, occupancy } = ground;
  const window = windowFor(edition, congress.level, congress.round).value;
  const { from, until } = congress.inForce;
  let earliest: readonly [Day, Bound] = [addDays(planningDay, 1), "planningDay"];
  let latest: readonly [Day, Bound] = [addDays(horizon.until, -1), "horizon"];
  const notBefore = (day: Day, by: Bound): void => {
    if (day > earliest[0]) earliest = [day, by];
  };
  const notAfter = (day: Day, by: Bound): void => {
    if (day < latest[0]) latest = [day, by];
  };
  notBefore(horizon.from, "horizon");
  notBefore(from, "unit");
  if (until !== null) notAfter(addDays(until, -1), "unit");
  if (window !== null) {
    notBefore(window.from, "window");
    notAfter(addDays(window.until, -1), "window");
  }
  for (const child of occupancy.children.get(congress.id) ?? []) {
    const below = occupancy.sited.get(child.id);
    if (below && child.orderExemption === null) notBefore(opensAfter(below, ground), "children");
  }
  const parent = congress.parentCongressId === null ? undefined : occupancy.sited.get(congress.parentCongressId);
  const opensAbove = congress.orderExemption === null ? (parent?.first ?? undatedAbove) : null;
  const closeBefore = opensAbove === null ? null : gapBefore(opensAbove, congress, ground);
  if (closeBefore !== null) notAfter(dayOfSlot(closeBefore - Math.max(congress.lengthHalfDays, 1)), "parent");
  return { from: earliest[0], fromBy: earliest[1], last: latest[0], lastBy: latest[1], closeBefore };
}

/** The first day on which the one above the congress may open. */
function opensAfter({ congress, last }: Sited, ground: Ground): Day {
  const gap = orderFor(congress, ground)?.gapWorkingDays ?? 0;
  return gap === 0 ? dayOfSlot(last + 1) : addWorkingDays(ground.calendar, dayOfSlot(last), gap);
}

/** The half-day before which the congress closes, so that the one above may open in `slot`. */
function gapBefore(slot: number, congress: PlannedCongress, ground: Ground): number {
  const gap = orderFor(congress, ground)?.gapWorkingDays ?? 0;
  if (gap === 0) return slot;
  const opensOn = dayOfSlot(slot);
  let closesOn = opensOn;
  while (addWorkingDays(ground.calendar, closesOn, gap) > opensOn) closesOn = addDays(closesOn, -1);
  return ordinalOf(closesOn) * 2 + 2;
}

const WHOLE_DAY: readonly Session[] = ["morning"];
const EITHER: readonly Session[] = ["morning", "afternoon"];

/** The ways to open on the day: longer congresses begin in the morning, one of half a day may take either half. */
function sitesOn(congress: PlannedCongress, opensOn: Day): Sited[] {
  const { lengthHalfDays } = congress;
  return (lengthHalfDays > 1 ? WHOLE_DAY : EITHER).map((session) => siteAt(congress, { opensOn, session, lengthHalfDays }));
}

/** The openings of the range in the order of time, each with its judgement. */
export function* candidates(congress: PlannedCongress, range: Range, ground: Ground): Generator<Judgement & { readonly sited: Sited }> {
  for (let day = range.from; day <= range.last; day = addDays(day, 1))
    for (const sited of sitesOn(congress, day))
      if (range.closeBefore === null || sited.last < range.closeBefore) yield { sited, ...judge(sited, ground) };
}

/** The last half-day of the range in which the congress could open on working days alone; null when there is none. */
export function lastOpening(congress: PlannedCongress, range: Range, { calendar }: Ground): number | null {
  for (let day = range.last; day >= range.from; day = addDays(day, -1)) {
    const site = sitesOn(congress, day).findLast((each) => each.days.every((one) => isWorking(calendar, one)));
    if (site) return site.first;
  }
  return null;
}
