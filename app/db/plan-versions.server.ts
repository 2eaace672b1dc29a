import type { Permit, Scope } from "#app/core/access/scope.ts";
import type { PlanningWish } from "#app/core/planning/branch-plan.ts";
import type { Undated, Why, WhyNot } from "#app/core/planning/explain.ts";
import { CONGRESS_STATES, isPinned } from "#app/core/scheduling/congress.ts";
import { day, type Day } from "#app/core/time/day.ts";
import { closesOn, type Session } from "#app/core/time/half-days.ts";
import type { Tx } from "#app/db/client.server.ts";
import { levelOf, sessionOf, stateOf } from "#app/db/congresses.server.ts";
import { toDate, toDay, toDayOrNull } from "#app/db/day.server.ts";
import { dropFallen } from "#app/db/exceptions.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { fieldsOf, wishOf } from "#app/db/planning-runs.server.ts";
import { pathWithin } from "#app/db/within.server.ts";

export const VERSION_STATES = ["draft", "proposed", "approved", "discarded"] as const;
export type VersionState = (typeof VERSION_STATES)[number];

/** What came out of planning, as it was when the draft was made. */
export type PlanSummary = { readonly placed: number; readonly unplaced: number };

/** A plan beside the working one: private to the planners and secretaries of its branch. */
export type PlanVersionFacts = {
  readonly id: string;
  readonly campaignId: string;
  readonly unitId: string;
  readonly unitPath: string;
  readonly unitName: string;
  readonly number: number | null;
  readonly state: VersionState;
  readonly name: string | null;
  readonly question: PlanningWish;
  /** The highest number that was approved in the campaign when the draft was made. */
  readonly baseNumber: number;
  readonly summary: PlanSummary;
  readonly createdAt: Date;
  readonly createdById: string | null;
  readonly createdBy: string | null;
  readonly proposedById: string | null;
  readonly proposedBy: string | null;
  readonly approvedBy: string | null;
  readonly approvedOn: Day | null;
  readonly reason: string | null;
  readonly version: number;
};

type Row = Omit<PlanVersionFacts, "state" | "question" | "baseNumber" | "summary" | "approvedOn"> & { state: string; question: unknown; summary: unknown; approvedOn: Date | null };

const selectVersions = Prisma.sql`
  SELECT p.id::text AS id, p."campaignId"::text AS "campaignId", u.id::text AS "unitId", u.path AS "unitPath", u."partyName" AS "unitName",
    p.number, p.state, p.name, p.question, p.summary, p."createdAt", p."createdById"::text AS "createdById", made."displayName" AS "createdBy",
    p."proposedById"::text AS "proposedById", proposed."displayName" AS "proposedBy", approved."displayName" AS "approvedBy",
    p."approvedOn", p.reason, p.version
  FROM "PlanVersion" p JOIN "Unit" u ON u.id = p."unitId"
  LEFT JOIN "Account" made ON made.id = p."createdById" LEFT JOIN "Account" proposed ON proposed.id = p."proposedById"
  LEFT JOIN "Account" approved ON approved.id = p."approvedById"`;

function fromRow(row: Row): PlanVersionFacts {
  const count = (name: string): number => Number(fieldsOf(row.summary)[name] ?? 0);
  return {
    ...row,
    state: VERSION_STATES.find((state) => state === row.state) ?? "discarded",
    question: wishOf(row.question),
    baseNumber: Number(fieldsOf(row.question)["baseNumber"] ?? 0),
    summary: { placed: count("placed"), unplaced: count("unplaced") },
    approvedOn: toDayOrNull(row.approvedOn),
  };
}

/** A version of a branch in the scope; what was thrown away is not there any more. */
export async function findVersion(tx: Tx, scope: Scope, id: string): Promise<PlanVersionFacts | null> {
  const rows = await tx.$queryRaw<Row[]>`${selectVersions}
    WHERE p.id = ${id}::uuid AND p.state IN ('draft', 'proposed', 'approved') AND ${pathWithin(scope, Prisma.sql`u.path`)}`;
  return rows[0] ? fromRow(rows[0]) : null;
}

/** Versions of the branches in the scope, the newest first. */
export async function listVersions(
  tx: Tx,
  inside: Scope,
  campaignId: string,
  wanted: { readonly page: number; readonly size: number },
): Promise<{ rows: PlanVersionFacts[]; total: number }> {
  const where = Prisma.sql`p."campaignId" = ${campaignId}::uuid AND p.state IN ('draft', 'proposed', 'approved') AND ${pathWithin(inside, Prisma.sql`u.path`)}`;
  const rows = await tx.$queryRaw<Row[]>`${selectVersions} WHERE ${where}
    ORDER BY p.number DESC NULLS FIRST, p."createdAt" DESC, p.id LIMIT ${wanted.size} OFFSET ${(wanted.page - 1) * wanted.size}`;
  const [counted] = await tx.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total FROM "PlanVersion" p JOIN "Unit" u ON u.id = p."unitId" WHERE ${where}`;
  return { rows: rows.map(fromRow), total: counted?.total ?? 0 };
}

/** Versions that wait for a decision and that the account neither made nor proposed, those that wait longest first. */
export async function versionsToDecide(tx: Tx, inside: Scope, accountId: string, take: number): Promise<{ id: string; unitPath: string }[]> {
  return tx.$queryRaw`
    SELECT p.id::text AS id, u.path AS "unitPath" FROM "PlanVersion" p JOIN "Unit" u ON u.id = p."unitId"
    WHERE p.state = 'proposed' AND p."createdById" IS DISTINCT FROM ${accountId}::uuid AND p."proposedById" IS DISTINCT FROM ${accountId}::uuid
      AND ${pathWithin(inside, Prisma.sql`u.path`)}
    ORDER BY p."createdAt", p.id LIMIT ${take}`;
}

export type DraftDate = {
  readonly congressId: string;
  /** The version of the congress that planning saw. */
  readonly base: number;
  readonly opensOn: Day;
  readonly session: Session;
  readonly lengthHalfDays: number;
  readonly venueId: string | null;
  readonly leaderIds: readonly string[];
  readonly why: Why;
};

export type NewDraft = {
  readonly campaignId: string;
  readonly unitId: string;
  readonly createdById: string;
  readonly question: PlanningWish;
  readonly dates: readonly DraftDate[];
  readonly undated: readonly (Undated & { readonly base: number })[];
};

/** So many rows travel in one statement. */
const CHUNK = 2_000;

function* inParts<T>(list: readonly T[]): Generator<string> {
  for (let from = 0; from < list.length; from += CHUNK) yield JSON.stringify(list.slice(from, from + CHUNK));
}

/**
 * Keeps a whole draft. In a draft the version of a date is that of its congress when it was planned: what has moved
 * since is told by it.
 */
export async function insertDraft(tx: Tx, permit: Permit<"plan.propose">, draft: NewDraft): Promise<string> {
  const [base] = await tx.$queryRaw<{ number: number }[]>`SELECT coalesce(max(number), 0)::int AS number FROM "PlanVersion" WHERE "campaignId" = ${draft.campaignId}::uuid`;
  const unit = await tx.unit.findFirstOrThrow({ where: { id: draft.unitId, path: permit.unitPath }, select: { id: true } });
  const { id } = await tx.planVersion.create({
    data: {
      campaignId: draft.campaignId,
      unitId: unit.id,
      state: "draft",
      createdById: draft.createdById,
      question: { ...draft.question, scenario: { ...draft.question.scenario }, baseNumber: base?.number ?? 0 },
      summary: { placed: draft.dates.length, unplaced: draft.undated.length },
    },
    select: { id: true },
  });
  const dates = draft.dates.map(({ leaderIds: _, lengthHalfDays, ...date }) => ({ ...date, closesOn: closesOn(date.opensOn, date.session, lengthHalfDays) }));
  for (const rows of inParts(dates))
    await tx.$executeRaw`
      INSERT INTO "PlannedDate" ("planVersionId", "congressId", "opensOn", "closesOn", session, "venueId", why, version)
      SELECT ${id}::uuid, n."congressId", n."opensOn", n."closesOn", n.session, n."venueId", n.why, n.base
      FROM json_to_recordset(${rows}::json) AS n("congressId" uuid, base int, "opensOn" date, "closesOn" date, session text, "venueId" uuid, why jsonb)`;
  for (const rows of inParts(draft.dates.flatMap(({ congressId, leaderIds }) => leaderIds.map((leaderId) => ({ congressId, leaderId })))))
    await tx.$executeRaw`
      INSERT INTO "CongressLeader" ("planVersionId", "congressId", "leaderId")
      SELECT ${id}::uuid, n."congressId", n."leaderId" FROM json_to_recordset(${rows}::json) AS n("congressId" uuid, "leaderId" uuid)`;
  for (const rows of inParts(draft.undated.map(({ congressId, whyNot, base: at }) => ({ congressId, why: { ...whyNot, base: at } }))))
    await tx.$executeRaw`
      INSERT INTO "PlanUnplaced" ("planVersionId", "congressId", why)
      SELECT ${id}::uuid, n."congressId", n.why FROM json_to_recordset(${rows}::json) AS n("congressId" uuid, why jsonb)`;
  return id;
}

export const workingPlanOf = async (tx: Tx, campaignId: string): Promise<string> =>
  (await tx.planVersion.findFirstOrThrow({ where: { campaignId, state: "working" }, select: { id: true } })).id;

export type ShownDate = {
  readonly congressId: string;
  readonly name: string;
  /** The branch that the unit stands under. */
  readonly above: string | null;
  readonly opensOn: Day;
  readonly closesOn: Day;
  readonly session: Session;
  readonly venue: string | null;
  readonly leaders: readonly string[];
  readonly pinned: boolean;
  readonly why: Why;
};

type ShownRow = Omit<ShownDate, "opensOn" | "closesOn" | "session" | "pinned" | "leaders" | "why"> & { opensOn: Date; closesOn: Date; session: string; state: string; leaders: string[] | null; why: unknown };

/** A part of a version's dates in the order of the days: those that can still be changed, then those that stand. */
export async function datesOf(tx: Tx, planId: string, wanted: { readonly page: number; readonly size: number }): Promise<ShownDate[]> {
  const rows = await tx.$queryRaw<ShownRow[]>`
    SELECT c.id::text AS "congressId", u."partyName" AS name, o."partyName" AS above, d."opensOn", d."closesOn", d.session, v.name AS venue, c.state, d.why,
      (SELECT array_agg(l.name ORDER BY l.code) FROM "CongressLeader" a JOIN "Leader" l ON l.id = a."leaderId"
        WHERE a."planVersionId" = d."planVersionId" AND a."congressId" = c.id) AS leaders
    FROM (SELECT d.*, c.state = ANY(${CONGRESS_STATES.filter(isPinned)}::text[]) AS stays FROM "PlannedDate" d JOIN "Congress" c ON c.id = d."congressId"
      WHERE d."planVersionId" = ${planId}::uuid ORDER BY stays, d."opensOn", d.session DESC, c.id
      LIMIT ${wanted.size} OFFSET ${(wanted.page - 1) * wanted.size}) d
    JOIN "Congress" c ON c.id = d."congressId" JOIN "Unit" u ON u.id = c."unitId" LEFT JOIN "Unit" o ON o.id = u."parentId" LEFT JOIN "Venue" v ON v.id = d."venueId"
    ORDER BY d.stays, d."opensOn", d.session DESC, u.path, c.round`;
  return rows.map(({ state, ...row }) => ({
    ...row,
    opensOn: toDay(row.opensOn),
    closesOn: toDay(row.closesOn),
    session: sessionOf(row.session),
    leaders: row.leaders ?? [],
    pinned: isPinned(stateOf(state)),
    why: row.why as Why,
  }));
}

export type ShownUndated = { readonly congressId: string; readonly name: string; readonly above: string | null; readonly whyNot: WhyNot };

export async function undatedOf(tx: Tx, planId: string, take: number): Promise<ShownUndated[]> {
  const rows = await tx.$queryRaw<{ congressId: string; name: string; above: string | null; why: unknown }[]>`
    SELECT n."congressId"::text AS "congressId", u."partyName" AS name, o."partyName" AS above, n.why
    FROM "PlanUnplaced" n JOIN "Congress" c ON c.id = n."congressId" JOIN "Unit" u ON u.id = c."unitId" LEFT JOIN "Unit" o ON o.id = u."parentId"
    WHERE n."planVersionId" = ${planId}::uuid ORDER BY u.path, c.round LIMIT ${take}`;
  return rows.map(({ why, ...row }) => ({ ...row, whyNot: why as WhyNot }));
}

/** How many congresses sit on each day of a version, from a day on. */
export async function loadByDay(tx: Tx, planId: string, from: Day): Promise<{ day: Day; count: number }[]> {
  const rows = await tx.$queryRaw<{ day: Date; count: number }[]>`
    SELECT day::date AS day, sum(spans.count)::int AS count
    FROM (SELECT "opensOn", "closesOn", count(*) FROM "PlannedDate"
      WHERE "planVersionId" = ${planId}::uuid AND "opensOn" >= ${toDate(from)}::date GROUP BY "opensOn", "closesOn") spans
    CROSS JOIN LATERAL generate_series(spans."opensOn", spans."closesOn", interval '1 day') AS day GROUP BY day ORDER BY day LIMIT 800`;
  return rows.map((row) => ({ day: toDay(row.day), count: row.count }));
}

/** Who attends most in a version. */
export const loadByLeader = (tx: Tx, planId: string, take: number): Promise<{ leaderId: string; name: string; post: string; count: number }[]> =>
  tx.$queryRaw`
    SELECT l.id::text AS "leaderId", l.name, l.post, count(*)::int AS count
    FROM "CongressLeader" a JOIN "Leader" l ON l.id = a."leaderId"
    JOIN "PlannedDate" d ON d."planVersionId" = a."planVersionId" AND d."congressId" = a."congressId"
    WHERE a."planVersionId" = ${planId}::uuid GROUP BY l.id ORDER BY count(*) DESC, l.code LIMIT ${take}`;

export type ChangeKind = "added" | "moved" | "removed" | "leaders";
export type ChangeCounts = Readonly<Record<ChangeKind | "same", number>> & {
  /** How many days all moved dates lie later or earlier in sum. */
  readonly daysLater: number;
  readonly daysEarlier: number;
};

/** What a version covers: its branch and round in its campaign. */
export type Covered = Pick<PlanVersionFacts, "campaignId" | "unitPath" | "question">;

const leadersIn = (planId: string): Prisma.Sql => Prisma.sql`
  (SELECT "congressId", array_agg("leaderId" ORDER BY "leaderId") AS ids FROM "CongressLeader" WHERE "planVersionId" = ${planId}::uuid GROUP BY "congressId")`;

/** The dates of two plans side by side: what was, and what is. */
function sideBySide({ campaignId, unitPath, question }: Covered, before: string, after: string, alsoUnder: string): Prisma.Sql {
  return Prisma.sql`
    SELECT c.id, c.version, c.state, c."frozenFrom" IS NOT NULL AS frozen, u.path, u."partyName" AS name, was."opensOn" AS was, was.session AS "wasSession", now."opensOn" AS "now", now.session AS "nowSession",
      now.version AS base, now."closesOn", now."venueId",
      CASE WHEN was."opensOn" IS NULL AND now."opensOn" IS NULL THEN 'none'
        WHEN was."opensOn" IS NULL THEN 'added' WHEN now."opensOn" IS NULL THEN 'removed'
        WHEN was."opensOn" <> now."opensOn" OR was.session <> now.session OR was."closesOn" <> now."closesOn" THEN 'moved'
        WHEN sent.ids IS DISTINCT FROM sending.ids THEN 'leaders' ELSE 'same' END AS kind
    FROM "Congress" c JOIN "Unit" u ON u.id = c."unitId"
    LEFT JOIN "PlannedDate" was ON was."planVersionId" = ${before}::uuid AND was."congressId" = c.id
    LEFT JOIN "PlannedDate" now ON now."planVersionId" = ${after}::uuid AND now."congressId" = c.id
    LEFT JOIN ${leadersIn(before)} sent ON sent."congressId" = c.id
    LEFT JOIN ${leadersIn(after)} sending ON sending."congressId" = c.id
    WHERE c."campaignId" = ${campaignId}::uuid AND c.round = ${question.round} AND starts_with(u.path, ${unitPath})
      ${alsoUnder === unitPath ? Prisma.empty : Prisma.sql`AND starts_with(u.path, ${alsoUnder})`}`;
}

export type Sides = { readonly covered: Covered; readonly before: string; readonly after: string; readonly alsoUnder: string };

type CountedKind = { readonly kind: string; readonly count: number; readonly later: number; readonly earlier: number };

/** The kinds of change with their numbers, as one JSON value over the rows of `both_sides`. */
const COUNTED = Prisma.sql`(SELECT json_agg(k) FROM (SELECT kind, count(*)::int AS count, coalesce(sum(greatest("now" - was, 0)), 0)::int AS later,
  coalesce(sum(greatest(was - "now", 0)), 0)::int AS earlier FROM both_sides GROUP BY kind) k)`;

function countsFrom(rows: readonly CountedKind[] | null): ChangeCounts {
  const of = (kind: string): Omit<CountedKind, "kind"> => rows?.find((row) => row.kind === kind) ?? { count: 0, later: 0, earlier: 0 };
  return { added: of("added").count, moved: of("moved").count, removed: of("removed").count, leaders: of("leaders").count, same: of("same").count, daysLater: of("moved").later, daysEarlier: of("moved").earlier };
}

export async function countChanges(tx: Tx, { covered, before, after, alsoUnder }: Sides): Promise<ChangeCounts> {
  const [answer] = await tx.$queryRaw<{ counts: CountedKind[] | null }[]>`
    WITH both_sides AS (${sideBySide(covered, before, after, alsoUnder)}) SELECT ${COUNTED} AS counts`;
  return countsFrom(answer?.counts ?? null);
}

export type PlanChange = {
  readonly congressId: string;
  readonly name: string;
  readonly kind: ChangeKind | "same";
  readonly before: { readonly opensOn: Day; readonly session: Session } | null;
  readonly after: { readonly opensOn: Day; readonly session: Session } | null;
};

const kindOf = (text: string): ChangeKind => (text === "added" || text === "removed" || text === "leaders" ? text : "moved");
const at = (opensOn: Date | null, session: string | null): PlanChange["before"] => (opensOn === null || session === null ? null : { opensOn: toDay(opensOn), session: sessionOf(session) });
const shownAt = (opensOn: string | null, session: string | null): PlanChange["before"] => (opensOn === null || session === null ? null : { opensOn: day(opensOn), session: sessionOf(session) });

type ChangeRow = { id: string; name: string; kind: string; was: string | null; wasSession: string | null; now: string | null; nowSession: string | null };

/** How two plans differ, and a part of what differs or of the changes of one kind, the latest moves of the calendar last. */
export async function compareSides(
  tx: Tx,
  { covered, before, after, alsoUnder }: Sides,
  wanted: { readonly kind: PlanChange["kind"] | null; readonly page: number; readonly size: number },
): Promise<{ counts: ChangeCounts; changes: PlanChange[] }> {
  const kinds = wanted.kind === null ? ["moved", "added", "removed", "leaders"] : [wanted.kind];
  const [answer] = await tx.$queryRaw<{ counts: CountedKind[] | null; changes: ChangeRow[] | null }[]>`
    WITH both_sides AS MATERIALIZED (${sideBySide(covered, before, after, alsoUnder)})
    SELECT ${COUNTED} AS counts, (SELECT json_agg(c) FROM (
      SELECT id, name, kind, was, "wasSession", "now", "nowSession" FROM both_sides WHERE kind = ANY(${kinds})
      ORDER BY array_position(ARRAY['moved', 'added', 'removed', 'leaders'], kind), coalesce("now", was), path, id
      LIMIT ${wanted.size} OFFSET ${(wanted.page - 1) * wanted.size}) c) AS changes`;
  const changes = (answer?.changes ?? []).map(
    (row): PlanChange => ({ congressId: row.id, name: row.name, kind: row.kind === "same" ? "same" : kindOf(row.kind), before: shownAt(row.was, row.wasSession), after: shownAt(row.now, row.nowSession) }),
  );
  return { counts: countsFrom(answer?.counts ?? null), changes };
}

export type Applied = {
  readonly congressId: string;
  readonly name: string;
  readonly unitPath: string;
  readonly state: ReturnType<typeof stateOf>;
  readonly kind: ChangeKind;
  readonly before: PlanChange["before"];
  readonly after: PlanChange["after"];
  /** Somebody changed the congress after it was planned, or its date was approved or frozen. */
  readonly stale: boolean;
};

/** A draft beside the working plan; `stale` as in `Applied`. */
const pendingSides = (version: PlanVersionFacts, workingId: string): Prisma.Sql => Prisma.sql`
  SELECT s.*, s.version IS DISTINCT FROM coalesce(s.base, (n.why ->> 'base')::int) OR s.frozen OR s.state IN ('approved', 'held', 'reported', 'cancelled') AS stale
  FROM (${sideBySide(version, workingId, version.id, version.unitPath)}) s
  LEFT JOIN "PlanUnplaced" n ON n."planVersionId" = ${version.id}::uuid AND n."congressId" = s.id`;

/** How a draft differs from the working plan, and the first of those that have moved since it was made. */
export async function pendingOf(tx: Tx, version: PlanVersionFacts, workingId: string, take: number): Promise<{ counts: ChangeCounts; stale: { congressId: string; name: string }[] }> {
  const [answer] = await tx.$queryRaw<{ counts: CountedKind[] | null; stale: { congressId: string; name: string }[] | null }[]>`
    WITH both_sides AS MATERIALIZED (${pendingSides(version, workingId)})
    SELECT ${COUNTED} AS counts, (SELECT json_agg(c) FROM (
      SELECT id AS "congressId", name FROM both_sides WHERE stale AND kind NOT IN ('none', 'same') ORDER BY path, id LIMIT ${take}) c) AS stale`;
  return { counts: countsFrom(answer?.counts ?? null), stale: answer?.stale ?? [] };
}

/** Everything in which the working plan would change, what has moved since the draft was made first. */
export async function pendingChanges(tx: Tx, version: PlanVersionFacts, workingId: string): Promise<Applied[]> {
  type PendingRow = { id: string; name: string; path: string; state: string; kind: string; was: Date | null; wasSession: string | null; now: Date | null; nowSession: string | null; stale: boolean };
  const rows = await tx.$queryRaw<PendingRow[]>`
    SELECT id::text AS id, name, path, state, kind, was, "wasSession", "now", "nowSession", stale
    FROM (${pendingSides(version, workingId)}) both_sides WHERE kind NOT IN ('none', 'same') ORDER BY stale DESC, path, id`;
  return rows.map((row) => ({
    congressId: row.id,
    name: row.name,
    unitPath: row.path,
    state: stateOf(row.state),
    kind: kindOf(row.kind),
    before: at(row.was, row.wasSession),
    after: at(row.now, row.nowSession),
    stale: row.stale,
  }));
}

/** Two approvals in a campaign wait for one another here, and so do those who move a congress of the branch. */
export async function holdCampaign(tx: Tx, version: PlanVersionFacts): Promise<void> {
  await tx.$queryRaw`SELECT id FROM "Campaign" WHERE id = ${version.campaignId}::uuid FOR UPDATE`;
  await tx.$queryRaw`
    SELECT count(*)::int AS held FROM (SELECT c.id FROM "Congress" c JOIN "Unit" u ON u.id = c."unitId"
      WHERE c."campaignId" = ${version.campaignId}::uuid AND c.round = ${version.question.round} AND starts_with(u.path, ${version.unitPath})
      ORDER BY c.id FOR UPDATE OF c) held`;
}

/** The version of the same congresses that was approved after this one was made; null when there is none. */
export async function approvedSince(tx: Tx, version: PlanVersionFacts): Promise<number | null> {
  const rows = await tx.$queryRaw<{ number: number }[]>`
    SELECT p.number FROM "PlanVersion" p JOIN "Unit" u ON u.id = p."unitId"
    WHERE p."campaignId" = ${version.campaignId}::uuid AND p.state = 'approved' AND p.number > ${version.baseNumber}
      AND (p.question ->> 'round')::int = ${version.question.round} AND (starts_with(u.path, ${version.unitPath}) OR starts_with(${version.unitPath}, u.path))
    ORDER BY p.number DESC LIMIT 1`;
  return rows[0]?.number ?? null;
}

/** Puts the changes of the version into the working plan, as drafts. Whoever calls has held the congresses and made sure that nothing moved. */
export async function copyIntoWorking(
  tx: Tx,
  _permit: Permit<"plan.approve">,
  version: PlanVersionFacts,
  { workingId, changes, reason }: { readonly workingId: string; readonly changes: readonly Applied[]; readonly reason: string },
): Promise<void> {
  const dated = changes.filter((each) => each.after !== null).map((each) => each.congressId);
  const removed = changes.filter((each) => each.after === null).map((each) => each.congressId);
  await tx.$executeRaw`
    UPDATE "Congress" SET version = version + 1, state = CASE WHEN id = ANY(${removed}::uuid[]) THEN 'undated' ELSE 'draft' END
    WHERE id = ANY(${[...dated, ...removed]}::uuid[]) AND "frozenFrom" IS NULL AND state NOT IN ('approved', 'held', 'reported', 'cancelled')`;
  await tx.$executeRaw`DELETE FROM "PlannedDate" WHERE "planVersionId" = ${workingId}::uuid AND "congressId" = ANY(${removed}::uuid[])`;
  await tx.$executeRaw`
    INSERT INTO "PlannedDate" ("planVersionId", "congressId", "opensOn", "closesOn", session, "venueId", reason)
    SELECT ${workingId}::uuid, d."congressId", d."opensOn", d."closesOn", d.session, d."venueId", ${reason}
    FROM "PlannedDate" d WHERE d."planVersionId" = ${version.id}::uuid AND d."congressId" = ANY(${dated}::uuid[])
    ON CONFLICT ("planVersionId", "congressId") DO UPDATE SET "opensOn" = EXCLUDED."opensOn", "closesOn" = EXCLUDED."closesOn",
      session = EXCLUDED.session, "venueId" = EXCLUDED."venueId", reason = EXCLUDED.reason, version = "PlannedDate".version + 1`;
  await tx.$executeRaw`DELETE FROM "CongressLeader" WHERE "planVersionId" = ${workingId}::uuid AND "congressId" = ANY(${dated}::uuid[])`;
  await tx.$executeRaw`
    INSERT INTO "CongressLeader" ("planVersionId", "congressId", "leaderId")
    SELECT ${workingId}::uuid, a."congressId", a."leaderId" FROM "CongressLeader" a
    WHERE a."planVersionId" = ${version.id}::uuid AND a."congressId" = ANY(${dated}::uuid[])`;
  await dropFallen(tx, [...dated, ...removed], workingId);
}

/** Proposes a draft. False when it is none any more, or was changed since `version`. */
export async function markProposed(tx: Tx, permit: Permit<"plan.propose">, id: string, version: number, proposedById: string): Promise<boolean> {
  const { count } = await tx.planVersion.updateMany({
    where: { id, version, state: "draft", unit: { path: permit.unitPath } },
    data: { state: "proposed", proposedById, reason: null, version: { increment: 1 } },
  });
  return count === 1;
}

/** Gives a proposed version back. */
export async function markReturned(tx: Tx, permit: Permit<"plan.approve">, id: string, version: number, reason: string): Promise<boolean> {
  const { count } = await tx.planVersion.updateMany({
    where: { id, version, state: "proposed", unit: { path: permit.unitPath } },
    data: { state: "draft", proposedById: null, reason, version: { increment: 1 } },
  });
  return count === 1;
}

/** Gives a proposed version its number; from now on it never changes. Null when it is not proposed, or was changed since `version`. */
export async function markApproved(
  tx: Tx,
  permit: Permit<"plan.approve">,
  version: PlanVersionFacts,
  approval: { readonly approvedById: string; readonly approvedOn: Day; readonly reason: string; readonly version: number },
): Promise<number | null> {
  const rows = await tx.$queryRaw<{ number: number }[]>`
    UPDATE "PlanVersion" p SET state = 'approved', "approvedById" = ${approval.approvedById}::uuid, "approvedOn" = ${toDate(approval.approvedOn)}::date,
      reason = ${approval.reason}, version = p.version + 1,
      number = (SELECT coalesce(max(number), 0) + 1 FROM "PlanVersion" WHERE "campaignId" = ${version.campaignId}::uuid)
    FROM "Unit" u WHERE u.id = p."unitId" AND u.path = ${permit.unitPath}
      AND p.id = ${version.id}::uuid AND p.version = ${approval.version} AND p.state = 'proposed'
    RETURNING p.number`;
  return rows[0]?.number ?? null;
}

/** Throws a draft away with everything in it; only that it was there is kept. What was approved is never touched. */
export async function discardDraft(tx: Tx, permit: Permit<"plan.propose">, id: string, version: number): Promise<boolean> {
  const { count } = await tx.planVersion.updateMany({
    where: { id, version, state: { in: ["draft", "proposed"] }, unit: { path: permit.unitPath } },
    data: { state: "discarded", version: { increment: 1 } },
  });
  if (count === 0) return false;
  await tx.plannedDate.deleteMany({ where: { planVersionId: id } });
  await tx.congressLeader.deleteMany({ where: { planVersionId: id } });
  await tx.planUnplaced.deleteMany({ where: { planVersionId: id } });
  return true;
}

export type AnnexLine = Omit<ShownDate, "leaders" | "pinned" | "why"> & { readonly level: ReturnType<typeof levelOf> };

/** A part of the dates of a version by day, for its annex on paper. */
export async function annexOf(tx: Tx, planId: string, wanted: { readonly page: number; readonly size: number }): Promise<AnnexLine[]> {
  const rows = await tx.$queryRaw<(Omit<ShownRow, "state" | "leaders" | "why"> & { level: string })[]>`
    SELECT c.id::text AS "congressId", u."partyName" AS name, o."partyName" AS above, u.level, d."opensOn", d."closesOn", d.session, v.name AS venue
    FROM "PlannedDate" d JOIN "Congress" c ON c.id = d."congressId" JOIN "Unit" u ON u.id = c."unitId" LEFT JOIN "Unit" o ON o.id = u."parentId" LEFT JOIN "Venue" v ON v.id = d."venueId"
    WHERE d."planVersionId" = ${planId}::uuid ORDER BY d."opensOn", d.session DESC, u.path, c.round
    LIMIT ${wanted.size} OFFSET ${(wanted.page - 1) * wanted.size}`;
  return rows.map((row) => ({ ...row, level: levelOf(row.level), opensOn: toDay(row.opensOn), closesOn: toDay(row.closesOn), session: sessionOf(row.session) }));
}
