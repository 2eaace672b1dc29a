import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { WrongSetting } from "#app/env.server.ts";

/** For whom back-ups are sealed, and where the key that opens them was last seen on this machine. */
export type Recipient = { readonly publicKey: KeyObject; readonly madeNow: boolean; readonly keyFile: string | null };

type Kept = { readonly publicKey: string; readonly keyFile: string };

/**
 * The setting BACKUP_RECIPIENT; else the pair that the first back-up makes: its public half stays in the data folder,
 * its private half is written beside that back-up, to be carried away by somebody who does not run the machine.
 */
export function recipientFor({ dataDir, given, file }: { readonly dataDir: string; readonly given: string | undefined; readonly file: string }): Recipient {
  if (given !== undefined) return { publicKey: givenKey(given), madeNow: false, keyFile: null };
  const record = join(dataDir, "backup.recipient");
  if (existsSync(record)) {
    const kept = JSON.parse(readFileSync(record, "utf8")) as Kept;
    return { publicKey: createPublicKey(kept.publicKey), madeNow: false, keyFile: existsSync(kept.keyFile) ? kept.keyFile : null };
  }
  const pair = generateKeyPairSync("x25519");
  const keyFile = keyFileBeside(file);
  // The private half first: without it nothing may be sealed for the public one.
  writeFileSync(keyFile, pair.privateKey.export({ type: "pkcs8", format: "pem" }), { mode: 0o600, flag: "wx", flush: true });
  const kept: Kept = { publicKey: String(pair.publicKey.export({ type: "spki", format: "pem" })), keyFile };
  writeFileSync(`${record}.new`, JSON.stringify(kept), { mode: 0o600, flush: true });
  renameSync(`${record}.new`, record);
  return { publicKey: pair.publicKey, madeNow: true, keyFile };
}

export const keyFileBeside = (file: string): string => `${resolve(file)}.key`;

/** The key itself in PEM, or the path of a file that holds it. */
function givenKey(given: string): KeyObject {
  const key = x25519(() => createPublicKey(given.includes("BEGIN") ? given : readFileSync(given)));
  if (key === null) throw new WrongSetting("Wrong setting. BACKUP_RECIPIENT: an X25519 public key in PEM, or the path of a file that holds one");
  return key;
}

/** Null where the file holds no such key. */
export const readPrivateKey = (file: string): KeyObject | null => x25519(() => createPrivateKey(readFileSync(file)));

function x25519(read: () => KeyObject): KeyObject | null {
  try {
    const key = read();
    return key.asymmetricKeyType === "x25519" ? key : null;
  } catch {
    return null;
  }
}
