import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { isLevel } from "#app/core/organisation/level.ts";
import { isDay } from "#app/core/time/day.ts";
import { query } from "#app/http/door.server.ts";
import { integer } from "#app/http/fields.server.ts";
import { monthsOf, spanOf } from "#app/ui/calendar/timeline-span.ts";
import { TimelinePage } from "#app/ui/calendar/timeline-page.tsx";
import { showTimeline } from "#app/usecases/show-timeline.server.ts";

const Search = z.object({
  branch: z.uuid().optional().catch(undefined),
  level: z.string().nullable().default(null).catch(null).transform((value) => (isLevel(value) ? value : null)),
  day: z.string().nullable().default(null).catch(null).transform((value) => (isDay(value) && value >= "2000" && value < "2060" ? value : null)),
  months: z.string().optional().catch(undefined).transform(monthsOf),
  as: z.string().optional().catch(undefined),
  page: integer(1, 100_000).catch(1),
});

export const loader = query({ access: { view: "campaign" }, search: Search }, async (errand, { scope, search }) => {
  const { level, months, page } = search;
  const day = search.day ?? errand.today;
  const shown = await showTimeline(errand, scope, { branch: search.branch, level, page, span: spanOf(day, months) });
  return { ...shown, level, day, months, asList: search.as === "list" };
});

export default function Timeline() {
  return <TimelinePage {...useLoaderData<typeof loader>()} />;
}
