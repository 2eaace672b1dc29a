import { severityOf, type Certainty, type Severity } from "#app/core/rules/certainty.ts";
import { suspensionOn, windowFor } from "#app/core/rules/editions.ts";
import { dueOn } from "#app/core/rules/lead.ts";
import { addDays, lastDayOf, type Day } from "#app/core/time/day.ts";
import { addWorkingDays, whyNotWorking, whyUnsuitable } from "#app/core/time/working-days.ts";
import type { Details } from "#app/core/verdict.ts";
import { hasHappened } from "./congress.ts";
import { exemption } from "./milestones.ts";
import { loadOn, loadsOver, neighboursAt, occupancyOf, type Occupancy } from "./occupancy.ts";
import { dayOfSlot, sessionOfSlot, siteAt, type BranchOrder, type PlannedCongress, type PlanView, type Setting, type Sited } from "./plan.ts";

/** Every way in which a plan can clash; the order is that of lists. */
export const FINDING_CODES = [
  "dayPassed",
  "unitNotInForce",
  "suspended",
  "outsideWindow",
  "tooLong",
  "nonWorkingDay",
  "childNotClosed",
  "gapTooShort",
  "pilotNotFirst",
  "leaderTwice",
  "leaderAbsent",
  "hallTwice",
  "ceilingExceeded",
  "approvalSuspended",
  "noticeTooShort",
  "approvalTooLate",
  "childrenUndated",
  "unsuitableDay",
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** What the other thing of a clash is; its id is `otherId`. */
export type OtherKind = "congress" | "leader" | "branch";

export type Finding = {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly congressId: string;
  readonly otherId: string | null;
  readonly otherKind: OtherKind | null;
  /** The day of the clash; where one has to be done in time, the last day for it. */
  readonly day: Day;
  /** Document and clause; null where nature or the branch's own setting forbids it. */
  readonly source: string | null;
  readonly certainty: Certainty;
  readonly details: Details;
  /** The accepted exception that turns the finding into a warning. */
  readonly exceptionId: string | null;
};

/** What the rules look at: the plan as it is taken up so far, and what it is judged by. */
export type Ground = Setting & { readonly occupancy: Occupancy; readonly order?: BranchOrder | undefined };

/** What the branches above ask of the congress in its place between those below, beside and above it. */
export const orderFor = (congress: PlannedCongress, { order }: Pick<Ground, "order">): BranchOrder | undefined => congress.order ?? order;

type Clause = { readonly source: string | null; readonly certainty: Certainty };
type Rule = (sited: Sited, ground: Ground) => readonly Finding[];

/** A leader or a hall cannot be in two places, and a branch sets its own ceiling: no document is needed. */
const EVIDENT: Clause = { source: null, certainty: "confirmed" };
const LABOUR_CODE = "Bộ luật Lao động 2019, Điều 112";
const NOTHING: readonly Finding[] = [];

function finding(
  code: FindingCode,
  congress: PlannedCongress,
  { source, certainty }: Clause,
  wanted: Severity,
  rest: { readonly day: Day; readonly details: Details; readonly other?: readonly [OtherKind, string] },
): Finding {
  const [otherKind, otherId] = rest.other ?? [null, null];
  const severity = severityOf(certainty, wanted);
  return { code, severity, congressId: congress.id, otherId, otherKind, day: rest.day, source, certainty, details: rest.details, exceptionId: null };
}

/** No plan for a day that is over: one that is not approved cannot be held any more, an approved one awaits its outcome. */
const dayPassed: Rule = (sited, { planningDay }) => {
  const { congress, placement } = sited;
  const closesOn = dayOfSlot(sited.last);
  const rest = { day: placement.opensOn, details: { opensOn: placement.opensOn, closesOn, planningDay } };
  if (congress.state === "approved") return closesOn < planningDay ? [finding("dayPassed", congress, EVIDENT, "warns", rest)] : NOTHING;
  return placement.opensOn < planningDay ? [finding("dayPassed", congress, EVIDENT, "blocks", rest)] : NOTHING;
};

/** Domain 2.1: units begin and end with the restructuring; a unit that does not exist on the day holds no congress. */
const unitNotInForce: Rule = (sited) => {
  const { congress } = sited;
  const { from, until } = congress.inForce;
  const day = sited.days.find((each) => each < from || (until !== null && each >= until));
  if (day === undefined) return NOTHING;
  const details = until === null ? { from } : { from, until };
  return [finding("unitNotInForce", congress, EVIDENT, "blocks", { day, details })];
};

/** KL 127: congresses of the suspended kinds of unit are not held in the window of the suspension. */
const suspended: Rule = (sited, { edition }) => {
  const { congress } = sited;
  if (edition.suspension[congress.level].value === null) return NOTHING;
  for (const day of sited.days) {
    const rule = suspensionOn(edition, congress.level, congress.kind, day);
    if (rule) return [finding("suspended", congress, rule, "blocks", { day, details: { from: rule.value.from, until: rule.value.until } })];
  }
  return NOTHING;
};

/** KL 127: while the suspension lasts, no date of a suspended unit is approved, whenever it may be. */
const approvalSuspended: Rule = ({ congress }, { edition, planningDay }) => {
  if (congress.state === "approved") return NOTHING;
  const rule = suspensionOn(edition, congress.level, congress.kind, planningDay);
  if (!rule) return NOTHING;
  const details = { from: rule.value.from, until: rule.value.until };
  return [finding("approvalSuspended", congress, rule, "blocksApproval", { day: planningDay, details })];
};

/** Domain 2.2, `edition.window`: the congress opens and closes inside the window of its level; named is its first day outside. */
const outsideWindow: Rule = (sited, { edition }) => {
  const { congress, placement } = sited;
  const rule = windowFor(edition, congress.level, congress.round);
  const window = rule.value;
  if (window === null || (placement.opensOn >= window.from && dayOfSlot(sited.last) < window.until)) return NOTHING;
  const opensInside = placement.opensOn >= window.from && placement.opensOn < window.until;
  const day = opensInside ? window.until : placement.opensOn;
  return [finding("outsideWindow", congress, rule, "blocks", { day, details: { from: window.from, lastDay: lastDayOf(window) } })];
};

/** Domain 2.2, `edition.maxHalfDays`: no congress is longer than its level allows, the preparatory session counted in. */
const tooLong: Rule = ({ congress, placement }, { edition }) => {
  const rule = edition.maxHalfDays[congress.level];
  if (placement.lengthHalfDays <= rule.value) return NOTHING;
  const details = { halfDays: placement.lengthHalfDays, most: rule.value };
  return [finding("tooLong", congress, rule, "blocks", { day: placement.opensOn, details })];
};

/** Labour Code, Article 112: every day of a congress is a working day. A swapped day blocks when its notice is confirmed. */
const nonWorkingDay: Rule = (sited, { calendar }) => {
  const { congress } = sited;
  const found: Finding[] = [];
  for (const day of sited.days) {
    const why = whyNotWorking(calendar, day);
    if (why === null) continue;
    if (why.reason === "weekend") {
      const weekend = { day, details: { reason: why.reason } };
      found.push(finding("nonWorkingDay", congress, { source: LABOUR_CODE, certainty: "confirmed" }, "blocks", weekend));
    } else {
      const { name, source, certainty } = why.entry;
      const named = { day, details: { reason: why.reason, nameVi: name.vi, nameEn: name.en } };
      const off = finding("nonWorkingDay", congress, { source, certainty }, "blocks", named);
      // That nobody works on a public holiday is certain even where the exact list of a year is only reported.
      found.push(why.reason === "holiday" ? { ...off, severity: "blocks" } : off);
    }
  }
  return found;
};

/** The province's own list of days on which congresses are not opened: advice, never a bar. */
const unsuitableDay: Rule = (sited, { calendar }) => {
  const found: Finding[] = [];
  for (const day of sited.days) {
    const entry = whyUnsuitable(calendar, day);
    if (entry) found.push(finding("unsuitableDay", sited.congress, entry, "warns", { day, details: { nameVi: entry.name.vi, nameEn: entry.name.en } }));
  }
  return found;
};

/** Domain 2.5 (1, 2): every congress below is closed, or formally exempted, before the one above it opens. */
const childNotClosed: Rule = (sited, ground) => {
  const { sited: all, children } = ground.occupancy;
  const { congress } = sited;
  const found: Finding[] = [];
  const parent = congress.parentCongressId === null ? undefined : all.get(congress.parentCongressId);
  if (parent) found.push(...orderOf(sited, parent, ground));
  for (const child of children.get(congress.id) ?? []) {
    const below = all.get(child.id);
    if (below) found.push(...orderOf(below, sited, ground));
  }
  return found;
};

function orderOf(child: Sited, parent: Sited, ground: Ground): readonly Finding[] {
  if (child.congress.orderExemption !== null || areHistory(child, parent)) return NOTHING;
  const day = dayOfSlot(child.last);
  const opensOn = parent.placement.opensOn;
  const details = { closesOn: day, parentOpensOn: opensOn };
  if (child.last >= parent.first) return [finding("childNotClosed", child.congress, orderClause(ground), "blocks", { day, details, other: ["congress", parent.congress.id] })];
  const gap = orderFor(child.congress, ground)?.gapWorkingDays ?? 0;
  if (gap === 0 || opensOn >= addWorkingDays(ground.calendar, day, gap)) return NOTHING;
  return [finding("gapTooShort", child.congress, EVIDENT, "blocks", { day, details: { ...details, gap }, other: ["congress", parent.congress.id] })];
}

/** Domain 2.3, 2.5 (4): pilots and their lessons come before the others of their level under the same parent, where the branch has decided so. */
const pilotNotFirst: Rule = (sited, ground) => {
  const { occupancy } = ground;
  const { congress } = sited;
  const order = orderFor(congress, ground);
  const pilots = congress.parentCongressId === null ? undefined : occupancy.pilots.get(congress.parentCongressId);
  if (order === undefined || congress.parentCongressId === null || pilots === undefined) return NOTHING;
  const found: Finding[] = [];
  // Where there is a pilot, the congress itself is among the children.
  const others = congress.isPilot === true ? (occupancy.children.get(congress.parentCongressId) as readonly PlannedCongress[]) : pilots;
  for (const sibling of others) {
    if ((sibling.isPilot === true) === (congress.isPilot === true) || sibling.level !== congress.level || sibling.round !== congress.round) continue;
    const other = occupancy.sited.get(sibling.id);
    if (!other || areHistory(sited, other)) continue;
    const [pilot, follower] = congress.isPilot === true ? [sited, other] : [other, sited];
    const closesOn = dayOfSlot(pilot.last);
    const earliest = order.lessonWorkingDays === 0 ? closesOn : addWorkingDays(ground.calendar, closesOn, order.lessonWorkingDays);
    if (follower.first > pilot.last && follower.placement.opensOn >= earliest) continue;
    const details = { closesOn, opensOn: follower.placement.opensOn, lessons: order.lessonWorkingDays };
    const wanted = order.pilots === "hard" ? "blocks" : "warns";
    found.push(finding("pilotNotFirst", follower.congress, EVIDENT, wanted, { day: follower.placement.opensOn, details, other: ["congress", pilot.congress.id] }));
  }
  return found;
};

/** Domain 2.5 (2): a date above congresses that have none yet may have to move again. */
const childrenUndated: Rule = (sited, ground) => {
  const { congress, placement } = sited;
  const { children, sited: all } = ground.occupancy;
  const undated = (children.get(congress.id) ?? []).filter((child) => child.orderExemption === null && !all.has(child.id));
  if (undated.length === 0) return NOTHING;
  const details = { congresses: undated.length, parentOpensOn: placement.opensOn };
  return [finding("childrenUndated", congress, orderClause(ground), "warns", { day: placement.opensOn, details })];
};

/** The directive itself: lower congresses come first, because they comment on drafts and elect delegates upwards. */
function orderClause({ edition }: Ground): Clause {
  return { source: edition.documents.slice(0, 1).join(), certainty: "confirmed" };
}

/** `edition.leads.conveningNotice` (24-QĐ/TW 11.1): the day is announced so long before; recorded, or still possible. */
const noticeTooShort: Rule = (sited, ground) => leadKept("noticeTooShort", "conveningNotice", sited.congress.noticeRecordedOn, sited, ground);

/** `edition.leads.superiorApproval`: the superior has approved so long before; recorded, or still possible. */
const approvalTooLate: Rule = (sited, ground) => leadKept("approvalTooLate", "superiorApproval", sited.congress.approvalRecordedOn, sited, ground);

function leadKept(
  code: FindingCode,
  key: "conveningNotice" | "superiorApproval",
  recordedOn: Day | null,
  { congress, placement }: Sited,
  { edition, calendar, planningDay }: Ground,
): readonly Finding[] {
  const rule = edition.leads[key][congress.level];
  const lead = rule.value;
  if (lead === null || placement.opensOn < planningDay) return NOTHING;
  const day = dueOn(calendar, lead, placement.opensOn);
  if ((recordedOn ?? planningDay) <= day) return NOTHING;
  if (exemption(lead, windowFor(edition, congress.level, congress.round).value, congress.preparation, calendar)) return NOTHING;
  const details = { lead: lead.amount, unit: lead.unit, ...(recordedOn === null ? { planningDay } : { recordedOn }) };
  return [finding(code, congress, rule, lead.wanted, { day, details })];
}

/** Domain 2.5 (5), 8.3 (2): a leader attends one congress in a half-day. */
const leaderTwice: Rule = (sited, { occupancy }) => {
  const found: Finding[] = [];
  for (const leaderId of sited.congress.leaders)
    for (let slot = sited.first; slot <= sited.last; slot++)
      for (const other of neighboursAt(occupancy.leaders, leaderId, slot, sited))
        if (!areHistory(sited, other)) found.push(sharedAt("leaderTwice", slot, sited, other, { leaderId }));
  return found;
};

/** A hall holds one congress in a half-day. */
const hallTwice: Rule = (sited, { occupancy }) => {
  const { venueId } = sited.congress;
  const found: Finding[] = [];
  if (venueId === null) return NOTHING;
  for (let slot = sited.first; slot <= sited.last; slot++)
    for (const other of neighboursAt(occupancy.venues, venueId, slot, sited))
      if (!areHistory(sited, other)) found.push(sharedAt("hallTwice", slot, sited, other, { venueId }));
  return found;
};

/** One finding for a pair, whichever of the two is asked about. */
function sharedAt(code: FindingCode, slot: number, a: Sited, b: Sited, shared: Details): Finding {
  const [one, other] = a.congress.id < b.congress.id ? [a.congress, b.congress] : [b.congress, a.congress];
  const details = { ...shared, session: sessionOfSlot(slot) };
  return finding(code, one, EVIDENT, "blocks", { day: dayOfSlot(slot), details, other: ["congress", other.id] });
}

/** The leader's diary: nobody attends on a day of absence. */
const leaderAbsent: Rule = (sited, { occupancy }) => {
  const { congress, days } = sited;
  const found: Finding[] = [];
  for (const leaderId of new Set(congress.leaders)) {
    for (const { from, until } of occupancy.absences.get(leaderId) ?? []) {
      const day = days.find((each) => from <= each && each < until);
      if (day === undefined) continue;
      found.push(finding("leaderAbsent", congress, EVIDENT, "blocks", { day, details: { from, until }, other: ["leader", leaderId] }));
      break;
    }
  }
  return found;
};

/** The branch's own ceiling of congresses that sit on one day; each congress of a day too full has the finding. */
const ceilingExceeded: Rule = (sited, { occupancy }) => {
  const { congress } = sited;
  const found: Finding[] = [];
  const self = occupancy.sited.has(congress.id) ? 0 : 1;
  for (const load of loadsOver(occupancy, congress)) {
    const { perDay, unitId } = load.ceiling;
    for (const day of sited.days) {
      const onDay = loadOn(load, day) + self;
      if (onDay <= perDay) continue;
      const details = { onDay, ceiling: perDay };
      found.push(finding("ceilingExceeded", congress, EVIDENT, "blocks", { day, details, other: ["branch", unitId] }));
    }
  }
  return found;
};

/** What has happened between two congresses is history: nobody can plan it differently. */
function areHistory(a: Sited, b: Sited): boolean {
  return hasHappened(a.congress.state) && hasHappened(b.congress.state);
}

/** Rules that look at the congress and its branch. They come first where a planner stops at the first bar. */
const OWN_RULES: readonly Rule[] = [
  nonWorkingDay,
  ceilingExceeded,
  dayPassed,
  unitNotInForce,
  suspended,
  outsideWindow,
  tooLong,
  leaderAbsent,
  noticeTooShort,
  approvalTooLate,
  approvalSuspended,
  childrenUndated,
  unsuitableDay,
];
/** Rules between two congresses: each finding is reached from both. */
const PAIR_RULES: readonly Rule[] = [childNotClosed, pilotNotFirst, leaderTwice, hallTwice];

const ALL_RULES = [...OWN_RULES, ...PAIR_RULES];

/**
 * Everything that the congress would clash with where it is sited, rule by rule, until `seen` says
 * that it has seen enough.
 */
export function visitFindings(sited: Sited, ground: Ground, seen: (each: Finding) => boolean): void {
  // Of a congress that was held, only what still can be planned around it is asked.
  for (const rule of hasHappened(sited.congress.state) ? PAIR_RULES : ALL_RULES)
    for (const each of rule(sited, ground)) if (seen(each)) return;
}

/** What nature forbids is excused by no document: a day that is over, a unit that is not there. */
const NEVER_EXCUSED: ReadonlySet<FindingCode> = new Set(["dayPassed", "unitNotInForce"]);

/** Whether somebody entitled may accept the finding with a document; a warning needs nobody. */
export const isExcusable = ({ code, severity }: Pick<Finding, "code" | "severity">): boolean => severity !== "warns" && !NEVER_EXCUSED.has(code);

/** An accepted exception of either congress turns the finding into a warning while the date stands. */
function excuse(each: Finding, ground: Ground): Finding {
  const { congressId, otherId, otherKind } = each;
  const exceptionId =
    exceptionOf(congressId, otherId, each.code, ground) ??
    (otherKind === "congress" && otherId !== null ? exceptionOf(otherId, congressId, each.code, ground) : null);
  return exceptionId === null ? each : { ...each, severity: "warns", exceptionId };
}

function exceptionOf(id: string, otherId: string | null, code: FindingCode, { occupancy, planningDay }: Ground): string | null {
  const sited = occupancy.sited.get(id);
  const accepted = sited?.congress.exceptions.find(
    (one) =>
      one.code === code &&
      one.forOpening === sited.placement.opensOn &&
      (one.otherId === null || one.otherId === otherId) &&
      (one.until === null || planningDay < one.until),
  );
  return accepted?.id ?? null;
}

/**
 * Every clash of the plan, or those that touch a congress of `only`: the same findings, in the same
 * order, as the whole list would hold. The order of the congresses in the view does not matter.
 * Several that share a leader or a hall in one half-day are reported as a chain, each with the next.
 */
export function findings(plan: PlanView, setting: Setting, only?: ReadonlySet<string>): Finding[] {
  const occupancy = occupancyOf(plan, only ?? null);
  const ground: Ground = { ...setting, occupancy, order: plan.order };
  const pairs = new Map<string, Finding>();
  const found: Finding[] = [];
  for (const id of only ?? occupancy.sited.keys()) {
    const sited = occupancy.sited.get(id);
    if (!sited) continue;
    visitFindings(sited, ground, (each) => {
      if (each.otherKind === "congress") keepEarliest(pairs, each);
      else found.push(excuse(each, ground));
      return false;
    });
  }
  for (const each of pairs.values()) found.push(excuse(each, ground));
  return found.toSorted(inOrder);
}

function keepEarliest(pairs: Map<string, Finding>, each: Finding): void {
  const key = findingKey(each);
  const there = pairs.get(key);
  if (!there || orderKey(each) < orderKey(there)) pairs.set(key, each);
}

function orderKey({ day, details }: Finding): string {
  return `${day}/${details["session"] === "afternoon" ? 1 : 0}`;
}

/** The same clash before and after a change has the same key, whatever the day. */
export function findingKey({ code, congressId, otherId, details }: Finding): string {
  return `${code}/${congressId}/${otherId}/${details["leaderId"] ?? ""}`;
}

/** Whether the finding is about the congress, on either side. */
export function touches(each: Finding, congressId: string): boolean {
  return each.congressId === congressId || (each.otherKind === "congress" && each.otherId === congressId);
}

const PLACE_OF_CODE = Object.fromEntries(FINDING_CODES.map((code, place) => [code, place])) as Readonly<Record<FindingCode, number>>;

function inOrder(a: Finding, b: Finding): number {
  return (
    compareTexts(a.congressId, b.congressId) ||
    PLACE_OF_CODE[a.code] - PLACE_OF_CODE[b.code] ||
    compareTexts(a.day, b.day) ||
    compareTexts(findingKey(a), findingKey(b))
  );
}

function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** The days on which the findings of a congress may become others by the passing of time alone, in order. */
export function findingsChangeOn(congress: PlannedCongress, { edition, calendar, planningDay }: Setting): Day[] {
  const { placement } = congress;
  if (placement === null || hasHappened(congress.state)) return [];
  const days = new Set<Day>([addDays(placement.opensOn, 1), addDays(dayOfSlot(siteAt(congress, placement).last), 1)]);
  for (const key of ["conveningNotice", "superiorApproval"] as const) {
    const lead = edition.leads[key][congress.level].value;
    if (lead !== null) days.add(addDays(dueOn(calendar, lead, placement.opensOn), 1));
  }
  const suspension = edition.suspension[congress.level].value;
  if (suspension !== null) days.add(suspension.from).add(suspension.until);
  for (const { until } of congress.exceptions) if (until !== null) days.add(until);
  return [...days].filter((each) => each > planningDay).toSorted();
}
