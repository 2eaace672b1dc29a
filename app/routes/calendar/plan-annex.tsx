import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { query } from "#app/http/door.server.ts";
import { PlanAnnexPage } from "#app/ui/scheduling/plan-annex-page.tsx";
import { showAnnex } from "#app/usecases/show-plans.server.ts";

const Params = z.object({ planId: z.uuid() });

export const loader = query({ access: { view: "plans" }, params: Params }, (errand, { scope, params }) => showAnnex(errand, scope, params.planId));

export default function Annex() {
  return <PlanAnnexPage {...useLoaderData<typeof loader>()} />;
}
