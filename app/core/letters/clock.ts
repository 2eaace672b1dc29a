import type { Certainty, Rule } from "#app/core/rules/certainty.ts";
import type { Edition } from "#app/core/rules/edition.ts";
import { type Clock, reckon, type Span } from "#app/core/rules/lead.ts";
import { addDays, type Day, daysBetween, type Window } from "#app/core/time/day.ts";
import { workingDaysBetween, type WorkingCalendar } from "#app/core/time/working-days.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { isPending, type LetterKind, type LetterProgress } from "./letter.ts";

export const LETTER_CLOCKS = ["forward", "accept", "settle"] as const;
export type LetterClock = (typeof LETTER_CLOCKS)[number];

/** What decides the length of a clock besides the kind of the letter. */
export type Matter = {
  /** Which law the competent body follows in a denunciation. */
  readonly procedure: "party" | "state";
  readonly complexity: "ordinary" | "complex" | "particularlyComplex";
  readonly remote: boolean;
  /** The one denounced is managed by the centre (164-QĐ/TW). */
  readonly centrallyManaged: boolean;
};

export const ORDINARY_MATTER: Matter = { procedure: "party", complexity: "ordinary", remote: false, centrallyManaged: false };

/** `until` null: still paused. */
export type Pause = { readonly from: Day; readonly until: Day | null };
/** `amount` in the unit of the clock. */
export type Extension = { readonly grantedOn: Day; readonly amount: number };

export type RunningClock = {
  readonly clock: LetterClock;
  /** Day 0. */
  readonly from: Day;
  /** The last day; null while a pause is open. */
  readonly dueOn: Day | null;
  /** Extensions included, pauses not. */
  readonly span: Span;
  readonly source: string;
  readonly certainty: Certainty;
};

type Clocks = Edition["clocks"];

const DEFAULT_SOURCE = "Mặc định của phần mềm";
const byDefault = (amount: number): Rule<Clock> => ({
  value: { amount, unit: "workingDays", from: "receipt" },
  source: DEFAULT_SOURCE,
  certainty: "assumed",
});
/** No source gives these three: passing a letter on, answering a petition, settling a discipline complaint. */
const FORWARD = byDefault(5);
const PETITION = byDefault(15);
const asAssumed = (rule: Rule<Clock>): Rule<Clock> => ({ ...rule, certainty: "assumed" });

function acceptRule(kind: LetterKind, clocks: Clocks): Rule<Clock> {
  return kind === "complaint" ? clocks.complaintAcceptance : clocks.denunciationCheck;
}

/** The rule by which a letter has to be settled, and how often and how far it can be extended. */
export function settleRule(kind: LetterKind, matter: Matter, clocks: Clocks): { rule: Rule<Clock>; extension: Rule<Clock> | null; times: number } {
  switch (kind) {
    case "complaint": {
      const complex = matter.complexity !== "ordinary";
      const near = complex ? clocks.complaintComplex : clocks.complaint;
      const far = complex ? clocks.complaintRemoteComplex : clocks.complaintRemote;
      return { rule: matter.remote ? far : near, extension: null, times: 0 };
    }
    case "petition":
    case "grievance":
      return { rule: PETITION, extension: null, times: 0 };
    case "disciplineComplaint":
      return { rule: asAssumed(clocks.partyDenunciation), extension: asAssumed(clocks.partyDenunciationExtension), times: 1 };
    case "denunciation":
    case "mixed":
      if (matter.centrallyManaged) return { rule: clocks.centrallyManaged, extension: clocks.centrallyManagedExtension, times: 1 };
      if (matter.procedure === "party") return { rule: clocks.partyDenunciation, extension: clocks.partyDenunciationExtension, times: 1 };
      return { rule: clocks.stateDenunciation, extension: clocks.stateDenunciationExtension, times: STATE_EXTENSIONS[matter.complexity] };
  }
}

/** Luật Tố cáo 2018: a complex matter is extended once, a particularly complex one twice. */
const STATE_EXTENSIONS: Readonly<Record<Matter["complexity"], number>> = { ordinary: 0, complex: 1, particularlyComplex: 2 };

export type ClockedLetter = Pick<
  LetterProgress,
  "kind" | "senderKind" | "state" | "receivedOn" | "competentReceivedOn" | "acceptedOn"
> & {
  readonly matter: Matter;
  readonly extensions: readonly Extension[];
  readonly pauses: readonly Pause[];
};

/**
 * The clocks that run on a letter, the one that runs out first in front. They start on the day the *competent* body
 * received it (07-HD/UBKTTW), not when another body did; until then only the clock for passing it on runs.
 */
export function runningClocks(letter: ClockedLetter, edition: Pick<Edition, "clocks">, calendar: WorkingCalendar): readonly RunningClock[] {
  if (!isPending(letter.state)) return [];
  const { receivedOn, competentReceivedOn: received, acceptedOn, pauses } = letter;
  if (received === null) return [running("forward", FORWARD, receivedOn, { extensions: [], pauses }, calendar)];
  const clocks: RunningClock[] = [];
  const undecided = letter.state === "received" || letter.state === "classified";
  if (undecided) clocks.push(running("accept", acceptRule(letter.kind, edition.clocks), received, { extensions: [], pauses }, calendar));
  const { rule } = settleRule(letter.kind, letter.matter, edition.clocks);
  const start = rule.value.from === "receipt" ? received : acceptedOn;
  // An unnamed sender's letter is not settled, so nothing but its classification is due.
  if (start !== null && letter.senderKind === "named") clocks.push(running("settle", rule, start, letter, calendar));
  return clocks.toSorted(compareDue);
}

/** One that stands still sorts behind every day. */
const dueKey = (clock: RunningClock): string => clock.dueOn ?? "~";
const compareDue = (a: RunningClock, b: RunningClock): number => Number(dueKey(a) > dueKey(b)) - Number(dueKey(a) < dueKey(b));

export const isOverdue = (clock: RunningClock, today: Day): boolean => clock.dueOn !== null && clock.dueOn < today;

function running(
  clock: LetterClock,
  rule: Rule<Clock>,
  from: Day,
  letter: Pick<ClockedLetter, "extensions" | "pauses">,
  calendar: WorkingCalendar,
): RunningClock {
  const extra = letter.extensions.reduce((sum, extension) => sum + extension.amount, 0);
  const span: Span = { amount: rule.value.amount + extra, unit: rule.value.unit };
  return { clock, from, dueOn: dueWithPauses(calendar, span, from, letter.pauses), span, source: rule.source, certainty: rule.certainty };
}

/** The day on which `span` after `start` is used up when the days inside the pauses are not counted. */
export function dueWithPauses(calendar: WorkingCalendar, span: Span, start: Day, pauses: readonly Pause[]): Day | null {
  let due = reckon(calendar, span, start, 1);
  for (const pause of merged(pauses)) {
    if (pause.from > due) break;
    if (pause.until === null) return null;
    const from = pause.from > start ? pause.from : addDays(start, 1);
    const unit = span.unit === "workingDays" ? "workingDays" : "calendarDays";
    const amount = countedDays(calendar, unit, { from, until: pause.until });
    if (amount > 0) due = reckon(calendar, { amount, unit }, due, 1);
  }
  return due;
}

/** Counted days in [from, until). */
function countedDays(calendar: WorkingCalendar, unit: Span["unit"], window: Window): number {
  const before = addDays(window.from, -1);
  const last = addDays(window.until, -1);
  return unit === "workingDays" ? workingDaysBetween(calendar, before, last) : daysBetween(before, last);
}

/** The pauses in order, those that touch or overlap made one. */
function merged(pauses: readonly Pause[]): readonly Pause[] {
  const inOrder = pauses.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  return inOrder.reduce<readonly Pause[]>((done, pause) => {
    const last = done.at(-1);
    if (last === undefined || (last.until !== null && last.until < pause.from)) return [...done, pause];
    const until = last.until === null || pause.until === null ? null : last.until > pause.until ? last.until : pause.until;
    return [...done.slice(0, -1), { from: last.from, until }];
  }, []);
}

export type ExtensionRefusal = "notExtensible" | "noMoreExtensions" | "tooLong" | "alreadyOverdue" | "inFuture";

/** Grants one more extension of the settling clock; at most as long and as often as its clause allows. */
export function extend(
  letter: ClockedLetter,
  extension: Extension,
  edition: Pick<Edition, "clocks">,
  calendar: WorkingCalendar,
  today: Day,
): Verdict<readonly Extension[], ExtensionRefusal> {
  const allowed = settleRule(letter.kind, letter.matter, edition.clocks);
  const settle = runningClocks(letter, edition, calendar).find((clock) => clock.clock === "settle");
  if (settle === undefined || allowed.extension === null) return refuse("notExtensible");
  const { amount, unit } = allowed.extension.value;
  if (letter.extensions.length >= allowed.times) return refuse("noMoreExtensions", { times: allowed.times, source: allowed.extension.source });
  if (extension.amount < 1 || extension.amount > amount) return refuse("tooLong", { found: extension.amount, max: amount, unit });
  if (extension.grantedOn > today) return refuse("inFuture", { on: extension.grantedOn, today });
  if (isOverdue(settle, extension.grantedOn)) return refuse("alreadyOverdue", { on: extension.grantedOn });
  return accept([...letter.extensions, extension]);
}
