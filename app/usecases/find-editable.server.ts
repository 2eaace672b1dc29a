import { type Permit, permit, type Scope, scopeFor } from "#app/core/access/scope.ts";
import { findLeader, type Leader } from "#app/db/leaders.server.ts";
import { findUnit, type UnitFacts } from "#app/db/organisation.server.ts";
import { findVenue, type Venue } from "#app/db/venues.server.ts";
import { type Errand, Forbidden, NotFound } from "./errand.ts";

type Leave = Permit<"organisation.edit">;

/** The unit that an address or form names, and leave to edit it. */
export async function unitToEdit(errand: Errand, id: string): Promise<{ unit: UnitFacts; leave: Leave }> {
  const unit = there(await findUnit(errand.tx, scopeOf(errand), id));
  return { unit, leave: leaveAt(errand, unit.path) };
}

export async function leaderToEdit(errand: Errand, id: string): Promise<{ leader: Leader; leave: Leave }> {
  const leader = there(await findLeader(errand.tx, scopeOf(errand), id));
  return { leader, leave: leaveAt(errand, leader.unitPath) };
}

export async function venueToEdit(errand: Errand, id: string): Promise<{ venue: Venue; leave: Leave }> {
  const venue = there(await findVenue(errand.tx, scopeOf(errand), id));
  return { venue, leave: leaveAt(errand, venue.unitPath) };
}

const scopeOf = ({ actor, realDay }: Errand): Scope => scopeFor(actor, "organisation", realDay);

function there<T>(found: T | null): T {
  if (found === null) throw new NotFound();
  return found;
}

function leaveAt({ actor, realDay }: Errand, path: string): Leave {
  const leave = permit(actor, "organisation.edit", path, realDay);
  if (!leave) throw new Forbidden("organisation.edit");
  return leave;
}
