import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { parseDay } from "#app/core/time/day.ts";
import { query } from "#app/http/door.server.ts";
import { integer } from "#app/http/fields.server.ts";
import { LeaderLoadPage } from "#app/ui/organisation/leader-load-page.tsx";
import { showLeaderLoad } from "#app/usecases/show-leader-load.server.ts";

const aDay = z.string().max(20).transform(parseDay).transform((value) => (value !== null && value >= "2000" && value < "2060" ? value : null)).nullable().default(null).catch(null);
const Search = z.object({
  branch: z.uuid().nullable().default(null).catch(null),
  from: aDay,
  last: aDay,
  sort: z.enum(["clashes", "halfDays", "congresses", "name"]).default("clashes").catch("clashes"),
  // Numbers begin with the largest, names with the first.
  turned: z.literal("1").optional().catch(undefined).transform(Boolean),
  page: integer(1, 10_000).catch(1),
});

export const loader = query({ access: { view: "organisation" }, search: Search }, (errand, { scope, search: { turned, ...asked } }) =>
  showLeaderLoad(errand, scope, { ...asked, descending: (asked.sort !== "name") !== turned }),
);

export default function LeaderLoad() {
  return <LeaderLoadPage {...useLoaderData<typeof loader>()} />;
}
