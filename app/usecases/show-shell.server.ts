import type { View } from "#app/core/access/policy.ts";
import { isEmptyScope, scopeFor } from "#app/core/access/scope.ts";
import { listBranchChildren, outermostBranch, findBranch } from "#app/db/branches.server.ts";
import type { Errand } from "./errand.ts";

/** What is drawn around every page: the places this person has, and the branch the page is about. */
export type ShellData = {
  readonly places: { readonly [place in Place]: boolean };
  readonly name: string;
  readonly branch: { readonly unitId: string; readonly name: string } | null;
  readonly branches: readonly { readonly unitId: string; readonly name: string }[];
};

export const PLACES = ["calendar", "personnel", "letters", "readiness", "organisation", "rules", "log", "accounts"] as const;
export type Place = (typeof PLACES)[number];

const VIEWS_OF: Readonly<Record<Place, readonly View[]>> = {
  calendar: ["campaign"],
  personnel: ["nominees"],
  letters: ["letters", "letterCounts"],
  readiness: ["readiness"],
  organisation: ["organisation"],
  rules: ["rules"],
  log: ["ownLog"],
  accounts: ["accounts"],
};

const CHILDREN_OFFERED = 40;

export async function showShell(errand: Errand, wantedBranch: string | null): Promise<ShellData> {
  const { tx, actor, realDay } = errand;
  const has = (view: View): boolean => !isEmptyScope(scopeFor(actor, view, realDay));
  const places = Object.fromEntries(PLACES.map((place) => [place, VIEWS_OF[place].some(has)])) as Record<Place, boolean>;
  const scope = scopeFor(actor, "organisation", realDay);
  const own = await outermostBranch(tx, scope);
  const branch = (wantedBranch === null ? null : await findBranch(tx, scope, wantedBranch)) ?? own;
  const below = branch === null ? [] : await listBranchChildren(tx, scope, branch.unitId, CHILDREN_OFFERED);
  const offered = [...(own !== null && own.unitId !== branch?.unitId ? [own] : []), ...(branch === null ? [] : [branch]), ...below];
  return {
    places,
    name: actor.name,
    branch: branch && { unitId: branch.unitId, name: branch.name },
    branches: offered.map(({ unitId, name }) => ({ unitId, name })),
  };
}
