import { permit, type Scope } from "#app/core/access/scope.ts";
import { horizonOf, type PlanningWish, rulesSupposed, type Scenario } from "#app/core/planning/branch-plan.ts";
import type { Level } from "#app/core/organisation/level.ts";
import { edition, windowFor } from "#app/core/rules/editions.ts";
import { addDays, type Day } from "#app/core/time/day.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { campaignOver } from "#app/db/campaigns.server.ts";
import { leadersByCode } from "#app/db/leaders.server.ts";
import { askToStop, findRun, insertRun } from "#app/db/planning-runs.server.ts";
import { type Errand, Forbidden, NotFound } from "./errand.ts";
import { resolveBranch } from "./resolve-branch.server.ts";

/** What is supposed, as a form says it: days are the first and the last, the leader is named by the code, and parts may be missing. */
export type Supposed = Omit<Scenario, "window" | "absence"> & {
  readonly window: { readonly level: Level | null; readonly from: Day | null; readonly lastDay: Day | null };
  readonly absence: { readonly code: string | null; readonly from: Day | null; readonly lastDay: Day | null };
};

type Incomplete = "levelMissing" | "windowEmpty" | "absenceIncomplete" | "absenceEmpty" | "noSuchLeader";
type Refusal = "noCampaign" | "seasonOver" | "alreadyRunning" | Incomplete;

/** Has a branch planned; the work is done by a job, and its result is a draft beside the working plan. */
export async function startPlanning(
  errand: Errand,
  scope: Scope,
  input: Omit<PlanningWish, "scenario"> & { readonly branch: string; readonly scenario: Supposed },
): Promise<Verdict<{ runId: string; unitId: string }, Refusal>> {
  const { tx, actor, realDay, now } = errand;
  const branch = await resolveBranch(errand, scope, input.branch);
  const leave = permit(actor, "plan.propose", branch.path, realDay);
  if (leave === null) throw new Forbidden("plan.propose");
  const campaign = await campaignOver(tx, branch.path);
  if (campaign === null) return refuse("noCampaign");
  const absence = await absenceSupposed(errand, campaign.unitPath, input.scenario.absence);
  if (!absence.ok) return absence;
  const window = windowSupposed(input.scenario.window);
  if (!window.ok) return window;
  const scenario: Scenario = { ...input.scenario, window: window.value, absence: absence.value };
  const question: PlanningWish = { keeping: input.keeping, round: input.round, scenario };
  const rules = rulesSupposed(edition(campaign.editionCode), question);
  const supposed = window.value && windowFor(rules, window.value.level, input.round).value;
  if (supposed !== null && supposed.until <= supposed.from) return refuse("windowEmpty", { field: "windowLast" });
  if (horizonOf(rules, input.round, errand.today) === null) return refuse("seasonOver");
  const runId = await insertRun(tx, leave, { campaignId: campaign.id, unitId: branch.unitId, question, requestedById: actor.accountId });
  if (runId === null) return refuse("alreadyRunning");
  await recordDeed(tx, {
    now,
    actor,
    deed: "plan.propose",
    subject: { kind: "planningRun", id: runId },
    unitPath: branch.path,
    before: null,
    after: { state: "queued", keeping: input.keeping, round: input.round, ...scenario },
  });
  return accept({ runId, unitId: branch.unitId });
}

function windowSupposed({ level, from, lastDay }: Supposed["window"]): Verdict<Scenario["window"], Incomplete> {
  if (from === null && lastDay === null) return accept(null);
  return level === null ? refuse("levelMissing", { field: "windowLevel" }) : accept({ level, from, until: lastDay && addDays(lastDay, 1) });
}

async function absenceSupposed({ tx }: Errand, branchPath: string, { code, from, lastDay }: Supposed["absence"]): Promise<Verdict<Scenario["absence"], Incomplete>> {
  if (code === null && from === null && lastDay === null) return accept(null);
  if (code === null) return refuse("absenceIncomplete", { field: "absentLeader" });
  if (from === null) return refuse("absenceIncomplete", { field: "absentFrom" });
  if (lastDay === null) return refuse("absenceIncomplete", { field: "absentLast" });
  if (lastDay < from) return refuse("absenceEmpty", { field: "absentLast" });
  const leader = (await leadersByCode(tx, branchPath, [code])).find((each) => each.inBranch);
  return leader === undefined ? refuse("noSuchLeader", { field: "absentLeader", code }) : accept({ leaderId: leader.id, from, until: addDays(lastDay, 1) });
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
