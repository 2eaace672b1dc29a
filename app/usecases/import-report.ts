import { byRow, type ImportReport, type Problem, refusedRows } from "#app/core/intake/table.ts";

type Numbered = { readonly row: number };

/** Counts a plan; a row with a problem counts as refused and as nothing else. */
export function reportOf<C, U>(
  intake: { readonly rows: readonly Numbered[]; readonly problems: readonly Problem[] },
  plan: { readonly created: readonly C[]; readonly updated: readonly U[]; readonly problems: readonly Problem[] },
  rowOf: (each: C | U) => number,
): ImportReport {
  const problems = byRow(firstOfCell([...intake.problems, ...plan.problems]));
  const refused = new Set(problems.map((problem) => problem.row));
  const sound = (list: readonly (C | U)[]): number => list.filter((each) => !refused.has(rowOf(each))).length;
  const [created, updated] = [sound(plan.created), sound(plan.updated)];
  const unchanged = intake.rows.filter(({ row }) => !refused.has(row)).length - created - updated;
  return { created, updated, unchanged, refused: refusedRows(problems), problems };
}

/** A cell that cannot be read is not also said to be missing. */
function firstOfCell(problems: readonly Problem[]): Problem[] {
  const cells = new Map<string, Problem>();
  for (const problem of problems) {
    const cell = `${problem.row}/${problem.column}/${problem.column === "leaderCodes" ? problem.found : ""}`;
    if (!cells.has(cell)) cells.set(cell, problem);
  }
  return [...cells.values()];
}
