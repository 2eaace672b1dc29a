import { expect, test } from "vitest";
import type { Edition } from "#app/core/rules/edition.ts";
import { edition } from "#app/core/rules/editions.ts";
import { assumed, confirmed, everyLevel } from "#app/core/rules/rule.ts";
import { day } from "#app/core/time/day.ts";
import { NATIONAL_DAYS } from "#app/core/time/holidays.ts";
import { workingCalendar } from "#app/core/time/working-days.ts";
import { findings, findingsChangeOn, isExcusable, touches } from "./conflicts.ts";
import { daysOf, NO_ORDER, siteAt, strictest, withChange, type PlannedCongress, type PlanView, type Setting } from "./plan.ts";
import type { Placement } from "./congress.ts";

const setting: Setting = { edition: edition("CT45"), calendar: workingCalendar(NATIONAL_DAYS), planningDay: day("2025-04-15") };
const on = (opensOn: string, lengthHalfDays = 2, session: Placement["session"] = "morning"): Placement => ({ opensOn: day(opensOn), session, lengthHalfDays });

/** A grassroots congress on Tuesday 24 June 2025, in order in every way. */
const inOrder: PlannedCongress = {
  id: "a",
  path: "/p/a/",
  level: "grassroots",
  kind: "agency",
  inForce: { from: day("2000-01-01"), until: null },
  round: 1,
  parentCongressId: null,
  orderExemption: null,
  state: "draft",
  lengthHalfDays: 2,
  placement: on("2025-06-24"),
  leaders: [],
  venueId: null,
  approvalRecordedOn: day("2024-11-01"),
  noticeRecordedOn: day("2024-11-01"),
  preparation: null,
  exceptions: [],
};
const planOf = (congresses: readonly Partial<PlannedCongress>[], rest: Partial<PlanView> = {}): PlanView => ({
  congresses: congresses.map((each) => ({ ...inOrder, ...each })),
  ceilings: [],
  absences: [],
  ...rest,
});
const of = (congress: Partial<PlannedCongress>, given: Partial<Setting> = {}) => findings(planOf([congress]), { ...setting, ...given });
const told = (found: ReturnType<typeof findings>) =>
  found.map((each) => `${each.severity} ${each.code} ${each.congressId}${each.otherId === null ? "" : `-${each.otherId}`} ${each.day}`);

test("a congress that is in order has no finding, nor has one without a date", () => {
  expect(of({})).toEqual([]);
  expect(of({ placement: null, state: "undated" })).toEqual([]);
});

test("45-CT/TW: the window of the grassroots is confirmed and blocks; it ends before 30 June", () => {
  expect(told(of({ placement: on("2025-06-27", 2) }))).toEqual([]);
  expect(told(of({ placement: on("2025-06-30", 2) }))).toEqual(["blocks outsideWindow a 2025-06-30"]);
  expect(told(of({ placement: on("2025-03-27", 2) }, { planningDay: day("2025-03-10") }))).toEqual(["blocks outsideWindow a 2025-03-27"]);
  expect(of({ placement: on("2025-06-30", 2) })[0]).toMatchObject({ source: "45-CT/TW", certainty: "confirmed", details: { from: "2025-04-01", lastDay: "2025-06-29" } });
});

test("the first day outside the window is the one that is named: the opening, or the day after the last lawful one", () => {
  const outside = (opensOn: string, halfDays: number) => told(of({ placement: on(opensOn, halfDays) })).filter((text) => text.includes("outsideWindow"));
  expect(outside("2025-06-27", 8)).toEqual(["blocks outsideWindow a 2025-06-30"]);
  expect(outside("2025-06-29", 6)).toEqual(["blocks outsideWindow a 2025-06-30"]);
  expect(outside("2025-06-30", 6)).toEqual(["blocks outsideWindow a 2025-06-30"]);
  expect(outside("2025-03-30", 8)).toEqual(["blocks outsideWindow a 2025-03-30"]);
});

test("a window that is only reported warns", () => {
  expect(told(of({ level: "province", placement: on("2025-11-03") }))).toEqual(["warns outsideWindow a 2025-11-03"]);
});

test("without a window nothing lies outside it", () => {
  const open: Edition = { ...setting.edition, window: everyLevel(assumed(null, "45-CT/TW")) };
  expect(of({ placement: on("2025-12-02") }, { edition: open })).toEqual([]);
});

test("the second round of cells has its own window", () => {
  expect(told(of({ level: "cell", round: 2, placement: on("2027-03-02", 1) }))).toEqual([]);
  expect(told(of({ level: "cell", round: 1, placement: on("2027-03-02", 1) }))).toEqual(["warns outsideWindow a 2027-03-02"]);
});

test("a congress of three half-days from an afternoon sits on two days", () => {
  expect(daysOf(siteAt(inOrder, on("2025-06-24", 3, "afternoon")))).toEqual(["2025-06-24", "2025-06-25"]);
  expect(daysOf(siteAt(inOrder, on("2025-06-24", 0)))).toEqual(["2025-06-24"]);
});

test("45-CT/TW: a grassroots congress takes two days at most", () => {
  expect(told(of({ placement: on("2025-06-23", 4) }))).toEqual([]);
  expect(of({ placement: on("2025-06-23", 5) })).toMatchObject([{ code: "tooLong", severity: "blocks", details: { halfDays: 5, most: 4 } }]);
});

test("Labour Code 112: every day of the congress is worked, and the holiday is named", () => {
  const given = { planningDay: day("2025-04-01") };
  expect(of({ placement: on("2025-04-07") }, given)).toMatchObject([
    { code: "nonWorkingDay", severity: "blocks", day: "2025-04-07", source: "Bộ luật Lao động 2019, Điều 112", details: { reason: "holiday", nameVi: "Giỗ Tổ Hùng Vương" } },
  ]);
  expect(told(of({ placement: on("2025-04-25", 4) }, given))).toEqual([]);
  expect(of({ placement: on("2025-05-02") }, given)).toMatchObject([{ code: "nonWorkingDay", severity: "warns", certainty: "reported", details: { reason: "swappedOff" } }]);
  expect(told(of({ placement: on("2025-06-20", 4) }, given))).toEqual(["blocks nonWorkingDay a 2025-06-21"]);
  expect(of({ placement: on("2025-06-21", 4) }, given).map((each) => each.details)).toEqual([{ reason: "weekend" }, { reason: "weekend" }]);
});

test("a congress onto Tết is blocked on each of its days", () => {
  const cell = { level: "cell", placement: on("2025-01-28", 4) } as const;
  expect(told(of(cell, { planningDay: day("2025-01-02"), edition: edition("CT35") })).filter((text) => text.includes("nonWorkingDay"))).toEqual([
    "blocks nonWorkingDay a 2025-01-28",
    "blocks nonWorkingDay a 2025-01-29",
  ]);
});

test("an unsuitable day of the province warns and stays a working day", () => {
  const unlucky = { day: day("2025-06-24"), kind: "unsuitable", name: { vi: "Ngày thi", en: "Exams" }, source: "UBND tỉnh", certainty: "confirmed" } as const;
  const found = of({}, { calendar: workingCalendar([...NATIONAL_DAYS, unlucky]) });
  expect(found).toMatchObject([{ code: "unsuitableDay", severity: "warns", source: "UBND tỉnh", details: { nameVi: "Ngày thi" } }]);
});

test("domain 2.5: children are closed before the parent opens, to the half-day", () => {
  const child = (placement: Placement, rest: Partial<PlannedCongress> = {}): Partial<PlannedCongress> => ({ id: "c", level: "cell", parentCongressId: "a", placement, ...rest });
  const clash = ["blocks childNotClosed c-a 2025-06-24"];
  expect(told(findings(planOf([{}, child(on("2025-06-23", 1))]), setting))).toEqual([]);
  expect(told(findings(planOf([{}, child(on("2025-06-24", 1))]), setting))).toEqual(clash);
  expect(told(findings(planOf([{ placement: on("2025-06-24", 1, "afternoon") }, child(on("2025-06-24", 1))]), setting))).toEqual([]);
  expect(told(findings(planOf([{}, child(on("2025-06-24", 1), { orderExemption: "Số 5-CV/TU" })]), setting))).toEqual([]);
  // The clash is found from both sides, and between two that were held it is history.
  const plan = planOf([{}, child(on("2025-06-24", 1))]);
  expect(told(findings(plan, setting, new Set(["a"])))).toEqual(clash);
  expect(told(findings(plan, setting, new Set(["c"])))).toEqual(clash);
  expect(told(findings(planOf([{ state: "held" }, child(on("2025-06-24", 1))]), setting))).toEqual(clash);
  expect(told(findings(planOf([{ state: "held" }, child(on("2025-06-24", 1), { state: "reported" })]), setting))).toEqual([]);
});

test("a date above congresses that have none is counted once, without the exempted ones", () => {
  const undated = { level: "cell", parentCongressId: "a", placement: null, state: "undated" } as const;
  const found = findings(planOf([{}, { ...undated, id: "c1" }, { ...undated, id: "c2" }, { ...undated, id: "c3", orderExemption: "Số 5-CV/TU" }]), setting);
  expect(found).toMatchObject([{ code: "childrenUndated", severity: "warns", congressId: "a", source: "45-CT/TW", details: { congresses: 2 } }]);
});

test("24-QĐ/TW 11.1: the notice is given 30 working days before; the lead is confirmed and blocks", () => {
  const open = { noticeRecordedOn: null, approvalRecordedOn: day("2025-01-02") };
  expect(told(of(open, { planningDay: day("2025-05-13") }))).toEqual([]);
  expect(of(open, { planningDay: day("2025-05-14") })).toMatchObject([
    { code: "noticeTooShort", severity: "blocks", day: "2025-05-13", source: "24-QĐ/TW, khoản 11.1", details: { lead: 30, unit: "workingDays", planningDay: "2025-05-14" } },
  ]);
  expect(of({ ...open, noticeRecordedOn: day("2025-05-20") })).toMatchObject([{ code: "noticeTooShort", details: { recordedOn: "2025-05-20" } }]);
});

test("under KL 163 the same lead is only assumed, and warns", () => {
  const found = of({ noticeRecordedOn: day("2025-05-20") }, { edition: edition("KL163") });
  expect(found).toMatchObject([{ code: "noticeTooShort", severity: "warns", certainty: "assumed" }]);
});

test("the superior's approval 45 working days before is one province's figure, and warns", () => {
  expect(of({ approvalRecordedOn: null }, { planningDay: day("2025-04-18") })).toEqual([]);
  expect(of({ approvalRecordedOn: null }, { planningDay: day("2025-04-19") })).toMatchObject([{ code: "approvalTooLate", severity: "warns", day: "2025-04-18" }]);
});

test("a level without the lead is asked for none", () => {
  const silent: Edition = { ...setting.edition, leads: { ...setting.edition.leads, conveningNotice: everyLevel(confirmed(null, "24-QĐ/TW")) } };
  expect(of({ noticeRecordedOn: null }, { edition: silent, planningDay: day("2025-06-20") })).toEqual([]);
});

test("a commune founded on 1 July is exempt from the approval lead that no day of its window allows", () => {
  const commune: Partial<PlannedCongress> = { level: "directSuperior", kind: "commune", placement: on("2025-08-18"), approvalRecordedOn: null };
  const given = { planningDay: day("2025-07-01") };
  expect(told(of(commune, given))).toEqual(["warns approvalTooLate a 2025-06-16"]);
  expect(told(of({ ...commune, preparation: { startsOn: day("2025-07-01"), reason: "founded" } }, given))).toEqual([]);
});

test("a leader attends one congress in a half-day; three in one are a chain", () => {
  const both = { leaders: ["l1"] };
  const plan = planOf([{ ...both }, { ...both, id: "b", placement: on("2025-06-24", 1, "afternoon") }, { ...both, id: "c", placement: on("2025-06-24", 1, "afternoon") }]);
  const found = findings(plan, setting);
  expect(told(found)).toEqual(["blocks leaderTwice a-b 2025-06-24", "blocks leaderTwice b-c 2025-06-24"]);
  expect(found[0]).toMatchObject({ otherKind: "congress", source: null, details: { leaderId: "l1", session: "afternoon" } });
  expect(touches(found[0] as (typeof found)[number], "b")).toBe(true);
  expect(touches(found[0] as (typeof found)[number], "c")).toBe(false);
});

test("two that share a leader for several half-days clash once, from the first of them", () => {
  const plan = planOf([{ leaders: ["l1", "l2"] }, { id: "b", leaders: ["l2", "l1"], placement: on("2025-06-24", 3) }]);
  expect(findings(plan, setting).map((each) => [each.details["leaderId"], each.details["session"]])).toEqual([
    ["l1", "morning"],
    ["l2", "morning"],
  ]);
});

test("consecutive half-days, and other halls or leaders, do not clash", () => {
  const morning = { leaders: ["l1"], venueId: "v1", placement: on("2025-06-24", 1) };
  expect(findings(planOf([morning, { ...morning, id: "b", placement: on("2025-06-24", 1, "afternoon") }]), setting)).toEqual([]);
  expect(findings(planOf([morning, { ...morning, id: "b", leaders: ["l2"], venueId: "v2" }]), setting)).toEqual([]);
});

test("a hall holds one congress in a half-day; what was held there before is history", () => {
  const shared = { venueId: "v1" };
  expect(findings(planOf([shared, { ...shared, id: "b" }]), setting)).toMatchObject([{ code: "hallTwice", congressId: "a", otherId: "b", details: { venueId: "v1" } }]);
  const held = { venueId: "v1", leaders: ["l1"], state: "held" } as const;
  expect(findings(planOf([held, { ...held, id: "b" }]), setting)).toEqual([]);
});

test("a leader who is absent on one of the days does not attend", () => {
  const absences = [
    { leaderId: "l1", from: day("2025-06-25"), until: day("2025-06-28") },
    { leaderId: "l1", from: day("2025-07-25"), until: day("2025-07-28") },
  ];
  const attending = (placement: Placement) => findings(planOf([{ leaders: ["l1", "l2"], placement }], { absences }), setting);
  expect(attending(on("2025-06-24", 2))).toEqual([]);
  expect(attending(on("2025-06-24", 4))).toMatchObject([{ code: "leaderAbsent", severity: "blocks", otherKind: "leader", otherId: "l1", day: "2025-06-25" }]);
});

test("a ceiling counts every congress of the branch on each day, and those outside the view", () => {
  const ceiling = { unitId: "p", path: "/p/", perDay: 2, levels: null };
  const two = [{}, { id: "b", path: "/p/b/" }, { id: "z", path: "/q/z/" }];
  expect(findings(planOf(two, { ceilings: [ceiling] }), setting)).toEqual([]);
  const elsewhere = new Map([[day("2025-06-24"), 1]]);
  const found = findings(planOf(two, { ceilings: [{ ...ceiling, elsewhere }] }), setting);
  expect(told(found)).toEqual(["blocks ceilingExceeded a-p 2025-06-24", "blocks ceilingExceeded b-p 2025-06-24"]);
  expect(found[0]).toMatchObject({ otherKind: "branch", details: { onDay: 3, ceiling: 2 } });
});

test("the ceiling of one congress is counted with all others of its days, near or not", () => {
  const strangers = [{}, { id: "b", path: "/p/b/", placement: on("2025-06-23", 3) }, { id: "c", path: "/p/c/", placement: on("2025-06-23") }, { id: "d", path: "/p/d/", placement: on("2025-06-25") }];
  const plan = planOf(strangers, { ceilings: [{ unitId: "p", path: "/p/", perDay: 1, levels: null }] });
  expect(findings(plan, setting, new Set(["a"]))).toMatchObject([{ code: "ceilingExceeded", day: "2025-06-24", details: { onDay: 2 } }]);
});

test("asked about one congress, its parent, its children and those of its hall are looked at", () => {
  const family = planOf([
    { parentCongressId: "p", venueId: "v1" },
    { id: "p", level: "province", placement: on("2025-06-24") },
    { id: "c", level: "cell", parentCongressId: "a", placement: on("2025-06-25", 1) },
    { id: "d", level: "cell", parentCongressId: "b", placement: on("2025-06-25", 1), venueId: "v2" },
    { id: "b", level: "cell", placement: on("2025-06-24", 1), venueId: "v1" },
  ]);
  expect(told(findings(family, setting, new Set(["a"])))).toEqual([
    "blocks childNotClosed a-p 2025-06-24",
    "blocks hallTwice a-b 2025-06-24",
    "blocks childNotClosed c-a 2025-06-25",
  ]);
});

test("two absences of one leader are one finding, the earlier", () => {
  const later = { leaderId: "l1", from: day("2025-06-20"), until: day("2025-06-30") };
  const earlier = { leaderId: "l1", from: day("2025-06-19"), until: day("2025-06-30") };
  const found = findings(planOf([{ leaders: ["l1"] }], { absences: [later, earlier, later] }), setting);
  expect(found).toMatchObject([{ code: "leaderAbsent", details: { from: "2025-06-19" } }]);
});

test("findings come in the order of the congresses, whatever the order of the plan", () => {
  const plan = planOf([{ id: "c" }, { id: "a" }, { id: "b" }].map((each) => ({ ...each, leaders: ["l2", "l1"], placement: on("2025-06-21") })));
  expect(findings(plan, setting).map((each) => `${each.congressId} ${each.code} ${String(each.details["leaderId"])}`)).toEqual([
    "a nonWorkingDay undefined",
    "a leaderTwice l1",
    "a leaderTwice l2",
    "b nonWorkingDay undefined",
    "b leaderTwice l1",
    "b leaderTwice l2",
    "c nonWorkingDay undefined",
  ]);
});

test("a ceiling may count some levels only, and a branch may have several", () => {
  const ceilings = [
    { unitId: "p", path: "/p/", perDay: 1, levels: ["cell"] as const },
    { unitId: "p", path: "/p/", perDay: 5, levels: null },
    { unitId: "a", path: "/p/a/", perDay: 0, levels: null },
  ];
  expect(told(findings(planOf([{}, { id: "b", path: "/p/b/" }], { ceilings }), setting))).toEqual(["blocks ceilingExceeded a-a 2025-06-24"]);
});

test("127-KL/TW: a suspended kind of unit holds no congress then, and no date of its is approved", () => {
  const under: Partial<Setting> = { edition: edition("KL127"), planningDay: day("2025-03-05") };
  const commune = { kind: "commune", placement: on("2025-04-10") };
  expect(told(of(commune, under))).toEqual(["blocks suspended a 2025-04-10", "blocksApproval approvalSuspended a 2025-03-05"]);
  expect(told(of({ ...commune, placement: on("2025-05-20") }, under))).toEqual(["blocksApproval approvalSuspended a 2025-03-05"]);
  expect(told(of({ ...commune, placement: on("2025-05-20"), state: "approved" }, under))).toEqual([]);
  expect(told(of({ ...commune, kind: "agency" }, under))).toEqual([]);
  expect(of(commune, under)[0]).toMatchObject({ source: "127-KL/TW", details: { from: "2025-02-28", until: "2025-04-14" } });
});

test("a unit that does not exist on a day of the congress holds none", () => {
  expect(told(of({ inForce: { from: day("2025-06-25"), until: null } }))).toEqual(["blocks unitNotInForce a 2025-06-24"]);
  expect(of({ inForce: { from: day("2000-01-01"), until: day("2025-06-25") }, placement: on("2025-06-24", 3) })).toMatchObject([
    { code: "unitNotInForce", day: "2025-06-25", details: { from: "2000-01-01", until: "2025-06-25" } },
  ]);
});

test("a day that is over blocks a plan, and asks an approved congress for its outcome", () => {
  const given = { planningDay: day("2025-06-25") };
  expect(told(of({}, given))).toEqual(["blocks dayPassed a 2025-06-24"]);
  expect(told(of({ state: "approved" }, given))).toEqual(["warns dayPassed a 2025-06-24"]);
  expect(told(of({ state: "approved" }, { planningDay: day("2025-06-24") }))).toEqual([]);
  expect(told(of({ state: "held" }, given))).toEqual([]);
});

test("an accepted exception turns its finding into a warning while date and term stand", () => {
  const exception = { id: "x", code: "outsideWindow", otherId: null, forOpening: day("2025-06-30"), until: day("2025-05-01") };
  const late = { placement: on("2025-06-30"), exceptions: [exception] };
  expect(of(late)).toMatchObject([{ severity: "warns", exceptionId: "x" }]);
  expect(of(late, { planningDay: day("2025-05-01") })).toMatchObject([{ severity: "blocks", exceptionId: null }]);
  expect(of({ ...late, placement: on("2025-07-01") })).toMatchObject([{ severity: "blocks", exceptionId: null }]);
  expect(of({ ...late, exceptions: [{ ...exception, code: "tooLong" }] })).toMatchObject([{ severity: "blocks" }]);
});

test("an exception of either congress covers a clash between the two, and only with the other it names", () => {
  const accepted = (otherId: string | null) => ({ id: "x", code: "hallTwice", otherId, forOpening: day("2025-06-24"), until: null });
  const clash = (a: Partial<PlannedCongress>, b: Partial<PlannedCongress>) => findings(planOf([{ venueId: "v1", ...a }, { venueId: "v1", id: "b", ...b }]), setting)[0]?.severity;
  expect(clash({ exceptions: [accepted("b")] }, {})).toBe("warns");
  expect(clash({}, { exceptions: [accepted("a")] })).toBe("warns");
  expect(clash({ exceptions: [accepted("z")] }, {})).toBe("blocks");
});

test("findings of a few leave the others out, and an unknown one has none", () => {
  const plan = planOf([{ placement: on("2025-06-30") }, { id: "b", placement: on("2025-06-30") }]);
  expect(told(findings(plan, setting, new Set(["b", "unknown"])))).toEqual(["blocks outsideWindow b 2025-06-30"]);
  expect(findings(withChange(plan, "b", { placement: null }), setting, new Set(["b"]))).toEqual([]);
});

test("the days on which time alone changes the findings", () => {
  expect(findingsChangeOn({ ...inOrder, exceptions: [{ id: "x", code: "tooLong", otherId: null, forOpening: day("2025-06-24"), until: day("2025-06-01") }, { id: "y", code: "tooLong", otherId: null, forOpening: day("2025-06-24"), until: null }] }, setting)).toEqual([
    "2025-04-19",
    "2025-05-14",
    "2025-06-01",
    "2025-06-25",
  ]);
  expect(findingsChangeOn(inOrder, { ...setting, edition: edition("KL127"), planningDay: day("2025-03-01") })).toContain("2025-04-14");
  expect(findingsChangeOn({ ...inOrder, placement: null }, setting)).toEqual([]);
  expect(findingsChangeOn({ ...inOrder, state: "held" }, setting)).toEqual([]);
  const silent: Edition = { ...setting.edition, leads: { ...setting.edition.leads, conveningNotice: everyLevel(confirmed(null, "24-QĐ/TW")) } };
  expect(findingsChangeOn(inOrder, { ...setting, edition: silent })).toEqual(["2025-04-19", "2025-06-25"]);
});

const ordered = (order: NonNullable<PlanView["order"]>, congresses: readonly Partial<PlannedCongress>[], only?: ReadonlySet<string>) =>
  told(findings(planOf(congresses, { order }), setting, only)).filter((text) => /gapTooShort|pilotNotFirst|childNotClosed/.test(text));
const GAP = { gapWorkingDays: 2, lessonWorkingDays: 0, pilots: "soft" } as const;

test("a branch may ask for working days between the last closing below and the opening above; a weekend does not count", () => {
  const child = (opensOn: string) => ({ id: "c", parentCongressId: "a", placement: on(opensOn) });
  expect(ordered(GAP, [{}, child("2025-06-20")])).toEqual([]);
  expect(ordered(GAP, [{}, child("2025-06-23")])).toEqual(["blocks gapTooShort c-a 2025-06-23"]);
  expect(ordered(GAP, [{}, child("2025-06-23")], new Set(["a"]))).toEqual(["blocks gapTooShort c-a 2025-06-23"]);
  expect(ordered(GAP, [{}, child("2025-06-24")])).toEqual(["blocks childNotClosed c-a 2025-06-24"]);
  expect(ordered({ ...GAP, gapWorkingDays: 0 }, [{}, child("2025-06-23")])).toEqual([]);
  expect(ordered(GAP, [{}, { ...child("2025-06-23"), orderExemption: "Số 5-CV/TU" }])).toEqual([]);
});

test("the others of a level wait for the pilots under the same parent: advice, or a bar where the branch says so", () => {
  const pilot = { id: "b", parentCongressId: "p", isPilot: true, placement: on("2025-06-24") };
  const other = (opensOn: string, rest: Partial<PlannedCongress> = {}) => ({ id: "c", parentCongressId: "p", isPilot: false, placement: on(opensOn), ...rest });
  const soft = { gapWorkingDays: 0, lessonWorkingDays: 2, pilots: "soft" } as const;
  expect(ordered(soft, [pilot, other("2025-06-25")])).toEqual(["warns pilotNotFirst c-b 2025-06-25"]);
  expect(ordered({ ...soft, pilots: "hard" }, [pilot, other("2025-06-25")], new Set(["b"]))).toEqual(["blocks pilotNotFirst c-b 2025-06-25"]);
  expect(ordered(soft, [pilot, other("2025-06-26")])).toEqual([]);
  expect(ordered({ ...soft, lessonWorkingDays: 0 }, [pilot, other("2025-06-24")])).toEqual(["warns pilotNotFirst c-b 2025-06-24"]);
  expect(ordered(soft, [pilot, other("2025-06-25", { parentCongressId: "q" })])).toEqual([]);
  expect(ordered(soft, [pilot, other("2025-06-25", { level: "cell" })])).toEqual([]);
  expect(ordered(soft, [pilot, { ...other("2025-06-25"), placement: null }])).toEqual([]);
  expect(ordered(soft, [{ ...pilot, parentCongressId: null }, other("2025-06-25", { parentCongressId: null })])).toEqual([]);
  expect(ordered(soft, [{ ...pilot, state: "held" }, other("2025-06-25", { state: "held" })])).toEqual([]);
  expect(told(findings(planOf([pilot, other("2025-06-25")]), setting)).filter((text) => text.includes("pilot"))).toEqual([]);
});

test("what a branch below asks holds in the place of what the plan asks", () => {
  const child = { id: "c", parentCongressId: "a", placement: on("2025-06-20") };
  expect(ordered(GAP, [{}, { ...child, order: { ...GAP, gapWorkingDays: 3 } }])).toEqual(["blocks gapTooShort c-a 2025-06-20"]);
  const siblings = [{ id: "b", parentCongressId: "p", isPilot: true, placement: on("2025-06-24") }, { id: "c", parentCongressId: "p", placement: on("2025-06-24") }];
  expect(ordered(GAP, siblings)).toEqual(["warns pilotNotFirst c-b 2025-06-24"]);
  expect(ordered(GAP, siblings.map((each) => ({ ...each, order: { ...GAP, pilots: "hard" as const } })))).toEqual(["blocks pilotNotFirst c-b 2025-06-24"]);
});

test("of what the branches above ask, the strictest holds", () => {
  expect(strictest([])).toEqual(NO_ORDER);
  const hard = { gapWorkingDays: 1, lessonWorkingDays: 5, pilots: "hard" } as const;
  expect(strictest([GAP, hard])).toEqual({ gapWorkingDays: 2, lessonWorkingDays: 5, pilots: "hard" });
  expect(strictest([hard, GAP])).toEqual(strictest([GAP, hard]));
  expect(strictest([GAP])).toEqual(GAP);
});

test("a warning needs no exception, and what nature forbids is excused by no document", () => {
  expect(isExcusable({ code: "hallTwice", severity: "blocks" })).toBe(true);
  expect(isExcusable({ code: "approvalSuspended", severity: "blocksApproval" })).toBe(true);
  expect(isExcusable({ code: "hallTwice", severity: "warns" })).toBe(false);
  expect(isExcusable({ code: "dayPassed", severity: "blocks" })).toBe(false);
});
