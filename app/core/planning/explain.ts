import { addDays, type Day } from "#app/core/time/day.ts";
import { type Edge, NONE, placementOf, UNLIMITED, type Instance, type Task } from "./instance.ts";
import { priceOf } from "./price.ts";
import { obstaclesAt, type Obstacle, type ObstacleCode, type Timetable } from "./timetable.ts";

/**
 * Something in the way of an opening. `otherId` is the id of the branch (ceiling), of the congress whose committee sends
 * leaders (leaders), of the leader, or of the other congress (hall, above, below, pilot); null for the other codes.
 */
export type Hindrance = { readonly code: ObstacleCode; readonly otherId: string | null };

/** Why a congress stands where it does: the nearest better opening, and what refused it. Null: no better one exists. */
export type Why = { readonly betterOn: Day; readonly session: "morning" | "afternoon"; readonly because: Hindrance } | null;

/** A way out for a congress without a day. */
export type Relief =
  /** The ceiling of the branch would have to be so high on a day that has everything else. */
  | { readonly code: "raiseCeiling"; readonly branchId: string; readonly perDay: number }
  /** So many more leaders would have to attend on a day that has everything else. */
  | { readonly code: "addLeaders"; readonly congressId: string; readonly more: number };

/** Why a congress has no day: what refused how many half-days, the most frequent first, and what would help. */
export type WhyNot = {
  /** The days between which it could open at all; none when `from` is later. */
  readonly from: Day;
  readonly fromBy: Edge;
  readonly last: Day;
  readonly lastBy: Edge;
  readonly circular: boolean;
  readonly refusals: readonly { readonly because: Hindrance; readonly openings: number }[];
  readonly reliefs: readonly Relief[];
};

export type Dated = { readonly congressId: string; readonly placement: ReturnType<typeof placementOf>; readonly leaders: readonly string[]; readonly why: Why };
export type Undated = { readonly congressId: string; readonly whyNot: WhyNot };

/** The plan in words that others understand: every congress that was asked for, with its day and the reason, or without. */
export function answerOf(table: Timetable): { readonly dated: readonly Dated[]; readonly undated: readonly Undated[] } {
  const { instance, at, leadersOf } = table;
  const dated: Dated[] = [];
  const undated: Undated[] = [];
  for (const [index, task] of instance.tasks.entries()) {
    if (task.fixedAt !== NONE) continue;
    const slot = at[index] as number;
    if (slot === NONE) undated.push({ congressId: task.id, whyNot: whyNot(table, index) });
    else
      dated.push({
        congressId: task.id,
        placement: placementOf(instance, slot, task.lengthHalfDays),
        leaders: (leadersOf[index] as readonly number[]).map((leader) => instance.leaders[leader] as string),
        why: why(table, index),
      });
  }
  return { dated, undated };
}

/** The half-days in which the task could open by its length: in the morning, or either half where half a day is enough. */
function* halfDays(task: Task, day: number): Generator<number> {
  yield day * 2;
  if (task.lengthHalfDays === 1) yield day * 2 + 1;
}

function why(table: Timetable, index: number): Why {
  const { instance, at } = table;
  const task = instance.tasks[index] as Task;
  const now = at[index] as number;
  const price = priceOf(instance, task, now);
  const centre = task.previous !== NONE ? task.previous >> 1 : task.wish;
  if (centre === NONE) return null;
  // Outwards from the day that was wished for (or that stood), as long as a day is nearer to it than the one that was found.
  for (let away = 0; away < Math.abs((now >> 1) - centre); away++)
    for (const day of away === 0 ? [centre] : [centre - away, centre + away]) {
      if (day < 0 || day >= instance.days) continue;
      for (const slot of halfDays(task, day)) {
        const obstacle = obstaclesAt(table, index, slot)[0] ?? (priceOf(instance, task, slot) >= price ? ADVISED : undefined);
        if (obstacle === undefined) continue;
        const { opensOn, session } = placementOf(instance, slot, task.lengthHalfDays);
        return { betterOn: opensOn, session, because: hindrance(instance, obstacle) };
      }
    }
  return null;
}

/** Nothing forbids the day, but a lead that only warns, or an unsuitable day, makes it count as further away. */
const ADVISED: Obstacle = { code: "advice", other: NONE };

function hindrance(instance: Instance, { code, other }: Obstacle): Hindrance {
  const name = (): string | null => {
    switch (code) {
      case "ceiling":
        return instance.limits[other]?.branchId ?? null;
      case "leaders":
        return instance.pools[other]?.congressId ?? null;
      case "leader":
        return instance.leaders[other] ?? null;
      default:
        return instance.tasks[other]?.id ?? null;
    }
  };
  return { code, otherId: other === NONE ? null : name() };
}

function whyNot(table: Timetable, index: number): WhyNot {
  const { instance } = table;
  const task = instance.tasks[index] as Task;
  const counts = new Map<string, { because: Hindrance; openings: number }>();
  const ceilings = new Map<number, number>();
  const pools = new Map<number, number>();
  for (let day = Math.max(0, task.from); day <= Math.min(task.last, instance.days - 1); day++)
    for (const slot of halfDays(task, day)) {
      const obstacles = obstaclesAt(table, index, slot);
      const [first] = obstacles;
      if (first === undefined) continue;
      const because = hindrance(instance, first);
      const key = `${because.code} ${because.otherId}`;
      const there = counts.get(key);
      if (there) there.openings++;
      else counts.set(key, { because, openings: 1 });
      if (obstacles.length > 1) continue;
      if (first.code === "ceiling") note(ceilings, first.other, needed(table, task, slot, first.other));
      if (first.code === "leaders") note(pools, first.other, 1);
    }
  const dayAt = (day: number): Day => addDays(instance.firstDay, day);
  return {
    from: dayAt(task.from),
    fromBy: task.fromBy,
    last: dayAt(task.last),
    lastBy: task.lastBy,
    circular: task.circular,
    refusals: [...counts.values()].toSorted((a, b) => b.openings - a.openings || (a.because.code < b.because.code ? -1 : 1)),
    reliefs: [
      ...[...ceilings].map(([limit, perDay]): Relief => ({ code: "raiseCeiling", branchId: instance.limits[limit]?.branchId ?? "", perDay })),
      ...[...pools].map(([pool, more]): Relief => ({ code: "addLeaders", congressId: instance.pools[pool]?.congressId ?? "", more })),
    ],
  };
}

function note(least: Map<number, number>, key: number, value: number): void {
  least.set(key, Math.min(value, least.get(key) ?? UNLIMITED));
}

/** How many congresses a day the limit would have to allow for the opening. */
function needed({ instance, sitting }: Timetable, task: Task, slot: number, limit: number): number {
  let most = 0;
  for (let day = slot >> 1; day <= (slot + task.lengthHalfDays - 1) >> 1; day++) most = Math.max(most, (sitting[limit * instance.days + day]?.length ?? 0) + 1);
  return most;
}
