import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { command, query } from "#app/http/door.server.ts";
import { id, integer, optionalInteger, optionalText, text } from "#app/http/fields.server.ts";
import { VenuesPage } from "#app/ui/organisation/venues-page.tsx";
import { useRefused } from "#app/ui/parts/refused.ts";
import { organisation } from "#app/ui/words/organisation.ts";
import { addVenue } from "#app/usecases/add-venue.server.ts";
import { showVenues } from "#app/usecases/show-branch-list.server.ts";

const Search = z.object({
  branch: z.uuid().nullable().default(null).catch(null),
  q: z.string().trim().max(100).default("").catch(""),
  page: integer(1, 10_000).catch(1),
});

export const loader = query({ access: { view: "organisation" }, search: Search }, (errand, { scope, search: { q, ...asked } }) =>
  showVenues(errand, scope, { ...asked, text: q }),
);

const Fields = z.object({ unitId: id(), code: text(60), name: text(200), seats: optionalInteger(0, 100_000), formKey: optionalText(80) });

export const action = command(
  { access: { deed: "organisation.edit" }, once: true, form: Fields },
  (errand, { input: { formKey: _, ...venue } }) => addVenue(errand, venue),
  ({ venueId }) => `/organisation/venues/${venueId}?notice=venueSaved`,
);

export default function Venues() {
  const data = useLoaderData<typeof loader>();
  const refused = useRefused(useActionData<typeof action>(), { organisation });
  return <VenuesPage {...data} refused={refused} />;
}
