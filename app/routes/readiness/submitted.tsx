import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { query } from "#app/http/door.server.ts";
import { integer } from "#app/http/fields.server.ts";
import { SubmittedPage } from "#app/ui/readiness/submitted-page.tsx";
import { showSubmittedLines } from "#app/usecases/show-submitted-lines.server.ts";

const Search = z.object({ branch: z.uuid().nullable().default(null).catch(null), page: integer(1, 10_000).catch(1) });

export const loader = query({ access: { view: "readiness" }, search: Search }, async (errand, { scope, search }) => ({
  ...(await showSubmittedLines(errand, scope, search)),
  chosenBranch: search.branch,
}));

export default function SubmittedLines() {
  return <SubmittedPage {...useLoaderData<typeof loader>()} />;
}
