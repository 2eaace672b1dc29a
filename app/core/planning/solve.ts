import { firstAfter, lastSlot, NONE, type Instance, type Task } from "./instance.ts";
import { priceOf } from "./price.ts";
import { attempt, emptyTimetable, hasRoom, inTheWay, leewayOf, lift, place, walkOpenings, type Timetable } from "./timetable.ts";

/** How far the work has come: a share between 0 and 1, and how many stand where. */
export type Progress = { readonly share: number; readonly placed: number; readonly asked: number };

/** Steps of the search for one task: how many others may be asked to make room. */
const STEPS = { rescue: 4_000, improve: 300 } as const;
/** Rounds of improvement; each looks at everything that does not stand where it wished to. */
const ROUNDS = 5;
/** A round that saves less than this share of the price was the last. */
const WORTHWHILE = 0.001;
const NOT_PLACED = 1e15;
const EPSILON = 1e-6;
/** So many tasks are worked on between two reports of progress. */
const BATCH = 200;

/**
 * Makes the plan: tightest first, each on the cheapest half-day that has room, lower levels before
 * upper ones; whoever finds none asks others to move (a chain of moves); then whoever stands away
 * from the wish tries the same. No step gives up what an earlier, more important aim has reached.
 * The same instance gives the same plan. Yields now and then, so that whoever runs it can report and stop.
 */
export function* solve(instance: Instance): Generator<Progress, Timetable> {
  const table = emptyTimetable(instance);
  const order = orderOf(table);
  const asked = order.length;
  let placed = 0;
  const report = (share: number): Progress => ({ share, placed, asked });
  const left: number[] = [];
  for (const [count, index] of order.entries()) {
    if (placeCheapest(table, index)) placed++;
    else left.push(index);
    if (count % BATCH === 0) yield report((0.3 * count) / asked);
  }
  for (const [count, index] of left.entries()) {
    if (placeByChain(table, index, STEPS.rescue, Infinity) !== null || makeRoom(table, index)) placed++;
    if (count % 10 === 0) yield report(0.3 + (0.2 * count) / left.length);
  }
  // Whoever moved may have left room behind.
  for (const index of left) if (table.at[index] === NONE && placeCheapest(table, index)) placed++;
  const seen: Seen = { turn: 0, tried: new Int32Array(instance.tasks.length), moved: new Map() };
  for (let round = 0; round < ROUNDS; round++) {
    const before = table.sum.price;
    const out = order.filter((index) => table.at[index] === NONE);
    for (const [count, index] of out.entries()) {
      placed += exchange(table, index, out.slice(Math.max(0, count - EXCHANGE.others), count + EXCHANGE.others));
      if (count % BATCH === 0) yield report(0.5 + (0.4 * round) / ROUNDS);
    }
    const unhappy = order
      .filter((index) => isWorthALook(table, index, seen))
      .toSorted((a, b) => currentPrice(table, b) - currentPrice(table, a) || a - b);
    const most = order.reduce((so, index) => (table.at[index] === NONE ? so : Math.max(so, currentPrice(table, index) - floorOf(table, index))), 0);
    for (const [count, index] of unhappy.entries()) {
      if (isWorthALook(table, index, seen)) note(table, seen, index, placeByChain(table, index, STEPS.improve, most));
      if (count % BATCH === 0) yield report(0.5 + (0.4 * (round + count / unhappy.length)) / ROUNDS);
    }
    for (const index of order) if ((table.at[index] as number) !== NONE && (instance.tasks[index] as Task).below.length > 0) moveWithChildren(table, index);
    if (before - table.sum.price <= WORTHWHILE * before) break;
  }
  for (const [count, index] of order.entries()) {
    settle(table, index);
    if (count % BATCH === 0) yield report(0.9 + (0.1 * count) / asked);
  }
  return table;
}

/** Lower levels first (what is below has to be closed), then the pilots, then who has least choice. */
function orderOf(table: Timetable): number[] {
  const { tasks } = table.instance;
  const depth = new Map<number, number>();
  const heightOf = (index: number): number => {
    const known = depth.get(index);
    if (known !== undefined) return known;
    const height = (tasks[index] as Task).below.reduce((most, each) => Math.max(most, heightOf(each) + 1), 0);
    depth.set(index, height);
    return height;
  };
  const free = [...tasks.keys()].filter((index) => (tasks[index] as Task).fixedAt === NONE);
  const keyed = free.map((index) => {
    const task = tasks[index] as Task;
    const openings = table.openings[index] as Int32Array;
    const choice = openings.length;
    // What can stay on its date comes first, the dearest to move before the others; then what had one that it cannot keep,
    // so that it takes nobody's place. Long ones find a leader's whole time free.
    const kept = task.previous === NONE ? [2, 0, 0] : [openings.includes(task.previous) ? 0 : 1, -task.moveWeight, -task.lengthHalfDays];
    return { index, id: task.id, keys: [...kept, heightOf(index), task.isPilot ? 0 : 1, choice, -task.lengthHalfDays, -task.weight] };
  });
  return keyed
    .toSorted((a, b) => {
      for (const [place, key] of a.keys.entries()) if (key !== b.keys[place]) return key - (b.keys[place] as number);
      return a.id < b.id ? -1 : 1;
    })
    .map(({ index }) => index);
}

function currentPrice({ instance, at }: Timetable, index: number): number {
  return priceOf(instance, instance.tasks[index] as Task, at[index] as number);
}

/** The least that the task costs wherever it stands. */
function floorOf({ instance, openings }: Timetable, index: number): number {
  const slot = openings[index]?.[0];
  return slot === undefined ? 0 : priceOf(instance, instance.tasks[index] as Task, slot);
}

/** What earlier rounds have seen, in turns: when no chain was found for a task, and when something of a pool moved. */
type Seen = { turn: number; readonly tried: Int32Array; readonly moved: Map<number, number> };

/** Whether the task stands away from where it would stand alone, and something near it has moved since no chain was found for it. */
function isWorthALook(table: Timetable, index: number, { tried, moved }: Seen): boolean {
  if (table.at[index] === NONE || currentPrice(table, index) <= floorOf(table, index)) return false;
  const turn = tried[index] as number;
  return turn === 0 || turn <= (moved.get((table.instance.tasks[index] as Task).pool) ?? 0);
}

function note({ instance }: Timetable, seen: Seen, index: number, chain: Chain | null): void {
  seen.turn++;
  if (chain === null) seen.tried[index] = seen.turn;
  else for (let each = chain; each.before !== null; each = each.before) seen.moved.set((instance.tasks[each.index] as Task).pool, seen.turn);
}

/** How full the days of the opening are already: the even load, for choosing among equals. */
function crowd({ instance, sitting, at }: Timetable, index: number, slot: number): number {
  const task = instance.tasks[index] as Task;
  const own = at[index] as number;
  let there = 0;
  for (const limit of task.ceilings)
    for (let day = slot >> 1; day <= lastSlot(task, slot) >> 1; day++) {
      const self = own !== NONE && day >= own >> 1 && day <= lastSlot(task, own) >> 1 ? 1 : 0;
      there += (sitting[limit * instance.days + day]?.length ?? 0) - self;
    }
  return there;
}

/** The cheapest opening that has room, clear of the half-days of one that it is leaving; of several the least crowded, then the earliest found. */
function cheapest(table: Timetable, index: number, below: number, leaving = NONE): { slot: number; price: number } | null {
  let best: { slot: number; price: number; crowd: number } | null = null;
  const { first, last } = leewayOf(table, index);
  const { lengthHalfDays } = table.instance.tasks[index] as Task;
  walkOpenings(table, index, (slot, price) => {
    if (price >= (best === null ? below : best.price + EPSILON)) return true;
    if (slot < first || slot > last || Math.abs(slot - leaving) < lengthHalfDays) return false;
    const load = crowd(table, index, slot);
    if ((best === null || load < best.crowd) && hasRoom(table, index, slot)) best = { slot, price, crowd: load };
    return false;
  });
  return best;
}

function placeCheapest(table: Timetable, index: number): boolean {
  const best = cheapest(table, index, Infinity);
  if (best === null) return false;
  return place(table, index, best.slot);
}

/** A free opening of the same or a lower price on less crowded days; else the same one, attended by whoever attends least. */
function settle(table: Timetable, index: number): void {
  const now = table.at[index] as number;
  if (now === NONE) return;
  const price = currentPrice(table, index);
  const best = cheapest(table, index, price + 2 * EPSILON);
  const isBetter = best !== null && best.slot !== now && (best.price < price - EPSILON || crowd(table, index, best.slot) < crowd(table, index, now));
  attempt(table, () => {
    lift(table, index);
    return place(table, index, isBetter ? best.slot : now);
  });
}

/** A chain on its way: who has been given which opening, and who has lost theirs and waits. */
type Chain = {
  readonly waiting: readonly number[];
  /** What the chain costs more than the present plan, those who wait not counted. */
  readonly price: number;
  readonly before: Chain | null;
  /** The last one who was given an opening. */
  readonly index: number;
  readonly slot: number;
};

/** What a link of a chain may do next. */
type Link = { readonly slot: number; readonly price: number; readonly gone: readonly number[]; readonly key: number };

/**
 * Finds a chain: the task takes the place of one or two others, they take places of further ones, until the last finds
 * room; the whole costs less than now. A task without a place is worth any chain. Those chains are followed first that
 * would cost least if everybody who waits took the cheapest place that is free. `most`: what anybody who is asked to leave
 * could save elsewhere. Answers the chain that was carried out.
 */
function placeByChain(table: Timetable, start: number, steps: number, most: number): Chain | null {
  const heap = new Heap<Chain>();
  heap.push({ waiting: [start], price: table.at[start] === NONE ? -NOT_PLACED : -currentPrice(table, start), before: null, index: NONE, slot: NONE }, 0);
  const seen = new Set<string>();
  const ways = new Map<number, number>();
  let best: Chain | null = null;
  for (let step = 0; step < steps; ) {
    const chain = heap.pop();
    if (chain === null) break;
    const [index, ...rest] = chain.waiting;
    if (index === undefined) {
      if (attempt(table, () => follow(table, chain))) return chain;
      if (best === chain) best = null;
      continue;
    }
    const name = `${chain.waiting.join(" ")} ${chain.slot}`;
    if (seen.has(name)) continue;
    seen.add(name);
    step++;
    const links: Link[] = [];
    const search: Search = { most, below: (best?.price ?? 0) - EPSILON, ways };
    attempt(table, () => {
      if (follow(table, chain)) lookAround(table, chain, search, links);
      // Only looked at: everything goes back.
      return false;
    });
    for (const { slot, price, gone, key } of links) {
      const next: Chain = { waiting: gone.length === 0 ? rest : [...gone, ...rest], price, before: chain, index, slot };
      if (next.waiting.length === 0 && (best === null || price < best.price)) best = next;
      heap.push(next, key);
    }
  }
  const found = best;
  return found !== null && attempt(table, () => follow(table, found)) ? found : null;
}

/** What a search knows: the most that one who leaves could save, the price that a chain has to beat, and the ways out of those asked so far. */
type Search = { readonly most: number; readonly below: number; readonly ways: Map<number, number> };

/** Where the first who waits could go, the most promising first, as things stand once the chain is followed. */
function lookAround(table: Timetable, chain: Chain, { most, below, ways }: Search, links: Link[]): void {
  const [index, ...rest] = chain.waiting as readonly [number, ...number[]];
  let [then, floor] = [0, 0];
  for (const each of rest) {
    then += wayOut(table, each, ways);
    floor += floorOf(table, each);
  }
  let free = 0;
  walkOpenings(table, index, (slot, price) => {
    const total = chain.price + price;
    if (total + floor - most >= below) return true;
    const others = inTheWay(table, index, slot);
    if (others === null) {
      if (total + floor < below) offer(links, { slot, price: total, gone: NOBODY, key: total + then });
      // Further ones are dearer.
      return ++free === MOST_FREE;
    }
    for (const gone of others) {
      let [after, key, least] = [total, then, floor];
      for (const each of gone) {
        after -= currentPrice(table, each);
        key += wayOut(table, each, ways);
        least += floorOf(table, each);
      }
      if (after + least < below && !gone.some((each) => isIn(chain, each))) offer(links, { slot, price: after, gone, key: key + after });
    }
    return false;
  });
}

/** Keeps the most promising links, in order. */
function offer(links: Link[], link: Link): void {
  if (links.length === MOST_LINKS && link.key >= (links.at(-1) as Link).key) return;
  let place = links.length;
  while (place > 0 && link.key < (links[place - 1] as Link).key) place--;
  links.splice(place, 0, link);
  if (links.length > MOST_LINKS) links.pop();
}

/** The price of the cheapest place that is free for the task besides the one that it has, as it was when it was first asked. */
function wayOut(table: Timetable, index: number, ways: Map<number, number>): number {
  let price = ways.get(index);
  if (price === undefined) ways.set(index, (price = cheapest(table, index, Infinity, table.at[index])?.price ?? NO_WAY));
  return price;
}

/** Carries out what the chain has decided so far; those who wait are taken out. Answers whether it holds together. */
function follow(table: Timetable, chain: Chain): boolean {
  const links: Chain[] = [];
  for (let each: Chain = chain; each.before !== null; each = each.before) links.unshift(each);
  for (const { index } of links) lift(table, index);
  for (const index of chain.waiting) lift(table, index);
  return links.every(({ index, slot }) => {
    const { first, last } = leewayOf(table, index);
    return slot >= first && slot <= last && place(table, index, slot);
  });
}

/** How many openings with room, and how many of all, are kept for one link of a chain. */
const MOST_FREE = 3;
const MOST_LINKS = 20;
/** Who has no free place at all counts as if it were so far away. */
const NO_WAY = 1_000;
const NOBODY: readonly number[] = [];

function isIn(chain: Chain, index: number): boolean {
  for (let each: Chain | null = chain; each !== null; each = each.before) if (each.index === index) return true;
  return false;
}

/** How many others may move at most so that one more finds a place, and how many openings are looked at for that. */
const DEEPEST = 8;
const LOOKS = 400_000;

/**
 * The thorough way for a task that no chain could place: others are moved for real, one or two at a time, and what they
 * leave behind counts at once; shorter rearrangements are tried before longer ones. Nobody is moved twice.
 */
function makeRoom(table: Timetable, start: number): boolean {
  const budget = { looks: LOOKS };
  for (let depth = 1; depth <= DEEPEST; depth++) if (attempt(table, () => rearrange(table, [start], new Set(), depth, budget))) return true;
  return false;
}

function rearrange(table: Timetable, waiting: readonly number[], moved: ReadonlySet<number>, depth: number, budget: { looks: number }): boolean {
  const [index, ...rest] = waiting;
  if (index === undefined) return true;
  const now = new Set(moved).add(index);
  const asks: { readonly slot: number; readonly gone: readonly number[] }[] = [];
  let free = 0;
  walkOpenings(table, index, (slot) => {
    const others = inTheWay(table, index, slot);
    if (others === null) asks.push({ slot, gone: [] });
    else for (const gone of others) if (rest.length + gone.length < depth && !gone.some((each) => now.has(each))) asks.push({ slot, gone });
    free += others === null ? 1 : 0;
    return --budget.looks <= 0 || free === MOST_FREE;
  });
  // Openings that nobody has to leave come first, then those that one has to leave.
  for (const { slot, gone } of asks.toSorted((a, b) => a.gone.length - b.gone.length)) {
    if (budget.looks <= 0) return false;
    const done = attempt(table, () => {
      for (const each of gone) lift(table, each);
      return place(table, index, slot) && rearrange(table, [...rest, ...gone], now, depth - 1, budget);
    });
    if (done) return true;
  }
  return false;
}

/** So many openings, and so many others without a place before and after it, are tried for one that nobody could make room for. */
const EXCHANGE = { openings: 40, others: 10 } as const;

/**
 * Gives a task without a place that of another one, which is left out, where others without a place find room then, or
 * where it costs less. What has a date keeps it. Answers how many more are placed.
 */
function exchange(table: Timetable, index: number, others: readonly number[]): number {
  const { instance, sum } = table;
  if (table.at[index] !== NONE) return 0;
  const asks: { slot: number; other: number; gain: number }[] = [];
  walkOpenings(table, index, (slot, price) => {
    for (const [other, ...more] of inTheWay(table, index, slot) ?? [])
      if (other !== undefined && more.length === 0 && (instance.tasks[other] as Task).previous === NONE) asks.push({ slot, other, gain: currentPrice(table, other) - price });
    return asks.length >= EXCHANGE.openings * 5;
  });
  for (const { slot, other } of asks.toSorted((a, b) => b.gain - a.gain).slice(0, EXCHANGE.openings)) {
    const before = sum.price;
    let more = 0;
    const done = attempt(table, () => {
      lift(table, other);
      if (!place(table, index, slot)) return false;
      for (const each of [other, ...others]) if (table.at[each] === NONE && placeCheapest(table, each)) more++;
      return more > 0 || sum.price < before - EPSILON;
    });
    if (done) return more;
  }
  return 0;
}

/** So many openings of a parent are tried together with its children, and so many steps each of them may take for it. */
const FAMILY = { openings: 6, steps: 20 } as const;

/**
 * Moves a parent together with the congresses right below it where all in all it pays: nearer to its own wish, with those
 * that stand in its way; or later, so that they come nearer to theirs.
 */
function moveWithChildren(table: Timetable, index: number): void {
  const { instance, at, openings } = table;
  const children = (instance.tasks[index] as Task).below.filter((each) => (at[each] as number) !== NONE && (instance.tasks[each] as Task).fixedAt === NONE);
  const now = at[index] as number;
  const family = currentPrice(table, index) + children.reduce((sum, each) => sum + currentPrice(table, each), 0);
  if (family === 0) return;
  const targets: { slot: number; price: number }[] = [];
  for (const slot of openings[index] as Int32Array) {
    let price = priceOf(instance, instance.tasks[index] as Task, slot);
    if (price >= family) break;
    if (slot === now) continue;
    let isBound = false;
    for (const each of children) {
      const current = currentPrice(table, each);
      const then = leastBefore(table, each, slot);
      const isPushed = closesTooLate(instance.tasks[each] as Task, at[each] as number, slot);
      const isFreed = slot > now && then < current && leastBefore(table, each, now) > then;
      if (isPushed || isFreed) isBound = true;
      price += isPushed || isFreed ? then : current;
    }
    if (isBound && price < family - EPSILON) targets.push({ slot, price });
  }
  for (const { slot } of targets.toSorted((a, b) => a.price - b.price || a.slot - b.slot).slice(0, FAMILY.openings)) if (tryWithChildren(table, index, slot, children)) return;
}

/** The least price at which the task closes early enough for one above that opens in the half-day. */
function leastBefore({ instance, openings }: Timetable, index: number, opening: number): number {
  const task = instance.tasks[index] as Task;
  for (const slot of openings[index] as Int32Array) if (!closesTooLate(task, slot, opening)) return priceOf(instance, task, slot);
  return NOT_PLACED;
}

/** Whether a task that opens in the half-day closes too late for one above that opens in the other. */
function closesTooLate(task: Task, slot: number, opensAbove: number): boolean {
  return firstAfter(task.gap, lastSlot(task, slot)) > opensAbove;
}

function tryWithChildren(table: Timetable, index: number, slot: number, children: readonly number[]): boolean {
  const { at, instance, sum } = table;
  const before = sum.price;
  const moved = children
    .filter((each) => currentPrice(table, each) > 0 || closesTooLate(instance.tasks[each] as Task, at[each] as number, slot))
    .toSorted((a, b) => currentPrice(table, b) - currentPrice(table, a) || a - b);
  return attempt(table, () => {
    for (const each of [index, ...moved]) lift(table, each);
    const { first, last } = leewayOf(table, index);
    if (slot < first || slot > last) return false;
    const [gone = NOBODY] = inTheWay(table, index, slot) ?? [NOBODY];
    for (const each of gone) lift(table, each);
    if (!place(table, index, slot)) return false;
    const again = [...moved, ...gone];
    if (!again.every((each) => placeCheapest(table, each) || placeByChain(table, each, FAMILY.steps, NOT_PLACED) !== null)) return false;
    for (const each of again) if (currentPrice(table, each) > 0) placeByChain(table, each, FAMILY.steps, NOT_PLACED);
    return sum.price < before - EPSILON;
  });
}

/** A binary heap: the lowest key first, among equal keys the one that came first. */
class Heap<T> {
  readonly #items: { readonly value: T; readonly key: number; readonly turn: number }[] = [];
  #turn = 0;

  push(value: T, key: number): void {
    const items = this.#items;
    items.push({ value, key, turn: this.#turn++ });
    for (let place = items.length - 1; place > 0; ) {
      const above = (place - 1) >> 1;
      if (!this.#isBefore(place, above)) return;
      this.#swap(place, above);
      place = above;
    }
  }

  pop(): T | null {
    const items = this.#items;
    const top = items[0];
    const end = items.pop();
    if (top === undefined || end === undefined) return null;
    if (items.length === 0) return top.value;
    items[0] = end;
    for (let place = 0; ; ) {
      let least = place;
      for (const below of [place * 2 + 1, place * 2 + 2]) if (below < items.length && this.#isBefore(below, least)) least = below;
      if (least === place) return top.value;
      this.#swap(place, least);
      place = least;
    }
  }

  #isBefore(a: number, b: number): boolean {
    const [one, other] = [this.#items[a], this.#items[b]];
    return one !== undefined && other !== undefined && (one.key < other.key || (one.key === other.key && one.turn < other.turn));
  }

  #swap(a: number, b: number): void {
    const [one, other] = [this.#items[a], this.#items[b]];
    if (one !== undefined && other !== undefined) [this.#items[a], this.#items[b]] = [other, one];
  }
}
