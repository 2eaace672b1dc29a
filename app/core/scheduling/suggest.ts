import type { Day, Window } from "#app/core/time/day.ts";
import { type Bound, candidates, rangeOf } from "./candidate.ts";
import type { Placement } from "./congress.ts";
import type { Finding, Ground } from "./conflicts.ts";
import { occupancyOf } from "./occupancy.ts";
import { withChange, type PlanView, type Setting } from "./plan.ts";

/** How many openings are suggested at most. */
export const SUGGESTIONS = 3;

export type Suggestion = { readonly placement: Placement; readonly warnings: readonly Finding[] };
/** An opening that lies before the last suggestion, and the first clash that refuses it. */
export type Refused = { readonly placement: Placement; readonly because: Finding };

/**
 * The next good openings for one congress, on different days, and why the earlier ones are none. A
 * day with a warning is suggested only when no day of the horizon is without one; the day on which it
 * stands already never is, since to go there changes nothing. Empty when the congress is not in the view.
 * `from` is the first day that was looked at, and `fromBy` what set it.
 */
export function suggest(
  plan: PlanView,
  congressId: string,
  setting: Setting,
  horizon: Window,
): { readonly suggestions: Suggestion[]; readonly refused: Refused[]; readonly from: Day; readonly fromBy: Bound } {
  const congress = plan.congresses.find((each) => each.id === congressId);
  if (!congress) return { suggestions: [], refused: [], from: horizon.from, fromBy: "horizon" };
  const moved = { ...congress, lengthHalfDays: congress.placement?.lengthHalfDays ?? congress.lengthHalfDays };
  const ground: Ground = { ...setting, occupancy: occupancyOf(withChange(plan, congressId, { placement: null }), new Set([congressId])), order: plan.order };
  const good: Suggestion[] = [];
  const fair: Suggestion[] = [];
  const refused: Refused[] = [];
  const range = rangeOf(congress, horizon, ground);
  for (const { sited, refusal, warnings } of candidates(moved, range, ground)) {
    const { placement } = sited;
    if (placement.opensOn === congress.placement?.opensOn) continue;
    if (refusal) refused.push({ placement, because: refusal });
    else if (warnings.length > 0) keep(fair, { placement, warnings });
    else keep(good, { placement, warnings });
    if (good.length === SUGGESTIONS) break;
  }
  const suggestions = good.length > 0 ? good : fair;
  const last = suggestions.at(-1)?.placement.opensOn;
  const nearer = last === undefined ? refused : refused.filter(({ placement }) => placement.opensOn < last);
  return { suggestions, refused: nearer, from: range.from, fromBy: range.fromBy };
}

function keep(suggestions: Suggestion[], suggestion: Suggestion): void {
  if (suggestions.length < SUGGESTIONS && suggestions.at(-1)?.placement.opensOn !== suggestion.placement.opensOn) suggestions.push(suggestion);
}
