import type { Actor } from "#app/core/access/actor.ts";
import type { Role } from "#app/core/access/policy.ts";
import { type Day, day } from "#app/core/time/day.ts";
import type { Tx } from "#app/db/client.server.ts";
import { toDate } from "#app/db/day.server.ts";

export type SessionRow = {
  readonly actor: Actor;
  readonly locale: "vi" | "en";
  readonly theme: "system" | "light" | "dark";
  readonly mustChangePassword: boolean;
  readonly idleSeconds: number;
  readonly ageSeconds: number;
};

type Raw = {
  accountId: string;
  login: string;
  displayName: string;
  personId: string | null;
  locale: string;
  theme: string;
  mustChangePassword: boolean;
  idle: number;
  age: number;
  grants: { id: string; role: Role; unitId: string; path: string; from: string; until: string }[] | null;
  walled: string[] | null;
};

/** Longer than any limit: a locked session is never used again. */
const LOCKED_IDLE_SECONDS = 1e9;

/**
 * The session with its account, the grants in force on the real day and the persons it is walled off from, in one
 * query: rights are read anew for each request, so a withdrawn one is gone at once.
 */
export async function findSession(tx: Tx, id: string, realDay: Day): Promise<SessionRow | null> {
  const on = toDate(realDay);
  const rows = await tx.$queryRaw<Raw[]>`
    WITH held AS (
      SELECT g.id, g.role, g."unitId", u.path, g."validFrom"::text AS "from", g."validUntil"::text AS until, g."accountId"
      FROM "Session" s JOIN "Grant" g ON g."accountId" = s."accountId" JOIN "Unit" u ON u.id = g."unitId"
      WHERE s.id = ${id} AND g.state = 'active' AND g."validFrom" <= ${on} AND g."validUntil" > ${on}
    )
    SELECT a.id AS "accountId", a.login, a."displayName", a."personId", a.locale, a.theme, a."mustChangePassword",
      (CASE WHEN s."lockedAt" IS NULL THEN extract(epoch FROM now() - s."lastSeenAt") ELSE ${LOCKED_IDLE_SECONDS} END)::float8 AS idle, extract(epoch FROM now() - s."createdAt")::float8 AS age,
      (SELECT json_agg(json_build_object('id', h.id, 'role', h.role, 'unitId', h."unitId", 'path', h.path, 'from', h."from", 'until', h.until)) FROM held h) AS grants,
      ARRAY(
        SELECT a."personId"::text WHERE a."personId" IS NOT NULL
        UNION SELECT r."relativeId"::text FROM "PersonRelation" r WHERE r."personId" = a."personId"
        UNION SELECT r."personId"::text FROM "PersonRelation" r WHERE r."relativeId" = a."personId"
        UNION SELECT hd."personId"::text FROM "UnitHead" hd JOIN held h ON h."unitId" = hd."unitId"
              WHERE hd."from" <= ${on} AND (hd.until IS NULL OR hd.until > ${on})
      ) AS walled
    FROM "Session" s JOIN "Account" a ON a.id = s."accountId"
    WHERE s.id = ${id} AND a.state = 'active'`;
  const row = rows[0];
  if (row === undefined) return null;
  return {
    actor: {
      accountId: row.accountId,
      login: row.login,
      name: row.displayName,
      personId: row.personId,
      walledPersons: row.walled ?? [],
      grants: (row.grants ?? []).map((grant) => ({ ...grant, from: day(grant.from), until: day(grant.until) })),
    },
    locale: row.locale === "en" ? "en" : "vi",
    theme: row.theme === "light" || row.theme === "dark" ? row.theme : "system",
    mustChangePassword: row.mustChangePassword,
    idleSeconds: row.idle,
    ageSeconds: row.age,
  };
}

export const openSession = (tx: Tx, id: string, accountId: string, device: string): Promise<unknown> =>
  tx.session.create({ data: { id, accountId, device: device.slice(0, 200) } });

export const touchSession = (tx: Tx, id: string): Promise<unknown> =>
  tx.$executeRaw`UPDATE "Session" SET "lastSeenAt" = now() WHERE id = ${id}`;

/** Locked for good; it stays until the sweep, so that every loader of the page learns that it was idle. */
export const lockSession = (tx: Tx, id: string): Promise<unknown> =>
  tx.$executeRaw`UPDATE "Session" SET "lockedAt" = now() WHERE id = ${id} AND "lockedAt" IS NULL`;

export const endSession = (tx: Tx, id: string): Promise<unknown> => tx.session.deleteMany({ where: { id } });

/** Ends one session of the account, named by the first letters of its id as the list shows them. */
export const endSessionOf = async (tx: Tx, accountId: string, prefix: string): Promise<number> =>
  (await tx.session.deleteMany({ where: { accountId, id: { startsWith: prefix } } })).count;

export const endAllSessions = async (tx: Tx, accountId: string, except?: string): Promise<number> =>
  (await tx.session.deleteMany({ where: { accountId, ...(except === undefined ? {} : { NOT: { id: except } }) } })).count;

export type OwnSession = { readonly id: string; readonly prefix: string; readonly device: string; readonly createdAt: Date; readonly lastSeenAt: Date };

export async function listSessions(tx: Tx, accountId: string): Promise<OwnSession[]> {
  const rows = await tx.session.findMany({ where: { accountId, lockedAt: null }, orderBy: { lastSeenAt: "desc" }, take: 50 });
  return rows.map((row) => ({ ...row, prefix: row.id.slice(0, 12) }));
}

/** Sessions that nobody used for ten hours are of no use to anybody. */
export const sweepSessions = (tx: Tx): Promise<number> =>
  tx.$executeRaw`DELETE FROM "Session" WHERE "createdAt" < now() - interval '10 hours' OR "lastSeenAt" < now() - interval '1 hour'`;
