import { ordinalOf, type Day } from "#app/core/time/day.ts";
import type { Placement } from "./congress.ts";
import { siteAt, type Absence, type Ceiling, type PlannedCongress, type PlanView, type Sited } from "./plan.ts";

type Load = { readonly ceiling: Ceiling; readonly onDay: Map<Day, number> };
type Buckets = Map<string, Map<number, Sited[]>>;

/** Who and what is taken when: every question about one congress is answered without looking at the others. */
export type Occupancy = {
  readonly sited: Map<string, Sited>;
  /** By the parent's id, in the order of their ids. */
  readonly children: Map<string, PlannedCongress[]>;
  /** Those of the children that are pilots. */
  readonly pilots: Map<string, PlannedCongress[]>;
  readonly leaders: Buckets;
  readonly venues: Buckets;
  readonly loads: ReadonlyMap<string, readonly Load[]>;
  /** By the leader's id, in the order of time. */
  readonly absences: ReadonlyMap<string, readonly Absence[]>;
};

/** What a question about a few congresses can touch. */
type Interest = {
  readonly leaders: ReadonlySet<string>;
  readonly venues: ReadonlySet<string>;
  /** The congresses themselves and those right above them. */
  readonly ids: ReadonlySet<string>;
  readonly parents: ReadonlySet<string>;
  /** The days between which loads are counted, as ordinals; all of them when a day is still sought. */
  readonly from: number;
  readonly last: number;
};

/** The occupancy of the whole plan, or of as much of it as touches the congresses of `only`. */
export function occupancyOf(plan: PlanView, only: ReadonlySet<string> | null): Occupancy {
  const interest = only && interestOf(plan, only);
  const occupancy: Occupancy = {
    sited: new Map(),
    children: new Map(),
    pilots: new Map(),
    leaders: new Map(),
    venues: new Map(),
    loads: loadsOf(plan.ceilings),
    absences: groupBy(plan.absences.toSorted(byTime), (absence) => absence.leaderId),
  };
  for (const congress of plan.congresses) {
    const { placement, parentCongressId: parent } = congress;
    if (parent !== null && (!interest || interest.parents.has(parent))) {
      append(occupancy.children, parent, congress);
      if (congress.isPilot === true) append(occupancy.pilots, parent, congress);
    }
    if (!placement) continue;
    if (!interest || isNear(congress, interest)) occupy(occupancy, siteAt(congress, placement));
    else if (occupancy.loads.size > 0 && isAround(placement, interest)) weigh(occupancy, siteAt(congress, placement));
  }
  for (const siblings of [...occupancy.children.values(), ...occupancy.pilots.values()]) siblings.sort(byId);
  return occupancy;
}

/** Takes what the congress needs. */
export function occupy(occupancy: Occupancy, sited: Sited): void {
  const { id, leaders, venueId } = sited.congress;
  occupancy.sited.set(id, sited);
  for (const leader of new Set(leaders)) take(occupancy.leaders, leader, sited);
  if (venueId !== null) take(occupancy.venues, venueId, sited);
  weigh(occupancy, sited);
}

/** Counts the congress on each of its days in every branch above it that has a ceiling. */
function weigh(occupancy: Occupancy, { congress, days }: Sited): void {
  for (const { onDay } of loadsOver(occupancy, congress)) for (const day of days) onDay.set(day, (onDay.get(day) ?? 0) + 1);
}

/** Whether the congress, or who and what it takes, is asked about. */
function isNear(congress: PlannedCongress, { ids, parents, leaders, venues }: Interest): boolean {
  return (
    ids.has(congress.id) ||
    (congress.parentCongressId !== null && parents.has(congress.parentCongressId)) ||
    congress.leaders.some((leader) => leaders.has(leader)) ||
    (congress.venueId !== null && venues.has(congress.venueId))
  );
}

/** Whether the congress can sit on one of the days asked about; the exact half-days do not matter here. */
function isAround({ opensOn, lengthHalfDays }: Placement, { from, last }: Interest): boolean {
  const ordinal = ordinalOf(opensOn);
  return ordinal <= last && ordinal + lengthHalfDays >= from;
}

/** The ceilings under which the congress falls, outermost branch first. */
export function loadsOver({ loads }: Occupancy, { path, level }: PlannedCongress): readonly Load[] {
  if (loads.size === 0) return [];
  const over: Load[] = [];
  for (let end = path.indexOf("/", 1); end > 0; end = path.indexOf("/", end + 1))
    for (const load of loads.get(path.slice(0, end + 1)) ?? [])
      if (load.ceiling.levels?.includes(level) ?? true) over.push(load);
  return over;
}

/** The congresses of the branch on the day, with those outside the view. */
export function loadOn({ ceiling, onDay }: Load, day: Day): number {
  return (onDay.get(day) ?? 0) + (ceiling.elsewhere?.get(day) ?? 0);
}

/** The congresses next to this one, by id, among those that have the same leader or hall in the half-day. */
export function neighboursAt(buckets: Buckets, key: string, slot: number, { congress }: Sited): Sited[] {
  const bucket = buckets.get(key)?.get(slot);
  if (!bucket) return [];
  const at = positionOf(bucket, congress.id);
  const after = bucket[at]?.congress.id === congress.id ? at + 1 : at;
  return [bucket[at - 1], bucket[after]].filter((each) => each !== undefined);
}

function take(buckets: Buckets, key: string, sited: Sited): void {
  let slots = buckets.get(key);
  if (!slots) buckets.set(key, (slots = new Map()));
  for (let slot = sited.first; slot <= sited.last; slot++) {
    const bucket = slots.get(slot);
    if (bucket) bucket.splice(positionOf(bucket, sited.congress.id), 0, sited);
    else slots.set(slot, [sited]);
  }
}

/** The place of the id in a bucket that is sorted by id. */
function positionOf(bucket: readonly Sited[], id: string): number {
  let low = 0;
  let high = bucket.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    // The middle lies inside the bucket as long as low < high.
    if ((bucket[middle] as Sited).congress.id < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

function append<T>(groups: Map<string, T[]>, key: string, value: T): void {
  const there = groups.get(key);
  if (there) there.push(value);
  else groups.set(key, [value]);
}

function groupBy<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) append(groups, keyOf(value), value);
  return groups;
}

function loadsOf(ceilings: readonly Ceiling[]): Map<string, Load[]> {
  const sorted = ceilings.toSorted((a, b) => (ceilingKey(a) < ceilingKey(b) ? -1 : 1));
  return groupBy(
    sorted.map((ceiling) => ({ ceiling, onDay: new Map<Day, number>() })),
    ({ ceiling }) => ceiling.path,
  );
}

function ceilingKey({ unitId, path, perDay, levels }: Ceiling): string {
  return [unitId, path, perDay, ...(levels ?? [])].join(" ");
}

function interestOf(plan: PlanView, only: ReadonlySet<string>): Interest {
  const leaders = new Set<string>();
  const venues = new Set<string>();
  const ids = new Set(only);
  const parents = new Set(only);
  const piloted = new Set(plan.congresses.flatMap((each) => (each.isPilot === true ? each.parentCongressId : [])));
  let from = Infinity;
  let last = -Infinity;
  for (const congress of plan.congresses) {
    if (!only.has(congress.id)) continue;
    for (const leader of congress.leaders) leaders.add(leader);
    if (congress.venueId !== null) venues.add(congress.venueId);
    if (congress.parentCongressId !== null) ids.add(congress.parentCongressId);
    // Pilots are compared with all others under the same parent.
    if (congress.parentCongressId !== null && piloted.has(congress.parentCongressId)) parents.add(congress.parentCongressId);
    const days = congress.placement ? siteAt(congress, congress.placement) : null;
    from = Math.min(from, days ? days.first >> 1 : -Infinity);
    last = Math.max(last, days ? days.last >> 1 : Infinity);
  }
  return { leaders, venues, ids, parents, from, last };
}

function byTime(a: Absence, b: Absence): number {
  return `${a.from} ${a.until}` < `${b.from} ${b.until}` ? -1 : 1;
}

function byId(a: PlannedCongress, b: PlannedCongress): number {
  return a.id < b.id ? -1 : 1;
}
