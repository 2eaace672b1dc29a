import type { Deed } from "#app/core/access/policy.ts";
import { inScope, permit, type Scope, scopeFor } from "#app/core/access/scope.ts";
import { hasHappened } from "#app/core/scheduling/congress.ts";
import { findings } from "#app/core/scheduling/conflicts.ts";
import { milestones, type Milestone } from "#app/core/scheduling/milestones.ts";
import type { PlannedCongress, Setting } from "#app/core/scheduling/plan.ts";
import { addDays, type Day } from "#app/core/time/day.ts";
import { lunarDay, type LunarDay } from "#app/core/time/lunar.ts";
import {
  type Attending,
  attendingLeaders,
  historyOf,
  type HistoryEntry,
  lettersAbout,
  type OutcomeDays,
  outcomeDaysOf,
  type Standing,
  standingOf,
} from "#app/db/congress-context.server.ts";
import { type CongressFacts, type CongressRecord, findParentCongress, recordsOf } from "#app/db/congresses.server.ts";
import { planAround } from "./assess-move.server.ts";
import { type Errand, Forbidden } from "./errand.ts";
import { congressFor } from "./find-congress.server.ts";
import { letterReader } from "./find-letter.server.ts";
import { type NamedFinding, nameFindings } from "./name-findings.server.ts";
import { lightSeen, readinessVeil } from "./readiness-veil.server.ts";

export type MilestoneState = "done" | "overdue" | "due" | "ahead";
export type ShownMilestone = Milestone & { readonly state: MilestoneState };

export type CongressPage = {
  readonly congress: CongressFacts;
  readonly today: Day;
  readonly lunar: LunarDay | null;
  readonly parent: { readonly id: string; readonly name: string; readonly opensOn: Day | null } | null;
  readonly milestones: readonly ShownMilestone[];
  readonly findings: readonly NamedFinding[];
  readonly leaders: readonly Attending[];
  readonly records: readonly CongressRecord[];
  readonly history: readonly HistoryEntry[];
  readonly standing: Standing | null;
  readonly letters: LetterFlag;
  readonly may: May;
};

/** What a reader may know of letters: their number, that there are some, or nothing at all. */
export type LetterFlag = { readonly kind: "count"; readonly pending: number } | { readonly kind: "flag"; readonly pending: boolean } | null;

export type May = {
  readonly edit: boolean;
  readonly date: boolean;
  readonly propose: boolean;
  readonly approve: boolean;
  readonly record: boolean;
  readonly outcome: boolean;
  readonly override: boolean;
};

const HISTORY = 50;

/** Everything about one congress that the reader is entitled to. */
export async function showCongress(errand: Errand, scope: Scope, id: string): Promise<CongressPage> {
  const congress = await congressFor(errand, id, scope);
  const { plan, now, setting } = await planAround(errand, congress);
  const clashes = findings(plan, setting, new Set([congress.id]));
  const outcome = await outcomeDaysOf(errand.tx, congress.id);
  const parent = await findParentCongress(errand.tx, congress);
  const seenParent = parent !== null && inScope(scope, parent.unitPath) ? parent : null;
  return {
    congress,
    today: errand.today,
    lunar: congress.date && lunarDay(congress.date.opensOn),
    parent: seenParent && { id: seenParent.id, name: seenParent.unitName, opensOn: seenParent.date?.opensOn ?? null },
    milestones: milestonesOf(congress, now, outcome, setting),
    findings: await nameFindings(errand, scope, clashes),
    leaders: await attendingLeaders(errand.tx, congress.planId, congress.id),
    records: await recordsOf(errand.tx, congress.id),
    history: await historyOf(errand.tx, congress.id, HISTORY),
    standing: await standingFor(errand, congress),
    letters: await letterFlag(errand, congress),
    may: whatMay(errand, congress),
  };
}

export function whatMay({ actor, realDay }: Errand, { unitPath }: CongressFacts): May {
  const has = (deed: Deed) => permit(actor, deed, unitPath, realDay) !== null;
  return {
    edit: has("congress.edit"),
    date: has("congress.date"),
    propose: has("congress.propose"),
    approve: has("congress.approve"),
    record: has("congress.record"),
    outcome: has("congress.outcome"),
    override: has("congress.override"),
  };
}

/** What the form for kind and length starts from. */
export async function showCongressForm(errand: Errand, id: string) {
  const congress = await congressFor(errand, id);
  if (permit(errand.actor, "congress.edit", congress.unitPath, errand.realDay) === null) throw new Forbidden("congress.edit");
  const { version, unitName, form, contents, lengthHalfDays, isPilot, desiredOn, orderExemption } = congress;
  return { id: congress.id, version, unitName, form, contents, lengthHalfDays, isPilot, desiredOn, orderExemption };
}

/** The light that the readiness board shows this viewer. */
async function standingFor(errand: Errand, { id, unitPath }: CongressFacts): Promise<Standing | null> {
  if (!inScope(scopeFor(errand.actor, "readiness", errand.realDay), unitPath)) return null;
  const veil = await readinessVeil(errand);
  const standing = await standingOf(errand.tx, id);
  return standing && { ...standing, light: lightSeen(veil, id, standing.light) };
}

const SOON = 14;

function milestonesOf(congress: CongressFacts, now: PlannedCongress, outcome: OutcomeDays | null, setting: Setting): ShownMilestone[] {
  if (now.placement === null) return [];
  const { level, round, placement, preparation } = now;
  const steps = milestones({ level, round, contents: congress.contents, placement, preparation }, setting.edition, setting.calendar);
  return steps.map((step) => ({ ...step, state: stateOf(step, congress, now, outcome, setting.planningDay) }));
}

function stateOf(step: Milestone, congress: CongressFacts, now: PlannedCongress, outcome: OutcomeDays | null, today: Day): MilestoneState {
  if (isDone(step, congress, now, outcome, today)) return "done";
  if (step.day < today) return "overdue";
  return step.day <= addDays(today, SOON) ? "due" : "ahead";
}

/** By what was recorded; days on which others hand something in are over when they have passed. */
function isDone({ code, day }: Milestone, { state }: CongressFacts, now: PlannedCongress, outcome: OutcomeDays | null, today: Day): boolean {
  switch (code) {
    case "superiorApproval":
      return now.approvalRecordedOn !== null;
    case "conveningNotice":
      return now.noticeRecordedOn !== null;
    case "letterCutOff":
    case "candidacyDossier":
      return day < today;
    case "sendingDocuments":
      return hasHappened(state);
    case "resultReport":
      return outcome?.reportedOn != null;
    case "ratification":
      return outcome?.ratifiedOn != null;
  }
}

/** Pending letters about the congress, for those who keep the register or see the flag; recusal takes single ones out. */
async function letterFlag(errand: Errand, congress: CongressFacts): Promise<LetterFlag> {
  const { actor, realDay } = errand;
  const register = scopeFor(actor, "letters", realDay);
  const flags = scopeFor(actor, "letterFlags", realDay);
  const keeps = inScope(register, congress.unitPath);
  if (!keeps && !inScope(flags, congress.unitPath)) return null;
  const pending = (await lettersAbout(errand.tx, letterReader(errand, keeps ? "letters" : "letterFlags"), congress)).length;
  return keeps ? { kind: "count", pending } : { kind: "flag", pending: pending > 0 };
}
