import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { scopeFor } from "#app/core/access/scope.ts";
import { headingOf } from "#app/core/intake/columns.ts";
import { takeIn } from "#app/core/intake/intake.ts";
import { readFile } from "#app/http/spreadsheet/read-file.server.ts";
import { importUnits } from "#app/usecases/import-units.server.ts";
import { resolveBranch } from "#app/usecases/resolve-branch.server.ts";
import { type Call, type Command, WrongInput } from "#app/cli/command.ts";
import { refusedOutcome } from "#app/cli/refused.ts";
import { spoken } from "#app/cli/spoken.ts";
import { intake as words } from "#app/ui/words/intake.ts";

const LONG_MS = 600_000;
const PROBLEMS_SHOWN = 50;

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
        ...problems.slice(0, PROBLEMS_SHOWN).map(({ row, column, found, expected, detail }) =>
          t("cli.problem", { row: String(row), column: headings(column, intake.headings), found, expected: spoken(words, `expected.${expected}`, call.locale, { detail }) ?? expected }),
        ),
        ...(counts.refused > 0 ? [t("cli.nothingWritten")] : []),
      ],
    };
  },
};

/** A column is called what the file calls it. */
function headings(column: string, said: Readonly<Partial<Record<string, string>>>): string {
  return said[column] ?? headingOf(column as Parameters<typeof headingOf>[0]) ?? column;
}

async function tableOf(call: Call) {
  const { t } = call;
  const [path] = call.positionals;
  if (path === undefined) throw new WrongInput("fileExpected", t("cli.fileExpected"));
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch {
    throw new WrongInput("fileMissing", t("cli.fileMissing", { found: path }), { found: path });
  }
  const sheet = await readFile(bytes);
  if (!sheet.ok) throw new WrongInput(sheet.code, `${basename(path)}: ${spoken(words, `refused.${sheet.code}`, call.locale, sheet.details) ?? sheet.code}`, sheet.details);
  return sheet.value;
}
