import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { command, query } from "#app/http/door.server.ts";
import { id, integer, oneOf, text } from "#app/http/fields.server.ts";
import { FillPage } from "#app/ui/scheduling/fill-page.tsx";
import { fillPlan, previewFill } from "#app/usecases/fill-plan.server.ts";
import { campaignScope } from "#app/usecases/find-congress.server.ts";

const roundOf = (value: string | undefined): 1 | 2 => (value === "2" ? 2 : 1);

const Search = z.object({
  branch: z.uuid().optional().catch(undefined),
  round: z.string().optional().catch(undefined).transform(roundOf),
});

export const loader = query({ access: { deed: "congress.date" }, search: Search }, (errand, { search }) =>
  previewFill(errand, campaignScope(errand), { branch: search.branch, round: search.round }),
);

const Input = z.object({ unitId: id(), round: oneOf(["1", "2"]).transform(roundOf), expected: integer(0, 1_000_000), reason: text(500) });

/** A province has thousands of congresses to write at once. */
const FILLING_MS = 120_000;

export const action = command(
  { access: { deed: "congress.date" }, form: Input, once: true, timeoutMs: FILLING_MS },
  (errand, { input: { unitId, round, expected, reason } }) => fillPlan(errand, campaignScope(errand), { branch: unitId, round, expected, reason }),
  ({ unitId }) => `/calendar/list?branch=${unitId}&state=draft&notice=planFilled`,
);

export default function Fill() {
  return <FillPage {...useLoaderData<typeof loader>()} refusal={useActionData<typeof action>()} />;
}
