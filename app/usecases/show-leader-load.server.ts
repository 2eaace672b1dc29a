import { mayAnywhere, type Scope, scopeFor } from "#app/core/access/scope.ts";
import { addMonths, type Day } from "#app/core/time/day.ts";
import { type LoadPage, type LoadSort, pageOfLeaderLoad } from "#app/db/leader-load.server.ts";
import type { Errand } from "./errand.ts";
import { type Branch, resolveBranch } from "./resolve-branch.server.ts";

const SIZE = 50;
/** So far ahead people plan who looks after what, when no period is asked for. */
const MONTHS = 3;

export type LeaderLoadPage = LoadPage & {
  readonly branch: Branch;
  readonly from: Day;
  readonly last: Day;
  readonly sort: LoadSort;
  readonly descending: boolean;
  readonly page: number;
  readonly pages: number;
  readonly mayEdit: boolean;
};

export type LeaderLoadQuestion = {
  readonly branch: string | null;
  readonly from: Day | null;
  readonly last: Day | null;
  readonly sort: LoadSort;
  readonly descending: boolean;
  readonly page: number;
};

/** What each leader of a branch attends in a period, and how much of it clashes. A period that ends before it begins is its first day. */
export async function showLeaderLoad(errand: Errand, scope: Scope, asked: LeaderLoadQuestion): Promise<LeaderLoadPage> {
  const { inside, ...branch } = await resolveBranch(errand, scope, asked.branch);
  const from = asked.from ?? errand.today;
  const wanted = asked.last ?? addMonths(from, MONTHS);
  const last = wanted < from ? from : wanted;
  const { sort, descending, page } = asked;
  const load = await pageOfLeaderLoad(errand.tx, inside, scopeFor(errand.actor, "campaign", errand.realDay), { from, last, sort, descending, page, size: SIZE });
  return { ...load, branch, from, last, sort, descending, page, pages: Math.max(1, Math.ceil(load.total / SIZE)), mayEdit: mayAnywhere(errand.actor, "organisation.edit", errand.realDay) };
}
