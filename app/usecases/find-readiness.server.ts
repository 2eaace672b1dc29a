import { scopeFor } from "#app/core/access/scope.ts";
import { type CongressFacts, findCongress } from "#app/db/congresses.server.ts";
import { type Errand, NotFound } from "./errand.ts";

/** The congress whose readiness an address or form names, if the actor may look at it. */
export async function congressInSight(errand: Errand, id: string): Promise<CongressFacts> {
  const congress = await findCongress(errand.tx, scopeFor(errand.actor, "readiness", errand.realDay), id);
  if (congress === null) throw new NotFound();
  return congress;
}
