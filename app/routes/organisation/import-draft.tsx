import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { command, query } from "#app/http/door.server.ts";
import { integer, oneOf, optionalText } from "#app/http/fields.server.ts";
import { ImportDraftPage } from "#app/ui/organisation/import-draft-page.tsx";
import { useRefused } from "#app/ui/parts/refused.ts";
import { intake } from "#app/ui/words/intake.ts";
import { applyImport } from "#app/usecases/apply-import.server.ts";
import { recheckImport } from "#app/usecases/recheck-import.server.ts";
import { showImportDraft } from "#app/usecases/show-import.server.ts";

const Params = z.object({ draftId: z.uuid() });

export const loader = query(
  { access: { deed: "organisation.import" }, params: Params, search: z.object({ page: integer(1, 100_000).catch(1) }) },
  (errand, { params, search }) => showImportDraft(errand, params.draftId, search.page),
);

export const action = command(
  {
    access: { deed: "organisation.import" },
    params: Params,
    once: true,
    form: z.object({ intent: oneOf(["apply", "recheck"]), formKey: optionalText(80) }),
    timeoutMs: 60_000,
  },
  async (errand, { params, input }) => (input.intent === "apply" ? applyImport(errand, params) : recheckImport(errand, params)),
  ({ draftId }, { input }) => `/organisation/import/${draftId}?notice=${input.intent === "apply" ? "imported" : "rechecked"}`,
);

export default function ImportDraft() {
  const data = useLoaderData<typeof loader>();
  const refused = useRefused(useActionData<typeof action>(), { intake });
  return <ImportDraftPage {...data} refused={refused} />;
}
