import type { PlanView } from "#app/core/scheduling/plan.ts";
import { addDays, type Day, dayOfOrdinal } from "#app/core/time/day.ts";
import type { Tx } from "#app/db/client.server.ts";
import { toDate } from "#app/db/day.server.ts";
import { exceptionsOf } from "#app/db/exceptions.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { absencesOf, ceilingsOver, congressesFrom, leadersOf, type PlanOf, readNarrow } from "#app/db/plan-view.server.ts";

/**
 * As much of the plan as the present dates of some congresses touch: their parents and children, who shares a leader
 * or a hall with them, and the load of the branches above them on their days. A fixed number of statements.
 */
export async function loadPlanAroundMany(tx: Tx, campaign: PlanOf, congressIds: readonly string[]): Promise<PlanView> {
  const rows = await readNarrow(tx, campaign.planId, Prisma.sql`c.id IN (${around(campaign, congressIds)})`);
  const leaders = await leadersOf(tx, campaign.planId, rows.map((row) => row[0]));
  const exceptions = await exceptionsOf(tx, { congressIds: rows.map((row) => row[0]) });
  const congresses = congressesFrom(rows, leaders, exceptions, campaign);
  const wanted = new Set(congressIds);
  const own = congresses.filter((congress) => wanted.has(congress.id));
  const ceilings = (await ceilingsOver(tx, campaign, null)).filter(({ path }) => own.some((congress) => congress.path.startsWith(path)));
  const days = [...new Set(own.flatMap(({ placement }) => (placement === null ? [] : daysFrom(placement.opensOn, placement.lengthHalfDays))))].toSorted();
  const elsewhere = await countElsewhere(tx, ceilings.map(({ path }) => path), days, congresses.map(({ id }) => id));
  return {
    congresses,
    ceilings: ceilings.map((ceiling) => ({ ...ceiling, elsewhere: elsewhere.get(ceiling.path) ?? new Map<Day, number>() })),
    absences: await absencesOf(tx, [...new Set(own.flatMap((congress) => congress.leaders))], campaign),
  };
}

/** The days that a congress can occupy, whichever half-day it opens on. */
function daysFrom(opensOn: Day, lengthHalfDays: number): Day[] {
  return Array.from({ length: Math.floor(lengthHalfDays / 2) + 1 }, (_, i) => addDays(opensOn, i));
}

const around = ({ campaignId, planId }: PlanOf, ids: readonly string[]): Prisma.Sql => Prisma.sql`
  WITH RECURSIVE own AS (
    SELECT c.id, c.round, u.id AS unit, u.path, d."opensOn", d."closesOn", d."venueId"
    FROM "Congress" c JOIN "Unit" u ON u.id = c."unitId"
    LEFT JOIN "PlannedDate" d ON d."planVersionId" = ${planId}::uuid AND d."congressId" = c.id
    WHERE c.id = ANY(${[...ids]}::uuid[])
  ), below AS (
    SELECT bu.id AS unit, bc.id AS congress FROM own JOIN "Unit" bu ON bu."parentId" = own.unit
    LEFT JOIN "Congress" bc ON bc."unitId" = bu.id AND bc."campaignId" = ${campaignId}::uuid AND bc.round = 1
    WHERE own.round = 1
    UNION ALL
    SELECT bu.id, bc.id FROM below JOIN "Unit" bu ON bu."parentId" = below.unit
    LEFT JOIN "Congress" bc ON bc."unitId" = bu.id AND bc."campaignId" = ${campaignId}::uuid AND bc.round = 1
    WHERE below.congress IS NULL
  )
  SELECT id FROM own
  UNION SELECT congress FROM below WHERE congress IS NOT NULL
  UNION SELECT above.id FROM own CROSS JOIN LATERAL (${nearestAbove(campaignId)}) above WHERE own.round = 1
  UNION SELECT sd."congressId" FROM own JOIN "PlannedDate" sd ON sd."planVersionId" = ${planId}::uuid AND sd."venueId" = own."venueId"
    AND sd."opensOn" <= own."closesOn" AND sd."closesOn" >= own."opensOn"
  UNION SELECT sd."congressId" FROM own
    JOIN "CongressLeader" ol ON ol."planVersionId" = ${planId}::uuid AND ol."congressId" = own.id
    JOIN "CongressLeader" sl ON sl."leaderId" = ol."leaderId" AND sl."planVersionId" = ol."planVersionId"
    JOIN "PlannedDate" sd ON sd."planVersionId" = sl."planVersionId" AND sd."congressId" = sl."congressId"
      AND sd."opensOn" <= own."closesOn" AND sd."closesOn" >= own."opensOn"`;

/** The congress of the nearest unit above `own.path` that holds one in the campaign. */
const nearestAbove = (campaignId: string): Prisma.Sql => Prisma.sql`
  SELECT pc.id FROM generate_series(1, (length(own.path) - 1) / 11 - 1) AS step
  JOIN "Unit" pu ON pu.path = left(own.path, step * 11 + 1)
  JOIN "Congress" pc ON pc."unitId" = pu.id AND pc."campaignId" = ${campaignId}::uuid AND pc.round = 1
  ORDER BY step DESC LIMIT 1`;

/** No congress sits longer: twenty half-days, as the table's own check says. */
const LONGEST_DAYS = 11;

async function countElsewhere(tx: Tx, paths: readonly string[], days: readonly Day[], exceptIds: readonly string[]): Promise<Map<string, Map<Day, number>>> {
  const [first, last] = [days[0], days.at(-1)];
  const counts = new Map<string, Map<Day, number>>();
  if (paths.length === 0 || first === undefined || last === undefined) return counts;
  const rows = await tx.$queryRaw<{ path: string; day: number; count: number }[]>`
    SELECT top.path, on_day::date - DATE '1970-01-01' AS day, count(*)::int AS count
    FROM "PlannedDate" d
    JOIN "PlanVersion" p ON p.id = d."planVersionId" AND p.state = 'working'
    JOIN "Congress" c ON c.id = d."congressId" AND c.id <> ALL(${[...exceptIds]}::uuid[])
    JOIN "Unit" u ON u.id = c."unitId"
    JOIN unnest(${[...paths]}::text[]) AS top(path) ON starts_with(u.path, top.path)
    CROSS JOIN LATERAL generate_series(d."opensOn", d."closesOn", interval '1 day') AS on_day
    WHERE d."opensOn" BETWEEN ${toDate(addDays(first, -LONGEST_DAYS))}::date AND ${toDate(last)}::date AND d."closesOn" >= ${toDate(first)}::date
      AND on_day::date = ANY(${[...days]}::date[])
    GROUP BY top.path, on_day`;
  for (const row of rows) {
    const onDay = counts.get(row.path) ?? new Map<Day, number>();
    onDay.set(dayOfOrdinal(row.day), row.count);
    counts.set(row.path, onDay);
  }
  return counts;
}
