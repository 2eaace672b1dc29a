import { permit, type Scope } from "#app/core/access/scope.ts";
import { type LineState, lineStepsFrom } from "#app/core/readiness/checklist-state.ts";
import { dueDays, type LineResult, lineResults, maySetAside, sideOf } from "#app/core/readiness/lines.ts";
import type { Light } from "#app/core/readiness/rollup.ts";
import { type Letters, shown, type Sight, standingOf } from "#app/core/readiness/standing.ts";
import type { Certainty, Words } from "#app/core/rules/certainty.ts";
import type { ChecklistItem, ChecklistLead } from "#app/core/rules/checklist.ts";
import { hasHappened } from "#app/core/scheduling/congress.ts";
import type { Milestone } from "#app/core/scheduling/milestones.ts";
import { addDays, type Day } from "#app/core/time/day.ts";
import { lineChangers } from "#app/db/checklist-lines.server.ts";
import { type CongressFacts, findCongress } from "#app/db/congresses.server.ts";
import { type Errand, NotFound } from "./errand.ts";
import { mendOf, type Mend, told, type ToldCause } from "./readiness-causes.ts";
import { readinessVeil } from "./readiness-veil.server.ts";
import { type Reckoned, reckonReadiness } from "./reckon-readiness.server.ts";
import { STATES_WITH_OUTCOME } from "./record-outcome.server.ts";
import { SUPERIOR_STEPS, UNIT_STEPS } from "./step-line.server.ts";

export type ShownLine = {
  readonly code: string;
  readonly text: Words;
  readonly owner: Words;
  readonly evidenceKind: Words;
  readonly source: string;
  readonly certainty: Certainty;
  readonly blocking: boolean;
  readonly lead: ChecklistLead;
  readonly side: "before" | "during" | "after";
  /** "settled": all that is said of a restricted line to somebody who may be its subject. */
  readonly result: LineResult["result"] | "restricted" | "settled";
  readonly dueOn: Day | null;
  /** The lead was shortened in proportion to the time that there was to prepare. */
  readonly compressed: boolean;
  readonly doneOn: Day | null;
  /** What the system answers this line from; null for a line that people answer. */
  readonly mend: Mend | null;
  readonly state: LineState;
  readonly evidence: string | null;
  readonly note: string | null;
  readonly version: number;
  readonly changedBy: string | null;
  /** The steps that this viewer can take. */
  readonly steps: readonly LineState[];
};

export type ShownMilestone = Milestone & { readonly state: "done" | "overdue" | "due" | "ahead" };

export type ChecklistPage = {
  readonly congress: Pick<CongressFacts, "id" | "unitId" | "unitName" | "level" | "round" | "contents" | "state" | "term" | "editionCode" | "date">;
  readonly today: Day;
  readonly light: Light;
  readonly percent: number;
  readonly causes: readonly ToldCause[];
  readonly more: number;
  readonly lines: readonly ShownLine[];
  readonly counts: { readonly done: number; readonly open: number; readonly overdue: number; readonly submitted: number };
  readonly milestones: readonly ShownMilestone[];
  readonly may: { readonly edit: boolean; readonly accept: boolean; readonly outcome: boolean };
};

const CAUSES = 3;
const SOON = 14;

/** The checklist of one congress with its light, its milestones and what this viewer can do about them. */
export async function showChecklist(errand: Errand, scope: Scope, congressId: string): Promise<ChecklistPage> {
  const { tx, actor, realDay, today } = errand;
  const congress = await findCongress(tx, scope, congressId);
  if (congress === null) throw new NotFound();
  const [reckoned] = await reckonReadiness(errand, [congress.id]);
  if (reckoned === undefined) throw new NotFound();
  const veil = await readinessVeil(errand);
  const sight = veil.sightOf(congress.id);
  const may = {
    edit: permit(actor, "line.edit", congress.unitPath, realDay) !== null,
    accept: permit(actor, "line.accept", congress.unitPath, realDay) !== null,
    outcome: permit(actor, "congress.outcome", congress.unitPath, realDay) !== null && STATES_WITH_OUTCOME.includes(congress.state),
  };
  const changers = await lineChangers(tx, congress.id);
  const lines = linesOf(reckoned, sight, may, changers);
  const sees = shown(standingOf(reckoned.readiness, reckoned.letters, reckoned.congress.restricted.cutOffOn), sight);
  const causes = told(sees, CAUSES);
  const { id, unitId, unitName, level, round, contents, state, term, editionCode, date } = congress;
  return {
    congress: { id, unitId, unitName, level, round, contents, state, term, editionCode, date },
    today,
    light: sees.light,
    percent: sees.percent,
    causes,
    more: Math.max(0, sees.blocks + sees.warns - causes.filter((cause) => cause.severity !== "notes").length),
    lines,
    counts: {
      done: lines.filter((line) => line.result === "done").length,
      open: lines.filter((line) => line.result === "open" || line.result === "returned").length,
      overdue: lines.filter((line) => isLate(line, congress.state, today)).length,
      submitted: lines.filter((line) => line.state === "submitted").length,
    },
    milestones: reckoned.milestones.map((step) => ({ ...step, state: stateOf(step, reckoned, today) })),
    may,
  };
}

function isLate(line: ShownLine, state: CongressFacts["state"], today: Day): boolean {
  const current = (line.side === "before") !== hasHappened(state);
  return current && (line.result === "open" || line.result === "returned") && line.dueOn !== null && line.dueOn < today;
}

function linesOf(
  { items, congress, calendar, facts, letters }: Reckoned,
  sight: Sight,
  may: ChecklistPage["may"],
  changers: ReadonlyMap<string, string>,
): ShownLine[] {
  const results = lineResults(items, congress, congress, calendar);
  const uncompressed = dueDays(items, { ...congress, preparationStartsOn: null }, calendar);
  return items.flatMap((item, i): ShownLine[] => {
    const result = results[i];
    if (result === undefined) return [];
    const kept = facts.lines.get(item.code);
    const said = result.restricted ? restrictedResult(item, letters, sight) : result.result;
    const answered = item.derivedFrom !== undefined || result.restricted;
    const secret = said === "settled";
    const state = answered ? "open" : (kept?.state ?? "open");
    return [
      {
        code: item.code,
        text: { vi: item.vi, en: item.en },
        owner: item.owner,
        evidenceKind: item.evidence,
        source: item.source,
        certainty: item.certainty,
        blocking: item.blocking,
        lead: item.lead,
        side: sideOf(item),
        result: said,
        dueOn: secret ? null : result.dueOn,
        compressed: !secret && result.dueOn !== uncompressed[i],
        doneOn: secret ? null : result.doneOn,
        mend: answered ? mendOf(result.restricted ? "lettersBeforeCutoffClosed" : item.derivedFrom) : null,
        state,
        evidence: answered ? null : (kept?.evidence ?? null),
        note: answered ? null : (kept?.note ?? null),
        version: answered ? 0 : (kept?.version ?? 0),
        changedBy: answered ? null : (changers.get(item.code) ?? null),
        steps: answered ? [] : stepsFor(item, state, may),
      },
    ];
  });
}

/** A restricted line without the letters that the viewer must not notice. */
function restrictedResult({ code }: ChecklistItem, letters: Letters, sight: Sight): ShownLine["result"] {
  if (sight === "open") return "settled";
  const hidden = sight === "restricted" ? { before: 0, after: 0 } : sight.withoutLetters;
  const before = letters.before - hidden.before;
  const after = letters.after - hidden.after;
  const left = code === "E03" ? after : code === "K11" ? before + after : before;
  return left > 0 ? "restricted" : "done";
}

function stepsFor(item: ChecklistItem, state: LineState, may: ChecklistPage["may"]): LineState[] {
  return lineStepsFrom(state).filter((step) => {
    if (SUPERIOR_STEPS.some((each) => each === step)) return may.accept;
    if (step === "notApplicable" && !maySetAside(item)) return false;
    return may.edit && UNIT_STEPS.some((each) => each === step);
  });
}

function stateOf(step: Milestone, { facts }: Reckoned, today: Day): ShownMilestone["state"] {
  if (isDone(step, facts, today)) return "done";
  if (step.day < today) return "overdue";
  return step.day <= addDays(today, SOON) ? "due" : "ahead";
}

/** By what was recorded; days on which others hand something in are over when they have passed. */
function isDone({ code, day }: Milestone, facts: Reckoned["facts"], today: Day): boolean {
  switch (code) {
    case "superiorApproval":
    case "conveningNotice":
      return facts.records.has(code);
    case "letterCutOff":
    case "candidacyDossier":
      return day < today;
    case "sendingDocuments":
      return hasHappened(facts.state);
    case "resultReport":
      return facts.reportedOn !== null;
    case "ratification":
      return facts.ratifiedOn !== null;
  }
}
