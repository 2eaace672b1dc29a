import { levelOrder } from "#app/core/organisation/level.ts";
import { windowFor } from "#app/core/rules/editions.ts";
import { addDays, daysBetween, type Day, type Window } from "#app/core/time/day.ts";
import { candidates, lastOpening, rangeOf, type Bound, type Range } from "./candidate.ts";
import { hasHappened, type Placement } from "./congress.ts";
import type { Finding, FindingCode, Ground } from "./conflicts.ts";
import { occupancyOf, occupy } from "./occupancy.ts";
import { siteAt, type PlannedCongress, type PlanView, type Setting, type Sited } from "./plan.ts";

export type Filled = {
  readonly congressId: string;
  readonly placement: Placement;
  /** What speaks against the day although it is lawful; no day without it was free. */
  readonly warnings: readonly Finding[];
};

/** Openings refused for one reason: relaxing it is what may help. */
export type Refusal = { readonly code: FindingCode; readonly openings: number; readonly example: Finding };

export type Unfilled = {
  readonly congressId: string;
  readonly reason:
    | { readonly code: "orderCycle" }
    /** What the congress must follow ends after what it must precede. */
    | { readonly code: "noDays"; readonly from: Day; readonly fromBy: Bound; readonly last: Day; readonly lastBy: Bound }
    | { readonly code: "everyDayRefused"; readonly from: Day; readonly last: Day };
  /** The most frequent first. */
  readonly refusals: readonly Refusal[];
};

/**
 * Gives each congress without a date the earliest lawful opening inside the horizon: lower levels
 * first, children before their parents, pilots before the others under the same parent, the earliest end of a window first. A day that keeps the
 * leads and suits the branch goes before an earlier one that does not. Dates that stand are not
 * moved. The same plan gives the same answer, in whatever order its congresses are listed.
 */
export function fill(plan: PlanView, setting: Setting, horizon: Window): { readonly placed: Filled[]; readonly unplaced: Unfilled[] } {
  const ground: Ground = { ...setting, occupancy: occupancyOf(plan, null), order: plan.order };
  const { ordered, circular } = inOrder(plan, setting);
  const closeBefore = limitsFromAbove(ordered, horizon, ground);
  const placed: Filled[] = [];
  const unplaced: Unfilled[] = circular.map(({ id }) => ({ congressId: id, reason: { code: "orderCycle" }, refusals: [] }));
  for (const congress of ordered) {
    const found = place(congress, rangeOf(congress, horizon, ground, closeBefore.get(congress.id)), closeBefore.has(congress.id), ground);
    if ("reason" in found) {
      unplaced.push(found);
      continue;
    }
    const { sited, warnings } = found;
    occupy(ground.occupancy, siteAt({ ...congress, placement: sited.placement, state: "draft" }, sited.placement));
    placed.push({ congressId: congress.id, placement: sited.placement, warnings });
  }
  return { placed, unplaced };
}

/** For each congress below one without a date: the last half-day in which that one could open. */
function limitsFromAbove(ordered: readonly PlannedCongress[], horizon: Window, ground: Ground): Map<string, number> {
  const latest = new Map<string, number>();
  const limits = new Map<string, number>();
  // Parents stand after their children in the order, so that going backwards each finds its parent's answer.
  for (const congress of ordered.toReversed()) {
    const above = congress.parentCongressId === null ? undefined : latest.get(congress.parentCongressId);
    if (above !== undefined) limits.set(congress.id, above);
    const last = lastOpening(congress, rangeOf(congress, horizon, ground, above), ground);
    if (last !== null) latest.set(congress.id, last);
  }
  return limits;
}

type Choice = { readonly sited: Sited; readonly warnings: readonly Finding[] };

function middleOf(from: Day, last: Day): Day {
  return addDays(from, Math.floor(daysBetween(from, last) / 2));
}

function place(congress: PlannedCongress, range: Range, undatedAbove: boolean, ground: Ground): Choice | Unfilled {
  const { from, fromBy, last, lastBy } = range;
  if (from > last) return { congressId: congress.id, reason: { code: "noDays", from, fromBy, last, lastBy }, refusals: [] };
  const refused = new Map<FindingCode, { openings: number; example: Finding }>();
  // Who has somebody undated above leaves that one the second half of the time.
  const share = undatedAbove ? middleOf(from, last) : last;
  let second: Choice | null = null;
  for (const { sited, refusal, warnings } of candidates(congress, range, ground)) {
    const isLate = sited.placement.opensOn > share;
    if (isLate && second) return second;
    if (refusal) count(refused, refusal);
    else if (isLate || warnings.length === 0) return { sited, warnings };
    else if (second === null || warnings.length < second.warnings.length) second = { sited, warnings };
  }
  if (second) return second;
  const refusals = [...refused].map(([code, rest]) => ({ code, ...rest })).toSorted((a, b) => b.openings - a.openings || (a.code < b.code ? -1 : 1));
  return { congressId: congress.id, reason: { code: "everyDayRefused", from, last }, refusals };
}

function count(refused: Map<FindingCode, { openings: number; example: Finding }>, refusal: Finding): void {
  const there = refused.get(refusal.code);
  if (there) there.openings += 1;
  else refused.set(refusal.code, { openings: 1, example: refusal });
}

type Turn = { readonly level: number; readonly height: number };

function later(a: Turn, b: Turn | undefined): Turn {
  return b !== undefined && (b.level > a.level || (b.level === a.level && b.height > a.height)) ? b : a;
}

/** The undated congresses in the order of their turn; those whose parents form a circle have none. */
function inOrder(plan: PlanView, { edition }: Setting): { ordered: PlannedCongress[]; circular: PlannedCongress[] } {
  const undated = new Map(plan.congresses.filter((each) => each.placement === null && !hasHappened(each.state)).map((each) => [each.id, each]));
  const parentOf = (each: PlannedCongress) => (each.parentCongressId === null ? undefined : undated.get(each.parentCongressId));
  const waitingFor = new Map<string, number>();
  for (const each of undated.values()) {
    const parent = parentOf(each);
    if (parent) waitingFor.set(parent.id, (waitingFor.get(parent.id) ?? 0) + 1);
  }
  // A congress comes at its own level or, if higher, at that of what lies below it, and after that by height.
  const turns = new Map<string, Turn>();
  const queue = [...undated.values()].filter((each) => !waitingFor.has(each.id));
  for (const each of queue) turns.set(each.id, { level: levelOrder(each.level), height: 0 });
  for (const each of queue) {
    const turn = turns.get(each.id) as Turn;
    const parent = parentOf(each);
    if (!parent) continue;
    const above = turns.get(parent.id) ?? { level: levelOrder(parent.level), height: 0 };
    turns.set(parent.id, { level: Math.max(above.level, turn.level), height: Math.max(above.height, turn.height + 1) });
    const left = (waitingFor.get(parent.id) as number) - 1;
    waitingFor.set(parent.id, left);
    if (left === 0) queue.push(parent);
  }
  const pilotsUnder = new Map<string, Turn>();
  for (const { id, level, parentCongressId, isPilot } of queue) {
    if (isPilot !== true) continue;
    const turn = turns.get(id) as Turn;
    const key = `${parentCongressId} ${level}`;
    pilotsUnder.set(key, later(turn, pilotsUnder.get(key)));
  }
  const ready = new Set(queue);
  const keyed = queue.map((congress) => {
    const own = turns.get(congress.id) as Turn;
    // Who waits for a pilot has no turn before it; the congress above both comes after it anyway.
    const { level, height } = congress.isPilot === true ? own : later(own, pilotsUnder.get(`${congress.parentCongressId} ${congress.level}`));
    const end = windowFor(edition, congress.level, congress.round).value?.until ?? "9999-12-31";
    return { congress, key: [String(level), String(height).padStart(6, "0"), congress.isPilot === true ? 0 : 1, end, congress.path, congress.id].join(" ") };
  });
  return {
    ordered: keyed.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map(({ congress }) => congress),
    circular: [...undated.values()].filter((each) => !ready.has(each)).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  };
}
