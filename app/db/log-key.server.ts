import { createHmac, createSecretKey, hash, hkdfSync } from "node:crypto";
import type { Digests } from "#app/core/audit/chain.ts";

export const sha256 = (text: string): string => hash("sha256", text, "hex");

/** What entries and seals are keyed with. Its id says which key it is and nothing else of it. */
export type LogKey = Digests & { readonly id: string };

/** The log's own key, derived from the installation's secret, so that neither its digests of values nor these say anything of each other. */
export function logKey(secret: string): LogKey {
  const key = createSecretKey(new Uint8Array(hkdfSync("sha256", secret, "", "congress-planner log 1", 32)));
  const keyed = (text: string): string => createHmac("sha256", key).update(text).digest("hex");
  return { plain: sha256, keyed, id: keyed("key id").slice(0, 16) };
}

const KEYS = Symbol.for("congress-planner.log-keys");

/** A log of before entries were keyed. */
export const UNKEYED: Digests = { plain: sha256, keyed: sha256 };

/** The server's entry and the built pages each hold a copy of this module; what one gives, the other must find. */
const shared = globalThis as typeof globalThis & { [KEYS]?: WeakMap<object, LogKey> };
const keys = (shared[KEYS] ??= new WeakMap<object, LogKey>());

/** The key belongs to the connection that the process opened; each of its transactions carries it. */
export function giveLogKey(tx: object, key: LogKey): void {
  keys.set(tx, key);
}

export function logKeyOf(tx: object): LogKey {
  const key = keys.get(tx);
  if (key === undefined) throw new Error("this connection was opened without the key of the log");
  return key;
}
