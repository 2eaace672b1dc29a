import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { day, isDay } from "#app/core/time/day.ts";
import { query } from "#app/http/door.server.ts";
import { YearPage } from "#app/ui/calendar/year-page.tsx";
import { showYear } from "#app/usecases/show-year.server.ts";

const Search = z.object({
  branch: z.uuid().optional().catch(undefined),
  day: z.string().nullable().default(null).catch(null).transform((value) => (isDay(value) && value >= "2000" && value < "2060" ? value : null)),
});

export const loader = query({ access: { view: "campaign" }, search: Search }, (errand, { scope, search }) => {
  const year = Number((search.day ?? errand.today).slice(0, 4));
  return showYear(errand, scope, { branch: search.branch, year, range: { from: day(`${year}-01-01`), until: day(`${year + 1}-01-01`) } });
});

export default function Year() {
  return <YearPage {...useLoaderData<typeof loader>()} />;
}
