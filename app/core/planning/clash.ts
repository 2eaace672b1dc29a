import { NONE, UNLIMITED, type Instance, type Task } from "./instance.ts";
import { solve } from "./solve.ts";
import type { Timetable } from "./timetable.ts";

/** A cause that can be taken away as a whole: the ceiling of a branch, the leaders of a committee, a hall, the order, or a window. */
export type Cause =
  | { readonly code: "ceiling"; readonly branchId: string }
  | { readonly code: "leaders"; readonly congressId: string }
  | { readonly code: "hall"; readonly venueId: string }
  | { readonly code: "order" }
  | { readonly code: "window" };

/**
 * An irreducible set of causes that together leave the congress without a day: with all of them it finds none, without
 * any single one it does. Only congresses that share something with it take part; they may all be moved for the trial.
 * Empty when the trial finds a day after all.
 */
export function clashOf(instance: Instance, congressId: string): Cause[] {
  const start = instance.tasks.findIndex((task) => task.id === congressId);
  const task = instance.tasks[start];
  if (!task) return [];
  const part = partAround(instance, start);
  const all: Cause[] = [
    { code: "window" },
    { code: "order" },
    ...task.ceilings.filter((limit) => isReal(part, limit)).map((limit): Cause => ({ code: "ceiling", branchId: part.limits[limit]?.branchId ?? "" })),
    ...(task.pool === NONE ? [] : [{ code: "leaders", congressId: part.pools[task.pool]?.congressId ?? "" } as const]),
    ...(task.hall === NONE ? [] : [{ code: "hall", venueId: part.halls[task.hall] ?? "" } as const]),
  ];
  const fits = (causes: readonly Cause[]): boolean => everybodyFits(without(part, all.filter((each) => !causes.includes(each))));
  if (fits(all)) return [];
  // Each cause that is not needed for the clash is left out for good; what remains is needed, every one.
  let kept = all;
  for (const cause of all) {
    const fewer = kept.filter((each) => each !== cause);
    if (!fits(fewer)) kept = fewer;
  }
  return kept;
}

function isReal({ limits }: Instance, limit: number): boolean {
  return limits[limit]?.most.some((most) => most < UNLIMITED) ?? false;
}

/** The task and whoever shares its leaders, its hall, the narrowest ceiling over it or its order; all others stay out. */
function partAround(instance: Instance, start: number): Instance {
  const task = instance.tasks[start] as Task;
  const narrow = task.ceilings.filter((limit) => isReal(instance, limit));
  const near = (other: Task, index: number): boolean =>
    index === start ||
    other.above === start ||
    index === task.above ||
    (task.pool !== NONE && other.pool === task.pool) ||
    (task.hall !== NONE && other.hall === task.hall) ||
    other.ceilings.some((limit) => narrow.includes(limit));
  const chosen = [...instance.tasks.keys()].filter((index) => near(instance.tasks[index] as Task, index));
  const placeOf = new Map(chosen.map((index, place) => [index, place]));
  const tasks = chosen.map((index): Task => {
    const each = instance.tasks[index] as Task;
    return { ...each, above: placeOf.get(each.above) ?? NONE, below: each.below.flatMap((below) => placeOf.get(below) ?? []), group: NONE };
  });
  return { ...instance, tasks, groups: [] };
}

function without(instance: Instance, causes: readonly Cause[]): Instance {
  let { tasks, limits } = instance;
  for (const cause of causes)
    switch (cause.code) {
      case "ceiling":
        limits = limits.map((limit) => (limit.branchId === cause.branchId ? { ...limit, most: limit.most.map(() => UNLIMITED) } : limit));
        break;
      case "leaders":
        tasks = tasks.map((task) => (instance.pools[task.pool]?.congressId === cause.congressId ? { ...task, leadersNeeded: task.namedLeaders.length } : task));
        break;
      case "hall":
        tasks = tasks.map((task) => (instance.halls[task.hall] === cause.venueId ? { ...task, hall: NONE } : task));
        break;
      case "order":
        tasks = tasks.map((task) => ({ ...task, above: NONE, below: [], ...(task.fromBy === "below" ? { from: 0 } : {}), ...(task.lastBy === "above" ? { last: instance.days - 1 } : {}) }));
        break;
      case "window":
        tasks = tasks.map((task) => ({ ...task, from: 0, last: instance.days - 1 }));
        break;
    }
  return { ...instance, tasks, limits };
}

function everybodyFits(instance: Instance): boolean {
  const work = solve(instance);
  let next = work.next();
  while (next.done !== true) next = work.next();
  const table: Timetable = next.value;
  return instance.tasks.every((task, index) => task.fixedAt !== NONE || table.at[index] !== NONE);
}
