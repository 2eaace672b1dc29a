import type { Scope } from "#app/core/access/scope.ts";
import { findUnit, listChildren, type TreeUnit } from "#app/db/organisation.server.ts";
import { type Errand, NotFound } from "./errand.ts";
import { TREE_PAGE } from "./show-organisation.server.ts";

/** The first children of one unit, for the tree that is opened in place; `more` may be there beyond them. */
export async function showUnitChildren(errand: Errand, scope: Scope, unitId: string): Promise<{ children: TreeUnit[]; more: boolean }> {
  const unit = await findUnit(errand.tx, scope, unitId);
  if (unit === null) throw new NotFound();
  const children = await listChildren(errand.tx, scope, { parentIds: [unit.id], take: TREE_PAGE + 1, today: errand.today });
  return { children: children.slice(0, TREE_PAGE), more: children.length > TREE_PAGE };
}
