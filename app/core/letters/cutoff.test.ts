import fc from "fast-check";
import { expect, test } from "vitest";
import { edition } from "#app/core/rules/editions.ts";
import { everyLevel } from "#app/core/rules/rule.ts";
import { addDays, day } from "#app/core/time/day.ts";
import { NATIONAL_DAYS } from "#app/core/time/holidays.ts";
import { workingCalendar, workingDaysBetween } from "#app/core/time/working-days.ts";
import { changedSides, cutOffFor, effectOf, LETTER_STANDINGS, sideOf, standingOf, worstStanding, type PlacedLetter } from "./cutoff.ts";
import { LETTER_STATES } from "./letter.ts";

const calendar = workingCalendar(NATIONAL_DAYS);
const ct45 = edition("CT45");

test("07-HD/UBKTTW: 25 wd before a grassroots opening, the holidays and the swapped Saturday counted right", () => {
  expect(cutOffFor(ct45, "grassroots", day("2025-05-29"), calendar)).toEqual({
    day: "2025-04-22",
    span: { amount: 25, unit: "workingDays" },
    source: "07-HD/UBKTTW",
    certainty: "reported",
  });
});

test("07-HD/UBKTTW: 30 wd before the opening of a committee directly above the grassroots, and of a province", () => {
  expect(cutOffFor(ct45, "directSuperior", day("2025-08-01"), calendar)?.day).toBe("2025-06-20");
  expect(cutOffFor(ct45, "province", day("2025-08-01"), calendar)?.day).toBe("2025-06-20");
});

test("an edition can set no cut-off; then every letter falls before it", () => {
  const none = { leads: { ...ct45.leads, letterCutOff: everyLevel({ value: null, source: "x", certainty: "assumed" as const }) } };
  expect(cutOffFor(none, "province", day("2025-08-01"), calendar)).toBeNull();
  expect(sideOf({ receivedOn: day("2025-08-01"), competentReceivedOn: null }, null)).toBe("before");
});

const cutOff = { day: day("2025-04-22") };
const letter = (other: Partial<PlacedLetter> = {}): PlacedLetter => ({
  id: "l1",
  state: "verifying",
  outcome: null,
  receivedOn: day("2025-04-01"),
  competentReceivedOn: day("2025-04-21"),
  ...other,
});

test("a letter received on the 25th working day before the opening is inside the time, one the day before is not", () => {
  expect(sideOf(letter(), cutOff)).toBe("before");
  expect(sideOf(letter({ competentReceivedOn: day("2025-04-22") }), cutOff)).toBe("after");
});

test("a letter that did not reach the competent body goes by the day it came in at all", () => {
  expect(sideOf(letter({ competentReceivedOn: null }), cutOff)).toBe("before");
  expect(sideOf(letter({ competentReceivedOn: null, receivedOn: day("2025-04-22") }), cutOff)).toBe("after");
});

test("what a letter means for the congress follows from its state, its outcome and its side", () => {
  expect(standingOf(letter(), cutOff)).toBe("pendingBefore");
  expect(standingOf(letter({ competentReceivedOn: day("2025-05-01") }), cutOff)).toBe("pendingAfter");
  expect(standingOf(letter({ state: "forwarded" }), cutOff)).toBe("elsewhere");
  expect(standingOf(letter({ state: "filed" }), cutOff)).toBe("notSettled");
  expect(standingOf(letter({ state: "returned" }), cutOff)).toBe("notSettled");
  const outcomes = (["substantiated", "partly", "unsubstantiated", "withdrawn"] as const).map((outcome) => standingOf(letter({ state: "closed", outcome }), cutOff));
  expect(outcomes).toEqual(["substantiated", "substantiated", "unsubstantiated", "unsubstantiated"]);
});

test("150-KL/TW: pending before the cut-off blocks until concluded; behind it the letter is handed over with a warning", () => {
  const effects = LETTER_STANDINGS.map((standing) => [standing, effectOf(standing)?.demand ?? null, effectOf(standing)?.severity ?? null]);
  expect(effects).toEqual([
    ["substantiated", "reconsider", "blocks"],
    ["pendingBefore", "conclude", "blocks"],
    ["pendingAfter", "handOver", "warns"],
    ["elsewhere", "follow", "warns"],
    ["unsubstantiated", null, null],
    ["notSettled", null, null],
  ]);
});

test("of several letters the worst counts", () => {
  expect(worstStanding(["unsubstantiated", "pendingAfter", "pendingBefore"])).toBe("pendingBefore");
  expect(worstStanding([])).toBeNull();
});

test("moving an opening names the pending letters that change sides, and no others", () => {
  const letters = [
    letter({ id: "a", competentReceivedOn: day("2025-04-21") }),
    letter({ id: "b", competentReceivedOn: day("2025-04-18") }),
    letter({ id: "c", competentReceivedOn: day("2025-03-03") }),
    letter({ id: "d", state: "concluded", outcome: "unsubstantiated" }),
  ];
  const before = cutOffFor(ct45, "grassroots", day("2025-05-29"), calendar);
  const after = cutOffFor(ct45, "grassroots", day("2025-05-27"), calendar);
  expect(after?.day).toBe("2025-04-18");
  expect(changedSides(letters, before, after)).toEqual([
    { id: "a", from: "before", to: "after" },
    { id: "b", from: "before", to: "after" },
  ]);
  expect(changedSides(letters, after, before).map((moved) => moved.to)).toEqual(["before", "before"]);
});

test("an opening moved later never puts a letter behind the cut-off, and the lead is kept exactly", () => {
  const opening = fc.integer({ min: 0, max: 700 }).map((n) => addDays(day("2024-10-01"), n));
  const letters = fc.array(
    fc.record({ id: fc.uuid(), state: fc.constantFrom(...LETTER_STATES), outcome: fc.constant(null), receivedOn: opening, competentReceivedOn: fc.option(opening) }),
    { maxLength: 10 },
  );
  fc.assert(
    fc.property(opening, fc.nat(60), letters, (opensOn, later, list) => {
      const before = cutOffFor(ct45, "province", opensOn, calendar);
      const after = cutOffFor(ct45, "province", addDays(opensOn, later), calendar);
      expect(workingDaysBetween(calendar, opensOn, before?.day ?? opensOn)).toBe(-30);
      for (const moved of changedSides(list, before, after)) expect(moved.to).toBe("before");
    }),
  );
});
