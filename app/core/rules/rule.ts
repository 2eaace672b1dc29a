import { LEVELS, type Level } from "#app/core/organisation/level.ts";
import type { Certainty, Rule, Words } from "./certainty.ts";
import type { PerLevel } from "./edition.ts";

type State = <T>(value: T, source: string, note?: Words) => Rule<T>;

function stating(certainty: Certainty): State {
  return (value, source, note) => (note ? { value, source, certainty, note } : { value, source, certainty });
}

/** A published copy of the governing text says it. */
export const confirmed: State = stating("confirmed");

/** Only the press, one province's plan or a text of the former term says it. */
export const reported: State = stating("reported");

/** From memory, or a default of ours: a domain officer still has to check it. */
export const assumed: State = stating("assumed");

/** One rule for all levels; the page shows it once. */
export function everyLevel<T>(rule: Rule<T>): PerLevel<Rule<T>> {
  return Object.fromEntries(LEVELS.map((level) => [level, rule])) as Record<Level, Rule<T>>;
}
