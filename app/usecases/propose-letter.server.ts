import { permit, scopeFor } from "#app/core/access/scope.ts";
import { guardTexts } from "#app/core/letters/identity-guard.ts";
import { NEXT_STATES } from "#app/core/letters/letter.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { digest, recordDeed } from "#app/db/audit.server.ts";
import { findBranchByCode } from "#app/db/branches.server.ts";
import { addEntry, assignLetter, createProposal, officersFor } from "#app/db/letters.server.ts";
import { type Errand, Forbidden, NotFound } from "./errand.ts";
import { ownLetter } from "./find-letter.server.ts";

export type ProposalWanted = { readonly id: string; readonly deed: "transfer" | "close"; readonly toUnitCode: string | null; readonly reason: string };

/** Passing a letter on, or closing it: proposed by its officer, carried out by another person. */
export async function proposeForLetter(
  errand: Errand,
  wanted: ProposalWanted,
): Promise<Verdict<{ id: string }, "notALegalStep" | "noSuchUnit" | "proposalOpen" | "identityInText">> {
  const { tx, actor, realDay } = errand;
  const letter = await ownLetter(errand, wanted.id);
  const unitPath = letter.registerUnit.path;
  const leave = permit(actor, "letter.propose", unitPath, realDay);
  if (leave === null) throw new Forbidden("letter.propose");
  const to = wanted.deed === "transfer" ? "forwarded" : "closed";
  if (!NEXT_STATES[letter.state].includes(to)) return refuse("notALegalStep", { from: letter.state, to });
  const guarded = guardTexts({ reason: wanted.reason });
  if (!guarded.ok) return guarded;
  const unit = wanted.deed === "transfer" ? await findBranchByCode(tx, scopeFor(actor, "organisation", realDay), wanted.toUnitCode ?? "") : null;
  if (wanted.deed === "transfer" && unit === null) return refuse("noSuchUnit", { field: "toUnitCode" });
  const proposal = { letterId: letter.id, deed: wanted.deed, toUnitId: unit?.unitId ?? null, reason: wanted.reason, proposedById: actor.accountId };
  if (!(await createProposal(tx, leave, proposal))) return refuse("proposalOpen");
  await recordDeed(tx, {
    now: errand.now,
    actor,
    deed: "letter.propose",
    subject: { kind: "letter", id: letter.id },
    unitPath,
    after: { deed: wanted.deed, toUnit: unit?.unitId ?? null, reason: digest(errand.digestKey, wanted.reason) },
  });
  return accept({ id: letter.id });
}

/** Hands the work on a letter to one more officer who is not walled off from it. */
export async function assignOfficer(errand: Errand, wanted: { id: string; accountId: string }): Promise<Verdict<{ id: string }, never>> {
  const { tx, actor, realDay, today } = errand;
  const letter = await ownLetter(errand, wanted.id);
  const unitPath = letter.registerUnit.path;
  if (permit(actor, "letter.step", unitPath, realDay) === null) throw new Forbidden("letter.step");
  const offered = await officersFor(tx, letter.id, unitPath, realDay);
  if (!offered.some((officer) => officer.id === wanted.accountId)) throw new NotFound();
  await assignLetter(tx, letter.id, wanted.accountId);
  await addEntry(tx, { letterId: letter.id, step: "assigned", day: today, note: null, byId: actor.accountId });
  await recordDeed(tx, {
    now: errand.now,
    actor,
    deed: "letter.assign",
    subject: { kind: "letter", id: letter.id },
    unitPath,
    after: { accountId: wanted.accountId },
  });
  return accept({ id: letter.id });
}
