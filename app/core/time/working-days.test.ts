import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, day, dayOfOrdinal, ordinalOf, weekday, type Day } from "./day.ts";
import { NATIONAL_DAYS } from "./holidays.ts";
import {
  addWorkingDays,
  isWorking,
  namedOn,
  whyNotWorking,
  whyUnsuitable,
  workingCalendar,
  workingDaysBetween,
  type CalendarDay,
  type WorkingCalendar,
} from "./working-days.ts";

const national = workingCalendar(NATIONAL_DAYS);
const bare = workingCalendar([]);
const sixDays = workingCalendar(NATIONAL_DAYS, { saturdays: true });
const calendars = fc.constantFrom(national, bare, sixDays, workingCalendar([], { saturdays: true }));

// Inside the table, at its edges and far outside it.
const anyDay = fc
  .integer({ min: ordinalOf(day("2010-01-01")), max: ordinalOf(day("2045-12-31")) })
  .map((ordinal) => dayOfOrdinal(ordinal));
const anyCount = fc.integer({ min: -600, max: 600 });

function named(text: string, kind: CalendarDay["kind"]): CalendarDay {
  return { day: day(text), kind, name: { vi: kind, en: kind }, source: "test", certainty: "assumed" };
}

/** Counts one day after another, as a person would. */
function countByHand(calendar: WorkingCalendar, from: Day, n: number): Day {
  let d = from;
  for (let left = Math.abs(n); left > 0; ) {
    d = addDays(d, Math.sign(n));
    if (isWorking(calendar, d)) left--;
  }
  return d;
}

test("adding working days and counting them are inverse", () => {
  fc.assert(
    fc.property(calendars, anyDay, anyCount, (calendar, d, n) => {
      expect(workingDaysBetween(calendar, d, addWorkingDays(calendar, d, n))).toBe(n);
    }),
    { numRuns: 2_000 },
  );
});

test("the quick count is the count by hand", () => {
  fc.assert(
    fc.property(calendars, anyDay, fc.integer({ min: -90, max: 90 }), (calendar, d, n) => {
      expect(addWorkingDays(calendar, d, n)).toBe(countByHand(calendar, d, n));
    }),
    { numRuns: 300 },
  );
});

test("a later start or a larger count never ends earlier, and ends on a working day", () => {
  fc.assert(
    fc.property(calendars, anyDay, anyCount, fc.nat(40), (calendar, d, n, more) => {
      const end = addWorkingDays(calendar, d, n);
      expect(addWorkingDays(calendar, addDays(d, more), n) >= end).toBe(true);
      expect(addWorkingDays(calendar, d, n + more) >= end).toBe(true);
      expect(n === 0 || isWorking(calendar, end)).toBe(true);
    }),
  );
});

test("the count to and fro differs in sign only between working days", () => {
  fc.assert(
    fc.property(calendars, anyDay, anyDay, (calendar, a, b) => {
      fc.pre(isWorking(calendar, a) && isWorking(calendar, b));
      expect(workingDaysBetween(calendar, a, b) + workingDaysBetween(calendar, b, a)).toBe(0);
    }),
  );
});

test("without named days, Monday to Friday are worked, and Saturday where the office says so", () => {
  fc.assert(
    fc.property(anyDay, (d) => {
      expect(isWorking(bare, d)).toBe(weekday(d) <= 5);
      expect(isWorking(workingCalendar([], { saturdays: true }), d)).toBe(weekday(d) <= 6);
    }),
  );
});

test("the swapped days of May 2025 count as people worked them", () => {
  expect(isWorking(national, day("2025-04-26"))).toBe(true);
  expect(whyNotWorking(national, day("2025-05-02"))).toMatchObject({ reason: "swappedOff" });
  // Friday 25/4, then 26/4 (worked), 28/4, 29/4, 5/5.
  expect(addWorkingDays(national, day("2025-04-25"), 4)).toBe("2025-05-05");
  expect(workingDaysBetween(national, day("2025-04-25"), day("2025-05-05"))).toBe(4);
});

test("forty-five working days before a congress on 26/6/2025 is 22/4/2025", () => {
  // 47 weekdays from 22/4 to 25/6, and Saturday 26/4, less 30/4, 1/5 and 2/5.
  expect(addWorkingDays(national, day("2025-06-26"), -45)).toBe("2025-04-22");
  expect(addWorkingDays(bare, day("2025-06-26"), -45)).toBe("2025-04-24");
});

test("a week of Tết has no working day", () => {
  expect(workingDaysBetween(national, day("2025-01-24"), day("2025-02-02"))).toBe(0);
  expect(addWorkingDays(national, day("2025-01-24"), 1)).toBe("2025-02-03");
  expect(addWorkingDays(national, day("2025-02-03"), -1)).toBe("2025-01-24");
  expect(addWorkingDays(national, day("2025-01-29"), 0)).toBe("2025-01-29");
});

test("a day off says why", () => {
  expect(whyNotWorking(national, day("2025-05-12"))).toBeNull();
  expect(whyNotWorking(national, day("2025-05-11"))).toEqual({ reason: "weekend" });
  expect(whyNotWorking(national, day("2025-09-02"))).toMatchObject({ reason: "holiday", entry: { name: { vi: "Quốc khánh" } } });
});

test("a province's own entry counts more than the national one", () => {
  const own = workingCalendar([...NATIONAL_DAYS, named("2025-05-02", "swappedWorking"), named("2025-05-05", "holiday")]);
  expect(isWorking(own, day("2025-05-02"))).toBe(true);
  expect(isWorking(own, day("2025-05-05"))).toBe(false);
  expect(namedOn(own, day("2025-05-02"))).toHaveLength(2);
  expect(namedOn(own, day("2025-05-06"))).toEqual([]);
});

test("an unsuitable day is still worked", () => {
  const own = workingCalendar([named("2025-06-03", "unsuitable"), named("2025-06-04", "holiday"), named("2025-06-04", "unsuitable"), named("2025-06-07", "unsuitable")]);
  expect(isWorking(own, day("2025-06-03"))).toBe(true);
  expect(whyUnsuitable(own, day("2025-06-03"))).toMatchObject({ kind: "unsuitable" });
  expect(whyUnsuitable(own, day("2025-06-05"))).toBeNull();
  expect(whyNotWorking(own, day("2025-06-04"))).toMatchObject({ reason: "holiday" });
  expect(whyNotWorking(own, day("2025-06-07"))).toEqual({ reason: "weekend" });
});
