import type { Scope } from "#app/core/access/scope.ts";
import { countDue } from "#app/db/readiness.server.ts";
import type { Errand } from "./errand.ts";
import { AT_ONCE } from "./refresh-branch.server.ts";

/**
 * How many congresses of a branch wait for the recomputation that runs by itself. Few of them are never told of: that
 * one congress is looked at again may be due to a letter.
 */
export async function beingReckoned({ tx, today }: Pick<Errand, "tx" | "today">, inside: Scope, campaignId: string): Promise<number> {
  const { inBranch, inCampaign } = await countDue(tx, inside, campaignId, today);
  return inCampaign > AT_ONCE ? inBranch : 0;
}
