import { permit } from "#app/core/access/scope.ts";
import { advance } from "#app/core/letters/letter.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { addEntry, changeLetter, closeProposal, congressesTouched, findLetter, lastStepOn, listProposals } from "#app/db/letters.server.ts";
import { type Errand, Forbidden, NotFound } from "./errand.ts";
import { letterReader } from "./find-letter.server.ts";
import { firstClock, letterSetting, progressOf } from "./letter-clock.server.ts";
import { refreshReadiness } from "./refresh-readiness.server.ts";
import { pick } from "./step-letter.server.ts";

export type LetterDecision = { readonly proposalId: string; readonly decision: "approved" | "refused" };

/** The second person: approves or refuses what an officer proposed, never an own proposal. */
export async function decideForLetter(
  errand: Errand,
  decided: LetterDecision,
): Promise<Verdict<{ id: string }, "ownProposal" | "movedMeanwhile" | "notALegalStep">> {
  const { tx, actor, today } = errand;
  const reader = letterReader(errand, "letterCounts");
  const proposal = (await listProposals(tx, reader, { id: decided.proposalId, take: 1 }))[0];
  if (proposal === undefined) throw new NotFound();
  const letter = await findLetter(tx, reader, proposal.letterId);
  if (letter === null) throw new NotFound();
  const unitPath = letter.registerUnit.path;
  const leave = permit(actor, "letter.decide", unitPath, errand.realDay);
  if (leave === null) throw new Forbidden("letter.decide");
  if (proposal.proposedById === actor.accountId) return refuse("ownProposal");
  if (!(await closeProposal(tx, leave, proposal.id, { state: decided.decision, decidedById: actor.accountId, at: errand.now }))) return refuse("movedMeanwhile");
  if (decided.decision === "approved") {
    const to = proposal.deed === "transfer" ? "forwarded" : "closed";
    const steppedOn = (await lastStepOn(tx, letter.id)) ?? letter.receivedOn;
    const stepped = advance(progressOf(letter, steppedOn), { to, on: today < steppedOn ? steppedOn : today }, today);
    if (!stepped.ok) return refuse("notALegalStep", stepped.details);
    const after = { ...letter, ...stepped.value };
    const change = {
      ...pick(after),
      ...firstClock(after, await letterSetting(errand, unitPath)),
      ...(proposal.toUnitId === null ? {} : { competentUnitId: proposal.toUnitId }),
    };
    if (!(await changeLetter(tx, leave, letter, change))) return refuse("movedMeanwhile");
    await addEntry(tx, { letterId: letter.id, step: to, day: today, note: null, byId: actor.accountId });
    await refreshReadiness(errand, await congressesTouched(tx, letter.id));
  }
  await recordDeed(tx, {
    now: errand.now,
    actor,
    deed: "letter.decide",
    subject: { kind: "letter", id: letter.id },
    unitPath,
    after: { deed: proposal.deed, decision: decided.decision },
  });
  return accept({ id: letter.id });
}
