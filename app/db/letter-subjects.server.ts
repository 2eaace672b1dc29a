import type { Scope } from "#app/core/access/scope.ts";
import { fold } from "#app/core/organisation/names.ts";
import type { Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { escapeLike } from "#app/db/search.server.ts";
import { pathWithin, unitsWithin } from "#app/db/within.server.ts";

/** What a letter may be about, as its officer picks it: with the person or unit that recusal goes by. */
export type SubjectRef = {
  readonly kind: "person" | "unit" | "congress";
  readonly id: string;
  readonly name: string;
  readonly note: string;
  readonly personId: string | null;
  readonly unitId: string | null;
};

const REFERENCE = /^(person|unit|congress):([0-9a-f]{8}-[0-9a-f-]{27})$/;

/** Resolves "person:id" and the like inside the scope; null when it is not there or not in scope. */
export async function findSubject(tx: Tx, scope: Scope, reference: string): Promise<SubjectRef | null> {
  const [, kind, id] = REFERENCE.exec(reference) ?? [];
  if (kind === undefined || id === undefined) return null;
  if (kind === "person") {
    const row = await tx.person.findFirst({ where: { id, unit: unitsWithin(scope) }, select: { id: true, fullName: true, unit: { select: { partyName: true } } } });
    return row && { kind, id, name: row.fullName, note: row.unit.partyName, personId: id, unitId: null };
  }
  if (kind === "unit") {
    const row = await tx.unit.findFirst({ where: { id, ...unitsWithin(scope) }, select: { partyName: true } });
    return row && { kind, id, name: row.partyName, note: "", personId: null, unitId: id };
  }
  const row = await tx.congress.findFirst({ where: { id, unit: unitsWithin(scope) }, select: { unit: { select: { id: true, partyName: true } } } });
  return row && { kind: "congress", id, name: row.unit.partyName, note: "", personId: null, unitId: row.unit.id };
}

/** Persons and units in scope whose name holds the text, for the officer to choose from. */
export async function searchSubjects(tx: Tx, scope: Scope, text: string, take: number): Promise<{ reference: string; name: string; note: string }[]> {
  const pattern = `%${escapeLike(fold(text))}%`;
  return tx.$queryRaw`
    (SELECT 'person:' || p.id AS reference, p."fullName" AS name, coalesce(p.post || ' · ', '') || u."partyName" AS note
      FROM "Person" p JOIN "Unit" u ON u.id = p."unitId"
      WHERE p."foldedName" LIKE ${pattern} AND ${pathWithin(scope, Prisma.sql`u.path`)} ORDER BY p."sortKey" LIMIT ${take})
    UNION ALL
    (SELECT 'unit:' || u.id, u."partyName", u.code FROM "Unit" u
      WHERE u."foldedName" LIKE ${pattern} AND ${pathWithin(scope, Prisma.sql`u.path`)} ORDER BY length(u."foldedName"), u.path LIMIT ${take})`;
}
