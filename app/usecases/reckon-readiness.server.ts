import { cutOffFor, sideOf } from "#app/core/letters/cutoff.ts";
import type { Facts, Tick } from "#app/core/readiness/lines.ts";
import { readiness, type CongressFacts, type PlanFinding, type Readiness, type Stage } from "#app/core/readiness/readiness.ts";
import type { Letters } from "#app/core/readiness/standing.ts";
import { type ChecklistItem, checklistFor } from "#app/core/rules/checklist.ts";
import type { Severity } from "#app/core/rules/certainty.ts";
import { edition, windowFor } from "#app/core/rules/editions.ts";
import { hasHappened } from "#app/core/scheduling/congress.ts";
import { type Finding, type FindingCode, findingKey, findings, findingsChangeOn, touches } from "#app/core/scheduling/conflicts.ts";
import { type Milestone, milestones } from "#app/core/scheduling/milestones.ts";
import type { PlannedCongress, PlanView } from "#app/core/scheduling/plan.ts";
import { preparationOf } from "#app/core/scheduling/preparation.ts";
import { addDays, type Day, daysBetween } from "#app/core/time/day.ts";
import { closesOn, SESSIONS } from "#app/core/time/half-days.ts";
import type { WorkingCalendar } from "#app/core/time/working-days.ts";
import { calendarsFor } from "#app/db/calendar-days.server.ts";
import type { CaredFor } from "#app/db/conflict-care.server.ts";
import { loadPlanAroundMany } from "#app/db/plan-around-many.server.ts";
import type { Clashes } from "#app/db/readiness.server.ts";
import { type ReadinessFacts, readReadinessFacts } from "#app/db/readiness-facts.server.ts";
import type { Errand } from "./errand.ts";

/** The readiness of a congress with all that it was reckoned from. */
export type Reckoned = {
  readonly facts: ReadinessFacts;
  readonly items: readonly ChecklistItem[];
  readonly congress: CongressFacts;
  readonly letters: Letters;
  readonly milestones: readonly Milestone[];
  readonly calendar: WorkingCalendar;
  readonly readiness: Readiness;
  readonly clashes: Clashes;
  /** Every clash that is listed under the congress itself. */
  readonly own: readonly CaredFor[];
};

/** Reckons congresses from what is stored now; a fixed number of statements for a campaign. */
export async function reckonReadiness({ tx, today }: Pick<Errand, "tx" | "today">, congressIds: readonly string[]): Promise<Reckoned[]> {
  const all = await readReadinessFacts(tx, congressIds, today);
  const calendarOf = await calendarsFor(tx, all.map((facts) => facts.unitPath));
  const reckoned: Reckoned[] = [];
  for (const group of groupedBy(all, (facts) => facts.campaignId)) {
    const [first] = group;
    const plan = await loadPlanAroundMany(tx, first, group.map((facts) => facts.id));
    const clashes = clashesOf(plan, group, calendarOf, today);
    for (const facts of group) reckoned.push(reckon(facts, calendarOf(facts.unitPath), clashes(facts.id), today));
  }
  return reckoned;
}

type Planned = { readonly planned: PlannedCongress | undefined; readonly found: readonly Finding[]; readonly crowded: Clashes["crowded"] };

/** The findings of each congress, reckoned together for those that share a calendar. */
function clashesOf(
  plan: PlanView,
  group: readonly ReadinessFacts[],
  calendarOf: (unitPath: string) => WorkingCalendar,
  today: Day,
): (congressId: string) => Planned {
  const found = new Map<string, Finding[]>();
  for (const alike of groupedBy(group, (facts) => calendarOf(facts.unitPath))) {
    const [first] = alike;
    const ids = new Set(alike.map((facts) => facts.id));
    const setting = { edition: edition(first.editionCode), calendar: calendarOf(first.unitPath), planningDay: today };
    for (const each of findings(plan, setting, ids))
      for (const id of [each.congressId, each.otherId])
        if (id !== null && ids.has(id) && touches(each, id)) push(found, id, each);
  }
  const planned = new Map(plan.congresses.map((congress) => [congress.id, congress]));
  return (id) => ({ planned: planned.get(id), found: found.get(id) ?? [], crowded: crowdedOf(plan, planned.get(id)) });
}

function reckon(facts: ReadinessFacts, calendar: WorkingCalendar, { planned, found, crowded }: Planned, today: Day): Reckoned {
  const rules = edition(facts.editionCode);
  const items = checklistFor(facts.level, facts.contents);
  const sitting = sittingOf(facts);
  const preparation = preparationOf({ level: facts.level, kind: facts.unitKind, validFrom: facts.validFrom }, { openedOn: facts.openedOn, edition: rules });
  const placement =
    sitting === null
      ? null
      : { opensOn: sitting.opensOn, session: SESSIONS.find((each) => each === facts.session) ?? SESSIONS[0], lengthHalfDays: facts.lengthHalfDays };
  const dated = placement === null ? [] : milestones({ ...facts, placement, preparation }, rules, calendar);
  const cutOff = sitting === null ? null : cutOffFor(rules, facts.level, sitting.opensOn, calendar);
  const before = facts.pendingLetters.filter((letter) => sideOf(letter, cutOff) === "before").length;
  const letters: Letters = { before, after: facts.pendingLetters.length - before };
  const congress: CongressFacts = {
    stage: stageOf(facts),
    sitting,
    window: windowFor(rules, facts.level, facts.round).value,
    preparationStartsOn: preparation?.startsOn ?? null,
    approvalDueOn: dated.find((each) => each.code === "superiorApproval")?.day ?? null,
    findings: merged(found.filter(isOwn), facts.id),
    findingsChangeOn: planned === undefined ? [] : findingsChangeOn(planned, { edition: rules, calendar, planningDay: today }),
    facts: derived(facts),
    ticks: new Map<string, Tick>([...facts.lines, ...handOver(letters)]),
    restricted: { pendingLetters: letters.before, cutOffOn: cutOff?.day ?? null },
  };
  return {
    facts,
    items,
    congress,
    letters,
    milestones: dated,
    calendar,
    readiness: readiness(items, congress, today, calendar),
    clashes: {
      at: [facts.opensOn, facts.session, facts.lengthHalfDays, congress.stage === "happened", planned?.venueId, ...(planned?.leaders ?? [])].join(),
      partners: [...new Set(found.flatMap(pairOf))].filter((id) => id !== facts.id).toSorted(),
      crowded,
    },
    own: found.flatMap((each) => (each.congressId === facts.id ? [{ congressId: facts.id, findingKey: findingKey(each), code: each.code, severity: each.severity }] : [])),
  };
}

/** The branches and days on which it is one of more than the ceiling allows, held or still ahead. */
function crowdedOf({ congresses, ceilings }: PlanView, own: PlannedCongress | undefined): Clashes["crowded"] {
  const span = own && spanOf(own);
  if (own === undefined || !span) return [];
  const over = ceilings.filter(({ path }) => own.path.startsWith(path)).toSorted((a, b) => (a.unitId < b.unitId ? -1 : 1));
  if (over.length === 0) return [];
  const beside = congresses.map((each) => ({ path: each.path, span: spanOf(each) }));
  return over.flatMap(({ unitId, path, perDay, elsewhere }) => {
    const full: (readonly [string, Day])[] = [];
    for (let on = span.first; on <= span.last; on = addDays(on, 1)) {
      const seen = beside.filter((each) => each.span && each.span.first <= on && on <= each.span.last && each.path.startsWith(path));
      if (seen.length + (elsewhere?.get(on) ?? 0) > perDay) full.push([unitId, on]);
    }
    return full;
  });
}

function spanOf({ placement }: PlannedCongress): { first: Day; last: Day } | null {
  return placement && { first: placement.opensOn, last: closesOn(placement.opensOn, placement.session, placement.lengthHalfDays) };
}

const pairOf = ({ congressId, otherKind, otherId }: Finding): string[] => (otherKind === "congress" && otherId !== null ? [congressId, otherId] : []);

/** The days it sits; once it was held, those on which it did. */
function sittingOf(facts: ReadinessFacts): CongressFacts["sitting"] {
  const { opensOn, heldOn } = facts;
  if (opensOn === null || facts.closesOn === null) return null;
  // What broke off has still to be held: only its planned day counts.
  if (heldOn === null || !hasHappened(facts.state)) return { opensOn, closesOn: facts.closesOn };
  return { opensOn: heldOn, closesOn: addDays(heldOn, daysBetween(opensOn, facts.closesOn)) };
}

function stageOf({ state }: ReadinessFacts): Stage {
  if (hasHappened(state)) return "happened";
  if (state === "approved" || state === "undated") return state;
  return "proposed";
}

function derived(facts: ReadinessFacts): Facts {
  const approval = facts.records.get("superiorApproval");
  const notice = facts.records.get("conveningNotice");
  const vetted = facts.unvetted === 0 && (facts.nominees > 0 || facts.slateComplete);
  return {
    dateApproved: { done: facts.state === "approved" || hasHappened(facts.state), doneOn: approval?.recordedOn ?? null },
    conveningNoticeRecorded: { done: notice !== undefined, doneOn: notice?.recordedOn ?? null },
    slateComplete: { done: facts.slateComplete, doneOn: null },
    checksClosed: { done: vetted, doneOn: null },
    childrenClosed: { done: facts.childrenOpen === 0, doneOn: null },
    outcomeReported: { done: facts.reportedOn !== null, doneOn: facts.reportedOn },
    ratified: { done: facts.ratifiedOn !== null, doneOn: facts.ratifiedOn },
  };
}

/** Nobody ticks these two: letters behind the cut-off are handed over once none is left, and settled likewise. */
function handOver({ before, after }: Letters): [code: string, tick: Tick][] {
  const answer = (done: boolean): Tick => ({ state: done ? "accepted" : "open", doneOn: null });
  return [
    ["E03", answer(after === 0)],
    ["K11", answer(before + after === 0)],
  ];
}

/** What a line or the date itself says already is no second cause: a day that is over, a paper that is not there yet. */
function isOwn({ code, details }: Finding): boolean {
  if (code === "noticeTooShort" || code === "approvalTooLate") return details["recordedOn"] !== undefined;
  return code !== "dayPassed";
}

const SEVERITIES: readonly Severity[] = ["blocks", "blocksApproval", "warns"];

/** One cause for each kind of clash, as bad as the worst and as early as the first, with how many there are. */
function merged(found: readonly Finding[], congressId: string): PlanFinding[] {
  const kinds = new Map<FindingCode, Finding[]>();
  for (const each of found) push(kinds, each.code, each);
  return [...kinds].flatMap(([code, alike]) => {
    const [first] = alike;
    if (first === undefined) return [];
    const severity = SEVERITIES.find((each) => alike.some((one) => one.severity === each)) ?? "warns";
    // Below its superior's congress a clash is the child's, above it the parent's: each is told its own side.
    const side = code !== "childNotClosed" ? {} : { side: first.congressId === congressId ? "child" : "parent" };
    return [{ code, severity, day: first.day, details: { ...first.details, ...side, count: alike.length } }];
  });
}

function push<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const there = groups.get(key);
  if (there) there.push(value);
  else groups.set(key, [value]);
}

function groupedBy<T>(list: readonly T[], keyOf: (each: T) => unknown): (readonly [T, ...T[]])[] {
  const groups = new Map<unknown, [T, ...T[]]>();
  for (const each of list) {
    const there = groups.get(keyOf(each));
    if (there) there.push(each);
    else groups.set(keyOf(each), [each]);
  }
  return [...groups.values()];
}
