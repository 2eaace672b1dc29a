import { z } from "zod";
import { FINDING_CODES } from "#app/core/scheduling/conflicts.ts";
import { addDays, formatDay } from "#app/core/time/day.ts";
import { download } from "#app/http/door.server.ts";
import { writeCsv } from "#app/http/spreadsheet/write-csv.server.ts";
import { findingSentence } from "#app/ui/words/finding-sentence.ts";
import { scheduling } from "#app/ui/words/scheduling.ts";
import { filling } from "#app/ui/words/filling.ts";
import { makeT } from "#app/ui/words/words.ts";
import { exportConflicts, exportWeeks, GROUPINGS } from "#app/usecases/check-plan.server.ts";

const Search = z.object({
  branch: z.uuid().optional().catch(undefined),
  code: z.enum(FINDING_CODES).nullable().default(null).catch(null),
  severity: z.enum(["blocks", "blocksApproval", "warns"]).nullable().default(null).catch(null),
  by: z.enum(GROUPINGS).default("cause").catch("cause"),
  group: z.string().max(60).nullable().default(null).catch(null),
  part: z.enum(["lines", "weeks"]).default("lines").catch("lines"),
});

export const loader = download({ access: { view: "campaign" }, search: Search }, async (errand, { scope, search, session }) => {
  const { locale } = session;
  const t = makeT(locale, { filling, scheduling });
  const file = (name: string, rows: readonly (readonly (string | number | null)[])[]) => ({
    fileName: `${name}-${errand.today}.csv`,
    mediaType: "text/csv; charset=utf-8",
    body: writeCsv(rows.map((row) => [...row])),
  });
  if (search.part === "weeks") {
    const weeks = await exportWeeks(errand, scope, { branch: search.branch });
    const header = [t("filling.week"), t("filling.severityTitle"), t("filling.kind"), t("filling.count")];
    return file(t("filling.weeksFile"), [
      header,
      ...weeks.map(({ week, severity, code, count }) => [formatDay(week), t(`scheduling.severity.${severity}`), t(`scheduling.code.${code}`), count]),
    ]);
  }
  const found = await exportConflicts(errand, scope, { ...search, branch: search.branch });
  const header = [
    t("filling.severityTitle"),
    t("filling.kind"),
    t("filling.congress"),
    t("filling.involved"),
    t("filling.when"),
    t("filling.what"),
    t("filling.clause"),
    t("filling.firstSeen"),
    t("filling.days"),
    t("filling.owner"),
    t("filling.acceptedBy"),
    t("filling.acceptedReason"),
    t("filling.acceptedDocument"),
    t("filling.acceptedUntil"),
  ];
  const lines = found.map(({ care, exception, ...each }) => [
    t(`scheduling.severity.${each.severity}`),
    t(`scheduling.code.${each.code}`),
    each.congress.name ?? t("scheduling.elsewhere"),
    each.other?.name ?? each.leader,
    formatDay(each.day),
    findingSentence(locale, each),
    each.source ?? t("scheduling.ownRule"),
    care && formatDay(care.firstSeen),
    care && care.days,
    care && care.owner,
    exception && exception.acceptedBy,
    exception && exception.reason,
    exception && exception.document,
    exception?.until ? formatDay(addDays(exception.until, -1)) : null,
  ]);
  return file(t("filling.fileName"), [header, ...lines]);
});
