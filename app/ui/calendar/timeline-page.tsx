import { Link } from "@remix-run/react";
import { lazy, Suspense, useCallback } from "react";
import { LEVELS, type Level } from "#app/core/organisation/level.ts";
import { addMonths, formatDay, lastDayOf, type Day, type Window } from "#app/core/time/day.ts";
import { NotOpenPage } from "#app/ui/campaign/not-open.tsx";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { DayText } from "#app/ui/parts/day-text.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { FilterBar } from "#app/ui/parts/filter-bar.tsx";
import { Icon } from "#app/ui/parts/icon.tsx";
import { Light } from "#app/ui/parts/light.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { Pager } from "#app/ui/parts/pager.tsx";
import { SelectField } from "#app/ui/parts/select-field.tsx";
import { StateBadge } from "#app/ui/parts/state-badge.tsx";
import { address } from "#app/ui/scheduling/address.ts";
import { calendar } from "#app/ui/words/calendar.ts";
import { campaign } from "#app/ui/words/campaign.ts";
import { organisation } from "#app/ui/words/organisation.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { season } from "#app/ui/words/season.ts";
import "./calendar.css";
import { useInteractive } from "./interactive.ts";
import { isLate, type TimelineCongress, type TimelineRow, type TimelineRows } from "./timeline-rows.ts";
import { SPANS, type Months } from "./timeline-span.ts";
import { ViewSwitch } from "./view-switch.tsx";
import "./timeline.css";

const words = { calendar, campaign, organisation, season };
const TimelineGrid = lazy(() => import("./timeline-grid.tsx"));

type Props = {
  readonly branch: { readonly unitId: string; readonly name: string };
  readonly opened: boolean;
  readonly today: Day;
  readonly span: Window;
  readonly first: TimelineRows;
  readonly page: number;
  readonly pages: number;
  readonly off: readonly Day[];
  readonly named: readonly { readonly day: Day; readonly name: { readonly vi: string; readonly en: string } }[];
  readonly level: Level | null;
  readonly day: Day;
  readonly months: Months;
  readonly asList: boolean;
};

/** The units of a branch with their congresses over some months: drawn where there is room and JavaScript, else as a list. */
export function TimelinePage(props: Props) {
  const { branch, first, span, level, day, months, asList } = props;
  const t = useT(words);
  const interactive = useInteractive();
  const unitId = branch.unitId;
  const to = (more: Readonly<Record<string, string | number | null>>) => address("/calendar/timeline", { branch: unitId, level, day, months: months === 3 ? null : months, as: asList ? "list" : null, ...more });
  const rowsUrl = useCallback(
    (from: number, count: number) => address("/calendar/timeline/rows", { branch: unitId, level, from, count, start: span.from, end: span.until }),
    [unitId, level, span.from, span.until],
  );
  if (!props.opened) {
    return <NotOpenPage branch={{ unitId, name: branch.name }} />;
  }
  const [from, until] = [formatDay(span.from), formatDay(lastDayOf(span))];
  const drawn = interactive && !asList && first.total > 0;
  const list = <TimelineList {...props} to={to} />;
  return (
    <Page title={t("season.timelineTitle", { count: first.total, branch: branch.name, from, until })}>
      <FilterBar
        label={t("campaign.filters")}
        keep={{ branch: unitId, day, ...(asList ? { as: "list" } : {}) }}
        clearHref={to({ level: null })}
        active={level ? [{ label: t(`organisation.level.${level}`), removeHref: to({ level: null }) }] : []}
      >
        <SelectField name="level" label={t("campaign.level")} blank={t("campaign.anyLevel")} defaultValue={level ?? ""} options={LEVELS.toReversed().map((each) => ({ value: each, label: t(`organisation.level.${each}`) }))} />
        <SelectField name="months" label={t("season.months")} defaultValue={String(months)} options={SPANS.map((each) => ({ value: String(each), label: t("season.monthsOf", { count: each }) }))} />
      </FilterBar>
      <section className="cal" aria-label={t("season.timelineLabel", { branch: branch.name })}>
        <div className="cal-bar">
          <div className="cal-steps no-print">
            <Link className="button icon-only" to={to({ day: addMonths(span.from, -months) })} aria-label={t("calendar.previous")} title={t("calendar.previous")} preventScrollReset>
              <Icon name="chevronLeft" />
            </Link>
            <Link className="button" to={to({ day: props.today })} preventScrollReset>
              {t("calendar.today")}
            </Link>
            <Link className="button icon-only" to={to({ day: addMonths(span.from, months) })} aria-label={t("calendar.next")} title={t("calendar.next")} preventScrollReset>
              <Icon name="chevronRight" />
            </Link>
          </div>
          <Link className="button no-print" to={to({ as: asList ? null : "list", page: null })} preventScrollReset>
            {t(asList ? "season.asTimeline" : "season.asList")}
          </Link>
          <ViewSwitch current="timeline" branch={unitId} day={day} level={level} />
        </div>
        {drawn ? (
          <Suspense fallback={list}>
            <TimelineGrid key={rowsUrl(0, 0)} label={t("season.timelineLabel", { branch: branch.name })} given={first} span={span} months={months} today={props.today} off={props.off} named={props.named} rowsUrl={rowsUrl} />
            <Legend />
            <p className="cal-hint small muted no-print">{t("season.keysTimeline")}</p>
          </Suspense>
        ) : (
          list
        )}
      </section>
    </Page>
  );
}

function Legend() {
  const t = useT(words);
  const marks = [
    { key: "bar", className: "tl-bar approved" },
    { key: "draft", className: "tl-bar draft" },
    { key: "was", className: "tl-was" },
    { key: "step", className: "tl-step" },
    { key: "below", className: "tl-below" },
  ] as const;
  return (
    <ul className="cal-legend tl-legend" aria-label={t("season.legend")}>
      {marks.map(({ key, className }) => (
        <li key={key}>
          <span className={className} aria-hidden="true" />
          {t(`season.legend.${key}`)}
        </li>
      ))}
    </ul>
  );
}

/** The same facts as a list, a page at a time: for keyboard, ear, paper, phones and slow lines. */
function TimelineList(props: Props & { to: (more: Readonly<Record<string, string | number | null>>) => string }) {
  const { first, page, pages, branch, to } = props;
  const t = useT(words);
  const approved: Column<TimelineRow> = { key: "was", title: t("season.approvedDays"), wide: true, cell: (row) => <Each row={row} cell={(each) => (each.baseline ? <DayText day={each.baseline.opensOn} /> : null)} /> };
  const columns: Column<TimelineRow>[] = [
    { key: "unit", title: t("season.unit"), heading: true, cell: (row) => <Unit row={row} /> },
    { key: "days", title: t("season.days"), cell: (row) => <Each row={row} cell={(each) => <Days congress={each} />} none={t("season.noCongress")} /> },
    { key: "state", title: t("calendar.columnState"), cell: (row) => <Each row={row} cell={(each) => <StateBadge>{t(`campaign.state.${each.state}`)}</StateBadge>} /> },
    { key: "light", title: t("calendar.columnReadiness"), cell: (row) => <Each row={row} cell={(each) => (each.light ? <Light light={each.light} /> : null)} /> },
    ...(first.rows.some((row) => row.congresses.some((each) => each.baseline)) ? [approved] : []),
    { key: "below", title: t("season.lastBelow"), cell: (row) => <LastBelow row={row} /> },
  ];
  return (
    <div className="card flush">
      <DataTable
        caption={t("season.timelineLabel", { branch: branch.name })}
        hideCaption
        columns={columns}
        rows={first.rows}
        rowKey={(row) => row.id}
        empty={
          <EmptyState icon="calendar" title={t("season.timelineEmpty")}>
            {t("season.timelineEmptyLead")}
          </EmptyState>
        }
      />
      <Pager page={page} pages={pages} previousHref={page > 1 ? to({ page: page - 1 }) : undefined} nextHref={page < pages ? to({ page: page + 1 }) : undefined} />
    </div>
  );
}

function Unit({ row }: { row: TimelineRow }) {
  const t = useT(words);
  const congress = row.congresses[0];
  return (
    <>
      {congress ? <Link to={`/congresses/${congress.id}`}>{row.name}</Link> : row.name}
      <div className="small muted">{t(`organisation.level.${row.level}`)}</div>
    </>
  );
}

function Each({ row, cell, none }: { row: TimelineRow; cell: (congress: TimelineCongress) => React.ReactNode; none?: string }) {
  if (row.congresses.length === 0) return <span className="muted">{none}</span>;
  return (
    <>
      {row.congresses.map((each) => (
        <div key={each.id}>{cell(each)}</div>
      ))}
    </>
  );
}

function Days({ congress: { date } }: { congress: TimelineCongress }) {
  const t = useT(words);
  if (date === null) return <span className="muted">{t("season.noDay")}</span>;
  return (
    <>
      <DayText day={date.opensOn} />
      {date.closesOn > date.opensOn ? (
        <>
          {" "}
          {t("calendar.until", { day: "" })}
          <DayText day={date.closesOn} />
        </>
      ) : null}
    </>
  );
}

function LastBelow({ row }: { row: TimelineRow }) {
  const t = useT(words);
  if (!row.below) return null;
  const { closesOn, undated } = row.below;
  return (
    <>
      {closesOn ? <DayText day={closesOn} /> : null}
      {isLate(row) && closesOn ? (
        <div className="small tl-late">
          <Icon name="warning" size={14} /> {t("season.sentenceBelowLate", { day: formatDay(closesOn) })}
        </div>
      ) : null}
      {undated > 0 ? <div className="small muted">{t("season.sentenceUndated", { count: undated })}</div> : null}
    </>
  );
}
