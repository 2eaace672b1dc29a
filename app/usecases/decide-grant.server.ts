import { permit, scopeFor } from "#app/core/access/scope.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { findGrant, stepGrant } from "#app/db/grants.server.ts";
import { type Errand, Forbidden, NotFound } from "./errand.ts";

export type GrantDecision = {
  readonly id: string;
  readonly version: number;
  readonly decision: "active" | "refused" | "withdrawn";
};

/** The second person. Nobody decides on an own proposal or on a right for oneself. */
export async function decideGrant(
  errand: Errand,
  decided: GrantDecision,
): Promise<Verdict<{ id: string }, "ownProposal" | "movedMeanwhile">> {
  const { tx, actor, realDay } = errand;
  const grant = await findGrant(tx, scopeFor(actor, "accounts", realDay), decided.id);
  if (grant === null) throw new NotFound();
  const leave = permit(actor, "grant.decide", grant.unitPath, realDay);
  if (leave === null) throw new Forbidden("grant.decide");
  const withdrawal = decided.decision === "withdrawn";
  if (!withdrawal && (grant.proposedById === actor.accountId || grant.accountId === actor.accountId))
    return refuse("ownProposal");
  const from = withdrawal ? "active" : "proposed";
  const stepped = await stepGrant(tx, leave, { id: grant.id, version: decided.version }, {
    from,
    to: decided.decision,
    decidedById: actor.accountId,
    ...(decided.decision === "active" ? { validFrom: realDay } : {}),
  });
  if (!stepped) return refuse("movedMeanwhile");
  await recordDeed(tx, {
    now: errand.now,
    actor,
    deed: withdrawal ? "grant.withdraw" : "grant.decide",
    subject: { kind: "grant", id: grant.id },
    unitPath: grant.unitPath,
    before: { state: from },
    after: { state: decided.decision, login: grant.login, role: grant.role },
  });
  return accept({ id: grant.id });
}
