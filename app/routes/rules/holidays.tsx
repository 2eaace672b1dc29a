import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { query } from "#app/http/door.server.ts";
import { HolidaysPage } from "#app/ui/rules/holidays-page.tsx";
import { showHolidays } from "#app/usecases/show-rules.server.ts";

const Search = z.object({
  year: z.coerce.number().int().optional().catch(undefined),
  branch: z.uuid().optional().catch(undefined),
});

export const loader = query({ access: { view: "rules" }, search: Search }, (errand, { scope, search }) =>
  showHolidays(errand, scope, { year: search.year, branch: search.branch }),
);

export default function Holidays() {
  return <HolidaysPage {...useLoaderData<typeof loader>()} />;
}
