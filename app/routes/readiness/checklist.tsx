import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { LINE_STATES } from "#app/core/readiness/checklist-state.ts";
import { CHECKLIST_GROUPS } from "#app/core/rules/checklist.ts";
import { command, query } from "#app/http/door.server.ts";
import { integer, oneOf, optionalDay, optionalText, text } from "#app/http/fields.server.ts";
import { keepChosen } from "#app/http/kept.server.ts";
import { ChecklistPage, LINE_FILTERS } from "#app/ui/readiness/checklist-page.tsx";
import { showChecklist } from "#app/usecases/show-checklist.server.ts";
import { stepLine } from "#app/usecases/step-line.server.ts";

const Params = z.object({ congressId: z.uuid() });
const Search = z.object({
  show: z.enum(LINE_FILTERS).catch("all"),
  line: z.string().max(10).nullable().default(null).catch(null),
});

export const loader = query({ access: { view: "readiness" }, params: Params, search: Search }, async (errand, { scope, params, search }) => ({
  ...(await showChecklist(errand, scope, params.congressId)),
  groups: Object.entries(CHECKLIST_GROUPS).map(([letter, name]) => ({ letter, name })),
  filter: search.show,
  chosen: search.line,
}));

const Input = z.object({
  code: text(10),
  version: integer(0, 1_000_000_000),
  to: oneOf(LINE_STATES),
  evidence: optionalText(300),
  note: optionalText(1000),
  doneOn: optionalDay(),
  show: z.enum(LINE_FILTERS).catch("all"),
});

// The step decides which deed it is; the use-case asks for the permit.
export const action = command(
  { access: { view: "readiness" }, params: Params, form: z.preprocess(keepChosen, Input), once: true },
  (errand, { input: { show: _show, ...input }, params: { congressId } }) => stepLine(errand, { congressId, ...input }),
  ({ code }, { input, params }) => `/readiness/${params.congressId}?${input.show === "all" ? "" : `show=${input.show}&`}notice=lineStepped#${code}`,
);

export default function Checklist() {
  return <ChecklistPage {...useLoaderData<typeof loader>()} refusal={useActionData<typeof action>()} />;
}
