import { inScope, isEmptyScope, narrowed, type Scope, scopeFor } from "#app/core/access/scope.ts";
import { changedSides, cutOffFor, type PlacedLetter, type Side } from "#app/core/letters/cutoff.ts";
import { LETTER_STATES } from "#app/core/letters/letter.ts";
import { parentPathOf } from "#app/core/organisation/path.ts";
import type { Certainty, Words } from "#app/core/rules/certainty.ts";
import { edition, windowFor } from "#app/core/rules/editions.ts";
import { type Placement, standstill } from "#app/core/scheduling/congress.ts";
import type { MovedMilestone } from "#app/core/scheduling/impact.ts";
import { findings, type Finding } from "#app/core/scheduling/conflicts.ts";
import { type Setting, withChange } from "#app/core/scheduling/plan.ts";
import type { Bound } from "#app/core/scheduling/candidate.ts";
import { suggest } from "#app/core/scheduling/suggest.ts";
import { addDays, addMonths, type Day, daysBetween, lastDayOf, weekday, type Window } from "#app/core/time/day.ts";
import { CHECK_KINDS } from "#app/core/vetting/check-kinds.ts";
import { calendarFor } from "#app/db/calendar-days.server.ts";
import { congressesBetween, type DatedCongress } from "#app/db/congress-lists.server.ts";
import { type LeaderChoice, leadersAbove, lettersAbout, unitAt, type VenueChoice, venuesAround } from "#app/db/congress-context.server.ts";
import type { CongressFacts } from "#app/db/congresses.server.ts";
import { proposalsOf } from "#app/db/proposals.server.ts";
import { assessMove, blocking, planAround, type Trial } from "./assess-move.server.ts";
import { type DayNote, dayNotes } from "./day-notes.ts";
import type { Errand } from "./errand.ts";
import { congressFor } from "./find-congress.server.ts";
import { letterReader } from "./find-letter.server.ts";
import { type NamedFinding, nameFindings } from "./name-findings.server.ts";
import { type May, whatMay } from "./show-congress.server.ts";

export type MovedLetterShown = { readonly letterId: string; readonly caseCode: string; readonly from: Side; readonly to: Side };

export type ExpiringChecks = { readonly name: Words; readonly lastDay: Day; readonly count: number; readonly newly: boolean };

export type MovePreview = {
  readonly trial: Trial;
  /** Nothing stands in the way of saving it. */
  readonly allowed: boolean;
  readonly appear: readonly NamedFinding[];
  readonly stay: readonly NamedFinding[];
  readonly disappear: readonly NamedFinding[];
  readonly milestones: readonly MovedMilestone[];
  /** Checks that no longer hold on the tried day; `lastDay` is the last one on which they do. */
  readonly expiring: readonly ExpiringChecks[];
  /** Null for those who may not know of letters. */
  readonly letters: readonly MovedLetterShown[] | null;
};

export type Suggested = {
  readonly placement: Placement;
  readonly warnings: readonly NamedFinding[];
  /** After what it is the first good day: what set the first day looked at, or the suggestion before. */
  readonly after: { readonly by: Bound | "suggestion"; readonly day: Day };
  /** The nearest earlier working day that is refused, with the rule that refuses it. */
  readonly because: NamedFinding | null;
};

/** The next good days, and the nearer ones that are none: a few of them, each with the rule that refuses it. */
export type Suggestions = {
  readonly days: readonly Suggested[];
  readonly refused: readonly { readonly from: Day; readonly last: Day; readonly because: NamedFinding }[];
  /** How many refused days there are in all, days off included. */
  readonly allRefused: number;
};

export type DatePage = {
  readonly congress: CongressFacts;
  readonly today: Day;
  readonly window: { readonly from: Day; readonly lastDay: Day; readonly source: string; readonly certainty: Certainty } | null;
  readonly leaders: readonly LeaderChoice[];
  readonly venues: readonly VenueChoice[];
  readonly may: May;
  /** Why no day can be set here; null where one can. */
  readonly stopped: ReturnType<typeof standstill>;
  readonly preview: MovePreview | null;
  /** Three weeks around the day in question, with the congresses of the branch above; null while there is no day. */
  readonly around: Around | null;
  /** The next good days; null when they were not asked for. */
  /** Days that the unit proposes and nobody has decided on. */
  readonly proposed: readonly Day[];
  readonly suggestions: Suggestions | null;
};

export type Around = {
  readonly branchName: string;
  readonly from: Day;
  readonly congresses: readonly Pick<DatedCongress, "id" | "name" | "state" | "opensOn" | "closesOn" | "session">[];
  readonly notes: Readonly<Record<string, DayNote>>;
};

export type DateQuestion = {
  readonly opensOn: Day | null;
  readonly session: Trial["session"] | null;
  /** Null keeps those who attend already. */
  readonly leaderIds: readonly string[] | null;
  /** Undefined keeps the hall, null takes none. */
  readonly venueId: string | null | undefined;
  readonly suggest: boolean;
};

/** The date form: what stands, what a tried day would change, which days would be good. Nothing is written. */
export async function showDateForm(errand: Errand, scope: Scope, id: string, asked: DateQuestion): Promise<DatePage> {
  const congress = await congressFor(errand, id, scope);
  const leaders = await leadersAbove(errand.tx, congress.unitPath);
  const venues = await venuesAround(errand.tx, congress.unitPath);
  const trial = trialOf(congress, asked, new Set([...leaders.map((each) => each.id), ...congress.leaderIds]), new Set(venues.map((each) => each.id)));
  const stopped = standstill(congress, errand.today);
  const preview = trial === null || stopped !== null ? null : await previewMove(errand, scope, congress, trial);
  const rule = windowFor(edition(congress.editionCode), congress.level, congress.round);
  const { value: window, source, certainty } = rule;
  return {
    congress,
    today: errand.today,
    window: window && { from: window.from, lastDay: lastDayOf(window), source, certainty },
    leaders,
    venues,
    may: whatMay(errand, congress),
    stopped,
    preview,
    around: await weeksAround(errand, scope, congress, trial?.opensOn ?? congress.date?.opensOn ?? null),
    proposed: stopped !== null ? [] : (await proposalsOf(errand.tx, congress.id)).flatMap((each) => (each.state === "open" ? [each.opensOn] : [])),
    suggestions: asked.suggest && stopped === null ? await suggestDays(errand, scope, congress) : null,
  };
}

/** What is tried out: the question, completed by what stands. Ids that are not offered count as not asked. */
function trialOf(congress: CongressFacts, asked: DateQuestion, leaders: ReadonlySet<string>, venues: ReadonlySet<string>): Trial | null {
  if (asked.opensOn === null) return null;
  const venueId = asked.venueId === undefined ? (congress.date?.venueId ?? null) : asked.venueId;
  return {
    opensOn: asked.opensOn,
    session: asked.session ?? congress.date?.session ?? "morning",
    leaderIds: (asked.leaderIds ?? congress.leaderIds).filter((each) => leaders.has(each)).toSorted(),
    venueId: venueId !== null && (venues.has(venueId) || venueId === congress.date?.venueId) ? venueId : null,
  };
}

async function previewMove(errand: Errand, scope: Scope, congress: CongressFacts, trial: Trial): Promise<MovePreview> {
  const { impact, clashes, setting } = await assessMove(errand, congress, trial);
  const { appear, stay, disappear } = impact.findings;
  const named = await nameFindings(errand, scope, [...appear, ...stay, ...disappear]);
  return {
    trial,
    allowed: blocking(clashes).length === 0,
    appear: named.slice(0, appear.length),
    stay: named.slice(appear.length, appear.length + stay.length),
    disappear: named.slice(appear.length + stay.length),
    milestones: impact.milestones,
    expiring: impact.expiring.map(({ kind, validUntil, count, newly }) => ({ name: nameOfCheck(kind), lastDay: addDays(validUntil, -1), count, newly })),
    letters: await lettersMoved(errand, congress, trial.opensOn, setting),
  };
}

const nameOfCheck = (code: string): Words => CHECK_KINDS.find((kind) => kind.code === code)?.name ?? { vi: code, en: code };

async function lettersMoved(errand: Errand, congress: CongressFacts, to: Day, { edition: rules, calendar }: Setting): Promise<MovedLetterShown[] | null> {
  const register = scopeFor(errand.actor, "letters", errand.realDay);
  if (isEmptyScope(register)) return null;
  const letters = await lettersAbout(errand.tx, letterReader(errand), congress);
  const codes = new Map(letters.map((letter) => [letter.letterId, letter.caseCode]));
  const placed = letters.map(
    ({ letterId, state, receivedOn, competentReceivedOn }): PlacedLetter => ({
      id: letterId,
      state: LETTER_STATES.find((each) => each === state) ?? "received",
      outcome: null,
      receivedOn,
      competentReceivedOn,
    }),
  );
  const cut = (opensOn: Day) => cutOffFor(rules, congress.level, opensOn, calendar);
  const before = congress.date === null ? null : cut(congress.date.opensOn);
  return changedSides(placed, before, cut(to)).map(({ id, ...sides }) => ({ letterId: id, caseCode: codes.get(id) ?? "", ...sides }));
}

const WEEKS = 3;
const MOST_AROUND = 300;

/** What the branch above does in the weeks around a day; of a congress at the top of the scope, what its own does. */
async function weeksAround(errand: Errand, scope: Scope, congress: CongressFacts, day: Day | null): Promise<Around | null> {
  if (day === null) return null;
  const above = parentPathOf(congress.unitPath);
  const branch = await unitAt(errand.tx, above !== null && inScope(scope, above) ? above : congress.unitPath);
  const range = { from: addDays(day, 1 - weekday(day) - 7), until: addDays(day, 1 - weekday(day) - 7 + WEEKS * 7) };
  const inside = narrowed(scope, branch.path);
  const congresses = await congressesBetween(errand.tx, inside, congress.planId, range, { level: null, state: null, most: MOST_AROUND, perDay: Math.floor(MOST_AROUND / (WEEKS * 7)) });
  return {
    branchName: branch.name,
    from: range.from,
    congresses: congresses.map(({ id, name, state, opensOn, closesOn, session }) => ({ id, name, state, opensOn, closesOn, session })),
    notes: dayNotes(await calendarFor(errand.tx, congress.unitPath), range),
  };
}

const HORIZON_MONTHS = 4;

const MOST_REFUSED = 12;

/** Three good days from tomorrow on, for the leaders and the hall that the congress has. */
async function suggestDays(errand: Errand, scope: Scope, congress: CongressFacts): Promise<Suggestions> {
  const horizon: Window = { from: addDays(errand.today, 1), until: addMonths(errand.today, HORIZON_MONTHS) };
  const reach = { from: horizon.from, until: horizon.until, leaders: congress.leaderIds, venueId: congress.date?.venueId ?? null };
  const { plan, setting } = await planAround(errand, congress, [reach]);
  const { suggestions, refused, from, fromBy } = suggest(plan, congress.id, setting, horizon);
  // One for each day: where both halves are refused, the first half's rule stands for the day.
  const byDay = new Map<Day, Finding>();
  for (const { placement, because } of refused) if (!byDay.has(placement.opensOn)) byDay.set(placement.opensOn, because);
  for (const { placement } of suggestions) byDay.delete(placement.opensOn);
  const nearer = [...byDay];
  const shown = spansOf(nearer).slice(-MOST_REFUSED);
  const becauses = suggestions.map(({ placement }, i) => nearer.findLast(([on, { code }]) => on < placement.opensOn && on > (suggestions[i - 1]?.placement.opensOn ?? "") && code !== "nonWorkingDay")?.[1] ?? null);
  const named = await nameFindings(errand, scope, [...suggestions.flatMap((each) => each.warnings), ...becauses.filter((each) => each !== null), ...shown.map((each) => each.because)]);
  const rest = named.values();
  const take = (count: number): NamedFinding[] => Array.from({ length: count }, () => rest.next().value).filter((each) => each !== undefined);
  const warnings = suggestions.map((each) => take(each.warnings.length));
  const reasons = becauses.map((each) => (each === null ? null : (take(1)[0] ?? null)));
  return {
    days: suggestions.map(({ placement }, i) => ({
      placement,
      warnings: warnings[i] ?? [],
      after: i === 0 ? { by: fromBy, day: fromBy === "planningDay" || fromBy === "horizon" ? errand.today : from } : { by: "suggestion", day: suggestions[i - 1]?.placement.opensOn ?? from },
      because: reasons[i] ?? null,
    })),
    refused: shown.flatMap(({ from, last }) => take(1).map((because) => ({ from, last, because }))),
    allRefused: nearer.length,
  };
}

/** Working days on end that the same rule refuses, told once with what refuses the last of them. */
function spansOf(refused: readonly (readonly [Day, Finding])[]): { from: Day; last: Day; because: Finding }[] {
  const spans: { from: Day; last: Day; because: Finding }[] = [];
  for (const [on, because] of refused) {
    if (because.code === "nonWorkingDay") continue;
    const open = spans.at(-1);
    if (open?.because.code === because.code) Object.assign(open, { last: on, because });
    else spans.push({ from: on, last: on, because });
  }
  return spans;
}

/** A month of the calendar with the days at its edges. */
const MOST_DAYS = 42;

/**
 * The days on which the congress could not be put down, with the leaders and the hall it has: those that the preview
 * of the day would refuse. For a calendar that shows them while a congress is dragged.
 */
export async function showRefusedDays(errand: Errand, scope: Scope, id: string, asked: Window): Promise<Day[]> {
  const congress = await congressFor(errand, id, scope);
  if (standstill(congress, errand.today) !== null) return [];
  const days = Array.from({ length: Math.min(MOST_DAYS, Math.max(0, daysBetween(asked.from, asked.until))) }, (_, i) => addDays(asked.from, i));
  const until = addDays(asked.from, days.length + Math.ceil(congress.lengthHalfDays / 2));
  const { plan, setting } = await planAround(errand, congress, [{ from: asked.from, until, leaders: congress.leaderIds, venueId: congress.date?.venueId ?? null }]);
  const { session = "morning" as const } = congress.date ?? {};
  const only = new Set([congress.id]);
  return days.filter((opensOn) => {
    const tried = withChange(plan, congress.id, { placement: { opensOn, session, lengthHalfDays: congress.lengthHalfDays }, state: "draft" });
    return blocking(findings(tried, setting, only)).length > 0;
  });
}
