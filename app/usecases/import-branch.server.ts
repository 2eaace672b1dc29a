import { type Permit, permit, scopeFor } from "#app/core/access/scope.ts";
import { type BranchRow, findBranch } from "#app/db/branches.server.ts";
import { type Errand, Forbidden, NotFound } from "./errand.ts";

/** The branch a file is for, and leave to take it in there. */
export async function importBranch(errand: Errand, unitId: string): Promise<{ branch: BranchRow; leave: Permit<"organisation.import"> }> {
  const branch = await findBranch(errand.tx, scopeFor(errand.actor, "organisation", errand.realDay), unitId);
  if (branch === null) throw new NotFound();
  const leave = permit(errand.actor, "organisation.import", branch.path, errand.realDay);
  if (leave === null) throw new Forbidden("organisation.import");
  return { branch, leave };
}
