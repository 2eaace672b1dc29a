import { type Permit, permit } from "#app/core/access/scope.ts";
import { findings } from "#app/core/scheduling/conflicts.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { recordDeed, recordDeeds } from "#app/db/audit.server.ts";
import { markForRecomputation } from "#app/db/branch-settings.server.ts";
import { campaignById, planOf } from "#app/db/campaigns.server.ts";
import {
  type Applied,
  approvedSince,
  copyIntoWorking,
  discardDraft,
  holdCampaign,
  markApproved,
  markProposed,
  markReturned,
  pendingChanges,
  type PlanVersionFacts,
  workingPlanOf,
} from "#app/db/plan-versions.server.ts";
import { loadPlan } from "#app/db/plan-view.server.ts";
import { type Errand, Forbidden } from "./errand.ts";
import { planFor } from "./find-plan.server.ts";
import { settingFor } from "./plan-setting.server.ts";

export type PlanStep = { readonly planId: string; readonly version: number };
type Done = { readonly planId: string; readonly unitId: string };

/** Puts a draft before the secretary. */
export async function proposePlan(errand: Errand, input: PlanStep): Promise<Verdict<Done, "notADraft" | "changedMeanwhile">> {
  const version = await planFor(errand, input.planId);
  const leave = leaveFor(errand, "plan.propose", version);
  if (version.state !== "draft") return refuse("notADraft");
  if (!(await markProposed(errand.tx, leave, version.id, input.version, errand.actor.accountId))) return refuse("changedMeanwhile");
  await recordStep(errand, leave.deed, version, { state: "proposed" }, null);
  return accept(doneWith(version));
}

/** Throws a draft away; an approved version stays for good. */
export async function discardPlan(errand: Errand, input: PlanStep): Promise<Verdict<Done, "frozen" | "changedMeanwhile">> {
  const version = await planFor(errand, input.planId);
  const leave = leaveFor(errand, "plan.propose", version);
  if (version.state === "approved") return refuse("frozen", { number: version.number ?? 0 });
  if (!(await discardDraft(errand.tx, leave, version.id, input.version))) return refuse("changedMeanwhile");
  await recordStep(errand, leave.deed, version, { state: "discarded" }, null);
  return accept(doneWith(version));
}

/** Gives a proposed version back to its planner, with the reason. */
export async function returnPlan(errand: Errand, input: PlanStep & { readonly reason: string }): Promise<Verdict<Done, "notProposed" | "changedMeanwhile">> {
  const version = await planFor(errand, input.planId);
  const leave = leaveFor(errand, "plan.approve", version);
  if (version.state !== "proposed") return refuse("notProposed");
  if (!(await markReturned(errand.tx, leave, version.id, input.version, input.reason))) return refuse("changedMeanwhile");
  await recordStep(errand, leave.deed, version, { state: "draft" }, input.reason);
  return accept(doneWith(version));
}

export type ApproveCode = "notProposed" | "ownProposal" | "approvedMeanwhile" | "movedMeanwhile" | "clashes" | "changedMeanwhile";

/** So many names are told in a refusal. */
const NAMED = 10;

/**
 * Approves a proposed version: it gets its number and never changes again, and its dates become the drafts that units
 * see. Approved dates stay. Where anything has moved since it was planned, nothing happens and what moved is named.
 */
export async function approvePlan(errand: Errand, input: PlanStep & { readonly reason: string }): Promise<Verdict<Done & { number: number }, ApproveCode>> {
  const { tx, actor, realDay } = errand;
  const seen = await planFor(errand, input.planId);
  const leave = leaveFor(errand, "plan.approve", seen);
  if (seen.state !== "proposed") return refuse("notProposed");
  if (seen.createdById === actor.accountId || seen.proposedById === actor.accountId) return refuse("ownProposal");
  await holdCampaign(tx, seen);
  const other = await approvedSince(tx, seen);
  if (other !== null) return refuse("approvedMeanwhile", { number: other });
  const workingId = await workingPlanOf(tx, seen.campaignId);
  const changes = await pendingChanges(tx, seen, workingId);
  const moved = changes.filter((each) => each.stale);
  if (moved.length > 0) return refuse("movedMeanwhile", { count: moved.length, names: namesOf(moved) });
  await copyIntoWorking(tx, leave, seen, { workingId, changes, reason: input.reason });
  const clashing = await clashesAmong(errand, seen, changes);
  if (clashing.length > 0) return refuse("clashes", { count: clashing.length, names: namesOf(clashing) });
  const number = await markApproved(tx, leave, seen, { approvedById: actor.accountId, approvedOn: realDay, reason: input.reason, version: input.version });
  if (number === null) return refuse("changedMeanwhile");
  await recordStep(errand, leave.deed, seen, { state: "approved", number, changed: changes.length }, input.reason);
  await recordDeeds(tx, changes.map((change) => ({
    now: errand.now,
    actor,
    deed: leave.deed,
    subject: { kind: "congress", id: change.congressId },
    unitPath: change.unitPath,
    before: { state: change.state, opensOn: change.before?.opensOn ?? null, session: change.before?.session ?? null },
    after: { state: change.after === null ? "undated" : "draft", opensOn: change.after?.opensOn ?? null, session: change.after?.session ?? null },
    reason: input.reason,
  })));
  await markForRecomputation(tx, seen.unitPath, errand.today);
  return accept({ ...doneWith(seen), number });
}

/** The congresses whose new dates the rules of the branch refuse, as where a draft supposed a higher ceiling. */
async function clashesAmong(errand: Errand, version: PlanVersionFacts, changes: readonly Applied[]): Promise<Applied[]> {
  const campaign = await campaignById(errand.tx, version.campaignId);
  if (campaign === null) return [];
  const plan = await loadPlan(errand.tx, planOf(campaign));
  const setting = await settingFor(errand, campaign.editionCode, version.unitPath);
  const blocked = new Set<string>();
  for (const each of findings(plan, setting, new Set(changes.filter((change) => change.after !== null).map((change) => change.congressId))))
    if (each.severity === "blocks") for (const id of [each.congressId, each.otherKind === "congress" ? each.otherId : null]) if (id !== null) blocked.add(id);
  return changes.filter((each) => blocked.has(each.congressId));
}

const namesOf = (some: readonly Applied[]): string => `${some.slice(0, NAMED).map((each) => each.name).join(", ")}${some.length > NAMED ? "…" : ""}`;

const doneWith = ({ id, unitId }: PlanVersionFacts): Done => ({ planId: id, unitId });

function leaveFor<D extends "plan.propose" | "plan.approve">(errand: Errand, deed: D, version: PlanVersionFacts): Permit<D> {
  const leave = permit(errand.actor, deed, version.unitPath, errand.realDay);
  if (leave === null) throw new Forbidden(deed);
  return leave;
}

const recordStep = (errand: Errand, deed: "plan.propose" | "plan.approve", version: PlanVersionFacts, after: Record<string, string | number>, reason: string | null): Promise<void> =>
  recordDeed(errand.tx, {
    now: errand.now,
    actor: errand.actor,
    deed,
    subject: { kind: "plan", id: version.id },
    unitPath: version.unitPath,
    before: { state: version.state },
    after,
    reason,
  });
