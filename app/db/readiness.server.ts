import type { Day } from "#app/core/time/day.ts";
import type { Tx } from "#app/db/client.server.ts";
import { toDate } from "#app/db/day.server.ts";

/**
 * Gives every congress of the campaign that has none yet a standing (grey, nothing done), due to be computed on
 * `today`, and counts it at its unit and every unit above. Congresses that have one stay as they are.
 */
export async function seedStandings(tx: Tx, campaignId: string, today: Day): Promise<number> {
  // Two seedings of one campaign wait here: each congress is counted once.
  await tx.$executeRaw`SELECT 1 FROM "Campaign" WHERE id = ${campaignId}::uuid FOR UPDATE`;
  await tx.$executeRaw`
    INSERT INTO "RollupCount" ("campaignId", "unitId")
    SELECT DISTINCT ${campaignId}::uuid, above.id
    FROM (SELECT DISTINCT u.path FROM "Congress" c JOIN "Unit" u ON u.id = c."unitId" WHERE c."campaignId" = ${campaignId}::uuid) own
    CROSS JOIN LATERAL generate_series(1, (length(own.path) - 1) / 11) AS step
    JOIN "Unit" above ON above.path = left(own.path, step * 11 + 1)
    ON CONFLICT DO NOTHING`;
  const [seeded] = await tx.$queryRaw<{ count: number }[]>`
    WITH fresh AS (
      INSERT INTO "Readiness" ("congressId", light, "openLight", percent, causes, "nextChangeOn", "computedFor")
      SELECT c.id, 'grey', 'grey', 0, '{"main":[],"restricted":[],"blocks":0,"warns":0}'::jsonb, ${toDate(today)}::date, ${toDate(today)}::date
      FROM "Congress" c
      WHERE c."campaignId" = ${campaignId}::uuid AND NOT EXISTS (SELECT 1 FROM "Readiness" r WHERE r."congressId" = c.id)
      RETURNING "congressId"
    ), counted AS (
      SELECT above.id AS "unitId", count(*)::int AS n
      FROM fresh JOIN "Congress" c ON c.id = fresh."congressId" JOIN "Unit" u ON u.id = c."unitId"
      CROSS JOIN LATERAL generate_series(1, (length(u.path) - 1) / 11) AS step
      JOIN "Unit" above ON above.path = left(u.path, step * 11 + 1)
      GROUP BY above.id
    ), raised AS (
      UPDATE "RollupCount" r SET grey = r.grey + counted.n, "openGrey" = r."openGrey" + counted.n
      FROM counted WHERE r."campaignId" = ${campaignId}::uuid AND r."unitId" = counted."unitId"
      RETURNING 1
    )
    SELECT (SELECT count(*) FROM fresh)::int AS count, (SELECT count(*) FROM raised) AS raised`;
  return seeded?.count ?? 0;
}
