import { expect, test } from "vitest";
import { day } from "#app/core/time/day.ts";
import { eventsByDay, isOff, lunarLabel, monthWeeks, shifted, shortName, visibleRange, weekOf, type CalendarEvent } from "./grid.ts";

const congress = (id: string, opensOn: string, closesOn: string): CalendarEvent => ({ id, title: id, href: `/${id}`, opensOn: day(opensOn), closesOn: day(closesOn) });

test("a week begins on Monday", () => {
  expect(weekOf(day("2025-06-01"))).toEqual(["2025-05-26", "2025-05-27", "2025-05-28", "2025-05-29", "2025-05-30", "2025-05-31", "2025-06-01"]);
});

test("a month shows the whole weeks that touch it", () => {
  const weeks = monthWeeks(day("2025-06-15"));
  expect(weeks.length).toBe(6);
  expect(weeks[0]?.[0]).toBe("2025-05-26");
  expect(weeks.at(-1)?.at(-1)).toBe("2025-07-06");
  expect(monthWeeks(day("2027-02-10")).length).toBe(4);
});

test("each view asks for its own range", () => {
  const at = day("2025-05-15");
  expect(visibleRange("month", at)).toEqual({ from: "2025-04-28", until: "2025-06-02" });
  expect(visibleRange("week", at)).toEqual({ from: "2025-05-12", until: "2025-05-19" });
  expect(visibleRange("agenda", at)).toEqual({ from: "2025-05-01", until: "2025-06-01" });
  expect(visibleRange("list", at)).toEqual({ from: "2025-05-01", until: "2025-06-01" });
});

test("earlier and later move by what is shown", () => {
  expect(shifted("week", day("2025-05-15"), 1)).toBe("2025-05-22");
  expect(shifted("month", day("2025-03-31"), -1)).toBe("2025-02-01");
});

test("a congress of several days is in each day that is shown", () => {
  const byDay = eventsByDay([congress("a", "2025-05-10", "2025-05-13"), congress("b", "2025-05-12", "2025-05-12")], visibleRange("week", day("2025-05-12")));
  expect([...byDay].map(([at, events]) => [at, events.map((event) => event.id)])).toEqual([
    ["2025-05-12", ["a", "b"]],
    ["2025-05-13", ["a"]],
  ]);
});

test("a weekend rests unless its note says that it was swapped", () => {
  expect(isOff(day("2025-04-26"), undefined)).toBe(true);
  expect(isOff(day("2025-04-26"), { off: false })).toBe(false);
  expect(isOff(day("2025-05-02"), { off: true })).toBe(true);
});

test("the lunar day names its month where one begins", () => {
  expect(lunarLabel({ day: 29, month: 4, leapMonth: false }, false)).toBe("29");
  expect(lunarLabel({ day: 1, month: 5, leapMonth: false }, false)).toBe("1/5");
  expect(lunarLabel({ day: 12, month: 6, leapMonth: true }, true)).toBe("12/6n");
});

test("in a narrow column a name loses what all names share", () => {
  expect(shortName("Đảng bộ xã Đông Hòa")).toBe("Xã Đông Hòa");
  expect(shortName("Đảng bộ Ủy ban nhân dân tỉnh")).toBe("Ủy ban nhân dân tỉnh");
  expect(shortName("Chi bộ thôn Lộc Trù")).toBe("Chi bộ thôn Lộc Trù");
});
