import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { query } from "#app/http/door.server.ts";
import { PlanComparePage } from "#app/ui/scheduling/plan-compare-page.tsx";
import { comparePlan } from "#app/usecases/show-plans.server.ts";

const Params = z.object({ planId: z.uuid() });
const KINDS = ["moved", "added", "removed", "leaders", "same"] as const;
const Search = z.object({ with: z.uuid().nullable().catch(null), kind: z.enum(KINDS).nullable().catch(null), page: z.coerce.number().int().min(1).max(100_000).catch(1) });

export const loader = query({ access: { view: "plans" }, params: Params, search: Search }, (errand, { scope, params, search }) =>
  comparePlan(errand, scope, { planId: params.planId, other: search.with, kind: search.kind, page: search.page }),
);

export default function Compare() {
  return <PlanComparePage {...useLoaderData<typeof loader>()} />;
}
