import type { Actor } from "#app/core/access/actor.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import { Forbidden } from "./errand.ts";

/**
 * Says in the log that a back-up is about to be taken, so that it stands there even if nobody hears of the back-up again.
 * Null: the machine itself, which holds everything anyway; of the accounts, only administrators back up.
 */
export async function recordBackup(tx: Tx, by: { readonly actor: Actor | null; readonly now: Date; readonly recipient: string }): Promise<void> {
  if (by.actor !== null && !by.actor.grants.some(({ role }) => role === "administrator")) throw new Forbidden("installation.backup");
  await recordDeed(tx, {
    now: by.now,
    actor: by.actor ?? { accountId: null, login: "installation" },
    deed: "installation.backup",
    subject: { kind: "installation", id: "backup" },
    unitPath: null,
    after: { recipient: by.recipient },
  });
}
