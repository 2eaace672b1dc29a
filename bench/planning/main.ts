import { readFileSync } from "node:fs";
import { answerOf } from "#app/core/planning/explain.ts";
import { instanceOf, lastSlot, NONE, slotOf, UNLIMITED, type Instance, type PlanningQuestion, type Task } from "#app/core/planning/instance.ts";
import { distanceOf, moveOf } from "#app/core/planning/price.ts";
import { clashOf, type Cause } from "#app/core/planning/clash.ts";
import { solve } from "#app/core/planning/solve.ts";
import type { Timetable } from "#app/core/planning/timetable.ts";
import { findings, type Finding } from "#app/core/scheduling/conflicts.ts";
import type { Absence, PlannedCongress, PlanView } from "#app/core/scheduling/plan.ts";
import { addDays } from "#app/core/time/day.ts";
import { randomFrom } from "../generator/random.ts";
import type { Size } from "../generator/shape.ts";
import { boundsOf, type Bounds, type Effort } from "./bound.ts";
import { adversarial, fromList, infeasible, makeTree, planted, season, type Case } from "./instances.ts";

/** An aim of planning: what the plan reached, what no plan can do better than, and the distance between them. */
type Aim = { readonly value: number; readonly lowerBound: number; readonly gapPct: number };

type Planned = { readonly plan: PlanView; readonly table: Timetable; readonly instance: Instance; readonly seconds: number; readonly hardConflicts: number; readonly placed: number };

/** Up to so many congresses are also bounded in whole numbers: there a minute is enough for the proof. */
const PROVABLE = 2_000;
/** Wishes far from where there is room need many openings: a planted province is bounded branch by branch. */
const PLANTED: Readonly<Record<Size, Effort>> = { S: { wholeSeconds: 0 }, M: { most: 400, wholeSeconds: 0 }, L: { wholeSeconds: 0 } };
const effortFor = (congresses: number): Effort => ({ wholeSeconds: congresses <= PROVABLE ? 60 : 0 });
const HARD: ReadonlySet<string> = new Set(["nonWorkingDay", "outsideWindow", "unitNotInForce", "suspended", "childNotClosed", "gapTooShort", "leaderTwice", "leaderAbsent", "hallTwice", "ceilingExceeded", "dayPassed", "tooLong"]);
const isHard = ({ code, severity }: Finding): boolean => HARD.has(code) || severity === "blocks";

/** Plans a season of the size, proves how good the plan is, re-plans it, and plans the instances that are meant to be hard. */
export async function run(size: Size, say: (text: string) => void): Promise<Record<string, object>> {
  const units = makeTree(size);
  const question = season(units, size).question;
  const planned = plan(question);
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
  say(`planned: ${planned.placed} of ${units.length} in ${planned.seconds.toFixed(1)} s, ${planned.hardConflicts} hard conflicts`);
  const bounds = await boundsOf(planned.instance, planned.table.at, effortFor(units.length));
  say(`bounds: ${bounds.seconds.toFixed(1)} s, ${bounds.parts} parts, ${bounds.columns} columns`);
  const perObjective = aims(planned, bounds);
  const cases: Record<string, object> = {};
  // What is meant to be hard is as large as the season up to size M, and of size S beyond.
  const hard = size === "L" ? makeTree("S") : units;
  for (const each of [planted(hard, size), ...adversarial(hard, size), infeasible(), ...fromLists()]) {
    const done = plan(each.question);
    const bound = each.bounded === false ? null : await boundsOf(done.instance, done.table.at, each.planted ? PLANTED[size] : effortFor(each.question.plan.congresses.length));
    const clash = each.planted || done.placed === asked(done.instance) ? null : (answerOf(done.table).undated[0]?.congressId ?? null);
    cases[each.name] = {
      congresses: asked(done.instance),
      placed: done.placed,
      hardConflicts: done.hardConflicts,
      seconds: round(done.seconds),
      ...(each.slackPct === undefined ? {} : { slackPct: round(each.slackPct) }),
      ...(bound === null ? {} : { leastUnplaced: bound.unplaced, ...gapOf(done, bound) }),
      ...(clash === null ? {} : { clash: clashOf(done.instance, clash).map(named) }),
    };
    say(`${each.name}: ${JSON.stringify(cases[each.name])}`);
  }
  return {
    planning: {
      congresses: units.length,
      placed: planned.placed,
      hardConflicts: planned.hardConflicts,
      objective: perObjective["distance"]?.value ?? 0,
      lowerBound: perObjective["distance"]?.lowerBound ?? 0,
      gapPct: perObjective["distance"]?.gapPct ?? 0,
      seconds: round(planned.seconds),
      boundSeconds: round(bounds.seconds),
      peakMb,
      perObjective,
      replan: await replan(question, planned, size, say),
      cases,
    },
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function named(cause: Cause): string {
  if (cause.code === "ceiling") return `ceiling ${cause.branchId}`;
  if (cause.code === "leaders") return `leaders ${cause.congressId}`;
  return cause.code === "hall" ? `hall ${cause.venueId}` : cause.code;
}

function asked({ tasks }: Instance): number {
  return tasks.filter((task) => task.fixedAt === NONE).length;
}

function plan(question: PlanningQuestion): Planned {
  const started = performance.now();
  const instance = instanceOf(question);
  const work = solve(instance);
  let next = work.next();
  while (next.done !== true) next = work.next();
  const { dated } = answerOf(next.value);
  const seconds = (performance.now() - started) / 1000;
  const given = new Map(dated.map((each) => [each.congressId, each]));
  const congresses = question.plan.congresses.map((each): PlannedCongress => {
    const here = given.get(each.id);
    return here ? { ...each, placement: here.placement, leaders: here.leaders, state: "draft" } : each;
  });
  const done = { ...question.plan, congresses };
  return { plan: done, table: next.value, instance, seconds, placed: dated.length, hardConflicts: findings(done, question.setting).filter(isHard).length };
}

function aim(value: number, lowerBound: number): Aim {
  return { value, lowerBound, gapPct: round((100 * (value - lowerBound)) / Math.max(1, lowerBound)) };
}

function total({ instance, table }: Planned, of: (task: Task, slot: number) => number): number {
  return instance.tasks.reduce((sum, task, index) => sum + (task.fixedAt !== NONE || table.at[index] === NONE ? 0 : of(task, table.at[index] as number)), 0);
}

function gapOf(done: Planned, bounds: Bounds): { distance: number; lowerBound: number; gapPct: number } {
  const { value, lowerBound, gapPct } = aim(
    total(done, (task, slot) => distanceOf(done.instance, task, slot)),
    bounds.distance,
  );
  return { distance: value, lowerBound, gapPct };
}

function aims(done: Planned, bounds: Bounds): Record<string, Aim> {
  const [days, leaders] = [evenness(done), evennessOfLeaders(done)];
  return {
    unplaced: aim(asked(done.instance) - done.placed, bounds.unplaced),
    moves: aim(total(done, moveOf), bounds.moves),
    distance: aim(
      total(done, (task, slot) => distanceOf(done.instance, task, slot)),
      bounds.distance,
    ),
    evenness: aim(days.value, days.least),
    evennessOfLeaders: aim(leaders.value, leaders.least),
  };
}

/**
 * Squares of the loads of branches with a ceiling, summed over days. The least: congresses whose windows overlap spread
 * evenly over the worked days of these windows. Wishes come first and are left out, so that no plan that follows them is near it.
 */
function evenness({ instance, table }: Planned): { value: number; least: number } {
  let [value, least] = [0, 0];
  for (const [limit, { most }] of instance.limits.entries()) {
    if (most.every((each) => each >= UNLIMITED)) continue;
    for (let day = 0; day < instance.days; day++) value += (table.sitting[limit * instance.days + day]?.length ?? 0) ** 2;
    const windows = instance.tasks
      .flatMap((task, index) => {
        const slot = table.at[index] as number;
        if (slot === NONE || !task.ceilings.includes(limit)) return [];
        const days = (lastSlot(task, slot) >> 1) - (slot >> 1);
        const [from, last] = task.fixedAt === NONE ? [task.from, task.last] : [slot >> 1, slot >> 1];
        return [{ from, until: last + days, days: days + 1 }];
      })
      .toSorted((a, b) => a.from - b.from);
    let [from, until, days] = [0, -1, 0];
    for (const each of [...windows, { from: Infinity, until: Infinity, days: 0 }]) {
      if (each.from > until) {
        least += evenly(days, instance.working.slice(Math.max(0, from), until + 1).reduce((sum, worked) => sum + worked, 0));
        [from, until, days] = [each.from, each.until, 0];
      }
      until = Math.max(until, each.until);
      days += each.days;
    }
  }
  return { value, least };
}

/** Squares of how many congresses each leader of a committee attends; the least: all leaders of the committee as many as the others. */
function evennessOfLeaders({ instance, table }: Planned): { value: number; least: number } {
  const loads = instance.pools.map(() => new Map<number, number>());
  for (const [index, task] of instance.tasks.entries()) {
    const load = loads[task.pool];
    if (load) for (const leader of table.leadersOf[index] ?? []) load.set(leader, (load.get(leader) ?? 0) + 1);
  }
  let [value, least] = [0, 0];
  for (const [pool, load] of loads.entries()) {
    for (const each of load.values()) value += each * each;
    least += evenly([...load.values()].reduce((sum, each) => sum + each, 0), Math.max(load.size, instance.pools[pool]?.leaders.length ?? 0));
  }
  return { value, least };
}

/** The least sum of squares of so many over so many places. */
function evenly(total: number, places: number): number {
  const even = Math.floor(total / Math.max(1, places));
  const rest = total - even * places;
  return (places - rest) * even * even + rest * (even + 1) ** 2;
}

/** Takes one leader's day in twenty away and plans again with the fewest moves. */
async function replan(question: PlanningQuestion, before: Planned, size: Size, say: (text: string) => void): Promise<object> {
  const random = randomFrom(`${size}/replan`);
  const lost: Absence[] = [];
  for (const { id } of question.leaders)
    for (let each = question.horizon.from; each < question.horizon.until; each = addDays(each, 1)) if (random.chance(0.05)) lost.push({ leaderId: id, from: each, until: addDays(each, 1) });
  const again: PlanningQuestion = {
    ...question,
    keeping: "fewestMoves",
    plan: { ...before.plan, absences: [...before.plan.absences, ...lost], congresses: before.plan.congresses.map((each) => ({ ...each, leaders: [] })) },
  };
  const done = plan(again);
  // Beyond a province the proof would take longer than everything else together.
  const minChanged = size === "L" ? null : (await boundsOf(done.instance, done.table.at, { aims: ["moves"], wholeSeconds: 0 })).moves;
  const at = new Map(before.instance.tasks.map((task, index) => [task.id, before.table.at[index] as number]));
  const changed = done.instance.tasks.filter((task, index) => {
    const stood = at.get(task.id) ?? NONE;
    return stood !== NONE && table(done, index) !== stood + slotShift(before, done);
  }).length;
  const answer = { changed, minChanged, ratio: minChanged === null ? null : round(changed / Math.max(1, minChanged)), placed: done.placed, hardConflicts: done.hardConflicts, seconds: round(done.seconds) };
  say(`replan: ${JSON.stringify(answer)}`);
  return answer;
}

const table = ({ table: { at } }: Planned, index: number): number => at[index] as number;

/** Both instances count half-days from the same day here; said in code so that a change of horizons does not go unseen. */
function slotShift(before: Planned, done: Planned): number {
  return slotOf(done.instance, { opensOn: before.instance.firstDay, session: "morning" });
}

/** The real unit lists, where they are beside the checkout. */
function fromLists(): Case[] {
  return ["thai-binh-units-2025-03.csv", "hung-yen-units-2025-07.csv"].flatMap((name) => {
    try {
      return [fromList(name.replace(/-units.*/, ""), readFileSync(new URL(`../../../shared/data/${name}`, import.meta.url), "utf8"))];
    } catch (failure) {
      if (failure instanceof Error && "code" in failure && failure.code === "ENOENT") return [];
      throw failure;
    }
  });
}

