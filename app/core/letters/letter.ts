import type { Day } from "#app/core/time/day.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";

/** Classified by content, not by title. "mixed" is to be split into two linked letters. */
export const LETTER_KINDS = ["complaint", "disciplineComplaint", "denunciation", "petition", "grievance", "mixed"] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

export const LETTER_CHANNELS = ["post", "inPerson", "letterBox", "electronic", "telephone", "fromOtherBody", "atCongress"] as const;
export type LetterChannel = (typeof LETTER_CHANNELS)[number];

export const SENDER_KINDS = ["named", "anonymous", "falseName"] as const;
export type SenderKind = (typeof SENDER_KINDS)[number];

export const LETTER_STATES = [
  "received",
  "classified",
  "accepted",
  "verifying",
  "concluded",
  "closed",
  "forwarded",
  "returned",
  "filed",
] as const;
export type LetterState = (typeof LETTER_STATES)[number];

export const LETTER_OUTCOMES = ["substantiated", "partly", "unsubstantiated", "withdrawn"] as const;
export type LetterOutcome = (typeof LETTER_OUTCOMES)[number];

/** Every legal step and, by omission, every illegal one. A forwarded letter is received anew by the competent body. */
export const NEXT_STATES: Readonly<Record<LetterState, readonly LetterState[]>> = {
  received: ["classified"],
  classified: ["accepted", "forwarded", "returned", "filed"],
  accepted: ["verifying", "concluded", "forwarded"],
  verifying: ["concluded", "forwarded"],
  concluded: ["closed"],
  closed: [],
  forwarded: ["received"],
  returned: [],
  filed: [],
};

/** Steps that one officer proposes and another person carries out. */
export const SECOND_PERSON_STEPS: readonly LetterState[] = ["forwarded", "closed"];

/** Whether the body still has to do something about the letter. */
export const isPending = (state: LetterState): boolean =>
  state === "received" || state === "classified" || state === "accepted" || state === "verifying";

/** What the steps of a letter depend on and change. */
export type LetterProgress = {
  readonly kind: LetterKind;
  readonly senderKind: SenderKind;
  readonly state: LetterState;
  readonly receivedOn: Day;
  /** The day on which the body that is competent to settle it received it; null while it lies elsewhere. */
  readonly competentReceivedOn: Day | null;
  readonly acceptedOn: Day | null;
  readonly concludedOn: Day | null;
  readonly outcome: LetterOutcome | null;
  /** The day of the step before. */
  readonly steppedOn: Day;
};

/** `kind` is said when classifying, `outcome` when concluding. */
export type LetterStep = {
  readonly to: LetterState;
  readonly on: Day;
  readonly kind?: LetterKind | undefined;
  readonly outcome?: LetterOutcome | undefined;
};

export type StepRefusal =
  | "notALegalStep"
  | "inFuture"
  | "beforeLastStep"
  | "notSettledAnonymous"
  | "notAtCompetentBody"
  | "outcomeMissing"
  | "outcomeUnexpected";

/** Takes one step. The day lies neither in the future nor before the step before. */
export function advance(letter: LetterProgress, step: LetterStep, today: Day): Verdict<LetterProgress, StepRefusal> {
  const { to, on } = step;
  if (!NEXT_STATES[letter.state].includes(to)) return refuse("notALegalStep", { from: letter.state, to });
  if (on > today) return refuse("inFuture", { on, today });
  if (on < letter.steppedOn) return refuse("beforeLastStep", { on, last: letter.steppedOn });
  if (to !== "concluded" && step.outcome !== undefined) return refuse("outcomeUnexpected", { to });
  const stepped = { ...letter, state: to, steppedOn: on };
  switch (to) {
    case "classified":
      return accept({ ...stepped, kind: step.kind ?? letter.kind });
    case "accepted":
      return acceptance(letter, { ...stepped, acceptedOn: on });
    case "concluded":
      if (step.outcome === undefined) return refuse("outcomeMissing");
      return accept({ ...stepped, concludedOn: on, outcome: step.outcome });
    case "received":
      return accept({ ...stepped, competentReceivedOn: on, acceptedOn: null });
    default:
      return accept(stepped);
  }
}

/** Letters of anonymous or falsely named senders are not settled (296-QĐ/TW, Điều 19); they can serve an inspection. */
function acceptance(before: LetterProgress, after: LetterProgress): Verdict<LetterProgress, StepRefusal> {
  if (before.senderKind !== "named") return refuse("notSettledAnonymous", { senderKind: before.senderKind, source: "296-QĐ/TW, Điều 19" });
  if (before.competentReceivedOn === null) return refuse("notAtCompetentBody");
  return accept(after);
}

/** The days on a letter, in the order in which they can only have come. */
const DATE_ORDER = ["writtenOn", "stampedOn", "receivedOn", "competentReceivedOn"] as const;
export type LetterDateField = (typeof DATE_ORDER)[number];
export type LetterDates = Readonly<Record<LetterDateField, Day | null>>;

export type DateProblem =
  | { readonly code: "inFuture"; readonly field: LetterDateField; readonly found: Day; readonly today: Day }
  | { readonly code: "beforeEarlier"; readonly field: LetterDateField; readonly found: Day; readonly earlier: LetterDateField; readonly earlierOn: Day };

/**
 * What cannot be true of a letter's days: written ≤ stamped ≤ received ≤ received by the competent body ≤ today.
 * A day that is not known is passed over, so each day is compared with the nearest known one before it.
 */
export function dateProblems(dates: LetterDates, today: Day): readonly DateProblem[] {
  const problems: DateProblem[] = [];
  let before: { field: LetterDateField; on: Day } | null = null;
  for (const field of DATE_ORDER) {
    const on = dates[field];
    if (on === null) continue;
    if (on > today) problems.push({ code: "inFuture", field, found: on, today });
    if (before !== null && on < before.on)
      problems.push({ code: "beforeEarlier", field, found: on, earlier: before.field, earlierOn: before.on });
    before = { field, on };
  }
  return problems;
}
