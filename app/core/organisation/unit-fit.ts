import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import type { Day } from "#app/core/time/day.ts";
import { compareLevels, type Level } from "./level.ts";

/**
 * The first day of a unit that was there before anybody kept records; a unit with this day never counts as newly
 * founded.
 */
export const FROM_THE_BEGINNING = "1900-01-01" as Day;

/** What stands around a unit in the tree and must fit it. */
export type Surroundings = {
  readonly parent: { readonly level: Level; readonly validFrom: Day; readonly validUntil: Day | null } | null;
  readonly childLevels: readonly Level[];
  readonly earliestChildFrom: Day | null;
  /** Children without a last day. */
  readonly openChildren: number;
  /** The latest last day among the others. */
  readonly latestChildUntil: Day | null;
};

export type FitCode =
  | "notBelowParent"
  | "notAboveChildren"
  | "endsBeforeBeginning"
  | "beforeParent"
  | "afterParent"
  | "afterChildrenBegin"
  | "childrenOutlive";

type Unit = { readonly level: Level; readonly validFrom: Day; readonly validUntil: Day | null };

/** Whether a unit fits where it stands: lower than its parent, higher than its children, its days inside one and around the others. */
export function fitsInto(unit: Unit, around: Surroundings): Verdict<Unit, FitCode> {
  const { parent } = around;
  if (parent !== null && compareLevels(unit.level, parent.level) >= 0) return refuse("notBelowParent", { field: "level" });
  if (around.childLevels.some((level) => compareLevels(level, unit.level) >= 0)) return refuse("notAboveChildren", { field: "level" });
  if (unit.validUntil !== null && unit.validUntil <= unit.validFrom) return refuse("endsBeforeBeginning", { field: "validUntil" });
  if (parent !== null && unit.validFrom < parent.validFrom) return refuse("beforeParent", { field: "validFrom", day: parent.validFrom });
  if (parent?.validUntil && (unit.validUntil === null || unit.validUntil > parent.validUntil))
    return refuse("afterParent", { field: "validUntil", day: parent.validUntil });
  if (around.earliestChildFrom !== null && around.earliestChildFrom < unit.validFrom)
    return refuse("afterChildrenBegin", { field: "validFrom", day: around.earliestChildFrom });
  const outlived = around.openChildren > 0 || (around.latestChildUntil !== null && unit.validUntil !== null && around.latestChildUntil > unit.validUntil);
  if (unit.validUntil !== null && outlived) return refuse("childrenOutlive", { field: "validUntil", count: Math.max(around.openChildren, 1) });
  return accept(unit);
}
