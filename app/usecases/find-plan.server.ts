import { type Scope, scopeFor } from "#app/core/access/scope.ts";
import { findVersion, type PlanVersionFacts } from "#app/db/plan-versions.server.ts";
import { type Errand, NotFound } from "./errand.ts";

export const planScope = (errand: Errand): Scope => scopeFor(errand.actor, "plans", errand.realDay);

/** The plan version that an address or form names, if it is one of a branch that the actor plans or signs for. */
export async function planFor(errand: Errand, id: string, scope: Scope = planScope(errand)): Promise<PlanVersionFacts> {
  const version = await findVersion(errand.tx, scope, id);
  if (version === null) throw new NotFound();
  return version;
}
