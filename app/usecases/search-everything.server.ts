import type { Level } from "#app/core/organisation/level.ts";
import { fold } from "#app/core/organisation/names.ts";
import { isEmptyScope, scopeFor } from "#app/core/access/scope.ts";
import { searchUnits } from "#app/db/organisation.server.ts";
import { type FoundPerson, searchNominees } from "#app/db/search.server.ts";
import type { Errand } from "./errand.ts";

export type Found = {
  readonly units: readonly { readonly id: string; readonly name: string; readonly level: Level; readonly parentName: string | null; readonly code: string }[];
  readonly persons: readonly FoundPerson[];
};

/**
 * Units and nominees the actor may see, without accents. Letters are never found here: their register has its own
 * search behind its own scope.
 */
export async function searchEverything(errand: Errand, text: string, take: number): Promise<Found> {
  const { tx, actor, realDay } = errand;
  const wanted = fold(text);
  if (wanted.length < 2) return { units: [], persons: [] };
  const organisation = scopeFor(actor, "organisation", realDay);
  const nominees = scopeFor(actor, "nominees", realDay);
  const units = isEmptyScope(organisation) ? [] : await searchUnits(tx, organisation, text, take);
  const persons = isEmptyScope(nominees) ? [] : await searchNominees(tx, nominees, actor, wanted, take);
  return { units: units.map(({ id, partyName, level, parentName, code }) => ({ id, name: partyName, level, parentName, code })), persons };
}
