import type { Permit, Scope } from "#app/core/access/scope.ts";
import type { Day } from "#app/core/time/day.ts";
import { CHECK_KINDS } from "#app/core/vetting/check-kinds.ts";
import type { Check, CheckEvent, CheckState } from "#app/core/vetting/checks.ts";
import { isOpen } from "#app/core/vetting/checks.ts";
import type { Tx } from "#app/db/client.server.ts";
import { toDate, toDateOrNull, toDay, toDayOrNull } from "#app/db/day.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { checkStateOf, notWalled } from "#app/db/nominees.server.ts";
import { pathWithin } from "#app/db/within.server.ts";

/** Who asks about checks: where, as whom, and about whom nothing exists for him. */
export type Vetter = { readonly scope: Scope; readonly accountId: string; readonly personId: string | null; readonly walled: readonly string[] };

export type CheckRow = Check & {
  readonly id: string;
  readonly kind: string;
  readonly version: number;
  /** Confidential. */
  readonly finding: string | null;
};

const ORDER: ReadonlyMap<string, number> = new Map(CHECK_KINDS.map((kind, index) => [kind.code, index]));

/** The checks of a nominee in the order in which a dossier is read. */
export async function checksOf(tx: Tx, nomineeId: string): Promise<CheckRow[]> {
  const rows = await tx.$queryRaw<Raw[]>`
    SELECT x.id::text AS id, x.kind, x.state, x.body, x."sentOn", x."dueOn", x."answeredOn", x."documentNumber", x.finding, x."validUntil", x.version,
      (SELECT e.day FROM "CheckEntry" e WHERE e."checkId" = x.id ORDER BY e.at DESC, e.day DESC LIMIT 1) AS "loggedOn"
    FROM "Check" x WHERE x."nomineeId" = ${nomineeId}::uuid LIMIT 100`;
  return rows.map(checkFrom).toSorted((a, b) => (ORDER.get(a.kind) ?? 99) - (ORDER.get(b.kind) ?? 99));
}

type Raw = {
  id: string;
  kind: string;
  state: string;
  body: string;
  sentOn: Date | null;
  dueOn: Date | null;
  answeredOn: Date | null;
  documentNumber: string | null;
  finding: string | null;
  validUntil: Date | null;
  loggedOn: Date | null;
  version: number;
};

const checkFrom = (row: Raw): CheckRow => ({
  ...row,
  state: checkStateOf(row.state),
  sentOn: toDayOrNull(row.sentOn),
  dueOn: toDayOrNull(row.dueOn),
  answeredOn: toDayOrNull(row.answeredOn),
  validUntil: toDayOrNull(row.validUntil),
  loggedOn: toDayOrNull(row.loggedOn),
});

export type EntryRow = { readonly id: string; readonly checkId: string; readonly event: string; readonly day: Day; readonly documentNumber: string | null; readonly by: string };

export async function entriesOf(tx: Tx, nomineeId: string): Promise<EntryRow[]> {
  const rows = await tx.$queryRaw<(Omit<EntryRow, "day"> & { day: Date })[]>`
    SELECT e.id::text AS id, e."checkId"::text AS "checkId", e.event, e.day, e."documentNumber", coalesce(a."displayName", '–') AS by
    FROM "Check" x JOIN "CheckEntry" e ON e."checkId" = x.id LEFT JOIN "Account" a ON a.id = e."byId"
    WHERE x."nomineeId" = ${nomineeId}::uuid ORDER BY e.at DESC, e.day DESC LIMIT 200`;
  return rows.map((row) => ({ ...row, day: toDay(row.day) }));
}

/** Writes what was logged, if nobody logged since `version`; says whether it did. */
export async function saveCheck(
  tx: Tx,
  leave: Permit<"check.log">,
  before: { readonly id: string; readonly version: number },
  check: Check & { readonly finding: string | null },
  logged: { readonly event: CheckEvent; readonly on: Day; readonly documentNumber: string | null; readonly byId: string; readonly at: Date },
): Promise<boolean> {
  const { state, body, sentOn, dueOn, answeredOn, documentNumber, validUntil, finding } = check;
  const { count } = await tx.check.updateMany({
    where: { id: before.id, version: before.version, nominee: { congress: { unit: { path: leave.unitPath } } } },
    data: {
      state,
      body,
      sentOn: toDateOrNull(sentOn),
      dueOn: toDateOrNull(dueOn),
      answeredOn: toDateOrNull(answeredOn),
      validUntil: toDateOrNull(validUntil),
      documentNumber,
      finding,
      open: isOpen(state),
      version: { increment: 1 },
    },
  });
  if (count === 0) return false;
  await tx.checkEntry.create({
    data: { checkId: before.id, event: logged.event, day: toDate(logged.on), documentNumber: logged.documentNumber, byId: logged.byId, at: logged.at },
  });
  return true;
}

/** The first to log takes charge; says whether nobody else had. */
export async function takeCharge(tx: Tx, _leave: Permit<"check.log">, nomineeId: string, accountId: string): Promise<boolean> {
  const { count } = await tx.nominee.updateMany({ where: { id: nomineeId, OR: [{ officerId: null }, { officerId: accountId }] }, data: { officerId: accountId } });
  return count === 1;
}

export type QueueShow = "mine" | "overdue" | "soon" | "expired";
export type QueueFilter = { readonly show: QueueShow; readonly kind: string | null; readonly today: Day; readonly soonUntil: Day };

export type QueueRow = {
  readonly checkId: string;
  readonly nomineeId: string;
  readonly name: string;
  readonly unitName: string;
  readonly post: string;
  readonly kind: string;
  readonly body: string;
  readonly state: CheckState;
  readonly dueOn: Day | null;
  readonly opensOn: Day | null;
};

const AWAITED = Prisma.sql`x.open AND x.state IN ('sent', 'waitingForPerson')`;

/** Nominees in the officer's charge; those of a withdrawn nomination wait for nothing. Expects n and u. */
const charged = ({ scope, accountId, walled }: Vetter): Prisma.Sql =>
  Prisma.sql`n."officerId" = ${accountId}::uuid AND NOT n.withdrawn AND ${notWalled(walled)} AND ${pathWithin(scope, Prisma.sql`u.path`)}`;

const shown = ({ show, today, soonUntil }: Omit<QueueFilter, "kind">): Prisma.Sql => {
  if (show === "overdue") return Prisma.sql`${AWAITED} AND x."dueOn" < ${toDate(today)}::date`;
  if (show === "soon") return Prisma.sql`${AWAITED} AND x."dueOn" >= ${toDate(today)}::date AND x."dueOn" < ${toDate(soonUntil)}::date`;
  if (show === "expired") return Prisma.sql`NOT x.open AND x.kind = ANY(${AGEING}::text[]) AND x."validUntil" < d."opensOn"`;
  return Prisma.sql`x.open`;
};

/** Few kinds of answers age at all: their rows are found by nominee and kind. */
const AGEING = CHECK_KINDS.filter((kind) => kind.validity !== null).map((kind) => kind.code);

const FROM = Prisma.sql`
  FROM "Nominee" n JOIN "Check" x ON x."nomineeId" = n.id JOIN "Congress" c ON c.id = n."congressId" JOIN "Unit" u ON u.id = c."unitId"
  JOIN "PlanVersion" v ON v."campaignId" = c."campaignId" AND v.state = 'working'
  LEFT JOIN "PlannedDate" d ON d."planVersionId" = v.id AND d."congressId" = c.id`;

/** The officer's checks, those with the nearest due day first, then those of the next congress. */
export async function listQueue(tx: Tx, vetter: Vetter, filter: QueueFilter, skip: number, take: number): Promise<QueueRow[]> {
  const kind = filter.kind === null ? Prisma.empty : Prisma.sql`AND x.kind = ${filter.kind}`;
  // What has expired was answered: the day it lapses is the one that presses.
  const pressing = filter.show === "expired" ? Prisma.sql`"validUntil"` : Prisma.sql`"dueOn"`;
  const rows = await tx.$queryRaw<(Omit<QueueRow, "state"> & { state: string })[]>`
    WITH page AS (
      SELECT x.id, x.kind, x.body, x.state, x."dueOn", x."validUntil", n.id AS "nomineeId", n."personId", n."postId", u."partyName", d."opensOn"
      ${FROM} WHERE ${charged(vetter)} AND ${shown(filter)} ${kind}
      ORDER BY x.${pressing} NULLS LAST, d."opensOn" NULLS LAST, n.id, x.id LIMIT ${take} OFFSET ${skip})
    SELECT p.id::text AS "checkId", p."nomineeId"::text AS "nomineeId", who."fullName" AS name, p."partyName" AS "unitName", s.post, p.kind, p.body, p.state,
      to_char(p."dueOn", 'YYYY-MM-DD') AS "dueOn", to_char(p."opensOn", 'YYYY-MM-DD') AS "opensOn"
    FROM page p JOIN "Person" who ON who.id = p."personId" JOIN "SlatePost" s ON s.id = p."postId"
    ORDER BY p.${pressing} NULLS LAST, p."opensOn" NULLS LAST, p."nomineeId", p.id`;
  return rows.map((row) => ({ ...row, state: checkStateOf(row.state) }));
}

export type QueueCounts = { readonly mine: number; readonly overdue: number; readonly soon: number };

/** The officer's own open checks, over the same rows that the lists show. */
export async function countQueue(tx: Tx, vetter: Vetter, days: Pick<QueueFilter, "today" | "soonUntil">): Promise<QueueCounts> {
  const of = (show: QueueShow): Prisma.Sql => shown({ ...days, show });
  const rows = await tx.$queryRaw<QueueCounts[]>`
    SELECT count(*)::int AS mine, count(*) FILTER (WHERE ${of("overdue")})::int AS overdue, count(*) FILTER (WHERE ${of("soon")})::int AS soon
    FROM "Check" x JOIN "Nominee" n ON n.id = x."nomineeId" JOIN "Congress" c ON c.id = n."congressId" JOIN "Unit" u ON u.id = c."unitId"
    WHERE x.open AND ${charged(vetter)}`;
  return rows[0] ?? { mine: 0, overdue: 0, soon: 0 };
}

export type WaitingRow = { readonly nomineeId: string; readonly name: string; readonly unitName: string; readonly post: string; readonly opensOn: Day | null; readonly openChecks: number };

/** Nominees that no officer has in charge yet, the next congress first. */
export const listUnassigned = (tx: Tx, { scope, walled }: Vetter, skip: number, take: number): Promise<WaitingRow[]> =>
  tx.$queryRaw<WaitingRow[]>`
    WITH page AS (
      SELECT n.id, n."personId", n."postId", u."partyName", d."opensOn"
      FROM "Nominee" n JOIN "Congress" c ON c.id = n."congressId" JOIN "Unit" u ON u.id = c."unitId"
      JOIN "PlanVersion" v ON v."campaignId" = c."campaignId" AND v.state = 'working'
      LEFT JOIN "PlannedDate" d ON d."planVersionId" = v.id AND d."congressId" = c.id
      WHERE n."officerId" IS NULL AND NOT n.withdrawn AND ${notWalled(walled)} AND ${pathWithin(scope, Prisma.sql`u.path`)}
      ORDER BY d."opensOn" NULLS LAST, n.id LIMIT ${take} OFFSET ${skip})
    SELECT p.id::text AS "nomineeId", who."fullName" AS name, p."partyName" AS "unitName", s.post, to_char(p."opensOn", 'YYYY-MM-DD') AS "opensOn",
      (SELECT count(*)::int FROM "Check" x WHERE x."nomineeId" = p.id AND x.open) AS "openChecks"
    FROM page p JOIN "Person" who ON who.id = p."personId" JOIN "SlatePost" s ON s.id = p."postId"
    ORDER BY p."opensOn" NULLS LAST, p.id`;
