import { addDays, type Day, dayOfOrdinal } from "#app/core/time/day.ts";
import type { Tx } from "#app/db/client.server.ts";
import { toDate } from "#app/db/day.server.ts";
import { Prisma } from "#app/db/generated/client.ts";

/** Both ends are asked about. */
export type Span = { readonly from: Day; readonly until: Day };

/** What the count leaves out: a plan as a whole, or single congresses that the caller counts itself. */
export type Besides = { readonly planId?: string; readonly congressIds?: readonly string[] };

/** No congress sits longer: twenty half-days, as the table's own check says. */
export const LONGEST_DAYS = 11;

/**
 * Congresses of working plans under each of the paths by the day on which they sit, on the days asked about (null: on
 * every day). `topPath` is the top of one of the campaigns: the plan of a campaign that lies under the path as a whole
 * is counted without a look at its units.
 */
export async function loadOfBranches(tx: Tx, topPath: string, paths: readonly string[], besides: Besides, spans: readonly Span[] | null): Promise<Map<string, Map<Day, number>>> {
  const counts = new Map<string, Map<Day, number>>();
  if (paths.length === 0 || spans?.length === 0) return counts;
  const where = Prisma.sql`p.state = 'working' ${spans === null ? Prisma.empty : meeting(spans)}
    ${besides.planId === undefined ? Prisma.empty : Prisma.sql`AND p.id <> ${besides.planId}::uuid`}
    ${besides.congressIds === undefined ? Prisma.empty : Prisma.sql`AND d."congressId" <> ALL(${[...besides.congressIds]}::uuid[])`}`;
  const parts = paths.map((path) => (topPath.startsWith(path) ? wholePlans(path, where) : partsOfPlans(path, where)));
  const rows = await tx.$queryRaw<{ path: string; opens: number; closes: number; count: number }[]>`${Prisma.join(parts, " UNION ALL ")}`;
  for (const { path, opens, closes, count } of rows) {
    const onDay = counts.get(path) ?? new Map<Day, number>();
    counts.set(path, onDay);
    for (let ordinal = opens; ordinal <= closes; ordinal++) {
      const on = dayOfOrdinal(ordinal);
      if (spans === null || spans.some(({ from, until }) => from <= on && on <= until)) onDay.set(on, (onDay.get(on) ?? 0) + count);
    }
  }
  return counts;
}

/** The first day comes first: it is what the index knows. */
function meeting(spans: readonly Span[]): Prisma.Sql {
  const each = spans.map(({ from, until }) => Prisma.sql`(d."opensOn" BETWEEN ${toDate(addDays(from, -LONGEST_DAYS))}::date AND ${toDate(until)}::date AND d."closesOn" >= ${toDate(from)}::date)`);
  return Prisma.sql`AND (${Prisma.join(each, " OR ")})`;
}

const counted = (path: string): Prisma.Sql => Prisma.sql`
  SELECT ${path}::text AS path, d."opensOn" - DATE '1970-01-01' AS opens, d."closesOn" - DATE '1970-01-01' AS closes, count(*)::int AS count
  FROM "PlanVersion" p JOIN "PlannedDate" d ON d."planVersionId" = p.id`;

const wholePlans = (path: string, where: Prisma.Sql): Prisma.Sql => Prisma.sql`
  ${counted(path)} JOIN "Campaign" k ON k.id = p."campaignId" JOIN "Unit" top ON top.id = k."unitId"
  WHERE ${where} AND starts_with(top.path, ${path}) GROUP BY d."opensOn", d."closesOn"`;

const partsOfPlans = (path: string, where: Prisma.Sql): Prisma.Sql => Prisma.sql`
  ${counted(path)} JOIN "Congress" c ON c.id = d."congressId" JOIN "Unit" u ON u.id = c."unitId"
  WHERE ${where} AND u.path >= ${path} AND u.path < ${`${path}~`} GROUP BY d."opensOn", d."closesOn"`;
