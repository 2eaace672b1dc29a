import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { COMMITTEE_MODES, OUTCOME_RESULTS } from "#app/core/readiness/outcome.ts";
import { command, query } from "#app/http/door.server.ts";
import { dayField, integer, oneOf, optionalDay, optionalInteger, optionalText } from "#app/http/fields.server.ts";
import { keepChosen } from "#app/http/kept.server.ts";
import { OutcomePage } from "#app/ui/readiness/outcome-page.tsx";
import { recordOutcome } from "#app/usecases/record-outcome.server.ts";
import { showOutcome } from "#app/usecases/show-outcome.server.ts";

const Params = z.object({ congressId: z.uuid() });
const MOST = 100_000;

export const loader = query({ access: { view: "readiness" }, params: Params }, (errand, { scope, params }) => showOutcome(errand, scope, params.congressId));

const decidedOn = integer(0, 1_000_000_000);
const Input = z.discriminatedUnion("part", [
  z.object({
    part: z.literal("day"),
    version: decidedOn,
    heldOn: dayField(),
    summoned: integer(0, MOST),
    present: integer(0, MOST),
    result: oneOf(OUTCOME_RESULTS),
    mode: oneOf(COMMITTEE_MODES),
    electedCount: optionalInteger(0, MOST),
  }),
  z.object({ part: z.literal("report"), version: decidedOn, reportedOn: optionalDay(), reportDocument: optionalText(200) }),
  z.object({ part: z.literal("ratification"), version: decidedOn, ratifiedOn: optionalDay(), ratifiedDocument: optionalText(200) }),
]);

export const action = command(
  { access: { deed: "congress.outcome" }, params: Params, form: z.preprocess(keepChosen, Input), once: true },
  (errand, { input, params: { congressId } }) => recordOutcome(errand, { congressId, ...input }),
  ({ congressId }) => `/readiness/${congressId}/outcome?notice=outcomeRecorded`,
);

export default function Outcome() {
  return <OutcomePage {...useLoaderData<typeof loader>()} refusal={useActionData<typeof action>()} />;
}
