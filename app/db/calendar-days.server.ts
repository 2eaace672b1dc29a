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
 * last. Saturdays are worked where any of them allows it, unless `saturdays` supposes something else.
 */
export async function calendarFor(tx: Tx, unitPath: string, saturdays: boolean | null = null): Promise<WorkingCalendar> {
  const rows = await tx.$queryRaw<SetRow[]>`
    SELECT coalesce(s.saturdays, FALSE) AS saturdays, d.day, d.kind, d.name, d.source
    FROM "Unit" u LEFT JOIN "BranchSetting" s ON s."unitId" = u.id LEFT JOIN "BranchDay" d ON d."unitId" = u.id
    WHERE u.path = ANY(${[...ancestorsOf(unitPath), unitPath]}::text[]) AND (s.saturdays OR d.id IS NOT NULL)
    ORDER BY u.path, d.day`;
  return calendarOf(rows, saturdays);
}

function calendarOf(rows: readonly SetRow[], supposed: boolean | null = null): WorkingCalendar {
  const saturdays = supposed ?? rows.some((row) => row.saturdays);
  const own = rows.flatMap((row) => (row.day === null ? [] : [calendarDay({ ...row, day: row.day })]));
  return own.length === 0 ? national[saturdays ? "true" : "false"] : keptCalendar(own, saturdays);
}

type SetRow = { saturdays: boolean; day: Date | null; kind: string; name: string; source: string };

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

/** The same for many units in one statement. */
export async function calendarsFor(tx: Tx, unitPaths: readonly string[]): Promise<(unitPath: string) => WorkingCalendar> {
  const over = [...new Set(unitPaths.flatMap((path) => [...ancestorsOf(path), path]))];
  const rows = await tx.$queryRaw<(SetRow & { path: string })[]>`
    SELECT u.path, coalesce(s.saturdays, FALSE) AS saturdays, d.day, d.kind, d.name, d.source
    FROM "Unit" u LEFT JOIN "BranchSetting" s ON s."unitId" = u.id LEFT JOIN "BranchDay" d ON d."unitId" = u.id
    WHERE u.path = ANY(${over}::text[]) AND (s.saturdays OR d.id IS NOT NULL)
    ORDER BY u.path, d.day`;
  return (unitPath) => calendarOf(rows.filter((row) => unitPath.startsWith(row.path)));
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
