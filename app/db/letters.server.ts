import { grantsOn, type Actor } from "#app/core/access/actor.ts";
import type { Permit, Scope } from "#app/core/access/scope.ts";
import type { Extension, LetterClock, Matter } from "#app/core/letters/clock.ts";
import { ORDINARY_MATTER } from "#app/core/letters/clock.ts";
import type { LetterChannel, LetterKind, LetterOutcome, LetterState, SenderKind } from "#app/core/letters/letter.ts";
import type { Day } from "#app/core/time/day.ts";
import type { Tx } from "#app/db/client.server.ts";
import { toDate, toDateOrNull, toDay, toDayOrNull } from "#app/db/day.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { pathWithin } from "#app/db/within.server.ts";

/** Who asks, and on which day of the real clock: what decides which letters exist for him. */
export type Reader = { readonly scope: Scope; readonly actor: Actor; readonly realDay: Day };

/**
 * The one condition under which a letter exists for somebody: its register or its competent unit lies in the scope,
 * and nothing walls the reader off. Expects the aliases l, ru (register unit) and cu (competent unit).
 */
export function visibleTo({ scope, actor, realDay }: Reader): Prisma.Sql {
  const units = grantsOn(actor, realDay).map((grant) => grant.unitId);
  return Prisma.sql`(${pathWithin(scope, Prisma.sql`ru.path`)} OR ${pathWithin(scope, Prisma.sql`cu.path`)})
    AND NOT EXISTS (
      SELECT 1 FROM "LetterSubject" w LEFT JOIN "Congress" wc ON wc.id = w."congressId"
      WHERE w."letterId" = l.id AND (w."personId" = ANY(${[...actor.walledPersons]}::uuid[])
        OR w."unitId" = ANY(${units}::uuid[]) OR wc."unitId" = ANY(${units}::uuid[])))`;
}

/** What the register shows of a letter: nothing of its content, and not whom it is about. */
export type LetterLine = {
  readonly id: string;
  readonly caseCode: string;
  readonly kind: LetterKind;
  readonly channel: LetterChannel;
  readonly senderKind: SenderKind;
  readonly secrecy: string;
  readonly state: LetterState;
  readonly receivedOn: Day;
  readonly competentReceivedOn: Day | null;
  readonly dueOn: Day | null;
  readonly clock: LetterClock | null;
  readonly registerUnit: string;
  readonly competentUnit: string;
  readonly assigned: boolean;
};

type LineRow = Omit<LetterLine, "receivedOn" | "competentReceivedOn" | "dueOn"> & { receivedOn: Date; competentReceivedOn: Date | null; dueOn: Date | null };

const FROM = Prisma.sql`FROM "Letter" l JOIN "Unit" ru ON ru.id = l."registerUnitId" JOIN "Unit" cu ON cu.id = l."competentUnitId"`;
const assignedTo = (actor: Actor): Prisma.Sql =>
  Prisma.sql`EXISTS (SELECT 1 FROM "LetterAssignment" la WHERE la."letterId" = l.id AND la."accountId" = ${actor.accountId}::uuid)`;
const PENDING = Prisma.sql`l.state IN ('received', 'classified', 'accepted', 'verifying')`;

export type LetterFilter = {
  readonly due: "overdue" | "soon" | null;
  readonly state: LetterState | "pending" | null;
  readonly kind: LetterKind | null;
  readonly mine: boolean;
  readonly caseCode: string | null;
  readonly today: Day;
  readonly soonUntil: Day;
};

function filtered(reader: Reader, filter: LetterFilter): Prisma.Sql {
  const parts = [visibleTo(reader)];
  if (filter.due === "overdue") parts.push(Prisma.sql`${PENDING} AND l."dueOn" < ${toDate(filter.today)}`);
  if (filter.due === "soon") parts.push(Prisma.sql`${PENDING} AND l."dueOn" >= ${toDate(filter.today)} AND l."dueOn" < ${toDate(filter.soonUntil)}`);
  if (filter.state === "pending") parts.push(PENDING);
  else if (filter.state !== null) parts.push(Prisma.sql`l.state = ${filter.state}`);
  if (filter.kind !== null) parts.push(Prisma.sql`l.kind = ${filter.kind}`);
  if (filter.mine) parts.push(assignedTo(reader.actor));
  if (filter.caseCode !== null) parts.push(Prisma.sql`l."caseCode" = ${filter.caseCode}`);
  return Prisma.join(parts, " AND ");
}

export async function listLetters(tx: Tx, reader: Reader, filter: LetterFilter, skip: number, take: number): Promise<LetterLine[]> {
  const rows = await tx.$queryRaw<LineRow[]>`
    SELECT l.id::text AS id, l."caseCode", l.kind, l.channel, l."senderKind", l.secrecy, l.state, l."receivedOn", l."competentReceivedOn",
      CASE WHEN ${PENDING} THEN l."dueOn" END AS "dueOn", l.clock, ru."partyName" AS "registerUnit", cu."partyName" AS "competentUnit",
      ${assignedTo(reader.actor)} AS assigned
    ${FROM} WHERE ${filtered(reader, filter)}
    ORDER BY (${PENDING}) DESC, l."dueOn" ASC NULLS LAST, l.id LIMIT ${take} OFFSET ${skip}`;
  return rows.map((row) => ({
    ...row,
    receivedOn: toDay(row.receivedOn),
    competentReceivedOn: toDayOrNull(row.competentReceivedOn),
    dueOn: toDayOrNull(row.dueOn),
  }));
}

export type LetterCounts = { readonly total: number; readonly pending: number; readonly overdue: number; readonly soon: number };

export async function countLetters(tx: Tx, reader: Reader, filter: LetterFilter): Promise<LetterCounts> {
  const today = toDate(filter.today);
  const rows = await tx.$queryRaw<{ total: bigint; pending: bigint; overdue: bigint; soon: bigint }[]>`
    SELECT count(*) FILTER (WHERE ${filtered(reader, filter)}) AS total, count(*) FILTER (WHERE ${PENDING}) AS pending,
      count(*) FILTER (WHERE ${PENDING} AND l."dueOn" < ${today}) AS overdue,
      count(*) FILTER (WHERE ${PENDING} AND l."dueOn" >= ${today} AND l."dueOn" < ${toDate(filter.soonUntil)}) AS soon
    ${FROM} WHERE ${visibleTo(reader)}`;
  const row = rows[0];
  return { total: Number(row?.total ?? 0), pending: Number(row?.pending ?? 0), overdue: Number(row?.overdue ?? 0), soon: Number(row?.soon ?? 0) };
}

/** Pending letters by kind in the units below a branch, the branch's own unit left out; for suppressed counts only. */
export async function countKindsBelow(tx: Tx, reader: Reader, ownUnitIds: readonly string[]): Promise<ReadonlyMap<LetterKind, number>> {
  const rows = await tx.$queryRaw<{ kind: LetterKind; count: bigint }[]>`
    SELECT l.kind, count(*) AS count ${FROM}
    WHERE ${visibleTo(reader)} AND ${PENDING} AND NOT EXISTS (
      SELECT 1 FROM "LetterSubject" s LEFT JOIN "Congress" sc ON sc.id = s."congressId" LEFT JOIN "Person" sp ON sp.id = s."personId"
      WHERE s."letterId" = l.id AND coalesce(s."unitId", sc."unitId", sp."unitId") = ANY(${[...ownUnitIds]}::uuid[]))
    GROUP BY l.kind`;
  return new Map(rows.map((row) => [row.kind, Number(row.count)]));
}

export type LetterFacts = Omit<LetterLine, "registerUnit" | "competentUnit"> & {
  readonly envelopeNumber: string | null;
  readonly registerUnit: UnitRef;
  readonly competentUnit: UnitRef;
  readonly writtenOn: Day | null;
  readonly stampedOn: Day | null;
  readonly pages: number | null;
  readonly summary: string | null;
  readonly acceptedOn: Day | null;
  readonly concludedOn: Day | null;
  readonly outcome: LetterOutcome | null;
  readonly extensions: readonly Extension[];
  readonly matter: Matter;
  readonly version: number;
};

export type UnitRef = { readonly id: string; readonly name: string; readonly path: string };

type FactsRow = {
  [K in keyof LetterFacts]: LetterFacts[K] extends Day ? Date : LetterFacts[K] extends Day | null ? Date | null : LetterFacts[K];
} & { matter: Partial<Matter> };

export async function findLetter(tx: Tx, reader: Reader, id: string): Promise<LetterFacts | null> {
  const rows = await tx.$queryRaw<FactsRow[]>`
    SELECT l.id::text AS id, l."caseCode", l."envelopeNumber", l.kind, l.channel, l."senderKind", l.secrecy, l.state, l."writtenOn", l."stampedOn",
      l."receivedOn", l."competentReceivedOn", l.pages, l.summary, l."acceptedOn", l."concludedOn", l.outcome, l."dueOn", l.clock,
      l.extensions, l.matter, l.version, ${assignedTo(reader.actor)} AS assigned,
      json_build_object('id', ru.id, 'name', ru."partyName", 'path', ru.path) AS "registerUnit",
      json_build_object('id', cu.id, 'name', cu."partyName", 'path', cu.path) AS "competentUnit"
    ${FROM} WHERE l.id = ${id}::uuid AND ${visibleTo(reader)}`;
  const row = rows[0];
  if (row === undefined) return null;
  return {
    ...row,
    writtenOn: toDayOrNull(row.writtenOn),
    stampedOn: toDayOrNull(row.stampedOn),
    receivedOn: toDay(row.receivedOn),
    competentReceivedOn: toDayOrNull(row.competentReceivedOn),
    acceptedOn: toDayOrNull(row.acceptedOn),
    concludedOn: toDayOrNull(row.concludedOn),
    dueOn: toDayOrNull(row.dueOn),
    matter: { ...ORDINARY_MATTER, ...row.matter },
  };
}

export type LetterSubjectRow = { readonly kind: "person" | "unit" | "congress"; readonly id: string; readonly name: string; readonly note: string | null };

/** Whom and what a letter is about; only for those who see it in full. */
export const listSubjects = (tx: Tx, letterId: string): Promise<LetterSubjectRow[]> =>
  tx.$queryRaw<LetterSubjectRow[]>`
    SELECT CASE WHEN s."personId" IS NOT NULL THEN 'person' WHEN s."unitId" IS NOT NULL THEN 'unit' ELSE 'congress' END AS kind,
      coalesce(s."personId", s."unitId", s."congressId")::text AS id, coalesce(p."fullName", u."partyName", cu."partyName") AS name,
      coalesce(p.post, pu."partyName") AS note
    FROM "LetterSubject" s LEFT JOIN "Person" p ON p.id = s."personId" LEFT JOIN "Unit" pu ON pu.id = p."unitId"
      LEFT JOIN "Unit" u ON u.id = s."unitId" LEFT JOIN "Congress" c ON c.id = s."congressId" LEFT JOIN "Unit" cu ON cu.id = c."unitId"
    WHERE s."letterId" = ${letterId}::uuid ORDER BY name LIMIT 50`;

export type LetterEntryRow = { readonly id: string; readonly step: string; readonly day: Day; readonly note: string | null; readonly by: string };

export async function listEntries(tx: Tx, letterId: string): Promise<LetterEntryRow[]> {
  const rows = await tx.$queryRaw<{ id: string; step: string; day: Date; note: string | null; by: string }[]>`
    SELECT e.id::text AS id, e.step, e.day, e.note, a."displayName" AS by
    FROM "LetterEntry" e JOIN "Account" a ON a.id = e."byId" WHERE e."letterId" = ${letterId}::uuid ORDER BY e.at DESC LIMIT 100`;
  return rows.map((row) => ({ ...row, day: toDay(row.day) }));
}

/** Congresses that a letter bears upon: the one it is about, its unit's, and those where its person is a nominee. */
export async function congressesTouched(tx: Tx, letterId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT s."congressId"::text AS id FROM "LetterSubject" s WHERE s."letterId" = ${letterId}::uuid AND s."congressId" IS NOT NULL
    UNION SELECT c.id::text FROM "LetterSubject" s JOIN "Congress" c ON c."unitId" = s."unitId" WHERE s."letterId" = ${letterId}::uuid
    UNION SELECT n."congressId"::text FROM "LetterSubject" s JOIN "Nominee" n ON n."personId" = s."personId" AND NOT n.withdrawn
      WHERE s."letterId" = ${letterId}::uuid`;
  return rows.map((row) => row.id);
}

export type NewLetter = {
  readonly caseCode: string;
  readonly envelopeNumber: string | null;
  readonly registerUnitId: string;
  readonly competentUnitId: string;
  readonly kind: LetterKind;
  readonly channel: LetterChannel;
  readonly senderKind: SenderKind;
  readonly secrecy: string;
  readonly writtenOn: Day | null;
  readonly stampedOn: Day | null;
  readonly receivedOn: Day;
  readonly competentReceivedOn: Day | null;
  readonly pages: number | null;
  readonly summary: string | null;
  readonly dueOn: Day | null;
  readonly clock: LetterClock | null;
};

export type NewSubject = { readonly personId: string } | { readonly unitId: string } | { readonly congressId: string };

/** Stores a letter with its subjects, its first entry and the officer who registered it. */
export async function createLetter(
  tx: Tx,
  _leave: Permit<"letter.register">,
  letter: NewLetter,
  about: { readonly subjects: readonly NewSubject[]; readonly officerId: string; readonly today: Day },
): Promise<string> {
  const row = await tx.letter.create({
    data: {
      ...letter,
      writtenOn: toDateOrNull(letter.writtenOn),
      stampedOn: toDateOrNull(letter.stampedOn),
      receivedOn: toDate(letter.receivedOn),
      competentReceivedOn: toDateOrNull(letter.competentReceivedOn),
      dueOn: toDateOrNull(letter.dueOn),
      subjects: { create: [...about.subjects] },
      assignments: { create: { accountId: about.officerId } },
      entries: { create: { step: "received", day: toDate(about.today), byId: about.officerId } },
    },
    select: { id: true },
  });
  return row.id;
}

export type LetterChange = {
  readonly state: LetterState;
  readonly kind: LetterKind;
  readonly competentReceivedOn: Day | null;
  readonly acceptedOn: Day | null;
  readonly concludedOn: Day | null;
  readonly outcome: LetterOutcome | null;
  readonly extensions: readonly Extension[];
  readonly dueOn: Day | null;
  readonly clock: LetterClock | null;
  readonly competentUnitId?: string;
};

/** Writes a change only if nobody changed the letter meanwhile; says whether it did. */
export async function changeLetter(
  tx: Tx,
  leave: Permit<"letter.step"> | Permit<"letter.decide">,
  letter: Pick<LetterFacts, "id" | "version">,
  change: LetterChange,
): Promise<boolean> {
  const { competentReceivedOn, acceptedOn, concludedOn, dueOn, extensions, ...rest } = change;
  const { count } = await tx.letter.updateMany({
    where: { id: letter.id, version: letter.version, registerUnit: { path: leave.unitPath } },
    data: {
      ...rest,
      competentReceivedOn: toDateOrNull(competentReceivedOn),
      acceptedOn: toDateOrNull(acceptedOn),
      concludedOn: toDateOrNull(concludedOn),
      dueOn: toDateOrNull(dueOn),
      extensions: extensions.map((extension) => ({ ...extension })),
      version: { increment: 1 },
    },
  });
  return count === 1;
}

export const addEntry = (tx: Tx, entry: { letterId: string; step: string; day: Day; note: string | null; byId: string }): Promise<unknown> =>
  tx.letterEntry.create({ data: { ...entry, day: toDate(entry.day) } });

/** The day of the newest step; the registration is the first. */
export async function lastStepOn(tx: Tx, letterId: string): Promise<Day | null> {
  const row = await tx.letterEntry.findFirst({ where: { letterId, NOT: { step: { in: ["assigned", "noted"] } } }, orderBy: { at: "desc" }, select: { day: true } });
  return toDayOrNull(row?.day ?? null);
}

export const assignLetter = (tx: Tx, letterId: string, accountId: string): Promise<unknown> =>
  tx.letterAssignment.createMany({ data: [{ letterId, accountId }], skipDuplicates: true });

export type LettersOfficer = { readonly id: string; readonly name: string };

/** Officers over a unit who are not walled off from the letter: who may be assigned. */
export const officersFor = (tx: Tx, letterId: string, unitPath: string, realDay: Day): Promise<LettersOfficer[]> =>
  tx.$queryRaw<LettersOfficer[]>`
    SELECT DISTINCT a.id::text AS id, a."displayName" AS name
    FROM "Grant" g JOIN "Unit" u ON u.id = g."unitId" JOIN "Account" a ON a.id = g."accountId"
    WHERE g.role = 'lettersOfficer' AND g.state = 'active' AND g."validFrom" <= ${toDate(realDay)} AND g."validUntil" > ${toDate(realDay)}
      AND a.state = 'active' AND starts_with(${unitPath}, u.path)
      AND NOT EXISTS (
        SELECT 1 FROM "LetterSubject" s WHERE s."letterId" = ${letterId}::uuid AND (
          s."personId" = a."personId" OR s."unitId" = g."unitId"
          OR EXISTS (SELECT 1 FROM "PersonRelation" r WHERE (r."personId" = a."personId" AND r."relativeId" = s."personId") OR (r."relativeId" = a."personId" AND r."personId" = s."personId"))
          OR EXISTS (SELECT 1 FROM "UnitHead" h WHERE h."unitId" = g."unitId" AND h."personId" = s."personId" AND h."from" <= ${toDate(realDay)} AND (h.until IS NULL OR h.until > ${toDate(realDay)}))))
    ORDER BY name LIMIT 50`;

export type LetterProposalRow = {
  readonly id: string;
  readonly letterId: string;
  readonly deed: "transfer" | "close";
  readonly toUnitId: string | null;
  readonly toUnit: string | null;
  readonly reason: string;
  readonly proposedById: string;
  readonly proposedBy: string;
  readonly caseCode: string;
  readonly kind: LetterKind;
};

/** Proposals that wait for a second person, among the letters that exist for the reader. */
export const listProposals = (tx: Tx, reader: Reader, wanted: { letterId?: string; id?: string; notBy?: string; take: number }): Promise<LetterProposalRow[]> =>
  tx.$queryRaw<LetterProposalRow[]>`
    SELECT p.id::text AS id, l.id::text AS "letterId", p.deed, p."toUnitId"::text AS "toUnitId", tu."partyName" AS "toUnit", p.reason,
      p."proposedById"::text AS "proposedById", a."displayName" AS "proposedBy", l."caseCode", l.kind
    FROM "LetterProposal" p JOIN "Letter" l ON l.id = p."letterId" JOIN "Unit" ru ON ru.id = l."registerUnitId" JOIN "Unit" cu ON cu.id = l."competentUnitId"
      JOIN "Account" a ON a.id = p."proposedById" LEFT JOIN "Unit" tu ON tu.id = p."toUnitId"
    WHERE p.state = 'proposed' AND ${visibleTo(reader)}
      ${wanted.letterId === undefined ? Prisma.empty : Prisma.sql`AND l.id = ${wanted.letterId}::uuid`}
      ${wanted.id === undefined ? Prisma.empty : Prisma.sql`AND p.id = ${wanted.id}::uuid`}
      ${wanted.notBy === undefined ? Prisma.empty : Prisma.sql`AND p."proposedById" <> ${wanted.notBy}::uuid`}
    ORDER BY p."createdAt" LIMIT ${wanted.take}`;

export async function createProposal(
  tx: Tx,
  _leave: Permit<"letter.propose">,
  proposal: { letterId: string; deed: "transfer" | "close"; toUnitId: string | null; reason: string; proposedById: string },
): Promise<boolean> {
  const open = await tx.letterProposal.count({ where: { letterId: proposal.letterId, state: "proposed" } });
  if (open > 0) return false;
  await tx.letterProposal.create({ data: proposal });
  return true;
}

export async function closeProposal(
  tx: Tx,
  _leave: Permit<"letter.decide">,
  id: string,
  decided: { state: "approved" | "refused"; decidedById: string; at: Date },
): Promise<boolean> {
  const { count } = await tx.letterProposal.updateMany({
    where: { id, state: "proposed", NOT: { proposedById: decided.decidedById } },
    data: { state: decided.state, decidedById: decided.decidedById, decidedAt: decided.at },
  });
  return count === 1;
}
