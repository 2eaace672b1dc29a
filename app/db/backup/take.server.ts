import { createHash, type KeyObject } from "node:crypto";
import { closeSync, createWriteStream, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type pg from "pg";
import { withClient } from "#app/db/cluster/postmaster.server.ts";
import { syncFolder } from "#app/db/cluster/place.server.ts";
import { copyOut } from "./copy.server.ts";
import { type Manifest, type Total, written } from "./frames.server.ts";
import { newHeader, seal } from "./sealed-file.server.ts";
import { columnList, listMigrations, listSequences, listTables, PLAIN_SETTINGS, quoted } from "./tables.server.ts";

export type Taking = {
  readonly ownerUrl: string;
  readonly file: string;
  readonly recipient: KeyObject;
  readonly digestKey: string;
  readonly product: string;
  readonly takenAt: Date;
};

export type Taken = Total & { readonly bytes: number; readonly sha256: string; readonly head: string | null };

/** Who was signed in is not brought back: a session that was ended since would live again. */
export const LEFT_OUT = ["Session"];

/**
 * Writes everything the database holds at one moment into a sealed file, while others work. The file is there whole or
 * not at all.
 */
export async function takeBackup({ ownerUrl, file, recipient, digestKey, product, takenAt }: Taking): Promise<Taken> {
  const draft = `${file}.part`;
  const total = { tables: 0, rows: 0 };
  const digest = createHash("sha256");
  let bytes = 0;
  let head: string | null = null;
  // What a killed one left.
  rmSync(draft, { force: true });
  const handle = openSync(draft, "wx", 0o600);
  let isOpen = true;
  try {
    await withClient(ownerUrl, async (owner) => {
      await owner.query(PLAIN_SETTINGS);
      await owner.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
      const manifest: Manifest = { product, takenAt: takenAt.toISOString(), digestKey, ...(await described(owner)) };
      head = manifest.head;
      const { header, key } = newHeader(recipient, manifest.takenAt);
      const counted = async function* (sealed: AsyncIterable<Buffer>) {
        for await (const piece of sealed) {
          digest.update(piece);
          bytes += piece.length;
          yield piece;
        }
      };
      await pipeline(frames(owner, manifest, total), createGzip({ level: 6 }), (plain) => counted(seal(header, key, plain)), createWriteStream(draft, { fd: handle, autoClose: false }));
    });
    fsyncSync(handle);
    closeSync(handle);
    isOpen = false;
    renameSync(draft, file);
    syncFolder(path.dirname(path.resolve(file)));
  } catch (error) {
    if (isOpen) closeSync(handle);
    rmSync(draft, { force: true });
    throw error;
  }
  return { ...total, bytes, sha256: digest.digest("hex"), head };
}

async function described(owner: pg.Client): Promise<Pick<Manifest, "postgres" | "migrations" | "sequences" | "head">> {
  const { rows } = await owner.query<{ postgres: string; head: string | null }>(
    `SELECT current_setting('server_version') AS postgres, (SELECT n || ':' || hash FROM "AuditSeal" ORDER BY n DESC LIMIT 1) AS head`,
  );
  return {
    postgres: rows[0]?.postgres ?? "",
    head: rows[0]?.head ?? null,
    migrations: await listMigrations(owner),
    sequences: await listSequences(owner),
  };
}

async function* frames(owner: pg.Client, manifest: Manifest, total: { tables: number; rows: number }): AsyncGenerator<Buffer> {
  yield written({ kind: "manifest", said: manifest });
  for (const table of await listTables(owner)) {
    yield written({ kind: "table", said: table });
    const digest = createHash("sha256");
    const where = LEFT_OUT.includes(table.name) ? "WHERE FALSE" : "";
    const data = copyOut(owner, `COPY (SELECT ${columnList(table)} FROM ${quoted(table.name)} ${where}) TO STDOUT`);
    let rows = 0;
    for (;;) {
      const next = await data.next();
      if (next.done === true) {
        rows = next.value;
        break;
      }
      digest.update(next.value);
      yield written({ kind: "data", bytes: next.value });
    }
    yield written({ kind: "tableEnd", said: { rows, sha256: digest.digest("hex") } });
    total.tables += 1;
    total.rows += rows;
  }
  yield written({ kind: "end", said: total });
}
