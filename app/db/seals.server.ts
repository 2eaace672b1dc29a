import type { Tx } from "#app/db/client.server.ts";

export type SealRow = {
  readonly n: number;
  readonly fromXid: bigint;
  readonly untilXid: bigint;
  readonly count: number;
  readonly root: string;
  readonly prev: string;
  readonly hash: string;
};

/** One sealer at a time in the whole installation; false when somebody else is at it. */
export async function takeSealerLock(tx: Tx): Promise<boolean> {
  const rows = await tx.$queryRaw<{ taken: boolean }[]>`SELECT pg_try_advisory_xact_lock(78000002) AS taken`;
  return rows[0]?.taken === true;
}

export const newestSeal = (tx: Tx): Promise<SealRow | null> => tx.auditSeal.findFirst({ orderBy: { n: "desc" } });

export const listSeals = (tx: Tx, afterN: number, take: number): Promise<SealRow[]> =>
  tx.auditSeal.findMany({ where: { n: { gt: afterN } }, orderBy: { n: "asc" }, take });

/** No transaction below this id is still running, so no entry can slip in below it any more. */
export async function settledHorizon(tx: Tx): Promise<bigint> {
  const rows = await tx.$queryRaw<{ xid: bigint }[]>`SELECT (pg_snapshot_xmin(pg_current_snapshot())::text)::bigint AS xid`;
  return rows[0]?.xid ?? 0n;
}

/** Leaves in sealing order: by transaction, then by number. */
export async function leavesBetween(tx: Tx, fromXid: bigint, untilXid: bigint): Promise<string[]> {
  const rows = await tx.$queryRaw<{ leaf: string }[]>`
    SELECT leaf FROM "AuditEntry" WHERE xid >= ${fromXid} AND xid < ${untilXid} ORDER BY xid, seq`;
  return rows.map((row) => row.leaf);
}

export const addSeal = (tx: Tx, seal: SealRow): Promise<unknown> => tx.auditSeal.create({ data: seal });
