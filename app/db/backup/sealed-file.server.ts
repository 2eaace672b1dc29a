import { createCipheriv, createDecipheriv, createHash, createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync, type KeyObject } from "node:crypto";
import { BackupUnusable } from "./unusable.server.ts";

/*
 * A file that can be written with a public key and read with the private one only: so whoever carries out the back-up
 * cannot open it. A key of its own for each file (X25519, HKDF), AES-256-GCM in pieces; the count of the pieces and
 * the mark of the last one are part of what is authenticated, so nothing can be changed, exchanged or cut off.
 */

const FORMAT = "congress-planner-backup";
const VERSION = 1;
const PIECE_BYTES = 64 * 1024;
const TAG_BYTES = 16;
const LAST = 0x8000_0000;
const HEADER_LIMIT_BYTES = 4096;

export type Header = {
  readonly format: string;
  readonly version: number;
  readonly takenAt: string;
  readonly recipient: string;
  readonly ephemeral: string;
};

/** Names a key pair; both halves have the same. */
export function fingerprintOf(key: KeyObject): string {
  const shown = key.type === "private" ? createPublicKey(key) : key;
  return createHash("sha256").update(shown.export({ type: "spki", format: "der" })).digest("hex").slice(0, 16);
}

const der = (key: KeyObject): Buffer => key.export({ type: "spki", format: "der" });

function fileKey(shared: Buffer, ephemeral: KeyObject, recipient: KeyObject): Buffer {
  return Buffer.from(hkdfSync("sha256", shared, Buffer.concat([der(ephemeral), der(recipient)]), "congress-planner backup 1", 32));
}

function nonce(index: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt8(last ? 1 : 0, 0);
  bytes.writeUIntBE(index, 6, 6);
  return bytes;
}

export function newHeader(recipient: KeyObject, takenAt: string): { header: Header; key: Buffer } {
  const ephemeral = generateKeyPairSync("x25519");
  const shared = diffieHellman({ privateKey: ephemeral.privateKey, publicKey: recipient });
  return {
    header: { format: FORMAT, version: VERSION, takenAt, recipient: fingerprintOf(recipient), ephemeral: der(ephemeral.publicKey).toString("base64") },
    key: fileKey(shared, ephemeral.publicKey, recipient),
  };
}

/** The bytes of the file: a line that anybody can read, then pieces that only the key opens. */
export async function* seal(header: Header, key: Buffer, plain: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const line = Buffer.from(`${JSON.stringify(header)}\n`);
  yield line;
  let index = 0;
  const piece = (bytes: Buffer, last: boolean): Buffer => {
    const cipher = createCipheriv("aes-256-gcm", key, nonce(index, last)).setAAD(line);
    index += 1;
    const length = Buffer.alloc(4);
    length.writeUInt32BE((bytes.length | (last ? LAST : 0)) >>> 0);
    return Buffer.concat([length, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  };
  let waiting: Buffer = Buffer.alloc(0);
  for await (const bytes of plain) {
    waiting = Buffer.concat([waiting, bytes]);
    let at = 0;
    for (; waiting.length - at > PIECE_BYTES; at += PIECE_BYTES) yield piece(waiting.subarray(at, at + PIECE_BYTES), false);
    waiting = waiting.subarray(at);
  }
  yield piece(waiting, true);
}

/** Reads exact numbers of bytes from a stream of any pieces. */
export class ByteReader {
  readonly #source: AsyncIterator<Buffer>;
  #held: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** Fewer only at the end. */
  async take(count: number): Promise<Buffer> {
    const pieces = [this.#held];
    let length = this.#held.length;
    while (length < count) {
      const next = await this.#source.next();
      if (next.done === true) break;
      pieces.push(next.value);
      length += next.value.length;
    }
    const all = pieces.length === 1 ? this.#held : Buffer.concat(pieces, length);
    this.#held = all.subarray(count);
    return all.subarray(0, count);
  }

  /** Up to and without a line feed; null where there is none within the limit. */
  async line(limit: number): Promise<string | null> {
    const bytes = await this.take(limit);
    const feed = bytes.indexOf(0x0a);
    this.#held = Buffer.concat([bytes.subarray(feed < 0 ? 0 : feed + 1), this.#held]);
    return feed < 0 ? null : bytes.subarray(0, feed).toString("utf8");
  }
}

/** Reads what anybody can read of a file. */
export async function readHeader(reader: ByteReader): Promise<Header> {
  const line = await reader.line(HEADER_LIMIT_BYTES);
  let header: Header;
  try {
    header = JSON.parse(line ?? "") as Header;
  } catch {
    throw new BackupUnusable("notABackup");
  }
  if (header?.format !== FORMAT) throw new BackupUnusable("notABackup");
  if (header.version !== VERSION) throw new BackupUnusable("otherFormat", { found: header.version });
  return header;
}

/** The plain bytes, each piece only after it has proved genuine. */
export async function* unseal(header: Header, reader: ByteReader, privateKey: KeyObject): AsyncGenerator<Buffer> {
  const recipient = createPublicKey(privateKey);
  if (fingerprintOf(recipient) !== header.recipient) throw new BackupUnusable("wrongKey", { expected: header.recipient, found: fingerprintOf(recipient) });
  const line = Buffer.from(`${JSON.stringify(header)}\n`);
  const key = keyOf(header, privateKey, recipient);
  for (let index = 0; ; index += 1) {
    const start = await reader.take(4);
    if (start.length < 4) throw new BackupUnusable("incomplete");
    const word = start.readUInt32BE();
    const last = word >= LAST;
    const length = last ? word - LAST : word;
    if (length > PIECE_BYTES) throw new BackupUnusable("damaged");
    const bytes = await reader.take(length + TAG_BYTES);
    if (bytes.length < length + TAG_BYTES) throw new BackupUnusable("incomplete");
    yield opened(bytes, createDecipheriv("aes-256-gcm", key, nonce(index, last)).setAAD(line));
    if (!last) continue;
    if ((await reader.take(1)).length > 0) throw new BackupUnusable("damaged");
    return;
  }
}

function keyOf(header: Header, privateKey: KeyObject, recipient: KeyObject): Buffer {
  try {
    const ephemeral = createPublicKey({ key: Buffer.from(header.ephemeral, "base64"), type: "spki", format: "der" });
    return fileKey(diffieHellman({ privateKey, publicKey: ephemeral }), ephemeral, recipient);
  } catch {
    throw new BackupUnusable("damaged");
  }
}

function opened(bytes: Buffer, decipher: ReturnType<typeof createDecipheriv> & { setAuthTag(tag: Buffer): unknown }): Buffer {
  try {
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch {
    throw new BackupUnusable("damaged");
  }
}
