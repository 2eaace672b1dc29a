import type { Permit, Scope } from "#app/core/access/scope.ts";
import { fold } from "#app/core/organisation/names.ts";
import type { Day } from "#app/core/time/day.ts";
import type { Tx } from "#app/db/client.server.ts";
import { toDay } from "#app/db/day.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { pathWithin } from "#app/db/within.server.ts";

/** A hall in which congresses are held. */
export type Venue = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  /** Null where nobody has counted. */
  readonly seats: number | null;
  readonly unitId: string;
  readonly unitName: string;
  readonly unitPath: string;
  readonly version: number;
};

export type VenueLine = Venue & { readonly congresses: number };

const fields = Prisma.sql`v.id::text AS id, v.code, v.name, v.seats, v."unitId"::text AS "unitId", u."partyName" AS "unitName", u.path AS "unitPath", v.version`;

export async function findVenue(tx: Tx, scope: Scope, id: string): Promise<Venue | null> {
  const rows = await tx.$queryRaw<Venue[]>`
    SELECT ${fields} FROM "Venue" v JOIN "Unit" u ON u.id = v."unitId"
    WHERE v.id = ${id}::uuid AND ${pathWithin(scope, Prisma.sql`u.path`)}`;
  return rows[0] ?? null;
}

/** A page of the halls of a scope, with how many congresses of working plans each is taken for. */
export async function pageOfVenues(
  tx: Tx,
  scope: Scope,
  wanted: { readonly text: string; readonly page: number; readonly size: number; readonly unitId?: string | undefined },
): Promise<{ rows: VenueLine[]; total: number }> {
  const rows = await tx.$queryRaw<(VenueLine & { total: number })[]>`
    SELECT ${fields}, (count(*) OVER ())::int AS total,
      (SELECT count(*)::int FROM "PlannedDate" d JOIN "PlanVersion" p ON p.id = d."planVersionId" AND p.state = 'working'
        WHERE d."venueId" = v.id) AS congresses
    FROM "Venue" v JOIN "Unit" u ON u.id = v."unitId"
    WHERE ${pathWithin(scope, Prisma.sql`u.path`)}
      AND (${wanted.unitId ?? null}::uuid IS NULL OR v."unitId" = ${wanted.unitId ?? null}::uuid)
      AND (v."foldedName" LIKE ${`%${fold(wanted.text).replace(/[\\%_]/g, "\\$&")}%`} OR v.code = ${wanted.text})
    ORDER BY u.path, v.code LIMIT ${wanted.size} OFFSET ${(wanted.page - 1) * wanted.size}`;
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}

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
export async function createVenue(tx: Tx, permit: ByHand, venue: VenueFields & { readonly code: string; readonly unitId: string }): Promise<string | null> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO "Venue" (id, code, name, "foldedName", seats, "unitId")
    SELECT gen_random_uuid(), ${venue.code}, ${venue.name}, ${fold(venue.name)}, ${venue.seats}, u.id
    FROM "Unit" u WHERE u.id = ${venue.unitId}::uuid AND starts_with(u.path, ${permit.unitPath})
    ON CONFLICT (code) DO NOTHING RETURNING id::text AS id`;
  return rows[0]?.id ?? null;
}

export async function updateVenue(tx: Tx, permit: ByHand, venue: VenueFields & { readonly id: string; readonly version: number }): Promise<boolean> {
  const { count } = await tx.venue.updateMany({
    where: { id: venue.id, version: venue.version, unit: { path: permit.unitPath } },
    data: { name: venue.name, seats: venue.seats, foldedName: fold(venue.name), version: { increment: 1 } },
  });
  return count === 1;
}

export type KnownVenue = { readonly id: string; readonly code: string; readonly name: string; readonly seats: number | null; readonly unitId: string; readonly version: number; readonly inBranch: boolean };

/** Halls with these codes, wherever they are: a code is the whole installation's. */
export const venuesByCode = (tx: Tx, branchPath: string, codes: readonly string[]): Promise<KnownVenue[]> =>
  tx.$queryRaw<KnownVenue[]>`
    SELECT v.id::text AS id, v.code, v.name, v.seats, v."unitId"::text AS "unitId", v.version, starts_with(u.path, ${branchPath}) AS "inBranch"
    FROM "Venue" v JOIN "Unit" u ON u.id = v."unitId" WHERE v.code = ANY(${[...codes]}::text[])`;

type Import = Permit<"organisation.import">;
export type ImportedVenue = VenueFields & { readonly id: string; readonly code: string; readonly unitId: string };

export async function importVenues(
  tx: Tx,
  permit: Import,
  venues: { readonly created: readonly ImportedVenue[]; readonly updated: readonly (VenueFields & { readonly id: string; readonly version: number })[] },
): Promise<boolean> {
  const withFold = <T extends VenueFields>(list: readonly T[]): string => JSON.stringify(list.map((venue) => ({ ...venue, foldedName: fold(venue.name) })));
  const made = await tx.$executeRaw`
    INSERT INTO "Venue" (id, code, name, "foldedName", seats, "unitId")
    SELECT n.id, n.code, n.name, n."foldedName", n.seats, u.id
    FROM json_to_recordset(${withFold(venues.created)}::json) AS n(id uuid, code text, name text, "foldedName" text, seats int, "unitId" uuid)
    JOIN "Unit" u ON u.id = n."unitId" AND starts_with(u.path, ${permit.unitPath})`;
  const changed = await tx.$executeRaw`
    UPDATE "Venue" v SET name = n.name, "foldedName" = n."foldedName", seats = n.seats, version = v.version + 1
    FROM json_to_recordset(${withFold(venues.updated)}::json) AS n(id uuid, version int, name text, "foldedName" text, seats int), "Unit" u
    WHERE v.id = n.id AND v.version = n.version AND u.id = v."unitId" AND starts_with(u.path, ${permit.unitPath})`;
  return made === venues.created.length && changed === venues.updated.length;
}
