import { mayAnywhere, type Scope } from "#app/core/access/scope.ts";
import type { Tx } from "#app/db/client.server.ts";
import { type LeaderLine, pageOfLeaders } from "#app/db/leaders.server.ts";
import { pageOfVenues, type VenueLine } from "#app/db/venues.server.ts";
import type { Errand } from "./errand.ts";
import { type Branch, resolveBranch } from "./resolve-branch.server.ts";

const SIZE = 50;

type Asked = { readonly branch: string | null; readonly text: string; readonly page: number };

type BranchList<Row> = {
  readonly branch: Branch;
  readonly rows: readonly Row[];
  readonly total: number;
  readonly text: string;
  readonly page: number;
  readonly pages: number;
  readonly mayEdit: boolean;
};

/** The leaders of the committees of a branch. */
export const showLeaders = (errand: Errand, scope: Scope, asked: Asked): Promise<BranchList<LeaderLine>> => showList(errand, scope, asked, pageOfLeaders);

/** The halls of a branch. */
export const showVenues = (errand: Errand, scope: Scope, asked: Asked): Promise<BranchList<VenueLine>> => showList(errand, scope, asked, pageOfVenues);

async function showList<Row>(
  errand: Errand,
  scope: Scope,
  { branch: wanted, text, page }: Asked,
  pageOf: (tx: Tx, scope: Scope, wanted: { readonly text: string; readonly page: number; readonly size: number }) => Promise<{ rows: Row[]; total: number }>,
): Promise<BranchList<Row>> {
  const { inside, ...branch } = await resolveBranch(errand, scope, wanted);
  const { rows, total } = await pageOf(errand.tx, inside, { text, page, size: SIZE });
  const pages = Math.max(1, Math.ceil(total / SIZE));
  return { branch, rows, total, text, page, pages, mayEdit: mayAnywhere(errand.actor, "organisation.edit", errand.realDay) };
}
