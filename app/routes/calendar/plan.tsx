import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import type { Verdict } from "#app/core/verdict.ts";
import { command, query } from "#app/http/door.server.ts";
import { text, version } from "#app/http/fields.server.ts";
import { PlanPage } from "#app/ui/scheduling/plan-page.tsx";
import { approvePlan, discardPlan, proposePlan, returnPlan } from "#app/usecases/decide-plan.server.ts";
import { showPlan } from "#app/usecases/show-plans.server.ts";

const Params = z.object({ planId: z.uuid() });
const Search = z.object({ page: z.coerce.number().int().min(1).max(100_000).catch(1) });

export const loader = query({ access: { view: "plans" }, params: Params, search: Search }, (errand, { scope, params, search }) =>
  showPlan(errand, scope, { planId: params.planId, page: search.page }),
);

const Input = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("propose"), version: version() }),
  z.object({ intent: z.literal("discard"), version: version(), sure: z.literal("yes", "required") }),
  z.object({ intent: z.literal("return"), version: version(), reason: text(500) }),
  z.object({ intent: z.literal("approve"), version: version(), reason: text(500) }),
]);

/** A province has thousands of dates to write at once. */
const APPROVING_MS = 120_000;
const NOTICES = { propose: "planProposed", return: "planReturned", approve: "planApproved" } as const;

// Several deeds share the page's action; each use-case asks for its own permit.
export const action = command(
  { access: { view: "plans" }, params: Params, form: Input, timeoutMs: APPROVING_MS },
  (errand, { input, params: { planId } }): Promise<Verdict<{ unitId: string }, string>> => {
    switch (input.intent) {
      case "propose":
        return proposePlan(errand, { planId, version: input.version });
      case "discard":
        return discardPlan(errand, { planId, version: input.version });
      case "return":
        return returnPlan(errand, { planId, version: input.version, reason: input.reason });
      case "approve":
        return approvePlan(errand, { planId, version: input.version, reason: input.reason });
    }
  },
  ({ unitId }, { input, params: { planId } }) => (input.intent === "discard" ? `/calendar/plans?branch=${unitId}&notice=planDiscarded` : `/calendar/plans/${planId}?notice=${NOTICES[input.intent]}`),
);

export default function Plan() {
  return <PlanPage {...useLoaderData<typeof loader>()} refusal={useActionData<typeof action>()} />;
}
