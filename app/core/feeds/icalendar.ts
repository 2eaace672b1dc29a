import { addDays, type Day } from "#app/core/time/day.ts";

/** One congress as a calendar programme shows it: whole days, nothing beyond name, state and hall. */
export type FeedEvent = {
  readonly id: string;
  readonly opensOn: Day;
  /** The last day, itself included. */
  readonly closesOn: Day;
  readonly summary: string;
  readonly description: string;
  readonly location: string | null;
  /** Whether the date is settled (approved or held) or still a plan. */
  readonly settled: boolean;
  /** Grows with each change of the congress and never goes back. */
  readonly sequence: number;
  /** ISO instant of the last change. */
  readonly changedAt: string;
};

export type FeedCalendar = {
  readonly name: string;
  readonly description: string;
  /** Whether the events take the reader's own time: those of a leader do. */
  readonly busy: boolean;
  readonly events: readonly FeedEvent[];
};

/**
 * The calendar as RFC 5545 writes it. Without a METHOD, so that DTSTAMP is the last change and an unchanged plan gives
 * the same bytes. The time zone is there because a calendar needs at least one component, also when no congress has a date.
 */
export function writeCalendar({ name, description, busy, events }: FeedCalendar): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Congress planner//Feed 1//VI",
    "CALSCALE:GREGORIAN",
    `X-WR-CALNAME:${escaped(name)}`,
    `X-WR-CALDESC:${escaped(description)}`,
    "X-WR-TIMEZONE:Asia/Ho_Chi_Minh",
    "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    ...TIME_ZONE,
    ...events.flatMap((event) => eventLines(event, busy)),
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

const TIME_ZONE = [
  "BEGIN:VTIMEZONE",
  "TZID:Asia/Ho_Chi_Minh",
  "BEGIN:STANDARD",
  "DTSTART:19750613T000000",
  "TZOFFSETFROM:+0700",
  "TZOFFSETTO:+0700",
  "TZNAME:+07",
  "END:STANDARD",
  "END:VTIMEZONE",
];

function eventLines(event: FeedEvent, busy: boolean): string[] {
  const changed = utcStamp(event.changedAt);
  return [
    "BEGIN:VEVENT",
    `UID:${event.id}@congress-planner`,
    `DTSTAMP:${changed}`,
    `LAST-MODIFIED:${changed}`,
    `SEQUENCE:${event.sequence}`,
    `DTSTART;VALUE=DATE:${compact(event.opensOn)}`,
    // The end is the first day that is free again.
    `DTEND;VALUE=DATE:${compact(addDays(event.closesOn, 1))}`,
    `SUMMARY:${escaped(event.summary)}`,
    `DESCRIPTION:${escaped(event.description)}`,
    ...(event.location === null ? [] : [`LOCATION:${escaped(event.location)}`]),
    `STATUS:${event.settled ? "CONFIRMED" : "TENTATIVE"}`,
    `TRANSP:${busy ? "OPAQUE" : "TRANSPARENT"}`,
    "END:VEVENT",
  ];
}

const compact = (d: Day): string => d.replaceAll("-", "");

/** "2025-05-12T03:04:05.678Z" as 20250512T030405Z. */
const utcStamp = (iso: string): string => `${iso.slice(0, 19).replace(/[-:]/g, "")}Z`;

/** A text value: what has a meaning in the format is marked, and what no text may hold is left out. */
function escaped(text: string): string {
  return (
    text
      .replace(/\r\n?|[\u2028\u2029\u0085]/g, "\n")
      // oxlint-disable-next-line no-control-regex -- these are what is left out
      .replace(/[\u0000-\u0008\u000B-\u001F\u007F]/g, "")
      .replace(/[\\;,]/g, (mark) => `\\${mark}`)
      .replaceAll("\n", "\\n")
  );
}

/** Octets of a line, its break not counted. */
const LONGEST = 75;

/** Cut into lines of at most 75 octets, never inside a letter; each further one begins with a blank. */
function folded(line: string): string {
  // Most lines are short and plain: a unit of text has three octets at most.
  if (line.length <= LONGEST / 3 || (line.length <= LONGEST && PLAIN.test(line))) return line;
  let out = "";
  let used = 0;
  for (const letter of line) {
    const size = octets(letter.codePointAt(0) ?? 0);
    if (used + size > LONGEST) {
      out += "\r\n ";
      used = 1;
    }
    out += letter;
    used += size;
  }
  return out;
}

const PLAIN = /^[ -~]*$/;

const octets = (point: number): number => (point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4);
