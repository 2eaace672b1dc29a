import { EDGES, firstAfter, lastBefore, lastSlot, NONE, type Instance, type Task } from "./instance.ts";
import { priceOf } from "./price.ts";

/**
 * The plan while it is being made: where each task stands and who and what is taken when. Every
 * question about one task is answered from what it needs, never by looking at all the others.
 */
export type Timetable = {
  readonly instance: Instance;
  /**
   * Per task the half-days in which it could open if only what stands were there, the cheapest first, then the earliest;
   * none for what stands.
   */
  readonly openings: readonly Int32Array[];
  /** The opening half-day of each task, or NONE. */
  readonly at: Int32Array;
  readonly leadersOf: (readonly number[])[];
  /** Per leader and half-day: the task plus one, 0 when free, AWAY when absent. */
  readonly holders: Int32Array;
  /** Congresses that each leader attends. */
  readonly leaderLoad: Int32Array;
  /** Per limit and day: the tasks that sit there. */
  readonly sitting: (number[] | undefined)[];
  /** Per hall and half-day: the tasks, of which more than one only where dates that stand clash. */
  readonly inHall: Map<number, number[]>;
  /** What the steps of the attempts that are under way would have to be set back to, the last first. */
  readonly undo: Undo[];
  readonly attempts: { open: number };
  /** The price of all that is placed. */
  readonly sum: { price: number };
};
type Undo = { readonly index: number; readonly slot: number; readonly leaders: readonly number[] };

const AWAY = -1;
const NOBODY: readonly number[] = [];

/** What stands in the way of an opening. `other`: index of the limit, pool, leader or task, or NONE. */
export const OBSTACLES = [...EDGES, "notWorked", "ceiling", "leaders", "leader", "hall", "pilot", "advice"] as const;
export type ObstacleCode = (typeof OBSTACLES)[number];
export type Obstacle = { readonly code: ObstacleCode; readonly other: number };

export function emptyTimetable(instance: Instance): Timetable {
  const { tasks, leaders, days, limits, away } = instance;
  const holders = new Int32Array(leaders.length * days * 2);
  for (let place = 0; place < away.length; place++) if (away[place] === 1) holders.fill(AWAY, place * 2, place * 2 + 2);
  const table: Timetable & { openings: readonly Int32Array[] } = {
    instance,
    openings: [],
    at: new Int32Array(tasks.length).fill(NONE),
    leadersOf: tasks.map(() => NOBODY),
    holders,
    leaderLoad: new Int32Array(leaders.length),
    sitting: Array.from({ length: limits.length * days }),
    inHall: new Map(),
    undo: [],
    attempts: { open: 0 },
    sum: { price: 0 },
  };
  for (const [index, task] of tasks.entries()) if (task.fixedAt !== NONE) put(table, index, task.fixedAt, task.namedLeaders);
  table.openings = tasks.map((_, index) => openingsOf(table, index));
  return table;
}

function openingsOf(table: Timetable, index: number): Int32Array {
  const { instance } = table;
  const task = instance.tasks[index] as Task;
  if (task.fixedAt !== NONE || task.circular) return new Int32Array(0);
  const { first, last } = leewayOf(table, index);
  const found: number[] = [];
  for (let slot = Math.max(0, first + (task.lengthHalfDays > 1 ? first & 1 : 0)); slot <= last; slot += task.lengthHalfDays > 1 ? 2 : 1)
    if (isOpenDay(instance, task, slot) && hasRoom(table, index, slot)) found.push(slot);
  return Int32Array.from(found).sort((a, b) => priceOf(instance, task, a) - priceOf(instance, task, b) || a - b);
}

/** The openings of the task from the cheapest on, until `visit` answers true. */
export function walkOpenings(table: Timetable, index: number, visit: (slot: number, price: number) => boolean): void {
  const { instance } = table;
  const task = instance.tasks[index] as Task;
  for (const slot of table.openings[index] as Int32Array) if (visit(slot, priceOf(instance, task, slot))) return;
}

/** Sets the task on the half-day with these leaders. What stands (fixed) may clash: nobody else gets what it takes. */
function put(table: Timetable, index: number, slot: number, leaders: readonly number[]): void {
  const { instance, at, leadersOf, leaderLoad, sitting, inHall } = table;
  const task = instance.tasks[index] as Task;
  if (task.fixedAt === NONE) table.sum.price += priceOf(instance, task, slot);
  at[index] = slot;
  leadersOf[index] = leaders;
  for (const leader of leaders) {
    leaderLoad[leader] = (leaderLoad[leader] as number) + 1;
    hold(table, leader, [slot, lastSlot(task, slot)], [0, index + 1]);
  }
  eachDay(instance, task, slot, (day) => {
    for (const limit of task.ceilings) (sitting[limit * instance.days + day] ??= []).push(index);
  });
  if (task.hall !== NONE)
    for (let each = Math.max(slot, 0); each <= lastSlot(task, slot) && each < instance.days * 2; each++) {
      const key = task.hall * instance.days * 2 + each;
      const there = inHall.get(key);
      if (there) there.push(index);
      else inHall.set(key, [index]);
    }
}

function takeOut(table: Timetable, index: number): void {
  const { instance, at, leadersOf, leaderLoad, sitting, inHall } = table;
  const slot = at[index] as number;
  if (slot === NONE) return;
  const task = instance.tasks[index] as Task;
  if (task.fixedAt === NONE) table.sum.price -= priceOf(instance, task, slot);
  for (const leader of leadersOf[index] as readonly number[]) {
    leaderLoad[leader] = (leaderLoad[leader] as number) - 1;
    hold(table, leader, [slot, lastSlot(task, slot)], [index + 1, 0]);
  }
  eachDay(instance, task, slot, (day) => {
    for (const limit of task.ceilings) drop(sitting[limit * instance.days + day] as number[], index);
  });
  if (task.hall !== NONE)
    for (let each = Math.max(slot, 0); each <= lastSlot(task, slot) && each < instance.days * 2; each++) drop(inHall.get(task.hall * instance.days * 2 + each) as number[], index);
  at[index] = NONE;
  leadersOf[index] = NOBODY;
}

/** Turns one holder of the leader's half-days into another. */
function hold({ instance, holders }: Timetable, leader: number, [first, last]: readonly [number, number], [from, to]: readonly [number, number]): void {
  const width = instance.days * 2;
  for (let each = Math.max(first, 0); each <= last && each < width; each++) if (holders[leader * width + each] === from) holders[leader * width + each] = to;
}

/** Puts the task on the half-day, if there is room; leaders of others are exchanged where that makes it. */
export function place(table: Timetable, index: number, slot: number): boolean {
  if (!hasRoom(table, index, slot)) return false;
  const choice = chooseLeaders(table, index, slot) as Choice;
  lift(table, index);
  for (const { task, from, to } of choice.swaps) {
    const there = table.at[task] as number;
    const leaders = (table.leadersOf[task] as readonly number[]).map((each) => (each === from ? to : each));
    lift(table, task);
    put(table, task, there, leaders);
  }
  if (table.attempts.open > 0) table.undo.push({ index, slot: NONE, leaders: NOBODY });
  put(table, index, slot, choice.leaders);
  return true;
}

/** Takes the task out of the plan. */
export function lift(table: Timetable, index: number): void {
  if (table.attempts.open > 0) table.undo.push({ index, slot: table.at[index] as number, leaders: table.leadersOf[index] as readonly number[] });
  takeOut(table, index);
}

/** Carries the steps out; unless they answer true, everything is as before. An attempt may hold further ones. */
export function attempt(table: Timetable, steps: () => boolean): boolean {
  const { undo, attempts } = table;
  const mark = undo.length;
  attempts.open++;
  const done = steps();
  if (!done)
    while (undo.length > mark) {
      const { index, slot, leaders } = undo.pop() as Undo;
      takeOut(table, index);
      if (slot !== NONE) put(table, index, slot, leaders);
    }
  attempts.open--;
  if (attempts.open === 0) undo.length = 0;
  return done;
}

function drop(list: number[], index: number): void {
  const place = list.indexOf(index);
  if (place >= 0) list.splice(place, 1);
}

function eachDay({ days }: Instance, task: Task, slot: number, visit: (day: number) => void): void {
  for (let day = Math.max(0, slot >> 1); day <= lastSlot(task, slot) >> 1 && day < days; day++) visit(day);
}

/** Whether the days of the opening are days on which the task may sit at all. */
export function isOpenDay({ working, days }: Instance, task: Task, slot: number): boolean {
  const first = slot >> 1;
  const last = lastSlot(task, slot) >> 1;
  if (first < 0 || last >= days) return false;
  for (let day = first; day <= last; day++) if (working[day] === 0) return false;
  return !task.barred.some(([from, until]) => first <= until && last >= from);
}

/** Between which half-days the task may open, as the others stand now; both ends included. */
export type Leeway = { readonly first: number; readonly last: number };

/** What comes before and after the task, and the pilots, leave it so much. */
export function leewayOf(table: Timetable, index: number): Leeway {
  const { instance, at } = table;
  const { tasks, groups } = instance;
  const task = tasks[index] as Task;
  let first = task.from * 2;
  let last = task.last * 2 + 1;
  for (const each of task.below) {
    const there = at[each] as number;
    const child = tasks[each] as Task;
    if (there !== NONE) first = Math.max(first, firstAfter(child.gap, lastSlot(child, there)));
  }
  const above = task.above === NONE ? NONE : (at[task.above] as number);
  if (above !== NONE) last = Math.min(last, lastBefore(task.gap, above) - task.lengthHalfDays + 1);
  const group = groups[task.group];
  const lessons = group?.lessons ?? null;
  if (lessons !== null && group)
    for (const each of task.isPilot ? group.others : group.pilots) {
      const there = at[each] as number;
      if (there === NONE) continue;
      if (task.isPilot) last = Math.min(last, lastBefore(lessons, there) - task.lengthHalfDays + 1);
      else first = Math.max(first, firstAfter(lessons, lastSlot(tasks[each] as Task, there)));
    }
  return { first, last };
}

/** Whether the half-day has everything the task needs besides its place in the order; the task itself is not in its own way. */
export function hasRoom(table: Timetable, index: number, slot: number): boolean {
  const task = table.instance.tasks[index] as Task;
  return fullLimit(table, index, task, slot) === NONE && takenHall(table, index, task, slot) === NONE && chooseLeaders(table, index, slot) !== null;
}

/** The limit that the task would break; NONE when it breaks none. */
function fullLimit({ instance, at, sitting }: Timetable, index: number, task: Task, slot: number): number {
  const last = lastSlot(task, slot);
  const own = at[index] as number;
  const ownLast = own === NONE ? NONE : lastSlot(task, own) >> 1;
  for (const limit of task.ceilings) {
    const most = (instance.limits[limit] as { most: Int32Array }).most;
    for (let day = slot >> 1; day <= last >> 1; day++) {
      const there = sitting[limit * instance.days + day];
      const self = own !== NONE && day >= own >> 1 && day <= ownLast ? 1 : 0;
      if ((there ? there.length : 0) - self >= (most[day] as number)) return limit;
    }
  }
  return NONE;
}

/** Whoever sits in the task's hall; NONE when nobody does. */
function takenHall({ instance, inHall }: Timetable, index: number, task: Task, slot: number): number {
  if (task.hall === NONE) return NONE;
  const last = lastSlot(task, slot);
  for (let each = slot; each <= last; each++) {
    const other = inHall.get(task.hall * instance.days * 2 + each)?.find((one) => one !== index);
    if (other !== undefined) return other;
  }
  return NONE;
}

function isLeaderFree({ instance, holders }: Timetable, leader: number, index: number, slot: number, last: number): boolean {
  const width = instance.days * 2;
  for (let each = slot; each <= last; each++) {
    const holder = holders[leader * width + each] as number;
    if (holder !== 0 && holder !== index + 1) return false;
  }
  return true;
}

/** Who attends, and which other congresses give one leader up for another of their pool. */
export type Choice = { readonly leaders: readonly number[]; readonly swaps: readonly { readonly task: number; readonly from: number; readonly to: number }[] };
const NO_LEADERS: Choice = { leaders: NOBODY, swaps: [] };

/** The named leaders and, of the others of the pool, those who attend least; null when too few are free. */
export function chooseLeaders(table: Timetable, index: number, slot: number): Choice | null {
  const { instance, leaderLoad } = table;
  const task = instance.tasks[index] as Task;
  if (task.leadersNeeded === 0) return NO_LEADERS;
  const last = lastSlot(task, slot);
  if (task.namedLeaders.some((leader) => !isLeaderFree(table, leader, index, slot, last))) return null;
  let missing = task.leadersNeeded - task.namedLeaders.length;
  if (missing <= 0) return { leaders: task.namedLeaders, swaps: [] };
  const pool = instance.pools[task.pool]?.leaders ?? NOBODY;
  const free = pool.filter((leader) => !task.namedLeaders.includes(leader) && isLeaderFree(table, leader, index, slot, last));
  const chosen = [...task.namedLeaders];
  if (free.length < missing) {
    // Where half-days of several leaders are free but no leader's whole time, two may exchange.
    const swap = task.lengthHalfDays > 1 && free.length === missing - 1 ? swapFor(table, index, slot, free) : null;
    return swap && { leaders: [...chosen, ...free, swap.leader], swaps: swap.swaps };
  }
  // The least loaded first; among equals those who stand first.
  while (missing-- > 0) {
    let best = 0;
    for (let each = 1; each < free.length; each++) if ((leaderLoad[free[each] as number] as number) < (leaderLoad[free[best] as number] as number)) best = each;
    chosen.push(...free.splice(best, 1));
  }
  return { leaders: chosen, swaps: [] };
}

/** A leader of the pool whose congresses in these half-days can all be attended by others of the pool. */
function swapFor(table: Timetable, index: number, slot: number, spoken: readonly number[]): { leader: number; swaps: Choice["swaps"] } | null {
  const { instance, holders, at, leadersOf } = table;
  const task = instance.tasks[index] as Task;
  const pool = instance.pools[task.pool]?.leaders ?? NOBODY;
  const width = instance.days * 2;
  const last = lastSlot(task, slot);
  search: for (const leader of pool) {
    if (spoken.includes(leader) || task.namedLeaders.includes(leader)) continue;
    const swaps: { task: number; from: number; to: number }[] = [];
    for (let each = slot; each <= last; each++) {
      const holder = holders[leader * width + each] as number;
      if (holder === 0 || holder === index + 1 || holder - 1 === swaps.at(-1)?.task) continue;
      const other = instance.tasks[holder - 1];
      if (!other || other.fixedAt !== NONE || other.pool !== task.pool || other.namedLeaders.includes(leader)) continue search;
      const [from, until] = [at[holder - 1] as number, lastSlot(other, at[holder - 1] as number)];
      const to = pool.find((one) => one !== leader && !spoken.includes(one) && !(leadersOf[holder - 1] as readonly number[]).includes(one) && isLeaderFree(table, one, holder - 1, from, until));
      if (to === undefined) continue search;
      swaps.push({ task: holder - 1, from: leader, to });
    }
    if (swaps.length > 0) return { leader, swaps };
  }
  return null;
}

/** Everything in the way of an opening, the day itself first; empty where there is room. */
export function obstaclesAt(table: Timetable, index: number, slot: number): Obstacle[] {
  const { instance } = table;
  const task = instance.tasks[index] as Task;
  const day = dayObstacle(instance, task, slot);
  if (day !== null) return [day];
  const found: Obstacle[] = [];
  const limit = fullLimit(table, index, task, slot);
  if (limit !== NONE) found.push({ code: "ceiling", other: limit });
  const hall = takenHall(table, index, task, slot);
  if (hall !== NONE) found.push({ code: "hall", other: hall });
  if (chooseLeaders(table, index, slot) === null) {
    const named = task.namedLeaders.find((leader) => !isLeaderFree(table, leader, index, slot, lastSlot(task, slot)));
    found.push(named === undefined ? { code: "leaders", other: task.pool } : { code: "leader", other: named });
  }
  return [...found, ...blockersInOrder(table, index, slot).slice(0, 1)];
}

/** What forbids the days themselves: before or after what the task may use, not worked, or suspended. */
function dayObstacle(instance: Instance, task: Task, slot: number): Obstacle | null {
  const first = slot >> 1;
  if (first < task.from) return { code: task.fromBy, other: NONE };
  if (first > task.last) return { code: task.lastBy, other: task.lastBy === "above" ? task.above : NONE };
  if (isOpenDay(instance, task, slot)) return null;
  const last = lastSlot(task, slot) >> 1;
  return { code: task.barred.some(([from, until]) => first <= until && last >= from) ? "suspended" : "notWorked", other: NONE };
}

function blockersInOrder({ instance, at }: Timetable, index: number, slot: number): Obstacle[] {
  const { tasks, groups } = instance;
  const task = tasks[index] as Task;
  const closes = lastSlot(task, slot);
  const found: Obstacle[] = [];
  const above = task.above === NONE ? NONE : (at[task.above] as number);
  if (above !== NONE && firstAfter(task.gap, closes) > above) found.push({ code: "above", other: task.above });
  for (const each of task.below) {
    const there = at[each] as number;
    const child = tasks[each] as Task;
    if (there !== NONE && firstAfter(child.gap, lastSlot(child, there)) > slot) found.push({ code: "below", other: each });
  }
  const group = groups[task.group];
  const lessons = group?.lessons ?? null;
  if (lessons !== null && group)
    for (const each of task.isPilot ? group.others : group.pilots) {
      const there = at[each] as number;
      if (there === NONE) continue;
      const [pilotCloses, otherOpens] = task.isPilot ? [closes, there] : [lastSlot(tasks[each] as Task, there), slot];
      if (firstAfter(lessons, pilotCloses) > otherOpens) found.push({ code: "pilot", other: each });
    }
  return found;
}

/**
 * Whom to take away so that there is room for the opening: one task, or, where a leader's day is split, the two who
 * share it. Null when the room is there already, empty when no one or two are enough. What stands is never among them.
 */
export function inTheWay(table: Timetable, index: number, slot: number): readonly (readonly number[])[] | null {
  const order = blockersInOrder(table, index, slot);
  const crowds = crowdsAt(table, index, slot);
  const lacksLeaders = chooseLeaders(table, index, slot) === null;
  if (order.length === 0 && crowds.length === 0 && !lacksLeaders) return null;
  if (order.length > 2 || crowds.some((crowd) => crowd.over > 2)) return [];
  const sought: Sought = { index, tasks: table.instance.tasks, order, crowds };
  // Whoever has to go is found where the choice is smallest.
  if (lacksLeaders) return whoFreesLeaders(table, index, slot).filter((gone) => isEnough(sought, gone));
  const [first, ...others] = order.map((each): readonly number[] => [each.other]).concat(crowds.map((each) => each.tasks));
  const singles: number[][] = [];
  for (const each of first ?? NOBODY) if (isEnough(sought, [each])) singles.push([each]);
  if (singles.length > 0 || order.length + crowds.length !== 2) return singles;
  return (first ?? NOBODY).flatMap((one) => (others[0] ?? NOBODY).flatMap((other) => (one !== other && isEnough(sought, [one, other]) ? [[one, other]] : []))).slice(0, MOST_PAIRS);
}

type Crowd = { readonly tasks: readonly number[]; readonly over: number };
type Sought = { readonly index: number; readonly tasks: readonly Task[]; readonly order: readonly Obstacle[]; readonly crowds: readonly Crowd[] };

/** Whether all that is in the way of the task, leaders aside, is gone with these, and none of them stands for good. */
function isEnough({ index, tasks, order, crowds }: Sought, gone: readonly number[]): boolean {
  for (const each of gone) if (each === index || (tasks[each] as Task).fixedAt !== NONE) return false;
  for (const { other } of order) if (!gone.includes(other)) return false;
  for (const { tasks: there, over } of crowds) {
    let left = over;
    for (const each of gone) if (there.includes(each)) left--;
    if (left > 0) return false;
  }
  return true;
}

const MOST_PAIRS = 12;

/** Limits and halls that are full on a day or half-day of the opening: who is there, and how many too many it would be. */
function crowdsAt({ instance, at, sitting, inHall }: Timetable, index: number, slot: number): Crowd[] {
  const task = instance.tasks[index] as Task;
  const last = lastSlot(task, slot);
  const own = at[index] as number;
  const ownLast = own === NONE ? NONE : lastSlot(task, own) >> 1;
  const found: Crowd[] = [];
  for (const limit of task.ceilings) {
    const { most } = instance.limits[limit] as { most: Int32Array };
    for (let day = slot >> 1; day <= last >> 1; day++) {
      const there = sitting[limit * instance.days + day] ?? NOBODY;
      const self = own !== NONE && day >= own >> 1 && day <= ownLast ? 1 : 0;
      const over = there.length - self - (most[day] as number) + 1;
      if (over > 0) found.push({ tasks: there, over });
    }
  }
  if (task.hall !== NONE)
    for (let each = slot; each <= last; each++) {
      const there = (inHall.get(task.hall * instance.days * 2 + each) ?? NOBODY).filter((one) => one !== index);
      if (there.length > 0 && found.at(-1)?.tasks[0] !== there[0]) found.push({ tasks: there, over: there.length });
    }
  return found;
}

/** The tasks, alone or in twos, that would free enough leaders if they were taken away. */
function whoFreesLeaders(table: Timetable, index: number, slot: number): number[][] {
  const { instance } = table;
  const task = instance.tasks[index] as Task;
  const pool = instance.pools[task.pool]?.leaders ?? NOBODY;
  const missing = task.leadersNeeded - task.namedLeaders.length;
  const found: number[][] = [];
  if (task.namedLeaders.length === 0 && missing === 1) {
    for (const leader of pool) {
      const kept = keptBy(table, leader, index, slot);
      if (kept !== null && kept.length > 0 && !found.some((each) => isSame(each, kept))) found.push(kept);
    }
    return found.toSorted((a, b) => a.length - b.length);
  }
  const gone: number[] = [];
  for (const leader of task.namedLeaders) {
    const kept = keptBy(table, leader, index, slot);
    if (kept === null) return [];
    for (const each of kept) if (!gone.includes(each)) gone.push(each);
  }
  if (gone.length > 2) return [];
  if (missing <= 0) return [gone];
  const sets = pool.filter((leader) => !task.namedLeaders.includes(leader)).map((leader) => keptBy(table, leader, index, slot));
  if (gone.length > 0 && freed(sets, gone) >= missing) return [gone];
  for (const set of sets) {
    if (set === null || set.length === 0) continue;
    const who = [...new Set([...gone, ...set])];
    if (who.length <= 2 && freed(sets, who) >= missing && !found.some((each) => isSame(each, who))) found.push(who);
  }
  return found.toSorted((a, b) => a.length - b.length);
}

/** Who keeps the leader in the half-days of the opening; null when an absence or more than two do. */
function keptBy({ instance, holders }: Timetable, leader: number, index: number, slot: number): number[] | null {
  const last = lastSlot(instance.tasks[index] as Task, slot);
  const width = instance.days * 2;
  const found: number[] = [];
  for (let each = slot; each <= last; each++) {
    const holder = holders[leader * width + each] as number;
    if (holder === 0 || holder === index + 1 || found.includes(holder - 1)) continue;
    if (holder === AWAY || found.length === 2) return null;
    found.push(holder - 1);
  }
  return found;
}

/** How many leaders, each with those who keep them, are free once these are gone. */
function freed(sets: readonly (readonly number[] | null)[], gone: readonly number[]): number {
  let count = 0;
  for (const set of sets) if (set?.every((each) => gone.includes(each))) count++;
  return count;
}

function isSame(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((each) => other.includes(each));
}
