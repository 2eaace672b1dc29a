import type { Placement } from "#app/core/scheduling/congress.ts";
import { type Finding, touches } from "#app/core/scheduling/conflicts.ts";
import { type Impact, impactOfMove } from "#app/core/scheduling/impact.ts";
import { type PlannedCongress, type PlanView, type Setting, withChange } from "#app/core/scheduling/plan.ts";
import { addDays, type Day } from "#app/core/time/day.ts";
import type { Session } from "#app/core/time/half-days.ts";
import { validitiesOf } from "#app/db/congress-context.server.ts";
import type { CongressFacts } from "#app/db/congresses.server.ts";
import { loadPlanAround, type Reach } from "#app/db/plan-view.server.ts";
import type { Errand } from "./errand.ts";
import { settingFor } from "./plan-setting.server.ts";

/** A date as it is tried out in the form. */
export type Trial = {
  readonly opensOn: Day;
  readonly session: Session;
  readonly leaderIds: readonly string[];
  readonly venueId: string | null;
};

export type Assessment = {
  readonly setting: Setting;
  /** The congress as it stands. */
  readonly now: PlannedCongress;
  readonly before: PlanView;
  readonly impact: Impact;
  /** Every clash of the congress on the tried date. */
  readonly clashes: readonly Finding[];
};

/** The part of the plan that a congress's present date touches, with the setting that judges it. */
export async function planAround(errand: Errand, congress: CongressFacts, reaches: readonly Reach[] = []): Promise<{ plan: PlanView; now: PlannedCongress; setting: Setting }> {
  const plan = await loadPlanAround(errand.tx, congress, congress, [...presentReach(congress), ...reaches]);
  const now = plan.congresses.find((each) => each.id === congress.id);
  if (now === undefined) throw new Error(`congress ${congress.id} is not in its own plan`);
  return { plan, now, setting: await settingFor(errand, congress.editionCode, congress.unitPath) };
}

function presentReach({ date, leaderIds }: CongressFacts): Reach[] {
  return date === null ? [] : [{ from: date.opensOn, until: date.closesOn, leaders: leaderIds, venueId: date.venueId }];
}

/** What a move would change, worked out from as much of the plan as the move can touch. */
export async function assessMove(errand: Errand, congress: CongressFacts, trial: Trial): Promise<Assessment> {
  const placement: Placement = { opensOn: trial.opensOn, session: trial.session, lengthHalfDays: congress.lengthHalfDays };
  const reach: Reach = {
    from: trial.opensOn,
    until: addDays(trial.opensOn, Math.ceil(congress.lengthHalfDays / 2)),
    leaders: trial.leaderIds,
    venueId: trial.venueId,
  };
  const { plan, now, setting } = await planAround(errand, congress, [reach]);
  const after = withChange(plan, congress.id, { placement, leaders: trial.leaderIds, venueId: trial.venueId, state: "draft" });
  const validities = await validitiesOf(errand.tx, congress.id);
  const facts = {
    contents: congress.contents,
    conclusions: validities.map(({ kind, lastDay, count }) => ({ kind, count, validUntil: addDays(lastDay, 1) })),
    // Letters are told apart by those entitled, in a list of their own.
    lettersReceivedOn: null,
  };
  const impact = impactOfMove(plan, after, congress.id, facts, setting);
  const clashes = [...impact.findings.appear, ...impact.findings.stay].filter((each) => touches(each, congress.id));
  return { setting, now, before: plan, impact, clashes };
}

export const blocking = (clashes: readonly Finding[]): Finding[] => clashes.filter((each) => each.severity === "blocks");
