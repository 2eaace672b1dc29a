import type { Contents } from "#app/core/rules/edition.ts";
import type { Day } from "#app/core/time/day.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { findingKey, findings, type Finding } from "./conflicts.ts";
import { milestones, type Milestone, type MilestoneCode } from "./milestones.ts";
import type { PlannedCongress, PlanView, Setting } from "./plan.ts";

/** Facts of other subjects that a date decides about. */
export type AffectedFacts = {
  readonly contents: Contents;
  /** Vetting conclusions by kind; `validUntil` is the first day on which they no longer hold. */
  readonly conclusions: readonly { readonly kind: string; readonly validUntil: Day; readonly count: number }[];
  /**
   * The days on which the competent body received the pending letters; null for those who may not
   * know. Only counts come out.
   */
  readonly lettersReceivedOn: readonly Day[] | null;
};

export type MovedMilestone = { readonly code: MilestoneCode; readonly from: Day | null; readonly to: Day | null };

export type ExpiringConclusions = {
  readonly kind: string;
  readonly validUntil: Day;
  readonly count: number;
  /** They would have held on the date before the move. */
  readonly newly: boolean;
};

export type Impact = {
  /** Those that fall on another day than before, in the order of their new days. */
  readonly milestones: readonly MovedMilestone[];
  readonly findings: { readonly appear: readonly Finding[]; readonly disappear: readonly Finding[]; readonly stay: readonly Finding[] };
  /** Whether the new date lies in the window of the edition; a date taken away lies nowhere. */
  readonly window: Verdict<Day, "outsideWindow" | "undated">;
  /** Conclusions that no longer hold on the opening day. */
  readonly expiring: readonly ExpiringConclusions[];
  /** Letters that have to be settled, or may be handed over, only after the move; null for those who may not know. */
  readonly letters: { readonly toSettle: number; readonly toHandOver: number } | null;
};

/** What a move of one congress changes, before it is made. `after` is the plan with the move. */
export function impactOfMove(before: PlanView, after: PlanView, congressId: string, facts: AffectedFacts, setting: Setting): Impact {
  const then = datedSteps(before, congressId, facts, setting);
  const now = datedSteps(after, congressId, facts, setting);
  const only = new Set([congressId]);
  const clashes = findings(after, setting, only);
  return {
    milestones: moved(then.steps, now.steps),
    findings: compareFindings(findings(before, setting, only), clashes),
    window: windowVerdict(clashes, now.opensOn),
    expiring: now.opensOn === null ? [] : expiring(facts.conclusions, then.opensOn, now.opensOn),
    letters: facts.lettersReceivedOn && changedSides(facts.lettersReceivedOn, cutOff(then.steps), cutOff(now.steps)),
  };
}

function congressOf(plan: PlanView, congressId: string): PlannedCongress | undefined {
  return plan.congresses.find((each) => each.id === congressId);
}

function datedSteps(plan: PlanView, congressId: string, { contents }: AffectedFacts, { edition, calendar }: Setting) {
  const congress = congressOf(plan, congressId);
  if (!congress?.placement) return { opensOn: null, steps: [] };
  const { level, round, placement, preparation } = congress;
  return { opensOn: placement.opensOn, steps: milestones({ level, round, contents, placement, preparation }, edition, calendar) };
}

function moved(then: readonly Milestone[], now: readonly Milestone[]): MovedMilestone[] {
  const dayOf = (steps: readonly Milestone[], code: MilestoneCode): Day | null => steps.find((step) => step.code === code)?.day ?? null;
  const codes = new Set([...now, ...then].map((step) => step.code));
  return [...codes].map((code) => ({ code, from: dayOf(then, code), to: dayOf(now, code) })).filter(({ from, to }) => from !== to);
}

/** What a change does to the findings of a plan. */
export function compareFindings(then: readonly Finding[], now: readonly Finding[]): Impact["findings"] {
  const before = new Set(then.map(findingKey));
  const after = new Set(now.map(findingKey));
  return {
    appear: now.filter((each) => !before.has(findingKey(each))),
    disappear: then.filter((each) => !after.has(findingKey(each))),
    stay: now.filter((each) => before.has(findingKey(each))),
  };
}

function windowVerdict(clashes: readonly Finding[], opensOn: Day | null): Impact["window"] {
  if (opensOn === null) return refuse("undated");
  const outside = clashes.find((each) => each.code === "outsideWindow");
  return outside ? refuse("outsideWindow", outside.details) : accept(opensOn);
}

function expiring(conclusions: AffectedFacts["conclusions"], then: Day | null, now: Day): ExpiringConclusions[] {
  return conclusions
    .filter(({ validUntil }) => validUntil <= now)
    .map((each) => ({ ...each, newly: then === null || each.validUntil > then }));
}

function cutOff(steps: readonly Milestone[]): Day | null {
  return steps.find((step) => step.code === "letterCutOff")?.day ?? null;
}

/** A letter received on the cut-off day or later is handed over; without a cut-off every letter has to be settled. */
function changedSides(receivedOn: readonly Day[], then: Day | null, now: Day | null): { toSettle: number; toHandOver: number } {
  const isAfter = (day: Day, cut: Day | null): boolean => cut !== null && day >= cut;
  return {
    toSettle: receivedOn.filter((day) => isAfter(day, then) && !isAfter(day, now)).length,
    toHandOver: receivedOn.filter((day) => !isAfter(day, then) && isAfter(day, now)).length,
  };
}
