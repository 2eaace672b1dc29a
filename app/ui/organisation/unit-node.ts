import type { Level } from "#app/core/organisation/level.ts";
import type { UnitKind } from "#app/core/organisation/unit-kind.ts";
import type { UnitNode } from "#app/ui/parts/unit-tree.tsx";
import { organisation } from "#app/ui/words/organisation.ts";
import type { Say } from "#app/ui/words/words.ts";
import { address, unitAddress } from "./address.ts";

type Words = { readonly organisation: typeof organisation };

export type TreeUnit = {
  readonly id: string;
  readonly name: string;
  readonly partyName: string;
  readonly kind: UnitKind;
  readonly level: Level;
  readonly members: number | null;
  readonly childCount: number;
};

/** Level, kind and members of a unit, small after its name. */
export const unitNote = (t: Say<Words>, unit: Pick<TreeUnit, "level" | "kind" | "members">): string =>
  [
    // A province is the level and the kind in one word, said once.
    ...new Set([t(`organisation.level.short.${unit.level}`), t(`organisation.kind.${unit.kind}`)]),
    unit.members === null ? t("organisation.unit.membersUnknown") : t("organisation.unit.membersCount", { count: unit.members }),
  ].join(" · ");

/** A unit as the tree draws it, on the page and where the tree fetches more. */
export function unitNode(t: Say<Words>, unit: TreeUnit, at: { readonly branch: string; readonly open: readonly string[] }): UnitNode {
  const open = at.open.includes(unit.id) ? at.open.filter((id) => id !== unit.id) : [...at.open, unit.id];
  return {
    id: unit.id,
    name: unit.partyName,
    href: unitAddress(unit.id),
    note: unitNote(t, unit),
    hasChildren: unit.childCount > 0,
    toggleHref: address("/organisation", { branch: at.branch, open }),
  };
}
