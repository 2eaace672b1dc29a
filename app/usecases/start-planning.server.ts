import { permit, type Scope } from "#app/core/access/scope.ts";
import { horizonOf, type PlanningWish } from "#app/core/planning/branch-plan.ts";
import { edition } from "#app/core/rules/editions.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { campaignOver } from "#app/db/campaigns.server.ts";
import { askToStop, findRun, insertRun } from "#app/db/planning-runs.server.ts";
import { type Errand, Forbidden, NotFound } from "./errand.ts";
import { resolveBranch } from "./resolve-branch.server.ts";

/** Has a branch planned; the work is done by a job, and its result is a draft beside the working plan. */
export async function startPlanning(
  errand: Errand,
  scope: Scope,
  input: PlanningWish & { readonly branch: string },
): Promise<Verdict<{ runId: string; unitId: string }, "noCampaign" | "seasonOver" | "alreadyRunning">> {
  const { tx, actor, realDay, now } = errand;
  const branch = await resolveBranch(errand, scope, input.branch);
  const leave = permit(actor, "plan.propose", branch.path, realDay);
  if (leave === null) throw new Forbidden("plan.propose");
  const campaign = await campaignOver(tx, branch.path);
  if (campaign === null) return refuse("noCampaign");
  if (horizonOf(edition(campaign.editionCode), input.round, errand.today) === null) return refuse("seasonOver");
  const question: PlanningWish = { keeping: input.keeping, round: input.round, scenario: input.scenario };
  const runId = await insertRun(tx, leave, { campaignId: campaign.id, unitId: branch.unitId, question, requestedById: actor.accountId });
  if (runId === null) return refuse("alreadyRunning");
  await recordDeed(tx, {
    now,
    actor,
    deed: "plan.propose",
    subject: { kind: "planningRun", id: runId },
    unitPath: branch.path,
    before: null,
    after: { state: "queued", keeping: input.keeping, round: input.round, ...input.scenario },
  });
  return accept({ runId, unitId: branch.unitId });
}

/** Ends the planning of a branch in the middle; nothing of it is kept. */
export async function stopPlanning(errand: Errand, scope: Scope, runId: string): Promise<Verdict<{ runId: string }, "notRunning">> {
  const { tx, actor, realDay, now } = errand;
  const run = await findRun(tx, scope, runId);
  if (run === null) throw new NotFound();
  const leave = permit(actor, "plan.propose", run.unitPath, realDay);
  if (leave === null) throw new Forbidden("plan.propose");
  if (!(await askToStop(tx, leave, run.id))) return refuse("notRunning");
  await recordDeed(tx, {
    now,
    actor,
    deed: "plan.propose",
    subject: { kind: "planningRun", id: run.id },
    unitPath: run.unitPath,
    before: { state: run.state },
    after: { state: "stopped" },
  });
  return accept({ runId: run.id });
}
