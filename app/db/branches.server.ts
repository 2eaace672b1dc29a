import type { Scope } from "#app/core/access/scope.ts";
import type { Tx } from "#app/db/client.server.ts";
import { unitsWithin } from "#app/db/within.server.ts";

export type BranchRow = { readonly unitId: string; readonly name: string; readonly path: string; readonly level: string };

const fields = { id: true, partyName: true, path: true, level: true } as const;
const fromRow = (row: { id: string; partyName: string; path: string; level: string }): BranchRow => ({
  unitId: row.id,
  name: row.partyName,
  path: row.path,
  level: row.level,
});

export async function findBranch(tx: Tx, scope: Scope, unitId: string): Promise<BranchRow | null> {
  const row = await tx.unit.findFirst({ where: { id: unitId, ...unitsWithin(scope) }, select: fields });
  return row && fromRow(row);
}

/** The unit of the actor's highest grant: where a page starts when the address names none. */
export async function outermostBranch(tx: Tx, scope: Scope): Promise<BranchRow | null> {
  const paths = [...scope.branches.filter((path) => path !== "/"), ...scope.units];
  const row = await tx.unit.findFirst({
    where: scope.branches.includes("/") ? { parentId: null } : { path: { in: paths } },
    orderBy: { path: "asc" },
    select: fields,
  });
  return row && fromRow(row);
}

/** Branches offered by the picker: the actor's own and the children of the chosen one. */
export async function listBranchChildren(tx: Tx, scope: Scope, unitId: string, take: number): Promise<BranchRow[]> {
  const rows = await tx.unit.findMany({
    where: { AND: [{ parentId: unitId, children: { some: {} } }, unitsWithin(scope)] },
    select: fields,
    orderBy: { name: "asc" },
    take,
  });
  return rows.map(fromRow);
}

export async function findBranchByCode(tx: Tx, scope: Scope, code: string): Promise<BranchRow | null> {
  const row = await tx.unit.findFirst({ where: { code, ...unitsWithin(scope) }, select: fields });
  return row && fromRow(row);
}

export async function nameUnitsById(tx: Tx, unitIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.unit.findMany({ where: { id: { in: [...unitIds] } }, select: { id: true, partyName: true } });
  return new Map(rows.map((row) => [row.id, row.partyName]));
}

/** The unit that keeps a person's record, if it lies in the scope. */
export async function findPersonUnit(tx: Tx, scope: Scope, personId: string): Promise<BranchRow | null> {
  const row = await tx.person.findFirst({ where: { id: personId, unit: unitsWithin(scope) }, select: { unit: { select: fields } } });
  return row && fromRow(row.unit);
}
