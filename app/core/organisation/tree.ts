import { compareLevels, type Level } from "./level.ts";

/** A unit as a list gives it. `row` is its row in the file; units that are in the tree already have none. */
export type ListedUnit = {
  readonly row: number | null;
  readonly code: string;
  readonly parentCode: string | null;
  readonly level: Level;
};

/** Why a row cannot join the tree: what stands there, and what would be right. */
export type TreeProblem = {
  readonly row: number;
  readonly column: "code" | "parentCode" | "level";
  readonly found: string;
  readonly expected: "uniqueCode" | "knownParent" | "otherThanItself" | "noCycle" | "lowerThanParent";
};

export type CheckedTree = {
  /** The codes of the list, parents before children, otherwise in the order of the list. */
  readonly order: readonly string[];
  readonly problems: readonly TreeProblem[];
};

/**
 * Checks a list of units against itself and against the units that exist already (which the list may re-parent):
 * codes once, parents known, no unit above itself, children on a lower level than their parents.
 */
export function checkTree(list: readonly ListedUnit[], existing: readonly ListedUnit[] = []): CheckedTree {
  const problems: TreeProblem[] = [];
  const units = new Map(existing.map((unit) => [unit.code, { ...unit, row: null } as ListedUnit]));
  const listed = new Map<string, ListedUnit & { row: number }>();
  for (const [index, unit] of list.entries()) {
    const row = unit.row ?? index + 1;
    if (listed.has(unit.code)) problems.push({ row, column: "code", found: unit.code, expected: "uniqueCode" });
    else listed.set(unit.code, { ...unit, row });
  }
  for (const [code, unit] of listed) units.set(code, unit);

  for (const unit of units.values()) {
    const problem = ownProblem(unit, units);
    if (problem !== null) problems.push(problem);
  }
  for (const unit of unitsInCycles(units)) {
    if (unit.row !== null && unit.parentCode !== unit.code)
      problems.push({ row: unit.row, column: "parentCode", found: String(unit.parentCode), expected: "noCycle" });
  }
  return { order: parentsFirst(listed), problems: problems.toSorted((a, b) => a.row - b.row) };
}

function ownProblem(unit: ListedUnit, units: ReadonlyMap<string, ListedUnit>): TreeProblem | null {
  const { row, code, parentCode, level } = unit;
  if (parentCode === null) return null;
  if (parentCode === code)
    return row === null ? null : { row, column: "parentCode", found: parentCode, expected: "otherThanItself" };
  const parent = units.get(parentCode);
  if (parent === undefined)
    return row === null ? null : { row, column: "parentCode", found: parentCode, expected: "knownParent" };
  if (compareLevels(level, parent.level) < 0) return null;
  // A listed parent that sinks below its existing children is reported where it is listed.
  const where = row ?? parent.row;
  return where === null ? null : { row: where, column: "level", found: row === null ? parent.level : level, expected: "lowerThanParent" };
}

/** Every unit that stands above itself. Walks each chain once, so the cost grows with the list, not with its depth. */
function unitsInCycles(units: ReadonlyMap<string, ListedUnit>): ListedUnit[] {
  const walk = new Map<string, number>();
  const found: ListedUnit[] = [];
  let number = 0;
  for (const start of units.values()) {
    number += 1;
    const chain: ListedUnit[] = [];
    let unit: ListedUnit | undefined = start;
    while (unit !== undefined && !walk.has(unit.code)) {
      walk.set(unit.code, number);
      chain.push(unit);
      unit = unit.parentCode === null ? undefined : units.get(unit.parentCode);
    }
    if (unit !== undefined && walk.get(unit.code) === number) found.push(...chain.slice(chain.indexOf(unit)));
  }
  return found;
}

function parentsFirst(listed: ReadonlyMap<string, ListedUnit>): string[] {
  const order: string[] = [];
  const placed = new Set<string>();
  for (const start of listed.values()) {
    const chain: string[] = [];
    let unit: ListedUnit | undefined = start;
    while (unit !== undefined && !placed.has(unit.code)) {
      placed.add(unit.code);
      chain.push(unit.code);
      unit = unit.parentCode === null ? undefined : listed.get(unit.parentCode);
    }
    order.push(...chain.toReversed());
  }
  return order;
}
