import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { command, query } from "#app/http/door.server.ts";
import { id, integer, optionalText, text } from "#app/http/fields.server.ts";
import { LeadersPage } from "#app/ui/organisation/leaders-page.tsx";
import { useRefused } from "#app/ui/parts/refused.ts";
import { organisation } from "#app/ui/words/organisation.ts";
import { addLeader } from "#app/usecases/add-leader.server.ts";
import { showLeaders } from "#app/usecases/show-branch-list.server.ts";

const Search = z.object({
  branch: z.uuid().nullable().default(null).catch(null),
  q: z.string().trim().max(100).default("").catch(""),
  page: integer(1, 10_000).catch(1),
});

export const loader = query({ access: { view: "organisation" }, search: Search }, (errand, { scope, search: { q, ...asked } }) =>
  showLeaders(errand, scope, { ...asked, text: q }),
);

export const action = command(
  {
    access: { deed: "organisation.edit" },
    once: true,
    form: z.object({ unitId: id(), code: text(60), name: text(200), post: text(200), formKey: optionalText(80) }),
  },
  (errand, { input: { formKey: _, ...leader } }) => addLeader(errand, leader),
  ({ leaderId }) => `/organisation/leaders/${leaderId}?notice=leaderSaved`,
);

export default function Leaders() {
  const data = useLoaderData<typeof loader>();
  const refused = useRefused(useActionData<typeof action>(), { organisation });
  return <LeadersPage {...data} refused={refused} />;
}
