import { severityOf, type Severity } from "#app/core/rules/certainty.ts";
import { addDays, daysBetween, lastDayOf, type Day } from "#app/core/time/day.ts";
import type { WorkingCalendar } from "#app/core/time/working-days.ts";
import type { Details } from "#app/core/verdict.ts";
import {
  lineResults,
  openingOf,
  sideOf,
  type Facts,
  type Line,
  type LineResult,
  type RestrictedFacts,
  type Ticks,
  type Timing,
} from "./lines.ts";
import type { Light } from "./rollup.ts";

/** A line is "soon due" this many calendar days before its day. */
export const SOON_DAYS = 7;
/**
 * From this many calendar days before the opening, what the congress cannot do without blocks,
 * whatever its lead says: until then a lead that is not confirmed only warns.
 */
export const LAST_CALL_DAYS = 14;

/** How far the date has come. */
export type Stage = "undated" | "proposed" | "approved" | "happened";

/** A conflict of the plan that touches the congress, as readiness needs to know it. */
export type PlanFinding = { readonly code: string; readonly severity: Severity; readonly day: Day | null; readonly details: Details };

export type CongressFacts = Timing & {
  readonly stage: Stage;
  /** The last day on which the superior's approval keeps its lead; null without a rule or a date. */
  readonly approvalDueOn: Day | null;
  readonly findings: readonly PlanFinding[];
  /** Days after which the findings may be others by the passing of time alone. */
  readonly findingsChangeOn: readonly Day[];
  readonly facts: Facts;
  readonly ticks: Ticks;
  readonly restricted: RestrictedFacts;
};

/** The order is the order of importance within a severity. */
export const CAUSE_CODES = [
  "windowPassed",
  "outcomeMissing",
  "planFinding",
  "dateNotApproved",
  "lettersPending",
  "lineOverdue",
  "lineReturned",
  "lineDueSoon",
  "undated",
] as const;
export type CauseCode = (typeof CAUSE_CODES)[number];

export type Cause = {
  readonly code: CauseCode;
  /** "notes": explains a grey light and is no reason to act today. */
  readonly severity: "blocks" | "warns" | "notes";
  /** Shown in words only to those entitled to the matter. */
  readonly restricted: boolean;
  /** The line of the checklist, where the cause is one. */
  readonly lineCode: string | null;
  /** The code of the finding, where the cause is one of the plan. */
  readonly finding: string | null;
  readonly dueOn: Day | null;
  /** Calendar days since the due day; null when it has not passed. */
  readonly daysLate: number | null;
  readonly details: Details;
};

export type Readiness = {
  readonly light: Light;
  /** The light of those who may not know of restricted matters: the same for all states of them. */
  readonly openLight: Light;
  /**
   * Done lines of the present phase in per cent, rounded down, without the restricted ones; never
   * 100 while something open blocks.
   */
  readonly percent: number;
  /** The most important first. */
  readonly causes: readonly Cause[];
  /**
   * The first later day on which light or causes may be others by the passing of time alone (the
   * days late aside). For the recomputation only: it is not shown, as restricted causes count in it.
   */
  readonly nextChangeOn: Day | null;
};

/** The light of a congress, why it is so, and how much is done. */
export function readiness(lines: readonly Line[], congress: CongressFacts, today: Day, calendar: WorkingCalendar): Readiness {
  const results = lineResults(lines, congress, congress, calendar).filter((each) => isOfPhase(each.line, congress.stage));
  const opensOn = openingOf(congress);
  const causes = [
    ...dateCauses(congress, today),
    ...congress.findings.map(fromFinding(congress.stage)),
    ...letterCauses(congress, opensOn, today),
    ...results.flatMap((result) => lineCause(result, opensOn, today) ?? []),
  ].toSorted(byImportance);
  const open = openCauses(causes);
  return {
    light: lightOf(causes),
    openLight: lightOf(open),
    percent: percentOf(results, open),
    causes,
    nextChangeOn: nextChange(results, congress, today),
  };
}

/** What may be shown to those who may not know of restricted matters. */
export function openCauses(causes: readonly Cause[]): readonly Cause[] {
  return causes.filter((cause) => !cause.restricted);
}

function lightOf(causes: readonly Cause[]): Light {
  if (causes.some((cause) => cause.severity === "blocks")) return "red";
  if (causes.some((cause) => cause.severity === "warns")) return "amber";
  return causes.length > 0 ? "grey" : "green";
}

/** Before the congress its preparation counts, after it what follows. */
function isOfPhase(line: Line, stage: Stage): boolean {
  return (sideOf(line) === "before") !== (stage === "happened");
}

function percentOf(results: readonly LineResult[], open: readonly Cause[]): number {
  const counted = results.filter((each) => !each.restricted && each.result !== "notApplicable");
  const done = counted.filter((each) => each.result === "done").length;
  const percent = counted.length === 0 ? 100 : Math.floor((done * 100) / counted.length);
  return open.some((cause) => cause.severity === "blocks") ? Math.min(percent, 99) : percent;
}

function cause(code: CauseCode, severity: Cause["severity"], more: Partial<Cause> = {}): Cause {
  return { code, severity, restricted: false, lineCode: null, finding: null, dueOn: null, daysLate: null, details: {}, ...more };
}

function late(dueOn: Day, today: Day): Pick<Cause, "dueOn" | "daysLate"> {
  return { dueOn, daysLate: dueOn < today ? daysBetween(dueOn, today) : null };
}

function* dateCauses(congress: CongressFacts, today: Day): Generator<Cause> {
  const { stage, sitting, window, approvalDueOn } = congress;
  if (stage === "happened") return;
  if (sitting === null) {
    if (window !== null && today >= window.until) yield cause("windowPassed", "blocks", late(lastDayOf(window), today));
    else yield cause("undated", "notes", { dueOn: window === null ? null : lastDayOf(window) });
  } else if (sitting.closesOn < today) {
    yield cause("outcomeMissing", stage === "approved" ? "warns" : "blocks", late(sitting.closesOn, today));
  } else if (stage !== "approved") {
    if (isLastCall(sitting.opensOn, today)) yield cause("dateNotApproved", "blocks", late(approvalDueOn ?? sitting.opensOn, today));
    else if (approvalDueOn !== null && approvalDueOn < today) yield cause("dateNotApproved", "warns", late(approvalDueOn, today));
  }
}

/** What blocks an approval that was given already can only be warned of. */
function fromFinding(stage: Stage): (finding: PlanFinding) => Cause {
  return ({ code, severity, day, details }) => {
    const blocking = severity === "blocks" || (severity === "blocksApproval" && stage !== "approved");
    return cause("planFinding", blocking ? "blocks" : "warns", { finding: code, dueOn: day, details });
  };
}

function* letterCauses({ restricted, stage }: CongressFacts, opensOn: Day | null, today: Day): Generator<Cause> {
  const { pendingLetters, cutOffOn } = restricted;
  if (pendingLetters === 0 || stage === "happened") return;
  const blocks = (cutOffOn !== null && cutOffOn <= today) || isLastCall(opensOn, today);
  yield cause("lettersPending", blocks ? "blocks" : "warns", {
    restricted: true,
    details: { letters: pendingLetters },
    ...(cutOffOn === null ? {} : late(cutOffOn, today)),
  });
}

/** The pending letters themselves are one cause; the line that they answer is not a second one. */
function isAnsweredByLetters(line: Line): boolean {
  return line.derivedFrom === "lettersBeforeCutoffClosed";
}

function lineCause({ line, result, dueOn, restricted }: LineResult, opensOn: Day | null, today: Day): Cause | null {
  if (result === "done" || result === "notApplicable" || isAnsweredByLetters(line)) return null;
  const about = { lineCode: line.code, restricted, ...(dueOn === null ? {} : late(dueOn, today)) };
  if (dueOn !== null && dueOn < today) {
    const confirmed = severityOf(line.certainty, "blocks") === "blocks";
    const blocks = line.blocking && (confirmed || isLastCall(opensOn, today));
    return cause("lineOverdue", blocks ? "blocks" : "warns", about);
  }
  if (result === "returned") return cause("lineReturned", "warns", about);
  if (dueOn !== null && addDays(dueOn, -SOON_DAYS) <= today) return cause("lineDueSoon", "warns", about);
  return null;
}

function isLastCall(opensOn: Day | null, today: Day): boolean {
  return opensOn !== null && today >= lastCallOf(opensOn);
}

function lastCallOf(opensOn: Day): Day {
  return addDays(opensOn, -LAST_CALL_DAYS);
}

const WEIGHT = { blocks: 0, warns: 1, notes: 2 } as const;

function byImportance(a: Cause, b: Cause): number {
  return (
    WEIGHT[a.severity] - WEIGHT[b.severity] ||
    CAUSE_CODES.indexOf(a.code) - CAUSE_CODES.indexOf(b.code) ||
    compareTexts(a.dueOn ?? "9999", b.dueOn ?? "9999") ||
    compareTexts(`${a.lineCode}/${a.finding}`, `${b.lineCode}/${b.finding}`)
  );
}

function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function nextChange(results: readonly LineResult[], congress: CongressFacts, today: Day): Day | null {
  const days: (Day | null)[] = [
    ...congress.findingsChangeOn,
    ...dateTurns(congress),
    congress.restricted.pendingLetters > 0 ? congress.restricted.cutOffOn : null,
  ];
  for (const { line, result, dueOn } of results) {
    if (dueOn === null || (result !== "open" && result !== "returned") || isAnsweredByLetters(line)) continue;
    days.push(addDays(dueOn, -SOON_DAYS), addDays(dueOn, 1));
  }
  let next: Day | null = null;
  for (const each of days) if (each !== null && each > today && (next === null || each < next)) next = each;
  return next;
}

/** The days on which the causes of the date itself, and the last call, set in. */
function dateTurns({ stage, sitting, window, approvalDueOn }: CongressFacts): (Day | null)[] {
  if (stage === "happened") return [];
  const opensOn = openingOf({ sitting, window });
  return [
    opensOn === null ? null : lastCallOf(opensOn),
    sitting === null ? (window?.until ?? null) : addDays(sitting.closesOn, 1),
    approvalDueOn === null ? null : addDays(approvalDueOn, 1),
  ];
}
