import { mayAnywhere, permit, scopeFor, type Permit } from "#app/core/access/scope.ts";
import { type CongressState, stepsFrom } from "#app/core/scheduling/congress.ts";
import { findings, type Finding } from "#app/core/scheduling/conflicts.ts";
import type { Window } from "#app/core/time/day.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { recordDeeds } from "#app/db/audit.server.ts";
import { campaignById, campaignOver, planOf } from "#app/db/campaigns.server.ts";
import { type CongressFilter, listMark, matchingCongresses } from "#app/db/congress-lists.server.ts";
import { type CongressFacts, findCongresses, stepCongresses, submittersOf } from "#app/db/congresses.server.ts";
import { type Errand, Forbidden, NotFound } from "./errand.ts";
import { campaignScope } from "./find-congress.server.ts";
import { settingFor } from "./plan-setting.server.ts";
import { planOfCampaign } from "./plan-memo.server.ts";
import { refreshReadiness } from "./refresh-readiness.server.ts";
import { resolveBranch } from "./resolve-branch.server.ts";

export const DATE_STEPS = ["submit", "withdraw", "approve", "return", "reopen"] as const;
export type DateStep = (typeof DATE_STEPS)[number];

type StepDeed = "congress.date" | "congress.approve";

/** Who does the step, from which state to which, and whether the one it sends back is told why. */
const STEPS: Readonly<Record<DateStep, { readonly deed: StepDeed; readonly from: CongressState; readonly to: CongressState; readonly reason: boolean }>> = {
  submit: { deed: "congress.date", from: "draft", to: "submitted", reason: false },
  withdraw: { deed: "congress.date", from: "submitted", to: "draft", reason: false },
  approve: { deed: "congress.approve", from: "submitted", to: "approved", reason: false },
  return: { deed: "congress.approve", from: "submitted", to: "draft", reason: true },
  reopen: { deed: "congress.approve", from: "approved", to: "draft", reason: true },
};

/** Why a congress was left where it was. */
export type LeftCode = "wrongState" | "ownSubmission" | "clashes" | "movedMeanwhile" | "notAllowed";
export type Left = { readonly congressId: string; readonly name: string; readonly code: LeftCode; readonly clashes: readonly Finding["code"][] };
export type Stepped = { readonly done: number; readonly left: readonly Left[] };

export type StepInput = {
  readonly step: DateStep;
  readonly congresses: readonly { readonly id: string; readonly version: number }[];
  readonly reason: string | null;
};

/**
 * Submits, approves or sends back the dates of some congresses. Each is judged by itself: those that cannot be moved
 * stay and are named. One alone that stays is a refusal.
 */
export async function stepDates(errand: Errand, input: StepInput): Promise<Verdict<Stepped, LeftCode | "reasonMissing" | "nothingChosen">> {
  const { tx, actor, realDay } = errand;
  const step = STEPS[input.step];
  if (input.congresses.length === 0) return refuse("nothingChosen");
  if (step.reason && input.reason === null) return refuse("reasonMissing", { field: "reason" });
  const versions = new Map(input.congresses.map((each) => [each.id, each.version]));
  const found = await findCongresses(tx, scopeFor(actor, "campaign", realDay), [...versions.keys()]);
  if (found.length < versions.size) throw new NotFound();
  for (const congress of found) if (permit(actor, step.deed, congress.unitPath, realDay) === null) throw new Forbidden(step.deed);

  const left = await whoStays(errand, step, found, versions);
  const going = found.filter((each) => !left.has(each.id));
  for (const [leave, group] of byPermit(errand, step.deed, going)) {
    const moved = new Set(await stepCongresses(tx, leave, group, step.to));
    for (const each of group) if (!moved.has(each.id)) left.set(each.id, { code: "movedMeanwhile", clashes: [] });
  }
  const done = going.filter((each) => !left.has(each.id));
  if (done.length === 0 && found.length === 1) {
    const [only] = left.values();
    return refuse(only?.code ?? "movedMeanwhile", { count: only?.clashes.length ?? 0 });
  }
  await recordDeeds(
    tx,
    done.map((congress) => ({
      now: errand.now,
      actor,
      deed: step.deed,
      subject: { kind: "congress", id: congress.id },
      unitPath: congress.unitPath,
      before: { state: congress.state },
      after: { state: step.to, opensOn: congress.date?.opensOn ?? null },
      reason: input.reason,
    })),
  );
  await refreshReadiness(errand, done.map((each) => each.id));
  const nameOf = new Map(found.map((each) => [each.id, each.unitName]));
  return accept({ done: done.length, left: [...left].map(([congressId, why]) => ({ congressId, name: nameOf.get(congressId) ?? "", ...why })) });
}

/** One transaction holds so many steps at the most. */
export const MOST_AT_ONCE = 2_000;

export type MatchingInput = CongressFilter & {
  readonly step: DateStep;
  readonly reason: string | null;
  readonly branch: string | undefined;
  readonly range: Window | null;
  /** The mark of the list that the step was decided on. */
  readonly mark: string | null;
};

/** The same with every congress that a list's conditions match, those of other pages too; where the list has changed since, nothing happens. */
export async function stepMatching(
  errand: Errand,
  input: MatchingInput,
): Promise<Verdict<Stepped, LeftCode | "reasonMissing" | "nothingChosen" | "tooManyMatch" | "listChanged">> {
  const { tx, actor, realDay } = errand;
  const { deed } = STEPS[input.step];
  if (!mayAnywhere(actor, deed, realDay)) throw new Forbidden(deed);
  const branch = await resolveBranch(errand, campaignScope(errand), input.branch);
  const campaign = await campaignOver(tx, branch.path);
  const plan = campaign && { campaignId: campaign.id, planId: campaign.planId };
  const matching = plan === null ? [] : await matchingCongresses(tx, branch.inside, plan, input, MOST_AT_ONCE + 1);
  if (matching.length > MOST_AT_ONCE) return refuse("tooManyMatch", { most: MOST_AT_ONCE });
  if (listMark(matching.length, matching.reduce((sum, { version }) => sum + version, 0)) !== input.mark) return refuse("listChanged", { count: matching.length });
  const allowed = ({ unitPath }: { readonly unitPath: string }): boolean => permit(actor, deed, unitPath, realDay) !== null;
  const mine = matching.filter(allowed);
  const stepped = await stepDates(errand, { step: input.step, congresses: mine, reason: input.reason });
  if (!stepped.ok) return stepped;
  const left = matching.filter((each) => !allowed(each)).map(({ id, name }): Left => ({ congressId: id, name, code: "notAllowed", clashes: [] }));
  return accept({ done: stepped.value.done, left: [...stepped.value.left, ...left] });
}

type Why = Pick<Left, "code" | "clashes">;

async function whoStays(
  errand: Errand,
  step: (typeof STEPS)[DateStep],
  found: readonly CongressFacts[],
  versions: ReadonlyMap<string, number>,
): Promise<Map<string, Why>> {
  const left = new Map<string, Why>();
  const submitters = step.to === "approved" ? await submittersOf(errand.tx, found.map((each) => each.id)) : new Map<string, string>();
  const ready: CongressFacts[] = [];
  for (const congress of found) {
    if (congress.version !== versions.get(congress.id)) left.set(congress.id, { code: "movedMeanwhile", clashes: [] });
    else if (congress.state !== step.from || !stepsFrom(congress.state).includes(step.to)) left.set(congress.id, { code: "wrongState", clashes: [] });
    else if (submitters.get(congress.id) === errand.actor.accountId) left.set(congress.id, { code: "ownSubmission", clashes: [] });
    else ready.push(congress);
  }
  if (step.to === "draft") return left;
  const bars = step.to === "approved" ? ["blocks", "blocksApproval"] : ["blocks"];
  for (const [congressId, clashes] of await clashesOfSome(errand, ready)) {
    const codes = clashes.filter((each) => bars.includes(each.severity)).map((each) => each.code);
    if (codes.length > 0) left.set(congressId, { code: "clashes", clashes: codes });
  }
  return left;
}

/** The clashes of some congresses, judged against the whole plans they belong to. */
async function clashesOfSome(errand: Errand, congresses: readonly CongressFacts[]): Promise<Map<string, Finding[]>> {
  const byCongress = new Map<string, Finding[]>();
  for (const campaignId of new Set(congresses.map((each) => each.campaignId))) {
    const campaign = await campaignById(errand.tx, campaignId);
    if (campaign === null) continue;
    const plan = await planOfCampaign(errand, planOf(campaign));
    const ids = new Set(congresses.filter((each) => each.campaignId === campaignId).map((each) => each.id));
    const setting = await settingFor(errand, campaign.editionCode, campaign.unitPath);
    for (const each of findings(plan, setting, ids))
      for (const id of each.otherKind === "congress" && each.otherId !== null ? [each.congressId, each.otherId] : [each.congressId])
        if (ids.has(id)) byCongress.set(id, [...(byCongress.get(id) ?? []), each]);
  }
  return byCongress;
}

/** One permit for each of the actor's branches that the congresses lie in. */
function byPermit(errand: Errand, deed: StepDeed, congresses: readonly CongressFacts[]): [Permit<StepDeed>, CongressFacts[]][] {
  const groups = new Map<string, CongressFacts[]>();
  for (const congress of congresses) {
    const branch = errand.actor.grants.map((grant) => grant.path).find((path) => congress.unitPath.startsWith(path) && permit(errand.actor, deed, path, errand.realDay));
    const path = branch ?? congress.unitPath;
    groups.set(path, [...(groups.get(path) ?? []), congress]);
  }
  return [...groups].flatMap(([path, group]) => {
    const leave = permit(errand.actor, deed, path, errand.realDay);
    return leave === null ? [] : [[leave, group]];
  });
}
