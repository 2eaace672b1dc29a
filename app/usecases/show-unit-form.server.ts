import { permit, scopeFor } from "#app/core/access/scope.ts";
import { findUnit, type UnitFacts } from "#app/db/organisation.server.ts";
import { type Errand, Forbidden, NotFound } from "./errand.ts";

/** A unit that the actor may edit, or below which the actor may add. */
export async function showUnitForm(errand: Errand, unitId: string): Promise<{ unit: UnitFacts }> {
  const unit = await findUnit(errand.tx, scopeFor(errand.actor, "organisation", errand.realDay), unitId);
  if (unit === null) throw new NotFound();
  if (!permit(errand.actor, "organisation.edit", unit.path, errand.realDay)) throw new Forbidden("organisation.edit");
  return { unit };
}
