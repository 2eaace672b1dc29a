import { type Permit, permit } from "#app/core/access/scope.ts";
import type { Day } from "#app/core/time/day.ts";
import type { Session } from "#app/core/time/half-days.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import type { CongressFacts } from "#app/db/congresses.server.ts";
import { type DateProposal, declineOpen, pickProposal, proposalsOf } from "#app/db/proposals.server.ts";
import { type Errand, Forbidden } from "./errand.ts";
import { congressFor } from "./find-congress.server.ts";
import { placeCongress, type PlaceCode } from "./place-congress.server.ts";
import { isOpenToProposals } from "./propose-dates.server.ts";

type DecideCode = "proposalGone" | "ownProposal";
export type PickCode = DecideCode | "proposalStale" | "proposalPassed" | Exclude<PlaceCode, "nothingChanged">;

type Picked = { readonly congressId: string; readonly version: number; readonly rank: number; readonly opensOn: Day; readonly session: Session; readonly reason: string };

/** The superior picks one of the proposed days: it becomes the date, as a draft, and the others are declined. */
export async function pickProposedDate(errand: Errand, input: Picked): Promise<Verdict<{ congressId: string }, PickCode>> {
  const { congress, leave, open } = await waitingFor(errand, input.congressId);
  const picked = open.find((each) => each.rank === input.rank && each.opensOn === input.opensOn && each.session === input.session);
  if (picked === undefined) return refuse("proposalGone");
  if (picked.proposedById === errand.actor.accountId) return refuse("ownProposal");
  if (!isOpenToProposals(congress)) return refuse("proposalStale");
  if (picked.opensOn < errand.today) return refuse("proposalPassed", { day: picked.opensOn });
  const placed = await placeCongress(errand, { ...input, leaderIds: congress.leaderIds, venueId: congress.date?.venueId ?? null });
  // The draft date may be that day already: then the pick says that it stays.
  if (!placed.ok && placed.code !== "nothingChanged") return { ...placed, code: placed.code };
  if (!(await pickProposal(errand.tx, leave, congress.id, picked))) return refuse("proposalGone");
  const declined = await declineOpen(errand.tx, leave, congress.id);
  await logDecision(errand, congress, { picked: picked.opensOn, declined }, input.reason);
  return accept({ congressId: congress.id });
}

/** None of the days will do; the unit reads why. */
export async function declineProposals(errand: Errand, input: { readonly congressId: string; readonly reason: string }): Promise<Verdict<{ congressId: string }, DecideCode>> {
  const { congress, leave, open } = await waitingFor(errand, input.congressId);
  if (open.length === 0) return refuse("proposalGone");
  if (open.some((each) => each.proposedById === errand.actor.accountId)) return refuse("ownProposal");
  const declined = await declineOpen(errand.tx, leave, congress.id);
  if (declined === 0) return refuse("proposalGone");
  await logDecision(errand, congress, { picked: null, declined }, input.reason);
  return accept({ congressId: congress.id });
}

async function waitingFor(errand: Errand, congressId: string): Promise<{ congress: CongressFacts; leave: Permit<"congress.date">; open: readonly DateProposal[] }> {
  const congress = await congressFor(errand, congressId);
  const leave = permit(errand.actor, "congress.date", congress.unitPath, errand.realDay);
  if (leave === null) throw new Forbidden("congress.date");
  return { congress, leave, open: (await proposalsOf(errand.tx, congress.id)).filter((each) => each.state === "open") };
}

const logDecision = (errand: Errand, congress: CongressFacts, after: { picked: Day | null; declined: number }, reason: string): Promise<void> =>
  recordDeed(errand.tx, { now: errand.now, actor: errand.actor, deed: "congress.date", subject: { kind: "congress", id: congress.id }, unitPath: congress.unitPath, after, reason });
