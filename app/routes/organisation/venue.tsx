import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { command, query } from "#app/http/door.server.ts";
import { optionalInteger, text, version } from "#app/http/fields.server.ts";
import { keepChosen } from "#app/http/kept.server.ts";
import { VenuePage } from "#app/ui/organisation/venue-page.tsx";
import { useRefused } from "#app/ui/parts/refused.ts";
import { organisation } from "#app/ui/words/organisation.ts";
import { editVenue } from "#app/usecases/edit-venue.server.ts";
import { showVenue } from "#app/usecases/show-venue.server.ts";

const Params = z.object({ venueId: z.uuid() });
const Fields = z.object({ version: version(), name: text(200), seats: optionalInteger(0, 100_000) });

export const loader = query({ access: { view: "organisation" }, params: Params }, (errand, { scope, params }) =>
  showVenue(errand, scope, params.venueId),
);

export const action = command(
  { access: { deed: "organisation.edit" }, params: Params, form: z.preprocess(keepChosen, Fields) },
  (errand, { params, input }) => editVenue(errand, { ...input, venueId: params.venueId }),
  ({ venueId }) => `/organisation/venues/${venueId}?notice=venueSaved`,
);

export default function Venue() {
  const data = useLoaderData<typeof loader>();
  const refused = useRefused(useActionData<typeof action>(), { organisation });
  return <VenuePage {...data} refused={refused} />;
}
