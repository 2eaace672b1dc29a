import { permit, scopeFor } from "#app/core/access/scope.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { findVenue, updateVenue } from "#app/db/venues.server.ts";
import { changedFields } from "./changed-fields.ts";
import { type Errand, Forbidden, NotFound } from "./errand.ts";

export async function editVenue(
  errand: Errand,
  input: { readonly venueId: string; readonly version: number; readonly name: string; readonly seats: number | null },
): Promise<Verdict<{ venueId: string }, "movedMeanwhile">> {
  const { tx, actor, realDay } = errand;
  const venue = await findVenue(tx, scopeFor(actor, "organisation", realDay), input.venueId);
  if (venue === null) throw new NotFound();
  const leave = permit(actor, "organisation.edit", venue.unitPath, realDay);
  if (!leave) throw new Forbidden("organisation.edit");
  const { name, seats, version } = input;
  if (!(await updateVenue(tx, leave, { id: venue.id, version, name, seats }))) return refuse("movedMeanwhile");
  const { before, after } = changedFields(venue, { name, seats });
  await recordDeed(tx, { now: errand.now, actor, deed: "venue.edit", subject: { kind: "venue", id: venue.id }, unitPath: venue.unitPath, before, after });
  return accept({ venueId: venue.id });
}
