import type { Level } from "#app/core/organisation/level.ts";
import { checklistFor } from "#app/core/rules/checklist.ts";
import { edition } from "#app/core/rules/editions.ts";
import { dueOn } from "#app/core/rules/lead.ts";
import { type CongressState, defaultForm } from "#app/core/scheduling/congress.ts";
import { addDays, day, type Day, daysBetween } from "#app/core/time/day.ts";
import { closesOn, type Session } from "#app/core/time/half-days.ts";
import { NATIONAL_DAYS } from "#app/core/time/holidays.ts";
import { addWorkingDays, isWorking, workingCalendar } from "#app/core/time/working-days.ts";
import type { Rows } from "#app/db/bulk.server.ts";
import { hallOf, leaderCount, leaderId, type People, venueId } from "./people.ts";
import { idFrom, randomFrom, type Random } from "./random.ts";
import { isCommune, type TreeUnit } from "./tree.ts";

/** The day on which the demo and the benchmarks plan. */
export const PLANNING_DAY = day("2025-05-12");
export const TERM = "2025-2030";
const RULES = edition("CT45");
const OPENED_ON = day("2024-09-16");
export const CALENDAR = workingCalendar(NATIONAL_DAYS);

export type PlannedCongress = {
  readonly id: string;
  readonly unit: TreeUnit;
  readonly state: CongressState;
  readonly form: "member" | "delegate";
  readonly contents: 3 | 4;
  readonly lengthHalfDays: number;
  readonly date: { readonly opensOn: Day; readonly closesOn: Day; readonly session: Session } | null;
};

export type Season = {
  readonly people: People;
  readonly campaignId: string;
  readonly planId: string;
  readonly congresses: readonly PlannedCongress[];
};

/** One campaign of the whole province with a congress for its units, most of them dated as a season is in mid-May. */
export function makeSeason(people: People): Season {
  const { shape, units } = people;
  const spare = units.length - shape.congresses;
  // The last cells are younger than the campaign and have not joined it.
  const joined = units.filter((unit) => unit.level !== "cell" || unit.index < units.length - Math.max(0, spare));
  return {
    people,
    campaignId: idFrom(`${shape.size}/campaign`),
    planId: idFrom(`${shape.size}/plan`),
    congresses: joined.map(planned),
  };
}

export const congressId = (unit: TreeUnit): string => idFrom(`${unit.id}/congress`);
export const isPlaced = (congress: PlannedCongress): congress is PlannedCongress & { date: NonNullable<PlannedCongress["date"]> } => congress.date !== null;
export const isOver = ({ state }: PlannedCongress): boolean => state === "held" || state === "reported";

function planned(unit: TreeUnit): PlannedCongress {
  const random = randomFrom(`${unit.id}/season`);
  const lengthHalfDays = lengthOf(unit, random);
  const opensOn = openingOf(unit, lengthHalfDays, random);
  const session: Session = unit.level === "cell" && random.chance(0.3) ? "afternoon" : "morning";
  const deed = DELIBERATE[unit.code];
  const placed = deed?.opensOn === undefined ? opensOn : day(deed.opensOn);
  const length = deed?.lengthHalfDays ?? lengthHalfDays;
  return {
    id: congressId(unit),
    unit,
    state: deed?.state ?? stateOf(placed, random),
    form: unit.members === null && unit.level !== "cell" ? "delegate" : defaultForm(unit.level, unit.members, RULES),
    contents: unit.level === "grassroots" && unit.index % 40 === 7 ? 3 : 4,
    lengthHalfDays: length,
    date: placed === null ? null : { opensOn: placed, closesOn: closesOn(placed, session, length), session },
  };
}

function lengthOf({ level }: TreeUnit, random: Random): number {
  switch (level) {
    case "cell":
    case "sectional":
      return 1;
    case "grassroots":
      return random.int(2, 3);
    case "directSuperior":
      return 4;
    case "province":
      return 6;
  }
}

/** Cells in the winter before, grassroots from the end of the suspension, upper levels in their months. */
const SPREAD: Readonly<Record<Level, { readonly from: Day; readonly until: Day; readonly undated: number }>> = {
  cell: { from: day("2024-11-04"), until: day("2025-03-29"), undated: 0.008 },
  sectional: { from: day("2025-02-10"), until: day("2025-03-29"), undated: 0.02 },
  grassroots: { from: day("2025-04-15"), until: day("2025-06-28"), undated: 0.1 },
  directSuperior: { from: day("2025-07-14"), until: day("2025-08-27"), undated: 0.12 },
  province: { from: day("2025-09-24"), until: day("2025-09-25"), undated: 0 },
};

/** A day within the spread on which the whole congress is worked. */
function openingOf(unit: TreeUnit, lengthHalfDays: number, random: Random): Day | null {
  const { from, until, undated } = SPREAD[unit.level];
  if (random.chance(undated)) return null;
  const sits = (opensOn: Day): boolean => [opensOn, closesOn(opensOn, "morning", lengthHalfDays)].every((each) => isWorking(CALENDAR, each));
  const wanted = addDays(from, random.int(0, daysBetween(from, until) - 1));
  for (const step of [-1, 1]) for (let opensOn = wanted; opensOn >= from && opensOn < until; opensOn = addDays(opensOn, step)) if (sits(opensOn)) return opensOn;
  return from;
}

function stateOf(opensOn: Day | null, random: Random): CongressState {
  if (opensOn === null) return "undated";
  const away = daysBetween(PLANNING_DAY, opensOn);
  if (away < -10) return "reported";
  if (away < -1) return "held";
  const [approved, submitted] = away < 30 ? [0.85, 0.95] : away < 60 ? [0.45, 0.75] : [0.1, 0.4];
  const drawn = random.next();
  return drawn < approved ? "approved" : drawn < submitted ? "submitted" : "draft";
}

/** What the demo shows on purpose, by the unit's code: each clashes with one rule. */
const DELIBERATE: Readonly<Record<string, { readonly opensOn?: string; readonly state?: CongressState; readonly lengthHalfDays?: number }>> = {
  // After the window of its level.
  "90.002.004": { opensOn: "2025-07-03", state: "draft" },
  // On a Sunday.
  "90.002.006": { opensOn: "2025-06-08", state: "submitted" },
  // Longer than its level may sit.
  "90.003.005": { opensOn: "2025-06-12", lengthHalfDays: 6, state: "draft" },
  // Notice too short, and no convening notice recorded.
  "90.003.009": { opensOn: "2025-05-16", state: "draft" },
  // A district before its communes.
  "90.004": { opensOn: "2025-06-17", state: "draft" },
  // Three on one day with one leader, in one hall.
  "90.005.008": { opensOn: "2025-06-10", state: "approved" },
  "90.005.011": { opensOn: "2025-06-10", state: "submitted" },
  "90.005.014": { opensOn: "2025-06-10", state: "draft" },
  // The day after tomorrow, with a letter that is not settled.
  "90.001.003": { opensOn: "2025-05-14", state: "approved" },
};
const TOGETHER = ["90.005.008", "90.005.011", "90.005.014"];
const WITHOUT_NOTICE = ["90.003.009", "90.002.012", "90.006.004"];

/** The first of its level under a committee is its pilot, where it has been held; the others learn from it. */
function pilotsOf(congresses: readonly PlannedCongress[]): ReadonlySet<PlannedCongress> {
  const first = new Map<string, PlannedCongress & { date: NonNullable<PlannedCongress["date"]> }>();
  for (const congress of congresses) {
    const { level, parent } = congress.unit;
    if (level === "cell" || parent === null || congress.state !== "reported" || !isPlaced(congress)) continue;
    const key = `${parent.id} ${level}`;
    const there = first.get(key);
    if (there === undefined || congress.date.opensOn < there.date.opensOn) first.set(key, congress);
  }
  return new Set(first.values());
}

export function* congressRows({ campaignId, congresses }: Season): Generator<Rows["congress"]> {
  const pilots = pilotsOf(congresses);
  for (const congress of congresses) {
    const { id, unit, form, contents, state, lengthHalfDays } = congress;
    yield {
      id,
      campaignId,
      unitId: unit.id,
      round: 1,
      form,
      contents,
      state,
      lengthHalfDays,
      isPilot: pilots.has(congress),
      desiredOn: null,
      frozenFrom: null,
      haltReason: null,
      haltDocument: null,
      orderExemption: null,
      version: 1,
    };
  }
}

export function* campaignRows({ campaignId, people }: Season): Generator<Rows["campaign"]> {
  const root = people.units[0];
  if (root !== undefined) yield { id: campaignId, unitId: root.id, term: TERM, editionCode: RULES.code, openedOn: OPENED_ON, version: 1 };
}

export function* planRows({ campaignId, planId }: Season): Generator<Rows["planVersion"]> {
  const own = { unitId: null, name: null, question: null, summary: null, createdById: null, proposedById: null, approvedById: null, approvedOn: null, reason: null };
  yield { ...own, id: planId, campaignId, number: null, state: "working", createdAt: "2024-09-16T02:00:00.000Z", version: 1 };
}

export function* dateRows({ planId, congresses }: Season): Generator<Rows["plannedDate"]> {
  for (const congress of congresses.filter(isPlaced)) {
    const { unit, date } = congress;
    const sits = unit.level === "cell" || unit.level === "sectional" ? null : hallOf(unit, randomFrom(`${unit.id}/hall`));
    const venue = TOGETHER.includes(unit.code) && unit.parent !== null ? venueId(unit.parent, 0) : sits;
    yield { planVersionId: planId, congressId: congress.id, ...date, venueId: venue, reason: null, why: null, version: 1 };
  }
}

/** Two leaders of the superior committee attend each congress from the grassroots up, in turn, so that few clash. */
export function* attendanceRows({ planId, congresses }: Season): Generator<Rows["congressLeader"]> {
  const turns = new Map<string, number>();
  const inOrder = congresses
    .filter(isPlaced)
    .filter(({ unit }) => unit.parent !== null && leaderCount(unit.parent) > 0)
    .toSorted((a, b) => (a.date.opensOn < b.date.opensOn ? -1 : 1));
  for (const { id, unit } of inOrder) {
    if (unit.parent === null) continue;
    const turn = turns.get(unit.parent.id) ?? 0;
    turns.set(unit.parent.id, turn + 2);
    const count = leaderCount(unit.parent);
    const chosen = TOGETHER.includes(unit.code) ? [0, 1] : [turn % count, (turn + 1) % count];
    for (const i of chosen) yield { planVersionId: planId, congressId: id, leaderId: leaderId(unit.parent, i) };
  }
}

export function* recordRows({ congresses }: Season): Generator<Rows["congressRecord"]> {
  for (const congress of congresses.filter(isPlaced)) {
    const { id, unit, date, state } = congress;
    if (unit.level === "cell" || unit.level === "sectional" || (state !== "approved" && !isOver(congress))) continue;
    const random = randomFrom(`${unit.id}/records`);
    for (const [kind, days, papers] of [
      ["superiorApproval", 47, "CV"],
      ["conveningNotice", 32, "TB"],
    ] as const) {
      const recordedOn = addWorkingDays(CALENDAR, date.opensOn, -random.int(days, days + 4));
      const forgotten = kind === "conveningNotice" && !isOver(congress) && (WITHOUT_NOTICE.includes(unit.code) || random.chance(0.12));
      if (recordedOn > PLANNING_DAY || forgotten) continue;
      yield {
        id: idFrom(`${id}/${kind}`),
        congressId: id,
        kind,
        recordedOn,
        document: `${random.int(20, 480)}-${papers}/ĐU`,
        createdAt: `${recordedOn}T03:00:00.000Z`,
      };
    }
  }
}

export function* outcomeRows({ congresses }: Season): Generator<Rows["outcome"]> {
  for (const congress of congresses.filter(isPlaced)) {
    if (!isOver(congress)) continue;
    const { id, unit, date, state, contents } = congress;
    const random = randomFrom(`${unit.id}/outcome`);
    const members = unit.members ?? 20;
    const summoned = congress.form === "delegate" ? Math.min(220, Math.max(80, Math.round(members / 2))) : members;
    const reportedOn = state === "reported" ? addWorkingDays(CALENDAR, date.closesOn, random.int(2, 6)) : null;
    const elected = contents === 4;
    const ratifiedOn = reportedOn === null || !elected ? null : notYet(addWorkingDays(CALENDAR, reportedOn, random.int(5, 12)));
    yield {
      congressId: id,
      heldOn: date.opensOn,
      summoned,
      present: Math.max(1, summoned - random.int(0, Math.floor(summoned / 12))),
      result: "completed",
      mode: elected ? "elected" : "none",
      electedCount: elected ? (unit.level === "cell" ? random.int(1, 3) : COMMITTEE_SEATS) : null,
      reportedOn,
      reportDocument: reportedOn === null ? null : `${random.int(5, 300)}-BC/${unit.level === "cell" ? "CB" : "ĐU"}`,
      ratifiedOn,
      ratifiedDocument: ratifiedOn === null ? null : `${random.int(100, 900)}-QĐ/HU`,
      version: 1,
    };
  }
}

/** Seats of the committee that a grassroots congress elects. */
export const COMMITTEE_SEATS = 15;
/** Null for a day that has not come. */
const notYet = (d: Day): Day | null => (d <= PLANNING_DAY ? d : null);

/** Lines whose day is near or past are worked on; those of a held congress are done. */
export function* lineRows({ congresses }: Season): Generator<Rows["checklistLine"]> {
  for (const congress of congresses.filter(isPlaced)) {
    const { id, unit, date, contents } = congress;
    const isSmall = unit.level === "cell" || unit.level === "sectional";
    const random = randomFrom(`${unit.id}/lines`);
    const diligence = isSmall ? 1 : random.next();
    for (const item of checklistFor(unit.level, contents)) {
      // What a cell prepared nobody asks about once it has met; what it owes afterwards somebody does.
      if (item.derivedFrom !== undefined || (isSmall && item.lead.from === "opening")) continue;
      const due = dueOn(CALENDAR, item.lead, item.lead.from === "opening" ? date.opensOn : date.closesOn);
      const left = daysBetween(PLANNING_DAY, due);
      const state = isOver(congress) && item.lead.from === "opening" ? "accepted" : lineState(left, diligence, random);
      if (state === null) continue;
      yield {
        congressId: id,
        code: item.code,
        state,
        evidence: state === "inProgress" ? null : `${random.int(10, 300)}/${isCommune(unit) ? "ĐU" : "VP"}`,
        note: state === "returned" ? "Thiếu chữ ký của người có thẩm quyền" : null,
        doneOn: state === "accepted" || state === "submitted" ? addDays(due < PLANNING_DAY ? due : PLANNING_DAY, -random.int(0, 5)) : null,
        changedBy: null,
        version: 1,
      };
    }
  }
}

/** A diligent unit is ahead of its days, a slow one behind them. `left`: calendar days until the line is due. */
function lineState(left: number, diligence: number, random: Random): string | null {
  const drawn = random.next();
  if (left > 21) return drawn < 0.05 ? "inProgress" : null;
  if (left > 0) return drawn < 0.3 * diligence ? "accepted" : drawn < 0.5 ? "inProgress" : drawn < 0.6 ? "submitted" : null;
  if (drawn < 0.82 + 0.17 * diligence) return "accepted";
  return drawn < 0.9 + 0.07 * diligence ? "submitted" : drawn < 0.96 ? "returned" : null;
}

export function* settingRows({ people }: Season): Generator<Rows["branchSetting"]> {
  const undecided = { saturdays: false, gapDays: 0, lessonDays: 0, pilots: "soft", attending: 1, version: 1 };
  for (const unit of people.committees) {
    if (unit.level === "province") yield { ...undecided, unitId: unit.id, dailyCeiling: 20 };
    else if (unit.code === "90.007") yield { ...undecided, unitId: unit.id, dailyCeiling: 2 };
  }
}
