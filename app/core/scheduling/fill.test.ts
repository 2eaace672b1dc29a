import { expect, test } from "vitest";
import { edition } from "#app/core/rules/editions.ts";
import { assumed, everyLevel } from "#app/core/rules/rule.ts";
import { day, windowOf } from "#app/core/time/day.ts";
import { NATIONAL_DAYS } from "#app/core/time/holidays.ts";
import { workingCalendar } from "#app/core/time/working-days.ts";
import type { Placement } from "./congress.ts";
import { fill } from "./fill.ts";
import type { PlannedCongress, PlanView, Setting } from "./plan.ts";
import { suggest } from "./suggest.ts";

const setting: Setting = { edition: edition("CT45"), calendar: workingCalendar(NATIONAL_DAYS), planningDay: day("2025-04-15") };
const SEASON = windowOf("2025-04-01", "2026-01-01");
const on = (opensOn: string, lengthHalfDays = 2, session: Placement["session"] = "morning"): Placement => ({ opensOn: day(opensOn), session, lengthHalfDays });

/** A grassroots organisation without a date; notice and approval are recorded, so that no lead stands in the way. */
const undated: PlannedCongress = {
  id: "a",
  path: "/p/a/",
  level: "grassroots",
  kind: "agency",
  inForce: { from: day("2000-01-01"), until: null },
  round: 1,
  parentCongressId: null,
  orderExemption: null,
  state: "undated",
  lengthHalfDays: 2,
  placement: null,
  leaders: [],
  venueId: null,
  approvalRecordedOn: day("2024-11-01"),
  noticeRecordedOn: day("2024-11-01"),
  preparation: null,
  exceptions: [],
};
const planOf = (congresses: readonly Partial<PlannedCongress>[], rest: Partial<PlanView> = {}): PlanView => ({
  congresses: congresses.map((each) => ({ ...undated, ...each })),
  ceilings: [],
  absences: [],
  ...rest,
});
const written = ({ opensOn, session, lengthHalfDays }: Placement) => `${opensOn} ${session === "morning" ? "am" : "pm"} ${lengthHalfDays}`;
const placedIn = (plan: PlanView, given: Partial<Setting> = {}, horizon = SEASON) =>
  fill(plan, { ...setting, ...given }, horizon).placed.map((each) => `${each.congressId} ${written(each.placement)}`);
const unplacedIn = (plan: PlanView, given: Partial<Setting> = {}, horizon = SEASON) => fill(plan, { ...setting, ...given }, horizon).unplaced;

test("the earliest working day after the planning day is taken; 30/4 to 4/5 is not worked", () => {
  expect(placedIn(planOf([{}]))).toEqual(["a 2025-04-16 am 2"]);
  expect(placedIn(planOf([{}]), { planningDay: day("2025-04-29") })).toEqual(["a 2025-05-05 am 2"]);
  expect(placedIn(planOf([{ lengthHalfDays: 4 }]), { planningDay: day("2025-05-08") })).toEqual(["a 2025-05-12 am 4"]);
});

test("children come first, each level after the one below, whatever the order of the list", () => {
  const tree = [
    { id: "p", level: "directSuperior", path: "/p/", parentCongressId: null },
    { id: "g", path: "/p/g/", parentCongressId: "p" },
    { id: "c1", level: "cell", path: "/p/g/c1/", parentCongressId: "g", lengthHalfDays: 1 },
    { id: "c2", level: "cell", path: "/p/g/c2/", parentCongressId: "g", lengthHalfDays: 1, leaders: ["l1"] },
    { id: "c3", level: "cell", path: "/p/g/c3/", parentCongressId: "g", lengthHalfDays: 1, leaders: ["l1"] },
  ] as const;
  const expected = ["c1 2025-04-16 am 1", "c2 2025-04-16 am 1", "c3 2025-04-16 pm 1", "g 2025-04-17 am 2", "p 2025-06-02 am 2"];
  expect(placedIn(planOf(tree))).toEqual(expected);
  expect(placedIn(planOf(tree.toReversed()))).toEqual(expected);
});

test("a unit listed above one of a higher level still waits for it", () => {
  const odd = [
    { id: "c", level: "cell", path: "/c/" },
    { id: "g", path: "/c/g/", parentCongressId: "c" },
  ] as const;
  expect(placedIn(planOf(odd))).toEqual(["g 2025-04-16 am 2", "c 2025-04-17 am 2"]);
});

test("dates that stand are kept, and a child fits in before a dated parent", () => {
  const parent = { id: "p", level: "directSuperior", state: "approved", placement: on("2025-06-03") } as const;
  const child = { id: "g", parentCongressId: "p", leaders: ["l1"] };
  const busy = { id: "b", state: "draft", leaders: ["l1"], placement: on("2025-04-16") } as const;
  expect(placedIn(planOf([parent, child, busy]))).toEqual(["g 2025-04-17 am 2"]);
  const held = { id: "h", state: "held", placement: null } as const;
  expect(placedIn(planOf([held]))).toEqual([]);
});

test("halls, absences, ceilings and the unit's own days are kept", () => {
  const plan = planOf([{ venueId: "v1" }, { id: "b", path: "/p/b/", venueId: "v1" }, { id: "c", path: "/p/c/", leaders: ["l1"] }], {
    ceilings: [{ unitId: "p", path: "/p/", perDay: 1, levels: null }],
    absences: [{ leaderId: "l1", from: day("2025-04-16"), until: day("2025-04-22") }],
  });
  expect(placedIn(plan)).toEqual(["a 2025-04-16 am 2", "b 2025-04-17 am 2", "c 2025-04-22 am 2"]);
  expect(placedIn(planOf([{ inForce: { from: day("2025-05-20"), until: day("2025-05-22") } }]))).toEqual(["a 2025-05-20 am 2"]);
});

test("a day that keeps the leads goes before an earlier one that does not", () => {
  // 45 working days after 15 April is 19 June; the window of the direct superior level begins on 1 June.
  const commune = { level: "directSuperior", approvalRecordedOn: null } as const;
  expect(placedIn(planOf([commune]))).toEqual(["a 2025-06-19 am 2"]);
  const late = fill(planOf([commune]), { ...setting, planningDay: day("2025-07-20") }, SEASON).placed[0];
  expect(late).toMatchObject({ placement: { opensOn: "2025-07-21" }, warnings: [{ code: "approvalTooLate" }] });
});

test("of days with warnings, one with fewer is taken", () => {
  // Under KL 163 the notice's lead is only assumed: 30 working days after Saturday 5 July are kept from 18 August on.
  const commune = { level: "directSuperior", approvalRecordedOn: null, noticeRecordedOn: null } as const;
  const found = fill(planOf([commune]), { ...setting, edition: edition("KL163"), planningDay: day("2025-07-05") }, SEASON).placed;
  expect(found).toMatchObject([{ placement: { opensOn: "2025-08-18" }, warnings: [{ code: "approvalTooLate" }] }]);
});

test("a half-day on the day of a parent that opens in the afternoon is tried in the morning only", () => {
  const parent = { id: "p", level: "directSuperior", state: "approved", placement: on("2025-04-17", 1, "afternoon") } as const;
  const busy = { id: "b", state: "approved", leaders: ["l1"], placement: on("2025-04-16", 3) } as const;
  const child = { level: "cell", parentCongressId: "p", lengthHalfDays: 1, leaders: ["l1"] } as const;
  expect(unplacedIn(planOf([parent, busy, child]))).toMatchObject([{ congressId: "a", refusals: [{ code: "leaderTwice", openings: 3 }] }]);
});

test("who has an undated congress above does not wait beyond the middle of the time for a lead that only warns", () => {
  const cell = { id: "c", level: "cell", parentCongressId: "a", approvalRecordedOn: null, lengthHalfDays: 1 } as const;
  expect(placedIn(planOf([{}, cell]))).toEqual(["c 2025-04-16 am 1", "a 2025-04-17 am 2"]);
  // The confirmed notice forbids the first half; the first lawful day of the second is taken as it is.
  const unannounced = fill(planOf([{}, { ...cell, noticeRecordedOn: null }]), setting, SEASON).placed;
  expect(unannounced).toMatchObject([{ congressId: "c", placement: { opensOn: "2025-05-29" }, warnings: [{ code: "approvalTooLate" }] }, { congressId: "a" }]);
});

test("a child leaves its undated parents a working day in their windows", () => {
  // The grassroots window ends on Sunday 29 June, so that the parent opens on Friday 27 at the latest.
  const given = { planningDay: day("2025-06-25") };
  expect(placedIn(planOf([{}, { id: "c", level: "cell", parentCongressId: "a", lengthHalfDays: 1 }]), given)).toEqual(["c 2025-06-26 am 1", "a 2025-06-27 am 2"]);
  const busy = { id: "b", state: "approved", leaders: ["l1"], placement: on("2025-06-26") } as const;
  const late = planOf([{}, busy, { id: "c", level: "cell", parentCongressId: "a", lengthHalfDays: 1, leaders: ["l1"] }]);
  expect(unplacedIn(late, given)).toMatchObject([{ congressId: "c", reason: { code: "everyDayRefused" }, refusals: [{ code: "leaderTwice", openings: 2 }] }]);
  const exempt = planOf([{}, busy, { id: "c", level: "cell", parentCongressId: "a", lengthHalfDays: 1, leaders: ["l1"], orderExemption: "Số 5-CV/TU" }]);
  expect(placedIn(exempt, given)).toEqual(["c 2025-06-27 am 1", "a 2025-06-26 am 2"]);
});

test("half-days before a half-day: the child takes the morning and not the afternoon of the parent", () => {
  const given = { planningDay: day("2025-06-26") };
  const halves = planOf([{ lengthHalfDays: 1 }, { id: "c", level: "cell", parentCongressId: "a", lengthHalfDays: 1 }]);
  expect(placedIn(halves, given)).toEqual(["c 2025-06-27 am 1", "a 2025-06-27 pm 1"]);
});

test("a parent that itself can open on no day does not hold its children back", () => {
  const given = { planningDay: day("2025-06-27") };
  const plan = planOf([{}, { id: "c", level: "cell", parentCongressId: "a", lengthHalfDays: 1 }]);
  expect(placedIn(plan, given)).toEqual(["c 2025-06-30 am 1"]);
  expect(unplacedIn(plan, given)).toMatchObject([{ congressId: "a", reason: { code: "noDays", from: "2025-06-30", fromBy: "children", last: "2025-06-29", lastBy: "window" } }]);
});

test("what cannot be placed says between which days, what sets them, and what to relax", () => {
  const ceilings = [{ unitId: "p", path: "/p/", perDay: 0, levels: null }];
  const window = windowOf("2025-06-23", "2025-06-30");
  expect(unplacedIn(planOf([{}], { ceilings }), {}, window)).toMatchObject([
    {
      congressId: "a",
      reason: { code: "everyDayRefused", from: "2025-06-23", last: "2025-06-29" },
      refusals: [
        { code: "ceilingExceeded", openings: 5, example: { otherId: "p", details: { onDay: 1, ceiling: 0 } } },
        { code: "nonWorkingDay", openings: 2 },
      ],
    },
  ]);
  expect(unplacedIn(planOf([{}]), {}, windowOf("2025-07-01", "2025-07-10"))).toMatchObject([{ reason: { code: "noDays", from: "2025-07-01", fromBy: "horizon", last: "2025-06-29", lastBy: "window" } }]);
  const parent = { id: "p", level: "directSuperior", state: "approved", placement: on("2025-04-14") } as const;
  expect(unplacedIn(planOf([parent, { parentCongressId: "p" }]))).toMatchObject([{ reason: { code: "noDays", fromBy: "planningDay", lastBy: "parent" } }]);
  expect(unplacedIn(planOf([{ inForce: { from: day("2025-06-28"), until: day("2025-06-28") } }]))).toMatchObject([{ reason: { code: "noDays", fromBy: "unit", lastBy: "unit" } }]);
});

test("reasons that are equally frequent come in the order of their names", () => {
  const absences = [{ leaderId: "l1", from: day("2025-04-16"), until: day("2025-04-17") }];
  const busy = { id: "b", state: "approved", leaders: ["l1"], placement: on("2025-04-17") } as const;
  const found = unplacedIn(planOf([{ leaders: ["l1"] }, busy], { absences }), {}, windowOf("2025-04-16", "2025-04-18"));
  expect(found[0]?.refusals.map((each) => each.code)).toEqual(["leaderAbsent", "leaderTwice"]);
  const other = unplacedIn(planOf([{ leaders: ["l1"] }, { ...busy, placement: on("2025-04-16") }], { absences: [{ leaderId: "l1", from: day("2025-04-17"), until: day("2025-04-18") }] }), {}, windowOf("2025-04-16", "2025-04-18"));
  expect(other[0]?.refusals.map((each) => each.code)).toEqual(["leaderAbsent", "leaderTwice"]);
});

test("a length that the level does not allow is refused on every day", () => {
  expect(unplacedIn(planOf([{ lengthHalfDays: 5 }]), {}, windowOf("2025-06-23", "2025-06-24"))).toMatchObject([{ refusals: [{ code: "tooLong" }] }]);
});

test("congresses that wait for each other are named, and the others are placed", () => {
  const circle = [
    { id: "x", parentCongressId: "y" },
    { id: "y", parentCongressId: "x" },
    { id: "z", level: "cell", parentCongressId: "x" },
  ] as const;
  expect(fill(planOf(circle.toReversed()), setting, SEASON)).toEqual(fill(planOf(circle), setting, SEASON));
  const { placed, unplaced } = fill(planOf(circle), setting, SEASON);
  expect(placed.map((each) => each.congressId)).toEqual(["z"]);
  expect(unplaced).toEqual([
    { congressId: "x", reason: { code: "orderCycle" }, refusals: [] },
    { congressId: "y", reason: { code: "orderCycle" }, refusals: [] },
  ]);
});

test("without a window the horizon alone sets the days", () => {
  const open = { ...setting.edition, window: everyLevel(assumed(null, "45-CT/TW")) };
  expect(placedIn(planOf([{}]), { edition: open }, windowOf("2025-12-01", "2025-12-03"))).toEqual(["a 2025-12-01 am 2"]);
});

test("the next good days for one congress, and why the earlier ones are none", () => {
  const busy = { id: "b", state: "approved", leaders: ["l1"], placement: on("2025-04-17") } as const;
  const plan = planOf([{ leaders: ["l1"], state: "draft", placement: on("2025-06-20", 1) }, busy]);
  const { suggestions, refused } = suggest(plan, "a", setting, SEASON);
  expect(suggestions.map((each) => written(each.placement))).toEqual(["2025-04-16 am 1", "2025-04-18 am 1", "2025-04-21 am 1"]);
  expect(refused.map(({ placement, because }) => `${written(placement)} ${because.code}`)).toEqual([
    "2025-04-17 am 1 leaderTwice",
    "2025-04-17 pm 1 leaderTwice",
    "2025-04-19 am 1 nonWorkingDay",
    "2025-04-19 pm 1 nonWorkingDay",
    "2025-04-20 am 1 nonWorkingDay",
    "2025-04-20 pm 1 nonWorkingDay",
  ]);
});

test("the day on which a congress stands already is not suggested, with a clash there or without", () => {
  const standing = (opensOn: string, length: number) => planOf([{ leaders: ["l1"], state: "draft", placement: on(opensOn, length) }, { id: "b", state: "approved", leaders: ["l1"], placement: on("2025-04-17") }]);
  const { suggestions } = suggest(standing("2025-04-16", 1), "a", setting, SEASON);
  expect(suggestions.map((each) => each.placement.opensOn)).toEqual(["2025-04-18", "2025-04-21", "2025-04-22"]);
  const clashing = suggest(standing("2025-04-17", 1), "a", setting, SEASON);
  expect(clashing.suggestions.map((each) => each.placement.opensOn)).toEqual(["2025-04-16", "2025-04-18", "2025-04-21"]);
  expect(clashing.refused.every((each) => each.placement.opensOn !== "2025-04-17")).toBe(true);
});

test("days with a warning are suggested when there is none without; nothing when every day is refused", () => {
  const late = { level: "directSuperior", approvalRecordedOn: null } as const;
  const fair = suggest(planOf([late]), "a", { ...setting, planningDay: day("2025-07-20") }, SEASON);
  expect(fair.suggestions.map((each) => each.placement.opensOn)).toEqual(["2025-07-21", "2025-07-22", "2025-07-23"]);
  expect(fair.suggestions.every((each) => each.warnings[0]?.code === "approvalTooLate")).toBe(true);
  const none = suggest(planOf([{}]), "a", setting, windowOf("2025-06-28", "2025-07-10"));
  expect(none.suggestions).toEqual([]);
  expect(none.refused.map((each) => each.because.code)).toEqual(["nonWorkingDay", "nonWorkingDay"]);
  expect(suggest(planOf([]), "a", setting, SEASON)).toMatchObject({ suggestions: [], refused: [] });
});

const GAP = { gapWorkingDays: 2, lessonWorkingDays: 0, pilots: "soft" } as const;
const family = (child: Partial<PlannedCongress>, parent: Partial<PlannedCongress>): readonly Partial<PlannedCongress>[] => [
  { id: "p", level: "directSuperior", path: "/p/", lengthHalfDays: 2, ...parent },
  { id: "g", path: "/p/g/", parentCongressId: "p", ...child },
];

test("between the last below and the one above lie the working days that the branch asks for, whichever of them is filled", () => {
  // Wednesday 18/6, and the second working day after it.
  expect(placedIn(planOf(family({ placement: on("2025-06-18"), state: "draft" }, {}), { order: GAP }), {}, windowOf("2025-06-01", "2025-08-01"))).toEqual(["p 2025-06-20 am 2"]);
  expect(placedIn(planOf(family({ placement: on("2025-06-19"), state: "draft" }, {}), { order: GAP }), {}, windowOf("2025-06-01", "2025-08-01"))).toEqual(["p 2025-06-23 am 2"]);
  const above = { placement: on("2025-06-24"), state: "draft" } as const;
  expect(placedIn(planOf(family({}, above), { order: GAP }), {}, windowOf("2025-06-19", "2025-08-01"))).toEqual(["g 2025-06-19 am 2"]);
  expect(unplacedIn(planOf(family({}, above), { order: GAP }), {}, windowOf("2025-06-23", "2025-08-01"))).toMatchObject([{ congressId: "g", reason: { code: "noDays", last: "2025-06-22", lastBy: "parent" } }]);
  // A branch below that asks for nothing more keeps the plan's gap; one with its own keeps that.
  expect(placedIn(planOf(family({ order: { ...GAP, gapWorkingDays: 3 } }, above), { order: GAP }), {}, windowOf("2025-06-19", "2025-08-01"))).toEqual(["g 2025-06-19 am 2"]);
  expect(placedIn(planOf(family({ order: { ...GAP, gapWorkingDays: 4 } }, above), { order: GAP }), {}, windowOf("2025-06-19", "2025-08-01"))).toEqual([]);
});

test("children leave the gap before the last day on which the one above could open", () => {
  const horizon = windowOf("2025-06-16", "2025-06-21");
  expect(placedIn(planOf(family({}, {}), { order: GAP }), {}, horizon)).toEqual(["g 2025-06-16 am 2", "p 2025-06-18 am 2"]);
  expect(placedIn(planOf(family({}, {}), { order: { ...GAP, gapWorkingDays: 4 } }), {}, horizon)).toEqual(["g 2025-06-16 am 2", "p 2025-06-20 am 2"]);
  expect(placedIn(planOf(family({}, {}), { order: { ...GAP, gapWorkingDays: 5 } }), {}, horizon)).toEqual(["p 2025-06-16 am 2"]);
});

test("pilots come first and the others of their level wait for the lessons", () => {
  const order = { gapWorkingDays: 0, lessonWorkingDays: 2, pilots: "hard" } as const;
  const siblings = [
    { id: "a", path: "/p/a/", parentCongressId: "p" },
    { id: "b", path: "/p/b/", parentCongressId: "p", isPilot: true },
    { id: "c", path: "/p/c/", parentCongressId: "p", isPilot: true },
    // Those below the pilots come before it, and still the others wait.
    { id: "d", level: "cell", path: "/p/c/d/", parentCongressId: "c", lengthHalfDays: 1 },
    { id: "e", level: "cell", path: "/p/e/", parentCongressId: "p", lengthHalfDays: 1 },
  ] as const;
  expect(placedIn(planOf(siblings, { order }))).toEqual(["d 2025-04-16 am 1", "e 2025-04-16 am 1", "b 2025-04-16 am 2", "c 2025-04-17 am 2", "a 2025-04-21 am 2"]);
  // Advice is followed as long as there is a day for it.
  expect(placedIn(planOf(siblings, { order: { ...order, pilots: "soft" } }))).toContain("a 2025-04-21 am 2");
  expect(placedIn(planOf(siblings, { order: { ...order, pilots: "soft" } }), {}, windowOf("2025-04-16", "2025-04-19"))).toContain("a 2025-04-18 am 2");
  expect(unplacedIn(planOf(siblings, { order }), {}, windowOf("2025-04-16", "2025-04-19"))).toMatchObject([{ congressId: "a", refusals: [{ code: "pilotNotFirst" }] }]);
});

test("a suggested day keeps the gap and waits for the pilot", () => {
  const order = { gapWorkingDays: 2, lessonWorkingDays: 2, pilots: "hard" } as const;
  const plan = planOf(
    [
      { id: "p", level: "directSuperior", path: "/p/", placement: on("2025-06-24"), state: "draft" },
      { id: "a", path: "/p/a/", parentCongressId: "p" },
      { id: "b", path: "/p/b/", parentCongressId: "p", isPilot: true, placement: on("2025-06-16"), state: "draft" },
    ],
    { order },
  );
  const { suggestions, refused } = suggest(plan, "a", setting, windowOf("2025-06-16", "2025-07-01"));
  expect(suggestions.map(({ placement }) => placement.opensOn)).toEqual(["2025-06-18", "2025-06-19", "2025-06-20"]);
  expect(refused.map(({ placement, because }) => `${placement.opensOn} ${because.code}`)).toEqual(["2025-06-16 pilotNotFirst", "2025-06-17 pilotNotFirst"]);
});
