import { Link } from "@remix-run/react";
import type { Day } from "#app/core/time/day.ts";
import { DataTable, type Column } from "#app/ui/parts/data-table.tsx";
import { DayText } from "#app/ui/parts/day-text.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { Icon } from "#app/ui/parts/icon.tsx";
import { Light } from "#app/ui/parts/light.tsx";
import { StateBadge } from "#app/ui/parts/state-badge.tsx";
import { calendar } from "#app/ui/words/calendar.ts";
import { campaign } from "#app/ui/words/campaign.ts";
import { useT } from "#app/ui/words/provider.tsx";
import type { CalendarEvent, DayNotes } from "./grid.ts";

const words = { calendar, campaign };

/** The same facts as the grids, as a list in the order given: the calendar for keyboard, ear, paper and slow lines. */
export function CalendarList(props: { caption: string; events: readonly CalendarEvent[]; notes: DayNotes; today: Day }) {
  const t = useT(words);
  const columns: Column<CalendarEvent>[] = [
    { key: "congress", title: t("calendar.columnCongress"), heading: true, cell: (event) => <Named event={event} /> },
    { key: "day", title: t("calendar.columnDay"), cell: (event) => <Days event={event} notes={props.notes} /> },
    { key: "session", title: t("calendar.columnSession"), cell: (event) => (event.session ? t(`campaign.session.${event.session}`) : "") },
    { key: "state", title: t("calendar.columnState"), cell: (event) => (event.state ? <StateBadge>{t(`campaign.state.${event.state}`)}</StateBadge> : null) },
    { key: "light", title: t("calendar.columnReadiness"), cell: (event) => (event.light ? <Light light={event.light} /> : null) },
    { key: "move", title: t("calendar.changeDay", { name: "" }).trim(), quiet: true, align: "end", cell: (event) => <Move event={event} /> },
  ];
  return (
    <DataTable
      caption={props.caption}
      hideCaption
      columns={columns}
      rows={props.events}
      rowKey={(event) => event.id}
      empty={
        <EmptyState icon="calendar" title={t("calendar.empty")}>
          {t("calendar.emptyLead")}
        </EmptyState>
      }
    />
  );
}

function Named({ event }: { event: CalendarEvent }) {
  const t = useT(words);
  return (
    <>
      <Link to={event.href}>{event.count === undefined ? event.title : t("calendar.rest", { count: event.count })}</Link>
      {event.note ? <div className="small muted">{event.note}</div> : null}
    </>
  );
}

function Days({ event, notes }: { event: CalendarEvent; notes: DayNotes }) {
  const t = useT(words);
  return (
    <>
      <DayText day={event.opensOn} lunar={notes[event.opensOn]?.lunar} />
      {event.closesOn > event.opensOn ? (
        <div className="small muted">
          {t("calendar.until", { day: "" })}
          <DayText day={event.closesOn} />
        </div>
      ) : null}
    </>
  );
}

function Move({ event }: { event: CalendarEvent }) {
  const t = useT(words);
  if (!event.dayFormHref) return null;
  const label = t("calendar.changeDay", { name: event.title });
  return (
    <Link className="button quiet icon-only small no-print" to={event.dayFormHref} aria-label={label} title={label}>
      <Icon name="calendarEdit" />
    </Link>
  );
}
