import type { ByteReader } from "./sealed-file.server.ts";
import type { Migration, Sequence, Table } from "./tables.server.ts";
import { BackupUnusable } from "./unusable.server.ts";

/** What a back-up says of itself, inside the sealed part. */
export type Manifest = {
  readonly product: string;
  readonly takenAt: string;
  readonly postgres: string;
  readonly migrations: readonly Migration[];
  readonly sequences: readonly Sequence[];
  /** The key of the log and of its digests: without it the log could never be verified again. */
  readonly digestKey: string;
  /** The newest seal of the log, as NUMBER:HASH. */
  readonly head: string | null;
};

export type TableEnd = { readonly rows: number; readonly sha256: string };
export type Total = { readonly tables: number; readonly rows: number };

/** In this order: one manifest; for each table its name, its data, its end; the total. */
export type Frame =
  | { readonly kind: "manifest"; readonly said: Manifest }
  | { readonly kind: "table"; readonly said: Table }
  | { readonly kind: "data"; readonly bytes: Buffer }
  | { readonly kind: "tableEnd"; readonly said: TableEnd }
  | { readonly kind: "end"; readonly said: Total };

const KINDS = ["manifest", "table", "data", "tableEnd", "end"] as const;
const LIMIT_BYTES = 64 * 1024 * 1024;

export function written(frame: Frame): Buffer {
  const bytes = frame.kind === "data" ? frame.bytes : Buffer.from(JSON.stringify(frame.said));
  const start = Buffer.alloc(5);
  start.writeUInt8(KINDS.indexOf(frame.kind));
  start.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([start, bytes]);
}

export async function readFrame(reader: ByteReader): Promise<Frame> {
  const start = await reader.take(5);
  if (start.length < 5) throw new BackupUnusable("incomplete");
  const kind = KINDS[start.readUInt8()];
  const length = start.readUInt32BE(1);
  if (kind === undefined || length > LIMIT_BYTES) throw new BackupUnusable("damaged");
  const bytes = await reader.take(length);
  if (bytes.length < length) throw new BackupUnusable("incomplete");
  return kind === "data" ? { kind, bytes } : ({ kind, said: JSON.parse(bytes.toString("utf8")) } as Frame);
}
