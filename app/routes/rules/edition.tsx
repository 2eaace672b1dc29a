import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { EDITION_CODES } from "#app/core/rules/edition.ts";
import { query } from "#app/http/door.server.ts";
import { EditionPage } from "#app/ui/rules/edition-page.tsx";
import { showEdition } from "#app/usecases/show-rules.server.ts";

export const loader = query(
  { access: { view: "rules" }, params: z.object({ edition: z.enum(EDITION_CODES) }) },
  (errand, { params }) => showEdition(errand, params.edition),
);

export default function EditionRoute() {
  return <EditionPage {...useLoaderData<typeof loader>()} />;
}
