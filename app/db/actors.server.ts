import type { Actor } from "#app/core/access/actor.ts";
import type { Role } from "#app/core/access/policy.ts";
import type { Scope } from "#app/core/access/scope.ts";
import { type Day, day } from "#app/core/time/day.ts";
import type { Tx } from "#app/db/client.server.ts";
import { toDate } from "#app/db/day.server.ts";
import { unitsWithin } from "#app/db/within.server.ts";

type GrantRow = { id: string; role: Role; unitId: string; path: string; from: string; until: string };

/** The actor behind a login, with the grants in force on the real day, for whoever works without a session. */
export const findActor = (tx: Tx, login: string, realDay: Day): Promise<Actor | null> => actorOf(tx, { login: login.toLowerCase() }, realDay);

/** The same behind an account. */
export const findActorById = (tx: Tx, id: string, realDay: Day): Promise<Actor | null> => actorOf(tx, { id }, realDay);

async function actorOf(tx: Tx, which: { readonly login: string } | { readonly id: string }, realDay: Day): Promise<Actor | null> {
  const account = await tx.account.findFirst({
    where: { ...which, state: "active" },
    select: { id: true, login: true, displayName: true, personId: true },
  });
  if (account === null) return null;
  const on = toDate(realDay);
  const grants = await tx.$queryRaw<GrantRow[]>`
    SELECT g.id::text AS id, g.role, g."unitId"::text AS "unitId", u.path, g."validFrom"::text AS "from", g."validUntil"::text AS until
    FROM "Grant" g JOIN "Unit" u ON u.id = g."unitId"
    WHERE g."accountId" = ${account.id}::uuid AND g.state = 'active' AND g."validFrom" <= ${on} AND g."validUntil" > ${on}`;
  const units = grants.map((grant) => grant.unitId);
  const walled = await tx.$queryRaw<{ id: string }[]>`
    SELECT ${account.personId}::text AS id WHERE ${account.personId}::text IS NOT NULL
    UNION SELECT r."relativeId"::text FROM "PersonRelation" r WHERE r."personId" = ${account.personId}::uuid
    UNION SELECT r."personId"::text FROM "PersonRelation" r WHERE r."relativeId" = ${account.personId}::uuid
    UNION SELECT h."personId"::text FROM "UnitHead" h
      WHERE h."unitId" = ANY(${units}::uuid[]) AND h."from" <= ${on} AND (h.until IS NULL OR h.until > ${on})`;
  return {
    accountId: account.id,
    login: account.login,
    name: account.displayName,
    personId: account.personId,
    walledPersons: walled.map((row) => row.id),
    grants: grants.map((grant) => ({ ...grant, from: day(grant.from), until: day(grant.until) })),
  };
}

export async function unitIdOfCode(tx: Tx, scope: Scope, code: string): Promise<string | null> {
  const row = await tx.unit.findFirst({ where: { code, ...unitsWithin(scope) }, select: { id: true } });
  return row && row.id;
}
