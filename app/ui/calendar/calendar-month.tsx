import { Link } from "@remix-run/react";
import { monthOf, type Day } from "#app/core/time/day.ts";
import { DayText } from "#app/ui/parts/day-text.tsx";
import { calendar } from "#app/ui/words/calendar.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { DayHead, EventChip, WeekdayHead } from "./calendar-parts.tsx";
import { countOf, eventsByDay, isOff, monthWeeks, visibleRange, weekOf, type CalendarEvent, type DayNotes, type HrefFor } from "./grid.ts";

const words = { calendar };
const SHOWN = 6;
/** Of more than so many, the way to the date form is on the congress's own page: a third of each mark's size. */
const MOST_WITH_FORM = 40;

/** Month or week as a plain table; needs no JavaScript, prints, and on a phone lists the days that have something. */
export function CalendarMonth(props: {
  caption: string;
  view: "month" | "week";
  day: Day;
  today: Day;
  events: readonly CalendarEvent[];
  notes: DayNotes;
  hrefFor: HrefFor;
}) {
  const t = useT(words);
  const weeks = props.view === "week" ? [weekOf(props.day)] : monthWeeks(props.day);
  const drawn = props.events.length > MOST_WITH_FORM ? props.events.map((event) => ({ ...event, dayFormHref: undefined })) : props.events;
  const byDay = eventsByDay(drawn, visibleRange(props.view, props.day));
  const limit = props.view === "week" ? Infinity : SHOWN;
  return (
    <table className={`cal-grid ${props.view}`}>
      <caption className="visually-hidden">{props.caption}</caption>
      <WeekdayHead />
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((at, index) => {
              const events = byDay.get(at) ?? [];
              const note = props.notes[at];
              const outside = props.view === "month" && monthOf(at) !== monthOf(props.day);
              const className = [isOff(at, note) ? "off" : "", outside ? "outside" : "", events.length === 0 ? "nothing" : "", at === props.today ? "now" : ""].filter(Boolean).join(" ");
              return (
                <td key={at} className={className || undefined}>
                  <DayHead at={at} note={note} today={at === props.today} href={props.hrefFor({ view: "week", day: at })} fullLunar={index === 0} withMonth={false} />
                  <span className="cal-long-day" aria-hidden="true">
                    <DayText day={at} weekday="full" lunar={note?.lunar} />
                    {note?.name ? ` · ${note.name}` : ""}
                  </span>
                  {events.slice(0, limit).map((event) => (
                    <EventChip key={event.id} event={event} />
                  ))}
                  {events.length > limit ? (
                    <Link className="cal-more" to={props.hrefFor({ view: "week", day: at })}>
                      {t("calendar.more", { count: countOf(events.slice(limit)) })}
                    </Link>
                  ) : null}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
