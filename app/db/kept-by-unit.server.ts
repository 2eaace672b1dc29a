import type { Permit, Scope } from "#app/core/access/scope.ts";
import { fold } from "#app/core/organisation/names.ts";
import type { Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { escapeLike } from "#app/db/search.server.ts";
import { pathWithin } from "#app/db/within.server.ts";

/** What a unit keeps under a code of the whole installation, as its leaders and halls: `own` is what each says beside its name. */
export type Kept = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly unitPath: string;
  readonly version: number;
};

export type Keeping = { readonly table: Prisma.Sql; readonly own: Prisma.Sql; readonly ownType: Prisma.Sql };
export type KeptPage = { readonly text: string; readonly page: number; readonly size: number; readonly unitId?: string | undefined };
type Own = string | number | null;

const fieldsOf = ({ own }: Keeping): Prisma.Sql =>
  Prisma.sql`k.id::text AS id, k.code, k.name, k.${own}, k."unitId"::text AS "unitId", u."partyName" AS "unitName", u.path AS "unitPath", k.version`;

export async function findKept<Row extends Kept>(tx: Tx, keeping: Keeping, scope: Scope, id: string): Promise<Row | null> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT ${fieldsOf(keeping)} FROM ${keeping.table} k JOIN "Unit" u ON u.id = k."unitId"
    WHERE k.id = ${id}::uuid AND ${pathWithin(scope, Prisma.sql`u.path`)}`;
  return rows[0] ?? null;
}

/** A page of those of a scope; `counts` are further columns about `k`. */
export async function pageOfKept<Row extends Kept>(tx: Tx, keeping: Keeping, scope: Scope, counts: Prisma.Sql, wanted: KeptPage): Promise<{ rows: Row[]; total: number }> {
  const unitId = wanted.unitId ?? null;
  const rows = await tx.$queryRaw<{ row: Row; total: number }[]>`
    SELECT to_jsonb(page) - 'total' AS row, page.total FROM (
      SELECT ${fieldsOf(keeping)}, (count(*) OVER ())::int AS total, ${counts}
      FROM ${keeping.table} k JOIN "Unit" u ON u.id = k."unitId"
      WHERE ${pathWithin(scope, Prisma.sql`u.path`)} AND (${unitId}::uuid IS NULL OR k."unitId" = ${unitId}::uuid)
        AND (k."foldedName" LIKE ${`%${escapeLike(fold(wanted.text))}%`} OR k.code = ${wanted.text})
      ORDER BY u.path, k.code LIMIT ${wanted.size} OFFSET ${(wanted.page - 1) * wanted.size}) AS page
    ORDER BY page."unitPath", page.code`;
  return { rows: rows.map(({ row }) => row), total: rows[0]?.total ?? 0 };
}

type ByHand = Permit<"organisation.edit">;

/** Null when the code is taken. */
export async function createKept(
  tx: Tx,
  { table, own }: Keeping,
  permit: ByHand,
  made: { readonly code: string; readonly name: string; readonly own: Own; readonly unitId: string },
): Promise<string | null> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO ${table} (id, code, name, "foldedName", ${own}, "unitId")
    SELECT gen_random_uuid(), ${made.code}, ${made.name}, ${fold(made.name)}, ${made.own}, u.id
    FROM "Unit" u WHERE u.id = ${made.unitId}::uuid AND starts_with(u.path, ${permit.unitPath})
    ON CONFLICT (code) DO NOTHING RETURNING id::text AS id`;
  return rows[0]?.id ?? null;
}

export async function updateKept(
  tx: Tx,
  { table, own }: Keeping,
  permit: ByHand,
  changed: { readonly id: string; readonly version: number; readonly name: string; readonly own: Own },
): Promise<boolean> {
  const count = await tx.$executeRaw`
    UPDATE ${table} k SET name = ${changed.name}, "foldedName" = ${fold(changed.name)}, ${own} = ${changed.own}, version = k.version + 1
    FROM "Unit" u WHERE k.id = ${changed.id}::uuid AND k.version = ${changed.version} AND u.id = k."unitId" AND u.path = ${permit.unitPath}`;
  return count === 1;
}

/** Those with these codes, wherever they are. */
export const keptByCode = <Row>(tx: Tx, { table, own }: Keeping, branchPath: string, codes: readonly string[]): Promise<Row[]> =>
  tx.$queryRaw<Row[]>`
    SELECT k.id::text AS id, k.code, k.name, k.${own}, k."unitId"::text AS "unitId", k.version, starts_with(u.path, ${branchPath}) AS "inBranch"
    FROM ${table} k JOIN "Unit" u ON u.id = k."unitId" WHERE k.code = ANY(${[...codes]}::text[])`;

type Named = { readonly id: string; readonly name: string };

/** Writes what an import makes and changes, each with its own field by name; false when something stood in the way. */
export async function importKept(
  tx: Tx,
  { table, own, ownType }: Keeping,
  permit: Permit<"organisation.import">,
  imported: { readonly created: readonly (Named & { readonly code: string; readonly unitId: string })[]; readonly updated: readonly (Named & { readonly version: number })[] },
): Promise<boolean> {
  const withFold = (list: readonly Named[]): string => JSON.stringify(list.map((each) => ({ ...each, foldedName: fold(each.name) })));
  const made = await tx.$executeRaw`
    INSERT INTO ${table} (id, code, name, "foldedName", ${own}, "unitId")
    SELECT n.id, n.code, n.name, n."foldedName", n.${own}, u.id
    FROM json_to_recordset(${withFold(imported.created)}::json) AS n(id uuid, code text, name text, "foldedName" text, ${own} ${ownType}, "unitId" uuid)
    JOIN "Unit" u ON u.id = n."unitId" AND starts_with(u.path, ${permit.unitPath})`;
  const changed = await tx.$executeRaw`
    UPDATE ${table} k SET name = n.name, "foldedName" = n."foldedName", ${own} = n.${own}, version = k.version + 1
    FROM json_to_recordset(${withFold(imported.updated)}::json) AS n(id uuid, version int, name text, "foldedName" text, ${own} ${ownType}), "Unit" u
    WHERE k.id = n.id AND k.version = n.version AND u.id = k."unitId" AND starts_with(u.path, ${permit.unitPath})`;
  return made === imported.created.length && changed === imported.updated.length;
}
