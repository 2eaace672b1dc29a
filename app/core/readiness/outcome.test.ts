import fc from "fast-check";
import { expect, test } from "vitest";
import { assumed, confirmed } from "#app/core/rules/rule.ts";
import { day } from "#app/core/time/day.ts";
import { isRatified, isRefused, modeFor, outcomeProblems, quorumOf, type Outcome, type OutcomeContext } from "./outcome.ts";

const context: OutcomeContext = {
  contents: 4,
  plannedOn: day("2025-06-10"),
  today: day("2025-07-20"),
  quorum: assumed(2 / 3, "Điều lệ Đảng, Điều 11"),
};
const elected: Outcome = {
  heldOn: day("2025-06-10"),
  summoned: 150,
  present: 148,
  result: "completed",
  mode: "elected",
  electedCount: 15,
  reportedOn: day("2025-06-18"),
  reportDocument: "Số 12-BC/ĐU",
  ratifiedOn: day("2025-07-01"),
  ratifiedDocument: "Số 45-QĐ/TU",
};
const unreported = { reportedOn: null, reportDocument: null, ratifiedOn: null, ratifiedDocument: null };
const appointed: Outcome = { ...elected, ...unreported, mode: "appointed", electedCount: null };

const found = (outcome: Partial<Outcome>, given: Partial<OutcomeContext> = {}) =>
  outcomeProblems({ ...elected, ...outcome }, { ...context, ...given }).map(({ field, code, severity }) => `${severity} ${field} ${code}`);

test("a congress of four contents elects, reports and is ratified", () => {
  expect(found({})).toEqual([]);
});

test("KL 163: a congress of two contents gets its committee by appointment only", () => {
  expect(outcomeProblems(appointed, { ...context, contents: 2 })).toEqual([]);
  expect(found({ ...unreported }, { contents: 2 })).toEqual(["blocks mode modeNotForContents"]);
  expect(found({ ...appointed, electedCount: 15 }, { contents: 2 })).toEqual(["blocks electedCount electedCountNotAsked"]);
  expect(found({ ...elected, mode: "appointed", electedCount: null }, { contents: 2 })).toEqual(["blocks ratifiedOn nothingToRatify"]);
});

test("domain 3.1: three contents are without an election of the committee", () => {
  expect(modeFor(3, "completed")).toBe("none");
  expect(found({ mode: "none", electedCount: null }, { contents: 3 })).toEqual([]);
  expect([2, 3, 4].map((contents) => isRatified(contents as 2 | 3 | 4))).toEqual([false, true, true]);
});

test("a congress that broke off or was invalid has no committee and asks no quorum", () => {
  expect(found({ ...unreported, result: "adjourned", mode: "none", electedCount: null, present: 3 })).toEqual([]);
  expect(found({ ...unreported, result: "invalid" })).toEqual(["blocks mode modeNotForContents"]);
});

test("the day has to have come; another day than the planned one is shown", () => {
  expect(found({ ...unreported, heldOn: day("2025-07-21") })).toEqual(["blocks heldOn notYetHeld"]);
  expect(found({ heldOn: day("2025-06-11") })).toEqual(["warns heldOn notThePlannedDay"]);
  expect(found({ heldOn: day("2025-06-11") }, { plannedOn: null })).toEqual([]);
});

test("attendance: counts, not more than summoned, and two thirds of them", () => {
  expect(found({ summoned: 0, present: 0 })).toEqual(["blocks summoned nobodySummoned"]);
  expect(found({ summoned: 10.5, present: 10 })).toEqual(["blocks summoned notACount"]);
  expect(found({ present: -1 })).toEqual(["blocks present notACount"]);
  expect(found({ present: 151 })).toEqual(["blocks present morePresentThanSummoned"]);
  expect(found({ present: 99 })).toEqual(["warns present belowQuorum"]);
  expect(found({ present: 100 })).toEqual([]);
  expect(found({ present: 99 }, { quorum: confirmed(2 / 3, "Điều lệ Đảng, Điều 11") })).toEqual(["blocks present belowQuorum"]);
});

test("the number elected belongs to an election", () => {
  expect(found({ electedCount: null })).toEqual(["blocks electedCount electedCountMissing"]);
  expect(found({ electedCount: -1 })).toEqual(["blocks electedCount notACount"]);
});

test("the report follows the day and has a document", () => {
  expect(found({ ratifiedOn: null, reportedOn: day("2025-06-09") })).toEqual(["blocks reportedOn beforeTheDay"]);
  expect(found({ ratifiedOn: null, reportedOn: day("2025-07-21") })).toEqual(["blocks reportedOn inTheFuture"]);
  expect(found({ reportDocument: " " })).toEqual(["blocks reportDocument documentMissing"]);
});

test("24-QĐ/TW 16.1.2: ratification follows the report and has a document", () => {
  expect(found({ reportedOn: null, reportDocument: null })).toEqual(["blocks ratifiedOn notReported"]);
  expect(found({ ratifiedOn: day("2025-06-17") })).toEqual(["blocks ratifiedOn beforeTheReport"]);
  expect(found({ ratifiedOn: day("2025-07-21") })).toEqual(["blocks ratifiedOn inTheFuture"]);
  expect(found({ ratifiedDocument: null })).toEqual(["blocks ratifiedDocument documentMissing"]);
});

test("only a blocking problem keeps the record from being stored", () => {
  expect(isRefused(outcomeProblems({ ...elected, present: 99 }, context))).toBe(false);
  expect(isRefused(outcomeProblems({ ...elected, present: 999 }, context))).toBe(true);
});

test("the quorum is the smallest whole number of heads that makes two thirds", () => {
  fc.assert(
    fc.property(fc.nat(100_000), (summoned) => {
      const quorum = quorumOf(summoned, 2 / 3);
      expect(quorum * 3).toBeGreaterThanOrEqual(summoned * 2);
      expect((quorum - 1) * 3).toBeLessThan(summoned * 2);
    }),
  );
});
