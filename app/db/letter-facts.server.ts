import type { Scope } from "#app/core/access/scope.ts";
import type { Level } from "#app/core/organisation/level.ts";
import type { Day } from "#app/core/time/day.ts";
import type { Tx } from "#app/db/client.server.ts";
import { toDay } from "#app/db/day.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { pathWithin } from "#app/db/within.server.ts";

export type DatedCongress = { readonly id: string; readonly name: string; readonly level: Level; readonly editionCode: string; readonly opensOn: Day };

/** Congresses with a date in the working plan that a letter bears upon, as far as they lie in the scope. */
export async function datedCongressesTouched(tx: Tx, scope: Scope, letterId: string): Promise<DatedCongress[]> {
  const rows = await tx.$queryRaw<(Omit<DatedCongress, "opensOn"> & { opensOn: Date })[]>`
    SELECT DISTINCT c.id::text AS id, u."partyName" AS name, u.level, ca."editionCode", d."opensOn"
    FROM "LetterSubject" s
    JOIN "Congress" c ON c.id = s."congressId" OR c."unitId" = s."unitId"
      OR c.id IN (SELECT n."congressId" FROM "Nominee" n WHERE n."personId" = s."personId" AND NOT n.withdrawn)
    JOIN "Unit" u ON u.id = c."unitId" JOIN "Campaign" ca ON ca.id = c."campaignId"
    JOIN "PlanVersion" v ON v."campaignId" = ca.id AND v.state = 'working'
    JOIN "PlannedDate" d ON d."planVersionId" = v.id AND d."congressId" = c.id
    WHERE s."letterId" = ${letterId}::uuid AND ${pathWithin(scope, Prisma.sql`u.path`)} ORDER BY d."opensOn" LIMIT 20`;
  return rows.map((row) => ({ ...row, opensOn: toDay(row.opensOn) }));
}
