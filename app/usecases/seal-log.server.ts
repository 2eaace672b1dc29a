import { type Seal, sealOf } from "#app/core/audit/chain.ts";
import type { Tx } from "#app/db/client.server.ts";
import { logKeyOf } from "#app/db/log-key.server.ts";
import { addSeal, leavesBetween, newestSeal, settledHorizon, takeSealerLock } from "#app/db/seals.server.ts";

/**
 * Closes a block over the entries that no running transaction can still come before. Null when there is nothing to
 * seal or somebody else is sealing. Needs no permit: it adds nothing to what was said.
 */
export async function sealLog(tx: Tx): Promise<Seal | null> {
  if (!(await takeSealerLock(tx))) return null;
  const before = await newestSeal(tx);
  const until = await settledHorizon(tx);
  const leaves = await leavesBetween(tx, before?.untilXid ?? 0n, until);
  if (leaves.length === 0) return null;
  const seal = sealOf(before, until, leaves, logKeyOf(tx));
  await addSeal(tx, seal);
  return seal;
}
