/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-noninteractive-element-interactions --
   a table cannot draw only the rows in sight; the roles of a grid say the same, and it is one stop of the keyboard */
import { Link, useNavigate } from "@remix-run/react";
import { memo, useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { addDays, addMonths, day, formatDay, monthOf, weekday, type Day, type Window } from "#app/core/time/day.ts";
import { LightMark } from "#app/ui/parts/light.tsx";
import { unitAddress } from "#app/ui/organisation/address.ts";
import { useLocale, useT } from "#app/ui/words/provider.tsx";
import { isLate, useRows, type TimelineCongress, type TimelineRow, type TimelineRows } from "./timeline-rows.ts";
import { congressSentence, rowSentence, words } from "./timeline-sentence.ts";
import { placed, type Months } from "./timeline-span.ts";

const ROW = 36;
const HEAD = 44;
/** Rows drawn beyond the edge, so that a turn of the wheel does not show a gap. */
const BEYOND = 8;
/** Width of a day at least; where there is room a day takes more. */
const DAY: Readonly<Record<Months, number>> = { 1: 24, 3: 8, 6: 4, 12: 3 };

type Props = {
  readonly label: string;
  readonly given: TimelineRows;
  readonly span: Window;
  readonly months: Months;
  readonly today: Day;
  readonly off: readonly Day[];
  readonly named: readonly { readonly day: Day; readonly name: { readonly vi: string; readonly en: string } }[];
  readonly rowsUrl: (from: number, count: number) => string;
};

/** The tree of a branch with its congresses on the days: however many units there are, those in sight are drawn. */
export default function TimelineGrid({ label, given, span, months, today, off, named, rowsUrl }: Props) {
  const t = useT(words);
  const navigate = useNavigate();
  const scroller = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const [height, setHeight] = useState(640);
  const [active, setActive] = useState(0);
  const { total } = given;

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => setHeight(element.clientHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const shown = Math.max(1, Math.floor((height - HEAD) / ROW));
  const first = Math.max(0, top - BEYOND);
  const last = Math.min(total - 1, top + shown + 1 + BEYOND);
  const { rowAt, failed, retry } = useRows(given, Math.min(top, total - 1), Math.min(total - 1, top + shown), rowsUrl);

  const go = (to: number) => {
    const index = Math.max(0, Math.min(total - 1, to));
    setActive(index);
    const element = scroller.current;
    if (element === null) return;
    if (index * ROW < element.scrollTop) element.scrollTop = index * ROW;
    else if ((index + 1) * ROW > element.scrollTop + height - HEAD) element.scrollTop = (index + 1) * ROW - (height - HEAD);
  };
  const open = () => {
    const row = rowAt(active);
    if (row) navigate(addressOf(row, span));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
    const keys: Record<string, () => void> = {
      ArrowDown: () => go(active + 1),
      ArrowUp: () => go(active - 1),
      PageDown: () => go(active + shown),
      PageUp: () => go(active - shown),
      Home: () => go(0),
      End: () => go(total - 1),
      ArrowRight: () => scroller.current?.scrollBy({ left: 7 * DAY[months] }),
      ArrowLeft: () => scroller.current?.scrollBy({ left: -7 * DAY[months] }),
      Enter: open,
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  const drawn = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
  return (
    <div className={`tl m${months}`}>
      <div
        ref={scroller}
        className="tl-scroll"
        role="grid"
        aria-label={label}
        aria-rowcount={total + 1}
        aria-colcount={2}
        aria-readonly="true"
        aria-activedescendant={active >= first && active <= last ? rowId(active) : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onScroll={(event) => setTop(Math.floor(event.currentTarget.scrollTop / ROW))}
      >
        <Head span={span} months={months} />
        <div role="rowgroup" className="tl-body" style={{ height: total * ROW }}>
          <Ground span={span} today={today} off={off} named={named} />
          {drawn.map((index) => (
            <Row key={index} index={index} row={rowAt(index)} active={index === active} span={span} onPoint={setActive} />
          ))}
        </div>
      </div>
      {failed ? (
        <p role="alert" className="tl-failed">
          {t("season.failed")}{" "}
          <button type="button" className="button" onClick={retry}>
            {t("season.again")}
          </button>
        </p>
      ) : null}
    </div>
  );
}

const rowId = (index: number): string => `timeline-row-${index}`;

/** The congress in sight, else the first one, else the unit. */
function addressOf(row: TimelineRow, span: Window): string {
  const seen = row.congresses.find(({ date }) => date !== null && placed(span, date.opensOn, date.closesOn) !== null) ?? row.congresses[0];
  return seen === undefined ? unitAddress(row.id) : `/congresses/${seen.id}`;
}

type RowProps = { readonly index: number; readonly row: TimelineRow | undefined; readonly active: boolean; readonly span: Window; readonly onPoint: (index: number) => void };

const Row = memo(function Row({ index, row, active, span, onPoint }: RowProps) {
  const t = useT(words);
  return (
    <div id={rowId(index)} role="row" aria-rowindex={index + 2} aria-selected={active} aria-busy={row === undefined || undefined} className={active ? "tl-row active" : "tl-row"} style={{ transform: `translateY(${index * ROW}px)` }} onMouseDown={() => onPoint(index)}>
      {row === undefined ? (
        <>
          <div role="rowheader" className="tl-name muted">
            {t("season.loading")}
          </div>
          <div role="gridcell" className="tl-track">
            <span className="visually-hidden">{t("season.loading")}</span>
          </div>
        </>
      ) : (
        <>
          <div role="rowheader" className="tl-name" style={{ paddingInlineStart: 10 + row.depth * 14 }} title={row.name}>
            <Link to={addressOf(row, span)} tabIndex={-1}>
              {row.name}
            </Link>
          </div>
          <div role="gridcell" className="tl-track">
            <span className="visually-hidden">{rowSentence(t, row)}</span>
            <Below row={row} span={span} />
            {row.congresses.map((each) => (
              <Congress key={each.id} congress={each} span={span} />
            ))}
          </div>
        </>
      )}
    </div>
  );
});

function Congress({ congress, span }: { congress: TimelineCongress; span: Window }) {
  const t = useT(words);
  const { date, baseline, light, state, steps } = congress;
  if (date === null) return congress.round === 1 ? <span className="tl-note">{t("season.noDay")}</span> : null;
  const bar = placed(span, date.opensOn, date.closesOn);
  const was = baseline && placed(span, baseline.opensOn, baseline.closesOn);
  const title = congressSentence(t, congress, false);
  return (
    <>
      {was ? <span className="tl-was" style={{ left: `${was.left}%`, width: `${was.width}%` }} title={title} /> : null}
      {steps.map(([code, on]) => (
        <Mark key={code} className="tl-step" span={span} on={on} title={`${t(`scheduling.milestone.${code}`)} ${formatDay(on)}`} />
      ))}
      {bar ? (
        <Link to={`/congresses/${congress.id}`} className={`tl-bar ${light ?? "grey"} ${state}`} style={{ left: `${bar.left}%`, width: `${bar.width}%` }} title={title} tabIndex={-1} aria-hidden="true">
          {light ? <LightMark light={light} /> : null}
        </Link>
      ) : congress.round === 1 ? (
        <span className={date.opensOn < span.from ? "tl-note" : "tl-note after"} aria-hidden="true">
          {date.opensOn < span.from ? `← ${formatDay(date.closesOn)}` : `${formatDay(date.opensOn)} →`}
        </span>
      ) : null}
    </>
  );
}

/** Where the last congress below closes: the bracket before which no parent opens. */
function Below({ row, span }: { row: TimelineRow; span: Window }) {
  const t = useT(words);
  const on = row.below?.closesOn;
  if (!on) return null;
  const late = isLate(row);
  return <Mark className={late ? "tl-below late" : "tl-below"} span={span} on={on} title={t(late ? "season.sentenceBelowLate" : "season.sentenceBelow", { day: formatDay(on) })} text={late ? "!" : undefined} />;
}

function Mark({ className, span, on, title, text }: { className: string; span: Window; on: Day; title: string; text?: string | undefined }) {
  const at = placed(span, on, on);
  return at === null ? null : (
    <span className={className} style={{ left: `${at.left + at.width / 2}%` }} title={title} aria-hidden="true">
      {text}
    </span>
  );
}

/** What lies behind all rows: days without work, named days, months, today. */
const Ground = memo(function Ground({ span, today, off, named }: Pick<Props, "span" | "today" | "off" | "named">) {
  const locale = useLocale();
  const now = placed(span, today, today);
  return (
    <div className="tl-ground" role="presentation">
      {off.map((on) => {
        const at = placed(span, on, on);
        return at ? <i key={on} className="off" style={{ left: `${at.left}%`, width: `${at.width}%` }} /> : null;
      })}
      {named.map(({ day: on, name }) => {
        const at = placed(span, on, on);
        return at ? <i key={`${on}${name.vi}`} className="named" style={{ left: `${at.left}%`, width: `${at.width}%` }} title={`${formatDay(on)}: ${name[locale]}`} /> : null;
      })}
      {monthsIn(span).map((month) => {
        const at = placed(span, month, month);
        return at ? <i key={month} className="month" style={{ left: `${at.left}%` }} /> : null;
      })}
      {now ? <i className="now" style={{ left: `${now.left + now.width / 2}%` }} /> : null}
    </div>
  );
});

function monthsIn(span: Window): Day[] {
  const months: Day[] = [];
  for (let at = day(`${monthOf(span.from)}-01`); at < span.until; at = addMonths(at, 1)) months.push(at);
  return months;
}

const Head = memo(function Head({ span, months }: Pick<Props, "span" | "months">) {
  const t = useT(words);
  const ticks = useMemo(() => ticksOf(span, months), [span, months]);
  return (
    <div role="rowgroup" className="tl-head">
      <div role="row" aria-rowindex={1}>
        <div role="columnheader" className="tl-name">
          {t("season.unit")}
        </div>
        <div role="columnheader" className="tl-track" aria-label={t("season.days")}>
          {monthsIn(span).map((month) => (
            <span key={month} className="tl-month" aria-hidden="true" style={{ left: `${placed(span, month, month)?.left ?? 0}%` }}>
              {months === 12 ? t("season.monthShort", { month: Number(month.slice(5, 7)) }) : `${month.slice(5, 7)}/${month.slice(0, 4)}`}
            </span>
          ))}
          {ticks.map((on) => (
            <span key={on} className="tl-tick" aria-hidden="true" style={{ left: `${placed(span, on, on)?.left ?? 0}%` }}>
              {Number(on.slice(8))}
            </span>
          ))}
        </div>
      </div>
    </div>
  );
});

/** Every day of one month, the Mondays of three; longer spans have room for the months only. */
function ticksOf(span: Window, months: Months): Day[] {
  if (months > 3) return [];
  const days: Day[] = [];
  for (let on = span.from; on < span.until; on = addDays(on, 1)) if (months === 1 || weekday(on) === 1) days.push(on);
  return days;
}
