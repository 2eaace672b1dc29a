import { congressesUnder, markForRecomputation } from "#app/db/branch-settings.server.ts";
import type { Errand } from "./errand.ts";
import { refreshReadiness } from "./refresh-readiness.server.ts";

/** More congresses than this are left to the recomputation that runs by itself. */
export const AT_ONCE = 100;

/** After a change that touches every congress of a branch, such as a holiday of its own. */
export async function refreshBranch(errand: Errand, path: string): Promise<void> {
  const congressIds = await congressesUnder(errand.tx, path, AT_ONCE + 1);
  if (congressIds.length > AT_ONCE) await markForRecomputation(errand.tx, path, errand.today);
  else await refreshReadiness(errand, congressIds);
}

/** After congresses have come into being: they are due anyway, and in a small branch need not wait. */
export async function refreshNew(errand: Errand, path: string): Promise<void> {
  const congressIds = await congressesUnder(errand.tx, path, AT_ONCE + 1);
  if (congressIds.length <= AT_ONCE) await refreshReadiness(errand, congressIds);
}
