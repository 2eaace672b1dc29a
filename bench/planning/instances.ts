import type { Level } from "#app/core/organisation/level.ts";
import type { PlanningQuestion, AttendingLeader, Wish } from "#app/core/planning/instance.ts";
import { edition } from "#app/core/rules/editions.ts";
import type { Absence, Ceiling, PlannedCongress, PlanView, Setting } from "#app/core/scheduling/plan.ts";
import type { Placement } from "#app/core/scheduling/congress.ts";
import { addDays, day, daysBetween, type Day, windowOf } from "#app/core/time/day.ts";
import { NATIONAL_DAYS } from "#app/core/time/holidays.ts";
import { isWorking, workingCalendar } from "#app/core/time/working-days.ts";
import { randomFrom } from "../generator/random.ts";
import type { Size } from "../generator/shape.ts";

/** How many units hang below one of each level; the cells fill up to the number of congresses. */
type Tree = { readonly provinces: number; readonly directs: number; readonly grassroots: number; readonly congresses: number };
const TREES: Readonly<Record<Size, Tree>> = {
  S: { provinces: 1, directs: 12, grassroots: 20, congresses: 1_500 },
  M: { provinces: 1, directs: 40, grassroots: 25, congresses: 12_000 },
  L: { provinces: 34, directs: 30, grassroots: 25, congresses: 300_000 },
};

export type Unit = { readonly id: string; readonly level: Level; readonly path: string; readonly parent: string | null };

/** A tree of the size: province, committees directly above the grassroots, grassroots organisations, cells. */
export function makeTree(size: Size): Unit[] {
  const { provinces, directs, grassroots, congresses } = TREES[size];
  const units: Unit[] = [];
  const add = (id: string, level: Level, parent: Unit | null): Unit => {
    const unit = { id, level, path: `${parent?.path ?? "/"}${id}/`, parent: parent?.id ?? null };
    units.push(unit);
    return unit;
  };
  const bases: Unit[] = [];
  for (let p = 0; p < provinces; p++) {
    const province = add(`p${p}`, "province", null);
    for (let d = 0; d < directs; d++) {
      const direct = add(`p${p}d${d}`, "directSuperior", province);
      for (let g = 0; g < grassroots; g++) bases.push(add(`p${p}d${d}g${g}`, "grassroots", direct));
    }
  }
  for (let c = 0; units.length < congresses; c++) {
    const base = bases[c % bases.length];
    if (base) add(`${base.id}c${Math.floor(c / bases.length)}`, "cell", base);
  }
  return units;
}

const CALENDAR = workingCalendar(NATIONAL_DAYS);
const LENGTHS: Readonly<Record<Level, readonly [number, ...number[]]>> = { cell: [1, 1, 1, 2], sectional: [1], grassroots: [2, 2, 3, 4], directSuperior: [4], province: [5] };

function congressOf(unit: Unit, lengthHalfDays: number, rest: Partial<PlannedCongress> = {}): PlannedCongress {
  return {
    id: unit.id,
    path: unit.path,
    level: unit.level,
    kind: unit.level === "grassroots" ? "commune" : "other",
    inForce: { from: day("2020-01-01"), until: null },
    round: 1,
    parentCongressId: unit.parent,
    orderExemption: null,
    state: "undated",
    lengthHalfDays,
    placement: null,
    leaders: [],
    venueId: null,
    approvalRecordedOn: null,
    noticeRecordedOn: null,
    preparation: null,
    exceptions: [],
    ...rest,
  };
}

/** What a benchmark plans, and, where it is known, that a full plan exists. */
export type Case = {
  readonly name: string;
  readonly question: PlanningQuestion;
  readonly planted: boolean;
  /** Of the leaders' half-days that are left, the share that the planted plan does not use. */
  readonly slackPct?: number;
  /** False where a bound would say nothing. */
  readonly bounded?: boolean;
};

/**
 * A season as a board meets it under CT 35, planned on 2 August 2024: every unit wishes for a day, many for the same
 * weeks; committees have a few leaders with days away; branches have ceilings; some halls are shared.
 */
export function season(units: readonly Unit[], seed: string): Case {
  const random = randomFrom(`${seed}/season`);
  const setting: Setting = { edition: edition("CT35"), calendar: CALENDAR, planningDay: day("2024-08-02") };
  const horizon = windowOf("2024-10-01", "2025-10-31");
  const windows: Readonly<Partial<Record<Level, readonly [Day, Day]>>> = {
    cell: [day("2024-10-01"), day("2025-03-28")],
    grassroots: [day("2025-04-01"), day("2025-06-27")],
    directSuperior: [day("2025-06-02"), day("2025-08-27")],
    province: [day("2025-09-22"), day("2025-10-24")],
  };
  const sizeOf = new Map<string, number>();
  for (const { parent } of units) if (parent !== null) sizeOf.set(parent, (sizeOf.get(parent) ?? 0) + 1);
  const favourites = new Map<string, number>();
  const wishes: Wish[] = [];
  const congresses = units.map((unit) => {
    const [from, until] = windows[unit.level] ?? [horizon.from, addDays(horizon.until, -1)];
    const span = daysBetween(from, until);
    // Half of the children of one parent ask for the week that the parent proposed, or for the last weeks.
    const key = unit.parent ?? unit.id;
    const favourite = favourites.get(key) ?? Math.floor(span * random.next());
    favourites.set(key, favourite);
    const wished = random.chance(0.5) ? favourite + random.int(-4, 4) : random.chance(0.3) ? span - random.int(0, 15) : random.int(0, span);
    if (random.chance(0.9)) wishes.push({ congressId: unit.id, on: addDays(from, Math.min(span, Math.max(0, wished))), weight: unit.level === "cell" ? 1 : unit.level === "grassroots" ? 2 : 3 });
    return congressOf(unit, random.pick(LENGTHS[unit.level]), { isPilot: random.chance(0.03), venueId: unit.level !== "cell" && random.chance(0.2) ? `hall ${unit.parent}` : null });
  });
  const leaders: AttendingLeader[] = [];
  const absences: Absence[] = [];
  for (const [id, children] of sizeOf) {
    const count = Math.max(1, Math.round(children / (id.includes("g") ? 6 : 5)));
    for (let index = 0; index < count; index++) {
      const leaderId = `${id} l${index}`;
      leaders.push({ id: leaderId, congressId: id });
      for (let away = 0; away < 4; away++) {
        const start = addDays(horizon.from, random.int(0, daysBetween(horizon.from, horizon.until)));
        absences.push({ leaderId, from: start, until: addDays(start, random.int(1, 10)) });
      }
    }
  }
  const ceilings: Ceiling[] = units.flatMap(({ id, path, level }) =>
    level === "province"
      ? [{ unitId: id, path, perDay: Math.max(8, Math.round((units.length / 1500) * 30)), levels: null }]
      : level === "directSuperior"
        ? [{ unitId: id, path, perDay: 6, levels: null }]
        : [],
  );
  const plan: PlanView = { congresses, ceilings, absences, order: { gapWorkingDays: 2, lessonWorkingDays: 3, pilots: "soft" } };
  return { name: "season", planted: false, question: { plan, setting, horizon, asked: () => true, keeping: "nothing", leaders, leadersPerCongress: 1, wishes } };
}

/**
 * A plan is made first, then everything that it does not need is taken away: leaders are absent on almost every half-day
 * on which they attend nothing (less than 5 % is left), the ceiling of each branch is what the plan has on its fullest
 * day, children end right before their parents, and the wishes say little about where the plan was.
 */
export function planted(units: readonly Unit[], seed: string): Case {
  const random = randomFrom(`${seed}/planted`);
  const setting: Setting = { edition: edition("CT35"), calendar: CALENDAR, planningDay: day("2024-08-02") };
  const horizon = windowOf("2024-10-01", "2025-10-31");
  const worked: Day[] = [];
  for (let each = horizon.from; each < horizon.until; each = addDays(each, 1)) if (isWorking(CALENDAR, each)) worked.push(each);
  const place = new Map(worked.map((each, index) => [each, index]));
  const spans: Readonly<Record<Level, readonly [number, number]>> = {
    cell: [place.get(day("2024-10-01")) ?? 0, place.get(day("2025-03-28")) ?? 0],
    sectional: [0, 0],
    grassroots: [place.get(day("2025-04-01")) ?? 0, place.get(day("2025-06-26")) ?? 0],
    directSuperior: [place.get(day("2025-06-02")) ?? 0, place.get(day("2025-08-27")) ?? 0],
    province: [place.get(day("2025-10-20")) ?? 0, place.get(day("2025-10-24")) ?? 0],
  };
  const children = new Map<string, Unit[]>();
  for (const unit of units) if (unit.parent !== null) children.set(unit.parent, [...(children.get(unit.parent) ?? []), unit]);
  const placed = new Map<string, { placement: Placement; leader: string }>();
  const leaders: AttendingLeader[] = [];
  const absences: Absence[] = [];
  const lengthOf = new Map<string, number>();
  let [used, open] = [0, 0];
  for (const [parent, below] of children) {
    const level = below[0]?.level ?? "cell";
    const [first, last] = spans[level];
    // One after the other for each leader, on consecutive days that begin somewhere in the window of the level.
    const perLeader = Math.min(below.length, level === "cell" ? 8 : level === "grassroots" ? 7 : 5);
    for (let from = 0, index = 0; from < below.length; from += perLeader, index++) {
      const leader = `${parent} l${index}`;
      leaders.push({ id: leader, congressId: parent });
      const own = below.slice(from, from + perLeader);
      // Half-days in pairs, so that whoever sits a whole day begins in the morning.
      const lengths = own.map((_, each) => (level === "cell" ? (each % 3 === 2 ? 2 : 1) : level === "grassroots" ? 2 : 4));
      let at = random.int(first, Math.max(first, last - 4 * own.length - 4)) * 2;
      const taken = new Set<number>();
      for (const [each, unit] of own.entries()) {
        const length = lengths[each] ?? 1;
        if (length > 1 && at % 2 === 1) at++;
        // Who sits for two days must not cross a weekend.
        while (length > 2 && daysBetween(worked[at >> 1] ?? horizon.from, worked[(at >> 1) + 1] ?? horizon.from) !== 1) at += 2;
        const opensOn = worked[at >> 1] ?? horizon.from;
        lengthOf.set(unit.id, length);
        placed.set(unit.id, { placement: { opensOn, session: at % 2 === 0 ? "morning" : "afternoon", lengthHalfDays: length }, leader });
        for (let slot = at; slot < at + length; slot++) taken.add(slot >> 1);
        at += length;
      }
      // Away on every day without an own congress; of each leader.s time less than one part in twenty is left.
      for (const [place, each] of worked.entries())
        if (taken.has(place)) open += 2;
        else if (random.chance(0.0005)) open += 2;
        else absences.push({ leaderId: leader, from: each, until: addDays(each, 1) });
      used += lengths.reduce((sum, each) => sum + each, 0);
    }
  }
  const loads = new Map<string, Map<Day, number>>();
  const wishes: Wish[] = [];
  const congresses = units.map((unit) => {
    const here = placed.get(unit.id);
    const [first, last] = spans[unit.level];
    if (here) {
      const branch = unit.path.split("/").slice(0, 3).join("/");
      const load = loads.get(branch) ?? new Map<Day, number>();
      loads.set(branch, load);
      for (let d = 0; d < Math.ceil(here.placement.lengthHalfDays / 2); d++) load.set(addDays(here.placement.opensOn, d), (load.get(addDays(here.placement.opensOn, d)) ?? 0) + 1);
      wishes.push({ congressId: unit.id, on: worked[random.int(first, last)] ?? here.placement.opensOn, weight: 1 });
    }
    return congressOf(unit, lengthOf.get(unit.id) ?? 4);
  });
  const ceilings: Ceiling[] = [...loads].map(([branch, load]) => ({ unitId: branch, path: `${branch}/`, perDay: Math.max(...load.values()), levels: null }));
  const plan: PlanView = { congresses, ceilings, absences };
  return { name: "planted", planted: true, slackPct: (100 * (open - used)) / open, question: { plan, setting, horizon, asked: () => true, keeping: "nothing", leaders, leadersPerCongress: 1, wishes } };
}

const BARE = { absences: [], ceilings: [] };

function question(congresses: readonly PlannedCongress[], { plan, ...rest }: Partial<Omit<PlanningQuestion, "plan">> & { readonly plan?: Partial<PlanView> }): PlanningQuestion {
  return {
    setting: { edition: edition("CT35"), calendar: CALENDAR, planningDay: day("2024-08-02") },
    horizon: windowOf("2024-10-01", "2025-10-31"),
    asked: () => true,
    keeping: "nothing",
    leaders: [],
    leadersPerCongress: 1,
    wishes: [],
    ...rest,
    plan: { ...BARE, ...plan, congresses },
  };
}

/** One leader for everything; everybody wishing for the same day; windows of a single day. */
export function adversarial(units: readonly Unit[], seed: string): Case[] {
  const cells = units.filter((unit) => unit.level === "cell").slice(0, 240);
  const flat = (unit: Unit): PlannedCongress => congressOf({ ...unit, parent: "above" }, 1);
  const above = congressOf({ id: "above", level: "grassroots", path: "/above/", parent: null }, 2);
  const random = randomFrom(`${seed}/adversarial`);
  const one = { id: "only leader", congressId: "above" };
  const sameDay = (each: PlannedCongress): Wish => ({ congressId: each.id, on: day("2024-12-02"), weight: 1 });
  const small = cells.map(flat);
  const dayOf = small.map(() => addDays(day("2024-11-04"), random.int(0, 3)));
  return [
    { name: "oneLeader", planted: false, question: question([...small, above], { leaders: [one], wishes: small.map((each) => ({ congressId: each.id, on: addDays(day("2024-11-04"), random.int(0, 100)), weight: 1 })) }) },
    { name: "sameDay", planted: false, question: question([...small, above], { plan: { ceilings: [{ unitId: "p0", path: "/p0/", perDay: 9, levels: null }] }, wishes: small.map(sameDay) }) },
    { name: "oneDayWindows", planted: false, question: question(small.map((each, index) => ({ ...each, inForce: { from: dayOf[index] ?? day("2024-11-04"), until: addDays(dayOf[index] ?? day("2024-11-04"), 1) } })), {}) },
  ];
}

/** Ten half-days of one leader for twelve congresses in a window of five working days, under a ceiling that would allow them: window and leaders clash. */
export function infeasible(): Case {
  const above = congressOf({ id: "above", level: "grassroots", path: "/r/above/", parent: null }, 2);
  const congresses = Array.from({ length: 12 }, (_, index) => ({ ...congressOf({ id: `c${index}`, level: "cell", path: `/r/above/c${index}/`, parent: "above" }, 1), inForce: { from: day("2024-11-04"), until: day("2024-11-10") } }));
  return {
    name: "infeasible",
    planted: false,
    question: question([...congresses, above], { leaders: [{ id: "only leader", congressId: "above" }], plan: { ceilings: [{ unitId: "r", path: "/r/", perDay: 6, levels: null }] } }),
  };
}

/** The units of a list (code, name, type, parent_code): provinces, what is right below them, and what is below that. */
export function fromList(name: string, csv: string): Case {
  const rows = csv.trim().split(/\r?\n/).slice(1).map((line) => line.split(","));
  const parentOf = new Map(rows.map(([code, , , parent]) => [code ?? "", parent ?? ""]));
  const depthOf = (code: string): number => (parentOf.get(code) ? 1 + depthOf(parentOf.get(code) ?? "") : 0);
  const pathOf = (code: string): string => (parentOf.get(code) ? pathOf(parentOf.get(code) ?? "") : "/") + `${code}/`;
  const levels: readonly Level[] = ["province", "directSuperior", "grassroots"];
  const units = rows.map(([code = "", , , parent]): Unit => ({ id: code, level: levels[depthOf(code)] ?? "grassroots", path: pathOf(code), parent: parent || null }));
  return { ...season(units, name), name };
}
