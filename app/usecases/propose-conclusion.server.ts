import { permit } from "#app/core/access/scope.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { isOpen, stateOn } from "#app/core/vetting/checks.ts";
import { conclusionStanding, conclusionText, type ConclusionVerdict, IN_FAVOUR, proposeConclusion } from "#app/core/vetting/conclusion.ts";
import { digest, recordDeed, sha256 } from "#app/db/audit.server.ts";
import { takeCharge } from "#app/db/checks.server.ts";
import { addVersion } from "#app/db/conclusions.server.ts";
import { nomineesByIds } from "#app/db/nominees.server.ts";
import { type Errand, Forbidden, NotFound } from "./errand.ts";
import { chargedNominee, type ChargeLost } from "./log-check.server.ts";
import { refreshNominees } from "./refresh-nominees.server.ts";

export type ConclusionProposed = {
  readonly nomineeId: string;
  /** The newest version that was seen; 0 when there was none. */
  readonly after: number;
  readonly verdict: ConclusionVerdict;
  readonly reasons: string;
};

/** The officer in charge proposes; what speaks for the nominee rests on checks that are all closed and still valid. */
export async function proposeForNominee(
  errand: Errand,
  proposed: ConclusionProposed,
): Promise<Verdict<{ nomineeId: string }, ChargeLost | "movedMeanwhile" | "alreadyProposed" | "checksOpen">> {
  const { tx, actor, realDay, today } = errand;
  const charged = await chargedNominee(errand, proposed.nomineeId);
  if (!charged.ok) return charged;
  const { nominee, leave: charge } = charged.value;
  const leave = permit(actor, "conclusion.propose", nominee.unitPath, realDay);
  if (leave === null) throw new Forbidden("conclusion.propose");
  const standing = conclusionStanding(nominee.conclusions);
  if (proposed.after !== (standing.state === "none" ? 0 : standing.version.n)) return refuse("movedMeanwhile");
  const open = nominee.checks.filter((check) => isOpen(stateOn(check, nominee.opensOn ?? today))).length;
  if (open > 0 && IN_FAVOUR.includes(proposed.verdict)) return refuse("checksOpen", { count: open });

  const { verdict, reasons } = proposed;
  const bodyHash = sha256(conclusionText({ nomineeId: nominee.id, verdict, reasons }));
  const version = proposeConclusion(nominee.conclusions, nominee.personId, actor, { verdict, bodyHash });
  if (!version.ok) {
    if (version.code === "walledOff") throw new NotFound();
    return refuse(version.code, version.details);
  }
  if (!(await takeCharge(tx, charge, nominee.id, actor.accountId))) return refuse("movedMeanwhile");
  await addVersion(tx, leave, nominee.id, version.value, { reasons, at: errand.now });
  await recordDeed(tx, {
    now: errand.now,
    actor,
    deed: "conclusion.propose",
    subject: { kind: "nominee", id: nominee.id },
    unitPath: nominee.unitPath,
    before: { standing: standing.state },
    after: { standing: "proposed", version: version.value.n, body: digest(errand.digestKey, conclusionText({ nomineeId: nominee.id, verdict, reasons })) },
  });
  await refreshNominees(errand, await nomineesByIds(tx, [nominee.id]));
  return accept({ nomineeId: nominee.id });
}
