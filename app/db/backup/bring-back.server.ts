import { createHash, type KeyObject } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import type pg from "pg";
import { recordDeedAsOwner } from "#app/db/audit.server.ts";
import { grantToApplication } from "#app/db/cluster/grants.server.ts";
import { MIGRATION_LOCK } from "#app/db/cluster/migrations.server.ts";
import { withClient } from "#app/db/cluster/postmaster.server.ts";
import { readMigrations } from "#app/db/cluster/schema-engine.server.ts";
import { addRestoredEpoch } from "#app/db/log-epochs.server.ts";
import { logKey } from "#app/db/log-key.server.ts";
import { copyIn } from "./copy.server.ts";
import { type Manifest, readFrame, type Total } from "./frames.server.ts";
import { ByteReader, readHeader, unseal } from "./sealed-file.server.ts";
import { clearSchema, columnList, HISTORY, listTables, PLAIN_SETTINGS, quoted, setSequence, type Table } from "./tables.server.ts";
import { BackupUnusable } from "./unusable.server.ts";

export type Bringing = {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly migrations: string;
  readonly file: string;
  readonly privateKey: KeyObject;
  /** What is there already may go. */
  readonly replace: boolean;
  readonly now: Date;
  /** Puts the log's key where the next start finds it; called before the restored data counts. */
  readonly keepKey: (digestKey: string) => void;
};

export type Brought = Total & { readonly takenAt: string; readonly head: string | null; readonly digestKey: string };

/**
 * Puts a back-up in the place of what the database holds, in one transaction: the tables are made as the back-up's own
 * migrations make them, then filled. Ended at any moment, it leaves everything as it was.
 */
export function bringBack(bringing: Bringing): Promise<Brought> {
  const { ownerUrl, file, privateKey } = bringing;
  return withClient(ownerUrl, async (owner) => {
    const source = createReadStream(file);
    try {
      const reader = new ByteReader(source);
      const header = await readHeader(reader);
      const plain = createGunzip();
      // A failure comes out where the plain bytes are read.
      pipeline(Readable.from(unseal(header, reader, privateKey)), plain, () => undefined);
      return await fill(owner, new ByteReader(plain), bringing);
    } catch (error) {
      await owner.query("ROLLBACK").catch(() => undefined);
      throw isZlib(error) ? new BackupUnusable("damaged") : error;
    } finally {
      source.destroy();
    }
  });
}

const isZlib = (error: unknown): boolean => error instanceof Error && "code" in error && String(error.code).startsWith("Z_");

async function fill(owner: pg.Client, reader: ByteReader, { appUrl, migrations, replace, now, keepKey }: Bringing): Promise<Brought> {
  const first = await readFrame(reader);
  if (first.kind !== "manifest") throw new BackupUnusable("damaged");
  const manifest = first.said;
  const scripts = scriptsOf(manifest, migrations);
  await owner.query(`${PLAIN_SETTINGS}; SET lock_timeout = '30s'; BEGIN`);
  // An instance that starts meanwhile waits with its migrations.
  await owner.query("SELECT pg_advisory_xact_lock($1)", [MIGRATION_LOCK]);
  await refuseUsed(owner, replace);
  await clearSchema(owner);
  for (const script of scripts) await owner.query(script);
  const total = await fillTables(owner, reader);
  for (const sequence of manifest.sequences) await setSequence(owner, sequence);
  const key = logKey(manifest.digestKey);
  const { head } = await addRestoredEpoch(owner, key);
  await recordDeedAsOwner(owner, key, {
    now,
    actor: { accountId: null, login: "installation" },
    deed: "installation.restore",
    subject: { kind: "installation", id: "backup" },
    unitPath: null,
    after: { takenAt: manifest.takenAt, head, tables: total.tables, rows: total.rows, replaced: replace },
  });
  await grantToApplication(owner, decodeURIComponent(new URL(appUrl).username));
  keepKey(manifest.digestKey);
  await owner.query("COMMIT");
  await owner.query("ANALYZE");
  return { ...total, takenAt: manifest.takenAt, head, digestKey: manifest.digestKey };
}

/** The scripts that made the back-up's tables. A version that does not know one of them cannot read it. */
function scriptsOf(manifest: Manifest, folder: string): string[] {
  const known = new Map(readMigrations(folder).map((file) => [file.name, file]));
  return manifest.migrations.map(({ name, checksum }) => {
    const file = known.get(name);
    if (file === undefined) throw new BackupUnusable("newerVersion", { migration: name, product: manifest.product });
    if (file.checksum !== checksum) throw new BackupUnusable("otherHistory", { migration: name });
    return file.script;
  });
}

async function refuseUsed(owner: pg.Client, replace: boolean): Promise<void> {
  const { rows: others } = await owner.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name = 'congress-planner'`,
  );
  const count = others[0]?.count ?? 0;
  if (count > 0) throw new BackupUnusable("inUse", { count });
  if (replace) return;
  const { rows } = await owner.query<{ used: boolean }>(`SELECT EXISTS (SELECT FROM "Account") OR EXISTS (SELECT FROM "Unit") OR EXISTS (SELECT FROM "AuditEntry") AS used`);
  if (rows[0]?.used === true) throw new BackupUnusable("notEmpty");
}

async function fillTables(owner: pg.Client, reader: ByteReader): Promise<Total> {
  const there = new Map((await listTables(owner)).map((table) => [table.name, table]));
  const total = { tables: 0, rows: 0 };
  for (;;) {
    const frame = await readFrame(reader);
    if (frame.kind === "end") {
      if (frame.said.tables !== total.tables || frame.said.rows !== total.rows || there.size > 0) throw new BackupUnusable("damaged");
      // The end of the stream, where a last piece that was changed would show.
      if ((await reader.take(1)).length > 0) throw new BackupUnusable("damaged");
      return total;
    }
    if (frame.kind !== "table" || there.get(frame.said.name)?.columns.toSorted().join() !== frame.said.columns.toSorted().join()) throw new BackupUnusable("damaged");
    there.delete(frame.said.name);
    total.rows += await fillTable(owner, reader, frame.said);
    total.tables += 1;
  }
}

async function fillTable(owner: pg.Client, reader: ByteReader, table: Table): Promise<number> {
  const digest = createHash("sha256");
  const end: { said: { rows: number; sha256: string } | null } = { said: null };
  const data = async function* (): AsyncGenerator<Buffer> {
    for (;;) {
      const frame = await readFrame(reader);
      if (frame.kind === "tableEnd") {
        end.said = frame.said;
        return;
      }
      if (frame.kind !== "data") throw new BackupUnusable("damaged");
      digest.update(frame.bytes);
      yield frame.bytes;
    }
  };
  const name = quoted(table.name);
  if (table.name === HISTORY) await owner.query(`DELETE FROM ${name}`);
  // What was written under the rules is not put to them again: they look at the order of deeds.
  await owner.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
  const rows = await copyIn(owner, `COPY ${name} (${columnList(table)}) FROM STDIN`, data());
  await owner.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
  if (end.said?.rows !== rows || end.said.sha256 !== digest.digest("hex")) throw new BackupUnusable("damaged");
  return rows;
}
