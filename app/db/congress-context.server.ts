import type { Scope } from "#app/core/access/scope.ts";
import { ancestorsOf } from "#app/core/organisation/path.ts";
import type { Light } from "#app/core/readiness/rollup.ts";
import { day, type Day } from "#app/core/time/day.ts";
import type { Tx } from "#app/db/client.server.ts";
import { toDay } from "#app/db/day.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { type Reader, visibleTo } from "#app/db/letters.server.ts";
import { lightOf } from "#app/db/readiness.server.ts";
import { pathWithin } from "#app/db/within.server.ts";

export type LeaderChoice = { readonly id: string; readonly name: string; readonly post: string; readonly unitName: string };
export type VenueChoice = { readonly id: string; readonly name: string; readonly seats: number | null; readonly unitName: string };

const MOST_CHOICES = 200;

/** The leaders of the committees above a unit, the nearest first: who may attend its congress. */
export async function leadersAbove(tx: Tx, unitPath: string): Promise<LeaderChoice[]> {
  return tx.$queryRaw<LeaderChoice[]>`
    SELECT l.id::text AS id, l.name, l.post, u."partyName" AS "unitName"
    FROM "Leader" l JOIN "Unit" u ON u.id = l."unitId"
    WHERE u.path = ANY(${[...ancestorsOf(unitPath), unitPath]}::text[])
    ORDER BY length(u.path) DESC, l.code LIMIT ${MOST_CHOICES}`;
}

/** The halls of a unit and of those above it, the nearest first. */
export async function venuesAround(tx: Tx, unitPath: string): Promise<VenueChoice[]> {
  return tx.$queryRaw<VenueChoice[]>`
    SELECT v.id::text AS id, v.name, v.seats, u."partyName" AS "unitName"
    FROM "Venue" v JOIN "Unit" u ON u.id = v."unitId"
    WHERE u.path = ANY(${[...ancestorsOf(unitPath), unitPath]}::text[])
    ORDER BY length(u.path) DESC, v.code LIMIT ${MOST_CHOICES}`;
}

export type Attending = { readonly id: string; readonly name: string; readonly post: string };

export async function attendingLeaders(tx: Tx, planId: string, congressId: string): Promise<Attending[]> {
  return tx.$queryRaw<Attending[]>`
    SELECT l.id::text AS id, l.name, l.post FROM "CongressLeader" a JOIN "Leader" l ON l.id = a."leaderId"
    WHERE a."planVersionId" = ${planId}::uuid AND a."congressId" = ${congressId}::uuid ORDER BY l.code`;
}

/** Names for what findings speak of. A congress or branch outside the reader's scope has none. */
export type Names = {
  readonly congresses: ReadonlyMap<string, string>;
  readonly units: ReadonlyMap<string, string>;
  readonly leaders: ReadonlyMap<string, string>;
  readonly venues: ReadonlyMap<string, string>;
  readonly exceptions: ReadonlyMap<string, ShownException>;
};

/** Who accepted a clash, why, by which document, until when. */
export type ShownException = {
  readonly id: string;
  readonly congressId: string;
  readonly acceptedBy: string;
  readonly acceptedOn: Day;
  readonly reason: string;
  readonly document: string;
  /** The first day on which it no longer holds, or null. */
  readonly until: Day | null;
};

export async function namesOf(
  tx: Tx,
  scope: Scope,
  ids: Readonly<Record<"congresses" | "units" | "leaders" | "venues" | "exceptions", readonly string[]>>,
): Promise<Names> {
  const few = (all: readonly string[]): string[] => [...new Set(all)];
  const [answer] = await tx.$queryRaw<{ rows: string | null }[]>`
    SELECT json_agg(json_build_array(kind, id, name))::text AS rows FROM (
      SELECT 'congress' AS kind, c.id, u."partyName" AS name FROM "Congress" c JOIN "Unit" u ON u.id = c."unitId"
        WHERE c.id = ANY(${few(ids.congresses)}::uuid[]) AND ${pathWithin(scope, Prisma.sql`u.path`)}
      UNION ALL SELECT 'unit', id, "partyName" FROM "Unit" WHERE id = ANY(${few(ids.units)}::uuid[])
      UNION ALL SELECT 'leader', id, name FROM "Leader" WHERE id = ANY(${few(ids.leaders)}::uuid[])
      UNION ALL SELECT 'venue', id, name FROM "Venue" WHERE id = ANY(${few(ids.venues)}::uuid[])
      UNION ALL SELECT 'exception', x.id, json_build_object('id', x.id, 'congressId', x."congressId", 'acceptedBy', a."displayName",
          'acceptedOn', to_char(x."acceptedAt" AT TIME ZONE 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD'), 'reason', x.reason, 'document', x.document,
          'until', to_char(x.until, 'YYYY-MM-DD'))::text
        FROM "AcceptedException" x JOIN "Account" a ON a.id = x."acceptedById" JOIN "Congress" c ON c.id = x."congressId" JOIN "Unit" u ON u.id = c."unitId"
        WHERE x.id = ANY(${few(ids.exceptions)}::uuid[]) AND ${pathWithin(scope, Prisma.sql`u.path`)}) named`;
  const rows = answer?.rows ? (JSON.parse(answer.rows) as [kind: string, id: string, name: string][]) : [];
  const of = (wanted: string): Map<string, string> => new Map(rows.flatMap(([kind, id, name]) => (kind === wanted ? [[id, name] as const] : [])));
  return { congresses: of("congress"), units: of("unit"), leaders: of("leader"), venues: of("venue"), exceptions: shownExceptions(of("exception")) };
}

const shownExceptions = (texts: ReadonlyMap<string, string>): Map<string, ShownException> =>
  new Map([...texts].map(([id, text]) => [id, JSON.parse(text) as ShownException]));

/** How many decided checks of the congress's nominees hold until which day. */
export type Validity = { readonly kind: string; readonly lastDay: Day; readonly count: number };

export async function validitiesOf(tx: Tx, congressId: string): Promise<Validity[]> {
  const rows = await tx.$queryRaw<{ kind: string; lastDay: string; count: number }[]>`
    SELECT k.kind, to_char(k."validUntil", 'YYYY-MM-DD') AS "lastDay", count(*)::int AS count
    FROM "Nominee" n JOIN "Check" k ON k."nomineeId" = n.id
    WHERE n."congressId" = ${congressId}::uuid AND NOT n.withdrawn AND k."validUntil" IS NOT NULL AND k.state IN ('clear', 'toConsider')
    GROUP BY k.kind, k."validUntil" ORDER BY k."validUntil", k.kind`;
  return rows.map((row) => ({ ...row, lastDay: day(row.lastDay) }));
}

/** A pending letter about the congress, its unit or one of its nominees, as far as its side of the cut-off goes. */
export type LetterAbout = {
  readonly caseCode: string;
  readonly letterId: string;
  readonly state: string;
  readonly receivedOn: Day;
  readonly competentReceivedOn: Day | null;
};

/** Pending letters that exist for the reader: scope and recusal are those of the register. */
export async function lettersAbout(tx: Tx, reader: Reader, congress: { readonly id: string; readonly unitId: string }): Promise<LetterAbout[]> {
  const rows = await tx.$queryRaw<{ caseCode: string; letterId: string; state: string; receivedOn: Date; competentReceivedOn: Date | null }[]>`
    SELECT l."caseCode", l.id::text AS "letterId", l.state, l."receivedOn", l."competentReceivedOn"
    FROM "Letter" l JOIN "Unit" ru ON ru.id = l."registerUnitId" JOIN "Unit" cu ON cu.id = l."competentUnitId"
    WHERE l.state IN ('received', 'classified', 'accepted', 'verifying') AND ${visibleTo(reader)} AND l.id IN (
      SELECT "letterId" FROM "LetterSubject" WHERE "congressId" = ${congress.id}::uuid OR "unitId" = ${congress.unitId}::uuid
      UNION SELECT p."letterId" FROM "LetterSubject" p JOIN "Nominee" n ON n."personId" = p."personId"
        WHERE n."congressId" = ${congress.id}::uuid AND NOT n.withdrawn)
    ORDER BY l."receivedOn", l.id LIMIT 500`;
  return rows.map((row) => ({
    ...row,
    receivedOn: toDay(row.receivedOn),
    competentReceivedOn: row.competentReceivedOn === null ? null : toDay(row.competentReceivedOn),
  }));
}

/** What an entry says of single fields; lists and nested values are left to the log itself. */
export type LoggedFields = Readonly<Record<string, string | number | boolean | null>>;

export type HistoryEntry = {
  readonly id: string;
  readonly at: string;
  readonly actorLogin: string;
  readonly deed: string;
  readonly before: LoggedFields;
  readonly after: LoggedFields;
  readonly reason: string | null;
};

/** What was done with the congress itself, newest first; never what was done with its nominees or letters. */
export async function historyOf(tx: Tx, congressId: string, take: number): Promise<HistoryEntry[]> {
  const rows = await tx.$queryRaw<(Omit<HistoryEntry, "at" | "before" | "after"> & { at: Date; before: unknown; after: unknown })[]>`
    SELECT id::text AS id, at, "actorLogin", deed, before, after, reason FROM "AuditEntry"
    WHERE "subjectKind" = 'congress' AND "subjectId" = ${congressId} AND deed LIKE 'congress.%'
    ORDER BY seq DESC LIMIT ${take}`;
  return rows.map((row) => ({ ...row, at: row.at.toISOString(), before: plainFields(row.before), after: plainFields(row.after) }));
}

function plainFields(value: unknown): LoggedFields {
  const fields: Record<string, string | number | boolean | null> = {};
  for (const [name, each] of Object.entries(Object(value)))
    if (each === null || typeof each === "string" || typeof each === "number" || typeof each === "boolean") fields[name] = each;
  return fields;
}

export type Standing = { readonly light: Light; readonly percent: number };

/** The light with every cause in it: the caller shows of it what the viewer may notice. */
export async function standingOf(tx: Tx, congressId: string): Promise<Standing | null> {
  const kept = await tx.readiness.findUnique({ where: { congressId }, select: { light: true, percent: true } });
  return kept && { light: lightOf(kept.light), percent: kept.percent };
}

export type OutcomeDays = { readonly heldOn: Day; readonly reportedOn: Day | null; readonly ratifiedOn: Day | null };

export async function outcomeDaysOf(tx: Tx, congressId: string): Promise<OutcomeDays | null> {
  const row = await tx.outcome.findUnique({ where: { congressId }, select: { heldOn: true, reportedOn: true, ratifiedOn: true } });
  return row && { heldOn: toDay(row.heldOn), reportedOn: row.reportedOn && toDay(row.reportedOn), ratifiedOn: row.ratifiedOn && toDay(row.ratifiedOn) };
}

/** The unit at a path that is known to lie in the reader's scope. */
export async function unitAt(tx: Tx, path: string): Promise<{ name: string; path: string }> {
  const unit = await tx.unit.findFirstOrThrow({ where: { path }, select: { partyName: true } });
  return { name: unit.partyName, path };
}
