import { grantsOn } from "#app/core/access/actor.ts";
import { POLICY, type View } from "#app/core/access/policy.ts";
import { inScope, scopeFor } from "#app/core/access/scope.ts";
import type { Vetter } from "#app/db/checks.server.ts";
import { findNominee, type NomineeFacts } from "#app/db/nominees.server.ts";
import { type Errand, NotFound } from "./errand.ts";

/** Checks and conclusions are always asked about through a vetter, so that scope and recusal cannot be forgotten. */
export const vetterOf = (errand: Errand, view: View = "checks"): Vetter => ({
  scope: scopeFor(errand.actor, view, errand.realDay),
  accountId: errand.actor.accountId,
  personId: errand.actor.personId,
  walled: errand.actor.walledPersons,
});

/** Whether somebody sees more of a nominee than the overall state: only then do relatives and superiors matter. */
export const vetsAt = (errand: Errand, unitPath: string): boolean => inScope(scopeFor(errand.actor, "checks", errand.realDay), unitPath);

export type SeenNominee = NomineeFacts & { readonly vets: boolean };

/**
 * A nominee in the actor's scope. Who vets and is related to the nominee, or works under him, does not find him; who
 * only reads slates finds everybody on them, with the overall state.
 */
export async function nomineeFor(errand: Errand, id: string): Promise<SeenNominee> {
  const { tx, actor, realDay } = errand;
  const nominee = await findNominee(tx, scopeFor(actor, "nominees", realDay), [], id);
  if (nominee === null) throw new NotFound();
  const vets = vetsAt(errand, nominee.unitPath);
  if (vets && actor.walledPersons.includes(nominee.personId)) throw new NotFound();
  return { ...nominee, vets };
}

/** Whether the actor holds a role whose checks are assigned to it, at the unit: it reads the own and the unassigned only. */
export const leadsAt = (errand: Errand, unitPath: string): boolean =>
  grantsOn(errand.actor, errand.realDay).some((grant) => POLICY[grant.role].deeds.includes("conclusion.decide") && unitPath.startsWith(grant.path));
