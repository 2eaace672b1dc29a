import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { query } from "#app/http/door.server.ts";
import { integer } from "#app/http/fields.server.ts";
import { ProposedListPage } from "#app/ui/scheduling/proposed-list-page.tsx";
import { showProposed } from "#app/usecases/show-proposals.server.ts";

export const loader = query({ access: { view: "campaign" }, search: z.object({ page: integer(1, 10_000).catch(1) }) }, (errand, { scope, search }) => showProposed(errand, scope, search.page));

export default function Proposals() {
  return <ProposedListPage {...useLoaderData<typeof loader>()} />;
}
