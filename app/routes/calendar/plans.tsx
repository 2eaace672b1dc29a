import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { LEVELS } from "#app/core/organisation/level.ts";
import { KEEPING } from "#app/core/planning/instance.ts";
import type { Verdict } from "#app/core/verdict.ts";
import { command, query } from "#app/http/door.server.ts";
import { id, oneOf, optionalDay, optionalInteger, optionalText } from "#app/http/fields.server.ts";
import { PlansPage } from "#app/ui/scheduling/plans-page.tsx";
import { planScope } from "#app/usecases/find-plan.server.ts";
import { showPlans } from "#app/usecases/show-plans.server.ts";
import { startPlanning, stopPlanning } from "#app/usecases/start-planning.server.ts";

const Search = z.object({ branch: z.uuid().optional().catch(undefined), page: z.coerce.number().int().min(1).max(10_000).catch(1) });

export const loader = query({ access: { view: "plans" }, search: Search }, (errand, { scope, search }) => showPlans(errand, scope, { branch: search.branch, page: search.page }));

/** Yes, no, or as decided. */
const supposed = (yes: string, no: string) => z.enum([yes, no]).optional().catch(undefined).transform((value) => (value === undefined ? null : value === yes));

const Input = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("start"),
    unitId: id(),
    keeping: oneOf(KEEPING),
    round: oneOf(["1", "2"]),
    perDay: optionalInteger(0, 1000),
    gapDays: optionalInteger(0, 60),
    lessonDays: optionalInteger(0, 60),
    leadersPerCongress: optionalInteger(0, 20),
    pilots: supposed("hard", "soft"),
    saturdays: supposed("yes", "no"),
    windowLevel: z.enum(LEVELS).nullable().catch(null),
    windowFrom: optionalDay(),
    windowLast: optionalDay(),
    absentLeader: optionalText(60),
    absentFrom: optionalDay(),
    absentLast: optionalDay(),
  }),
  z.object({ intent: z.literal("stop"), runId: id(), unitId: id() }),
]);

export const action = command(
  { access: { deed: "plan.propose" }, form: Input, once: (input) => input.intent === "start" },
  (errand, { input }): Promise<Verdict<unknown, string>> => {
    if (input.intent === "stop") return stopPlanning(errand, planScope(errand), input.runId);
    const { unitId, keeping, round, pilots, perDay, gapDays, lessonDays, leadersPerCongress, saturdays } = input;
    const window = { level: input.windowLevel, from: input.windowFrom, lastDay: input.windowLast };
    const absence = { code: input.absentLeader, from: input.absentFrom, lastDay: input.absentLast };
    const scenario = { perDay, gapDays, lessonDays, leadersPerCongress, saturdays, pilotsHard: pilots, window, absence };
    return startPlanning(errand, planScope(errand), { branch: unitId, keeping, round: round === "2" ? 2 : 1, scenario });
  },
  (_done, { input }) => `/calendar/plans?branch=${input.unitId}&notice=${input.intent === "start" ? "planningStarted" : "planningStopped"}`,
);

export default function Plans() {
  return <PlansPage {...useLoaderData<typeof loader>()} refusal={useActionData<typeof action>()} />;
}
