import type { Scope } from "#app/core/access/scope.ts";
import type { Standing } from "#app/core/readiness/standing.ts";
import { LIGHTS, type Light } from "#app/core/readiness/rollup.ts";
import { ancestorsOf } from "#app/core/organisation/path.ts";
import type { Day } from "#app/core/time/day.ts";
import type { Tx } from "#app/db/client.server.ts";
import { toDate } from "#app/db/day.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { pathWithin } from "#app/db/within.server.ts";

export const lightOf = (text: string): Light => LIGHTS.find((light) => light === text) ?? "grey";

/** The column `causes`: what lists show, and what a later change of the plan has to look at again. */
export type KeptCauses = Omit<Standing, "light" | "openLight" | "percent"> & Clashes;

/** The plan's side of a standing, by which a later change finds whose standing changes with it. */
export type Clashes = {
  /** Where in the plan it stood when it was reckoned. */
  readonly at: string;
  /** Congresses that share a clash with it. */
  readonly partners: readonly string[];
  /** Branches above it with more congresses on a day than their ceiling. */
  readonly crowded: readonly (readonly [unitId: string, day: Day])[];
};

/** The standing of a congress with what is kept beside it. */
export type StandingRow = {
  readonly congressId: string;
  readonly campaignId: string;
  readonly unitPath: string;
  readonly standing: Standing;
  readonly clashes: Clashes;
  readonly nextChangeOn: Day | null;
  readonly opensOn: Day | null;
  readonly held: boolean;
};

const NOTHING_KEPT: KeptCauses = {
  main: [],
  restricted: [],
  blocks: 0,
  warns: 0,
  linesOverdue: 0,
  linesDue: 0,
  cutOffOn: null,
  at: "",
  partners: [],
  crowded: [],
};

/**
 * Gives every congress of the campaign that has none yet a standing (grey, nothing done), due to be computed on
 * `today`, and counts it at its unit and every unit above. Congresses that have one stay as they are.
 */
export async function seedStandings(tx: Tx, campaignId: string, today: Day): Promise<number> {
  await waitForReckonings(tx, [campaignId]);
  await insertRollups(tx, campaignId);
  const [seeded] = await tx.$queryRaw<{ count: number }[]>`
    WITH fresh AS (
      INSERT INTO "Readiness" ("congressId", light, "openLight", percent, causes, "nextChangeOn", "computedFor")
      SELECT c.id, 'grey', 'grey', 0, ${JSON.stringify(NOTHING_KEPT)}::jsonb, ${toDate(today)}::date, ${toDate(today)}::date
      FROM "Congress" c
      WHERE c."campaignId" = ${campaignId}::uuid AND c.state <> 'cancelled' AND NOT EXISTS (SELECT 1 FROM "Readiness" r WHERE r."congressId" = c.id)
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

async function insertRollups(tx: Tx, campaignId: string): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "RollupCount" ("campaignId", "unitId")
    SELECT DISTINCT ${campaignId}::uuid, above.id
    FROM (SELECT DISTINCT u.path FROM "Congress" c JOIN "Unit" u ON u.id = c."unitId" WHERE c."campaignId" = ${campaignId}::uuid) own
    CROSS JOIN LATERAL generate_series(1, (length(own.path) - 1) / 11) AS step
    JOIN "Unit" above ON above.path = left(own.path, step * 11 + 1)
    ON CONFLICT DO NOTHING`;
}

/**
 * Reckonings of one campaign go one after the other until their transactions end: each counts its differences at the
 * same units above, and sees what the one before it has changed.
 */
async function waitForReckonings(tx: Tx, campaignIds: readonly string[]): Promise<void> {
  for (const id of [...new Set(campaignIds)].toSorted())
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('readiness'), hashtext(${id}))`;
}

/** The same for the campaigns of some congresses. */
export async function holdReckonings(tx: Tx, congressIds: readonly string[]): Promise<void> {
  const campaigns = await tx.$queryRaw<{ campaignId: string }[]>`
    SELECT DISTINCT "campaignId"::text AS "campaignId" FROM "Congress" WHERE id = ANY(${[...congressIds]}::uuid[])`;
  await waitForReckonings(tx, campaigns.map((row) => row.campaignId));
}

/** The congresses with the nearest congress above each, which rests on its children. */
export async function withParents(tx: Tx, congressIds: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT own.id::text AS id FROM "Congress" own WHERE own.id = ANY(${[...congressIds]}::uuid[])
    UNION
    SELECT above.id::text FROM "Congress" own JOIN "Unit" u ON u.id = own."unitId"
    CROSS JOIN LATERAL (
      SELECT pc.id FROM generate_series(1, (length(u.path) - 1) / 11 - 1) AS step
      JOIN "Unit" pu ON pu.path = left(u.path, step * 11 + 1)
      JOIN "Congress" pc ON pc."unitId" = pu.id AND pc."campaignId" = own."campaignId" AND pc.round = 1 AND pc.state <> 'cancelled'
      ORDER BY step DESC LIMIT 1) above
    WHERE own.id = ANY(${[...congressIds]}::uuid[]) AND own.round = 1
    ORDER BY id`;
  return rows.map((row) => row.id);
}

/** What was kept of a congress before. */
export type KeptStanding = { readonly light: Light; readonly openLight: Light; readonly held: boolean; readonly clashes: Clashes };

export async function keptStandings(tx: Tx, congressIds: readonly string[]): Promise<Map<string, KeptStanding>> {
  const rows = await tx.$queryRaw<({ id: string; light: string; openLight: string; held: boolean } & Clashes)[]>`
    SELECT "congressId"::text AS id, light, "openLight", held, causes->>'at' AS at, causes->'partners' AS partners, causes->'crowded' AS crowded
    FROM "Readiness" WHERE "congressId" = ANY(${[...congressIds]}::uuid[])`;
  return new Map(
    rows.map(({ id, light, openLight, held, ...clashes }) => [id, { light: lightOf(light), openLight: lightOf(openLight), held, clashes }]),
  );
}

/** The congresses of a branch that sit on a day, for each branch and day. */
export async function sittingOn(tx: Tx, crowded: Clashes["crowded"]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT c.id::text AS id
    FROM unnest(${crowded.map(([unitId]) => unitId)}::uuid[], ${crowded.map(([, on]) => on)}::date[]) AS full_day(unit, day)
    JOIN "Unit" top ON top.id = full_day.unit
    JOIN "PlanVersion" p ON p.state = 'working'
    JOIN "PlannedDate" d ON d."planVersionId" = p.id AND d."opensOn" BETWEEN full_day.day - 11 AND full_day.day AND d."closesOn" >= full_day.day
    JOIN "Congress" c ON c.id = d."congressId"
    JOIN "Unit" u ON u.id = c."unitId" AND starts_with(u.path, top.path)`;
  return rows.map((row) => row.id);
}

/**
 * Writes the standings in one statement and carries the differences to the counts of the units above in another: it
 * touches those rows only, in the order of their paths. Answers how many counts it changed.
 */
export async function keepStandings(tx: Tx, rows: readonly StandingRow[], before: ReadonlyMap<string, KeptStanding>, today: Day): Promise<number> {
  if (rows.length === 0) return 0;
  await tx.$executeRaw`
    UPDATE "Readiness" r SET light = n.light, "openLight" = n."openLight", percent = n.percent, causes = n.causes,
      "nextChangeOn" = n."nextChangeOn", "computedFor" = ${toDate(today)}::date, "opensOn" = n."opensOn", held = n.held
    FROM json_to_recordset(${JSON.stringify(rows.map(written))}::json) AS n("congressId" uuid, light text, "openLight" text, percent int,
      causes jsonb, "nextChangeOn" date, "opensOn" date, held boolean)
    WHERE r."congressId" = n."congressId"`;
  const deltas = deltasOf(rows, before);
  if (deltas.length === 0) return 0;
  return tx.$executeRaw`
    WITH delta AS (
      SELECT n.*, u.id AS "unitId" FROM json_to_recordset(${JSON.stringify(deltas)}::json) AS n("campaignId" uuid, path text, red int, amber int,
        green int, grey int, "openRed" int, "openAmber" int, "openGreen" int, "openGrey" int, held int)
      JOIN "Unit" u ON u.path = n.path
    ), held_rows AS (
      SELECT r."campaignId", r."unitId" FROM "RollupCount" r JOIN delta d ON d."campaignId" = r."campaignId" AND d."unitId" = r."unitId"
      ORDER BY r."campaignId", d.path FOR UPDATE OF r
    )
    UPDATE "RollupCount" r SET red = r.red + d.red, amber = r.amber + d.amber, green = r.green + d.green, grey = r.grey + d.grey,
      "openRed" = r."openRed" + d."openRed", "openAmber" = r."openAmber" + d."openAmber", "openGreen" = r."openGreen" + d."openGreen",
      "openGrey" = r."openGrey" + d."openGrey", held = r.held + d.held
    FROM held_rows h JOIN delta d ON d."campaignId" = h."campaignId" AND d."unitId" = h."unitId"
    WHERE r."campaignId" = h."campaignId" AND r."unitId" = h."unitId"`;
}

function written({ congressId, standing, clashes, nextChangeOn, opensOn, held }: StandingRow) {
  const { light, openLight, percent, ...kept } = standing;
  const causes: KeptCauses = { ...kept, ...clashes };
  return { congressId, light, openLight, percent, causes, nextChangeOn, opensOn, held };
}

const FULL = { red: "red", amber: "amber", green: "green", grey: "grey" } as const;
const OPEN = { red: "openRed", amber: "openAmber", green: "openGreen", grey: "openGrey" } as const;
type Tally = Record<(typeof FULL)[Light] | (typeof OPEN)[Light] | "held", number>;
const NO_TALLY: Tally = { red: 0, amber: 0, green: 0, grey: 0, openRed: 0, openAmber: 0, openGreen: 0, openGrey: 0, held: 0 };

type Delta = Tally & { readonly campaignId: string; readonly path: string };

/** What changes at each unit above the congresses; units where nothing changes are left out. */
function deltasOf(rows: readonly StandingRow[], before: ReadonlyMap<string, KeptStanding>): Delta[] {
  const deltas = new Map<string, Delta>();
  for (const { congressId, campaignId, unitPath, standing, held } of rows) {
    const old = before.get(congressId);
    if (old === undefined || (old.light === standing.light && old.openLight === standing.openLight && old.held === held)) continue;
    for (const path of [...ancestorsOf(unitPath), unitPath]) {
      const key = `${campaignId}${path}`;
      const delta = deltas.get(key) ?? { ...NO_TALLY, campaignId, path };
      deltas.set(key, delta);
      delta[FULL[old.light]] -= 1;
      delta[OPEN[old.openLight]] -= 1;
      delta[FULL[standing.light]] += 1;
      delta[OPEN[standing.openLight]] += 1;
      delta.held += Number(held) - Number(old.held);
    }
  }
  const columns = Object.keys(NO_TALLY) as (keyof Tally)[];
  return [...deltas.values()].filter((delta) => columns.some((column) => delta[column] !== 0));
}

/** Takes cancelled congresses out of the readiness and out of the counts of the units above. The caller holds the reckonings. */
export async function dropStandings(tx: Tx, congressIds: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    WITH gone AS (
      DELETE FROM "Readiness" WHERE "congressId" = ANY(${[...congressIds]}::uuid[]) RETURNING "congressId", light, "openLight", held
    ), counted AS (
      SELECT c."campaignId", above.id AS "unitId", above.path, ${tally(Prisma.sql`g.light`)} AS "full", ${tally(Prisma.sql`g."openLight"`)} AS "open",
        count(*) FILTER (WHERE g.held)::int AS held
      FROM gone g JOIN "Congress" c ON c.id = g."congressId" JOIN "Unit" u ON u.id = c."unitId"
      CROSS JOIN LATERAL generate_series(1, (length(u.path) - 1) / 11) AS step
      JOIN "Unit" above ON above.path = left(u.path, step * 11 + 1)
      GROUP BY c."campaignId", above.id, above.path
    ), held_rows AS (
      SELECT r."campaignId", r."unitId" FROM "RollupCount" r JOIN counted n ON n."campaignId" = r."campaignId" AND n."unitId" = r."unitId"
      ORDER BY r."campaignId", n.path FOR UPDATE OF r
    )
    UPDATE "RollupCount" r SET red = r.red - n."full"[1], amber = r.amber - n."full"[2], grey = r.grey - n."full"[3], green = r.green - n."full"[4],
      "openRed" = r."openRed" - n."open"[1], "openAmber" = r."openAmber" - n."open"[2], "openGrey" = r."openGrey" - n."open"[3],
      "openGreen" = r."openGreen" - n."open"[4], held = r.held - n.held
    FROM held_rows h JOIN counted n ON n."campaignId" = h."campaignId" AND n."unitId" = h."unitId"
    WHERE r."campaignId" = h."campaignId" AND r."unitId" = h."unitId"`;
}

/**
 * Congresses whose standing is another by the passing of time: the day of a change has come, or it was reckoned for a
 * later day than this one (a planning day that was set back).
 */
export async function standingsDue(tx: Tx, today: Day, limit: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT r."congressId"::text AS id FROM "Readiness" r
    WHERE r."nextChangeOn" <= ${toDate(today)}::date OR r."computedFor" > ${toDate(today)}::date
    ORDER BY r."congressId" LIMIT ${limit}`;
  return rows.map((row) => row.id);
}

/** How many congresses are due to be reckoned, in a campaign and in the part of it that somebody looks at. */
export async function countDue(tx: Tx, inside: Scope, campaignId: string, today: Day): Promise<{ inBranch: number; inCampaign: number }> {
  const [row] = await tx.$queryRaw<{ inBranch: number; inCampaign: number }[]>`
    SELECT count(*) FILTER (WHERE ${pathWithin(inside, Prisma.sql`u.path`)})::int AS "inBranch", count(*)::int AS "inCampaign"
    FROM "Readiness" r JOIN "Congress" c ON c.id = r."congressId" JOIN "Unit" u ON u.id = c."unitId"
    WHERE r."nextChangeOn" <= ${toDate(today)}::date AND c."campaignId" = ${campaignId}::uuid`;
  return row ?? { inBranch: 0, inCampaign: 0 };
}

/** Ids of congresses after `after`, a page at a time. */
export async function congressIdsAfter(tx: Tx, after: string | null, limit: number): Promise<string[]> {
  const rows = await tx.congress.findMany({
    ...(after === null ? {} : { where: { id: { gt: after } } }),
    orderBy: { id: "asc" },
    take: limit,
    select: { id: true },
  });
  return rows.map((row) => row.id);
}

export const campaignIds = async (tx: Tx): Promise<string[]> => (await tx.campaign.findMany({ select: { id: true }, orderBy: { id: "asc" } })).map((row) => row.id);

/** Counts a campaign anew from the standings of its congresses; answers how many counts were not right. */
export async function recountRollups(tx: Tx, campaignId: string): Promise<number> {
  await waitForReckonings(tx, [campaignId]);
  await insertRollups(tx, campaignId);
  return tx.$executeRaw`
    WITH counted AS (
      SELECT above.id AS "unitId", ${tally(Prisma.sql`r.light`)} AS "full", ${tally(Prisma.sql`r."openLight"`)} AS "open", count(*) FILTER (WHERE r.held)::int AS held
      FROM "Readiness" r JOIN "Congress" c ON c.id = r."congressId" JOIN "Unit" u ON u.id = c."unitId"
      CROSS JOIN LATERAL generate_series(1, (length(u.path) - 1) / 11) AS step
      JOIN "Unit" above ON above.path = left(u.path, step * 11 + 1)
      WHERE c."campaignId" = ${campaignId}::uuid
      GROUP BY above.id
    ), right_ones AS (
      SELECT own."unitId", coalesce(c."full", ARRAY[0, 0, 0, 0]) AS "full", coalesce(c."open", ARRAY[0, 0, 0, 0]) AS "open", coalesce(c.held, 0) AS held
      FROM "RollupCount" own LEFT JOIN counted c ON c."unitId" = own."unitId"
      WHERE own."campaignId" = ${campaignId}::uuid
    )
    UPDATE "RollupCount" r SET red = n."full"[1], amber = n."full"[2], grey = n."full"[3], green = n."full"[4],
      "openRed" = n."open"[1], "openAmber" = n."open"[2], "openGrey" = n."open"[3], "openGreen" = n."open"[4], held = n.held
    FROM right_ones n
    WHERE r."campaignId" = ${campaignId}::uuid AND r."unitId" = n."unitId"
      AND (ARRAY[r.red, r.amber, r.grey, r.green], ARRAY[r."openRed", r."openAmber", r."openGrey", r."openGreen"], r.held)
        IS DISTINCT FROM (n."full", n."open", n.held)`;
}

/** How many there are of each light, in the order of LIGHTS. */
const tally = (column: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`ARRAY[${Prisma.join(LIGHTS.map((light) => Prisma.sql`count(*) FILTER (WHERE ${column} = ${light})::int`))}]`;
