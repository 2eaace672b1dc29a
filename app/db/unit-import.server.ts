import type { Permit } from "#app/core/access/scope.ts";
import type { Host, KnownUnit } from "#app/core/intake/reconcile-units.ts";
import { fold } from "#app/core/organisation/names.ts";
import type { Day } from "#app/core/time/day.ts";
import type { Tx } from "#app/db/client.server.ts";
import { toDate, toDay } from "#app/db/day.server.ts";
import { kindOf, levelOf } from "#app/db/organisation.server.ts";

type Leave = Permit<"organisation.import">;

/** Lists are taken in one after the other: codes are the whole installation's. */
export const lockImports = (tx: Tx): Promise<unknown> => tx.$executeRaw`SELECT pg_advisory_xact_lock(78000010)`;

export type KnownPlace = { readonly id: string; readonly path: string };

/** The units a list names, with those directly above and below them, as far as a reconciliation needs them. */
export async function knownUnits(
  tx: Tx,
  branchPath: string,
  codes: readonly string[],
): Promise<{ units: KnownUnit[]; places: ReadonlyMap<string, KnownPlace> }> {
  const rows = await tx.$queryRaw<KnownRow[]>`
    WITH named AS (SELECT id, "parentId" FROM "Unit" WHERE code = ANY(${[...codes]}::text[]))
    SELECT u.id::text AS id, u.code, u.name, u.kind, u.level, u."partyName", u."partyNameEdited", u.members, u."validFrom", u.version, u.path,
      above.code AS "parentCode", starts_with(u.path, ${branchPath}) AS "inBranch"
    FROM "Unit" u LEFT JOIN "Unit" above ON above.id = u."parentId"
    WHERE u.id IN (SELECT id FROM named UNION SELECT "parentId" FROM named) OR u."parentId" IN (SELECT id FROM named)`;
  return {
    units: rows.map(({ path: _, ...row }) => ({ ...row, kind: kindOf(row.kind), level: levelOf(row.level), validFrom: toDay(row.validFrom) })),
    places: new Map(rows.map((row) => [row.code, { id: row.id, path: row.path }])),
  };
}

type KnownRow = Omit<KnownUnit, "kind" | "level" | "validFrom"> & { kind: string; level: string; validFrom: Date; path: string };

/** What a list must know about the branch it is for. */
export async function hostOf(tx: Tx, unitId: string): Promise<Host> {
  const row = await tx.unit.findUniqueOrThrow({
    where: { id: unitId },
    select: { code: true, level: true, parentId: true, children: { select: { id: true }, take: 1 } },
  });
  return { code: row.code, level: levelOf(row.level), isRoot: row.parentId === null, empty: row.children.length === 0 };
}

export type ImportedUnit = {
  readonly id: string;
  readonly key: string;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly level: string;
  readonly partyName: string;
  readonly partyNameEdited: boolean;
  readonly members: number | null;
  readonly parentId: string | null;
  readonly path: string;
  readonly validFrom: Day;
};

/** The database library keeps the parameters of its latest hundred steps, so they are kept small. */
const CHUNK = 200;
const chunks = <T>(list: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(list.length / CHUNK) }, (_, index) => list.slice(index * CHUNK, (index + 1) * CHUNK));

/** Inserts units, parents before children, each with its placement. */
export async function insertUnits(tx: Tx, permit: Leave, units: readonly ImportedUnit[]): Promise<void> {
  if (units.some((unit) => !unit.path.startsWith(permit.unitPath))) throw new Error("a unit lies outside the permit");
  for (const chunk of chunks(units)) {
    const rows = chunk.map((unit) => ({ ...unit, foldedName: fold(unit.name) }));
    await tx.$executeRaw`
      WITH made AS (
        INSERT INTO "Unit" (id, key, code, name, "foldedName", kind, level, "partyName", "partyNameEdited", members, "parentId", path, "validFrom")
        SELECT id, key, code, name, "foldedName", kind, level, "partyName", "partyNameEdited", members, "parentId", path, "validFrom"
        FROM json_to_recordset(${JSON.stringify(rows)}::json) AS n(id uuid, key text, code text, name text, "foldedName" text, kind text,
          level text, "partyName" text, "partyNameEdited" boolean, members int, "parentId" uuid, path text, "validFrom" date)
        RETURNING id, "parentId", path, "validFrom"
      )
      INSERT INTO "UnitPlacement" (id, "unitId", "parentId", path, "validFrom")
      SELECT gen_random_uuid(), id, "parentId", path, "validFrom" FROM made`;
  }
}

export type ChangedUnit = Omit<ImportedUnit, "key" | "parentId" | "path"> & { readonly version: number };

/** Writes what a list says about units that are there; says whether nobody had changed any of them. */
export async function updateUnits(tx: Tx, permit: Leave, units: readonly ChangedUnit[]): Promise<boolean> {
  for (const chunk of chunks(units)) {
    const rows = chunk.map((unit) => ({ ...unit, foldedName: fold(unit.name) }));
    const changed = await tx.$executeRaw`
      UPDATE "Unit" u SET code = n.code, name = n.name, "foldedName" = n."foldedName", kind = n.kind, level = n.level, "partyName" = n."partyName",
        "partyNameEdited" = n."partyNameEdited", members = n.members, "validFrom" = n."validFrom", version = u.version + 1
      FROM json_to_recordset(${JSON.stringify(rows)}::json) AS n(id uuid, version int, code text, name text, "foldedName" text, kind text,
        level text, "partyName" text, "partyNameEdited" boolean, members int, "validFrom" date)
      WHERE u.id = n.id AND u.version = n.version AND starts_with(u.path, ${permit.unitPath})`;
    if (changed !== chunk.length) return false;
    await tx.$executeRaw`
      UPDATE "UnitPlacement" p SET "validFrom" = u."validFrom" FROM "Unit" u
      WHERE u.id = ANY(${chunk.map((unit) => unit.id)}::uuid[]) AND p."unitId" = u.id AND p."validFrom" <> u."validFrom"
        AND NOT EXISTS (SELECT 1 FROM "UnitPlacement" earlier WHERE earlier."unitId" = u.id AND earlier."validFrom" < p."validFrom")`;
  }
  return true;
}

/** Units of a branch by their codes. */
export async function unitIdsByCode(tx: Tx, branchPath: string, codes: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.unit.findMany({
    where: { code: { in: [...codes] }, path: { gte: branchPath, lt: `${branchPath}~` } },
    select: { id: true, code: true },
  });
  return new Map(rows.map((row) => [row.code, row.id]));
}

/** Congresses of these units that are still ahead, at most `take`. */
export async function congressesOfUnits(tx: Tx, unitIds: readonly string[], take: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text AS id FROM "Congress" WHERE "unitId" = ANY(${[...unitIds]}::uuid[]) AND state NOT IN ('held', 'reported', 'cancelled') LIMIT ${take}`;
  return rows.map((row) => row.id);
}

export async function markCongressesOfUnits(tx: Tx, unitIds: readonly string[], today: Day): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Readiness" r SET "nextChangeOn" = ${toDate(today)}::date FROM "Congress" c
    WHERE c.id = r."congressId" AND c."unitId" = ANY(${[...unitIds]}::uuid[])
      AND (r."nextChangeOn" IS NULL OR r."nextChangeOn" > ${toDate(today)}::date)`;
}
