import fc from "fast-check";
import { expect, test } from "vitest";
import { CHECKLIST, checklistFor } from "#app/core/rules/checklist.ts";
import { addDays, day, windowOf, type Day } from "#app/core/time/day.ts";
import { workingCalendar } from "#app/core/time/working-days.ts";
import { LINE_STATES } from "./checklist-state.ts";
import { dueDays, isRestricted, lineResults, maySetAside, openingOf, sideOf, type Facts, type Tick } from "./lines.ts";
import { openCauses, readiness, type CongressFacts, type PlanFinding, type Readiness } from "./readiness.ts";

const calendar = workingCalendar([]);
const LINES = checklistFor("grassroots", 4);
const opensOn = day("2025-06-16");
const today = day("2025-05-12");

const FACTS = [
  "dateApproved",
  "conveningNoticeRecorded",
  "slateComplete",
  "checksClosed",
  "childrenClosed",
  "outcomeReported",
  "ratified",
] as const;
const allDone: Facts = Object.fromEntries(FACTS.map((code) => [code, { done: true, doneOn: day("2025-05-01") }]));
const accepted: Tick = { state: "accepted", doneOn: day("2025-05-02") };
const allTicked = new Map(CHECKLIST.map((line) => [line.code, accepted]));

const ready: CongressFacts = {
  stage: "approved",
  sitting: { opensOn, closesOn: day("2025-06-17") },
  window: windowOf("2025-04-01", "2025-06-30"),
  preparationStartsOn: null,
  approvalDueOn: day("2025-04-14"),
  findings: [],
  findingsChangeOn: [],
  facts: allDone,
  ticks: allTicked,
  restricted: { pendingLetters: 0, cutOffOn: day("2025-05-12") },
};
const of = (congress: Partial<CongressFacts>, on: Day = today, lines = LINES): Readiness =>
  readiness(lines, { ...ready, ...congress }, on, calendar);
const causes = (result: Readiness) => result.causes.map(({ severity, code, lineCode }) => [severity, code, lineCode ?? []].flat().join(" "));
const without = (...codes: string[]) => new Map([...allTicked].filter(([code]) => !codes.includes(code)));

test("a congress with everything done is green, with 100 % and without a cause", () => {
  expect(of({})).toEqual({ light: "green", openLight: "green", percent: 100, causes: [], nextChangeOn: day("2025-06-02") });
});

test("where no line is asked for, nothing is missing", () => {
  expect(of({}, today, [])).toMatchObject({ light: "green", percent: 100, nextChangeOn: "2025-06-02" });
});

test("an undated congress with time enough is grey: it does not report yet", () => {
  const undated = of({ stage: "undated", sitting: null, ticks: new Map(), facts: {} }, day("2024-10-01"));
  expect(undated.light).toBe("grey");
  expect(causes(undated)).toEqual(["notes undated"]);
  expect(undated.causes[0]?.dueOn).toBe("2025-06-29");
  expect(undated.percent).toBe(0);
  // C01 is due 180 days before the last day of the window, and a week before that it is soon due.
  expect(undated.nextChangeOn).toBe(addDays(day("2025-06-29"), -187));
});

test("an undated congress is late when it would be late on the last day of its window", () => {
  const undated = of({ stage: "undated", sitting: null, ticks: without("C01") }, day("2025-02-01"));
  expect(undated.light).toBe("amber");
  expect(causes(undated)).toEqual(["warns lineOverdue C01", "notes undated"]);
});

test("an undated congress whose window has passed is red", () => {
  const undated = of({ stage: "undated", sitting: null }, day("2025-06-30"));
  expect(undated.light).toBe("red");
  expect(undated.causes[0]).toMatchObject({ code: "windowPassed", dueOn: "2025-06-29", daysLate: 1 });
});

test("without a date and a window nothing is due", () => {
  const undated = of({ stage: "undated", sitting: null, window: null, ticks: new Map(), facts: {} });
  expect(undated).toMatchObject({ light: "grey", nextChangeOn: null });
  expect(undated.causes).toMatchObject([{ code: "undated", dueOn: null }]);
});

test("24-QĐ/TW 11.1: the notice blocks from its confirmed lead of 30 working days on", () => {
  const facts: Facts = { ...allDone, conveningNoticeRecorded: { done: false, doneOn: null } };
  const due = day("2025-05-05");
  expect(causes(of({ facts }, day("2025-04-20")))).toEqual([]);
  expect(causes(of({ facts }, due))).toEqual(["warns lineDueSoon A10"]);
  expect(of({ facts }, due).light).toBe("amber");
  const late = of({ facts }, day("2025-05-06"));
  expect(late).toMatchObject({ light: "red", openLight: "red", percent: 98 });
  expect(late.causes).toMatchObject([{ code: "lineOverdue", severity: "blocks", lineCode: "A10", dueOn: due, daysLate: 1 }]);
});

test("a lead that is only reported warns until the last call of two weeks, then blocks", () => {
  const ticks = without("B08");
  expect(causes(of({ ticks }, day("2025-06-01")))).toEqual(["warns lineOverdue B08"]);
  expect(causes(of({ ticks }, day("2025-06-02")))).toEqual(["blocks lineOverdue B08"]);
});

test("a line that is not blocking never turns the light red", () => {
  expect(of({ ticks: without("A01", "J09") }, day("2025-06-16")).light).toBe("amber");
});

test("a returned line is a cause before its day", () => {
  const returned = new Map([...allTicked, ["J09", { state: "returned", doneOn: null } as const]]);
  expect(causes(of({ ticks: returned }))).toEqual(["warns lineReturned J09"]);
  expect(causes(of({ ticks: returned }, day("2025-06-16")))).toEqual(["warns lineOverdue J09"]);
});

test("a line set aside as not applicable counts neither way, but a blocking one cannot be set aside", () => {
  const aside = { state: "notApplicable", doneOn: null } as const;
  const lines = LINES.filter((line) => line.code === "I04" || line.code === "D02");
  expect(of({ ticks: new Map([["I04", aside], ["D02", accepted]]) }, today, lines)).toMatchObject({ light: "green", percent: 100 });
  const blocked = of({ ticks: new Map([["I04", accepted], ["D02", aside]]) }, day("2025-06-10"), lines);
  expect(blocked).toMatchObject({ light: "red", percent: 50 });
  expect(lines.map(maySetAside)).toEqual([false, true]);
});

test("conflicts of the plan are causes; what blocks an approval only warns once it is given", () => {
  const finding = (severity: PlanFinding["severity"]): PlanFinding => ({ code: "outsideWindow", severity, day: opensOn, details: {} });
  const light = (stage: CongressFacts["stage"], severity: PlanFinding["severity"]) => of({ stage, findings: [finding(severity)] }, day("2025-04-01")).light;
  expect(light("approved", "blocks")).toBe("red");
  expect(light("approved", "blocksApproval")).toBe("amber");
  expect(light("proposed", "blocksApproval")).toBe("red");
  expect(light("proposed", "warns")).toBe("amber");
  expect(of({ findings: [finding("blocks")] }).causes[0]).toMatchObject({ code: "planFinding", finding: "outsideWindow", dueOn: opensOn });
});

test("a date without approval warns after the approval's lead and blocks in the last two weeks", () => {
  const proposed = { stage: "proposed" } as const;
  expect(causes(of(proposed, day("2025-04-14")))).toEqual([]);
  expect(causes(of(proposed, day("2025-04-15")))).toEqual(["warns dateNotApproved"]);
  expect(causes(of(proposed, day("2025-06-02")))).toEqual(["blocks dateNotApproved"]);
  expect(causes(of({ ...proposed, approvalDueOn: null }, day("2025-06-01")))).toEqual([]);
  expect(of({ ...proposed, approvalDueOn: null }, day("2025-06-02")).causes[0]).toMatchObject({ dueOn: opensOn, daysLate: null });
});

test("after the day, the outcome is asked for", () => {
  expect(causes(of({}, day("2025-06-17")))).toEqual([]);
  expect(causes(of({}, day("2025-06-18")))).toEqual(["warns outcomeMissing"]);
  expect(causes(of({ stage: "proposed" }, day("2025-06-18")))).toEqual(["blocks outcomeMissing"]);
});

test("a congress that was held is judged by what follows: report within 7 working days (24-QĐ/TW 16.1.1)", () => {
  const facts: Facts = { outcomeReported: { done: false, doneOn: null }, ratified: { done: true, doneOn: null } };
  const held = { stage: "happened", facts, restricted: { pendingLetters: 3, cutOffOn: null } } as const;
  expect(of(held, day("2025-06-18"))).toMatchObject({ light: "green", percent: 92 });
  expect(causes(of(held, day("2025-06-20")))).toEqual(["warns lineDueSoon K01"]);
  expect(causes(of(held, day("2025-06-27")))).toEqual(["warns lineOverdue K01"]);
});

test("letters received before the cut-off warn those entitled, and block from the cut-off on", () => {
  const restricted = { pendingLetters: 2, cutOffOn: day("2025-05-13") };
  const before = of({ restricted });
  expect(before).toMatchObject({ light: "amber", openLight: "green", percent: 100, nextChangeOn: day("2025-05-13") });
  expect(before.causes).toMatchObject([{ code: "lettersPending", restricted: true, daysLate: null, details: { letters: 2 } }]);
  const passed = of({ restricted }, day("2025-05-14"));
  expect(passed).toMatchObject({ light: "red", openLight: "green", percent: 100 });
  expect(passed.causes).toMatchObject([{ severity: "blocks", daysLate: 1 }]);
  expect(openCauses(passed.causes)).toEqual([]);
});

test("without a cut-off day, letters block in the last two weeks", () => {
  const restricted = { pendingLetters: 1, cutOffOn: null };
  expect(causes(of({ restricted }, day("2025-06-01")))).toEqual(["warns lettersPending"]);
  expect(causes(of({ restricted }, day("2025-06-02")))).toEqual(["blocks lettersPending"]);
});

test("a cell answers its letters with E01, and the ticks of hand-over lines are restricted too", () => {
  const restrictedOf = (lines: typeof LINES) => lines.filter(isRestricted).map((line) => line.code);
  expect(restrictedOf(checklistFor("cell", 4))).toEqual(["E01"]);
  expect(restrictedOf(LINES)).toEqual(["E02", "E03", "K11"]);
});

test("the most important cause comes first: blocking, then the kind, then the longest late", () => {
  const finding: PlanFinding = { code: "tooLong", severity: "blocks", day: null, details: {} };
  const other: PlanFinding = { code: "leaderTwice", severity: "blocks", day: null, details: {} };
  const result = of({ ticks: without("B08", "D02", "A01", "A02", "H01", "H02"), findings: [finding, other] }, day("2025-06-10"));
  expect(result.causes.map((cause) => cause.finding ?? cause.lineCode)).toEqual(["leaderTwice", "tooLong", "B08", "D02", "A01", "A02", "H01", "H02"]);
});

test("a commune founded on 1 July has its leads shrunk in proportion, in order and not before that day", () => {
  const founded = day("2025-07-01");
  const lines = checklistFor("directSuperior", 2).filter((line) => sideOf(line) === "before");
  const timing = { sitting: { opensOn: day("2025-08-20"), closesOn: day("2025-08-21") }, window: null, preparationStartsOn: founded };
  const due = new Map(lines.map((line, i) => [line.code, dueDays(lines, timing, calendar)[i]]));
  // The longest lead, 120 days, becomes the 50 that are left; 60 days become 25, 30 working days 12.
  expect(due.get("A01")).toBe(founded);
  expect(due.get("C05")).toBe("2025-07-26");
  expect(due.get("A10")).toBe("2025-08-04");
  expect([...due.values()].every((each) => each != null && each >= founded && each <= "2025-08-20")).toBe(true);
});

test("the notice keeps its lead where the rule holds: released in time for it, a unit is not exempt, whatever else is shortened", () => {
  const lines = checklistFor("grassroots", 4);
  const timing = { sitting: { opensOn: day("2025-06-26"), closesOn: day("2025-06-27") }, window: windowOf("2025-04-01", "2025-06-30") };
  const due = (code: string, preparationStartsOn: Day | null) =>
    dueDays(lines, { ...timing, preparationStartsOn }, calendar)[lines.findIndex((line) => line.code === code)];
  // KL 127 ended on 14 April: leads are shortened, but thirty working days before 29 June were still to come.
  expect(due("B08", null)).not.toBe(due("B08", day("2025-04-14")));
  expect(due("A10", null)).toBe("2025-05-15");
  expect(due("A10", day("2025-04-14"))).toBe("2025-05-15");
  // Thirty working days before 29 June is 19 May: whoever began later is exempt, with 37 of 180 days left for all leads.
  expect(due("A10", day("2025-05-19"))).toBe("2025-05-15");
  expect(due("A10", day("2025-05-20"))).toBe("2025-06-18");
});

test("a start before the longest lead changes nothing, one after the opening leaves no time", () => {
  const timing = { sitting: { opensOn, closesOn: opensOn }, window: null, preparationStartsOn: null };
  const full = dueDays(LINES, timing, calendar);
  expect(dueDays(LINES, { ...timing, preparationStartsOn: day("2024-01-01") }, calendar)).toEqual(full);
  const none = dueDays(LINES, { ...timing, preparationStartsOn: day("2025-12-01") }, calendar);
  expect(LINES.every((line, i) => sideOf(line) !== "before" || none[i] === opensOn)).toBe(true);
  expect(dueDays(LINES, { sitting: null, window: null, preparationStartsOn: null }, calendar).every((each) => each === null)).toBe(true);
  expect(openingOf({ sitting: null, window: windowOf("2025-04-01", "2025-06-30") })).toBe("2025-06-29");
});

test("a shortened lead that would run back over a weekend to before the start begins with the start", () => {
  const lines = checklistFor("cell", 4).filter((line) => line.code === "A07");
  const timing = { sitting: { opensOn, closesOn: opensOn }, window: null, preparationStartsOn: day("2025-06-14") };
  expect(dueDays(lines, timing, calendar)).toEqual(["2025-06-14"]);
});

test("lines on the day itself are due when the congress closes, those after it from the closing on", () => {
  const lines = LINES.filter((line) => ["J10", "K01", "K04"].includes(line.code));
  expect(lines.map(sideOf)).toEqual(["during", "after", "after"]);
  expect(dueDays(lines, ready, calendar)).toEqual(["2025-06-17", "2025-06-26", "2025-06-27"]);
});

test("each line says what it is answered with", () => {
  const lines = LINES.filter((line) => ["A07", "A08", "A09", "E02"].includes(line.code));
  const ticks = new Map<string, Tick>([["A07", { state: "open", doneOn: null }], ["A08", accepted], ["A09", { state: "submitted", doneOn: null }]]);
  const results = lineResults(lines, { facts: allDone, ticks, restricted: { pendingLetters: 1, cutOffOn: null } }, ready, calendar);
  expect(results.map(({ line, result, doneOn, restricted }) => [line.code, result, doneOn, restricted])).toEqual([
    ["A07", "done", "2025-05-01", false],
    ["A08", "done", "2025-05-02", false],
    ["A09", "open", null, false],
    ["E02", "open", null, true],
  ]);
});

// Random congresses: any answers, any findings, dated or not.
const aDay = fc.integer({ min: -40, max: 220 }).map((n) => addDays(day("2025-01-01"), n));
const aTick = fc.record({ state: fc.constantFrom(...LINE_STATES), doneOn: fc.constant(null) });
const aRestricted = fc.record({ pendingLetters: fc.nat(3), cutOffOn: fc.option(aDay) });
const aFinding = fc.record({
  code: fc.constantFrom("outsideWindow", "leaderTwice"),
  severity: fc.constantFrom("blocks", "blocksApproval", "warns"),
  day: fc.option(aDay),
  details: fc.constant({}),
});
const someLines = fc.subarray([...LINES]).filter((lines) => lines.length > 0);
const aCongress: fc.Arbitrary<CongressFacts> = fc
  .record({
    stage: fc.constantFrom("undated", "proposed", "approved", "happened"),
    opening: aDay,
    window: fc.option(fc.constant(windowOf("2025-04-01", "2025-06-30"))),
    preparationStartsOn: fc.option(aDay),
    approvalDueOn: fc.option(aDay),
    findings: fc.array(aFinding, { maxLength: 2 }),
    findingsChangeOn: fc.array(aDay, { maxLength: 2 }),
    done: fc.array(fc.constantFrom(...FACTS)),
    ticks: fc.dictionary(fc.constantFrom(...LINES.map((line) => line.code)), aTick),
    restricted: aRestricted,
  })
  .map(({ opening, done, ticks, ...rest }) => ({
    ...rest,
    sitting: rest.stage === "undated" ? null : { opensOn: opening, closesOn: addDays(opening, 1) },
    facts: Object.fromEntries(done.map((code) => [code, { done: true, doneOn: null }])),
    ticks: new Map(Object.entries(ticks)),
  }));

test("the light never disagrees with its causes, and a blocker is never green nor hidden by the percentage", () => {
  fc.assert(
    fc.property(someLines, aCongress, aDay, (lines, congress, on) => {
      const result = readiness(lines, congress, on, calendar);
      const worst = (all: Readiness["causes"]) => all.map((each) => each.severity);
      const expected = (severities: string[]) =>
        severities.includes("blocks") ? "red" : severities.includes("warns") ? "amber" : severities.length > 0 ? "grey" : "green";
      expect(result.light).toBe(expected(worst(result.causes)));
      expect(result.openLight).toBe(expected(worst(openCauses(result.causes))));
      if (worst(openCauses(result.causes)).includes("blocks")) expect(result.percent).toBeLessThan(100);
      for (const each of result.causes) if (each.daysLate !== null) expect(each.daysLate).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
});

test("what is shown openly does not depend on restricted matters in any way", () => {
  fc.assert(
    fc.property(someLines, aCongress, aRestricted, fc.dictionary(fc.constantFrom("E02", "E03", "K11"), aTick), aDay, (lines, congress, restricted, ticks, on) => {
      const other = { ...congress, restricted, ticks: new Map([...congress.ticks].filter(([code]) => !(code in { E02: 0, E03: 0, K11: 0 })).concat(Object.entries(ticks))) };
      const shown = ({ openLight, percent, causes: all }: Readiness) => ({ openLight, percent, causes: openCauses(all) });
      expect(shown(readiness(lines, other, on, calendar))).toEqual(shown(readiness(lines, congress, on, calendar)));
    }),
    { numRuns: 300 },
  );
});

test("until the day named, nothing changes but the days late", () => {
  const gist = ({ light, openLight, percent, causes: all }: Readiness) => ({ light, openLight, percent, causes: all.map((each) => ({ ...each, daysLate: 0 })) });
  const settled = (congress: CongressFacts) => ({ ...congress, findings: [], findingsChangeOn: [] });
  fc.assert(
    fc.property(someLines, aCongress.map(settled), aDay, fc.integer({ min: 1, max: 120 }), (lines, congress, on, later) => {
      const result = readiness(lines, congress, on, calendar);
      if (result.nextChangeOn !== null) expect(result.nextChangeOn > on).toBe(true);
      const then = addDays(on, later);
      if (result.nextChangeOn === null || then < result.nextChangeOn)
        expect(gist(readiness(lines, congress, then, calendar))).toEqual(gist(result));
    }),
    { numRuns: 500 },
  );
});
