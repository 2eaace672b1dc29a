import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { query } from "#app/http/door.server.ts";
import { many } from "#app/http/fields.server.ts";
import { OrganisationPage } from "#app/ui/organisation/organisation-page.tsx";
import { showOrganisation } from "#app/usecases/show-organisation.server.ts";

const Search = z.object({
  branch: z.uuid().nullable().default(null).catch(null),
  open: many(z.uuid()).catch([]),
  q: z.string().trim().max(100).default("").catch(""),
});

export const loader = query({ access: { view: "organisation" }, search: Search }, async (errand, { scope, search }) => ({
  ...(await showOrganisation(errand, scope, { branch: search.branch, open: search.open, text: search.q })),
  today: errand.today,
}));

export default function Tree() {
  return <OrganisationPage {...useLoaderData<typeof loader>()} />;
}
