import type { UnitFacts } from "#app/db/organisation.server.ts";
import type { Errand } from "./errand.ts";
import { unitToEdit } from "./find-editable.server.ts";

/** A unit that the actor may edit, or below which the actor may add. */
export async function showUnitForm(errand: Errand, unitId: string): Promise<{ unit: UnitFacts }> {
  const { unit } = await unitToEdit(errand, unitId);
  return { unit };
}
