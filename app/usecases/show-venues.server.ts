import { mayAnywhere, type Scope } from "#app/core/access/scope.ts";
import { type VenueLine, pageOfVenues } from "#app/db/venues.server.ts";
import type { Errand } from "./errand.ts";
import { type Branch, resolveBranch } from "./resolve-branch.server.ts";

const SIZE = 50;

export type VenuesPage = {
  readonly branch: Branch;
  readonly rows: readonly VenueLine[];
  readonly total: number;
  readonly text: string;
  readonly page: number;
  readonly pages: number;
  readonly mayEdit: boolean;
};

/** The halls of a branch. */
export async function showVenues(
  errand: Errand,
  scope: Scope,
  asked: { readonly branch: string | null; readonly text: string; readonly page: number },
): Promise<VenuesPage> {
  const { inside, ...branch } = await resolveBranch(errand, scope, asked.branch);
  const { rows, total } = await pageOfVenues(errand.tx, inside, { text: asked.text, page: asked.page, size: SIZE });
  return {
    branch,
    rows,
    total,
    text: asked.text,
    page: asked.page,
    pages: Math.max(1, Math.ceil(total / SIZE)),
    mayEdit: mayAnywhere(errand.actor, "organisation.edit", errand.realDay),
  };
}
