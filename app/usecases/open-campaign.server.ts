import { permit, scopeFor } from "#app/core/access/scope.ts";
import type { EditionCode } from "#app/core/rules/edition.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { findBranch } from "#app/db/branches.server.ts";
import { campaignInTheWay, insertCampaign } from "#app/db/campaigns.server.ts";
import { type Errand, Forbidden, NotFound } from "./errand.ts";
import { callCongresses } from "./join-campaign.server.ts";
import { refreshNew } from "./refresh-branch.server.ts";
import { seedReadiness } from "./seed-readiness.server.ts";

export type OpenCampaignInput = { readonly unitId: string; readonly term: string; readonly editionCode: EditionCode };
export type OpenCampaignCode = "notATerm" | "campaignOpenAlready" | "campaignOpenAbove" | "campaignOpenBelow";
export type OpenedCampaign = { readonly campaignId: string; readonly unitId: string; readonly congresses: number };

/** Opens a term for a branch: the campaign, its working plan, and a congress for every unit in force. */
export async function openCampaign(errand: Errand, input: OpenCampaignInput): Promise<Verdict<OpenedCampaign, OpenCampaignCode>> {
  const { tx, actor, realDay, today } = errand;
  const branch = await findBranch(tx, scopeFor(actor, "organisation", realDay), input.unitId);
  if (branch === null) throw new NotFound();
  const leave = permit(actor, "campaign.open", branch.path, realDay);
  if (!leave) throw new Forbidden("campaign.open");
  if (!isTerm(input.term)) return refuse("notATerm", { field: "term", found: input.term });

  const other = await campaignInTheWay(tx, branch.path, input.term);
  if (other?.unitPath === branch.path) return refuse("campaignOpenAlready", { term: input.term });
  if (other) return refuse(branch.path.startsWith(other.unitPath) ? "campaignOpenAbove" : "campaignOpenBelow", { term: input.term });

  const campaign = await insertCampaign(tx, leave, { unitId: input.unitId, term: input.term, editionCode: input.editionCode, openedOn: today });
  await recordDeed(tx, {
    now: errand.now,
    actor,
    deed: "campaign.open",
    subject: { kind: "campaign", id: campaign.id },
    unitPath: branch.path,
    after: { unitId: branch.unitId, term: input.term, edition: input.editionCode, openedOn: today, plan: campaign.planId },
  });
  const called = await callCongresses(errand, leave, campaign);
  await seedReadiness(errand, campaign.id);
  await refreshNew(errand, branch.path);
  return accept({ campaignId: campaign.id, unitId: branch.unitId, congresses: called });
}

/** A term is five years: "2025-2030". */
function isTerm(text: string): boolean {
  const match = /^(\d{4})-(\d{4})$/.exec(text);
  return match !== null && Number(match[2]) - Number(match[1]) === 5 && Number(match[1]) >= 2000;
}
