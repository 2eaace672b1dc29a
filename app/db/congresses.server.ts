import type { Deed } from "#app/core/access/policy.ts";
import type { Permit, Scope } from "#app/core/access/scope.ts";
import { isLevel, type Level } from "#app/core/organisation/level.ts";
import { ancestorsOf } from "#app/core/organisation/path.ts";
import type { Contents, EditionCode } from "#app/core/rules/edition.ts";
import { isEditionCode } from "#app/core/rules/editions.ts";
import { CONGRESS_FORMS, CONGRESS_STATES, type CongressForm, type CongressState } from "#app/core/scheduling/congress.ts";
import { day, type Day } from "#app/core/time/day.ts";
import type { Session } from "#app/core/time/half-days.ts";
import type { Tx } from "#app/db/client.server.ts";
import { toDate, toDay } from "#app/db/day.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { pathWithin } from "#app/db/within.server.ts";

export type Round = 1 | 2;

export type CongressDate = {
  readonly opensOn: Day;
  readonly closesOn: Day;
  readonly session: Session;
  readonly venueId: string | null;
  readonly venueName: string | null;
  readonly reason: string | null;
};

/** One congress with its unit, its campaign and its date in the working plan. */
export type CongressFacts = {
  readonly id: string;
  readonly campaignId: string;
  readonly planId: string;
  readonly editionCode: EditionCode;
  readonly term: string;
  readonly openedOn: Day;
  readonly topPath: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly unitPath: string;
  readonly unitKind: string;
  readonly level: Level;
  readonly members: number | null;
  readonly round: Round;
  readonly form: CongressForm;
  readonly contents: Contents;
  readonly state: CongressState;
  readonly lengthHalfDays: number;
  readonly isPilot: boolean;
  /** The day that the unit or its superior wishes for. */
  readonly desiredOn: Day | null;
  readonly orderExemption: string | null;
  readonly version: number;
  /** Who attends, dated or not. */
  readonly leaderIds: readonly string[];
  readonly date: CongressDate | null;
};

type FactsRow = {
  id: string;
  campaignId: string;
  planId: string;
  editionCode: string;
  term: string;
  openedOn: string;
  topPath: string;
  unitId: string;
  unitName: string;
  unitPath: string;
  unitKind: string;
  level: string;
  members: number | null;
  round: number;
  form: string;
  contents: number;
  state: string;
  lengthHalfDays: number;
  isPilot: boolean;
  desiredOn: string | null;
  orderExemption: string | null;
  version: number;
  leaderIds: string[];
  opensOn: string | null;
  closesOn: string | null;
  session: string | null;
  venueId: string | null;
  venueName: string | null;
  reason: string | null;
};

const selectFacts = Prisma.sql`
  SELECT c.id::text AS id, c."campaignId"::text AS "campaignId", p.id::text AS "planId", k."editionCode", k.term,
    to_char(k."openedOn", 'YYYY-MM-DD') AS "openedOn", top.path AS "topPath",
    u.id::text AS "unitId", u."partyName" AS "unitName", u.path AS "unitPath", u.kind AS "unitKind", u.level, u.members,
    c.round, c.form, c.contents, c.state, c."lengthHalfDays", c."isPilot", to_char(c."desiredOn", 'YYYY-MM-DD') AS "desiredOn", c."orderExemption", c.version,
    ARRAY(SELECT a."leaderId"::text FROM "CongressLeader" a
      WHERE a."planVersionId" = p.id AND a."congressId" = c.id ORDER BY a."leaderId") AS "leaderIds",
    to_char(d."opensOn", 'YYYY-MM-DD') AS "opensOn", to_char(d."closesOn", 'YYYY-MM-DD') AS "closesOn", d.session,
    v.id::text AS "venueId", v.name AS "venueName", d.reason
  FROM "Congress" c
  JOIN "Unit" u ON u.id = c."unitId"
  JOIN "Campaign" k ON k.id = c."campaignId"
  JOIN "Unit" top ON top.id = k."unitId"
  JOIN "PlanVersion" p ON p."campaignId" = k.id AND p.state = 'working'
  LEFT JOIN "PlannedDate" d ON d."planVersionId" = p.id AND d."congressId" = c.id
  LEFT JOIN "Venue" v ON v.id = d."venueId"`;

export const stateOf = (text: string): CongressState => CONGRESS_STATES.find((state) => state === text) ?? "undated";
export const formOf = (text: string): CongressForm => CONGRESS_FORMS.find((form) => form === text) ?? "member";
export const roundOf = (number: number): Round => (number === 2 ? 2 : 1);
export const sessionOf = (text: string | null): Session => (text === "afternoon" ? "afternoon" : "morning");
export const contentsOf = (number: number): Contents => (number === 2 || number === 3 ? number : 4);
export const levelOf = (text: string): Level => (isLevel(text) ? text : "grassroots");

function fromRow(row: FactsRow): CongressFacts {
  const { opensOn, closesOn, session, venueId, venueName, reason, ...rest } = row;
  if (!isEditionCode(row.editionCode)) throw new Error(`campaign ${row.campaignId} has no known edition`);
  return {
    ...rest,
    editionCode: row.editionCode,
    openedOn: day(row.openedOn),
    level: levelOf(row.level),
    round: roundOf(row.round),
    form: formOf(row.form),
    contents: contentsOf(row.contents),
    state: stateOf(row.state),
    desiredOn: row.desiredOn === null ? null : day(row.desiredOn),
    date:
      opensOn === null || closesOn === null
        ? null
        : { opensOn: day(opensOn), closesOn: day(closesOn), session: sessionOf(session), venueId, venueName, reason },
  };
}

export async function findCongress(tx: Tx, scope: Scope, id: string): Promise<CongressFacts | null> {
  const rows = await tx.$queryRaw<FactsRow[]>`${selectFacts} WHERE c.id = ${id}::uuid AND ${pathWithin(scope, Prisma.sql`u.path`)}`;
  return rows[0] ? fromRow(rows[0]) : null;
}

/** Those of the congresses that lie in the scope, at most a page or a bulk order of them. */
export async function findCongresses(tx: Tx, scope: Scope, ids: readonly string[]): Promise<CongressFacts[]> {
  const rows = await tx.$queryRaw<FactsRow[]>`
    ${selectFacts} WHERE c.id = ANY(${[...ids]}::uuid[]) AND ${pathWithin(scope, Prisma.sql`u.path`)} ORDER BY u.path, c.round`;
  return rows.map(fromRow);
}

/** The congress of the nearest unit above that holds one in the campaign; a cell's second round has none. */
export async function findParentCongress(tx: Tx, congress: CongressFacts): Promise<CongressFacts | null> {
  const rows = await tx.$queryRaw<FactsRow[]>`
    ${selectFacts} WHERE c."campaignId" = ${congress.campaignId}::uuid AND c.round = 1 AND ${congress.round === 1}
      AND u.path = ANY(${[...ancestorsOf(congress.unitPath)]}::text[])
    ORDER BY length(u.path) DESC LIMIT 1`;
  return rows[0] ? fromRow(rows[0]) : null;
}

export type NewCongress = {
  readonly unitId: string;
  readonly round: Round;
  readonly form: CongressForm;
  readonly contents: Contents;
  readonly lengthHalfDays: number;
};

/** One statement for any number of congresses; those that exist already stay as they are. */
export async function insertCongresses(
  tx: Tx,
  permit: Permit<"campaign.open">,
  campaignId: string,
  list: readonly NewCongress[],
): Promise<(NewCongress & { id: string })[]> {
  const rows = await tx.$queryRaw<MadeRow[]>`
    INSERT INTO "Congress" (id, "campaignId", "unitId", round, form, contents, "lengthHalfDays")
    SELECT gen_random_uuid(), ${campaignId}::uuid, n.unit, n.round, n.form, n.contents, n.length
    FROM unnest(${list.map((each) => each.unitId)}::uuid[], ${list.map((each) => each.round)}::int[],
      ${list.map((each) => each.form)}::text[], ${list.map((each) => each.contents)}::int[],
      ${list.map((each) => each.lengthHalfDays)}::int[]) AS n(unit, round, form, contents, length)
    JOIN "Unit" u ON u.id = n.unit AND starts_with(u.path, ${permit.unitPath})
    ON CONFLICT ("campaignId", "unitId", round) DO NOTHING
    RETURNING id::text AS id, "unitId"::text AS "unitId", round, form, contents, "lengthHalfDays"`;
  return rows.map((row) => ({ ...row, round: roundOf(row.round), form: formOf(row.form), contents: contentsOf(row.contents) }));
}

type MadeRow = { id: string; unitId: string; round: number; form: string; contents: number; lengthHalfDays: number };

export type CongressEdit = {
  readonly form: CongressForm;
  readonly contents: Contents;
  readonly lengthHalfDays: number;
  readonly isPilot: boolean;
  readonly desiredOn: Day | null;
  readonly orderExemption: string | null;
};

/** Writes only if nobody changed the congress since `version`; says whether it did. */
export async function updateCongress(
  tx: Tx,
  permit: Permit<"congress.edit">,
  congress: { readonly id: string; readonly version: number; readonly state: CongressState },
  edit: CongressEdit,
): Promise<boolean> {
  const { count } = await tx.congress.updateMany({
    where: { id: congress.id, version: congress.version, unit: { path: permit.unitPath } },
    data: { ...edit, desiredOn: edit.desiredOn && toDate(edit.desiredOn), state: congress.state, version: { increment: 1 } },
  });
  return count === 1;
}

type StepPermit = Permit<Extract<Deed, "congress.date" | "congress.propose" | "congress.approve" | "congress.outcome">>;

/** Moves one congress to another state, if nobody changed it since `version`; says whether it did. */
export async function stepCongress(tx: Tx, permit: StepPermit, id: string, version: number, to: CongressState): Promise<boolean> {
  const { count } = await tx.congress.updateMany({
    where: { id, version, unit: { path: permit.unitPath } },
    data: { state: to, version: { increment: 1 } },
  });
  return count === 1;
}

/** The same for many of one branch; answers those that were moved. */
export async function stepCongresses(
  tx: Tx,
  permit: StepPermit,
  congresses: readonly { readonly id: string; readonly version: number }[],
  to: CongressState,
): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "Congress" c SET state = ${to}, version = c.version + 1
    FROM unnest(${congresses.map((each) => each.id)}::uuid[], ${congresses.map((each) => each.version)}::int[]) AS n(id, version), "Unit" u
    WHERE c.id = n.id AND c.version = n.version AND u.id = c."unitId" AND starts_with(u.path, ${permit.unitPath})
    RETURNING c.id::text AS id`;
  return rows.map((row) => row.id);
}

/** Papers that a date rests on. Other slices may keep further kinds in the same table. */
export const RECORD_KINDS = ["superiorApproval", "conveningNotice"] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

export type CongressRecord = { readonly kind: string; readonly recordedOn: Day; readonly document: string };

export async function recordsOf(tx: Tx, congressId: string): Promise<CongressRecord[]> {
  const rows = await tx.congressRecord.findMany({ where: { congressId }, orderBy: { recordedOn: "asc" } });
  return rows.map((row) => ({ kind: row.kind, recordedOn: toDay(row.recordedOn), document: row.document }));
}

/** Keeps the paper, in place of an earlier one of its kind. */
export async function saveRecord(tx: Tx, permit: Permit<"congress.record">, congressId: string, record: CongressRecord): Promise<void> {
  await tx.congress.findFirstOrThrow({ where: { id: congressId, unit: { path: permit.unitPath } }, select: { id: true } });
  const kept = { recordedOn: toDate(record.recordedOn), document: record.document };
  await tx.congressRecord.upsert({
    where: { congressId_kind: { congressId, kind: record.kind } },
    create: { congressId, kind: record.kind, ...kept },
    update: kept,
  });
}

export async function removeRecord(tx: Tx, permit: Permit<"congress.record">, congressId: string, kind: string): Promise<boolean> {
  const { count } = await tx.congressRecord.deleteMany({ where: { congressId, kind, congress: { unit: { path: permit.unitPath } } } });
  return count === 1;
}

/** Who last submitted each congress's date; the approver must be somebody else. */
export async function submittersOf(tx: Tx, congressIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.$queryRaw<{ congressId: string; actorId: string | null }[]>`
    SELECT DISTINCT ON ("subjectId") "subjectId" AS "congressId", "actorId"::text AS "actorId" FROM "AuditEntry"
    WHERE "subjectKind" = 'congress' AND "subjectId" = ANY(${[...congressIds]}::text[])
      AND deed = 'congress.date' AND after->>'state' = 'submitted'
    ORDER BY "subjectId", seq DESC`;
  return new Map(rows.flatMap((row) => (row.actorId === null ? [] : [[row.congressId, row.actorId]])));
}

/** The versions of many congresses, for a change that was worked out for all of them at once. */
export async function versionsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ id: string; version: number }[]>`
    SELECT id::text AS id, version FROM "Congress" WHERE id = ANY(${[...ids]}::uuid[])`;
  return new Map(rows.map((row) => [row.id, row.version]));
}
