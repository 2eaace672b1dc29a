import { permit, type Scope, scopeFor } from "#app/core/access/scope.ts";
import { type Booking, bookingsOf, findVenue, type Venue } from "#app/db/venues.server.ts";
import { type Errand, NotFound } from "./errand.ts";

const SHOWN = 100;

export type VenuePage = { readonly venue: Venue; readonly bookings: readonly Booking[]; readonly mayEdit: boolean };

/** One hall, and when it is taken. */
export async function showVenue(errand: Errand, scope: Scope, venueId: string): Promise<VenuePage> {
  const { tx, actor, realDay } = errand;
  const venue = await findVenue(tx, scope, venueId);
  if (venue === null) throw new NotFound();
  return {
    venue,
    bookings: await bookingsOf(tx, scopeFor(actor, "campaign", realDay), venue.id, SHOWN),
    mayEdit: permit(actor, "organisation.edit", venue.unitPath, realDay) !== null,
  };
}
