import { type Level, LEVELS } from "#app/core/organisation/level.ts";
import type { Edition } from "#app/core/rules/edition.ts";
import type { Rule } from "#app/core/rules/certainty.ts";
import { windowFor } from "#app/core/rules/editions.ts";
import { hasHappened } from "#app/core/scheduling/congress.ts";
import { type BranchOrder, NO_ORDER, type PlannedCongress, type PlanView, type Setting } from "#app/core/scheduling/plan.ts";
import { addDays, type Day, type Window } from "#app/core/time/day.ts";
import { answerOf, type Dated, type Undated } from "./explain.ts";
import { type AttendingLeader, instanceOf, type Keeping, type Wish } from "./instance.ts";
import { type Progress, solve } from "./solve.ts";

/**
 * What a draft supposes in the place of what the branch has decided; null: as decided. `perDay` is the ceiling of the
 * branch itself, days are working days.
 */
export type Scenario = {
  readonly perDay: number | null;
  readonly gapDays: number | null;
  readonly lessonDays: number | null;
  readonly pilotsHard: boolean | null;
  readonly leadersPerCongress: number | null;
  readonly saturdays: boolean | null;
  /** The days on which congresses of one level may sit; an end that is null stays as decided. */
  readonly window: { readonly level: Level; readonly from: Day | null; readonly until: Day | null } | null;
  /** A leader who is away on [from, until) as well. */
  readonly absence: { readonly leaderId: string; readonly from: Day; readonly until: Day } | null;
};

/** Nothing is supposed: everything as decided. */
export const AS_DECIDED: Scenario = { perDay: null, gapDays: null, lessonDays: null, pilotsHard: null, leadersPerCongress: null, saturdays: null, window: null, absence: null };

/** What somebody asks for when a branch is to be planned. */
export type PlanningWish = { readonly keeping: Keeping; readonly round: 1 | 2; readonly scenario: Scenario };

/** One branch of a plan, with everything that planning it needs; plain data, so that another process can work on it. */
export type BranchQuestion = {
  readonly plan: PlanView;
  readonly setting: Setting;
  readonly horizon: Window;
  readonly path: string;
  readonly unitId: string;
  readonly asked: PlanningWish;
  readonly leaders: readonly AttendingLeader[];
  /** Leaders that each congress needs, as the branch has decided. */
  readonly leadersPerCongress: number;
  /** Days that units have asked for. */
  readonly desired: readonly { readonly congressId: string; readonly on: Day }[];
};

export type BranchAnswer = { readonly dated: readonly Dated[]; readonly undated: readonly Undated[] };

/** The congresses that a plan of the branch speaks of: of one round, at the branch and below it. */
export const isOfBranch = ({ path, asked }: Pick<BranchQuestion, "path" | "asked">, congress: PlannedCongress): boolean =>
  congress.round === asked.round && congress.path.startsWith(path);

/** The edition as the question supposes it: with another window for one level. */
export function rulesSupposed(rules: Edition, { round, scenario: { window: supposed } }: Pick<PlanningWish, "round" | "scenario">): Edition {
  if (supposed === null) return rules;
  const { level } = supposed;
  const rule = windowFor(rules, level, round);
  const from = supposed.from ?? rule.value?.from;
  const until = supposed.until ?? rule.value?.until;
  if (from === undefined || until === undefined) return rules;
  const window: Rule<Window | null> = { ...rule, value: { from, until } };
  if (level !== "cell") return { ...rules, window: { ...rules.window, [level]: window } };
  return { ...rules, cellRounds: { ...rules.cellRounds, [round === 1 ? "firstWindow" : "secondWindow"]: window } };
}

/** From the day after planning to the end of the last window of the round; null when that has passed. */
export function horizonOf(rules: Edition, round: 1 | 2, today: Day): Window | null {
  const levels: readonly Level[] = round === 2 ? ["cell"] : LEVELS;
  const ends = levels.flatMap((level) => windowFor(rules, level, round).value?.until ?? []).toSorted();
  const [from, until] = [addDays(today, 1), ends.at(-1)];
  return until === undefined || until <= from ? null : { from, until };
}

/** Plans the branch, with the scenario in the place of what is decided. Yields now and then; what stands outside is planned around. */
export function* planBranch(question: BranchQuestion): Generator<Progress, BranchAnswer> {
  const { plan, setting, horizon, asked, leaders } = question;
  const instance = instanceOf({
    plan: { ...plan, congresses: orderedAs(question), ceilings: ceilingsOf(question), absences: absencesOf(question) },
    setting: { ...setting, edition: rulesSupposed(setting.edition, asked) },
    horizon,
    asked: (congress) => isOfBranch(question, congress) && !hasHappened(congress.state),
    keeping: asked.keeping,
    leaders,
    leadersPerCongress: asked.scenario.leadersPerCongress ?? question.leadersPerCongress,
    wishes: wishesOf(question),
  });
  return answerOf(yield* solve(instance));
}

function ceilingsOf({ plan: { ceilings }, asked: { scenario }, unitId, path }: BranchQuestion): PlanView["ceilings"] {
  const { perDay } = scenario;
  if (perDay === null) return ceilings;
  if (ceilings.some((each) => each.unitId === unitId)) return ceilings.map((each) => (each.unitId === unitId ? { ...each, perDay } : each));
  return [...ceilings, { unitId, path, perDay, levels: null }];
}

const absencesOf = ({ plan: { absences }, asked: { scenario } }: BranchQuestion): PlanView["absences"] =>
  scenario.absence === null ? absences : [...absences, scenario.absence];

/** The congresses, with what the scenario supposes of their order in the place of what the branches above ask. */
function orderedAs(question: BranchQuestion): PlanView["congresses"] {
  const { plan, asked: { scenario } } = question;
  const { gapDays, lessonDays, pilotsHard } = scenario;
  if (gapDays === null && lessonDays === null && pilotsHard === null) return plan.congresses;
  const supposed = (order: BranchOrder): BranchOrder => ({
    gapWorkingDays: gapDays ?? order.gapWorkingDays,
    lessonWorkingDays: lessonDays ?? order.lessonWorkingDays,
    pilots: pilotsHard === null ? order.pilots : pilotsHard ? "hard" : "soft",
  });
  return plan.congresses.map((each) => (isOfBranch(question, each) ? { ...each, order: supposed(each.order ?? plan.order ?? NO_ORDER) } : each));
}

/** The day that was asked for; when everything is planned anew, else the day that stood: a unit has prepared for it. */
function wishesOf(question: BranchQuestion): Wish[] {
  const desired = new Map(question.desired.map((each) => [each.congressId, each.on]));
  return question.plan.congresses.flatMap((congress) => {
    if (!isOfBranch(question, congress)) return [];
    const on = desired.get(congress.id) ?? (question.asked.keeping === "nothing" ? congress.placement?.opensOn : undefined);
    return on === undefined ? [] : [{ congressId: congress.id, on, weight: 1 }];
  });
}
