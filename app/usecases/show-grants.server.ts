import { mayAnywhere, permit, type Scope } from "#app/core/access/scope.ts";
import { type GrantRow, type GrantState, listGrants } from "#app/db/grants.server.ts";
import type { Errand } from "./errand.ts";

const PAGE = 50;

export type GrantShown = Omit<GrantRow, "unitPath" | "proposedById" | "accountId"> & {
  readonly decidable: boolean;
  readonly withdrawable: boolean;
};

/** Grants over the actor's branches in one state, with what the actor may do about each. */
export async function showGrants(errand: Errand, scope: Scope, asked: { state: GrantState; page: number }) {
  const { actor, realDay } = errand;
  const { rows, total } = await listGrants(errand.tx, scope, { state: asked.state, skip: (asked.page - 1) * PAGE, take: PAGE });
  const shown = rows.map(({ unitPath, proposedById, accountId, ...row }): GrantShown => {
    const decides = permit(actor, "grant.decide", unitPath, realDay) !== null;
    return {
      ...row,
      decidable: decides && row.state === "proposed" && proposedById !== actor.accountId && accountId !== actor.accountId,
      withdrawable: decides && row.state === "active",
    };
  });
  return {
    rows: shown,
    total,
    page: asked.page,
    pages: Math.max(1, Math.ceil(total / PAGE)),
    state: asked.state,
    proposes: mayAnywhere(actor, "grant.propose", realDay),
    links: mayAnywhere(actor, "account.link", realDay),
    makesAccounts: mayAnywhere(actor, "account.make", realDay),
  };
}
