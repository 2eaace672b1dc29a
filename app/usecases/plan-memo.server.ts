import type { PlanView } from "#app/core/scheduling/plan.ts";
import { loadPlan, planFingerprint, type PlanOf } from "#app/db/plan-view.server.ts";
import type { Errand } from "./errand.ts";

const kept = new Map<string, { readonly fingerprint: string; readonly plan: PlanView }>();
const MOST_KEPT = 4;

/**
 * The whole plan of a campaign. It is read anew when anything it rests on has changed since: the fingerprint is taken
 * first, so that a change while it is being read makes the next reader read again.
 */
export async function planOfCampaign(errand: Errand, campaign: PlanOf): Promise<PlanView> {
  const fingerprint = await planFingerprint(errand.tx, campaign);
  const there = kept.get(campaign.planId);
  if (there !== undefined && there.fingerprint === fingerprint) return there.plan;
  const plan = await loadPlan(errand.tx, campaign);
  // Ceilings of branches above count the plans of other campaigns, which the fingerprint does not see.
  const alone = plan.ceilings.every((ceiling) => ceiling.path.startsWith(campaign.topPath));
  if (fingerprint !== null && alone) {
    kept.delete(campaign.planId);
    kept.set(campaign.planId, { fingerprint, plan });
    for (const key of [...kept.keys()].slice(0, Math.max(0, kept.size - MOST_KEPT))) kept.delete(key);
  }
  return plan;
}
