import { createHmac, hash, randomUUID } from "node:crypto";
import type { LoggedDeed } from "#app/core/audit/deed.ts";
import { leafInput } from "#app/core/audit/leaf.ts";
import type { Tx } from "#app/db/client.server.ts";

export const sha256 = (text: string): string => hash("sha256", text, "hex");

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
const CHUNK = 500;

/** Writes log entries, with their leaf hashes, in the transaction of the deeds themselves. */
export async function recordDeeds(tx: Tx, records: Iterable<DeedRecord>): Promise<void> {
  let rows: ReturnType<typeof row>[] = [];
  for (const record of records) {
    rows.push(row(record));
    if (rows.length < CHUNK) continue;
    await insertEntries(tx, JSON.stringify(rows));
    rows = [];
  }
  if (rows.length > 0) await insertEntries(tx, JSON.stringify(rows));
}

const insertEntries = (tx: Tx, rows: string): Promise<number> => tx.$executeRaw`
  INSERT INTO "AuditEntry" (id, at, "actorId", "actorLogin", deed, "subjectKind", "subjectId", "unitPath", before, after, reason, leaf)
  SELECT id, at, "actorId", "actorLogin", deed, "subjectKind", "subjectId", "unitPath", before, after, reason, leaf
  FROM json_to_recordset(${rows}::json) AS n(id uuid, at timestamptz, "actorId" uuid, "actorLogin" text, deed text, "subjectKind" text,
    "subjectId" text, "unitPath" text, before jsonb, after jsonb, reason text, leaf text)`;

export const recordDeed = (tx: Tx, record: DeedRecord): Promise<void> => recordDeeds(tx, [record]);

function row(record: DeedRecord) {
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
  return { ...entry, leaf: sha256(leafInput(entry)) };
}
