import { narrowed, type Scope } from "#app/core/access/scope.ts";
import { add, countOf, NONE } from "#app/core/readiness/rollup.ts";
import { shown } from "#app/core/readiness/standing.ts";
import { type BranchCounts, type BranchInSeason, branchInSeason, type Relit } from "#app/db/readiness-board.server.ts";
import { type Errand, NotFound } from "./errand.ts";
import { corrected, coversBranch, readinessVeil, type Veil } from "./readiness-veil.server.ts";

export type RolledUp = {
  readonly branch: Omit<BranchInSeason, "season">;
  /** The scope cut down to the branch. */
  readonly inside: Scope;
  readonly veil: Veil;
  /** Null when no term is open for the branch. */
  readonly season: (NonNullable<BranchInSeason["season"]> & { readonly relit: readonly Relit[] }) | null;
};

/** How the congresses of a branch stand, as this viewer may see it; two statements, however large the branch. */
export async function rollUpBranch(errand: Errand, scope: Scope, wanted: string | null | undefined): Promise<RolledUp> {
  const found = await branchInSeason(errand.tx, scope, wanted ?? null);
  if (found === null) throw new NotFound();
  const veil = await readinessVeil(errand);
  const { season, ...branch } = found;
  const inside = narrowed(scope, branch.path);
  if (season === null) return { branch, inside, veil, season };
  const relit = veil.relit.filter((each) => each.campaignId === season.campaignId);
  const counts = coversBranch(inside, branch.path) ? corrected(season.counts, relit, branch.path) : ownCounts(veil, season.campaignId, branch.path);
  return { branch, inside, veil, season: { ...season, counts, relit } };
}

/** Somebody who sees a unit but not the branch below it is told of the unit's own congresses only. */
function ownCounts(veil: Veil, campaignId: string, path: string): BranchCounts {
  const own = veil.own(campaignId).filter((row) => row.unitPath === path);
  const counts = own.map((row) => countOf(shown(row.standing, "open").light)).reduce(add, NONE);
  return { ...counts, held: own.filter((row) => row.held).length };
}
