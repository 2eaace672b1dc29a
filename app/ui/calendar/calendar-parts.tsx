import { Link } from "@remix-run/react";
import { memo } from "react";
import { formatDay, partsOf, type Day } from "#app/core/time/day.ts";
import { WEEKDAYS, weekdayOf } from "#app/ui/parts/day-text.tsx";
import { Icon } from "#app/ui/parts/icon.tsx";
import { LightMark } from "#app/ui/parts/light.tsx";
import { calendar } from "#app/ui/words/calendar.ts";
import { campaign } from "#app/ui/words/campaign.ts";
import { parts } from "#app/ui/words/parts.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { lunarLabel, type CalendarEvent, type DayNote } from "./grid.ts";

const words = { calendar, campaign, parts };

/** The weekdays over a table of weeks. */
export function WeekdayHead() {
  const t = useT(words);
  return (
    <thead>
      <tr>
        {WEEKDAYS.map((which) => (
          <th key={which} scope="col" abbr={t(`parts.weekday.${which}`)}>
            {t(`parts.weekday.short.${which}`)}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** A congress as it stands on a day: mark, name, half-day; and the way to its date form. */
export const EventChip = memo(function EventChip({ event, role }: { event: CalendarEvent; role?: "cell" | undefined }) {
  const t = useT(words);
  const light = event.light ?? "grey";
  const says = [
    `${t(`parts.weekday.${weekdayOf(event.opensOn)}`)} ${formatDay(event.opensOn)}`,
    event.light ? t(`parts.light.${event.light}`) : "",
    event.state ? t(`campaign.state.${event.state}`) : "",
    event.session ? t(`campaign.session.${event.session}`) : "",
    event.closesOn > event.opensOn ? t("calendar.until", { day: formatDay(event.closesOn) }) : "",
  ].filter(Boolean);
  return (
    <span role={role} className={["chip-event", light, event.state ?? "", event.count === undefined ? "" : "sum"].filter(Boolean).join(" ")}>
      <Link to={event.href} title={[event.title, ...says].join(" · ")} draggable={false}>
        {event.count === undefined ? <LightMark light={light} /> : null}
        <span className="chip-title">{event.count === undefined ? (event.short ?? event.title) : t("calendar.more", { count: event.count })}</span>
        {event.session ? (
          <span className="chip-session" aria-hidden="true">
            <span className="long">{t(`campaign.session.${event.session}`)}</span>
            <span className="short">{t(`campaign.session.short.${event.session}`)}</span>
          </span>
        ) : null}
        <span className="visually-hidden">
          {event.count === undefined ? "" : ` ${event.title}`} {says.join(", ")}
        </span>
      </Link>
      {event.dayFormHref ? (
        <Link className="chip-move" to={event.dayFormHref} aria-label={t("calendar.changeDay", { name: event.title })} title={t("calendar.changeDay", { name: event.title })} draggable={false}>
          <Icon name="calendarEdit" size={14} />
        </Link>
      ) : null}
    </span>
  );
});

/** The solar day with the lunar one under it and the name of a holiday. */
export function DayHead(props: { at: Day; note: DayNote | undefined; today: boolean; href: string; fullLunar: boolean; withMonth: boolean }) {
  const { month, dayOfMonth } = partsOf(props.at);
  const { lunar } = props.note ?? {};
  return (
    <span className={props.today ? "day-head today" : "day-head"}>
      <Link to={props.href} className="solar">
        <time dateTime={props.at}>{props.withMonth || dayOfMonth === 1 ? `${dayOfMonth}/${month}` : dayOfMonth}</time>
      </Link>
      {lunar ? <span className="lunar">{lunarLabel(lunar, props.fullLunar)}</span> : null}
      {props.note?.name ? <span className="holiday">{props.note.name}</span> : null}
    </span>
  );
}
