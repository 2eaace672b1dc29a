import { permit, type Scope } from "#app/core/access/scope.ts";
import { horizonOf } from "#app/core/planning/branch-plan.ts";
import { edition } from "#app/core/rules/editions.ts";
import { fill, type Filled, type Unfilled } from "#app/core/scheduling/fill.ts";
import type { PlanView, Setting } from "#app/core/scheduling/plan.ts";
import { monthOf, type Window } from "#app/core/time/day.ts";
import { closesOn } from "#app/core/time/half-days.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { recordDeeds } from "#app/db/audit.server.ts";
import { markForRecomputation } from "#app/db/branch-settings.server.ts";
import { type CampaignFacts, campaignOver, planOf } from "#app/db/campaigns.server.ts";
import { namesOf } from "#app/db/congress-context.server.ts";
import { versionsOf } from "#app/db/congresses.server.ts";
import { fillDates } from "#app/db/plans.server.ts";
import { type Errand, Forbidden } from "./errand.ts";
import { nameFindings, type NamedFinding } from "./name-findings.server.ts";
import { planOfCampaign } from "./plan-memo.server.ts";
import { settingFor } from "./plan-setting.server.ts";
import { AT_ONCE } from "./refresh-branch.server.ts";
import { refreshReadiness } from "./refresh-readiness.server.ts";
import { type Branch, resolveBranch } from "./resolve-branch.server.ts";

export type FillQuestion = { readonly branch: string | null | undefined; readonly round: 1 | 2 };

type Worked = {
  readonly branch: Branch;
  readonly campaign: CampaignFacts | null;
  readonly horizon: Window | null;
  readonly placed: readonly Filled[];
  readonly unplaced: readonly Unfilled[];
  readonly pathOf: ReadonlyMap<string, string>;
};

/** Works out a day for every congress of the branch that has none; writes nothing. */
async function workOut(errand: Errand, scope: Scope, asked: FillQuestion): Promise<Worked> {
  const { inside: _, ...branch } = await resolveBranch(errand, scope, asked.branch);
  const campaign = await campaignOver(errand.tx, branch.path);
  const nothing = { branch, campaign, horizon: null, placed: [], unplaced: [], pathOf: new Map<string, string>() };
  if (campaign === null) return nothing;
  const horizon = horizonOf(edition(campaign.editionCode), asked.round, errand.today);
  if (horizon === null) return nothing;
  const whole = await planOfCampaign(errand, planOf(campaign));
  const setting = await settingFor(errand, campaign.editionCode, branch.path);
  return { branch, campaign, horizon, ...workedOut(whole, setting, horizon, { path: branch.path, round: asked.round }) };
}

type Answer = Pick<Worked, "placed" | "unplaced" | "pathOf">;
const kept = new WeakMap<PlanView, Map<string, Answer & { readonly setting: Setting }>>();

/** The same plan, judged by the same setting, is filled in the same way: it is worked out once for preview and deed. */
function workedOut(whole: PlanView, setting: Setting, horizon: Window, part: { readonly path: string; readonly round: 1 | 2 }): Answer {
  const key = `${part.path} ${part.round}`;
  const there = kept.get(whole)?.get(key);
  if (there && there.setting.calendar === setting.calendar && there.setting.planningDay === setting.planningDay && there.setting.edition === setting.edition)
    return there;
  // Only this branch and round is filled; everything that has a date stays where it is and is planned around.
  const plan: PlanView = {
    ...whole,
    congresses: whole.congresses.filter((each) => each.placement !== null || (each.round === part.round && each.path.startsWith(part.path))),
  };
  const answer = { setting, ...fill(plan, setting, horizon), pathOf: new Map(plan.congresses.map((each) => [each.id, each.path])) };
  const ofPlan = kept.get(whole) ?? new Map<string, Answer & { readonly setting: Setting }>();
  if (ofPlan.size > 50) ofPlan.clear();
  kept.set(whole, ofPlan.set(key, answer));
  return answer;
}

export type Unplaced = {
  readonly congressId: string;
  readonly name: string;
  readonly reason: Unfilled["reason"];
  readonly refusals: readonly { readonly openings: number; readonly example: NamedFinding }[];
};

export type FillPage = {
  readonly branch: { readonly unitId: string; readonly name: string };
  readonly opened: boolean;
  readonly round: 1 | 2;
  readonly may: boolean;
  readonly placed: number;
  readonly withWarnings: number;
  readonly months: readonly { readonly month: string; readonly count: number }[];
  readonly sample: readonly { readonly congressId: string; readonly name: string; readonly placement: Filled["placement"] }[];
  readonly unplaced: number;
  readonly unplacedShown: readonly Unplaced[];
};

const SHOWN = 50;
const SAMPLE = 20;

/** What "fill the empty ones" would do: how many find a day, which do not and why. */
export async function previewFill(errand: Errand, scope: Scope, asked: FillQuestion): Promise<FillPage> {
  const { branch, campaign, placed, unplaced } = await workOut(errand, scope, asked);
  const sample = placed.slice(0, SAMPLE);
  const shown = unplaced.slice(0, SHOWN);
  const names = await namesOf(errand.tx, scope, {
    congresses: [...sample, ...shown].map((each) => each.congressId),
    units: [],
    leaders: [],
    venues: [],
    exceptions: [],
  });
  return {
    branch: { unitId: branch.unitId, name: branch.name },
    opened: campaign !== null,
    round: asked.round,
    may: permit(errand.actor, "congress.date", branch.path, errand.realDay) !== null,
    placed: placed.length,
    withWarnings: placed.filter((each) => each.warnings.length > 0).length,
    months: byMonth(placed),
    sample: sample.map(({ congressId, placement }) => ({ congressId, placement, name: names.congresses.get(congressId) ?? "" })),
    unplaced: unplaced.length,
    unplacedShown: await named(errand, scope, shown, names.congresses),
  };
}

function byMonth(placed: readonly Filled[]): { month: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { placement } of placed) counts.set(monthOf(placement.opensOn), (counts.get(monthOf(placement.opensOn)) ?? 0) + 1);
  return [...counts].map(([month, count]) => ({ month, count })).toSorted((a, b) => (a.month < b.month ? -1 : 1));
}

async function named(errand: Errand, scope: Scope, unplaced: readonly Unfilled[], names: ReadonlyMap<string, string>): Promise<Unplaced[]> {
  const examples = await nameFindings(errand, scope, unplaced.flatMap((each) => each.refusals.map((refusal) => refusal.example)));
  let from = 0;
  return unplaced.map(({ congressId, reason, refusals }) => {
    const own = examples.slice(from, (from += refusals.length));
    return {
      congressId,
      name: names.get(congressId) ?? "",
      reason,
      refusals: refusals.flatMap(({ openings }, index) => (own[index] ? [{ openings, example: own[index] }] : [])),
    };
  });
}

export type FilledPlan = { readonly unitId: string; readonly placed: number; readonly unplaced: number };

/** Gives every congress without a date a lawful day, as drafts. `expected` is how many the preview promised. */
export async function fillPlan(
  errand: Errand,
  scope: Scope,
  input: FillQuestion & { readonly reason: string; readonly expected: number | null },
): Promise<Verdict<FilledPlan, "noCampaign" | "nothingToFill" | "planChanged">> {
  const { branch, campaign, placed, unplaced, pathOf } = await workOut(errand, scope, input);
  const leave = permit(errand.actor, "congress.date", branch.path, errand.realDay);
  if (leave === null) throw new Forbidden("congress.date");
  if (campaign === null) return refuse("noCampaign");
  if (placed.length === 0) return refuse("nothingToFill");
  if (input.expected !== null && input.expected !== placed.length) return refuse("planChanged", { count: placed.length });
  const versions = await versionsOf(errand.tx, placed.map((each) => each.congressId));
  const dates = placed.flatMap(({ congressId, placement }) => {
    const version = versions.get(congressId);
    const { opensOn, session, lengthHalfDays } = placement;
    return version === undefined ? [] : [{ congressId, version, opensOn, session, closesOn: closesOn(opensOn, session, lengthHalfDays), leaderIds: [] }];
  });
  const written = new Set(await fillDates(errand.tx, leave, campaign.planId, dates, input.reason));
  if (written.size < placed.length) return refuse("planChanged", { count: written.size });
  await recordDeeds(
    errand.tx,
    dates.map(({ congressId, opensOn, session }) => ({
      now: errand.now,
      actor: errand.actor,
      deed: "congress.date",
      subject: { kind: "congress", id: congressId },
      unitPath: pathOf.get(congressId) ?? branch.path,
      before: { state: "undated", opensOn: null },
      after: { state: "draft", opensOn, session },
      reason: input.reason,
    })),
  );
  if (written.size > AT_ONCE) await markForRecomputation(errand.tx, branch.path, errand.today);
  else await refreshReadiness(errand, [...written]);
  return accept({ unitId: branch.unitId, placed: written.size, unplaced: unplaced.length });
}

