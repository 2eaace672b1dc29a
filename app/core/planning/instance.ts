import { severityOf } from "#app/core/rules/certainty.ts";
import type { LeadKey } from "#app/core/rules/edition.ts";
import { windowFor } from "#app/core/rules/editions.ts";
import { dueOn } from "#app/core/rules/lead.ts";
import { hasHappened, isPinned, type Placement } from "#app/core/scheduling/congress.ts";
import { exemption } from "#app/core/scheduling/milestones.ts";
import { type BranchOrder, NO_ORDER, type PlannedCongress, type PlanView, type Setting } from "#app/core/scheduling/plan.ts";
import { addDays, dayOfOrdinal, daysBetween, ordinalOf, type Day, type Window } from "#app/core/time/day.ts";
import { addWorkingDays, isWorking, whyUnsuitable } from "#app/core/time/working-days.ts";

/** No day, no half-day, nobody. */
export const NONE = -1_000_000;

/** A day that only advice speaks against counts as so many days away from the wish. */
export const AVOIDED_DAYS = 14;

/** A leader who attends congresses for a committee: those of the units right below `congressId`'s unit. */
export type AttendingLeader = { readonly id: string; readonly congressId: string };

/** What is wished for one congress; whoever is not listed has no wish. */
export type Wish = {
  readonly congressId: string;
  readonly on: Day;
  /** How many times a day of distance counts, at least 1. */
  readonly weight: number;
};

/** How the dates that already stand are treated; approved and held ones always stay. */
export const KEEPING = ["dates", "fewestMoves", "nothing"] as const;
export type Keeping = (typeof KEEPING)[number];

export type PlanningQuestion = {
  readonly plan: PlanView;
  readonly setting: Setting;
  /** Openings lie inside it. */
  readonly horizon: Window;
  /** The congresses that may be given a date; all others stand where they are. */
  readonly asked: (congress: PlannedCongress) => boolean;
  readonly keeping: Keeping;
  readonly leaders: readonly AttendingLeader[];
  /** Leaders who attend a congress; a committee that names no leaders sends nobody. */
  readonly leadersPerCongress: number;
  readonly wishes: readonly Wish[];
};

/** A congress in numbers. Days are indexes from the first day of the instance, half-days are twice that (+1 in the afternoon). */
export type Task = {
  readonly id: string;
  readonly lengthHalfDays: number;
  /** The first and the last day for the opening; none when `last` is earlier. */
  readonly from: number;
  readonly last: number;
  /** What sets the two. */
  readonly fromBy: Edge;
  readonly lastBy: Edge;
  readonly wish: number;
  readonly weight: number;
  /** Before this day a lead that only warns is not kept. */
  readonly softFrom: number;
  /** The half-day in the plan that stands, from which each move counts `moveWeight`. */
  readonly previous: number;
  readonly moveWeight: number;
  /** The half-day that planning does not touch. */
  readonly fixedAt: number;
  /** The task that opens after this one has closed. */
  readonly above: number;
  readonly below: readonly number[];
  /** How long those above wait after it has closed. */
  readonly gap: Spacing;
  /** Those of the same level under the same parent that wait for the pilots, or the pilots themselves. */
  readonly group: number;
  readonly isPilot: boolean;
  readonly pool: number;
  readonly leadersNeeded: number;
  readonly namedLeaders: readonly number[];
  readonly hall: number;
  readonly ceilings: readonly number[];
  /** Its parents form a circle with it: it has no place in the order. */
  readonly circular: boolean;
  /** Spans of days on which it cannot sit (suspensions), both ends included. */
  readonly barred: readonly (readonly [number, number])[];
};

export const EDGES = ["planningDay", "horizon", "window", "unit", "notice", "approval", "below", "above", "suspended"] as const;
export type Edge = (typeof EDGES)[number];

/** Per day of closing, the first half-day in which the next may open; and the reverse: the last in which the one before may close. */
export type Spacing = { readonly opensFrom: Int32Array; readonly closesBy: Int32Array };

/** `lessons` is null where they are only advice. */
export type Group = { readonly pilots: readonly number[]; readonly others: readonly number[]; readonly lessons: Spacing | null };
export type Limit = { readonly branchId: string; readonly most: Int32Array };
export type Pool = { readonly congressId: string; readonly leaders: readonly number[] };

/** The whole question in numbers. Nothing in it changes while it is solved. */
export type Instance = {
  readonly firstDay: Day;
  readonly days: number;
  readonly tasks: readonly Task[];
  readonly working: Uint8Array;
  /** Per day, how many pieces of advice speak against it. */
  readonly advised: Uint8Array;
  readonly groups: readonly Group[];
  readonly limits: readonly Limit[];
  readonly leaders: readonly string[];
  /** Per leader and day: 1 where the leader is away. */
  readonly away: Uint8Array;
  readonly pools: readonly Pool[];
  readonly halls: readonly string[];
};

/** Counts what stands more than planning can: nobody's load reaches it. */
export const UNLIMITED = 1_000_000;

export function slotOf(instance: Pick<Instance, "firstDay">, { opensOn, session }: Pick<Placement, "opensOn" | "session">): number {
  return daysBetween(instance.firstDay, opensOn) * 2 + (session === "morning" ? 0 : 1);
}

export function placementOf(instance: Pick<Instance, "firstDay">, slot: number, lengthHalfDays: number): Placement {
  return { opensOn: addDays(instance.firstDay, Math.floor(slot / 2)), session: slot % 2 === 0 ? "morning" : "afternoon", lengthHalfDays };
}

/** The last half-day of a task that opens in the half-day. */
export function lastSlot(task: Pick<Task, "lengthHalfDays">, slot: number): number {
  return slot + task.lengthHalfDays - 1;
}

/**
 * Turns the question into numbers: the days on which each congress may open (window, life of the unit, suspension,
 * leads that block), who and what it needs, and what it has to follow. Leads that only warn, and unsuitable days,
 * stay possible and count as distance.
 */
export function instanceOf(question: PlanningQuestion): Instance {
  const { plan, setting, horizon, keeping } = question;
  const { calendar } = setting;
  const firstDay = horizon.from;
  const days = Math.max(0, daysBetween(horizon.from, horizon.until));
  const dayAt = (index: number): Day => addDays(firstDay, index);
  const working = Uint8Array.from({ length: days }, (_, index) => (isWorking(calendar, dayAt(index)) ? 1 : 0));
  const advised = Uint8Array.from({ length: days }, (_, index) => (whyUnsuitable(calendar, dayAt(index)) === null ? 0 : 1));
  const orderOf = (congress: PlannedCongress): BranchOrder => congress.order ?? plan.order ?? NO_ORDER;
  const spacings = new Map<number, Spacing>();
  const spacingOf = (workingDays: number): Spacing => {
    const spacing = spacings.get(workingDays) ?? spaced(setting, firstDay, days, workingDays);
    spacings.set(workingDays, spacing);
    return spacing;
  };

  const congresses = plan.congresses.filter((each) => each.placement !== null || (question.asked(each) && each.frozen !== true && !hasHappened(each.state)));
  const indexOf = new Map(congresses.map((each, index) => [each.id, index]));
  const { circular, height } = heights(congresses, indexOf);
  const leaders = [...new Set([...question.leaders.map((each) => each.id), ...congresses.flatMap((each) => each.leaders)])];
  const leaderAt = new Map(leaders.map((id, index) => [id, index]));
  const pools = poolsOf(question.leaders, leaderAt);
  const poolAt = new Map(pools.map((pool, index) => [pool.congressId, index]));
  const halls = [...new Set(congresses.flatMap((each) => each.venueId ?? []))];
  const hallAt = new Map(halls.map((id, index) => [id, index]));
  const limits = limitsOf(plan, firstDay, days);
  const limitsOver = ceilingsOver(plan);
  const wishes = new Map(question.wishes.map((wish) => [wish.congressId, wish]));
  const groups: FilledGroup[] = [];
  const groupAt = groupsOf(congresses, groups, (congress) => (orderOf(congress).pilots === "hard" ? spacingOf(orderOf(congress).lessonWorkingDays) : null));
  const leads = earliestOf(question);

  const below: number[][] = congresses.map(() => []);
  const tasks: Mutable<Task>[] = congresses.map((congress, index) => {
    const { placement } = congress;
    const stands = placement !== null && (isPinned(congress.state) || congress.frozen === true || keeping === "dates" || !question.asked(congress));
    const slot = placement === null ? NONE : slotOf({ firstDay }, placement);
    const above = congress.orderExemption === null && congress.parentCongressId !== null && !circular.has(congress.id) ? (indexOf.get(congress.parentCongressId) ?? NONE) : NONE;
    if (above !== NONE) below[above]?.push(index);
    const lengthHalfDays = Math.max(1, stands || (placement !== null && keeping === "fewestMoves") ? (placement?.lengthHalfDays ?? 1) : congress.lengthHalfDays);
    const range = rangeOf(congress, question, lengthHalfDays, leads);
    const wish = wishes.get(congress.id);
    const pool = congress.parentCongressId === null ? NONE : (poolAt.get(congress.parentCongressId) ?? NONE);
    const named = [...new Set(congress.leaders)].map((id) => leaderAt.get(id) as number);
    const wanted = Math.max(named.length, pool === NONE ? 0 : question.leadersPerCongress);
    return {
      id: congress.id,
      lengthHalfDays,
      ...range,
      wish: wish === undefined ? NONE : daysBetween(firstDay, wish.on),
      weight: wish === undefined ? 1 : Math.max(1, wish.weight),
      previous: keeping === "fewestMoves" && !stands ? slot : NONE,
      moveWeight: moveWeight(setting.planningDay, placement),
      fixedAt: stands ? slot : NONE,
      above,
      below: below[index] as number[],
      gap: spacingOf(orderOf(congress).gapWorkingDays),
      group: groupAt.get(index) ?? NONE,
      isPilot: congress.isPilot === true,
      pool,
      leadersNeeded: stands ? named.length : wanted,
      namedLeaders: stands || keeping !== "nothing" || pool === NONE ? named : [],
      hall: congress.venueId === null ? NONE : (hallAt.get(congress.venueId) as number),
      ceilings: limitsOver(congress),
      circular: circular.has(congress.id),
    };
  });
  tighten(tasks, height);
  return {
    firstDay,
    days,
    tasks,
    working,
    advised,
    groups,
    limits,
    leaders,
    away: awayOf(plan, leaderAt, firstDay, days),
    pools,
    halls,
  };
}

type Mutable<T> = { -readonly [key in keyof T]: T[key] };

/** A date that is near has been announced and prepared: moving it counts up to four times as much. */
export function moveWeight(planningDay: Day, placement: Placement | null): number {
  if (placement === null) return 0;
  const away = daysBetween(planningDay, placement.opensOn);
  return away <= 14 ? 4 : away <= 30 ? 3 : away <= 60 ? 2 : 1;
}

/** How high each congress stands above the lowest below it; who has a circle above has no height. */
function heights(congresses: readonly PlannedCongress[], indexOf: ReadonlyMap<string, number>): { circular: Set<string>; height: Int32Array } {
  const height = new Int32Array(congresses.length);
  const waiting = new Int32Array(congresses.length);
  const aboveOf = congresses.map(({ parentCongressId }) => (parentCongressId === null ? undefined : indexOf.get(parentCongressId)));
  for (const above of aboveOf) if (above !== undefined) waiting[above] = (waiting[above] ?? 0) + 1;
  const queue = [...waiting.keys()].filter((index) => waiting[index] === 0);
  for (const index of queue) {
    const above = aboveOf[index];
    if (above === undefined) continue;
    height[above] = Math.max(height[above] ?? 0, (height[index] ?? 0) + 1);
    waiting[above] = (waiting[above] ?? 0) - 1;
    if (waiting[above] === 0) queue.push(above);
  }
  const done = new Set(queue);
  return { circular: new Set(congresses.filter((_, index) => !done.has(index)).map((each) => each.id)), height };
}

function poolsOf(leaders: readonly AttendingLeader[], leaderAt: ReadonlyMap<string, number>): Pool[] {
  const pools = new Map<string, number[]>();
  for (const { id, congressId } of leaders) {
    const there = pools.get(congressId) ?? [];
    if (there.length === 0) pools.set(congressId, there);
    there.push(leaderAt.get(id) as number);
  }
  return [...pools].map(([congressId, members]) => ({ congressId, leaders: members }));
}

/** The ceilings of branches, and last one that nobody reaches: without it days fill evenly only where a branch has a ceiling. */
function limitsOf(plan: PlanView, firstDay: Day, days: number): Limit[] {
  const ceilings = plan.ceilings.map(({ unitId, perDay, elsewhere }) => ({
    branchId: unitId,
    most: Int32Array.from({ length: days }, (_, index) => perDay - (elsewhere?.get(addDays(firstDay, index)) ?? 0)),
  }));
  return [...ceilings, { branchId: "", most: new Int32Array(days).fill(UNLIMITED) }];
}

/** The limits over a congress: those of the branches on its path that count its level, else the one that nobody reaches. */
function ceilingsOver({ ceilings }: PlanView): (congress: PlannedCongress) => number[] {
  const byPath = new Map<string, number[]>();
  for (const [index, { path }] of ceilings.entries()) byPath.set(path, [...(byPath.get(path) ?? []), index]);
  return ({ path, level }) => {
    const over: number[] = [];
    for (let end = path.indexOf("/", 1); end > 0; end = path.indexOf("/", end + 1))
      for (const index of byPath.get(path.slice(0, end + 1)) ?? []) if (ceilings[index]?.levels?.includes(level) ?? true) over.push(index);
    return over.length === 0 ? [ceilings.length] : over;
  };
}

type FilledGroup = { readonly pilots: number[]; readonly others: number[]; readonly lessons: Spacing | null };

/** The pilots and the others of each level under one parent, where there is a pilot. */
function groupsOf(congresses: readonly PlannedCongress[], groups: FilledGroup[], lessonsOf: (congress: PlannedCongress) => Spacing | null): Map<number, number> {
  const keyOf = ({ parentCongressId, level, round }: PlannedCongress): string => `${parentCongressId} ${level} ${round}`;
  const withPilots = new Set(congresses.filter((each) => each.isPilot).map(keyOf));
  const places = new Map<string, number>();
  const groupAt = new Map<number, number>();
  for (const [index, congress] of congresses.entries()) {
    const key = keyOf(congress);
    if (!withPilots.has(key)) continue;
    const place = places.get(key) ?? groups.push({ pilots: [], others: [], lessons: lessonsOf(congress) }) - 1;
    places.set(key, place);
    groups[place]?.[congress.isPilot ? "pilots" : "others"].push(index);
    groupAt.set(index, place);
  }
  return groupAt;
}

type Earliest = (congress: PlannedCongress, key: "conveningNotice" | "superiorApproval") => { readonly day: Day; readonly hard: boolean } | null;

/** The first opening that keeps a lead counted from the planning day, or from the day on which its paper was recorded. */
function earliestOf({ setting }: PlanningQuestion): Earliest {
  const { edition, calendar, planningDay } = setting;
  const known = new Map<string, Day>();
  return (congress, key) => {
    const rule = edition.leads[key satisfies LeadKey][congress.level];
    const lead = rule.value;
    if (lead === null) return null;
    if (exemption(lead, windowFor(edition, congress.level, congress.round).value, congress.preparation, calendar)) return null;
    const since = (key === "conveningNotice" ? congress.noticeRecordedOn : congress.approvalRecordedOn) ?? planningDay;
    const name = `${key} ${congress.level} ${since}`;
    let day = known.get(name);
    if (day === undefined) {
      let [low, high] = [ordinalOf(since), ordinalOf(since) + 800];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (dueOn(calendar, lead, dayOfOrdinal(middle)) >= since) high = middle;
        else low = middle + 1;
      }
      known.set(name, (day = dayOfOrdinal(low)));
    }
    return { day, hard: severityOf(rule.certainty, lead.wanted) !== "warns" };
  };
}

type Range = Pick<Task, "from" | "fromBy" | "last" | "lastBy" | "softFrom" | "barred">;

function rangeOf(congress: PlannedCongress, { setting, horizon }: PlanningQuestion, lengthHalfDays: number, leads: Earliest): Range {
  const { edition, planningDay } = setting;
  let earliest: readonly [Day, Edge] = [horizon.from, "horizon"];
  let latest: readonly [Day, Edge] = [addDays(horizon.until, -1), "horizon"];
  let softFrom = horizon.from;
  const notBefore = (day: Day, by: Edge): void => {
    if (day > earliest[0]) earliest = [day, by];
  };
  const closesBefore = (day: Day, by: Edge): void => {
    const opening = addDays(day, -Math.ceil(lengthHalfDays / 2));
    if (opening < latest[0]) latest = [opening, by];
  };
  closesBefore(horizon.until, "horizon");
  notBefore(addDays(planningDay, 1), "planningDay");
  notBefore(congress.inForce.from, "unit");
  if (congress.inForce.until !== null) closesBefore(congress.inForce.until, "unit");
  const window = windowFor(edition, congress.level, congress.round).value;
  if (window !== null) {
    notBefore(window.from, "window");
    closesBefore(window.until, "window");
  }
  for (const [key, edge] of [["conveningNotice", "notice"], ["superiorApproval", "approval"]] as const) {
    const lead = leads(congress, key);
    if (lead?.hard) notBefore(lead.day, edge);
    else if (lead && lead.day > softFrom) softFrom = lead.day;
  }
  const suspension = edition.suspension[congress.level].value;
  const isSuspended = suspension !== null && suspension.kinds.includes(congress.kind);
  const index = (day: Day): number => daysBetween(horizon.from, day);
  return {
    from: index(earliest[0]),
    fromBy: earliest[1],
    last: index(latest[0]),
    lastBy: latest[1],
    softFrom: index(softFrom),
    barred: isSuspended ? [[index(suspension.from), index(suspension.until) - 1]] : [],
  };
}

/** For each day of closing the first half-day after the gap, and for each day of opening the last half-day before it. */
function spaced({ calendar }: Setting, firstDay: Day, days: number, gap: number): Spacing {
  const opensFrom = new Int32Array(days);
  const closesBy = new Int32Array(days).fill(-1);
  for (let closing = 0; closing < days; closing++) {
    const opening = gap === 0 ? closing : daysBetween(firstDay, addWorkingDays(calendar, addDays(firstDay, closing), gap));
    opensFrom[closing] = opening * 2;
    if (opening < days) closesBy[opening] = closing * 2 + 1;
  }
  // Days between two answers share that of the earlier one.
  for (let opening = 1; opening < days; opening++) closesBy[opening] = Math.max(closesBy[opening] ?? -1, closesBy[opening - 1] ?? -1);
  return { opensFrom, closesBy };
}

/** The first half-day in which the next may open after a closing in `last`. */
export function firstAfter({ opensFrom }: Pick<Spacing, "opensFrom">, last: number): number {
  const day = Math.floor(last / 2);
  if (day < 0 || day >= opensFrom.length) return last + 1;
  return Math.max(last + 1, opensFrom[day] as number);
}

/** The last half-day in which the one before may close for an opening in `first`. */
export function lastBefore({ closesBy, opensFrom }: Spacing, first: number): number {
  const day = Math.floor(first / 2);
  if (day < 0) return first - 1;
  // Without a gap the half-day before is early enough.
  if (day >= closesBy.length || firstAfter({ opensFrom }, first - 1) <= first) return first - 1;
  return closesBy[day] as number;
}

/** Children leave their parents a day, parents wait for what cannot be earlier. */
function tighten(tasks: readonly Mutable<Task>[], height: Int32Array): void {
  const upwards = [...tasks.keys()].toSorted((a, b) => (height[a] as number) - (height[b] as number));
  for (const index of upwards) {
    const task = tasks[index] as Mutable<Task>;
    const above = tasks[task.above];
    if (!above) continue;
    const closes = lastSlot(task, task.fixedAt === NONE ? task.from * 2 : task.fixedAt);
    const opens = Math.floor(firstAfter(task.gap, closes) / 2);
    if (above.fixedAt === NONE && task.from <= task.last && opens > above.from) [above.from, above.fromBy] = [opens, "below"];
  }
  for (const index of upwards.toReversed()) {
    const task = tasks[index] as Mutable<Task>;
    const above = tasks[task.above];
    if (!above || task.fixedAt !== NONE) continue;
    if (above.fixedAt === NONE && above.from > above.last) continue;
    const closes = lastBefore(task.gap, above.fixedAt === NONE ? above.last * 2 + 1 : above.fixedAt);
    const opens = Math.floor((closes - task.lengthHalfDays + 1) / 2);
    if (opens < task.last) [task.last, task.lastBy] = [opens, "above"];
  }
}

function awayOf({ absences }: PlanView, leaderAt: ReadonlyMap<string, number>, firstDay: Day, days: number): Uint8Array {
  const away = new Uint8Array(leaderAt.size * days);
  for (const { leaderId, from, until } of absences) {
    const leader = leaderAt.get(leaderId);
    if (leader === undefined) continue;
    const [first, end] = [Math.max(0, daysBetween(firstDay, from)), Math.min(days, daysBetween(firstDay, until))];
    if (first < end) away.fill(1, leader * days + first, leader * days + end);
  }
  return away;
}
