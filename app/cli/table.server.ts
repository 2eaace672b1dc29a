import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { headingOf } from "#app/core/intake/columns.ts";
import type { Problem, Table } from "#app/core/intake/table.ts";
import { readFile } from "#app/http/spreadsheet/read-file.server.ts";
import { intake as words } from "#app/ui/words/intake.ts";
import { type Call, WrongInput } from "./command.ts";
import { spoken } from "./spoken.ts";

const PROBLEMS_SHOWN = 50;

/** The table in the file that the command names first. */
export async function tableOf(call: Call): Promise<Table> {
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

/** The problems of a file, each with its row and column. */
export function problemLines(call: Call, problems: readonly Problem[], said: Readonly<Partial<Record<string, string>>>): string[] {
  return problems
    .slice(0, PROBLEMS_SHOWN)
    .map(({ row, column, found, expected, detail }) =>
      call.t("cli.problem", { row: String(row), column: headings(column, said), found, expected: spoken(words, `expected.${expected}`, call.locale, { detail }) ?? expected }),
    );
}

/** A column is called what the file calls it. */
function headings(column: string, said: Readonly<Partial<Record<string, string>>>): string {
  return said[column] ?? headingOf(column as Parameters<typeof headingOf>[0]) ?? column;
}
