import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { query } from "#app/http/door.server.ts";
import { integer } from "#app/http/fields.server.ts";
import { PlanAnnexPage } from "#app/ui/scheduling/plan-annex-page.tsx";
import { showAnnex } from "#app/usecases/show-plans.server.ts";

const Params = z.object({ planId: z.uuid() });

const Search = z.object({ page: integer(1, 10_000).catch(1) });

export const loader = query({ access: { view: "plans" }, params: Params, search: Search }, (errand, { scope, params, search }) =>
  showAnnex(errand, scope, { planId: params.planId, page: search.page }),
);

export default function Annex() {
  return <PlanAnnexPage {...useLoaderData<typeof loader>()} />;
}
