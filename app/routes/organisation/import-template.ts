import { z } from "zod";
import { COLUMNS, headingOf, IMPORT_KINDS } from "#app/core/intake/columns.ts";
import { download } from "#app/http/door.server.ts";
import { writeCsv } from "#app/http/spreadsheet/write-csv.server.ts";

/** An empty file with the headings that its kind knows. */
export const loader = download({ access: { deed: "organisation.import" }, params: z.object({ kind: z.enum(IMPORT_KINDS) }) }, async (_errand, { params: { kind } }) => {
  const { required, optional } = COLUMNS[kind];
  return {
    fileName: `${kind}-template.csv`,
    mediaType: "text/csv; charset=utf-8",
    body: writeCsv([[...required, ...optional].map(headingOf)]),
  };
});
