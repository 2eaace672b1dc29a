import { Link } from "@remix-run/react";
import { LEVELS, type Level } from "#app/core/organisation/level.ts";
import type { Light as Colour } from "#app/core/readiness/rollup.ts";
import { CONGRESS_STATES, type CongressState } from "#app/core/scheduling/congress.ts";
import { addDays, daysBetween, formatDay, type Day } from "#app/core/time/day.ts";
import { Bar } from "#app/ui/parts/bar.tsx";
import { Card } from "#app/ui/parts/card.tsx";
import { Countdown } from "#app/ui/parts/countdown.tsx";
import { DataTable } from "#app/ui/parts/data-table.tsx";
import { DayText } from "#app/ui/parts/day-text.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { FilterBar } from "#app/ui/parts/filter-bar.tsx";
import { Light } from "#app/ui/parts/light.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { Pager } from "#app/ui/parts/pager.tsx";
import { SelectField } from "#app/ui/parts/select-field.tsx";
import { Tabs } from "#app/ui/parts/tabs.tsx";
import { address } from "#app/ui/scheduling/address.ts";
import { campaign } from "#app/ui/words/campaign.ts";
import { form } from "#app/ui/words/form.ts";
import { organisation } from "#app/ui/words/organisation.ts";
import { parts } from "#app/ui/words/parts.ts";
import { useLocale, useT } from "#app/ui/words/provider.tsx";
import { readiness } from "#app/ui/words/readiness.ts";
import { ReckoningNotice } from "./reckoning-notice.tsx";
import { CauseList, causeText, dueText, type ToldCause } from "./cause-list.tsx";

const words = { readiness, parts, organisation, campaign, form };
type T = ReturnType<typeof useT<typeof words>>;

type Counts = { readonly red: number; readonly amber: number; readonly green: number; readonly grey: number; readonly held: number; readonly total: number };

type Row = {
  readonly congressId: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly level: Level;
  readonly round: number;
  readonly state: CongressState;
  readonly opensOn: Day | null;
  readonly countsFrom: Day | null;
  readonly light: Colour;
  readonly causes: readonly ToldCause[];
  readonly more: number;
};

type Child = { readonly unitId: string; readonly name: string; readonly counts: Counts };

type Season = {
  readonly term: string;
  readonly deadline: { readonly level: Level; readonly day: Day } | null;
  readonly counts: Counts;
  readonly children: readonly Child[];
  readonly reckoning: number;
  readonly childrenPage: number;
  readonly moreChildren: boolean;
  readonly week: { readonly from: Day; readonly list: readonly { readonly congressId: string; readonly unitName: string; readonly opensOn: Day }[]; readonly count: number };
  readonly waiting: { readonly dates: number | null; readonly lines: number | null } | null;
  readonly rows: readonly Row[];
  readonly page: number;
  readonly more: boolean;
};

type Filter = { readonly light: Colour | null; readonly level: Level | null; readonly state: CongressState | null };

type Props = {
  readonly branch: { readonly unitId: string; readonly name: string };
  readonly today: Day;
  readonly season: Season | null;
  readonly filter: Filter;
  /** The branch of the address; the actor's own when it names none. */
  readonly chosenBranch: string | null;
};

/** The order of the counts, as people read them: the worst first, what has not begun last. */
const SHOWN_LIGHTS = ["red", "amber", "green", "grey"] as const;

/** Whether a branch is ready, and if not why, who acts and by when: one page, one sheet of A4. */
export function BoardPage({ branch, today, season, filter, chosenBranch }: Props) {
  const t = useT(words);
  const locale = useLocale();
  if (season === null)
    return (
      <Page title={t("readiness.titleNoSeason", { branch: branch.name })}>
        <EmptyState
          title={t("readiness.noSeasonHint")}
          icon="calendar"
          action={
            <Link className="button primary" to={address("/campaigns", { branch: chosenBranch })}>
              {t("readiness.openSeason")}
            </Link>
          }
        />
      </Page>
    );
  const { counts } = season;
  return (
    <Page title={titleOf(t, counts)} lead={leadOf(t, season, today, locale)}>
      <ReckoningNotice count={season.reckoning} />
      <div className="board-top">
        <CountsCard season={season} />
        <WeekCard week={season.week} />
        {season.waiting === null ? null : <WaitingCard waiting={season.waiting} branch={chosenBranch} />}
      </div>
      <ListCard season={season} filter={filter} branch={chosenBranch} today={today} />
      {season.children.length > 0 ? <ChildrenCard season={season} filter={filter} branch={chosenBranch} /> : null}
    </Page>
  );
}

function titleOf(t: T, { red, amber, green, grey }: Counts): string {
  if (red > 0) return t("readiness.titleRed", { count: red });
  if (amber > 0) return t("readiness.titleAmber", { count: amber });
  if (green > 0 || grey === 0) return t("readiness.titleGreen", { count: green });
  return t("readiness.titleGrey", { count: grey });
}

function leadOf(t: T, { deadline, rows }: Season, today: Day, locale: "vi" | "en"): string {
  const first = rows.find((row) => row.causes[0] !== undefined && row.light === "red");
  const cause = first?.causes[0];
  return [
    deadline === null
      ? null
      : t("readiness.leadDeadline", {
          count: daysBetween(today, deadline.day),
          level: t(`organisation.level.${deadline.level}`).toLocaleLowerCase(locale),
          day: formatDay(deadline.day),
        }),
    first && cause ? t("readiness.leadMostUrgent", { unit: first.unitName, cause: urgent(t, cause, today, locale) }) : null,
  ]
    .filter(Boolean)
    .join(" ");
}

function urgent(t: T, cause: ToldCause, today: Day, locale: "vi" | "en"): string {
  const text = causeText(t, cause, locale);
  return [text.charAt(0).toLocaleLowerCase() + text.slice(1), ...(cause.dueOn === null ? [] : [dueText(t, cause.dueOn, today)])].join(", ");
}

const barLabel = (t: T, { red, amber, green, grey }: Counts): string => t("readiness.countsLabel", { red, amber, green, grey });

/** Branches named beside the counts: as many as stand beside the week. */
const WORST_SHOWN = 5;

function CountsCard({ season: { counts, term, children, childrenPage } }: { season: Season }) {
  const t = useT(words);
  const locale = useLocale();
  const worst = childrenPage === 1 ? children.filter((child) => child.counts.red > 0).slice(0, WORST_SHOWN) : [];
  return (
    <Card title={t("readiness.countsTitle", { count: counts.total })} note={t("readiness.countsNote", { term, held: counts.held })}>
      <div className="figures">
        {SHOWN_LIGHTS.map((light) => (
          <div key={light}>
            <span className="big">{counts[light].toLocaleString(locale)}</span>
            <Light light={light} />
          </div>
        ))}
      </div>
      <Bar label={barLabel(t, counts)} counts={SHOWN_LIGHTS.map((light) => ({ light, count: counts[light] }))} />
      {worst.length === 0 ? null : (
        <div className="board-worst no-print">
          <p className="small muted">{t("readiness.worstTitle")}</p>
          <ul className="plain-list">
            {worst.map((child) => (
              <li key={child.unitId}>
                <Link to={address("/readiness", { branch: child.unitId })}>{child.name}</Link>
                <span className="muted">{t("readiness.worstRed", { count: child.counts.red })}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Card>
  );
}

function WeekCard({ week }: { week: Season["week"] }) {
  const t = useT(words);
  return (
    <Card title={t("readiness.weekTitle")}>
      {week.list.length === 0 ? (
        <p className="muted">{t("readiness.weekNone", { from: formatDay(week.from), until: formatDay(addDays(week.from, 6)) })}</p>
      ) : (
        <ul className="plain-list">
          {week.list.map((congress) => (
            <li key={congress.congressId}>
              <DayText day={congress.opensOn} /> <Link to={`/readiness/${congress.congressId}`}>{congress.unitName}</Link>
            </li>
          ))}
          {week.count > week.list.length ? <li className="muted">{t("readiness.weekMore", { count: week.count - week.list.length })}</li> : null}
        </ul>
      )}
    </Card>
  );
}

function WaitingCard({ waiting, branch }: { waiting: NonNullable<Season["waiting"]>; branch: string | null }) {
  const t = useT(words);
  const dates = waiting.dates ?? 0;
  const lines = waiting.lines ?? 0;
  const to = dates > 0 ? address("/calendar/list", { branch, state: "submitted" }) : address("/readiness/submitted", { branch });
  if (dates + lines === 0)
    return (
      <Card title={t("readiness.waitingTitle")}>
        <p className="muted">{t("readiness.waitingNone")}</p>
      </Card>
    );
  return (
    <Card title={t("readiness.waitingTitle")}>
      <span className="big">{dates + lines}</span>
      <ul className="plain-list">
        {dates > 0 ? (
          <li>
            <Link to={address("/calendar/list", { branch, state: "submitted" })}>{t("readiness.waitingDates", { count: dates })}</Link>
          </li>
        ) : null}
        {lines > 0 ? (
          <li>
            <Link to={address("/readiness/submitted", { branch })}>{t("readiness.waitingLines", { count: lines })}</Link>
          </li>
        ) : null}
      </ul>
      <p className="actions board-act">
        <Link className="button primary" to={to}>
          {t("readiness.waitingSee")}
        </Link>
      </p>
    </Card>
  );
}

function ListCard({ season, filter, branch, today }: { season: Season; filter: Filter; branch: string | null; today: Day }) {
  const t = useT(words);
  const here = (changes: Readonly<Record<string, string | number | null>>): string =>
    address("/readiness", { branch, light: filter.light ?? "all", level: filter.level, state: filter.state, ...changes });
  const title = filter.light === "red" ? t("readiness.listTitleRed") : filter.light === "amber" ? t("readiness.listTitleAmber") : t("readiness.listTitleAll");
  const active = [
    ...(filter.level === null ? [] : [{ label: t(`organisation.level.${filter.level}`), removeHref: here({ level: null }) }]),
    ...(filter.state === null ? [] : [{ label: t(`campaign.state.${filter.state}`), removeHref: here({ state: null }) }]),
  ];
  return (
    <Card title={title} flush>
      <div className="inset no-print">
        <Tabs
          label={t("readiness.lightsLabel")}
          tabs={[
            ...SHOWN_LIGHTS.map((light) => ({
              id: light,
              href: here({ light }),
              label: t(`parts.light.${light}`),
              count: season.counts[light],
              current: filter.light === light,
            })),
            { id: "all", href: here({ light: "all" }), label: t("readiness.lightAll"), count: season.counts.total, current: filter.light === null },
          ]}
        />
        <FilterBar
          label={t("readiness.filterLabel")}
          action="/readiness"
          keep={{ ...(branch === null ? {} : { branch }), light: filter.light ?? "all" }}
          active={active}
          clearHref={here({ level: null, state: null })}
        >
          <SelectField
            name="level"
            label={t("readiness.filterLevel")}
            blank={t("form.all")}
            defaultValue={filter.level ?? ""}
            options={LEVELS.map((level) => ({ value: level, label: t(`organisation.level.${level}`) }))}
          />
          <SelectField
            name="state"
            label={t("readiness.filterState")}
            blank={t("form.all")}
            defaultValue={filter.state ?? ""}
            options={CONGRESS_STATES.map((state) => ({ value: state, label: t(`campaign.state.${state}`) }))}
          />
        </FilterBar>
      </div>
      <DataTable
        caption={title}
        hideCaption
        rows={season.rows}
        rowKey={(row) => row.congressId}
        rowTone={(row) => (row.light === "red" ? "red" : undefined)}
        empty={
          <EmptyState title={t("readiness.listEmpty")} icon="check">
            {active.length > 0 ? t("readiness.listEmptyHint") : null}
          </EmptyState>
        }
        columns={[
          { key: "unit", title: t("readiness.columnUnit"), heading: true, cell: (row) => <UnitCell row={row} all={filter.light === null} /> },
          {
            key: "left",
            title: t("readiness.columnLeft"),
            cell: (row) => (row.countsFrom === null ? "–" : <Countdown today={today} to={row.countsFrom} />),
          },
          {
            key: "why",
            title: t("readiness.columnWhy"),
            cell: (row) => <CauseList causes={row.causes} more={row.more} congress={{ id: row.congressId, unitId: row.unitId }} today={today} />,
          },
        ]}
      />
      <Pager
        page={season.page}
        previousHref={season.page > 1 ? here({ page: season.page - 1 }) : undefined}
        nextHref={season.more ? here({ page: season.page + 1 }) : undefined}
      />
    </Card>
  );
}

function UnitCell({ row, all }: { row: Row; all: boolean }) {
  const t = useT(words);
  const day = row.opensOn ?? row.countsFrom;
  return (
    <>
      <Link to={`/readiness/${row.congressId}`}>{row.unitName}</Link>
      {row.level === "cell" ? ` (${t("readiness.round", { round: row.round })})` : null}
      <div className="small muted">
        {day === null
          ? t("readiness.opensUnknown")
          : row.opensOn === null
            ? t("readiness.opensUndated", { day: formatDay(day) })
            : t("readiness.opens", { day: formatDay(day) })}
      </div>
      {all ? <Light light={row.light} /> : null}
    </>
  );
}

function ChildrenCard({ season, filter, branch }: { season: Season; filter: Filter; branch: string | null }) {
  const t = useT(words);
  const page = season.childrenPage;
  const to = (children: number): string =>
    address("/readiness", { branch, light: filter.light ?? "all", level: filter.level, state: filter.state, children: children === 1 ? null : children });
  return (
    <Card title={t("readiness.childrenTitle")} flush>
      <DataTable
        caption={t("readiness.childrenTitle")}
        hideCaption
        rows={season.children}
        rowKey={(row) => row.unitId}
        columns={[
          { key: "unit", title: t("readiness.childrenUnit"), heading: true, cell: (row) => <Link to={address("/readiness", { branch: row.unitId })}>{row.name}</Link> },
          ...SHOWN_LIGHTS.map((light) => ({
            key: light,
            title: t(`parts.light.${light}`),
            align: "end" as const,
            cell: (row: Child) => (row.counts[light] > 0 ? <Light light={light}>{row.counts[light]}</Light> : <span className="muted">0</span>),
          })),
          { key: "held", title: t("readiness.childrenHeld"), align: "end", cell: (row) => `${row.counts.held}/${row.counts.total}`, wide: true },
          {
            key: "bar",
            title: t("readiness.childrenCounts"),
            wide: true,
            cell: (row) => <Bar label={barLabel(t, row.counts)} counts={SHOWN_LIGHTS.map((light) => ({ light, count: row.counts[light] }))} />,
          },
        ]}
      />
      <Pager
        page={page}
        previousHref={page > 1 ? to(page - 1) : undefined}
        nextHref={season.moreChildren ? to(page + 1) : undefined}
      />
    </Card>
  );
}
