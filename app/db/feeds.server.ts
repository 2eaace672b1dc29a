import type { Scope } from "#app/core/access/scope.ts";
import type { LoggedDeed } from "#app/core/audit/deed.ts";
import { CONGRESS_STATES, type CongressState } from "#app/core/scheduling/congress.ts";
import { day, type Day } from "#app/core/time/day.ts";
import type { Session } from "#app/core/time/half-days.ts";
import type { Tx } from "#app/db/client.server.ts";
import { sessionOf, stateOf } from "#app/db/congresses.server.ts";
import { toDate } from "#app/db/day.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { pathWithin } from "#app/db/within.server.ts";

export const FEED_KINDS = ["branch", "leader", "person"] as const;
export type FeedKind = (typeof FEED_KINDS)[number];

export type NewFeed = {
  readonly kind: FeedKind;
  readonly unitId: string;
  readonly leaderId: string | null;
  readonly accountId: string;
  readonly secretHash: string;
  readonly createdAt: Date;
};

export const insertFeed = async (tx: Tx, feed: NewFeed): Promise<string> => (await tx.feed.create({ data: feed, select: { id: true } })).id;

export const countLiveFeeds = (tx: Tx, accountId: string): Promise<number> => tx.feed.count({ where: { accountId, revokedAt: null } });

export type OwnFeed = {
  readonly id: string;
  readonly kind: FeedKind;
  readonly unitPath: string;
  readonly unitName: string;
  readonly leaderName: string | null;
  readonly leaderPath: string | null;
  readonly createdAt: Date;
  readonly lastReadAt: Date | null;
};

const kindOf = (text: string): FeedKind => FEED_KINDS.find((kind) => kind === text) ?? "branch";

/** What an account has made and not revoked, the newest first. */
export async function liveFeedsOf(tx: Tx, accountId: string, take: number): Promise<OwnFeed[]> {
  const rows = await tx.$queryRaw<(Omit<OwnFeed, "kind"> & { kind: string })[]>`
    SELECT f.id::text AS id, f.kind, u.path AS "unitPath", u."partyName" AS "unitName", l.name AS "leaderName", lu.path AS "leaderPath",
      f."createdAt", f."lastReadAt"
    FROM "Feed" f JOIN "Unit" u ON u.id = f."unitId" LEFT JOIN "Leader" l ON l.id = f."leaderId" LEFT JOIN "Unit" lu ON lu.id = l."unitId"
    WHERE f."accountId" = ${accountId}::uuid AND f."revokedAt" IS NULL ORDER BY f."createdAt" DESC, f.id LIMIT ${take}`;
  return rows.map((row) => ({ ...row, kind: kindOf(row.kind) }));
}

/** Ends a feed of the account for good; the unit it was of, or null where there is no such live feed. */
export async function revokeFeedOf(tx: Tx, accountId: string, id: string, now: Date): Promise<{ kind: string; unitPath: string } | null> {
  const rows = await tx.$queryRaw<{ kind: string; unitPath: string }[]>`
    UPDATE "Feed" f SET "revokedAt" = ${now} FROM "Unit" u
    WHERE f.id = ${id}::uuid AND f."accountId" = ${accountId}::uuid AND f."revokedAt" IS NULL AND u.id = f."unitId"
    RETURNING f.kind, u.path AS "unitPath"`;
  return rows[0] ?? null;
}

export type KnownFeed = {
  readonly id: string;
  readonly kind: FeedKind;
  readonly unitId: string;
  readonly leaderId: string | null;
  readonly accountId: string;
  readonly locale: "vi" | "en";
  readonly lastReadAt: Date | null;
};

/** The live feed with this digest of its secret, and the language of who made it. */
export async function findFeed(tx: Tx, secretHash: string): Promise<KnownFeed | null> {
  const row = await tx.feed.findFirst({
    where: { secretHash, revokedAt: null },
    select: { id: true, kind: true, unitId: true, leaderId: true, accountId: true, lastReadAt: true, account: { select: { locale: true } } },
  });
  if (row === null) return null;
  const { account, ...feed } = row;
  return { ...feed, kind: kindOf(feed.kind), locale: account.locale === "en" ? "en" : "vi" };
}

export const markRead = (tx: Tx, id: string, now: Date): Promise<unknown> => tx.feed.update({ where: { id }, data: { lastReadAt: now } });

export type FedCongress = {
  readonly id: string;
  readonly name: string;
  readonly state: CongressState;
  readonly opensOn: Day;
  readonly closesOn: Day;
  readonly session: Session;
  readonly venueName: string | null;
  /** Of the congress, not of its date: a date that is taken away and set again begins at 1 anew. */
  readonly version: number;
  /** ISO instant. */
  readonly changedAt: string;
};

/** The deeds that change what a feed tells. Slates and checklists are of the same subject and leave no trace here. */
const DATE_DEEDS: readonly LoggedDeed[] = ["congress.date", "congress.propose", "congress.approve", "congress.edit", "congress.outcome", "plan.import", "plan.fill", "plan.approve"];
const DATED = CONGRESS_STATES.filter((state) => state !== "undated");

/** A row as JSON: a thousand of them are read in a few milliseconds. */
type FedRow = [
  id: string,
  name: string,
  state: string,
  opensOn: string,
  closesOn: string,
  session: string,
  venueName: string | null,
  version: number,
  changedAt: string,
];

/**
 * Dated congresses of working plans on days of [from, until), those nearest to `today` first, at most `take`; and how
 * many there are.
 */
export async function congressesToFeed(
  tx: Tx,
  inside: Scope,
  asked: { readonly leaderId: string | null; readonly from: Day; readonly until: Day; readonly today: Day; readonly take: number },
): Promise<{ rows: FedCongress[]; total: number }> {
  const attending =
    asked.leaderId === null
      ? Prisma.empty
      : Prisma.sql`JOIN "CongressLeader" a ON a."planVersionId" = p.id AND a."congressId" = c.id AND a."leaderId" = ${asked.leaderId}::uuid`;
  const [answer] = await tx.$queryRaw<{ rows: string | null; total: number }[]>`
    WITH near AS (
      SELECT c.id, u."partyName" AS name, c.state, d."opensOn", d."closesOn", d.session, v.name AS "venueName", c.version,
        k."openedOn"::timestamp AT TIME ZONE 'UTC' AS "openedOn", count(*) OVER () AS total
      FROM "PlanVersion" p JOIN "PlannedDate" d ON d."planVersionId" = p.id JOIN "Congress" c ON c.id = d."congressId"
      JOIN "Campaign" k ON k.id = c."campaignId" JOIN "Unit" u ON u.id = c."unitId" LEFT JOIN "Venue" v ON v.id = d."venueId" ${attending}
      WHERE p.state = 'working' AND c.state = ANY(${DATED}::text[]) AND ${pathWithin(inside, Prisma.sql`u.path`)}
        AND d."opensOn" >= ${toDate(asked.from)}::date AND d."opensOn" < ${toDate(asked.until)}::date
      ORDER BY abs(d."opensOn" - ${toDate(asked.today)}::date), u.path, c.id LIMIT ${asked.take}
    ), changed AS (
      SELECT "subjectId" AS id, max(at) AS at FROM "AuditEntry"
      WHERE "subjectKind" = 'congress' AND "subjectId" IN (SELECT id::text FROM near) AND deed = ANY(${DATE_DEEDS}::text[])
      GROUP BY "subjectId"
    )
    SELECT json_agg(json_build_array(n.id, n.name, n.state, n."opensOn", n."closesOn", n.session, n."venueName", n.version,
      to_char(coalesce(e.at, n."openedOn") AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')))::text AS rows, coalesce(max(n.total), 0)::int AS total
    FROM near n LEFT JOIN changed e ON e.id = n.id::text`;
  const rows = answer?.rows ? (JSON.parse(answer.rows) as FedRow[]) : [];
  return {
    total: answer?.total ?? 0,
    rows: rows.map(([id, name, state, opensOn, closesOn, session, venueName, version, changedAt]) => ({
      id,
      name,
      state: stateOf(state),
      opensOn: day(opensOn),
      closesOn: day(closesOn),
      session: sessionOf(session),
      venueName,
      version,
      changedAt,
    })),
  };
}
