import { addDays, addMonths, day, monthOf, weekday, type Day, type Window } from "#app/core/time/day.ts";
import type { CongressState } from "#app/core/scheduling/congress.ts";
import type { Light } from "#app/core/readiness/rollup.ts";
import type { Session } from "#app/core/time/half-days.ts";
import type { Lunar } from "#app/ui/parts/day-text.tsx";

export const VIEWS = ["month", "week", "agenda", "list"] as const;
export type View = (typeof VIEWS)[number];

/** So many congresses are drawn one by one, so that a page stays below 150 kB. */
export const MOST_SHOWN = 84;

/** A congress on the calendar, or with `count` the others of a day that has too many to draw one by one. */
export type CalendarEvent = {
  readonly id: string;
  readonly title: string;
  /** What tells it apart where there is little room; the title when left out. */
  readonly short?: string | undefined;
  readonly opensOn: Day;
  readonly closesOn: Day;
  readonly href: string;
  readonly session?: Session | undefined;
  readonly state?: CongressState | undefined;
  readonly light?: Light | undefined;
  /** Level, parent: a line of the list. */
  readonly note?: string | undefined;
  /** The form that asks for another day; present when this person may move the congress. */
  readonly dayFormHref?: string | undefined;
  readonly count?: number | undefined;
};

/** What is to be known about a day: its lunar day, the name of a holiday, whether work rests. */
export type DayNote = {
  readonly lunar?: Lunar | undefined;
  readonly name?: string | undefined;
  /** A day without work; Saturdays and Sundays are, unless `off` is false. */
  readonly off?: boolean | undefined;
};
export type DayNotes = Readonly<Partial<Record<string, DayNote>>>;

/** The address of the calendar in a view at a day. */
export type HrefFor = (at: { readonly view: View; readonly day: Day }) => string;

/** Monday to Sunday of the week of a day. */
export function weekOf(of: Day): Day[] {
  const monday = addDays(of, 1 - weekday(of));
  return Array.from({ length: 7 }, (_, i) => addDays(monday, i));
}

/** The weeks that touch the month of a day. */
export function monthWeeks(of: Day): Day[][] {
  const month = monthOf(of);
  const weeks: Day[][] = [];
  for (let monday = weekOf(day(`${month}-01`))[0]; monday !== undefined && monthOf(monday) <= month; monday = addDays(monday, 7)) {
    weeks.push(weekOf(monday));
  }
  return weeks;
}

/** The days for which a view needs events: whole weeks for the grids, the month itself for agenda and list. */
export function visibleRange(view: View, at: Day): Window {
  const first = day(`${monthOf(at)}-01`);
  if (view === "agenda" || view === "list") return { from: first, until: addMonths(first, 1) };
  const weeks = view === "week" ? [weekOf(at)] : monthWeeks(at);
  const from = weeks[0]?.[0] ?? at;
  return { from, until: addDays(from, weeks.length * 7) };
}

/** The day to which "earlier" (−1) or "later" (1) leads. */
export function shifted(view: View, at: Day, direction: 1 | -1): Day {
  return view === "week" ? addDays(at, 7 * direction) : addMonths(day(`${monthOf(at)}-01`), direction);
}

/** The events of each day of the window, in the order given; one over several days is in each of them. */
export function eventsByDay(events: readonly CalendarEvent[], { from, until }: Window): ReadonlyMap<Day, CalendarEvent[]> {
  const byDay = new Map<Day, CalendarEvent[]>();
  for (const event of events) {
    for (let at = event.opensOn < from ? from : event.opensOn; at <= event.closesOn && at < until; at = addDays(at, 1)) {
      const there = byDay.get(at);
      if (there) there.push(event);
      else byDay.set(at, [event]);
    }
  }
  return byDay;
}

/** "Xã Đông Hòa" for "Đảng bộ xã Đông Hòa": in a narrow column the word that all names share leaves no room for the rest. */
export function shortName(partyName: string): string {
  const rest = /^Đảng bộ (.)(.*)$/u.exec(partyName);
  return rest ? `${(rest[1] ?? "").toLocaleUpperCase("vi")}${rest[2] ?? ""}` : partyName;
}

/** How many congresses some events stand for. */
export const countOf = (events: readonly CalendarEvent[]): number => events.reduce((sum, event) => sum + (event.count ?? 1), 0);

/** Whether work rests on a day: as its note says, else on Saturday and Sunday. */
export const isOff = (at: Day, note: DayNote | undefined): boolean => note?.off ?? weekday(at) >= 6;

/** "29" as calendars write it, "1/5" where a lunar month begins or `full` asks, "1/6n" in a leap month. */
export function lunarLabel(lunar: Lunar, full: boolean): string {
  return full || lunar.day === 1 ? `${lunar.day}/${lunar.month}${lunar.leapMonth ? "n" : ""}` : String(lunar.day);
}

/** What the calendar is given: by the server for the tables, handed on to the library where there is JavaScript. */
export type CongressCalendarProps = {
  readonly view: View;
  readonly day: Day;
  readonly today: Day;
  /** Those of `visibleRange(view, day)`, in the order of their opening: beyond `MOST_SHOWN`, the first of each day and how many more there are. */
  readonly events: readonly CalendarEvent[];
  readonly notes: DayNotes;
  readonly hrefFor: HrefFor;
  /** A congress was dragged to another day: lead to the preview of that move. Without it nothing can be dragged. */
  readonly onMove?: ((id: string, to: Day) => void) | undefined;
};
