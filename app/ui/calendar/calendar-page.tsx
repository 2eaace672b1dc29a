import { Link, useNavigate } from "@remix-run/react";
import { useCallback, useMemo } from "react";
import { LEVELS, type Level } from "#app/core/organisation/level.ts";
import type { Light } from "#app/core/readiness/rollup.ts";
import type { Words } from "#app/core/rules/certainty.ts";
import { CONGRESS_STATES, hasHappened, type CongressState } from "#app/core/scheduling/congress.ts";
import { formatDay, monthOf, type Day } from "#app/core/time/day.ts";
import type { Session } from "#app/core/time/half-days.ts";
import { NotOpenPage } from "#app/ui/campaign/not-open.tsx";
import { FilterBar } from "#app/ui/parts/filter-bar.tsx";
import { Notice } from "#app/ui/parts/notice.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { SelectField } from "#app/ui/parts/select-field.tsx";
import { ReckoningNotice } from "#app/ui/readiness/reckoning-notice.tsx";
import { address } from "#app/ui/scheduling/address.ts";
import { calendar } from "#app/ui/words/calendar.ts";
import { campaign } from "#app/ui/words/campaign.ts";
import { organisation } from "#app/ui/words/organisation.ts";
import { useLocale, useT } from "#app/ui/words/provider.tsx";
import { CongressCalendar } from "./congress-calendar.tsx";
import { shortName, weekOf, type CalendarEvent, type DayNotes, type HrefFor, type View } from "./grid.ts";
import { ViewSwitch } from "./view-switch.tsx";

const words = { calendar, campaign, organisation };

type Dated = {
  readonly id: string;
  readonly name: string;
  readonly level: Level;
  readonly state: CongressState;
  readonly opensOn: Day;
  readonly closesOn: Day;
  readonly session: Session;
  readonly light: Light | null;
};

type Nearest = { readonly name: string; readonly opensOn: Day };

type Props = {
  readonly branch: { readonly unitId: string; readonly name: string };
  readonly opened: boolean;
  readonly today: Day;
  readonly congresses: readonly Dated[];
  readonly sums: readonly { readonly day: Day; readonly count: number }[];
  readonly reckoning: number;
  readonly nearest: { readonly before: Nearest | null; readonly after: Nearest | null };
  readonly notes: Readonly<Record<string, { readonly lunar: { readonly day: number; readonly month: number; readonly leapMonth: boolean }; readonly name?: Words; readonly off?: boolean }>>;
  readonly may: { readonly date: boolean; readonly fill: boolean; readonly plans: boolean };
  readonly view: View;
  readonly day: Day;
  readonly level: Level | null;
  readonly state: CongressState | null;
};

/** The season of a branch on the calendar, with what narrows it. */
export function CalendarPage(props: Props) {
  const { branch, view, day, level, state, may } = props;
  const t = useT(words);
  const navigate = useNavigate();
  const unitId = branch.unitId;
  const hrefFor = useCallback<HrefFor>((at) => address("/calendar", { branch: unitId, view: at.view, day: at.day, level, state }), [unitId, level, state]);
  const onMove = useCallback((id: string, to: Day) => navigate(address(`/congresses/${id}/date`, { on: to })), [navigate]);
  const events = useEvents(props);
  const notes = useNotes(props.notes);
  const title = useTitle(props);
  if (!props.opened) return <NotOpenPage branch={branch} />;
  return (
    <Page title={title} actions={<Actions unitId={unitId} may={may} />}>
      <FilterBar
        label={t("campaign.filters")}
        keep={{ branch: unitId, view, day }}
        clearHref={address("/calendar", { branch: unitId, view, day })}
        active={[
          ...(level ? [{ label: t(`organisation.level.${level}`), removeHref: address("/calendar", { branch: unitId, view, day, state }) }] : []),
          ...(state ? [{ label: t(`campaign.state.${state}`), removeHref: address("/calendar", { branch: unitId, view, day, level }) }] : []),
        ]}
      >
        <SelectField
          name="level"
          label={t("campaign.level")}
          blank={t("campaign.anyLevel")}
          defaultValue={level ?? ""}
          options={LEVELS.toReversed().map((each) => ({ value: each, label: t(`organisation.level.${each}`) }))}
        />
        <SelectField
          name="state"
          label={t("campaign.state")}
          blank={t("campaign.anyState")}
          defaultValue={state ?? ""}
          options={CONGRESS_STATES.filter((each) => each !== "undated" && each !== "cancelled").map((each) => ({ value: each, label: t(`campaign.state.${each}`) }))}
        />
      </FilterBar>
      <ReckoningNotice count={props.reckoning} />
      <Jumps {...props} hrefFor={hrefFor} />
      {isPartial(props) ? <p className="small muted">{t("campaign.tooMany")}</p> : null}
      <CongressCalendar
        view={view}
        day={day}
        today={props.today}
        events={events}
        notes={notes}
        hrefFor={hrefFor}
        views={<ViewSwitch current={view} branch={unitId} day={day} level={level} state={state} />}
        onMove={may.date ? onMove : undefined}
      />
    </Page>
  );
}

/** Of some days only the first congresses are here. */
const isPartial = ({ congresses, sums }: Props): boolean => sums.reduce((sum, each) => sum + each.count, 0) > congresses.filter((each) => each.opensOn >= (sums[0]?.day ?? each.opensOn)).length;

/** The way out of a range without a congress: to the last one before it and the first one after it, else to the list, where those without a day are. */
function Jumps({ branch, view, nearest, sums, hrefFor }: Props & { hrefFor: HrefFor }) {
  const t = useT(words);
  const found = [
    { side: "before", at: nearest.before },
    { side: "after", at: nearest.after },
  ] as const;
  if (found.every(({ at }) => at === null)) {
    if (sums.length > 0) return null;
    return (
      <Notice
        kind="info"
        title={t("calendar.empty")}
        actions={
          <Link className="button" to={address("/calendar/list", { branch: branch.unitId })}>
            {t("campaign.toList")}
          </Link>
        }
      />
    );
  }
  return (
    <Notice
      kind="info"
      title={t("calendar.empty")}
      actions={found.map(({ side, at }) =>
        at ? (
          <Link key={side} className="button" to={hrefFor({ view, day: at.opensOn })}>
            {at.name === branch.name ? t("campaign.jumpOwn", { day: formatDay(at.opensOn) }) : t(`campaign.jump.${side}`, { day: formatDay(at.opensOn), name: at.name })}
          </Link>
        ) : null,
      )}
    />
  );
}

function Actions({ unitId, may }: { unitId: string; may: Props["may"] }) {
  const t = useT(words);
  const links = [
    ...(may.fill ? [{ path: "/calendar/fill", text: t("campaign.toFill") }] : []),
    ...(may.plans ? [{ path: "/calendar/plans", text: t("campaign.toPlans") }] : []),
    { path: "/conflicts", text: t("campaign.toConflicts") },
    { path: "/calendar/list", text: t("campaign.toList") },
    { path: "/campaigns", text: t("campaign.toCampaign") },
  ];
  return (
    <>
      {links.map(({ path, text }, index) => (
        <Link key={path} className={index === 0 ? "button primary" : "button"} to={address(path, { branch: unitId })}>
          {text}
        </Link>
      ))}
    </>
  );
}

/** How many congresses open in the month or week that is looked at, and how many of them are blocked. */
function useTitle(props: Props): string {
  const { branch, view, day, sums, congresses } = props;
  const t = useT(words);
  const week = weekOf(day);
  const [first = day, last = day] = [week[0], week.at(-1)];
  const inside = (at: Day): boolean => (view === "week" ? at >= first && at <= last : monthOf(at) === monthOf(day));
  const count = sums.reduce((sum, each) => (inside(each.day) ? sum + each.count : sum), 0);
  const span =
    view === "week"
      ? t("calendar.weekTitle", { from: formatDay(first).slice(0, 5), until: formatDay(last) })
      : t("calendar.monthTitle", { month: day.slice(5, 7), year: day.slice(0, 4) });
  const blocked = isPartial(props) ? 0 : congresses.filter((each) => each.light === "red" && inside(each.opensOn)).length;
  if (count === 0) return t("campaign.calendarEmpty", { month: span, branch: branch.name });
  return blocked > 0 ? t("campaign.calendarBlocked", { month: span, count, blocked }) : t("campaign.calendarTitle", { month: span, count, branch: branch.name });
}

function useEvents({ branch, congresses, sums, may, level, state }: Props): CalendarEvent[] {
  const t = useT(words);
  const movable = may.date;
  return useMemo(() => {
    const opening = new Map(sums.map((each) => [each.day, each.count]));
    for (const { opensOn } of congresses) opening.set(opensOn, (opening.get(opensOn) ?? 0) - 1);
    const shown = congresses.map((each): CalendarEvent => ({
      id: each.id,
      title: each.name,
      short: shortName(each.name),
      opensOn: each.opensOn,
      closesOn: each.closesOn,
      href: `/congresses/${each.id}`,
      session: each.session,
      state: each.state,
      light: each.light ?? undefined,
      note: t(`organisation.level.${each.level}`),
      dayFormHref: movable && !hasHappened(each.state) ? `/congresses/${each.id}/date` : undefined,
    }));
    const rest = [...opening].flatMap(([on, count]): CalendarEvent[] =>
      count > 0 ? [{ id: on, title: branch.name, opensOn: on, closesOn: on, count, href: address("/calendar/list", { branch: branch.unitId, on, level, state }) }] : [],
    );
    // Behind the others of its day.
    return [...shown, ...rest].toSorted((a, b) => (a.opensOn < b.opensOn ? -1 : a.opensOn > b.opensOn ? 1 : 0));
  }, [branch.name, branch.unitId, congresses, sums, movable, level, state, t]);
}

function useNotes(notes: Props["notes"]): DayNotes {
  const locale = useLocale();
  return useMemo(
    () => Object.fromEntries(Object.entries(notes).map(([on, { lunar, name, off }]) => [on, { lunar, name: name?.[locale], off }])),
    [notes, locale],
  );
}
