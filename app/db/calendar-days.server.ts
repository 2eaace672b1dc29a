import { ancestorsOf } from "#app/core/organisation/path.ts";
import type { Day } from "#app/core/time/day.ts";
import { NATIONAL_DAYS } from "#app/core/time/holidays.ts";
import { type CalendarDay, workingCalendar, type WorkingCalendar } from "#app/core/time/working-days.ts";
import type { Tx } from "#app/db/client.server.ts";
import { toDay } from "#app/db/day.server.ts";

const KINDS = ["holiday", "swappedWorking", "swappedOff", "unsuitable"] as const;
type Kind = CalendarDay["kind"];
const kindOf = (text: string): Kind => KINDS.find((kind) => kind === text) ?? "unsuitable";

// The table of seven years is made once: most branches add nothing to the national days.
const national = { true: workingCalendar(NATIONAL_DAYS, { saturdays: true }), false: workingCalendar(NATIONAL_DAYS) };

/**
 * The working calendar of a unit: the national days, then what its superiors and it itself have set, the nearest
 * last. Saturdays are worked where any of them allows it.
 */
export async function calendarFor(tx: Tx, unitPath: string): Promise<WorkingCalendar> {
  const units = await tx.unit.findMany({
    where: {
      path: { in: [...ancestorsOf(unitPath), unitPath] },
      OR: [{ settings: { saturdays: true } }, { ownDays: { some: {} } }],
    },
    orderBy: { path: "asc" },
    select: { settings: { select: { saturdays: true } }, ownDays: true },
  });
  return calendarOf(units);
}

type SetDays = {
  readonly settings: { readonly saturdays: boolean } | null;
  readonly ownDays: readonly { readonly day: Date; readonly kind: string; readonly name: string; readonly source: string }[];
};

function calendarOf(units: readonly SetDays[]): WorkingCalendar {
  const saturdays = units.some((unit) => unit.settings?.saturdays);
  const own = units.flatMap((unit) => unit.ownDays.map(calendarDay));
  return own.length === 0 ? national[saturdays ? "true" : "false"] : keptCalendar(own, saturdays);
}

const kept = new Map<string, WorkingCalendar>();
const MOST_KEPT = 32;

/** The same days give the same calendar, so that what was worked out with it can be kept beside it. */
function keptCalendar(own: readonly CalendarDay[], saturdays: boolean): WorkingCalendar {
  const key = JSON.stringify([saturdays, own]);
  const there = kept.get(key) ?? workingCalendar([...NATIONAL_DAYS, ...own], { saturdays });
  kept.delete(key);
  kept.set(key, there);
  for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - MOST_KEPT))) kept.delete(oldest);
  return there;
}

/** The same for many units in one statement; units that are set alike share one calendar. */
export async function calendarsFor(tx: Tx, unitPaths: readonly string[]): Promise<(unitPath: string) => WorkingCalendar> {
  const over = [...new Set(unitPaths.flatMap((path) => [...ancestorsOf(path), path]))];
  const units = await tx.unit.findMany({
    where: { path: { in: over }, OR: [{ settings: { saturdays: true } }, { ownDays: { some: {} } }] },
    orderBy: { path: "asc" },
    select: { path: true, settings: { select: { saturdays: true } }, ownDays: true },
  });
  const made = new Map<string, WorkingCalendar>();
  return (unitPath) => {
    const above = units.filter((unit) => unitPath.startsWith(unit.path));
    const key = above.at(-1)?.path ?? "";
    const calendar = made.get(key) ?? calendarOf(above);
    made.set(key, calendar);
    return calendar;
  };
}

/** What a branch itself has set beside the national days, in the order of the days. */
export async function ownDaysOf(tx: Tx, unitId: string): Promise<CalendarDay[]> {
  const rows = await tx.branchDay.findMany({ where: { unitId }, orderBy: { day: "asc" }, take: 1000 });
  return rows.map(calendarDay);
}

/** A day that a branch sets for itself is its own certain knowledge. */
function calendarDay(row: { day: Date; kind: string; name: string; source: string }): CalendarDay {
  const on: Day = toDay(row.day);
  return { day: on, kind: kindOf(row.kind), name: { vi: row.name, en: row.name }, source: row.source, certainty: "confirmed" };
}
