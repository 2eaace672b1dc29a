import type { PlanView } from "#app/core/scheduling/plan.ts";
import { addDays, type Day } from "#app/core/time/day.ts";
import { loadOfBranches } from "#app/db/branch-load.server.ts";
import { rulesOver } from "#app/db/branch-rules.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import { exceptionsOf } from "#app/db/exceptions.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { absencesOf, congressesFrom, kinOf, leadersOf, type PlanOf, readNarrow } from "#app/db/plan-view.server.ts";

/**
 * As much of the plan as the present dates of some congresses touch: their parents and children, the pilots beside them, who shares a leader
 * or a hall with them, and the load of the branches above them on their days. A fixed number of statements.
 */
export async function loadPlanAroundMany(tx: Tx, campaign: PlanOf, congressIds: readonly string[]): Promise<PlanView> {
  const kin = new Set(await kinOf(tx, campaign.campaignId, congressIds));
  const rows = await readNarrow(tx, campaign.planId, Prisma.sql`c.id IN (${around(campaign, congressIds, kin)})`);
  const leaders = await leadersOf(tx, campaign.planId, rows.map((row) => row[0]));
  const exceptions = await exceptionsOf(tx, { congressIds: rows.map((row) => row[0]) });
  const rules = await rulesOver(tx, campaign.topPath, null);
  const { congresses, order } = congressesFrom(rows, { leaders, exceptions, rules, kin }, campaign);
  const wanted = new Set(congressIds);
  const own = congresses.filter((congress) => wanted.has(congress.id));
  const ceilings = rules.ceilings.filter(({ path }) => own.some((congress) => congress.path.startsWith(path)));
  const days = [...new Set(own.flatMap(({ placement }) => (placement === null ? [] : daysFrom(placement.opensOn, placement.lengthHalfDays))))].toSorted();
  const spans = days.map((each) => ({ from: each, until: each }));
  const elsewhere = await loadOfBranches(tx, campaign.topPath, ceilings.map(({ path }) => path), { congressIds: congresses.map(({ id }) => id) }, spans);
  return {
    congresses,
    order,
    ceilings: ceilings.map((ceiling) => ({ ...ceiling, elsewhere: elsewhere.get(ceiling.path) ?? new Map<Day, number>() })),
    absences: await absencesOf(tx, [...new Set(own.flatMap((congress) => congress.leaders))], campaign),
  };
}

/** The days that a congress can occupy, whichever half-day it opens on. */
function daysFrom(opensOn: Day, lengthHalfDays: number): Day[] {
  return Array.from({ length: Math.floor(lengthHalfDays / 2) + 1 }, (_, i) => addDays(opensOn, i));
}

const around = ({ planId }: PlanOf, ids: readonly string[], kin: ReadonlySet<string>): Prisma.Sql => Prisma.sql`
  WITH own AS MATERIALIZED (
    SELECT d."congressId" AS id, d."opensOn", d."closesOn", d."venueId"
    FROM "PlannedDate" d WHERE d."planVersionId" = ${planId}::uuid AND d."congressId" = ANY(${[...ids]}::uuid[])
  )
  SELECT unnest(${[...kin]}::uuid[])
  UNION SELECT sd."congressId" FROM own JOIN "PlannedDate" sd ON sd."planVersionId" = ${planId}::uuid AND sd."venueId" = own."venueId"
    AND sd."opensOn" <= own."closesOn" AND sd."closesOn" >= own."opensOn"
  UNION SELECT sd."congressId" FROM own
    JOIN "CongressLeader" ol ON ol."planVersionId" = ${planId}::uuid AND ol."congressId" = own.id
    JOIN "CongressLeader" sl ON sl."leaderId" = ol."leaderId" AND sl."planVersionId" = ol."planVersionId"
    JOIN "PlannedDate" sd ON sd."planVersionId" = sl."planVersionId" AND sd."congressId" = sl."congressId"
      AND sd."opensOn" <= own."closesOn" AND sd."closesOn" >= own."opensOn"`;
