import type pg from "pg";
import { type Seal, sealOf } from "#app/core/audit/chain.ts";
import type { Tx } from "#app/db/client.server.ts";
import { withClient } from "#app/db/cluster/postmaster.server.ts";
import { type LogKey, UNKEYED } from "#app/db/log-key.server.ts";

/**
 * From where on the log is written in which way. Places in the log are transaction numbers; a database that was restored
 * counts its transactions from another number, so `shift` moves them behind whatever is there already.
 */
export type LogEpoch = {
  readonly n: number;
  /** Entries and seals from this place on are keyed. */
  readonly startsAt: bigint;
  readonly shift: bigint;
  readonly keyId: string;
  readonly cause: "founded" | "keyed" | "restored";
  /** The newest seal then, as NUMBER:HASH. */
  readonly head: string | null;
  /** Over all of the above: whoever has no key cannot move the border behind which entries need none. */
  readonly mac: string;
};

type Open = Omit<LogEpoch, "mac">;

const macOf = ({ n, startsAt, shift, keyId, cause, head }: Open, key: LogKey): string =>
  key.keyed(["epoch/1", n, startsAt, shift, keyId, cause, head ?? "-"].join("\n"));

export const isGenuine = (epoch: LogEpoch, key: LogKey): boolean => epoch.keyId === key.id && epoch.mac === macOf(epoch, key);

export const listEpochs = (tx: Tx): Promise<LogEpoch[]> =>
  tx.$queryRaw<LogEpoch[]>`SELECT n, "startsAt", shift, "keyId", cause, head, mac FROM "LogEpoch" ORDER BY n`;

/** Any number that nobody else locks: two instances that start at once meet here. */
const EPOCH_LOCK = 804_121_710;

/** Which key the log is written with; null before the first. */
export function keyIdOfLog(ownerUrl: string): Promise<string | null> {
  return withClient(ownerUrl, async (owner) => (await newest(owner))?.keyId ?? null);
}

async function newest(owner: pg.Client): Promise<{ n: number; keyId: string } | null> {
  const { rows } = await owner.query<{ n: number; keyId: string }>(`SELECT n, "keyId" FROM "LogEpoch" ORDER BY n DESC LIMIT 1`);
  return rows[0] ?? null;
}

/** The log begins, or a log of before entries were keyed is closed and goes on with keyed ones. */
export function beginLog(ownerUrl: string, key: LogKey): Promise<void> {
  return withClient(ownerUrl, async (owner) => {
    await owner.query("BEGIN");
    await owner.query("SELECT pg_advisory_xact_lock($1)", [EPOCH_LOCK]);
    // Nobody writes an entry of the old kind behind the border while it is drawn.
    await owner.query(`LOCK TABLE "AuditEntry" IN EXCLUSIVE MODE`);
    if ((await newest(owner)) === null) {
      const head = await closeUnkeyed(owner);
      await addEpoch(owner, key, { n: 1, startsAt: head?.untilXid ?? 0n, shift: 0n, cause: head === null ? "founded" : "keyed", head: anchorText(head) });
    }
    await owner.query("COMMIT");
  });
}

/** The epoch of a database into which a back-up has just been copied; places go on behind the last one that was used. */
export async function addRestoredEpoch(owner: pg.Client, key: LogKey): Promise<{ head: string | null }> {
  const { rows } = await owner.query<{ last: string }>(
    `SELECT greatest((SELECT max(xid) FROM "AuditEntry"), (SELECT max("untilXid") FROM "AuditSeal"), 0) + 1 AS last`,
  );
  const last = BigInt(rows[0]?.last ?? "0");
  const head = anchorText(await newestSealOf(owner));
  await addEpoch(owner, key, { n: ((await newest(owner))?.n ?? 0) + 1, startsAt: last, shift: last, cause: "restored", head });
  return { head };
}

async function addEpoch(owner: pg.Client, key: LogKey, epoch: Omit<Open, "keyId">): Promise<void> {
  const open = { ...epoch, keyId: key.id };
  await owner.query(`INSERT INTO "LogEpoch" (n, "startsAt", shift, "keyId", cause, head, mac) VALUES ($1, $2, $3, $4, $5, $6, $7)`, [
    open.n,
    open.startsAt,
    open.shift,
    open.keyId,
    open.cause,
    open.head,
    macOf(open, key),
  ]);
}

const anchorText = (seal: Pick<Seal, "n" | "hash"> | null): string | null => (seal === null ? null : `${seal.n}:${seal.hash}`);

type WrittenSeal = Omit<Seal, "fromXid" | "untilXid"> & { readonly fromXid: string; readonly untilXid: string };

async function newestSealOf(owner: pg.Client): Promise<Seal | null> {
  const { rows } = await owner.query<WrittenSeal>(`SELECT n, "fromXid", "untilXid", count, root, prev, hash FROM "AuditSeal" ORDER BY n DESC LIMIT 1`);
  const [seal] = rows;
  return seal === undefined ? null : { ...seal, fromXid: BigInt(seal.fromXid), untilXid: BigInt(seal.untilXid) };
}

/** Seals what an earlier version wrote, in that version's way, up to this transaction. Null where there is nothing. */
async function closeUnkeyed(owner: pg.Client): Promise<Seal | null> {
  const before = await newestSealOf(owner);
  const { rows: leaves } = await owner.query<{ leaf: string }>(`SELECT leaf FROM "AuditEntry" WHERE xid >= $1 ORDER BY xid, seq`, [before?.untilXid ?? 0n]);
  if (leaves.length === 0) return before;
  const { rows } = await owner.query<{ xid: string }>("SELECT pg_current_xact_id()::text AS xid");
  const seal = sealOf(before, BigInt(rows[0]?.xid ?? "0"), leaves, UNKEYED);
  await owner.query(`INSERT INTO "AuditSeal" (n, "fromXid", "untilXid", count, root, prev, hash) VALUES ($1, $2, $3, $4, $5, $6, $7)`, [
    seal.n,
    seal.fromXid,
    seal.untilXid,
    seal.count,
    seal.root,
    seal.prev,
    seal.hash,
  ]);
  return seal;
}
