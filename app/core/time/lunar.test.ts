import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, day, dayOfOrdinal, ordinalOf } from "./day.ts";
import { dayOfLunar, hungKings, lunarDay, tet } from "./lunar.ts";

// As printed calendars have them. 2007 and 2030 are a day earlier than in China.
const TET = [
  "2000-02-05", "2001-01-24", "2002-02-12", "2003-02-01", "2004-01-22", "2005-02-09", "2006-01-29", "2007-02-17",
  "2008-02-07", "2009-01-26", "2010-02-14", "2011-02-03", "2012-01-23", "2013-02-10", "2014-01-31", "2015-02-19",
  "2016-02-08", "2017-01-28", "2018-02-16", "2019-02-05", "2020-01-25", "2021-02-12", "2022-02-01", "2023-01-22",
  "2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06", "2028-01-26", "2029-02-13", "2030-02-02", "2031-01-23",
  "2032-02-11", "2033-01-31", "2034-02-19", "2035-02-08", "2036-01-28", "2037-02-15", "2038-02-04", "2039-01-24",
  "2040-02-12", "2041-02-01", "2042-01-22", "2043-02-10", "2044-01-30", "2045-02-17", "2046-02-06", "2047-01-26",
  "2048-02-14", "2049-02-02", "2050-01-23",
];

const anyDay = fc
  .integer({ min: ordinalOf(day("1980-01-01")), max: ordinalOf(day("2080-12-31")) })
  .map((ordinal) => dayOfOrdinal(ordinal));

test("Tết falls on the days of the printed calendars", () => {
  expect(TET.map((_, i) => tet(2000 + i))).toEqual(TET);
});

test("the Hùng Kings' days of the season", () => {
  expect([2024, 2025, 2026].map(hungKings)).toEqual(["2024-04-18", "2025-04-07", "2026-04-26"]);
});

test("the leap months from 2000 to 2050", () => {
  const found = new Set<string>();
  for (let d = day("2000-01-01"); d < "2050-12-31"; d = addDays(d, 1)) {
    const { year, month, leapMonth } = lunarDay(d);
    if (leapMonth) found.add(`${year}/${month}`);
  }
  expect([...found].join(" ")).toBe(
    "2001/4 2004/2 2006/7 2009/5 2012/4 2014/9 2017/6 2020/4 2023/2 2025/6 2028/5 2031/3 2033/11 2036/6 2039/5 2042/2 2044/7 2047/5 2050/3",
  );
});

test("single days", () => {
  expect(lunarDay(day("2025-01-28"))).toEqual({ day: 29, month: 12, leapMonth: false, year: 2024 });
  expect(lunarDay(day("2025-01-29"))).toEqual({ day: 1, month: 1, leapMonth: false, year: 2025 });
  expect(lunarDay(day("2025-07-25"))).toEqual({ day: 1, month: 6, leapMonth: true, year: 2025 });
  expect(lunarDay(day("2025-12-31"))).toEqual({ day: 12, month: 11, leapMonth: false, year: 2025 });
});

test("the lunar day goes up by one, or a new month begins after 29 or 30 days", () => {
  fc.assert(
    fc.property(anyDay, (d) => {
      const today = lunarDay(d);
      const tomorrow = lunarDay(addDays(d, 1));
      if (tomorrow.day === 1) expect([29, 30]).toContain(today.day);
      else expect(tomorrow).toEqual({ ...today, day: today.day + 1 });
    }),
  );
});

test("an ordinary lunar day is found again", () => {
  fc.assert(
    fc.property(anyDay, (d) => {
      const lunar = lunarDay(d);
      fc.pre(!lunar.leapMonth);
      expect(dayOfLunar(lunar.year, lunar.month, lunar.day)).toBe(d);
    }),
  );
  expect(() => dayOfLunar(2025, 13, 1)).toThrow(RangeError);
});
