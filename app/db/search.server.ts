import type { Actor } from "#app/core/access/actor.ts";
import type { Scope } from "#app/core/access/scope.ts";
import type { Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { pathWithin } from "#app/db/within.server.ts";

export type FoundPerson = { readonly id: string; readonly name: string; readonly post: string | null; readonly unitName: string; readonly nomineeId: string };

/**
 * Nominees whose name holds the folded text: only who stands on a slate in scope is found, so the search says no more
 * than the slates do. Names that begin with the text come first.
 */
export const searchNominees = (tx: Tx, scope: Scope, actor: Actor, folded: string, take: number): Promise<FoundPerson[]> =>
  tx.$queryRaw<FoundPerson[]>`
    SELECT p.id, p."fullName" AS name, p.post, u."partyName" AS "unitName", n.id AS "nomineeId"
    FROM "Nominee" n JOIN "Person" p ON p.id = n."personId"
    JOIN "Congress" c ON c.id = n."congressId" JOIN "Unit" u ON u.id = c."unitId"
    WHERE NOT n.withdrawn AND p."foldedName" LIKE ${`%${escapeLike(folded)}%`} AND ${pathWithin(scope, Prisma.sql`u.path`)}
      AND p.id::text <> ALL(${[...actor.walledPersons]})
    ORDER BY (p."foldedName" LIKE ${`${escapeLike(folded)}%`}) DESC, p."sortKey", p.id, n.id LIMIT ${take}`;

export const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
