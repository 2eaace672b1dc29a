import { checkPlan, countFindings, exportConflicts } from "#app/usecases/check-plan.server.ts";
import { checkOutside } from "#app/usecases/plan-outside.ts";
import type { Call, Command, Outcome } from "#app/cli/command.ts";
import { limitOf } from "#app/cli/limit.ts";
import { outside, OUTSIDE_OPTIONS } from "#app/cli/outside.server.ts";

export const checkCommand: Command = {
  name: "check",
  usage: "[FILE] [--unit CODE] [--limit 200]",
  example: "check --today 2025-05-12 --json",
  options: { unit: { type: "string" }, limit: { type: "string" }, ...OUTSIDE_OPTIONS },
  writes: false,
  run: async (call) => {
    const { t } = call;
    const limit = limitOf(call, 200);
    if (call.positionals.length > 0) return checkFile(call, limit);
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

/** Judges a finished plan, whoever made it, by the rules that dates are judged by here. */
async function checkFile(call: Call, limit: number): Promise<Outcome> {
  const { t } = call;
  const given = await outside(call);
  if ("exit" in given) return given;
  const found = checkOutside(given.rows, given.rules);
  const counts = { congresses: given.rows.filter((row) => row.opensOn !== null).length, findings: found.length, blocks: found.filter((each) => each.severity === "blocks").length };
  const names = new Map(given.rows.map((row) => [row.code, row.name]));
  const shown = found.slice(0, limit);
  return {
    exit: 0,
    json: {
      ...counts,
      counts: countFindings(found),
      rows: shown.map(({ code, severity, congressId, otherId, day, source, certainty }) => ({ code, severity, congress: congressId, other: otherId, day, source, certainty })),
    },
    lines: [
      t("cli.checked", counts),
      ...shown.map(({ code, severity, congressId, day }) =>
        t("cli.finding", { severity: t(`scheduling.severity.${severity}`), code: t(`scheduling.code.${code}`), congress: names.get(congressId) ?? congressId, day }),
      ),
    ],
  };
}
