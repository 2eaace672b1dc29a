import { permit, type Scope } from "#app/core/access/scope.ts";
import type { Level } from "#app/core/organisation/level.ts";
import { countByLevel, type FoundUnit, listChildren, listRoots, searchUnits, type TreeUnit } from "#app/db/organisation.server.ts";
import type { Errand } from "./errand.ts";
import { type Branch, resolveBranch } from "./resolve-branch.server.ts";

/** Children of a unit that the tree draws; the rest is on the unit's own page. */
export const TREE_PAGE = 200;
const SEARCH_PAGE = 50;

export type TreeNode = TreeUnit & { readonly children: readonly TreeNode[] | null; readonly more: number };

export type OrganisationPage = {
  readonly branch: Branch;
  readonly counts: Readonly<Partial<Record<Level, number>>>;
  readonly tree: readonly TreeNode[];
  readonly open: readonly string[];
  readonly text: string;
  readonly found: readonly FoundUnit[];
  readonly mayImport: boolean;
};

/** The tree of a branch with the units opened that the address names, or what a search finds in it. */
export async function showOrganisation(
  errand: Errand,
  scope: Scope,
  asked: { readonly branch: string | null; readonly open: readonly string[]; readonly text: string },
): Promise<OrganisationPage> {
  const { tx, today } = errand;
  const { inside, ...branch } = await resolveBranch(errand, scope, asked.branch);
  const [counts, roots] = [await countByLevel(tx, inside, today), await listRoots(tx, inside, today)];
  const open = [...new Set([...asked.open, ...(roots.length === 1 ? roots.map((root) => root.id) : [])])];
  const children = asked.text === "" ? await listChildren(tx, inside, { parentIds: open, take: TREE_PAGE, today }) : [];
  const below = new Map<string | null, TreeUnit[]>();
  for (const child of children) below.set(child.parentId, [...(below.get(child.parentId) ?? []), child]);
  const node = (unit: TreeUnit, depth: number): TreeNode => {
    const shown = open.includes(unit.id) && unit.childCount > 0 && depth < 12 ? (below.get(unit.id) ?? []) : null;
    return { ...unit, children: shown && shown.map((child) => node(child, depth + 1)), more: shown === null ? 0 : unit.childCount - shown.length };
  };
  return {
    branch,
    counts: Object.fromEntries(counts),
    tree: asked.text === "" ? roots.map((root) => node(root, 0)) : [],
    open: asked.open,
    text: asked.text,
    found: asked.text === "" ? [] : await searchUnits(tx, inside, asked.text, SEARCH_PAGE),
    mayImport: permit(errand.actor, "organisation.import", branch.path, errand.realDay) !== null,
  };
}
