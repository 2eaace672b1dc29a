import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addDays,
  addMonths,
  contains,
  day,
  dayOfOrdinal,
  daysBetween,
  formatDay,
  isDay,
  lastDayOf,
  month,
  monthOf,
  monthsBetween,
  ordinalOf,
  parseDay,
  partsOf,
  shiftMonth,
  weekday,
  windowOf,
} from "./day.ts";

const MS_PER_DAY = 86_400_000;
const anyOrdinal = fc.integer({ min: ordinalOf(day("0001-01-01")), max: ordinalOf(day("9999-12-31")) });
const nearOrdinal = fc.integer({ min: ordinalOf(day("1990-01-01")), max: ordinalOf(day("2070-12-31")) });

test("an ordinal and its day name each other, and agree with the calendar of the platform", () => {
  fc.assert(
    fc.property(anyOrdinal, (ordinal) => {
      const d = dayOfOrdinal(ordinal);
      expect(ordinalOf(d)).toBe(ordinal);
      expect(isDay(d)).toBe(true);
      expect(d).toBe(new Date(ordinal * MS_PER_DAY).toISOString().slice(0, 10));
      expect(weekday(d) % 7).toBe(new Date(ordinal * MS_PER_DAY).getUTCDay());
    }),
  );
});

test("adding days and counting them agree", () => {
  fc.assert(
    fc.property(nearOrdinal, fc.integer({ min: -20_000, max: 20_000 }), (ordinal, n) => {
      const d = dayOfOrdinal(ordinal);
      expect(daysBetween(d, addDays(d, n))).toBe(n);
      expect(addDays(addDays(d, n), -n)).toBe(d);
      expect(addDays(d, n) > d).toBe(n > 0);
    }),
  );
});

test("a day is written in forms and read back", () => {
  fc.assert(
    fc.property(anyOrdinal, (ordinal) => {
      const d = dayOfOrdinal(ordinal);
      expect(parseDay(formatDay(d))).toBe(d);
      expect(parseDay(d)).toBe(d);
    }),
  );
});

test("a typed day is read in the ways people write it", () => {
  expect(parseDay("2/9/2025")).toBe("2025-09-02");
  expect(parseDay(" 02/09/2025 ")).toBe("2025-09-02");
  expect(parseDay("2025-09-02")).toBe("2025-09-02");
  expect(parseDay("29/02/2024")).toBe("2024-02-29");
});

test("a day that does not exist is none", () => {
  for (const text of ["29/02/2025", "31/04/2025", "0/1/2025", "1/13/2025", "1/0/2025", "1/1/0000", "9/2025", "", "hôm nay"]) {
    expect(parseDay(text)).toBeNull();
  }
  for (const text of ["1900-02-29", "2025-2-9", "2025-02-30", "2025-00-10", null, 20250902]) expect(isDay(text)).toBe(false);
  expect(isDay("2000-02-29")).toBe(true);
  expect(() => day("2025-02-29")).toThrow("2025-02-29");
  expect(() => addDays(day("9999-12-31"), 1)).toThrow(RangeError);
  expect(() => addDays(day("0001-01-01"), -1)).toThrow(RangeError);
});

test("months are clamped to their last day", () => {
  expect(addMonths(day("2024-01-31"), 1)).toBe("2024-02-29");
  expect(addMonths(day("2025-01-31"), 1)).toBe("2025-02-28");
  expect(addMonths(day("2025-08-31"), -6)).toBe("2025-02-28");
  expect(addMonths(day("2025-05-12"), 20)).toBe("2027-01-12");
});

test("months are counted", () => {
  fc.assert(
    fc.property(nearOrdinal, fc.integer({ min: -500, max: 500 }), (ordinal, n) => {
      const m = monthOf(dayOfOrdinal(ordinal));
      expect(monthsBetween(m, shiftMonth(m, n))).toBe(n);
      expect(shiftMonth(m, n) < m).toBe(n < 0);
    }),
  );
  expect(month("2025-04")).toBe("2025-04");
  expect(() => month("2025-13")).toThrow(RangeError);
  expect(() => shiftMonth(month("9999-12"), 1)).toThrow(RangeError);
  expect(() => shiftMonth(month("0001-01"), -1)).toThrow(RangeError);
});

test("the parts of a day are numbers", () => {
  expect(partsOf(day("2025-05-12"))).toEqual({ year: 2025, month: 5, dayOfMonth: 12 });
});

test("a window ends before its last text", () => {
  const window = windowOf("2025-04-01", "2025-06-30");
  expect(contains(window, day("2025-04-01"))).toBe(true);
  expect(contains(window, day("2025-03-31"))).toBe(false);
  expect(contains(window, day("2025-06-30"))).toBe(false);
  expect(lastDayOf(window)).toBe("2025-06-29");
  expect(() => windowOf("2025-04-01", "2025-04-01")).toThrow(RangeError);
});
