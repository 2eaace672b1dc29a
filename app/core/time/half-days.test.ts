import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, day, dayOfOrdinal } from "./day.ts";
import { closesOn, halfDayKey, occupiedDays, occupiedHalfDays, overlaps, SESSIONS, type Sitting } from "./half-days.ts";

const anySitting: fc.Arbitrary<Sitting> = fc.record({
  opensOn: fc.integer({ min: 19_000, max: 21_000 }).map((ordinal) => dayOfOrdinal(ordinal)),
  session: fc.constantFrom(...SESSIONS),
  lengthHalfDays: fc.integer({ min: 1, max: 12 }),
});

test("a congress of a day and a half from the afternoon closes on the next day", () => {
  const sitting: Sitting = { opensOn: day("2025-06-26"), session: "afternoon", lengthHalfDays: 3 };
  expect(occupiedHalfDays(sitting)).toEqual([
    { day: "2025-06-26", session: "afternoon" },
    { day: "2025-06-27", session: "morning" },
    { day: "2025-06-27", session: "afternoon" },
  ]);
  expect(closesOn(day("2025-06-26"), "afternoon", 3)).toBe("2025-06-27");
  expect(closesOn(day("2025-06-26"), "morning", 2)).toBe("2025-06-26");
  expect(closesOn(day("2025-06-26"), "morning", 0)).toBe("2025-06-26");
  expect(occupiedDays(sitting)).toEqual(["2025-06-26", "2025-06-27"]);
});

test("it sits for as many half-days as it is long, in order, up to its closing day", () => {
  fc.assert(
    fc.property(anySitting, (sitting) => {
      const slots = occupiedHalfDays(sitting);
      const keys = slots.map(halfDayKey);
      expect(slots).toHaveLength(sitting.lengthHalfDays);
      expect(keys).toEqual([...new Set(keys)].toSorted());
      expect(slots[0]).toEqual({ day: sitting.opensOn, session: sitting.session });
      expect(slots.at(-1)?.day).toBe(closesOn(sitting.opensOn, sitting.session, sitting.lengthHalfDays));
      expect(occupiedDays(sitting).at(-1)).toBe(slots.at(-1)?.day);
    }),
  );
});

test("two congresses overlap in a half-day that both take", () => {
  const morning: Sitting = { opensOn: day("2025-06-26"), session: "morning", lengthHalfDays: 1 };
  const afternoon: Sitting = { ...morning, session: "afternoon" };
  expect(overlaps(morning, afternoon)).toBe(false);
  expect(overlaps({ ...morning, lengthHalfDays: 2 }, afternoon)).toBe(true);
  fc.assert(
    fc.property(anySitting, anySitting, (a, b) => {
      expect(overlaps(a, b)).toBe(overlaps(b, a));
      const after = { ...b, opensOn: addDays(closesOn(a.opensOn, a.session, a.lengthHalfDays), 1) };
      expect(overlaps(a, after)).toBe(false);
    }),
  );
});
