import type { Scope } from "#app/core/access/scope.ts";
import { listSubmittedLines, type SubmittedLine } from "#app/db/readiness-board.server.ts";
import type { Errand } from "./errand.ts";
import { type Branch, resolveBranch } from "./resolve-branch.server.ts";

export type SubmittedPage = {
  readonly branch: Pick<Branch, "unitId" | "name">;
  readonly list: readonly SubmittedLine[];
  readonly page: number;
  readonly more: boolean;
};

const ROWS = 50;

/** Congresses whose units have submitted lines, the most first. */
export async function showSubmittedLines(errand: Errand, scope: Scope, search: { readonly branch?: string | null | undefined; readonly page: number }): Promise<SubmittedPage> {
  const { inside, unitId, name } = await resolveBranch(errand, scope, search.branch);
  const list = await listSubmittedLines(errand.tx, inside, { skip: (search.page - 1) * ROWS, take: ROWS + 1 });
  return { branch: { unitId, name }, list: list.slice(0, ROWS), page: search.page, more: list.length > ROWS };
}
