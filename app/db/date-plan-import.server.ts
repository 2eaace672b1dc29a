import type { Permit } from "#app/core/access/scope.ts";
import type { KnownCongress, Lendable, PlannedDate } from "#app/core/intake/reconcile-dates.ts";
import { closesOn } from "#app/core/time/half-days.ts";
import type { Tx } from "#app/db/client.server.ts";
import { sessionOf } from "#app/db/congresses.server.ts";
import { toDay } from "#app/db/day.server.ts";
import { dropFallen } from "#app/db/exceptions.server.ts";

/** The congresses of a campaign in a branch that a date plan names by the codes of their units. */
export async function congressesByUnitCode(
  tx: Tx,
  wanted: { readonly campaignId: string; readonly planId: string; readonly branchPath: string; readonly codes: readonly string[] },
): Promise<KnownCongress[]> {
  const rows = await tx.$queryRaw<CongressRow[]>`
    SELECT c.id::text AS id, u.code AS "unitCode", u.path AS "unitPath", c.round, c.state, c."frozenFrom" IS NOT NULL AS frozen, c.version, c."lengthHalfDays", d."opensOn", d.session,
      d."venueId"::text AS "venueId",
      ARRAY(SELECT a."leaderId"::text FROM "CongressLeader" a WHERE a."planVersionId" = ${wanted.planId}::uuid AND a."congressId" = c.id) AS "leaderIds"
    FROM "Congress" c JOIN "Unit" u ON u.id = c."unitId"
    LEFT JOIN "PlannedDate" d ON d."planVersionId" = ${wanted.planId}::uuid AND d."congressId" = c.id
    WHERE c."campaignId" = ${wanted.campaignId}::uuid AND u.code = ANY(${[...wanted.codes]}::text[]) AND starts_with(u.path, ${wanted.branchPath})`;
  return rows.map(({ opensOn, session, venueId, state, frozen, ...row }) => ({
    ...row,
    open: !frozen && (state === "undated" || state === "draft"),
    date: opensOn && { opensOn: toDay(opensOn), session: sessionOf(session), venueId },
  }));
}

type CongressRow = Omit<KnownCongress, "open" | "date" | "leaderIds"> & {
  state: string;
  frozen: boolean;
  opensOn: Date | null;
  session: string | null;
  venueId: string | null;
  leaderIds: string[];
};

const byCode = (rows: readonly (Lendable & { code: string })[]): Map<string, Lendable> => new Map(rows.map(({ code, ...row }) => [code, row]));

/** Halls and leaders with these codes that stand in the branch or above it. */
export async function lendablesOf(
  tx: Tx,
  branchPath: string,
  codes: { readonly venues: readonly string[]; readonly leaders: readonly string[] },
): Promise<{ venues: Map<string, Lendable>; leaders: Map<string, Lendable> }> {
  const venues = await tx.$queryRaw<(Lendable & { code: string })[]>`
    SELECT v.id::text AS id, v.code, u.path AS "unitPath" FROM "Venue" v JOIN "Unit" u ON u.id = v."unitId"
    WHERE v.code = ANY(${[...codes.venues]}::text[]) AND (starts_with(u.path, ${branchPath}) OR starts_with(${branchPath}, u.path))`;
  const leaders = await tx.$queryRaw<(Lendable & { code: string })[]>`
    SELECT l.id::text AS id, l.code, u.path AS "unitPath" FROM "Leader" l JOIN "Unit" u ON u.id = l."unitId"
    WHERE l.code = ANY(${[...codes.leaders]}::text[]) AND (starts_with(u.path, ${branchPath}) OR starts_with(${branchPath}, u.path))`;
  return { venues: byCode(venues), leaders: byCode(leaders) };
}

/** Writes the dates of a plan as drafts; says whether nobody had changed any of their congresses. */
export async function importDates(tx: Tx, permit: Permit<"congress.date">, planId: string, dates: readonly PlannedDate[]): Promise<boolean> {
  const rows = JSON.stringify(
    dates.map(({ congress, opensOn, session, venueId }) => ({
      id: congress.id,
      version: congress.version,
      opensOn,
      session,
      venueId,
      closesOn: closesOn(opensOn, session, congress.lengthHalfDays),
    })),
  );
  const changed = await tx.$executeRaw`
    UPDATE "Congress" c SET state = 'draft', version = c.version + 1
    FROM json_to_recordset(${rows}::json) AS n(id uuid, version int), "Unit" u
    WHERE c.id = n.id AND c.version = n.version AND c.state IN ('undated', 'draft') AND c."frozenFrom" IS NULL AND u.id = c."unitId" AND starts_with(u.path, ${permit.unitPath})`;
  if (changed !== dates.length) return false;
  await tx.$executeRaw`
    INSERT INTO "PlannedDate" ("planVersionId", "congressId", "opensOn", "closesOn", session, "venueId")
    SELECT ${planId}::uuid, n.id, n."opensOn", n."closesOn", n.session, n."venueId"
    FROM json_to_recordset(${rows}::json) AS n(id uuid, "opensOn" date, "closesOn" date, session text, "venueId" uuid)
    ON CONFLICT ("planVersionId", "congressId") DO UPDATE SET "opensOn" = EXCLUDED."opensOn", "closesOn" = EXCLUDED."closesOn",
      session = EXCLUDED.session, "venueId" = EXCLUDED."venueId", version = "PlannedDate".version + 1`;
  const attending = dates.flatMap(({ congress, leaderIds }) => leaderIds.map((leaderId) => ({ congressId: congress.id, leaderId })));
  await tx.$executeRaw`
    DELETE FROM "CongressLeader" WHERE "planVersionId" = ${planId}::uuid AND "congressId" = ANY(${dates.map((date) => date.congress.id)}::uuid[])`;
  await tx.$executeRaw`
    INSERT INTO "CongressLeader" ("planVersionId", "congressId", "leaderId")
    SELECT ${planId}::uuid, n."congressId", n."leaderId"
    FROM json_to_recordset(${JSON.stringify(attending)}::json) AS n("congressId" uuid, "leaderId" uuid)`;
  await dropFallen(tx, dates.map((date) => date.congress.id), planId);
  return true;
}
