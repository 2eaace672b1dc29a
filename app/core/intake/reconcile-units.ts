import type { Level } from "#app/core/organisation/level.ts";
import { partyNameOf } from "#app/core/organisation/party-name.ts";
import { checkTree, type ListedUnit } from "#app/core/organisation/tree.ts";
import { FROM_THE_BEGINNING } from "#app/core/organisation/unit-fit.ts";
import { defaultLevel, type UnitKind } from "#app/core/organisation/unit-kind.ts";
import type { Day } from "#app/core/time/day.ts";
import type { UnitRow } from "./intake.ts";
import { byRow, type Problem } from "./table.ts";

/** A unit that is there already and matters to a list: named in it, or directly above or below one that is. */
export type KnownUnit = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly kind: UnitKind;
  readonly level: Level;
  readonly partyName: string;
  readonly partyNameEdited: boolean;
  readonly members: number | null;
  readonly parentCode: string | null;
  readonly validFrom: Day;
  readonly version: number;
  /** Whether it lies in the branch for which the list is read; others cannot be changed or built upon. */
  readonly inBranch: boolean;
};

/** The branch a list is for: where rows without a parent go. `empty` when nothing stands below it. */
export type Host = { readonly code: string; readonly level: Level; readonly isRoot: boolean; readonly empty: boolean };

/** A unit as it will stand, with what the log needs to say about it. */
export type PlannedUnit = {
  readonly row: number;
  readonly known: KnownUnit | null;
  readonly code: string;
  readonly parentCode: string | null;
  readonly name: string;
  readonly kind: UnitKind;
  readonly level: Level;
  readonly partyName: string;
  readonly partyNameEdited: boolean;
  readonly members: number | null;
  readonly validFrom: Day;
};

export type UnitPlan = {
  /** Parents before children. */
  readonly created: readonly PlannedUnit[];
  readonly updated: readonly PlannedUnit[];
  readonly unchanged: number;
  readonly problems: readonly Problem[];
};

/**
 * Compares a list of units with what is there. An empty cell says nothing and changes nothing; a unit keeps its parent
 * (moving is a reorganisation); a row without a parent stands below the branch, or, as the only one of a province's
 * list, is the still empty root of the branch itself.
 */
export function reconcileUnits(rows: readonly UnitRow[], existing: readonly KnownUnit[], host: Host | null): UnitPlan {
  const problems: Problem[] = [];
  const known = new Map(existing.map((unit) => [unit.code, unit]));
  const adopted = adoptRoot(rows, known, host);
  const listed = new Map<string, UnitRow>();
  for (const row of rows) if (!listed.has(row.code)) listed.set(row.code, row);
  const parents = new Map([...listed.values()].map((row) => [row.code, parentOf(row, known, listed, host, problems)]));
  const levels = levelsOf(listed, parents, known);

  const list = rows.map((row): ListedUnit => ({ row: row.row, code: row.code, parentCode: parents.get(row.code) ?? null, level: levels.get(row.code) ?? "grassroots" }));
  const around = [...known.values()].map((unit): ListedUnit => ({ row: null, code: unit.code, parentCode: known.has(unit.parentCode ?? "") ? unit.parentCode : null, level: unit.level }));
  const checked = checkTree(list, around);
  const circling = new Set(checked.problems.filter((problem) => problem.expected === "noCycle").map((problem) => problem.row));
  problems.push(...checked.problems.filter((problem) => problem.column !== "level" || !circling.has(problem.row)));

  const created: PlannedUnit[] = [];
  const updated: PlannedUnit[] = [];
  let unchanged = 0;
  const begins = new Map<string, Day>([...known].map(([code, unit]) => [code, unit.validFrom]));
  for (const code of checked.order) {
    const row = listed.get(code);
    if (row === undefined) continue;
    const before = known.get(code) ?? null;
    if (before === null && row.kind === null && row.level === null) problems.push({ row: row.row, column: "kind", found: "", expected: "required" });
    const parentCode = parents.get(code) ?? null;
    const parentFrom = begins.get(parentCode ?? "") ?? FROM_THE_BEGINNING;
    const validFrom = row.validFrom ?? before?.validFrom ?? parentFrom;
    if (validFrom < parentFrom && parentCode !== null) problems.push({ row: row.row, column: "validFrom", found: validFrom, expected: "notBeforeParent", detail: parentFrom });
    begins.set(code, validFrom);
    const planned = plan(row, before, { parentCode, validFrom, level: levels.get(code) ?? "grassroots" });
    if (before === null) created.push(planned);
    else if (code === adopted || differs(planned, before)) updated.push(planned);
    else unchanged += 1;
  }
  return { created, updated, unchanged, problems: byRow(problems) };
}

/** The root that was founded with the installation takes the code of the province's own list; answers that code. */
function adoptRoot(rows: readonly UnitRow[], known: Map<string, KnownUnit>, host: Host | null): string | null {
  if (host === null || !host.isRoot || !host.empty) return null;
  const [root, ...others] = rows.filter((row) => row.parentCode === null);
  const unit = known.get(host.code);
  if (root === undefined || others.length > 0 || unit === undefined || known.has(root.code)) return null;
  if ((root.level ?? (root.kind && defaultLevel(root.kind, null))) !== host.level) return null;
  known.delete(host.code);
  known.set(root.code, { ...unit, code: root.code });
  return root.code;
}

function parentOf(
  row: UnitRow,
  known: ReadonlyMap<string, KnownUnit>,
  listed: ReadonlyMap<string, UnitRow>,
  host: Host | null,
  problems: Problem[],
): string | null {
  const unit = known.get(row.code);
  if (unit !== undefined) {
    if (!unit.inBranch) problems.push({ row: row.row, column: "code", found: row.code, expected: "uniqueCode" });
    else if (row.parentCode !== null && row.parentCode !== unit.parentCode)
      problems.push({ row: row.row, column: "parentCode", found: row.parentCode, expected: "sameParent", ...(unit.parentCode === null ? {} : { detail: unit.parentCode }) });
    return known.has(unit.parentCode ?? "") ? unit.parentCode : null;
  }
  if (row.parentCode === null) {
    if (host === null) return null;
    if ((row.level ?? (row.kind && defaultLevel(row.kind, null))) !== "province") return host.code;
    problems.push({ row: row.row, column: "parentCode", found: "", expected: "parentInBranch", detail: host.code });
    return null;
  }
  const parent = known.get(row.parentCode);
  if (parent === undefined || parent.inBranch || listed.has(row.parentCode)) return row.parentCode;
  problems.push({ row: row.row, column: "parentCode", found: row.parentCode, expected: "knownParent" });
  return null;
}

/** Each row's level: as it says, as the unit had it, or as its kind and its parent's level suggest. Walks up without recursion: a list may be one long chain. */
function levelsOf(listed: ReadonlyMap<string, UnitRow>, parents: ReadonlyMap<string, string | null>, known: ReadonlyMap<string, KnownUnit>): Map<string, Level> {
  const levels = new Map<string, Level>([...known].map(([code, unit]) => [code, unit.level]));
  for (const row of listed.values()) if (row.level !== null) levels.set(row.code, row.level);
  for (const start of listed.values()) {
    const chain: UnitRow[] = [];
    const seen = new Set<string>();
    let row: UnitRow | undefined = start;
    while (row !== undefined && !levels.has(row.code) && !seen.has(row.code)) {
      seen.add(row.code);
      chain.push(row);
      row = listed.get(parents.get(row.code) ?? "");
    }
    for (const each of chain.toReversed()) {
      const above = parents.get(each.code) ?? null;
      levels.set(each.code, defaultLevel(each.kind ?? "other", above === null ? null : (levels.get(above) ?? null)));
    }
  }
  return levels;
}

function plan(row: UnitRow, known: KnownUnit | null, found: { parentCode: string | null; validFrom: Day; level: Level }): PlannedUnit {
  const { level } = found;
  const kind = row.kind ?? known?.kind ?? (level === "cell" ? "cell" : "other");
  const derived = partyNameOf({ kind, level, name: row.name });
  const kept = known?.partyNameEdited ? known.partyName : derived;
  const partyName = row.partyName ?? kept;
  return {
    ...found,
    row: row.row,
    known,
    code: row.code,
    name: row.name,
    kind,
    partyName,
    partyNameEdited: partyName !== derived,
    members: row.members ?? known?.members ?? null,
  };
}

const COMPARED = ["name", "kind", "level", "partyName", "members", "validFrom"] as const;

const differs = (planned: PlannedUnit, known: KnownUnit): boolean => COMPARED.some((field) => planned[field] !== known[field]);
