import type { Permit, Scope } from "#app/core/access/scope.ts";
import { isLevel, type Level } from "#app/core/organisation/level.ts";
import { fold } from "#app/core/organisation/names.ts";
import { ancestorsOf } from "#app/core/organisation/path.ts";
import type { Surroundings } from "#app/core/organisation/unit-fit.ts";
import { UNIT_KINDS, type UnitKind } from "#app/core/organisation/unit-kind.ts";
import type { Day } from "#app/core/time/day.ts";
import type { Tx } from "#app/db/client.server.ts";
import { toDate, toDateOrNull, toDay, toDayOrNull } from "#app/db/day.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { pathWithin, unitsWithin } from "#app/db/within.server.ts";

/** A unit as it stands today. */
export type UnitFacts = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly kind: UnitKind;
  readonly level: Level;
  readonly partyName: string;
  /** Whether a person wrote the Party name, so that it does not follow the unit's. */
  readonly partyNameEdited: boolean;
  /** Null where nobody has counted. */
  readonly members: number | null;
  readonly parentId: string | null;
  readonly path: string;
  readonly validFrom: Day;
  readonly validUntil: Day | null;
  readonly version: number;
};

const fields = {
  id: true,
  code: true,
  name: true,
  kind: true,
  level: true,
  partyName: true,
  partyNameEdited: true,
  members: true,
  parentId: true,
  path: true,
  validFrom: true,
  validUntil: true,
  version: true,
} as const;

type Row = Prisma.UnitGetPayload<{ select: typeof fields }>;

export const kindOf = (text: string): UnitKind => UNIT_KINDS.find((kind) => kind === text) ?? "other";
export const levelOf = (text: string): Level => (isLevel(text) ? text : "grassroots");

const fromRow = (row: Row): UnitFacts => ({
  ...row,
  kind: kindOf(row.kind),
  level: levelOf(row.level),
  validFrom: toDay(row.validFrom),
  validUntil: toDayOrNull(row.validUntil),
});

export async function findUnit(tx: Tx, scope: Scope, id: string): Promise<UnitFacts | null> {
  const row = await tx.unit.findFirst({ where: { id, ...unitsWithin(scope) }, select: fields });
  return row && fromRow(row);
}

/** The units above a path that lie in the scope, highest first. */
export async function listUnitsAbove(tx: Tx, scope: Scope, path: string): Promise<{ id: string; name: string }[]> {
  const rows = await tx.unit.findMany({
    where: { AND: [{ path: { in: [...ancestorsOf(path)] } }, unitsWithin(scope)] },
    orderBy: { path: "asc" },
    select: { id: true, name: true },
  });
  return rows;
}

/** A unit as the tree draws it. */
export type TreeUnit = {
  readonly id: string;
  readonly parentId: string | null;
  readonly code: string;
  readonly name: string;
  readonly partyName: string;
  readonly kind: UnitKind;
  readonly level: Level;
  readonly members: number | null;
  readonly validUntil: Day | null;
  /** Units directly below that are in force. */
  readonly childCount: number;
};

type TreeRow = {
  id: string;
  parentId: string | null;
  code: string;
  name: string;
  partyName: string;
  kind: string;
  level: string;
  members: number | null;
  validUntil: Date | null;
  childCount: number;
};

const treeUnit = (row: TreeRow): TreeUnit => ({
  id: row.id,
  parentId: row.parentId,
  code: row.code,
  name: row.name,
  partyName: row.partyName,
  kind: kindOf(row.kind),
  level: levelOf(row.level),
  members: row.members,
  validUntil: toDayOrNull(row.validUntil),
  childCount: row.childCount,
});

const inForce = (unit: Prisma.Sql, today: Day): Prisma.Sql =>
  Prisma.sql`(${unit}."validUntil" IS NULL OR ${unit}."validUntil" > ${toDate(today)}::date)`;

const treeFields = (today: Day): Prisma.Sql => Prisma.sql`
  u.id::text AS id, u."parentId"::text AS "parentId", u.code, u.name, u."partyName", u.kind, u.level, u.members, u."validUntil",
  (SELECT count(*)::int FROM "Unit" below WHERE below."parentId" = u.id AND ${inForce(Prisma.sql`below`, today)}) AS "childCount"`;

/** Where the trees of a scope begin: its branches and single units, in the order of the tree. */
export async function listRoots(tx: Tx, scope: Scope, today: Day): Promise<TreeUnit[]> {
  const paths = [...scope.branches, ...scope.units];
  const rows = await tx.$queryRaw<TreeRow[]>`
    SELECT ${treeFields(today)} FROM "Unit" u
    WHERE (u.path = ANY(${paths}::text[]) OR (${scope.branches.includes("/")} AND u."parentId" IS NULL))
    ORDER BY u.path LIMIT 200`;
  return rows.map(treeUnit);
}

/** The first children of several units at once, `take` of each, in the order of their names. */
export async function listChildren(
  tx: Tx,
  scope: Scope,
  wanted: { readonly parentIds: readonly string[]; readonly take: number; readonly today: Day },
): Promise<TreeUnit[]> {
  const rows = await tx.$queryRaw<TreeRow[]>`
    SELECT ${treeFields(wanted.today)}
    FROM unnest(${[...wanted.parentIds]}::uuid[]) AS parent(id)
    CROSS JOIN LATERAL (
      SELECT * FROM "Unit" child
      WHERE child."parentId" = parent.id AND ${inForce(Prisma.sql`child`, wanted.today)} AND ${pathWithin(scope, Prisma.sql`child.path`)}
      ORDER BY child."foldedName", child.code LIMIT ${wanted.take}
    ) u
    ORDER BY u."foldedName", u.code`;
  return rows.map(treeUnit);
}

/** One page of a unit's children; ended ones stand last. */
export async function pageOfChildren(
  tx: Tx,
  scope: Scope,
  wanted: { readonly parentId: string; readonly page: number; readonly size: number; readonly today: Day },
): Promise<{ rows: TreeUnit[]; total: number }> {
  const rows = await tx.$queryRaw<(TreeRow & { total: number })[]>`
    SELECT ${treeFields(wanted.today)}, (count(*) OVER ())::int AS total FROM "Unit" u
    WHERE u."parentId" = ${wanted.parentId}::uuid AND ${pathWithin(scope, Prisma.sql`u.path`)}
    ORDER BY ${inForce(Prisma.sql`u`, wanted.today)} DESC, u."foldedName", u.code
    LIMIT ${wanted.size} OFFSET ${(wanted.page - 1) * wanted.size}`;
  return { rows: rows.map(treeUnit), total: rows[0]?.total ?? 0 };
}

/** Units in force by level, for the heading of a branch. */
export async function countByLevel(tx: Tx, scope: Scope, today: Day): Promise<ReadonlyMap<Level, number>> {
  const rows = await tx.$queryRaw<{ level: string; count: number }[]>`
    SELECT u.level, count(*)::int AS count FROM "Unit" u
    WHERE ${pathWithin(scope, Prisma.sql`u.path`)} AND ${inForce(Prisma.sql`u`, today)} GROUP BY u.level ORDER BY u.level`;
  return new Map(rows.map((row) => [levelOf(row.level), row.count]));
}

/** A unit that a search found, with the name of the unit above it where that may be seen. */
export type FoundUnit = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly partyName: string;
  readonly level: Level;
  readonly parentName: string | null;
  readonly validUntil: Day | null;
};

const PARTY_WORDS = /^(dang bo bo phan|dang bo|chi bo|dang uy) (?=\S)/;

/** Every word stands somewhere in the name, or the text is the code; the nearest names first. */
export async function searchUnits(tx: Tx, scope: Scope, text: string, take: number): Promise<FoundUnit[]> {
  const whole = fold(text).slice(0, 100);
  if (whole === "") return [];
  // A Party name is searched by the name it is made from: "Đảng bộ xã Đông Hòa" is "Xã Đông Hòa".
  const words = whole.replace(PARTY_WORDS, "").split(" ").slice(0, 8);
  const named = Prisma.join(
    words.map((word) => Prisma.sql`u."foldedName" LIKE ${`%${escaped(word)}%`}`),
    " AND ",
  );
  const rows = await tx.$queryRaw<(Omit<FoundUnit, "level" | "validUntil"> & { level: string; validUntil: Date | null })[]>`
    SELECT u.id::text AS id, u.code, u.name, u."partyName", u.level, u."validUntil",
      CASE WHEN ${pathWithin(scope, Prisma.sql`above.path`)} THEN above.name END AS "parentName"
    FROM "Unit" u LEFT JOIN "Unit" above ON above.id = u."parentId"
    WHERE (u.code = ${text.trim()} OR (${named})) AND ${pathWithin(scope, Prisma.sql`u.path`)}
    ORDER BY u.code = ${text.trim()} DESC, u."foldedName" LIKE ${`%${escaped(whole)}%`} DESC,
      u."foldedName" LIKE ${`%${escaped(words.join(" "))}`} DESC, length(u."foldedName"), u."foldedName", u.code
    LIMIT ${take}`;
  return rows.map((row) => ({ ...row, level: levelOf(row.level), validUntil: toDayOrNull(row.validUntil) }));
}

/** For LIKE: the letters themselves, not patterns. */
const escaped = (text: string): string => text.replace(/[\\%_]/g, "\\$&");

export type NewUnit = Omit<UnitFacts, "id" | "version"> & { readonly key: string };

/** Adds a unit below the one that the permit names, with its placement; null when its code is taken. */
export async function createUnit(tx: Tx, permit: Permit<"organisation.edit">, unit: NewUnit): Promise<string | null> {
  const parent = await tx.unit.findFirstOrThrow({ where: { path: permit.unitPath }, select: { id: true } });
  if (unit.parentId !== parent.id) throw new Error("the permit names another parent");
  if (await codeIsTaken(tx, unit.code)) return null;
  const validFrom = toDate(unit.validFrom);
  const validUntil = toDateOrNull(unit.validUntil);
  const row = await tx.unit.create({
    data: {
      ...unit,
      foldedName: fold(unit.name),
      validFrom,
      validUntil,
      placements: { create: { parentId: parent.id, path: unit.path, validFrom, validUntil } },
    },
    select: { id: true },
  });
  return row.id;
}

/** Holds the code until the transaction ends, so that of two units with one code the second is told. */
async function codeIsTaken(tx: Tx, code: string): Promise<boolean> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock_shared(78000010), pg_advisory_xact_lock(hashtext(${`unit code ${code}`}))`;
  return (await tx.unit.count({ where: { code } })) > 0;
}

export type UnitEdit = Pick<
  UnitFacts,
  "name" | "kind" | "level" | "partyName" | "partyNameEdited" | "members" | "validFrom" | "validUntil"
>;

/** Writes the edit, and the days of the placement with it, if nobody changed the unit since `version`; says whether. */
export async function updateUnit(
  tx: Tx,
  permit: Permit<"organisation.edit">,
  unit: { readonly id: string; readonly version: number },
  edit: UnitEdit,
): Promise<boolean> {
  const days = { validFrom: toDate(edit.validFrom), validUntil: toDateOrNull(edit.validUntil) };
  const { count } = await tx.unit.updateMany({
    where: { id: unit.id, version: unit.version, path: permit.unitPath },
    data: { ...edit, ...days, foldedName: fold(edit.name), version: { increment: 1 } },
  });
  if (count === 0) return false;
  // The first placement begins with the unit, the last one ends with it.
  await tx.$executeRaw`
    UPDATE "UnitPlacement" p SET "validFrom" = ${days.validFrom}::date
    WHERE p.id = (SELECT id FROM "UnitPlacement" WHERE "unitId" = ${unit.id}::uuid ORDER BY "validFrom" LIMIT 1)
      AND p."validFrom" <> ${days.validFrom}::date`;
  await tx.$executeRaw`
    UPDATE "UnitPlacement" p SET "validUntil" = ${days.validUntil}::date
    WHERE p.id = (SELECT id FROM "UnitPlacement" WHERE "unitId" = ${unit.id}::uuid ORDER BY "validFrom" DESC LIMIT 1)
      AND p."validUntil" IS DISTINCT FROM ${days.validUntil}::date`;
  return true;
}

/** The parent of a unit and what its children span. */
export async function surroundingsOf(tx: Tx, unit: { readonly id: string | null; readonly parentId: string | null }): Promise<Surroundings> {
  const parent =
    unit.parentId === null
      ? null
      : await tx.unit.findUniqueOrThrow({ where: { id: unit.parentId }, select: { level: true, validFrom: true, validUntil: true } });
  const rows = await tx.$queryRaw<{ levels: string[] | null; begin: Date | null; open: number; until: Date | null }[]>`
    SELECT array_agg(DISTINCT level) AS levels, min("validFrom") AS begin, max("validUntil") AS until,
      (count(*) FILTER (WHERE "validUntil" IS NULL))::int AS open
    FROM "Unit" WHERE "parentId" = ${unit.id}::uuid`;
  const below = rows[0];
  return {
    parent: parent && { level: levelOf(parent.level), validFrom: toDay(parent.validFrom), validUntil: toDayOrNull(parent.validUntil) },
    childLevels: (below?.levels ?? []).map(levelOf),
    earliestChildFrom: toDayOrNull(below?.begin ?? null),
    openChildren: below?.open ?? 0,
    latestChildUntil: toDayOrNull(below?.until ?? null),
  };
}

/** The congresses of one unit that are still ahead, to be judged again after it has changed. */
export async function congressesOfUnit(tx: Tx, unitId: string): Promise<string[]> {
  const rows = await tx.congress.findMany({ where: { unitId }, select: { id: true } });
  return rows.map((row) => row.id);
}
