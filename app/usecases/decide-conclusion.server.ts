import { permit } from "#app/core/access/scope.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { type Decision, type DecisionRefusal, decideConclusion } from "#app/core/vetting/conclusion.ts";
import { digest, recordDeed } from "#app/db/audit.server.ts";
import { addDecision } from "#app/db/conclusions.server.ts";
import { holdNominee, nomineesByIds } from "#app/db/nominees.server.ts";
import { type Errand, Forbidden, NotFound } from "./errand.ts";
import { nomineeFor } from "./find-nominee.server.ts";
import { refreshNominees } from "./refresh-nominees.server.ts";

/** The second person confirms the very text that was seen, or returns it with a reason. */
export async function decideForNominee(
  errand: Errand,
  decided: Decision & { readonly nomineeId: string },
): Promise<Verdict<{ nomineeId: string }, Exclude<DecisionRefusal, "walledOff">>> {
  const { tx, actor, realDay } = errand;
  await holdNominee(tx, decided.nomineeId);
  const nominee = await nomineeFor(errand, decided.nomineeId);
  if (!nominee.vets) throw new NotFound();
  const leave = permit(actor, "conclusion.decide", nominee.unitPath, realDay);
  if (leave === null) throw new Forbidden("conclusion.decide");
  const version = decideConclusion(nominee.conclusions, nominee.personId, actor, decided);
  if (!version.ok) {
    if (version.code === "walledOff") throw new NotFound();
    return refuse(version.code, version.code === "reasonMissing" ? { field: "reason" } : version.details);
  }
  await addDecision(tx, leave, nominee.id, version.value, { reason: decided.reason, at: errand.now });
  await recordDeed(tx, {
    now: errand.now,
    actor,
    deed: "conclusion.decide",
    subject: { kind: "nominee", id: nominee.id },
    unitPath: nominee.unitPath,
    before: { standing: "proposed" },
    after: { standing: version.value.event, version: version.value.n, reason: decided.reason === "" ? null : digest(errand.digestKey, decided.reason) },
  });
  await refreshNominees(errand, await nomineesByIds(tx, [nominee.id]));
  return accept({ nomineeId: nominee.id });
}
