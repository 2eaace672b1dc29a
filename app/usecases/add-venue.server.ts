import { permit, scopeFor } from "#app/core/access/scope.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { findUnit } from "#app/db/organisation.server.ts";
import { createVenue } from "#app/db/venues.server.ts";
import { type Errand, Forbidden, NotFound } from "./errand.ts";

export async function addVenue(
  errand: Errand,
  input: { readonly unitId: string; readonly code: string; readonly name: string; readonly seats: number | null },
): Promise<Verdict<{ venueId: string }, "codeTaken">> {
  const { tx, actor, realDay } = errand;
  const unit = await findUnit(tx, scopeFor(actor, "organisation", realDay), input.unitId);
  if (unit === null) throw new NotFound();
  const leave = permit(actor, "organisation.edit", unit.path, realDay);
  if (!leave) throw new Forbidden("organisation.edit");
  const venueId = await createVenue(tx, leave, input);
  if (venueId === null) return refuse("codeTaken", { field: "code", found: input.code });
  await recordDeed(tx, { now: errand.now, actor, deed: "venue.edit", subject: { kind: "venue", id: venueId }, unitPath: unit.path, after: { ...input } });
  return accept({ venueId });
}
