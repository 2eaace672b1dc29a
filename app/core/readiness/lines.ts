import type { ChecklistItem, DerivedFact } from "#app/core/rules/checklist.ts";
import { compressed, compression } from "#app/core/rules/compression.ts";
import { dueOn } from "#app/core/rules/lead.ts";
import { daysBetween, lastDayOf, type Day, type Window } from "#app/core/time/day.ts";
import type { WorkingCalendar } from "#app/core/time/working-days.ts";
import type { LineState } from "./checklist-state.ts";

/** What readiness needs of an item of the catalogue. */
export type Line = Pick<ChecklistItem, "code" | "lead" | "blocking" | "certainty" | "derivedFrom">;

const LETTERS = "lettersBeforeCutoffClosed" satisfies DerivedFact;

/** The answers that the system derives from what everybody with a right to the congress may know. */
export type OpenFact = Exclude<DerivedFact, typeof LETTERS>;
export type Fact = { readonly done: boolean; readonly doneOn: Day | null };
/** A fact that is not given counts as not done. */
export type Facts = Readonly<Partial<Record<OpenFact, Fact>>>;

/** What only those entitled to the letters may know. */
export type RestrictedFacts = {
  /** Letters received before the cut-off that are not settled yet. */
  readonly pendingLetters: number;
  /** The first day on which arriving letters are handed over instead of settled; null without a rule or a date. */
  readonly cutOffOn: Day | null;
};

/** An answer that people gave. */
export type Tick = { readonly state: LineState; readonly doneOn: Day | null };
export type Ticks = ReadonlyMap<string, Tick>;

export type LineResult = {
  readonly line: Line;
  readonly result: "done" | "open" | "returned" | "notApplicable";
  readonly doneOn: Day | null;
  readonly dueOn: Day | null;
  readonly restricted: boolean;
};

/** The days that the leads of the lines are counted from. */
export type Timing = {
  readonly sitting: { readonly opensOn: Day; readonly closesOn: Day } | null;
  /** The days on which the congress may sit, or null when no rule says. */
  readonly window: Window | null;
  /** Day on which the unit was founded or released from a suspension, when that was within the term. */
  readonly preparationStartsOn: Day | null;
};

/** Lines whose answer says by itself whether there are letters: hand-over before and settlement after. */
const HAND_OVER_LINES: ReadonlySet<string> = new Set(["E03", "K11"]);

/** A restricted line is left out of every light, cause and percentage that is shown openly. */
export function isRestricted(line: Line): boolean {
  return line.derivedFrom === LETTERS || HAND_OVER_LINES.has(line.code);
}

/** Whether the line belongs to the days before the opening, to the congress itself, or to the time after it. */
export function sideOf({ lead }: Line): "before" | "during" | "after" {
  if (lead.from === "closing") return "after";
  return lead.amount === 0 ? "during" : "before";
}

/** A line that the congress cannot do without is never set aside as not applicable. */
export function maySetAside(line: Line): boolean {
  return !line.blocking;
}

/** What each line says: derived from the facts where the system knows, ticked by people otherwise. */
export function lineResults(
  lines: readonly Line[],
  answers: { readonly facts: Facts; readonly restricted: RestrictedFacts; readonly ticks: Ticks },
  timing: Timing,
  calendar: WorkingCalendar,
): LineResult[] {
  const due = dueDays(lines, timing, calendar);
  const settled: Fact = { done: answers.restricted.pendingLetters === 0, doneOn: null };
  const facts: Readonly<Partial<Record<DerivedFact, Fact>>> = { ...answers.facts, [LETTERS]: settled };
  return lines.map((line, i) => ({
    line,
    ...answer(line, facts, answers.ticks.get(line.code)),
    dueOn: due[i] ?? null,
    restricted: isRestricted(line),
  }));
}

function answer(
  line: Line,
  facts: Readonly<Partial<Record<DerivedFact, Fact>>>,
  tick: Tick | undefined,
): Pick<LineResult, "result" | "doneOn"> {
  if (tick?.state === "notApplicable" && maySetAside(line)) return { result: "notApplicable", doneOn: null };
  if (line.derivedFrom !== undefined) {
    const fact = facts[line.derivedFrom];
    return fact?.done ? { result: "done", doneOn: fact.doneOn } : { result: "open", doneOn: null };
  }
  if (tick?.state === "accepted") return { result: "done", doneOn: tick.doneOn };
  return { result: tick?.state === "returned" ? "returned" : "open", doneOn: null };
}

/**
 * The day on which each line is due, in the order of the lines; all null when nothing says when the
 * congress opens. An undated congress is measured against the last day on which it may sit, so that
 * what is late then is late on every date. Where preparation starts later than the longest lead
 * asks, all leads before the opening shrink in proportion, and none falls before that start; the
 * notice alone keeps its lead where its rule holds.
 */
export function dueDays(lines: readonly Line[], timing: Timing, calendar: WorkingCalendar): (Day | null)[] {
  const opensOn = openingOf(timing);
  if (opensOn === null) return lines.map(() => null);
  const closesOn = timing.sitting?.closesOn ?? opensOn;
  const start = lateStart(lines, opensOn, timing.preparationStartsOn, calendar);
  return lines.map((line) => {
    const side = sideOf(line);
    if (side === "during") return closesOn;
    if (side === "after") return dueOn(calendar, line.lead, closesOn);
    if (start === null || keepsLead(line, timing, calendar)) return dueOn(calendar, line.lead, opensOn);
    return later(start.day, dueOn(calendar, compressed(line.lead, start.proportion), opensOn));
  });
}

/**
 * 24-QĐ/TW 11.1 exempts a unit only that was founded or released less than the lead before the last day of its window:
 * any other is told here the same last day for the notice as by its milestones and its conflicts.
 */
function keepsLead({ derivedFrom, lead }: Line, { window, preparationStartsOn }: Timing, calendar: WorkingCalendar): boolean {
  if (derivedFrom !== "conveningNoticeRecorded" || window === null || preparationStartsOn === null) return false;
  return dueOn(calendar, lead, lastDayOf(window)) >= preparationStartsOn;
}

/** The opening that leads are counted from: the planned one, else the last that the window allows. */
export function openingOf({ sitting, window }: Pick<Timing, "sitting" | "window">): Day | null {
  if (sitting !== null) return sitting.opensOn;
  return window === null ? null : lastDayOf(window);
}

function lateStart(lines: readonly Line[], opensOn: Day, startsOn: Day | null, calendar: WorkingCalendar) {
  if (startsOn === null) return null;
  const start = startsOn < opensOn ? startsOn : opensOn;
  let earliest = opensOn;
  for (const line of lines) {
    if (sideOf(line) !== "before") continue;
    const due = dueOn(calendar, line.lead, opensOn);
    if (due < earliest) earliest = due;
  }
  if (start <= earliest) return null;
  return { day: start, proportion: compression(daysBetween(start, opensOn), daysBetween(earliest, opensOn)) };
}

function later(a: Day, b: Day): Day {
  return a > b ? a : b;
}
