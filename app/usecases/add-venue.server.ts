import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { createVenue } from "#app/db/venues.server.ts";
import type { Errand } from "./errand.ts";
import { unitToEdit } from "./find-editable.server.ts";

export async function addVenue(
  errand: Errand,
  input: { readonly unitId: string; readonly code: string; readonly name: string; readonly seats: number | null },
): Promise<Verdict<{ venueId: string }, "codeTaken">> {
  const { tx, actor } = errand;
  const { unit, leave } = await unitToEdit(errand, input.unitId);
  const venueId = await createVenue(tx, leave, input);
  if (venueId === null) return refuse("codeTaken", { field: "code", found: input.code });
  await recordDeed(tx, { now: errand.now, actor, deed: "venue.edit", subject: { kind: "venue", id: venueId }, unitPath: unit.path, after: { ...input } });
  return accept({ venueId });
}
