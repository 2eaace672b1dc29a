import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { updateVenue } from "#app/db/venues.server.ts";
import { changedFields } from "./changed-fields.ts";
import type { Errand } from "./errand.ts";
import { venueToEdit } from "./find-editable.server.ts";

export async function editVenue(
  errand: Errand,
  input: { readonly venueId: string; readonly version: number; readonly name: string; readonly seats: number | null },
): Promise<Verdict<{ venueId: string }, "movedMeanwhile">> {
  const { tx, actor } = errand;
  const { venue, leave } = await venueToEdit(errand, input.venueId);
  const { name, seats, version } = input;
  if (!(await updateVenue(tx, leave, { id: venue.id, version, name, seats }))) return refuse("movedMeanwhile");
  const { before, after } = changedFields(venue, { name, seats });
  await recordDeed(tx, { now: errand.now, actor, deed: "venue.edit", subject: { kind: "venue", id: venue.id }, unitPath: venue.unitPath, before, after });
  return accept({ venueId: venue.id });
}
