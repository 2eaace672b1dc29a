import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { isLevel } from "#app/core/organisation/level.ts";
import { CONGRESS_STATES } from "#app/core/scheduling/congress.ts";
import { isDay } from "#app/core/time/day.ts";
import { query } from "#app/http/door.server.ts";
import { CalendarPage } from "#app/ui/calendar/calendar-page.tsx";
import { MOST_SHOWN, VIEWS, visibleRange } from "#app/ui/calendar/grid.ts";
import { showCalendar } from "#app/usecases/show-calendar.server.ts";

const Search = z.object({
  branch: z.uuid().optional().catch(undefined),
  view: z.enum(VIEWS).default("month").catch("month"),
  day: z.string().nullable().default(null).catch(null).transform((value) => (isDay(value) ? value : null)),
  level: z.string().nullable().default(null).catch(null).transform((value) => (isLevel(value) ? value : null)),
  state: z.enum(CONGRESS_STATES).nullable().default(null).catch(null),
});

export const loader = query({ access: { view: "campaign" }, search: Search }, async (errand, { scope, search }) => {
  const { view, level, state } = search;
  const day = search.day ?? errand.today;
  const range = visibleRange(view, day);
  return { ...(await showCalendar(errand, scope, { branch: search.branch, range, level, state, most: MOST_SHOWN })), view, day, level, state };
});

export default function CalendarRoute() {
  return <CalendarPage {...useLoaderData<typeof loader>()} />;
}
