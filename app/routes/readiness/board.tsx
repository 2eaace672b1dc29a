import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { LEVELS } from "#app/core/organisation/level.ts";
import { LIGHTS } from "#app/core/readiness/rollup.ts";
import { CONGRESS_STATES } from "#app/core/scheduling/congress.ts";
import { query } from "#app/http/door.server.ts";
import { integer } from "#app/http/fields.server.ts";
import { BoardPage } from "#app/ui/readiness/board-page.tsx";
import { showReadiness } from "#app/usecases/show-readiness.server.ts";

const Search = z.object({
  branch: z.uuid().nullable().default(null).catch(null),
  light: z.enum([...LIGHTS, "all"]).nullable().default(null).catch(null),
  level: z.enum(LEVELS).nullable().default(null).catch(null),
  state: z.enum(CONGRESS_STATES).nullable().default(null).catch(null),
  page: integer(1, 10_000).catch(1),
  children: integer(1, 10_000).catch(1),
});

export const loader = query({ access: { view: "readiness" }, search: Search }, async (errand, { scope, search }) => ({
  ...(await showReadiness(errand, scope, search)),
  chosenBranch: search.branch,
}));

export default function ReadinessBoard() {
  return <BoardPage {...useLoaderData<typeof loader>()} />;
}
