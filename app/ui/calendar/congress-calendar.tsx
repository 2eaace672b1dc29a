import { Link } from "@remix-run/react";
import { lazy, Suspense, type ReactNode } from "react";
import { LIGHTS } from "#app/core/readiness/rollup.ts";
import { formatDay, partsOf, type Day } from "#app/core/time/day.ts";
import { Icon } from "#app/ui/parts/icon.tsx";
import { LightMark } from "#app/ui/parts/light.tsx";
import { calendar } from "#app/ui/words/calendar.ts";
import { parts } from "#app/ui/words/parts.ts";
import { useT } from "#app/ui/words/provider.tsx";
import "./calendar.css";
import { CalendarList } from "./calendar-list.tsx";
import { CalendarMonth } from "./calendar-month.tsx";
import { type CongressCalendarProps, shifted, weekOf, type View } from "./grid.ts";
import { useInteractive } from "./interactive.ts";

const words = { calendar, parts };
const Interactive = lazy(() => import("./congress-calendar.client.tsx"));

/** The calendar of congresses: tables from the server, replaced by react-big-calendar where there is room and JavaScript. */
export function CongressCalendar(props: CongressCalendarProps & { views: ReactNode }) {
  const t = useT(words);
  const title = titleOf(t, props.view, props.day);
  return (
    <section className="cal" aria-label={title}>
      <div className="cal-bar">
        <div className="cal-steps no-print">
          <Link className="button icon-only" to={props.hrefFor({ view: props.view, day: shifted(props.view, props.day, -1) })} aria-label={t("calendar.previous")} title={t("calendar.previous")} preventScrollReset>
            <Icon name="chevronLeft" />
          </Link>
          <Link className="button" to={props.hrefFor({ view: props.view, day: props.today })} preventScrollReset>
            {t("calendar.today")}
          </Link>
          <Link className="button icon-only" to={props.hrefFor({ view: props.view, day: shifted(props.view, props.day, 1) })} aria-label={t("calendar.next")} title={t("calendar.next")} preventScrollReset>
            <Icon name="chevronRight" />
          </Link>
        </div>
        <h2>{title}</h2>
        {props.views}
      </div>
      <Drawn {...props} title={title} />
      {props.view === "month" || props.view === "week" ? <Legend /> : null}
    </section>
  );
}

function Legend() {
  const t = useT(words);
  return (
    <ul className="cal-legend" aria-label={t("calendar.legend")}>
      {LIGHTS.map((light) => (
        <li key={light}>
          <LightMark light={light} />
          {t(`parts.light.${light}`)}
        </li>
      ))}
      <li>{t("calendar.legend.draft")}</li>
      <li>{t("calendar.legend.approved")}</li>
      <li>{t("calendar.legend.sessions")}</li>
      <li>{t("calendar.legend.off")}</li>
    </ul>
  );
}

function Drawn(props: CongressCalendarProps & { title: string }) {
  const t = useT(words);
  const interactive = useInteractive();
  const plain =
    props.view === "month" || props.view === "week" ? (
      <CalendarMonth {...props} view={props.view} caption={props.title} />
    ) : (
      <div className="card flush">
        <CalendarList {...props} caption={props.title} />
      </div>
    );
  if (!interactive || props.view === "list" || props.events.length === 0) return plain;
  return (
    <>
      {props.onMove && props.view !== "agenda" ? <p className="cal-hint small muted no-print">{t("calendar.dragHint")}</p> : null}
      <Suspense fallback={plain}>
        <Interactive {...props} view={props.view} title={props.title} />
      </Suspense>
    </>
  );
}

function titleOf(t: ReturnType<typeof useT<typeof words>>, view: View, at: Day): string {
  const { year, month } = partsOf(at);
  if (view !== "week") return t("calendar.monthTitle", { month: String(month).padStart(2, "0"), year: String(year) });
  const week = weekOf(at);
  return t("calendar.weekTitle", { from: formatDay(week[0] ?? at).slice(0, 5), until: formatDay(week[6] ?? at) });
}
