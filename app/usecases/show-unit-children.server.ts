import type { Scope } from "#app/core/access/scope.ts";
import { findUnit, pageOfChildren, type TreeUnit } from "#app/db/organisation.server.ts";
import { type Errand, NotFound } from "./errand.ts";
import { TREE_PAGE } from "./show-organisation.server.ts";

/** The first children of one unit that are in force, for the tree that is opened in place; `more` are beyond them. */
export async function showUnitChildren(errand: Errand, scope: Scope, unitId: string): Promise<{ children: TreeUnit[]; more: number }> {
  const { tx, today } = errand;
  const unit = await findUnit(tx, scope, unitId);
  if (unit === null) throw new NotFound();
  const { rows, total } = await pageOfChildren(tx, scope, { parentId: unit.id, page: 1, size: TREE_PAGE, today });
  return { children: rows.filter((child) => child.validUntil === null || child.validUntil > today), more: total - rows.length };
}
