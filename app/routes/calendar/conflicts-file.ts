import { z } from "zod";
import { FINDING_CODES } from "#app/core/scheduling/conflicts.ts";
import { formatDay } from "#app/core/time/day.ts";
import { download } from "#app/http/door.server.ts";
import { writeCsv } from "#app/http/spreadsheet/write-csv.server.ts";
import { findingSentence } from "#app/ui/words/finding-sentence.ts";
import { scheduling } from "#app/ui/words/scheduling.ts";
import { filling } from "#app/ui/words/filling.ts";
import { makeT } from "#app/ui/words/words.ts";
import { exportConflicts } from "#app/usecases/check-plan.server.ts";

const Search = z.object({
  branch: z.uuid().optional().catch(undefined),
  code: z.enum(FINDING_CODES).nullable().default(null).catch(null),
  severity: z.enum(["blocks", "blocksApproval", "warns"]).nullable().default(null).catch(null),
});

export const loader = download({ access: { view: "campaign" }, search: Search }, async (errand, { scope, search, session }) => {
  const found = await exportConflicts(errand, scope, { ...search, branch: search.branch });
  const { locale } = session;
  const t = makeT(locale, { filling, scheduling });
  const header = [
    t("filling.severityTitle"),
    t("filling.kind"),
    t("filling.congress"),
    t("filling.involved"),
    t("filling.when"),
    t("filling.what"),
    t("filling.clause"),
  ];
  const lines = found.map((each) => [
    t(`scheduling.severity.${each.severity}`),
    t(`scheduling.code.${each.code}`),
    each.congress.name ?? t("scheduling.elsewhere"),
    each.other?.name ?? each.leader,
    formatDay(each.day),
    findingSentence(locale, each),
    each.source ?? t("scheduling.ownRule"),
  ]);
  return { fileName: `${t("filling.fileName")}-${errand.today}.csv`, mediaType: "text/csv; charset=utf-8", body: writeCsv([header, ...lines]) };
});
