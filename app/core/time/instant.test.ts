import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, day, dayOfOrdinal } from "./day.ts";
import { dayFromUtc, dayInVietNam, instantsOf, utcOf } from "./instant.ts";

test("an instant falls on the day that Viet Nam has then", () => {
  expect(dayInVietNam(new Date("2025-05-11T16:59:59.999Z"))).toBe("2025-05-11");
  expect(dayInVietNam(new Date("2025-05-11T17:00:00Z"))).toBe("2025-05-12");
});

test("a day goes to the database and comes back", () => {
  expect(utcOf(day("2025-05-12")).toISOString()).toBe("2025-05-12T00:00:00.000Z");
  fc.assert(
    fc.property(fc.integer({ min: -30_000, max: 60_000 }), (ordinal) => {
      const d = dayOfOrdinal(ordinal);
      expect(dayFromUtc(utcOf(d))).toBe(d);
    }),
  );
});

test("a day begins and ends at midnight in Viet Nam", () => {
  const { from, until } = instantsOf(day("2025-05-12"));
  expect(from.toISOString()).toBe("2025-05-11T17:00:00.000Z");
  expect(dayInVietNam(from)).toBe("2025-05-12");
  expect(dayInVietNam(until)).toBe(addDays(day("2025-05-12"), 1));
  expect(dayInVietNam(new Date(until.getTime() - 1))).toBe("2025-05-12");
});
