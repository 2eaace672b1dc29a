import type { Seal, StoredEntry } from "#app/core/audit/chain.ts";
import type { Tx } from "#app/db/client.server.ts";

/** One sealer at a time in the whole installation; false when somebody else is at it. */
export async function takeSealerLock(tx: Tx): Promise<boolean> {
  const rows = await tx.$queryRaw<{ taken: boolean }[]>`SELECT pg_try_advisory_xact_lock(78000002) AS taken`;
  return rows[0]?.taken === true;
}

const columns = { n: true, fromXid: true, untilXid: true, count: true, root: true, prev: true, hash: true } as const;

export const newestSeal = (tx: Tx): Promise<Seal | null> => tx.auditSeal.findFirst({ orderBy: { n: "desc" }, select: columns });

export const listSeals = (tx: Tx, afterN: number, take: number): Promise<Seal[]> =>
  tx.auditSeal.findMany({ where: { n: { gt: afterN } }, orderBy: { n: "asc" }, take, select: columns });

/** No transaction below this id is still running, so no entry can slip in below it any more. */
export async function settledHorizon(tx: Tx): Promise<bigint> {
  const rows = await tx.$queryRaw<{ xid: bigint }[]>`SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint + log_shift() AS xid`;
  return rows[0]?.xid ?? 0n;
}

/** Leaves in sealing order: by transaction, then by number. */
export const leavesBetween = (tx: Tx, fromXid: bigint, untilXid: bigint): Promise<{ leaf: string }[]> =>
  tx.$queryRaw<{ leaf: string }[]>`
    SELECT leaf FROM "AuditEntry" WHERE xid >= ${fromXid} AND xid < ${untilXid} ORDER BY xid, seq`;

export const addSeal = (tx: Tx, seal: Seal): Promise<unknown> => tx.auditSeal.create({ data: seal });

type Written = readonly [
  seq: string,
  xid: string,
  ...said: [id: string, at: string, actorId: string | null, actorLogin: string, deed: string, subjectKind: string, subjectId: string],
  unitPath: string | null,
  before: StoredEntry["before"],
  after: StoredEntry["after"],
  reason: string | null,
  leaf: string,
];

/**
 * A page of the log in sealing order. It comes as one text, because reading a million rows one value at a time takes
 * several times as long.
 */
export async function entriesAfter(tx: Tx, after: Pick<StoredEntry, "xid" | "seq">, take: number): Promise<StoredEntry[]> {
  const rows = await tx.$queryRaw<{ page: string | null }[]>`
    SELECT '[' || string_agg(json_build_array(seq::text, xid::text, id,
      to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), "actorId", "actorLogin", deed, "subjectKind",
      "subjectId", "unitPath", before, after, reason, leaf)::text, ',') || ']' AS page
    FROM (SELECT * FROM "AuditEntry" WHERE (xid, seq) > (${after.xid}, ${after.seq}) ORDER BY xid, seq LIMIT ${take}) entry`;
  const page = JSON.parse(rows[0]?.page ?? "[]") as readonly Written[];
  return page.map((written) => {
    const [seq, xid, id, at, actorId, actorLogin, deed, subjectKind, subjectId, unitPath, before, after_, reason, leaf] = written;
    return { seq: BigInt(seq), xid: BigInt(xid), id, at, actorId, actorLogin, deed, subjectKind, subjectId, unitPath, before, after: after_, reason, leaf };
  });
}

/** Entries that stand there more than once, as only a hand in the database can make them: their ids are unique otherwise. */
export const repeatedEntries = (tx: Tx, take: number): Promise<{ seq: bigint; id: string }[]> =>
  tx.$queryRaw<{ seq: bigint; id: string }[]>`
    SELECT max(seq) AS seq, id::text AS id FROM "AuditEntry" GROUP BY id HAVING count(*) > 1 ORDER BY 1 LIMIT ${take}`;
