/* oxlint-disable jsx-a11y/prefer-tag-over-role --
   the library draws its tables with divs and roles; what is put inside has to answer in kind */
import { Link } from "@remix-run/react";
import { format, getDay, parse, startOfWeek } from "date-fns";
import { enGB } from "date-fns/locale/en-GB";
import { vi } from "date-fns/locale/vi";
import { useCallback, useMemo, useRef, useState } from "react";
import { Calendar, dateFnsLocalizer, type Components, type EventProps } from "react-big-calendar";
import withDragAndDrop from "react-big-calendar/lib/addons/dragAndDrop";
import { addDays, addMonths, day, daysBetween, formatDay, monthOf, partsOf, type Day } from "#app/core/time/day.ts";
import { weekdayOf } from "#app/ui/parts/day-text.tsx";
import { LightMark } from "#app/ui/parts/light.tsx";
import { calendar } from "#app/ui/words/calendar.ts";
import { campaign } from "#app/ui/words/campaign.ts";
import { parts } from "#app/ui/words/parts.ts";
import { useLocale, useT } from "#app/ui/words/provider.tsx";
import "./big-calendar.css";
import { DayHead, EventChip } from "./calendar-parts.tsx";
import { countOf, isOff, type CalendarEvent, type CongressCalendarProps } from "./grid.ts";

const words = { calendar, campaign, parts };

/** react-big-calendar knows instants only: a congress is there from midnight to midnight of the browser's own zone. */
type Shown = { readonly resource: CalendarEvent; readonly title: string; readonly start: Date; readonly end: Date; readonly allDay: true };

const localizer = dateFnsLocalizer({
  format,
  parse,
  startOfWeek: (date: Date) => startOfWeek(date, { weekStartsOn: 1 }),
  getDay,
  locales: { vi, en: enGB },
});
const DraggableCalendar = withDragAndDrop<Shown>(Calendar);
/** The library lays out rows but leaves their events without a role. */
const Event = ({ event }: EventProps<Shown>) => <EventChip event={event.resource} role="cell" />;
const stay = () => undefined;

export default function InteractiveCalendar(props: CongressCalendarProps & { view: "month" | "week" | "agenda"; title: string }) {
  const { view, today, notes, hrefFor, onMove } = props;
  const t = useT(words);
  const locale = useLocale();
  const first = view === "agenda" ? day(`${monthOf(props.day)}-01`) : props.day;
  const { refused, dragged, dropped } = useRefusedDays(view, first);
  const events = useMemo(() => props.events.map(shownOf), [props.events]);

  const components = useMemo<Components<Shown>>(() => {
    const head = (date: Date, withMonth: boolean) => {
      const at = dayOf(date);
      return <DayHead at={at} note={notes[at]} today={at === today} href={hrefFor({ view: "week", day: at })} fullLunar={weekdayOf(at) === 1} withMonth={withMonth} />;
    };
    return {
      event: Event,
      showMore: ({ slotDate, remainingEvents }) => (
        <span role="cell">
          <Link className="cal-more" to={hrefFor({ view: "week", day: dayOf(slotDate) })}>
            {t("calendar.more", { count: countOf(remainingEvents.map((each) => each.resource)) })}
          </Link>
        </span>
      ),
      month: { dateHeader: ({ date }) => head(date, false) },
      week: {
        header: ({ date }) => (
          <span role="row">
            <span role="columnheader">
              <span className="cal-weekday">{t(`parts.weekday.short.${weekdayOf(dayOf(date))}`)}</span>
              {head(date, true)}
            </span>
          </span>
        ),
      },
      agenda: {
        date: ({ day: date }: { day: Date }) => <AgendaDay at={dayOf(date)} name={notes[dayOf(date)]?.name} />,
        time: ({ event }) => {
          const source: CalendarEvent = event.resource;
          return <>{source.session ? t(`campaign.session.${source.session}`) : ""}</>;
        },
        event: AgendaEvent,
      },
    };
  }, [notes, today, hrefFor, t]);

  return (
    <DraggableCalendar
      className={`cal-big ${view}`}
      localizer={localizer}
      culture={locale}
      events={events}
      date={dateOf(first)}
      getNow={() => dateOf(today)}
      view={view}
      views={["month", "week", "agenda"]}
      length={daysBetween(first, addMonths(first, 1)) - 1}
      onView={stay}
      onNavigate={stay}
      toolbar={false}
      {...(view === "week" ? { elementProps: { role: "table", "aria-label": props.title } } : {})}
      drilldownView={null}
      showMultiDayTimes={false}
      resizable={false}
      selectable={false}
      draggableAccessor={(event) => onMove !== undefined && event.resource.dayFormHref !== undefined}
      onDragStart={({ event }) => void dragged(event.resource)}
      onEventDrop={({ event, start }) => {
        dropped();
        const to = dayOf(new Date(start));
        if (to !== event.resource.opensOn) onMove?.(event.resource.id, to);
      }}
      dayPropGetter={(date) => {
        const at = dayOf(date);
        return { className: [isOff(at, notes[at]) ? "off" : "", refused.has(at) ? "refused" : ""].join(" ") };
      }}
      eventPropGetter={(event) => ({ className: `light-${event.resource.light ?? "grey"} ${event.resource.dayFormHref ? "movable" : "fixed"}` })}
      tooltipAccessor={() => ""}
      formats={{ weekdayFormat: (date) => t(`parts.weekday.short.${weekdayOf(dayOf(date))}`), dateFormat: "d" }}
      messages={{
        date: t("calendar.columnDay"),
        time: t("calendar.columnSession"),
        event: t("calendar.columnCongress"),
        allDay: "",
        noEventsInRange: t("calendar.empty"),
      }}
      components={components}
    />
  );
}

const NONE: ReadonlySet<Day> = new Set();

/**
 * The days that would break a hard rule for the congress that is being dragged, asked for once as it is taken up. They
 * are help only: without an answer every day takes the congress, and the form says what stands against it.
 */
function useRefusedDays(view: "month" | "week" | "agenda", first: Day) {
  const [refused, setRefused] = useState(NONE);
  const asked = useRef(0);
  const month = monthOf(view === "week" ? addDays(first, 3) : first);
  const dropped = useCallback(() => {
    asked.current += 1;
    setRefused(NONE);
  }, []);
  const dragged = useCallback(
    async ({ id }: CalendarEvent) => {
      const mine = (asked.current += 1);
      // A drag that ends outside the calendar drops nothing.
      document.addEventListener("mouseup", () => setTimeout(dropped), { once: true });
      const answer = await fetch(`/congresses/${id}/refused-days?month=${month}`).catch(() => null);
      if (!answer?.ok || asked.current !== mine) return;
      const { days } = (await answer.json()) as { days: Day[] };
      if (asked.current === mine) setRefused(new Set(days));
    },
    [month, dropped],
  );
  return { refused, dragged, dropped };
}

function AgendaDay({ at, name }: { at: Day; name: string | undefined }) {
  const t = useT(words);
  return (
    <>
      {t(`parts.weekday.short.${weekdayOf(at)}`)} {formatDay(at)}
      {name ? <span className="holiday">{name}</span> : null}
    </>
  );
}

function AgendaEvent({ event }: EventProps<Shown>) {
  const t = useT(words);
  const { light, note } = event.resource;
  return (
    <>
      <EventChip event={event.resource} />
      {light ? (
        <span className="small muted">
          <LightMark light={light} /> {t(`parts.light.${light}`)}
        </span>
      ) : null}
      {note ? <span className="small muted">{note}</span> : null}
    </>
  );
}

function shownOf(source: CalendarEvent): Shown {
  return { resource: source, title: source.title, start: dateOf(source.opensOn), end: dateOf(addDays(source.closesOn, 1)), allDay: true };
}

function dateOf(at: Day): Date {
  const { year, month, dayOfMonth } = partsOf(at);
  return new Date(year, month - 1, dayOfMonth);
}

function dayOf(date: Date): Day {
  return day(format(date, "yyyy-MM-dd"));
}
