import type { Permit } from "#app/core/access/scope.ts";
import type { Day } from "#app/core/time/day.ts";
import type { Tx } from "#app/db/client.server.ts";
import { toDate } from "#app/db/day.server.ts";

export async function appliedMigrations(tx: Tx): Promise<number> {
  const rows = await tx.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) AS count FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
  return Number(rows[0]?.count ?? 0);
}

/** Two first-run forms sent at once found one installation. */
export const lockFounding = (tx: Tx): Promise<unknown> => tx.$executeRaw`SELECT pg_advisory_xact_lock(78000001)`;

export async function findRootUnit(tx: Tx): Promise<{ id: string; path: string } | null> {
  return tx.unit.findFirst({ where: { parentId: null }, orderBy: { createdAt: "asc" }, select: { id: true, path: true } });
}

export type RootUnit = {
  readonly key: string;
  readonly code: string;
  readonly name: string;
  readonly foldedName: string;
  readonly kind: string;
  readonly level: string;
  readonly partyName: string;
  readonly path: string;
  readonly validFrom: Day;
};

export async function createRootUnit(
  tx: Tx,
  _leave: Permit<"organisation.edit">,
  root: RootUnit,
): Promise<{ id: string; path: string }> {
  const validFrom = toDate(root.validFrom);
  return tx.unit.create({
    data: { ...root, validFrom, placements: { create: { path: root.path, validFrom } } },
    select: { id: true, path: true },
  });
}
