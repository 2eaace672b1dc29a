import type { Permit, Scope } from "#app/core/access/scope.ts";
import type { Day } from "#app/core/time/day.ts";
import type { Tx } from "#app/db/client.server.ts";
import { toDay } from "#app/db/day.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { createKept, findKept, importKept, type Keeping, type Kept, keptByCode, type KeptPage, pageOfKept, updateKept } from "#app/db/kept-by-unit.server.ts";
import { pathWithin } from "#app/db/within.server.ts";

/** A hall in which congresses are held; its seats are null where nobody has counted. */
export type Venue = Kept & { readonly seats: number | null };
export type VenueLine = Venue & { readonly congresses: number };

const VENUES: Keeping = { table: Prisma.sql`"Venue"`, own: Prisma.sql`seats`, ownType: Prisma.sql`int` };

export const findVenue = (tx: Tx, scope: Scope, id: string): Promise<Venue | null> => findKept<Venue>(tx, VENUES, scope, id);

/** A page of the halls of a scope, with how many congresses of working plans each is taken for. */
export const pageOfVenues = (tx: Tx, scope: Scope, wanted: KeptPage): Promise<{ rows: VenueLine[]; total: number }> => {
  const counts = Prisma.sql`
    (SELECT count(*)::int FROM "PlannedDate" d JOIN "PlanVersion" p ON p.id = d."planVersionId" AND p.state = 'working'
      WHERE d."venueId" = k.id) AS congresses`;
  return pageOfKept<VenueLine>(tx, VENUES, scope, counts, wanted);
};

export type Booking = { readonly congressId: string; readonly unitName: string; readonly opensOn: Day; readonly closesOn: Day };

/** When a hall is taken in working plans, within what the reader may see. */
export async function bookingsOf(tx: Tx, scope: Scope, venueId: string, take: number): Promise<Booking[]> {
  const rows = await tx.$queryRaw<{ congressId: string; unitName: string; opensOn: Date; closesOn: Date }[]>`
    SELECT c.id::text AS "congressId", u."partyName" AS "unitName", d."opensOn", d."closesOn"
    FROM "PlannedDate" d
    JOIN "PlanVersion" p ON p.id = d."planVersionId" AND p.state = 'working'
    JOIN "Congress" c ON c.id = d."congressId" JOIN "Unit" u ON u.id = c."unitId"
    WHERE d."venueId" = ${venueId}::uuid AND ${pathWithin(scope, Prisma.sql`u.path`)}
    ORDER BY d."opensOn", u.path LIMIT ${take}`;
  return rows.map((row) => ({ ...row, opensOn: toDay(row.opensOn), closesOn: toDay(row.closesOn) }));
}

type VenueFields = { readonly name: string; readonly seats: number | null };
type ByHand = Permit<"organisation.edit">;

/** Null when the code is taken. */
export const createVenue = (tx: Tx, permit: ByHand, venue: VenueFields & { readonly code: string; readonly unitId: string }): Promise<string | null> =>
  createKept(tx, VENUES, permit, { ...venue, own: venue.seats });

export const updateVenue = (tx: Tx, permit: ByHand, venue: VenueFields & { readonly id: string; readonly version: number }): Promise<boolean> =>
  updateKept(tx, VENUES, permit, { ...venue, own: venue.seats });

export type KnownVenue = { readonly id: string; readonly code: string; readonly name: string; readonly seats: number | null; readonly unitId: string; readonly version: number; readonly inBranch: boolean };

/** Halls with these codes, wherever they are: a code is the whole installation's. */
export const venuesByCode = (tx: Tx, branchPath: string, codes: readonly string[]): Promise<KnownVenue[]> => keptByCode<KnownVenue>(tx, VENUES, branchPath, codes);

export type ImportedVenue = VenueFields & { readonly id: string; readonly code: string; readonly unitId: string };

export const importVenues = (
  tx: Tx,
  permit: Permit<"organisation.import">,
  venues: { readonly created: readonly ImportedVenue[]; readonly updated: readonly (VenueFields & { readonly id: string; readonly version: number })[] },
): Promise<boolean> => importKept(tx, VENUES, permit, venues);
