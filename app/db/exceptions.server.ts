import type { Permit } from "#app/core/access/scope.ts";
import type { AcceptedException } from "#app/core/scheduling/plan.ts";
import { type Day, dayOfOrdinal } from "#app/core/time/day.ts";
import type { Tx } from "#app/db/client.server.ts";
import { toDate, toDay } from "#app/db/day.server.ts";
import { Prisma } from "#app/db/generated/client.ts";

/** Accepted exceptions by congress. */
export type ExceptionsBy = ReadonlyMap<string, readonly AcceptedException[]>;

/** The exceptions that stand, of a whole campaign or of some congresses; one statement. */
export async function exceptionsOf(tx: Tx, of: { readonly campaignId: string } | { readonly congressIds: readonly string[] }): Promise<ExceptionsBy> {
  const which =
    "campaignId" in of
      ? Prisma.sql`x."congressId" IN (SELECT id FROM "Congress" WHERE "campaignId" = ${of.campaignId}::uuid)`
      : Prisma.sql`x."congressId" = ANY(${[...of.congressIds]}::uuid[])`;
  const rows = await tx.$queryRaw<{ congressId: string; id: string; code: string; otherId: string | null; forOpening: number; until: number | null }[]>`
    SELECT x."congressId"::text AS "congressId", x.id::text AS id, x.code, x."otherId", x."forOpening" - DATE '1970-01-01' AS "forOpening",
      x.until - DATE '1970-01-01' AS until
    FROM "AcceptedException" x WHERE x."withdrawnAt" IS NULL AND ${which} ORDER BY x."acceptedAt", x.id`;
  const found = new Map<string, AcceptedException[]>();
  for (const { congressId, forOpening, until, ...rest } of rows) {
    const accepted = { ...rest, forOpening: dayOfOrdinal(forOpening), until: until === null ? null : dayOfOrdinal(until) };
    const there = found.get(congressId);
    if (there) there.push(accepted);
    else found.set(congressId, [accepted]);
  }
  return found;
}

/** An exception is for one opening: with another date it is over, and does not come back with the old one. */
export async function dropFallen(tx: Tx, congressIds: readonly string[], planId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "AcceptedException" x SET "withdrawnAt" = now()
    WHERE x."congressId" = ANY(${[...congressIds]}::uuid[]) AND x."withdrawnAt" IS NULL AND NOT EXISTS (
      SELECT 1 FROM "PlannedDate" d WHERE d."planVersionId" = ${planId}::uuid AND d."congressId" = x."congressId" AND d."opensOn" = x."forOpening")`;
}

export type NewException = {
  readonly id: string;
  readonly congressId: string;
  readonly code: string;
  readonly otherId: string | null;
  readonly forOpening: Day;
  /** The first day on which it no longer holds, or null. */
  readonly until: Day | null;
  readonly reason: string;
  readonly document: string;
};

export async function insertException(tx: Tx, _permit: Permit<"congress.override">, acceptedById: string, made: NewException): Promise<void> {
  await tx.acceptedException.create({
    data: { ...made, acceptedById, forOpening: toDate(made.forOpening), until: made.until && toDate(made.until) },
  });
}

/** The exception of a congress that still stands. */
export async function findException(tx: Tx, congressId: string, id: string): Promise<NewException | null> {
  const row = await tx.acceptedException.findFirst({ where: { id, congressId, withdrawnAt: null } });
  if (row === null) return null;
  const { code, otherId, reason, document } = row;
  return { id, congressId, code, otherId, reason, document, forOpening: toDay(row.forOpening), until: row.until && toDay(row.until) };
}

/** Says whether it still stood. */
export async function withdrawException(tx: Tx, _permit: Permit<"congress.override">, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.acceptedException.updateMany({ where: { id, withdrawnAt: null }, data: { withdrawnAt: now } });
  return count === 1;
}

/** Holds a congress until the transaction ends, if it still has the version; two decisions on it go one after the other. */
export async function holdCongress(tx: Tx, id: string, version: number): Promise<boolean> {
  const rows = await tx.$queryRaw<{ id: string }[]>`SELECT id::text AS id FROM "Congress" WHERE id = ${id}::uuid AND version = ${version} FOR UPDATE`;
  return rows.length === 1;
}

/** Whether the account itself put the congress on this opening day, or submitted it. */
export async function hasPlacedItself(tx: Tx, congressId: string, opensOn: Day, accountId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<{ found: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM "AuditEntry" WHERE "subjectKind" = 'congress' AND "subjectId" = ${congressId} AND "actorId" = ${accountId}::uuid
      AND deed IN ('congress.date', 'congress.propose', 'plan.fill', 'plan.import') AND after->>'opensOn' = ${opensOn}) AS found`;
  return rows[0]?.found === true;
}
