import type { Level } from "#app/core/organisation/level.ts";
import type { CongressState } from "#app/core/scheduling/congress.ts";
import type { Day } from "#app/core/time/day.ts";
import { Tabs } from "#app/ui/parts/tabs.tsx";
import { address } from "#app/ui/scheduling/address.ts";
import { calendar } from "#app/ui/words/calendar.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { VIEWS, type View } from "./grid.ts";

const words = { calendar };
const BESIDE = ["year", "timeline", "grid"] as const;

/** The ways to look at the season of a branch: on the calendar, as the year's heat map, as a timeline, as a sheet. */
export function ViewSwitch(props: {
  current: View | (typeof BESIDE)[number];
  branch: string;
  day: Day;
  level?: Level | null;
  state?: CongressState | null;
}) {
  const t = useT(words);
  const { branch, day, level, state } = props;
  const tabs = [
    ...VIEWS.map((view) => ({ view, href: address("/calendar", { branch, view, day, level, state }) })),
    ...BESIDE.map((view) => ({ view, href: address(`/calendar/${view}`, { branch, day, ...(view === "year" ? {} : { level }), ...(view === "grid" ? { state } : {}) }) })),
  ];
  return <Tabs label={t("calendar.views")} tabs={tabs.map(({ view, href }) => ({ id: view, href, label: t(`calendar.view.${view}`), current: view === props.current }))} />;
}
