import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { command, query } from "#app/http/door.server.ts";
import { checkbox, integer, oneOf, optionalDay, optionalText, version } from "#app/http/fields.server.ts";
import { keepChosen } from "#app/http/kept.server.ts";
import { CongressForm } from "#app/ui/campaign/congress-form.tsx";
import { editCongress } from "#app/usecases/edit-congress.server.ts";
import { showCongressForm } from "#app/usecases/show-congress.server.ts";

const Params = z.object({ congressId: z.uuid() });

export const loader = query({ access: { deed: "congress.edit" }, params: Params }, (errand, { params }) => showCongressForm(errand, params.congressId));

const Input = z.object({
  version: version(),
  form: oneOf(["member", "delegate"]),
  contents: oneOf(["2", "3", "4"]).transform((value): 2 | 3 | 4 => (value === "2" ? 2 : value === "3" ? 3 : 4)),
  lengthHalfDays: integer(1, 20),
  isPilot: checkbox(),
  desiredOn: optionalDay(),
  orderExemption: optionalText(100),
});

export const action = command(
  { access: { deed: "congress.edit" }, params: Params, form: z.preprocess(keepChosen, Input) },
  (errand, { input, params }) => editCongress(errand, { ...input, congressId: params.congressId }),
  (done) => `/congresses/${done.congressId}?notice=congressSaved`,
);

export default function CongressEdit() {
  return <CongressForm congress={useLoaderData<typeof loader>()} refusal={useActionData<typeof action>()} />;
}
