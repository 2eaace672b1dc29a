import { z } from "zod";
import { download } from "#app/http/door.server.ts";
import { writeCsv } from "#app/http/spreadsheet/write-csv.server.ts";
import { problemWords } from "#app/ui/organisation/problem-words.ts";
import { intake } from "#app/ui/words/intake.ts";
import { makeT } from "#app/ui/words/words.ts";
import { listImportProblems } from "#app/usecases/show-import.server.ts";

/** Everything wrong with a checked file, to be mended beside it. */
export const loader = download(
  { access: { deed: "organisation.import" }, params: z.object({ draftId: z.uuid() }) },
  async (errand, { params, session }) => {
    const t = makeT(session.locale, { intake });
    const { fileName, problems, headings } = await listImportProblems(errand, params.draftId);
    const header = [t("intake.problem.row"), t("intake.problem.column"), t("intake.problem.found"), t("intake.problem.expected")];
    const rows = problems.map((problem) => {
      const said = problemWords(t, problem, headings);
      return [said.row, said.column, said.found, said.expected];
    });
    return {
      fileName: `${fileName.replace(/\.\w+$/, "")}-problems.csv`,
      mediaType: "text/csv; charset=utf-8",
      body: writeCsv([header, ...rows]),
    };
  },
);
