import { permit } from "#app/core/access/scope.ts";
import { type BranchAnswer, type BranchQuestion, horizonOf, isOfBranch, rulesSupposed } from "#app/core/planning/branch-plan.ts";
import { edition } from "#app/core/rules/editions.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { branchRules } from "#app/db/branch-rules.server.ts";
import { calendarFor } from "#app/db/calendar-days.server.ts";
import { campaignById, planOf } from "#app/db/campaigns.server.ts";
import { versionsOf } from "#app/db/congresses.server.ts";
import { type DraftDate, insertDraft } from "#app/db/plan-versions.server.ts";
import { loadPlan } from "#app/db/plan-view.server.ts";
import { attendingOf, type ClaimedRun, endRun, wishesOf } from "#app/db/planning-runs.server.ts";
import type { Errand } from "./errand.ts";

/** What planning works on, and the versions of the congresses as it saw them. */
export type Prepared = { readonly question: BranchQuestion; readonly versions: ReadonlyMap<string, number> };

/** Reads everything that planning a branch needs. */
export async function preparePlanning(errand: Pick<Errand, "tx" | "today">, run: ClaimedRun): Promise<Verdict<Prepared, "seasonOver">> {
  const { tx, today } = errand;
  const campaign = await campaignById(tx, run.campaignId);
  if (campaign === null) return refuse("seasonOver");
  const rules = edition(campaign.editionCode);
  const horizon = horizonOf(rulesSupposed(rules, run.question), run.question.round, today);
  if (horizon === null) return refuse("seasonOver");
  const { leadersPerCongress } = await branchRules(tx, run.unitPath);
  const attending = await attendingOf(tx, campaign);
  const desired = await wishesOf(tx, campaign.id);
  const loaded = await loadPlan(tx, planOf(campaign));
  const poolIds = new Set(attending.leaders.map((each) => each.id));
  const plan = {
    ...loaded,
    // Leaders who attend nothing yet are away as well.
    absences: [...loaded.absences.filter((each) => !poolIds.has(each.leaderId)), ...attending.absences],
  };
  const question: BranchQuestion = {
    plan,
    setting: { edition: rules, calendar: await calendarFor(tx, run.unitPath, run.question.scenario.saturdays), planningDay: today },
    horizon,
    path: run.unitPath,
    unitId: run.unitId,
    asked: run.question,
    leaders: attending.leaders,
    leadersPerCongress,
    desired,
  };
  const mine = plan.congresses.filter((each) => isOfBranch(question, each)).map((each) => each.id);
  return accept({ question, versions: await versionsOf(tx, mine) });
}

/** Keeps what planning came to as a draft, whole or not at all; nothing when the run is to stop or its person may no longer plan. */
export async function keepDraft(errand: Errand, run: ClaimedRun, { question, versions }: Prepared, answer: BranchAnswer): Promise<Verdict<{ planId: string }, "notAllowed" | "stopped">> {
  const { tx, actor, now, realDay } = errand;
  const leave = permit(actor, "plan.propose", run.unitPath, realDay);
  if (leave === null) return refuse("notAllowed");
  const dates = datesOf(question, versions, answer);
  const undated = answer.undated.map((each) => ({ ...each, base: versions.get(each.congressId) ?? 0 }));
  const planId = await insertDraft(tx, leave, { campaignId: run.campaignId, unitId: run.unitId, createdById: actor.accountId, question: run.question, dates, undated });
  if (!(await endRun(tx, run.id, { planVersionId: planId, placed: answer.dated.length, asked: answer.dated.length + undated.length }))) return refuse("stopped");
  await recordDeed(tx, {
    now,
    actor,
    deed: "plan.propose",
    subject: { kind: "plan", id: planId },
    unitPath: run.unitPath,
    before: null,
    after: { state: "draft", placed: dates.length, unplaced: undated.length, ...run.question.scenario },
  });
  return accept({ planId });
}

/** The dates of the branch in the draft: those that were planned, and those that stand. */
function datesOf(question: BranchQuestion, versions: ReadonlyMap<string, number>, { dated, undated }: BranchAnswer): DraftDate[] {
  const planned = new Map(dated.map((each) => [each.congressId, each]));
  const without = new Set(undated.map((each) => each.congressId));
  return question.plan.congresses.flatMap((congress): DraftDate[] => {
    if (!isOfBranch(question, congress) || without.has(congress.id)) return [];
    const there = planned.get(congress.id);
    const placement = there?.placement ?? congress.placement;
    if (placement === null) return [];
    return [{ congressId: congress.id, base: versions.get(congress.id) ?? 0, ...placement, venueId: congress.venueId, leaderIds: there?.leaders ?? congress.leaders, why: there?.why ?? null }];
  });
}
