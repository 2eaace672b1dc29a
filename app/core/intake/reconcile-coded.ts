import { byRow, type Problem } from "./table.ts";

/** A leader or a hall that is there already. */
export type KnownCoded = { readonly id: string; readonly code: string; readonly unitId: string; readonly version: number; readonly inBranch: boolean };

export type CodedPlan<Row, Known> = {
  readonly created: readonly { readonly row: Row; readonly unitId: string }[];
  readonly updated: readonly { readonly row: Row; readonly known: Known }[];
  readonly unchanged: number;
  readonly problems: readonly Problem[];
};

type Coded = { readonly row: number; readonly code: string; readonly unitCode: string | null };

/**
 * Compares a list of things that have a code and belong to a unit with those that are there. `units` are the units of
 * the branch that the list names, by code; a row that names none belongs to the branch itself.
 */
export function reconcileCoded<Row extends Coded, Known extends KnownCoded>(
  rows: readonly Row[],
  existing: readonly Known[],
  place: { readonly units: ReadonlyMap<string, string>; readonly branchId: string },
  same: (row: Row, known: Known) => boolean,
): CodedPlan<Row, Known> {
  const known = new Map(existing.map((each) => [each.code, each]));
  const seen = new Set<string>();
  const problems: Problem[] = [];
  const created: { row: Row; unitId: string }[] = [];
  const updated: { row: Row; known: Known }[] = [];
  let unchanged = 0;
  for (const row of rows) {
    const before = known.get(row.code);
    const unitId = row.unitCode === null ? (before?.unitId ?? place.branchId) : place.units.get(row.unitCode);
    const wrong = (column: string, found: string, expected: Problem["expected"]) => problems.push({ row: row.row, column, found, expected });
    if (seen.has(row.code)) wrong("code", row.code, "onceInFile");
    else if (before !== undefined && !before.inBranch) wrong("code", row.code, "uniqueCode");
    else if (unitId === undefined) wrong("unitCode", row.unitCode ?? "", "knownUnit");
    else if (before !== undefined && before.unitId !== unitId) wrong("unitCode", row.unitCode ?? "", "sameUnit");
    else if (before === undefined) created.push({ row, unitId });
    else if (same(row, before)) unchanged += 1;
    else updated.push({ row, known: before });
    seen.add(row.code);
  }
  return { created, updated, unchanged, problems: byRow(problems) };
}
