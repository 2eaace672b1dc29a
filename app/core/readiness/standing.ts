import type { Day } from "#app/core/time/day.ts";
import type { Details } from "#app/core/verdict.ts";
import { CAUSE_CODES, type Cause, type CauseCode, type Readiness } from "./readiness.ts";
import type { Light } from "./rollup.ts";

/** A cause without what the passing of each day changes: the days late are counted when it is shown. */
export type KeptCause = Omit<Cause, "daysLate">;

/** What is kept of the readiness of one congress: enough for every list, at one size however many lines are open. */
export type Standing = {
  readonly light: Light;
  readonly openLight: Light;
  readonly percent: number;
  /** The most important open causes. */
  readonly main: readonly KeptCause[];
  readonly restricted: readonly KeptCause[];
  /** How many open causes there are in all, by severity. */
  readonly blocks: number;
  readonly warns: number;
  /** How many open lines are late, and how many soon are. */
  readonly linesOverdue: number;
  readonly linesDue: number;
  /** The first day on which arriving letters are handed over; by it a letter that somebody must not notice is told apart. */
  readonly cutOffOn: Day | null;
};

/** Letters nobody has settled, by the side of the cut-off on which they arrived. */
export type Letters = { readonly before: number; readonly after: number };

/** What is shown of a cause; all restricted ones of a congress are shown as one, which says no more than that. */
export type ShownCause = {
  readonly code: CauseCode | "restricted";
  readonly severity: Cause["severity"];
  readonly lineCode: string | null;
  readonly finding: string | null;
  readonly dueOn: Day | null;
  readonly details: Details;
};

export type Shown = {
  readonly light: Light;
  readonly percent: number;
  readonly causes: readonly ShownCause[];
  /** All causes of the severity, those included that are not listed. */
  readonly blocks: number;
  readonly warns: number;
};

/**
 * How much somebody may notice of restricted matters: that there is one; the same without some letters that this
 * person must not notice; or nothing, whatever there is.
 */
export type Sight = "restricted" | "open" | { readonly withoutLetters: Letters };

/** One more than is shown, so that a cause left out by `Sight` never shortens a list of three. */
const KEPT_CAUSES = 4;

/** These come on a date or by others' plans: they are counted with the day on which they are looked at. */
const OF_THE_DAY: ReadonlySet<string> = new Set(["planningDay"]);

export function standingOf({ light, openLight, percent, causes }: Readiness, letters: Letters, cutOffOn: Day | null): Standing {
  const open = causes.filter((cause) => !cause.restricted);
  return {
    light,
    openLight,
    percent,
    main: open.slice(0, KEPT_CAUSES).map(kept),
    restricted: causes.filter((cause) => cause.restricted).map((cause) => ({ ...kept(cause), details: { letters: lettersOf(cause, letters) } })),
    blocks: open.filter((cause) => cause.severity === "blocks").length,
    warns: open.filter((cause) => cause.severity === "warns").length,
    linesOverdue: open.filter((cause) => cause.code === "lineOverdue").length,
    linesDue: open.filter((cause) => cause.code === "lineDueSoon" || cause.code === "lineReturned").length,
    cutOffOn,
  };
}

/** The letters that a restricted cause is about: those before the cut-off, those behind it, or after the congress all. */
function lettersOf({ code, lineCode }: Pick<Cause, "code" | "lineCode">, { before, after }: Letters): number {
  if (code === "lettersPending") return before;
  return lineCode === "E03" ? after : before + after;
}

function kept({ code, severity, restricted, lineCode, finding, dueOn, details }: Cause): KeptCause {
  const lasting = Object.fromEntries(Object.entries(details).filter(([name]) => !OF_THE_DAY.has(name)));
  return { code, severity, restricted, lineCode, finding, dueOn: finding === "approvalSuspended" ? null : dueOn, details: lasting };
}

/** The light and its causes for one viewer. */
export function shown(standing: Standing, sight: Sight): Shown {
  const restricted = noticed(standing, sight);
  const causes = [...standing.main.map(plain), ...restricted].toSorted(byImportance);
  const { percent } = standing;
  return {
    light: lightOf(causes),
    percent,
    causes,
    blocks: standing.blocks + restricted.filter((cause) => cause.severity === "blocks").length,
    warns: standing.warns + restricted.filter((cause) => cause.severity === "warns").length,
  };
}

/** What of the restricted causes remains under the sight, as one. */
function noticed({ restricted }: Standing, sight: Sight): ShownCause[] {
  if (sight === "open") return [];
  const hidden = sight === "restricted" ? { before: 0, after: 0 } : sight.withoutLetters;
  const left = restricted.filter((cause) => Number(cause.details["letters"]) > lettersOf(cause, hidden));
  if (left.length === 0) return [];
  const blocks = left.some((cause) => cause.severity === "blocks");
  return [{ code: "restricted", severity: blocks ? "blocks" : "warns", lineCode: null, finding: null, dueOn: null, details: {} }];
}

function plain({ code, severity, lineCode, finding, dueOn, details }: KeptCause): ShownCause {
  return { code, severity, lineCode, finding, dueOn, details };
}

function lightOf(causes: readonly ShownCause[]): Light {
  if (causes.some((cause) => cause.severity === "blocks")) return "red";
  if (causes.some((cause) => cause.severity === "warns")) return "amber";
  return causes.length > 0 ? "grey" : "green";
}

const WEIGHT = { blocks: 0, warns: 1, notes: 2 } as const;

/** Within a severity the restricted one leads: it is the one that nobody can look up in the checklist. */
function byImportance(a: ShownCause, b: ShownCause): number {
  return WEIGHT[a.severity] - WEIGHT[b.severity] || place(a.code) - place(b.code);
}

function place(code: ShownCause["code"]): number {
  return code === "restricted" ? -1 : CAUSE_CODES.indexOf(code);
}
