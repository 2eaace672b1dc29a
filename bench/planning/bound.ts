import highsLoader, { type Highs } from "highs";
import { firstAfter, lastSlot, NONE, UNLIMITED, type Instance, type Task } from "#app/core/planning/instance.ts";
import { distanceOf, moveOf } from "#app/core/planning/price.ts";

/** What no plan can do better than, aim by aim; each with the earlier ones at what the plan has reached. */
export type Bounds = {
  readonly unplaced: number;
  readonly moves: number;
  readonly distance: number;
  readonly seconds: number;
  readonly parts: number;
  readonly columns: number;
};

/** Openings further from the cheapest than this stand together for one that needs nothing: a relaxation, hence a bound. */
const NEAR = 6;
const WIDENED = 3;
const ROUNDS = 40;
/** A round that raises the bound by less than this share was the last. */
const WORTHWHILE = 0.0001;

/** So many congresses are bounded in one piece, with everything that binds them. */
const WHOLE = { fewest: 400, distance: 15_000 } as const;

/**
 * Lower bounds by linear and integer programs, which HiGHS solves. A province goes in one piece; what is larger is cut
 * into parts, a branch right below a root each, and whatever binds the parts to one another (the province's ceiling, its
 * leaders) is left out: the sum over the parts bounds every plan. Of a pool only the number of leaders who are there counts,
 * not who attends. The order of parents and children enters by cuts where a solution breaks it. Each omission can only make
 * the optimum lower.
 */
export async function boundsOf(instance: Instance, at: Int32Array, { aims = ["unplaced", "moves", "distance"], most = WHOLE.distance, wholeSeconds }: Effort): Promise<Bounds> {
  const started = performance.now();
  const highs = await highsLoader();
  const fixed = fixedLoad(instance);
  const withMoves = instance.tasks.some((task) => task.previous !== NONE);
  const movesOf = (part: Part): number => sum(part.tasks, (index) => (at[index] === NONE ? 0 : moveOf(instance.tasks[index] as Task, at[index] as number)));
  const leftOf = (part: Part): number => part.tasks.filter((index) => at[index] === NONE).length;
  const groundOf = (pieces: number): Ground => {
    const parts = partsOf(instance, pieces).map((tasks): Part => ({ tasks, cuts: [], near: new Map(tasks.map((index) => [index, NEAR + strayOf(instance, index, at[index] as number)])) }));
    return { highs, instance, fixed, parts, shared: sharedBy(instance, parts) };
  };
  const fewest = groundOf(WHOLE.fewest);
  const unplaced = aims.includes("unplaced") ? sum(fewest.parts, (part) => (leftOf(part) === 0 ? 0 : whole(optimum(fewest, part, { aim: "unplaced" }).value))) : 0;
  const moves = aims.includes("moves") && withMoves ? sum(fewest.parts, (part) => (movesOf(part) === 0 ? 0 : whole(optimum(fewest, part, { aim: "moves", unplaced: leftOf(part) }).value))) : 0;
  const nearest = groundOf(most);
  let [distance, columns] = [0, 0];
  for (const part of aims.includes("distance") ? nearest.parts : []) {
    const aim: Aim = { aim: "distance", unplaced: leftOf(part), ...(withMoves ? { moves: movesOf(part) } : {}) };
    const answer = optimum(nearest, part, aim);
    const inWhole = wholeSeconds > 0 && answer.value > 0 ? optimum(nearest, part, aim, wholeSeconds).value : 0;
    distance += whole(Math.max(answer.value, inWhole));
    columns += answer.columns;
  }
  return { unplaced, moves, distance, columns, parts: nearest.parts.length, seconds: (performance.now() - started) / 1000 };
}

/**
 * Which bounds are wanted (all, unless said), how many congresses are bounded in one piece for the distance, and for how
 * many seconds each part may be solved in whole numbers too.
 */
export type Effort = { readonly aims?: readonly Aim["aim"][]; readonly most?: number; readonly wholeSeconds: number };

/** How many days further than it has to the plan puts the task from its wish. */
function strayOf(instance: Instance, index: number, slot: number): number {
  const task = instance.tasks[index] as Task;
  if (slot === NONE) return 0;
  const least = openings(instance, task).reduce((low, each) => Math.min(low, each.distance), Infinity);
  return Math.max(0, distanceOf(instance, task, slot) - least) / task.weight;
}

type Part = { readonly tasks: readonly number[]; readonly cuts: Cut[]; readonly near: Map<number, number> };
type Ground = { readonly highs: Highs; readonly instance: Instance; readonly fixed: ReadonlyMap<string, number>; readonly parts: readonly Part[]; readonly shared: ReadonlySet<string> };

function sum<T>(list: readonly T[], of: (each: T) => number): number {
  return list.reduce((total, each) => total + of(each), 0);
}

/** A bound on something that comes in whole numbers. */
function whole(value: number): number {
  return Math.ceil(value - 1e-6);
}

/** What tasks of several parts may want: the beginnings of the keys of its rows. */
function sharedBy(instance: Instance, parts: readonly Part[]): ReadonlySet<string> {
  const users = new Map<string, number>();
  const shared = new Set<string>();
  for (const [place, { tasks }] of parts.entries())
    for (const index of tasks) {
      const task = instance.tasks[index] as Task;
      for (const key of [...task.ceilings.map((each) => `limit ${each}`), `pool ${task.pool}`, `hall ${task.hall}`]) {
        const user = users.get(key) ?? place;
        users.set(key, user);
        if (user !== place) shared.add(key);
      }
    }
  return shared;
}

const kindOf = (key: string): string => key.slice(0, key.lastIndexOf(" "));

function partsOf({ tasks }: Instance, most: number): number[][] {
  const parts = new Map<string, number[]>();
  const free = [...tasks.keys()].filter((index) => (tasks[index] as Task).fixedAt === NONE);
  if (free.length <= most) return [free];
  // A part is a child of a root with everything below it; roots make parts of their own.
  for (const index of free) {
    const line: number[] = [index];
    for (let above = (tasks[index] as Task).above; above !== NONE; above = (tasks[above] as Task).above) line.push(above);
    const key = String(line.at(-2) ?? index);
    const there = parts.get(key);
    if (there) there.push(index);
    else parts.set(key, [index]);
  }
  return [...parts.values()];
}

/** In every plan: a child still sitting at `slot` (closing in `closes` or later) and a parent that has opened by then exclude each other. */
type Cut = { readonly child: number; readonly above: number; readonly slot: number };

type Aim = { readonly aim: "unplaced" } | { readonly aim: "moves"; readonly unplaced: number } | { readonly aim: "distance"; readonly unplaced: number; readonly moves?: number };

/** What dates that do not move take, by the key of a row. */
function fixedLoad(instance: Instance): Map<string, number> {
  const load = new Map<string, number>();
  for (const task of instance.tasks) {
    if (task.fixedAt === NONE) continue;
    for (const [key, amount] of usage(instance, task, task.fixedAt)) load.set(key, (load.get(key) ?? 0) + amount);
    const pools = instance.pools.flatMap((pool, index) => (task.namedLeaders.some((leader) => pool.leaders.includes(leader)) ? [index] : []));
    for (let slot = task.fixedAt; slot <= lastSlot(task, task.fixedAt); slot++)
      for (const pool of pools) {
        const busy = task.namedLeaders.filter((leader) => instance.pools[pool]?.leaders.includes(leader)).length;
        load.set(`pool ${pool} ${slot}`, (load.get(`pool ${pool} ${slot}`) ?? 0) + busy);
      }
  }
  return load;
}

/** What an opening takes of each thing that others may want too. */
function* usage({ limits }: Instance, task: Task, slot: number): Generator<readonly [string, number]> {
  const last = lastSlot(task, slot);
  for (let day = slot >> 1; day <= last >> 1; day++) for (const limit of task.ceilings) if ((limits[limit]?.most[day] ?? UNLIMITED) < UNLIMITED) yield [`limit ${limit} ${day}`, 1];
  for (let each = slot; each <= last; each++) {
    if (task.fixedAt === NONE && task.pool !== NONE && task.leadersNeeded > 0) yield [`pool ${task.pool} ${each}`, task.leadersNeeded];
    if (task.hall !== NONE) yield [`hall ${task.hall} ${each}`, 1];
    for (const leader of task.fixedAt === NONE ? task.namedLeaders : []) yield [`leader ${leader} ${each}`, 1];
  }
}

function capacity({ limits, pools, away, days }: Instance, key: string): number {
  const [kind, which, when] = key.split(" ");
  const [index, place] = [Number(which), Number(when)];
  if (kind === "limit") return limits[index]?.most[place] ?? 0;
  const isAway = (leader: number): boolean => away[leader * days + (place >> 1)] === 1;
  if (kind === "pool") return (pools[index]?.leaders ?? []).filter((leader) => !isAway(leader)).length;
  if (kind === "leader") return isAway(index) ? 0 : 1;
  return 1;
}

/** Every half-day in which the task may open on days that are worked, and what it costs. */
function openings(instance: Instance, task: Task): { slot: number; distance: number; moves: number }[] {
  const found: { slot: number; distance: number; moves: number }[] = [];
  for (let slot = Math.max(0, task.from) * 2; slot <= task.last * 2 + 1; slot += task.lengthHalfDays > 1 ? 2 : 1) {
    const [first, last] = [slot >> 1, lastSlot(task, slot) >> 1];
    if (last >= instance.days || task.barred.some(([from, until]) => first <= until && last >= from)) continue;
    let worked = true;
    for (let day = first; day <= last; day++) worked &&= instance.working[day] === 1;
    if (worked) found.push({ slot, distance: distanceOf(instance, task, slot), moves: moveOf(task, slot) });
  }
  return found;
}

type Answer = { readonly value: number; readonly columns: number; readonly usedFar: readonly number[]; readonly broken: readonly Cut[] };

/** The bound of a part; solved again with further cuts and openings as long as that raises it. */
function optimum(ground: Ground, part: Part, aim: Aim, wholeSeconds = 0): Answer {
  let before = -Infinity;
  for (let round = 0; ; round++) {
    const answer = solvePart(ground, part, aim, wholeSeconds);
    // Each answer is a bound; the next one is a better one.
    if (round === ROUNDS || answer.value - before < WORTHWHILE * answer.value || (answer.broken.length === 0 && answer.usedFar.length === 0)) return answer;
    before = answer.value;
    part.cuts.push(...answer.broken);
    for (const index of answer.usedFar) part.near.set(index, (part.near.get(index) ?? NEAR) * WIDENED);
  }
}

function solvePart({ highs, instance, fixed, shared }: Ground, { tasks: part, cuts, near }: Part, aim: Aim, wholeSeconds: number): Answer {
  const rows = new Map<string, number>();
  const upper: number[] = [];
  const lower: number[] = [];
  const cost: number[] = [];
  const starts: number[] = [0];
  const indices: number[] = [];
  const values: number[] = [];
  const far: { readonly index: number; readonly column: number }[] = [];
  const stands: { readonly index: number; readonly slot: number; readonly column: number }[] = [];
  const cutsAt = new Map<number, Cut[]>();
  for (const cut of cuts) for (const index of [cut.child, cut.above]) cutsAt.set(index, [...(cutsAt.get(index) ?? []), cut]);
  const rowOf = (key: string): number => {
    let row = rows.get(key);
    if (row === undefined) {
      rows.set(key, (row = rows.size));
      lower.push(-Infinity);
      upper.push(Math.max(0, capacity(instance, key) - (fixed.get(key) ?? 0)));
    }
    return row;
  };
  const budget = (key: string, most: number): number => {
    const row = rowOf(key);
    upper[row] = most;
    return row;
  };
  const movesRow = aim.aim === "distance" && aim.moves !== undefined ? budget("budget moves 0", aim.moves) : null;
  const leftRow = aim.aim !== "unplaced" && aim.unplaced > 0 ? budget("budget left 0", aim.unplaced) : null;
  const column = (price: number, entries: readonly (readonly [number, number])[]): void => {
    cost.push(price);
    for (const [row, amount] of entries) {
      indices.push(row);
      values.push(amount);
    }
    starts.push(indices.length);
  };
  for (const index of part) {
    const task = instance.tasks[index] as Task;
    const own = rows.size;
    rows.set(`task ${index} 0`, own);
    lower.push(1);
    upper.push(1);
    const all = openings(instance, task);
    const least = all.reduce((low, each) => Math.min(low, each.distance), Infinity);
    // Whoever wishes for no day could stand on so many that it is left free altogether.
    const reach = task.wish === NONE ? -1 : (near.get(index) ?? NEAR) * task.weight;
    const farAway = all.filter((each) => aim.aim === "distance" && each.distance > least + reach && each.moves > 0 === (task.previous !== NONE));
    const left = new Set(farAway);
    for (const each of all) {
      if (left.has(each)) continue;
      const entries: [number, number][] = [[own, 1]];
      for (const [key, amount] of usage(instance, task, each.slot)) if (!shared.has(kindOf(key))) entries.push([rowOf(key), amount]);
      if (movesRow !== null && each.moves > 0) entries.push([movesRow, each.moves]);
      for (const cut of cutsAt.get(index) ?? []) if (isIn(instance, cut, index, each.slot)) entries.push([budget(`cut ${cut.child} ${cut.slot}`, 1), 1]);
      stands.push({ index, slot: each.slot, column: cost.length });
      column(aim.aim === "distance" ? each.distance : aim.aim === "moves" ? each.moves : 0, entries);
    }
    if (farAway.length > 0) {
      if (task.wish !== NONE) far.push({ index, column: cost.length });
      column(farAway.reduce((low, each) => Math.min(low, each.distance), Infinity), movesRow !== null && task.previous !== NONE ? [[own, 1], [movesRow, task.moveWeight]] : [[own, 1]]);
    }
    if (aim.aim === "unplaced") column(1, [[own, 1]]);
    else if (leftRow !== null) column(0, [[own, 1], [leftRow, 1]]);
  }
  const columns = cost.length;
  return highs.withModel(
    {
      numCols: columns,
      numRows: rows.size,
      colCost: Float64Array.from(cost),
      colLower: new Float64Array(columns),
      colUpper: new Float64Array(columns).fill(Infinity),
      rowLower: Float64Array.from(lower),
      rowUpper: Float64Array.from(upper),
      ...(wholeSeconds > 0 ? { integrality: new Int32Array(columns).fill(1) } : {}),
      matrix: { format: "csc", numRows: rows.size, numCols: columns, starts: Int32Array.from(starts), indices: Int32Array.from(indices), values: Float64Array.from(values) },
    },
    (model) => {
      model.options.set({ output_flag: false, ...(wholeSeconds > 0 ? { time_limit: wholeSeconds } : {}) });
      model.run();
      const { optimal, timeLimit } = highs.constants.modelStatus;
      const status = model.getModelStatus();
      if (status !== optimal && !(wholeSeconds > 0 && status === timeLimit)) throw new Error(`The bound of a part was not proven: status ${status}, aim ${aim.aim}, ${part.length} congresses`);
      if (wholeSeconds > 0) return { value: Number(model.info.get("mip_dual_bound")), columns, usedFar: [], broken: [] };
      const { colValue } = model.getSolution();
      return { value: model.getObjectiveValue(), columns, usedFar: far.filter(({ column }) => (colValue[column] ?? 0) > 1e-7).map(({ index }) => index), broken: brokenOrder(instance, stands, colValue, cuts) };
    },
  );
}

/** Whether the opening counts in the cut. */
function isIn(instance: Instance, cut: Cut, index: number, slot: number): boolean {
  if (index === cut.above) return slot <= cut.slot;
  const child = instance.tasks[index] as Task;
  return firstAfter(child.gap, lastSlot(child, slot)) > cut.slot;
}

/** For the pairs of parent and child that the solution has in the wrong order: a cut at each half-day from the parent's opening to the child's closing. */
function brokenOrder(instance: Instance, stands: readonly { readonly index: number; readonly slot: number; readonly column: number }[], values: ArrayLike<number>, known: readonly Cut[]): Cut[] {
  const used = new Map<number, { slot: number; value: number }[]>();
  for (const { index, slot, column } of stands) {
    const value = values[column] ?? 0;
    if (value > 1e-7) used.set(index, [...(used.get(index) ?? []), { slot, value }]);
  }
  const there = new Set(known.map((cut) => `${cut.child} ${cut.slot}`));
  const broken: Cut[] = [];
  for (const [child, places] of used) {
    const task = instance.tasks[child] as Task;
    const { above } = task;
    const opens = used.get(above);
    if (!opens) continue;
    const sum = (cut: Cut): number => [...opens.filter((each) => isIn(instance, cut, above, each.slot)), ...places.filter((each) => isIn(instance, cut, child, each.slot))].reduce((total, each) => total + each.value, 0);
    if (!opens.some(({ slot }) => sum({ child, above, slot }) > 1 + 1e-6)) continue;
    const until = places.reduce((most, each) => Math.max(most, firstAfter(task.gap, lastSlot(task, each.slot))), 0);
    for (let slot = opens.reduce((least, each) => Math.min(least, each.slot), Infinity); slot < until; slot++) if (!there.has(`${child} ${slot}`)) broken.push({ child, above, slot });
  }
  return broken;
}
