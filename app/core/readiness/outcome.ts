import { severityOf, type Rule, type Severity } from "#app/core/rules/certainty.ts";
import type { Day } from "#app/core/time/day.ts";
import type { Details } from "#app/core/verdict.ts";

export const OUTCOME_RESULTS = ["completed", "adjourned", "invalid"] as const;
/** "adjourned": it met and broke off; "invalid": it met and its acts do not stand. */
export type OutcomeResult = (typeof OUTCOME_RESULTS)[number];

export const COMMITTEE_MODES = ["elected", "appointed", "none"] as const;
/** How the new committee came about; "none" when the congress gave no new committee. */
export type CommitteeMode = (typeof COMMITTEE_MODES)[number];

/** What is recorded after the day. People are counted in heads. */
export type Outcome = {
  readonly heldOn: Day;
  readonly summoned: number;
  readonly present: number;
  readonly result: OutcomeResult;
  readonly mode: CommitteeMode;
  readonly electedCount: number | null;
  readonly reportedOn: Day | null;
  readonly reportDocument: string | null;
  readonly ratifiedOn: Day | null;
  readonly ratifiedDocument: string | null;
};

export type OutcomeContext = {
  readonly contents: 2 | 3 | 4;
  readonly plannedOn: Day | null;
  readonly today: Day;
  /** The part of those summoned that has to be present, between 0 and 1 (edition.attendance.quorumPart). */
  readonly quorum: Rule<number>;
};

export type OutcomeProblem = {
  readonly field: keyof Outcome;
  readonly code: OutcomeCode;
  /** A blocking problem is not stored; a warning is shown and stored. */
  readonly severity: Extract<Severity, "blocks" | "warns">;
  readonly details: Details;
};

export type OutcomeCode =
  | "notYetHeld"
  | "notThePlannedDay"
  | "nobodySummoned"
  | "notACount"
  | "morePresentThanSummoned"
  | "belowQuorum"
  | "modeNotForContents"
  | "electedCountMissing"
  | "electedCountNotAsked"
  | "beforeTheDay"
  | "inTheFuture"
  | "documentMissing"
  | "notReported"
  | "beforeTheReport"
  | "nothingToRatify";

/** The fewest present that make a quorum of those summoned, in heads. */
export function quorumOf(summoned: number, part: number): number {
  // 2/3 of 9 is 6: the tolerance keeps the binary fraction from asking for a seventh head.
  return Math.ceil(summoned * part - 1e-9);
}

/**
 * The only way in which a completed congress of these contents gets its committee: two contents,
 * appointed by the superior (KL 163); three, not at all; four, elected.
 */
export function modeFor(contents: 2 | 3 | 4, result: OutcomeResult): CommitteeMode {
  if (result !== "completed" || contents === 3) return "none";
  return contents === 2 ? "appointed" : "elected";
}

/** Whether the superior has elections to ratify: there are none in a congress of two contents. */
export function isRatified(contents: 2 | 3 | 4): boolean {
  return contents !== 2;
}

/** Everything that is wrong with a record of the day, field by field. Empty when it may be stored as it is. */
export function outcomeProblems(outcome: Outcome, context: OutcomeContext): OutcomeProblem[] {
  return [
    ...dayProblems(outcome, context),
    ...attendanceProblems(outcome, context),
    ...committeeProblems(outcome, context),
    ...reportProblems(outcome, context),
    ...ratificationProblems(outcome, context),
  ];
}

/** Whether any problem keeps the record from being stored. */
export function isRefused(problems: readonly OutcomeProblem[]): boolean {
  return problems.some((problem) => problem.severity === "blocks");
}

function blocks(field: keyof Outcome, code: OutcomeCode, details: Details = {}): OutcomeProblem {
  return { field, code, severity: "blocks", details };
}

function* dayProblems({ heldOn }: Outcome, { plannedOn, today }: OutcomeContext): Generator<OutcomeProblem> {
  if (heldOn > today) yield blocks("heldOn", "notYetHeld", { heldOn, today });
  else if (plannedOn !== null && heldOn !== plannedOn)
    yield { field: "heldOn", code: "notThePlannedDay", severity: "warns", details: { heldOn, plannedOn } };
}

function* attendanceProblems(outcome: Outcome, { quorum }: OutcomeContext): Generator<OutcomeProblem> {
  const { summoned, present } = outcome;
  if (!isCount(summoned)) yield blocks("summoned", "notACount", { found: summoned });
  else if (summoned === 0) yield blocks("summoned", "nobodySummoned");
  if (!isCount(present)) yield blocks("present", "notACount", { found: present });
  else if (present > summoned) yield blocks("present", "morePresentThanSummoned", { present, summoned });
  else if (outcome.result === "completed" && present < quorumOf(summoned, quorum.value))
    yield {
      field: "present",
      code: "belowQuorum",
      severity: severityOf(quorum.certainty, "blocks") === "blocks" ? "blocks" : "warns",
      details: { present, summoned, quorum: quorumOf(summoned, quorum.value), source: quorum.source },
    };
}

function* committeeProblems(outcome: Outcome, { contents }: OutcomeContext): Generator<OutcomeProblem> {
  const expected = modeFor(contents, outcome.result);
  const { mode, electedCount } = outcome;
  if (mode !== expected) yield blocks("mode", "modeNotForContents", { contents, mode, expected });
  else if (mode === "elected" && electedCount === null) yield blocks("electedCount", "electedCountMissing");
  else if (mode !== "elected" && electedCount !== null) yield blocks("electedCount", "electedCountNotAsked", { electedCount });
  if (electedCount !== null && !isCount(electedCount)) yield blocks("electedCount", "notACount", { found: electedCount });
}

function* reportProblems(outcome: Outcome, { today }: OutcomeContext): Generator<OutcomeProblem> {
  const { heldOn, reportedOn, reportDocument } = outcome;
  if (reportedOn === null) return;
  if (reportedOn < heldOn) yield blocks("reportedOn", "beforeTheDay", { heldOn, reportedOn });
  else if (reportedOn > today) yield blocks("reportedOn", "inTheFuture", { reportedOn, today });
  if (isBlank(reportDocument)) yield blocks("reportDocument", "documentMissing");
}

function* ratificationProblems(outcome: Outcome, { contents, today }: OutcomeContext): Generator<OutcomeProblem> {
  const { reportedOn, ratifiedOn, ratifiedDocument } = outcome;
  if (ratifiedOn === null) return;
  if (!isRatified(contents)) yield blocks("ratifiedOn", "nothingToRatify", { contents });
  else if (reportedOn === null) yield blocks("ratifiedOn", "notReported");
  else if (ratifiedOn < reportedOn) yield blocks("ratifiedOn", "beforeTheReport", { reportedOn, ratifiedOn });
  else if (ratifiedOn > today) yield blocks("ratifiedOn", "inTheFuture", { ratifiedOn, today });
  if (isBlank(ratifiedDocument)) yield blocks("ratifiedDocument", "documentMissing");
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0;
}

function isBlank(text: string | null): boolean {
  return text === null || text.trim() === "";
}
