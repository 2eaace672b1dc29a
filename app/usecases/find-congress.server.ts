import { type Scope, scopeFor } from "#app/core/access/scope.ts";
import { type CongressFacts, findCongress } from "#app/db/congresses.server.ts";
import { type Errand, NotFound } from "./errand.ts";

/** The congress that an address or form names, if it lies where the actor may look. */
export async function congressFor(errand: Errand, id: string, scope: Scope = campaignScope(errand)): Promise<CongressFacts> {
  const congress = await findCongress(errand.tx, scope, id);
  if (congress === null) throw new NotFound();
  return congress;
}

export const campaignScope = (errand: Errand): Scope => scopeFor(errand.actor, "campaign", errand.realDay);
