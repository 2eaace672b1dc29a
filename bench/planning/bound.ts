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
const NEAR = 12;
const WIDENED = 4;
const ROUNDS = 12;

/**
 * Lower bounds by linear and integer programs, which HiGHS solves. The province is cut into parts, a branch right below
 * the province each. What binds the parts to one another (the province's ceiling, its leaders) enters by prices: whoever
 * uses it pays, and what it can bear is given back; for any prices the sum over the parts bounds every plan, and the
 * prices are raised where the parts together use too much. What remains is left out: who of a pool attends (only how many
 * leaders are there counts) and the province's own place in the order. The order of the other parents and children
 * enters by cuts where a solution breaks it. Each omission can only make the optimum lower.
 */
export async function boundsOf(instance: Instance, at: Int32Array, effort: Effort): Promise<Bounds> {
  const started = performance.now();
  const highs = await highsLoader();
  const fixed = fixedLoad(instance);
  const parts = partsOf(instance).map((tasks): Part => ({ tasks, cuts: [], near: NEAR }));
  const ground: Ground = { highs, instance, fixed, parts, shared: sharedBy(instance, parts) };
  const withMoves = instance.tasks.some((task) => task.previous !== NONE);
  const movesOf = (part: Part): number => sum(part.tasks, (index) => (at[index] === NONE ? 0 : moveOf(instance.tasks[index] as Task, at[index] as number)));
  const leftOf = (part: Part): number => part.tasks.filter((index) => at[index] === NONE).length;
  const unplaced = sum(parts, (part) => (leftOf(part) === 0 ? 0 : whole(optimum(ground, part, { aim: "unplaced" }).value)));
  const moves = withMoves ? sum(parts, (part) => (movesOf(part) === 0 ? 0 : whole(optimum(ground, part, { aim: "moves", unplaced: leftOf(part) }).value))) : 0;
  const distance = (part: Part): Aim => ({ aim: "distance", unplaced: leftOf(part), ...(withMoves ? { moves: movesOf(part) } : {}) });
  const plan = sum([...at.keys()], (index) => (at[index] === NONE ? 0 : distanceOf(instance, instance.tasks[index] as Task, at[index] as number)));
  const best = priced(ground, distance, plan, effort);
  return { unplaced, moves, distance: whole(best.value), columns: best.columns, parts: parts.length, seconds: (performance.now() - started) / 1000 };
}

/** How often the prices are set anew, and whether the parts are solved in whole numbers in the end (seconds for each, 0: no). */
export type Effort = { readonly rounds: number; readonly wholeSeconds: number };

type Part = { readonly tasks: readonly number[]; readonly cuts: Cut[]; near: number };
type Ground = { readonly highs: Highs; readonly instance: Instance; readonly fixed: ReadonlyMap<string, number>; readonly parts: readonly Part[]; readonly shared: ReadonlySet<string> };
type Prices = ReadonlyMap<string, number>;
const FREE: Prices = new Map();

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

/** The best bound that the rounds of prices find. */
function priced(ground: Ground, aimOf: (part: Part) => Aim, plan: number, { rounds, wholeSeconds }: Effort): { value: number; columns: number } {
  const { instance, fixed, parts } = ground;
  const room = (key: string): number => Math.max(0, capacity(instance, key) - (fixed.get(key) ?? 0));
  let prices: Prices = FREE;
  let best = { value: -Infinity, prices };
  let pace = 1;
  let columns = 0;
  for (let round = 0; round <= rounds; round++) {
    const answers = parts.map((part) => optimum(ground, part, aimOf(part), prices));
    columns = sum(answers, (each) => each.columns);
    const value = sum(answers, (each) => each.value) - sum([...prices], ([key, price]) => price * room(key));
    if (value > best.value) best = { value, prices };
    else pace /= 2;
    const used = new Map<string, number>();
    for (const { uses } of answers) for (const [key, amount] of uses) used.set(key, (used.get(key) ?? 0) + amount);
    const over = new Map([...new Set([...used.keys(), ...prices.keys()])].map((key) => [key, (used.get(key) ?? 0) - room(key)]));
    const steep = sum([...over], ([key, amount]) => (amount > 0 || prices.has(key) ? amount * amount : 0));
    if (steep < 1e-9) break;
    const step = (pace * Math.max(1, plan - value)) / steep;
    prices = new Map([...over].map(([key, amount]): [string, number] => [key, Math.max(0, (prices.get(key) ?? 0) + step * amount)]).filter(([, price]) => price > 0));
  }
  if (wholeSeconds === 0) return { value: best.value, columns };
  const value = sum(parts, (part) => optimum(ground, part, aimOf(part), best.prices, wholeSeconds).value) - sum([...best.prices], ([key, price]) => price * room(key));
  return { value: Math.max(best.value, value), columns };
}

/** So many congresses are bounded in one piece, with everything that binds them. */
const WHOLE = 400;

function partsOf({ tasks }: Instance): number[][] {
  const parts = new Map<string, number[]>();
  const free = [...tasks.keys()].filter((index) => (tasks[index] as Task).fixedAt === NONE);
  if (free.length <= WHOLE) return [free];
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

type Answer = { readonly value: number; readonly columns: number; readonly uses: ReadonlyMap<string, number>; readonly usedFar: boolean; readonly broken: readonly Cut[] };

function optimum(ground: Ground, part: Part, aim: Aim, prices: Prices = FREE, wholeSeconds = 0): Answer {
  for (let round = 0; ; round++) {
    const answer = solvePart(ground, part, aim, prices, wholeSeconds);
    // Each answer is a bound; the next one is a better one.
    if (round === ROUNDS || (answer.broken.length === 0 && !answer.usedFar)) return answer;
    part.cuts.push(...answer.broken);
    if (answer.broken.length === 0) part.near *= WIDENED;
  }
}

function solvePart({ highs, instance, fixed, shared }: Ground, { tasks: part, cuts, near }: Part, aim: Aim, prices: Prices, wholeSeconds: number): Answer {
  const rows = new Map<string, number>();
  const upper: number[] = [];
  const lower: number[] = [];
  const cost: number[] = [];
  const starts: number[] = [0];
  const indices: number[] = [];
  const values: number[] = [];
  const far: number[] = [];
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
    const farAway = all.filter((each) => aim.aim === "distance" && each.distance > least + near * task.weight && each.moves > 0 === (task.previous !== NONE));
    const left = new Set(farAway);
    for (const each of all) {
      if (left.has(each)) continue;
      const entries: [number, number][] = [[own, 1]];
      let toll = 0;
      for (const [key, amount] of usage(instance, task, each.slot)) {
        if (shared.has(kindOf(key))) toll += amount * (prices.get(key) ?? 0);
        else entries.push([rowOf(key), amount]);
      }
      if (movesRow !== null && each.moves > 0) entries.push([movesRow, each.moves]);
      for (const cut of cutsAt.get(index) ?? []) if (isIn(instance, cut, index, each.slot)) entries.push([budget(`cut ${cut.child} ${cut.slot}`, 1), 1]);
      stands.push({ index, slot: each.slot, column: cost.length });
      column(aim.aim === "distance" ? each.distance + toll : aim.aim === "moves" ? each.moves : 0, entries);
    }
    if (farAway.length > 0) {
      far.push(cost.length);
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
      if (wholeSeconds > 0) return { value: Number(model.info.get("mip_dual_bound")), columns, uses: new Map(), usedFar: false, broken: [] };
      const { colValue } = model.getSolution();
      const uses = new Map<string, number>();
      for (const { index, slot, column: place } of stands) {
        const value = colValue[place] ?? 0;
        if (value > 1e-9) for (const [key, amount] of usage(instance, instance.tasks[index] as Task, slot)) if (shared.has(kindOf(key))) uses.set(key, (uses.get(key) ?? 0) + amount * value);
      }
      return { value: model.getObjectiveValue(), columns, uses, usedFar: far.some((each) => (colValue[each] ?? 0) > 1e-7), broken: brokenOrder(instance, stands, colValue, cuts) };
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
