import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, day } from "#app/core/time/day.ts";
import { type FeedEvent, writeCalendar } from "./icalendar.ts";
import { readCalendar } from "./strict-reader.ts";

const event = (rest: Partial<FeedEvent> = {}): FeedEvent => ({
  id: "5b0f7a52-6f1e-4c56-9a52-0a86a3a6d001",
  opensOn: day("2025-06-12"),
  closesOn: day("2025-06-13"),
  summary: "Đại hội Đảng bộ xã Phú Hải (Dự kiến)",
  description: "Khai mạc buổi sáng",
  location: "Hội trường A",
  settled: false,
  sequence: 3,
  changedAt: "2025-05-12T03:04:05.678Z",
  ...rest,
});
const write = (events: readonly FeedEvent[], name = "Lịch") => writeCalendar({ name, description: "Mô tả", busy: false, events });

test("a congress is whole days, its end the first free day, its stamps those of its last change", () => {
  const [read] = readCalendar(write([event()])).events;
  expect(read).toEqual({
    UID: "5b0f7a52-6f1e-4c56-9a52-0a86a3a6d001@congress-planner",
    DTSTAMP: "20250512T030405Z",
    "LAST-MODIFIED": "20250512T030405Z",
    SEQUENCE: "3",
    "DTSTART;VALUE=DATE": "20250612",
    "DTEND;VALUE=DATE": "20250614",
    SUMMARY: "Đại hội Đảng bộ xã Phú Hải (Dự kiến)",
    DESCRIPTION: "Khai mạc buổi sáng",
    LOCATION: "Hội trường A",
    STATUS: "TENTATIVE",
    TRANSP: "TRANSPARENT",
  });
});

test("a calendar without congresses is still one, and the same plan gives the same bytes", () => {
  expect(readCalendar(write([])).events).toEqual([]);
  expect(write([event()])).toBe(write([event()]));
});

const nasty = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 80 }),
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.array(fc.constantFrom(",", ";", "\\", "\n", "\r\n", "\\n", ":", '"', "🏛️", "👩‍👩‍👧", "ệ", "ệ", " ", "\t", "\u0000", "\u2028", "END:VEVENT"), { maxLength: 40 }).map((list) => list.join("")),
  fc.string({ unit: fc.constantFrom("Đ", "ữ", "a", "🏛"), minLength: 300, maxLength: 300 }),
);
/** What a text may hold: no control letters but the tab, and one kind of line break. */
// oxlint-disable-next-line no-control-regex -- these are what a text may not hold
const allowed = (text: string): string => text.replace(/\r\n?|[\u2028\u2029\u0085]/g, "\n").replace(/[\u0000-\u0008\u000B-\u001F\u007F]/g, "");

test("whatever a unit is called, the strict reader reads it back letter by letter", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(fc.uuid(), nasty, nasty, fc.integer({ min: 0, max: 9 })), { selector: ([id]) => id, maxLength: 8 }), nasty, (list, name) => {
      const events = list.map(([id, summary, location, length]) => event({ id, summary, location, closesOn: addDays(day("2025-06-12"), length) }));
      const read = readCalendar(write(events, name));
      expect(read.head["X-WR-CALNAME"]).toBe(allowed(name));
      expect(read.events.map((each) => each["SUMMARY"])).toEqual(list.map(([, summary]) => allowed(summary)));
      expect(read.events.map((each) => each["LOCATION"])).toEqual(list.map(([, , location]) => allowed(location)));
    }),
    { numRuns: 300 },
  );
});

test("the strict reader refuses what is not a calendar", () => {
  const good = write([event()]);
  expect(() => readCalendar(good.replaceAll("\r\n", "\n"))).toThrow("line break");
  expect(() => readCalendar(good.replace("Mô tả", "m".repeat(80)))).toThrow("octets");
  expect(() => readCalendar(good.replace(/UID:.*\r\n/, ""))).toThrow("UID");
  expect(() => readCalendar(good.replace("SEQUENCE:3", "SEQUENCE:3\r\nSEQUENCE:4"))).toThrow("twice");
  expect(() => readCalendar(good.replace("Hội trường A", "A, B"))).toThrow("not escaped");
  expect(() => readCalendar(good.replace("20250614", "20250612"))).toThrow("ends");
  expect(() => readCalendar(write([event(), event()]))).toThrow("UID");
  expect(() => readCalendar(good.replace("END:VEVENT\r\n", ""))).toThrow("END");
});
