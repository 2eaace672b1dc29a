import { createHmac, randomUUID } from "node:crypto";
import type pg from "pg";
import type { LoggedDeed } from "#app/core/audit/deed.ts";
import { leafInput } from "#app/core/audit/leaf.ts";
import type { Digest } from "#app/core/audit/chain.ts";
import type { Tx } from "#app/db/client.server.ts";
import { type LogKey, logKeyOf } from "#app/db/log-key.server.ts";

export { sha256 } from "#app/db/log-key.server.ts";

/** Stands for a confidential value in the log: equal values give equal digests to the keeper of the key only. */
export const digest = (key: string, text: string): string =>
  `hmac:${createHmac("sha256", key).update(text.normalize("NFC"), "utf8").digest("hex").slice(0, 32)}`;

export type LogValue = string | number | boolean | null | readonly LogValue[] | { readonly [key: string]: LogValue };
export type LogFields = { readonly [key: string]: LogValue };

export type DeedRecord = {
  readonly now: Date;
  readonly actor: { readonly accountId: string | null; readonly login: string };
  readonly deed: LoggedDeed;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly unitPath: string | null;
  readonly before?: LogFields | null;
  readonly after?: LogFields | null;
  readonly reason?: string | null;
};

/** An import writes thousands. The database library keeps the parameters of its latest hundred steps, so they are kept small. */
const CHUNK = 200;

/** Writes log entries, with their keyed leaves, in the transaction of the deeds themselves. */
export async function recordDeeds(tx: Tx, records: Iterable<DeedRecord>): Promise<void> {
  const { keyed } = logKeyOf(tx);
  let rows: ReturnType<typeof row>[] = [];
  for (const record of records) {
    rows.push(row(record, keyed));
    if (rows.length < CHUNK) continue;
    await insertEntries(tx, JSON.stringify(rows));
    rows = [];
  }
  if (rows.length > 0) await insertEntries(tx, JSON.stringify(rows));
}

const insertEntries = (tx: Tx, rows: string): Promise<number> => tx.$executeRaw`
  INSERT INTO "AuditEntry" (id, at, "actorId", "actorLogin", deed, "subjectKind", "subjectId", "unitPath", before, after, reason, leaf, xid)
  SELECT id, at, "actorId", "actorLogin", deed, "subjectKind", "subjectId", "unitPath", before, after, reason, leaf,
    (SELECT pg_current_xact_id()::text::bigint + log_shift())
  FROM json_to_recordset(${rows}::json) AS n(id uuid, at timestamptz, "actorId" uuid, "actorLogin" text, deed text, "subjectKind" text,
    "subjectId" text, "unitPath" text, before jsonb, after jsonb, reason text, leaf text)`;

/** The same over the owner's own connection, where a restore has no other. */
export async function recordDeedAsOwner(owner: pg.Client, key: LogKey, record: DeedRecord): Promise<void> {
  const { id, at, actorId, actorLogin, deed, subjectKind, subjectId, unitPath, before, after, reason, leaf } = row(record, key.keyed);
  await owner.query(
    `INSERT INTO "AuditEntry" (id, at, "actorId", "actorLogin", deed, "subjectKind", "subjectId", "unitPath", before, after, reason, leaf)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [id, at, actorId, actorLogin, deed, subjectKind, subjectId, unitPath, before, after, reason, leaf],
  );
}

export const recordDeed = (tx: Tx, record: DeedRecord): Promise<void> => recordDeeds(tx, [record]);

function row(record: DeedRecord, keyed: Digest) {
  const entry = {
    id: randomUUID(),
    at: record.now.toISOString(),
    actorId: record.actor.accountId,
    actorLogin: record.actor.login,
    deed: record.deed,
    subjectKind: record.subject.kind,
    subjectId: record.subject.id,
    unitPath: record.unitPath,
    before: record.before ?? null,
    after: record.after ?? null,
    reason: record.reason ?? null,
  };
  return { ...entry, leaf: keyed(leafInput(entry)) };
}
