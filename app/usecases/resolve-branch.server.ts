import { narrowed, type Scope } from "#app/core/access/scope.ts";
import { findBranch, outermostBranch } from "#app/db/branches.server.ts";
import { type Errand, NotFound } from "./errand.ts";

export type Branch = { readonly unitId: string; readonly name: string; readonly path: string; readonly level: string };

/**
 * The branch a page is about: the one named in the address, if it lies in the scope, else the outermost of the
 * actor's own. `inside` is the scope cut down to it.
 */
export async function resolveBranch(
  errand: Errand,
  scope: Scope,
  wanted: string | null | undefined,
): Promise<Branch & { readonly inside: Scope }> {
  const branch = wanted ? await findBranch(errand.tx, scope, wanted) : await outermostBranch(errand.tx, scope);
  if (branch === null) throw new NotFound();
  return { ...branch, inside: narrowed(scope, branch.path) };
}
