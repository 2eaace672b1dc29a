import type { Role } from "#app/core/access/policy.ts";
import type { Permit, Scope } from "#app/core/access/scope.ts";
import type { Severity } from "#app/core/rules/certainty.ts";
import type { FindingCode } from "#app/core/scheduling/conflicts.ts";
import { type Day, dayOfOrdinal } from "#app/core/time/day.ts";
import type { Tx } from "#app/db/client.server.ts";
import { toDate } from "#app/db/day.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { pathWithin } from "#app/db/within.server.ts";

/** A clash as its care remembers it: the same before and after a move, whatever the day. */
export type CaredFor = { readonly congressId: string; readonly findingKey: string; readonly code: FindingCode; readonly severity: Severity };

/** Since when a clash has been there, and who looks after it. */
export type Care = { readonly firstSeen: Day; readonly ownerId: string | null; readonly owner: string | null; readonly version: number };

export const careKey = (congressId: string, findingKey: string): string => `${congressId} ${findingKey}`;

/** What clashes now of the congresses: what is new is first seen today, what is gone is forgotten. One statement. */
export async function keepCares(tx: Tx, congressIds: readonly string[], found: readonly CaredFor[], today: Day): Promise<void> {
  const rows = [...new Map(found.map((each) => [careKey(each.congressId, each.findingKey), each])).values()];
  await tx.$executeRaw`
    WITH now AS (
      SELECT * FROM json_to_recordset(${JSON.stringify(rows)}::json) AS n("congressId" uuid, "findingKey" text, code text, severity text)
    ), gone AS (
      DELETE FROM "ConflictCare" c WHERE c."congressId" = ANY(${[...congressIds]}::uuid[])
        AND NOT EXISTS (SELECT 1 FROM now WHERE now."congressId" = c."congressId" AND now."findingKey" = c."findingKey")
    )
    INSERT INTO "ConflictCare" AS c ("congressId", "findingKey", code, severity, "firstSeen")
    SELECT "congressId", "findingKey", code, severity, ${toDate(today)}::date FROM now
    ON CONFLICT ("congressId", "findingKey") DO UPDATE SET severity = EXCLUDED.severity WHERE c.severity <> EXCLUDED.severity`;
}

/** The care of some congresses' clashes, or of all in a branch. */
export async function caresOf(tx: Tx, scope: Scope, of: { readonly congressIds: readonly string[] } | { readonly campaignId: string }): Promise<Map<string, Care>> {
  const which =
    "congressIds" in of ? Prisma.sql`k."congressId" = ANY(${[...of.congressIds]}::uuid[])` : Prisma.sql`c."campaignId" = ${of.campaignId}::uuid`;
  const [answer] = await tx.$queryRaw<{ rows: string | null }[]>`
    SELECT json_agg(json_build_array(k."congressId", k."findingKey", k."firstSeen" - DATE '1970-01-01', k."ownerId", a."displayName", k.version))::text AS rows
    FROM "ConflictCare" k JOIN "Congress" c ON c.id = k."congressId" JOIN "Unit" u ON u.id = c."unitId"
    LEFT JOIN "Account" a ON a.id = k."ownerId"
    WHERE ${which} AND ${pathWithin(scope, Prisma.sql`u.path`)}`;
  const rows = answer?.rows ? (JSON.parse(answer.rows) as [string, string, number, string | null, string | null, number][]) : [];
  return new Map(
    rows.map(([congressId, key, firstSeen, ownerId, owner, version]) => [careKey(congressId, key), { firstSeen: dayOfOrdinal(firstSeen), ownerId, owner, version }]),
  );
}

/** Gives clashes to an owner, or to nobody, where none of them was given meanwhile; answers how many it gave. */
export async function assignCares(
  tx: Tx,
  _permit: Permit<"conflict.assign">,
  rows: readonly (CaredFor & { readonly version: number })[],
  ownerId: string | null,
  today: Day,
): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO "ConflictCare" AS c ("congressId", "findingKey", code, severity, "firstSeen", "ownerId", version)
    SELECT n."congressId", n."findingKey", n.code, n.severity, ${toDate(today)}::date, ${ownerId}::uuid, n.version + 1
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS n("congressId" uuid, "findingKey" text, code text, severity text, version int)
    ON CONFLICT ("congressId", "findingKey") DO UPDATE SET "ownerId" = EXCLUDED."ownerId", version = EXCLUDED.version
    WHERE c.version = EXCLUDED.version - 1`;
}

/** Who may look after clashes: an account with its rights on places. */
export type OwnerChoice = { readonly id: string; readonly login: string; readonly name: string; readonly rights: readonly { readonly role: Role; readonly path: string }[] };

const MOST_OWNERS = 200;

/** The accounts with rights in a branch or above it whom the reader may know of. */
export async function ownersFor(tx: Tx, accounts: Scope, branchPath: string, realDay: Day): Promise<OwnerChoice[]> {
  const rows = await tx.$queryRaw<{ id: string; login: string; name: string; rights: OwnerChoice["rights"] }[]>`
    SELECT a.id::text AS id, a.login, a."displayName" AS name, json_agg(json_build_object('role', g.role, 'path', u.path)) AS rights
    FROM "Grant" g JOIN "Account" a ON a.id = g."accountId" JOIN "Unit" u ON u.id = g."unitId"
    WHERE g.state = 'active' AND g."validFrom" <= ${toDate(realDay)}::date AND g."validUntil" > ${toDate(realDay)}::date
      AND g.role IN ('planner', 'secretary', 'unitClerk') AND a.state = 'active'
      AND (starts_with(u.path, ${branchPath}) OR starts_with(${branchPath}, u.path)) AND ${pathWithin(accounts, Prisma.sql`u.path`)}
    GROUP BY a.id ORDER BY a.login LIMIT ${MOST_OWNERS}`;
  return rows;
}

/** The units right below a branch, by path. */
export async function unitsBelow(tx: Tx, scope: Scope, unitId: string): Promise<Map<string, { id: string; name: string }>> {
  const rows = await tx.$queryRaw<{ id: string; name: string; path: string }[]>`
    SELECT u.id::text AS id, u."partyName" AS name, u.path FROM "Unit" u WHERE u."parentId" = ${unitId}::uuid AND ${pathWithin(scope, Prisma.sql`u.path`)}`;
  return new Map(rows.map(({ path, ...unit }) => [path, unit]));
}

export type WeekCount = { readonly week: Day; readonly code: FindingCode; readonly severity: Severity; readonly count: number };

/**
 * Writes how many clashes there are in the week, for each branch that holds a campaign and those right below it; what
 * was written for the week before is replaced.
 */
export async function writeWeek(tx: Tx, monday: Day): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('conflictWeeks'))`;
  await tx.$executeRaw`DELETE FROM "ConflictWeek" WHERE week = ${toDate(monday)}::date`;
  await tx.$executeRaw`
    INSERT INTO "ConflictWeek" ("campaignId", "unitId", week, code, severity, count)
    SELECT m.id, b.id, ${toDate(monday)}::date, k.code, k.severity, count(*)::int
    FROM "ConflictCare" k JOIN "Congress" c ON c.id = k."congressId" JOIN "Unit" u ON u.id = c."unitId"
    JOIN "Campaign" m ON m.id = c."campaignId" JOIN "Unit" top ON top.id = m."unitId"
    JOIN "Unit" b ON b.path IN (top.path, left(u.path, length(top.path) + 11))
    GROUP BY m.id, b.id, k.code, k.severity`;
}

export async function weeksOf(tx: Tx, campaignId: string, unitId: string, from: Day): Promise<WeekCount[]> {
  const rows = await tx.$queryRaw<{ week: number; code: FindingCode; severity: Severity; count: number }[]>`
    SELECT week - DATE '1970-01-01' AS week, code, severity, count FROM "ConflictWeek"
    WHERE "campaignId" = ${campaignId}::uuid AND "unitId" = ${unitId}::uuid AND week >= ${toDate(from)}::date
    ORDER BY week, code, severity`;
  return rows.map((row) => ({ ...row, week: dayOfOrdinal(row.week) }));
}
