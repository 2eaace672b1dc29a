import { EDITION_CODES } from "#app/core/rules/edition.ts";
import { editionInForce } from "#app/core/rules/editions.ts";
import { KEEPING } from "#app/core/planning/instance.ts";
import { readPlanFile, type PlanFileRow } from "#app/core/intake/plan-file.ts";
import type { OutsideRules } from "#app/usecases/plan-outside.ts";
import { type Call, choiceOf, type Command, type Outcome } from "./command.ts";
import { countOf } from "./limit.ts";
import { problemLines, tableOf } from "./table.server.ts";

export const OUTSIDE_OPTIONS = { edition: { type: "string" }, ceiling: { type: "string" }, gap: { type: "string" }, leaders: { type: "string" }, saturdays: { type: "boolean" } } as const satisfies Command["options"];

/** The rows of a plan from outside and what it is judged by, or what is wrong with the file. */
export async function outside(call: Call): Promise<{ readonly rows: readonly PlanFileRow[]; readonly rules: OutsideRules } | Outcome> {
  const file = readPlanFile(await tableOf(call));
  if (file.problems.length > 0) {
    const said = file.problems.map(({ row, column, found, expected, detail }) => ({ row, column, found, expected, ...(detail === undefined ? {} : { detail }) }));
    return { exit: 2, json: { problems: said }, lines: [...problemLines(call, file.problems, {}), call.t("cli.nothingWritten")] };
  }
  const { opened } = call;
  const today = opened.installation.planningDay(opened.installation.now());
  return {
    rows: file.rows,
    rules: {
      editionCode: choiceOf(call, "edition", EDITION_CODES, editionInForce(today)?.code ?? "CT45"),
      today,
      saturdays: call.values["saturdays"] === true,
      perDay: countOf(call, "ceiling", null),
      gapWorkingDays: countOf(call, "gap", 0),
      leadersPerCongress: countOf(call, "leaders", 0),
      keeping: choiceOf(call, "keeping", KEEPING, "nothing"),
    },
  };
}
