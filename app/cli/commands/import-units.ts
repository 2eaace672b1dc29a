import { scopeFor } from "#app/core/access/scope.ts";
import { takeIn } from "#app/core/intake/intake.ts";
import { importUnits } from "#app/usecases/import-units.server.ts";
import { resolveBranch } from "#app/usecases/resolve-branch.server.ts";
import type { Command } from "#app/cli/command.ts";
import { problemLines, tableOf } from "#app/cli/table.server.ts";
import { refusedOutcome } from "#app/cli/refused.ts";

const LONG_MS = 600_000;

export const importUnitsCommand: Command = {
  name: "import-units",
  usage: "FILE [--unit CODE] [--dry-run]",
  example: "import-units units.csv --json",
  options: { unit: { type: "string" }, "dry-run": { type: "boolean" } },
  writes: true,
  run: async (call) => {
    const { t } = call;
    const dryRun = call.values["dry-run"] === true;
    const intake = takeIn("units", await tableOf(call));
    const verdict = await call.errand(async (errand, work) => {
      const unit = await work.unit("organisation");
      // The installation itself may found the first province; everybody else imports into a branch.
      const everywhere = scopeFor(errand.actor, "organisation", errand.realDay).branches.includes("/");
      const unitId = unit ?? (everywhere ? null : (await resolveBranch(errand, work.scope("organisation"), undefined)).unitId);
      return importUnits(errand, { unitId, intake, dryRun });
    }, LONG_MS);
    if (!verdict.ok) return refusedOutcome(call, verdict);
    const { problems, ...counts } = verdict.value;
    const said = problems.map(({ row, column, found, expected, detail }) => ({ row, column, found, expected, ...(detail === undefined ? {} : { detail }) }));
    return {
      exit: counts.refused > 0 ? 2 : 0,
      json: { ...counts, problems: said, ...(dryRun ? { dryRun } : {}) },
      lines: [
        t(dryRun ? "cli.wouldImport" : "cli.imported", counts),
        ...problemLines(call, problems, intake.headings),
        ...(counts.refused > 0 ? [t("cli.nothingWritten")] : []),
      ],
    };
  },
};
