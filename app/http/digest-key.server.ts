import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { syncFolder } from "#app/db/cluster/place.server.ts";
import { logKey } from "#app/db/log-key.server.ts";

/** The log of this database was written with a key that is not here. */
export class LogKeyMissing extends Error {
  override name = "LogKeyMissing";
  readonly file: string;
  constructor(file: string) {
    super(
      `The log of this database was written with another key than the one that is here. Put the key back (${file}, or DIGEST_KEY); without it nothing can be added to the log or verified.`,
    );
    this.file = file;
  }
}

type Wanted = {
  readonly dataDir: string;
  /** DIGEST_KEY, where several machines serve one database. */
  readonly given: string | undefined;
  /** Which key the log is written with; null for a database without one. */
  readonly keyId: string | null;
};

/**
 * The installation's secret: a setting, or a file made at the first start. It is never in the database, so that whoever
 * has only that can neither read the digests nor write an entry. For a log that exists no new one is made.
 */
export function digestKeyFor({ dataDir, given, keyId }: Wanted): string {
  const file = keyFileOf(dataDir);
  const fits = (secret: string): boolean => keyId === null || logKey(secret).id === keyId;
  if (given !== undefined) {
    if (!fits(given)) throw new LogKeyMissing(file);
    return given;
  }
  if (keyId === null && !existsSync(file)) keepKey(file, randomBytes(32).toString("base64url"));
  if (existsSync(file)) {
    chmodSync(file, 0o600);
    const secret = readFileSync(file, "utf8").trim();
    if (fits(secret)) return secret;
  }
  return broughtBack(dataDir, fits);
}

/** A restore that was ended between its last two steps: the database is the restored one, the key waits beside. */
function broughtBack(dataDir: string, fits: (secret: string) => boolean): string {
  const file = keyFileOf(dataDir);
  const waiting = waitingKeyOf(dataDir);
  const secret = existsSync(waiting) ? readFileSync(waiting, "utf8").trim() : null;
  if (secret === null || !fits(secret)) throw new LogKeyMissing(file);
  takeWaitingKey(dataDir);
  return secret;
}

const keyFileOf = (dataDir: string): string => join(dataDir, "digest.key");
const waitingKeyOf = (dataDir: string): string => join(dataDir, "digest.key.restored");

function keepKey(file: string, secret: string): void {
  writeFileSync(file, secret, { mode: 0o600, flag: "wx", flush: true });
}

/** Before the restored database counts, its key is on the disk. */
export function keepWaitingKey(dataDir: string, secret: string): void {
  const file = waitingKeyOf(dataDir);
  writeFileSync(file, secret, { mode: 0o600, flush: true });
  chmodSync(file, 0o600);
  syncFolder(dataDir);
}

export function takeWaitingKey(dataDir: string): void {
  renameSync(waitingKeyOf(dataDir), keyFileOf(dataDir));
  syncFolder(dataDir);
}
