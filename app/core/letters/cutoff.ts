import type { Level } from "#app/core/organisation/level.ts";
import { severityOf, type Certainty, type Severity } from "#app/core/rules/certainty.ts";
import type { Edition } from "#app/core/rules/edition.ts";
import { dueOn, type Span } from "#app/core/rules/lead.ts";
import type { Day } from "#app/core/time/day.ts";
import type { WorkingCalendar } from "#app/core/time/working-days.ts";
import { isPending, type LetterOutcome, type LetterState } from "./letter.ts";

/** The first day of the time before an opening in which arriving letters are no longer settled but handed over. */
export type CutOff = { readonly day: Day; readonly span: Span; readonly source: string; readonly certainty: Certainty };

/** The cut-off of a congress that opens on `opensOn`; null where the edition sets none for the level. */
export function cutOffFor(edition: Pick<Edition, "leads">, level: Level, opensOn: Day, calendar: WorkingCalendar): CutOff | null {
  const { value, source, certainty } = edition.leads.letterCutOff[level];
  if (value === null) return null;
  return { day: dueOn(calendar, value, opensOn), span: { amount: value.amount, unit: value.unit }, source, certainty };
}

/** What the side of a letter depends on. */
export type PlacedLetter = {
  readonly id: string;
  readonly state: LetterState;
  readonly outcome: LetterOutcome | null;
  readonly receivedOn: Day;
  readonly competentReceivedOn: Day | null;
};

export type Side = "before" | "after";

/**
 * On which side of the cut-off a letter falls, by the day the competent body received it. One that has not reached
 * that body yet goes by the day it came in at all, so that passing it on late cannot excuse anybody.
 */
export function sideOf(letter: Pick<PlacedLetter, "receivedOn" | "competentReceivedOn">, cutOff: Pick<CutOff, "day"> | null): Side {
  if (cutOff === null) return "before";
  return (letter.competentReceivedOn ?? letter.receivedOn) >= cutOff.day ? "after" : "before";
}

/** What a letter means for the congress and for whoever it is about. The worst comes first. */
export const LETTER_STANDINGS = ["substantiated", "pendingBefore", "pendingAfter", "elsewhere", "unsubstantiated", "notSettled"] as const;
export type LetterStanding = (typeof LETTER_STANDINGS)[number];

export function standingOf(letter: PlacedLetter, cutOff: Pick<CutOff, "day"> | null): LetterStanding {
  if (isPending(letter.state)) return sideOf(letter, cutOff) === "before" ? "pendingBefore" : "pendingAfter";
  if (letter.state === "forwarded") return "elsewhere";
  if (letter.outcome === null) return "notSettled";
  return letter.outcome === "substantiated" || letter.outcome === "partly" ? "substantiated" : "unsubstantiated";
}

/** The worst of several letters; null when there are none. */
export const worstStanding = (standings: readonly LetterStanding[]): LetterStanding | null =>
  LETTER_STANDINGS.find((standing) => standings.includes(standing)) ?? null;

export type Effect = { readonly demand: "conclude" | "handOver" | "follow" | "reconsider"; readonly severity: Severity; readonly source: string };

/**
 * What has to be done, null when nothing. A nominee whose case is pending, or whom a conclusion burdens, is not put
 * forward (150-KL/TW); letters behind the cut-off go to the new committee (07-HD/UBKTTW, a text of the term before).
 */
export function effectOf(standing: LetterStanding): Effect | null {
  switch (standing) {
    case "substantiated":
      return { demand: "reconsider", severity: severityOf("confirmed", "blocks"), source: "150-KL/TW" };
    case "pendingBefore":
      return { demand: "conclude", severity: severityOf("confirmed", "blocks"), source: "150-KL/TW" };
    case "pendingAfter":
      return { demand: "handOver", severity: severityOf("reported", "blocks"), source: "07-HD/UBKTTW" };
    case "elsewhere":
      return { demand: "follow", severity: "warns", source: "150-KL/TW" };
    case "unsubstantiated":
    case "notSettled":
      return null;
  }
}

export type MovedLetter = { readonly id: string; readonly from: Side; readonly to: Side };

/** The pending letters that change sides when the cut-off moves. */
export function changedSides(letters: readonly PlacedLetter[], before: CutOff | null, after: CutOff | null): readonly MovedLetter[] {
  return letters
    .filter((letter) => isPending(letter.state))
    .map((letter) => ({ id: letter.id, from: sideOf(letter, before), to: sideOf(letter, after) }))
    .filter((moved) => moved.from !== moved.to);
}
