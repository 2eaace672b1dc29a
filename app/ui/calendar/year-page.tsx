import { Link } from "@remix-run/react";
import { useRef, useState, type KeyboardEvent } from "react";
import type { Words } from "#app/core/rules/certainty.ts";
import { addDays, addMonths, day, formatDay, type Day } from "#app/core/time/day.ts";
import { NotOpenPage } from "#app/ui/campaign/not-open.tsx";
import { weekdayOf, type Lunar } from "#app/ui/parts/day-text.tsx";
import { useHydrated } from "#app/ui/parts/hydrated.ts";
import { Icon } from "#app/ui/parts/icon.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { address } from "#app/ui/scheduling/address.ts";
import { parts } from "#app/ui/words/parts.ts";
import { useLocale, useT } from "#app/ui/words/provider.tsx";
import { season } from "#app/ui/words/season.ts";
import "./calendar.css";
import { isOff } from "./grid.ts";
import { ViewSwitch } from "./view-switch.tsx";
import "./year.css";

const words = { parts, season };

type YearDay = {
  readonly lunar: Lunar;
  readonly name?: Words;
  readonly off?: boolean;
  readonly unsuitable?: Words;
  readonly sitting: number;
  readonly opening: number;
};

type Props = {
  readonly branch: { readonly unitId: string; readonly name: string };
  readonly opened: boolean;
  readonly today: Day;
  readonly year: number;
  readonly ceiling: { readonly perDay: number; readonly own: boolean } | null;
  readonly days: Readonly<Record<string, YearDay>>;
};

const MONTHS = Array.from({ length: 12 }, (_, i) => i + 1);
const DATES = Array.from({ length: 31 }, (_, i) => i + 1);
const two = (n: number): string => String(n).padStart(2, "0");

/** How full each day of the year is, as a table that leads to the list of a day. */
export function YearPage(props: Props) {
  const { branch, year, ceiling, days } = props;
  const t = useT(words);
  const all = Object.values(days);
  const most = Math.max(0, ...all.map((each) => each.sitting));
  const over = ceiling === null ? 0 : all.filter((each) => each.sitting > ceiling.perDay).length;
  const count = all.reduce((sum, each) => sum + each.opening, 0);
  const at = (shift: number) => address("/calendar/year", { branch: branch.unitId, day: `${year + shift}-01-01` });
  // A day of the year looked at, so that the other views open there.
  const from = props.today.startsWith(String(year)) ? props.today : day(`${year}-01-01`);
  const lead = ceiling === null ? t("season.yearLeadNone", { most }) : t(ceiling.own ? "season.yearLeadOwn" : "season.yearLeadAbove", { ceiling: ceiling.perDay, most });
  if (!props.opened) return <NotOpenPage branch={branch} />;
  return (
    <Page
      title={over > 0 && ceiling !== null ? t("season.yearOver", { count: over, year: String(year), ceiling: ceiling.perDay }) : t("season.yearTitle", { year: String(year), count, branch: branch.name })}
      lead={lead}
    >
      <section className="cal" aria-label={String(year)}>
        <div className="cal-bar">
          <div className="cal-steps no-print">
            <Link className="button icon-only" to={at(-1)} aria-label={t("season.yearBefore")} title={t("season.yearBefore")} preventScrollReset>
              <Icon name="chevronLeft" />
            </Link>
            <Link className="button icon-only" to={at(1)} aria-label={t("season.yearAfter")} title={t("season.yearAfter")} preventScrollReset>
              <Icon name="chevronRight" />
            </Link>
          </div>
          <h2>{year}</h2>
          <ViewSwitch current="year" branch={branch.unitId} day={from} />
        </div>
        <YearTable {...props} most={most} />
        <Legend ceiling={ceiling !== null} />
        <p className="cal-hint small muted no-print">{t("season.keysYear")}</p>
      </section>
    </Page>
  );
}

function YearTable(props: Props & { most: number }) {
  const { year } = props;
  const t = useT(words);
  const locale = useLocale();
  const hydrated = useHydrated();
  const table = useRef<HTMLTableElement>(null);
  const [stop, setStop] = useState<Day>(props.today.startsWith(String(year)) ? props.today : day(`${year}-01-01`));
  // One stop of the Tab key instead of 365; without JavaScript every day is one.
  const tabStop = stop.startsWith(String(year)) ? stop : day(`${year}-01-01`);
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    const on = event.target instanceof HTMLElement ? event.target.dataset["day"] : undefined;
    if (on === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const to = moved(day(on), event.key);
    if (to === null) return;
    event.preventDefault();
    const next = table.current?.querySelector<HTMLElement>(`[data-day="${to}"]`);
    if (!next) return;
    setStop(to);
    next.focus();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys move between the links inside
    <table className="heat" ref={table} onKeyDown={onKeyDown}>
      <caption className="visually-hidden">{t("season.yearCaption", { year: String(year) })}</caption>
      <thead>
        <tr>
          <th scope="col">{t("season.monthHead")}</th>
          {DATES.map((date) => (
            <th key={date} scope="col">
              {date}
            </th>
          ))}
          <th scope="col" className="sum" title={t("season.openingHint")}>
            {t("season.opening")}
          </th>
        </tr>
      </thead>
      <tbody>
        {MONTHS.map((month) => (
          <tr key={month}>
            <th scope="row" aria-label={t("season.month", { month })}>
              <span className="long">{t("season.month", { month })}</span>
              <span className="short" aria-hidden="true">
                {t("season.monthShort", { month })}
              </span>
            </th>
            {DATES.map((date) => {
              const on = `${year}-${two(month)}-${two(date)}`;
              const facts = props.days[on];
              return facts === undefined ? (
                <td key={date} className="none" aria-hidden="true" />
              ) : (
                <DayCell key={date} on={day(on)} facts={facts} most={props.most} ceiling={props.ceiling} unitId={props.branch.unitId} today={props.today} tabStop={hydrated ? tabStop : null} />
              );
            })}
            <td className="sum" data-title={t("season.opening")}>{openingsOf(props.days, year, month).toLocaleString(locale)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const openingsOf = (days: Props["days"], year: number, month: number): number =>
  DATES.reduce((sum, date) => sum + (days[`${year}-${two(month)}-${two(date)}`]?.opening ?? 0), 0);

type CellProps = {
  readonly on: Day;
  readonly facts: YearDay;
  readonly most: number;
  readonly ceiling: Props["ceiling"];
  readonly unitId: string;
  readonly today: Day;
  readonly tabStop: Day | null;
};

function DayCell({ on, facts, most, ceiling, unitId, today, tabStop }: CellProps) {
  const t = useT(words);
  const locale = useLocale();
  const { sitting, lunar } = facts;
  const off = isOff(on, { off: facts.off });
  const shade = shadeOf(sitting, ceiling?.perDay ?? null, most);
  const lunarText = t(lunar.leapMonth ? "season.lunarLeap" : "season.lunar", { day: `${lunar.day}/${lunar.month}` });
  const weekday = t(`parts.weekday.${weekdayOf(on)}`);
  const says = [
    ceiling === null ? t("season.day", { weekday, day: formatDay(on), count: sitting }) : t("season.dayOf", { weekday, day: formatDay(on), count: sitting, ceiling: ceiling.perDay }),
    ...(shade === "over" || shade === "full" ? [t(`season.${shade}`)] : []),
    ...(facts.name ? [facts.name[locale]] : []),
    ...(off ? [t("season.off")] : []),
    ...(facts.unsuitable ? [t("season.unsuitable")] : []),
    lunarText,
  ].join(", ");
  const className = [shade, off ? "off" : "", facts.unsuitable ? "unsuitable" : "", on === today ? "now" : "", `w${weekdayOf(on)}`].filter(Boolean).join(" ");
  return (
    <td className={className}>
      <Link
        to={address("/calendar/list", { branch: unitId, on })}
        aria-label={says}
        title={[`${weekday} ${formatDay(on)}`, lunarText, facts.name?.[locale] ?? ""].filter(Boolean).join(" · ")}
        data-day={on}
        tabIndex={tabStop === null || tabStop === on ? undefined : -1}
      >
        <span className="date" aria-hidden="true">
          {Number(on.slice(8))}
        </span>
        {sitting > 0 ? <b>{shade === "over" ? `${sitting}!` : sitting}</b> : null}
      </Link>
    </td>
  );
}

/** How full a day is: against the ceiling, or against the busiest day where there is none. */
function shadeOf(sitting: number, ceiling: number | null, most: number): "" | "low" | "middle" | "high" | "full" | "over" {
  if (sitting === 0) return "";
  if (ceiling !== null && sitting >= ceiling) return sitting > ceiling ? "over" : "full";
  const part = sitting / (ceiling ?? most);
  return part < 0.5 ? "low" : part < 0.8 ? "middle" : "high";
}

/** The day that a key leads to; null for other keys. */
function moved(on: Day, key: string): Day | null {
  if (key === "ArrowLeft") return addDays(on, -1);
  if (key === "ArrowRight") return addDays(on, 1);
  if (key === "ArrowUp" || key === "PageUp") return addMonths(on, -1);
  if (key === "ArrowDown" || key === "PageDown") return addMonths(on, 1);
  if (key === "Home") return day(`${on.slice(0, 7)}-01`);
  if (key === "End") return addDays(addMonths(day(`${on.slice(0, 7)}-01`), 1), -1);
  return null;
}

function Legend({ ceiling }: { ceiling: boolean }) {
  const t = useT(words);
  return (
    <ul className="cal-legend" aria-label={t("season.legend")}>
      <li>{t("season.legendShades")}</li>
      {ceiling ? <li>{t("season.legendFull")}</li> : null}
      {ceiling ? <li>{t("season.legendOver")}</li> : null}
      <li>{t("season.legendOff")}</li>
      <li>{t("season.legendUnsuitable")}</li>
    </ul>
  );
}
