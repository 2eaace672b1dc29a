import { checkPlan, countFindings, exportConflicts } from "#app/usecases/check-plan.server.ts";
import type { Command } from "#app/cli/command.ts";
import { limitOf } from "#app/cli/limit.ts";

export const checkCommand: Command = {
  name: "check",
  usage: "[--unit CODE] [--limit 200]",
  example: "check --today 2025-05-12 --json",
  options: { unit: { type: "string" }, limit: { type: "string" } },
  writes: false,
  run: async (call) => {
    const { t } = call;
    const limit = limitOf(call, 200);
    const { checked, rows } = await call.errand(async (errand, work) => {
      const branch = await work.unit("campaign");
      const scope = work.scope("campaign");
      const checked = await checkPlan(errand, scope, { branch });
      return { checked, rows: await exportConflicts(errand, scope, { branch: branch ?? undefined, code: null, severity: null }) };
    });
    if (checked.campaign === null) return { exit: 1, lines: [t("cli.noCampaign")], json: { error: "noCampaign", message: t("cli.noCampaign") } };
    const counts = { congresses: checked.congresses, findings: checked.found.length, blocks: checked.found.filter((each) => each.severity === "blocks").length };
    const shown = rows.slice(0, limit);
    return {
      exit: 0,
      json: {
        ...counts,
        counts: countFindings(checked.found),
        rows: shown.map(({ code, severity, congress, other, leader, venue, day, source, certainty }) => ({
          code,
          severity,
          congress: congress.name,
          other: other?.name ?? null,
          leader,
          venue,
          day,
          source,
          certainty,
        })),
      },
      lines: [
        t("cli.checked", counts),
        ...shown.map(({ code, severity, congress, day }) =>
          t("cli.finding", { severity: t(`scheduling.severity.${severity}`), code: t(`scheduling.code.${code}`), congress: congress.name ?? "–", day }),
        ),
      ],
    };
  },
};
