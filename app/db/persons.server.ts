import type { Permit, Scope } from "#app/core/access/scope.ts";
import { fold, nameSortKey } from "#app/core/organisation/names.ts";
import type { Sex } from "#app/core/rules/retirement.ts";
import type { Day } from "#app/core/time/day.ts";
import { DISCIPLINE_KINDS, type DisciplineKind } from "#app/core/vetting/eligibility.ts";
import { isRelationKind, mirrored, type RelationKind } from "#app/core/vetting/relation.ts";
import type { Tx } from "#app/db/client.server.ts";
import { toDate, toDateOrNull, toDay, toDayOrNull } from "#app/db/day.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { escapeLike } from "#app/db/search.server.ts";
import { pathWithin, unitsWithin } from "#app/db/within.server.ts";

/** What a planner keeps of a person; the rest of a member's file lies elsewhere. */
export type PersonFields = {
  readonly fullName: string;
  readonly sex: Sex | null;
  readonly bornOn: Day | null;
  readonly joinedOn: Day | null;
  readonly officialOn: Day | null;
  readonly post: string | null;
  readonly inPostSince: Day | null;
  readonly onPlanningList: boolean | null;
};

export type PersonDiscipline = { readonly id: string; readonly kind: DisciplineKind; readonly decidedOn: Day; readonly document: string };

export type PersonFacts = PersonFields & {
  readonly id: string;
  readonly unitPath: string;
  readonly unitName: string;
  readonly version: number;
  readonly disciplines: readonly PersonDiscipline[];
};

const sexOf = (text: string | null): Sex | null => (text === "male" || text === "female" ? text : null);
export const disciplineKindOf = (text: string): DisciplineKind => DISCIPLINE_KINDS.find((kind) => kind === text) ?? "expulsion";

export async function findPerson(tx: Tx, scope: Scope, id: string): Promise<PersonFacts | null> {
  const row = await tx.person.findFirst({
    where: { id, unit: unitsWithin(scope) },
    select: {
      id: true, fullName: true, sex: true, bornOn: true, joinedOn: true, officialOn: true, post: true, inPostSince: true, onPlanningList: true, version: true,
      unit: { select: { path: true, partyName: true } },
      disciplines: { orderBy: { decidedOn: "desc" }, take: 50 },
    },
  });
  if (row === null) return null;
  const { unit, disciplines, ...rest } = row;
  return {
    ...rest,
    sex: sexOf(row.sex),
    bornOn: toDayOrNull(row.bornOn),
    joinedOn: toDayOrNull(row.joinedOn),
    officialOn: toDayOrNull(row.officialOn),
    inPostSince: toDayOrNull(row.inPostSince),
    unitPath: unit.path,
    unitName: unit.partyName,
    disciplines: disciplines.map(({ id: disciplineId, kind, decidedOn, document }) => ({ id: disciplineId, kind: disciplineKindOf(kind), decidedOn: toDay(decidedOn), document })),
  };
}

export type PersonFound = { readonly id: string; readonly name: string; readonly post: string | null; readonly bornOn: Day | null; readonly unitName: string };

/** Persons in scope whose name holds the text, without accents; names that begin with it first. */
export async function searchPersons(tx: Tx, scope: Scope, text: string, take: number): Promise<PersonFound[]> {
  const folded = escapeLike(fold(text));
  const rows = await tx.$queryRaw<(Omit<PersonFound, "bornOn"> & { bornOn: Date | null })[]>`
    SELECT p.id::text AS id, p."fullName" AS name, p.post, p."bornOn", u."partyName" AS "unitName"
    FROM "Person" p JOIN "Unit" u ON u.id = p."unitId"
    WHERE p."foldedName" LIKE ${`%${folded}%`} AND ${pathWithin(scope, Prisma.sql`u.path`)}
    ORDER BY (p."foldedName" LIKE ${`${folded}%`}) DESC, p."sortKey", p.id LIMIT ${take}`;
  return rows.map((row) => ({ ...row, bornOn: toDayOrNull(row.bornOn) }));
}

const dated = ({ fullName, bornOn, joinedOn, officialOn, inPostSince, ...rest }: PersonFields) => ({
  ...rest,
  fullName,
  foldedName: fold(fullName),
  sortKey: nameSortKey(fullName),
  bornOn: toDateOrNull(bornOn),
  joinedOn: toDateOrNull(joinedOn),
  officialOn: toDateOrNull(officialOn),
  inPostSince: toDateOrNull(inPostSince),
});

export async function createPerson(tx: Tx, leave: Permit<"person.edit">, person: PersonFields & { readonly unitId: string }): Promise<string> {
  const { unitId, ...fields } = person;
  await tx.unit.findFirstOrThrow({ where: { id: unitId, path: leave.unitPath }, select: { id: true } });
  const row = await tx.person.create({ data: { ...dated(fields), unitId }, select: { id: true } });
  return row.id;
}

/** Writes only if nobody changed the person since `version`; says whether it did. */
export async function updatePerson(tx: Tx, leave: Permit<"person.edit">, person: { readonly id: string; readonly version: number }, fields: PersonFields): Promise<boolean> {
  const { count } = await tx.person.updateMany({
    where: { id: person.id, version: person.version, unit: { path: leave.unitPath } },
    data: { ...dated(fields), version: { increment: 1 } },
  });
  return count === 1;
}

export const addDiscipline = (tx: Tx, _leave: Permit<"person.edit">, row: { readonly personId: string; readonly kind: DisciplineKind; readonly decidedOn: Day; readonly document: string }): Promise<{ id: string }> =>
  tx.personDiscipline.create({ data: { ...row, decidedOn: toDate(row.decidedOn) }, select: { id: true } });

export async function removeDiscipline(tx: Tx, _leave: Permit<"person.edit">, personId: string, id: string): Promise<boolean> {
  return (await tx.personDiscipline.deleteMany({ where: { id, personId } })).count === 1;
}

/** A declared relative: what he is to the person, whichever of the two files says so. */
export type Relative = { readonly id: string; readonly name: string; readonly kind: RelationKind; readonly post: string | null; readonly unitName: string };

/** A person's declared relatives that lie in scope, by given name. */
export async function relativesOf(tx: Tx, scope: Scope, personId: string): Promise<Relative[]> {
  const rows = await tx.$queryRaw<(Omit<Relative, "kind"> & { kind: string; own: boolean })[]>`
    SELECT p.id::text AS id, p."fullName" AS name, p.post, u."partyName" AS "unitName", r.kind, r."personId" = ${personId}::uuid AS own
    FROM "PersonRelation" r
    JOIN "Person" p ON p.id = CASE WHEN r."personId" = ${personId}::uuid THEN r."relativeId" ELSE r."personId" END
    JOIN "Unit" u ON u.id = p."unitId"
    WHERE (r."personId" = ${personId}::uuid OR r."relativeId" = ${personId}::uuid) AND ${pathWithin(scope, Prisma.sql`u.path`)}
    ORDER BY p."sortKey", p.id LIMIT 100`;
  return rows.map(({ own, kind: text, ...rest }) => {
    const kind = isRelationKind(text) ? text : "other";
    return { ...rest, kind: own ? kind : mirrored(kind) };
  });
}

/** False when the tie is declared already. */
export async function addRelative(tx: Tx, _leave: Permit<"person.edit">, row: { readonly personId: string; readonly relativeId: string; readonly kind: RelationKind }): Promise<boolean> {
  return (await tx.personRelation.createMany({ data: [row], skipDuplicates: true })).count === 1;
}

/** Takes the tie out of whichever file declared it. */
export async function removeRelative(tx: Tx, _leave: Permit<"person.edit">, personId: string, relativeId: string): Promise<boolean> {
  const { count } = await tx.personRelation.deleteMany({ where: { OR: [{ personId, relativeId }, { personId: relativeId, relativeId: personId }] } });
  return count > 0;
}

export async function touchPerson(tx: Tx, person: { readonly id: string; readonly version: number }): Promise<boolean> {
  return (await tx.person.updateMany({ where: person, data: { version: { increment: 1 } } })).count === 1;
}

export async function keepPendingCase(tx: Tx, _leave: Permit<"check.log">, personId: string, pendingCase: boolean | null): Promise<void> {
  await tx.person.update({ where: { id: personId }, data: { pendingCase, version: { increment: 1 } } });
}

export type Standing = { readonly nomineeId: string; readonly congressId: string; readonly unitPath: string; readonly unitName: string; readonly post: string };

/** For what a person stands at present, wherever; the caller cuts it down to a scope before it is shown. */
export const nominationsOf = (tx: Tx, personId: string): Promise<Standing[]> =>
  tx.$queryRaw<Standing[]>`
    SELECT n.id::text AS "nomineeId", n."congressId"::text AS "congressId", u.path AS "unitPath", u."partyName" AS "unitName", s.post
    FROM "Nominee" n JOIN "SlatePost" s ON s.id = n."postId" JOIN "Congress" c ON c.id = n."congressId" JOIN "Unit" u ON u.id = c."unitId"
    WHERE n."personId" = ${personId}::uuid AND NOT n.withdrawn ORDER BY u.path, n.id LIMIT 50`;
