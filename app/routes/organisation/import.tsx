import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { IMPORT_KINDS } from "#app/core/intake/columns.ts";
import { refuse } from "#app/core/verdict.ts";
import { command, query } from "#app/http/door.server.ts";
import { id, oneOf, optionalText } from "#app/http/fields.server.ts";
import { readUpload, type UploadedSheet } from "#app/http/upload.server.ts";
import { ImportPage } from "#app/ui/organisation/import-page.tsx";
import { useRefused } from "#app/ui/parts/refused.ts";
import { intake } from "#app/ui/words/intake.ts";
import { checkImport } from "#app/usecases/check-import.server.ts";
import { showImport } from "#app/usecases/show-import.server.ts";

const Search = z.object({ branch: z.uuid().nullable().default(null).catch(null), kind: z.enum(IMPORT_KINDS).default("units").catch("units") });

export const loader = query({ access: { deed: "organisation.import" }, search: Search }, (errand, { scope, search }) =>
  showImport(errand, scope, search),
);

const Upload = z.object({
  kind: oneOf(IMPORT_KINDS),
  unitId: id(),
  file: z.custom<UploadedSheet>((value) => typeof value === "object"),
  formKey: optionalText(80),
});

export const action = command(
  { access: { deed: "organisation.import" }, once: true, form: Upload, read: readUpload, timeoutMs: 60_000 },
  async (errand, { input: { kind, unitId, file } }) => {
    if (!file.sheet.ok) return refuse(file.sheet.code, { ...file.sheet.details, field: "file" });
    return checkImport(errand, { kind, unitId, fileName: file.name, sha256: file.sha256, table: file.sheet.value });
  },
  ({ draftId }) => `/organisation/import/${draftId}`,
);

export default function Import() {
  const data = useLoaderData<typeof loader>();
  const refused = useRefused(useActionData<typeof action>(), { intake });
  return <ImportPage {...data} kinds={IMPORT_KINDS} refused={refused} />;
}
