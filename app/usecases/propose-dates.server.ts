import { permit } from "#app/core/access/scope.ts";
import { standstill } from "#app/core/scheduling/congress.ts";
import type { Day } from "#app/core/time/day.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import type { CongressFacts } from "#app/db/congresses.server.ts";
import { type NewProposal, replaceProposals } from "#app/db/proposals.server.ts";
import { assessMove, blocking } from "./assess-move.server.ts";
import { type Errand, Forbidden } from "./errand.ts";
import { congressFor } from "./find-congress.server.ts";

export type ProposeCode = "alreadyHeld" | "cancelled" | "frozen" | "proposalTooLate" | "movedMeanwhile" | "dayTwice" | "blockedProposal";

/** Only while the superior has not taken the date up. */
export const isOpenToProposals = ({ state }: Pick<CongressFacts, "state">): boolean => state === "undated" || state === "draft";

/**
 * A unit's clerk proposes up to three days for the own congress, in place of those proposed before. A day that could
 * not be saved as a date is not proposed either.
 */
export async function proposeDates(
  errand: Errand,
  input: { readonly congressId: string; readonly version: number; readonly days: readonly NewProposal[] },
): Promise<Verdict<{ congressId: string }, ProposeCode>> {
  const congress = await congressFor(errand, input.congressId);
  const leave = permit(errand.actor, "congress.propose", congress.unitPath, errand.realDay);
  if (leave === null) throw new Forbidden("congress.propose");
  const stopped = standstill(congress, errand.today);
  if (stopped !== null) return refuse(stopped);
  if (!isOpenToProposals(congress)) return refuse("proposalTooLate");
  if (congress.version !== input.version) return refuse("movedMeanwhile");
  const seen = new Set<Day>();
  for (const [index, { opensOn, session }] of input.days.entries()) {
    const field = `on${index + 1}`;
    if (seen.has(opensOn)) return refuse("dayTwice", { field, day: opensOn });
    seen.add(opensOn);
    const { clashes } = await assessMove(errand, congress, { opensOn, session, leaderIds: congress.leaderIds, venueId: congress.date?.venueId ?? null });
    const bars = blocking(clashes).length;
    if (bars > 0) return refuse("blockedProposal", { field, day: opensOn, count: bars });
  }
  await replaceProposals(errand.tx, leave, congress.id, { days: input.days, byId: errand.actor.accountId, at: errand.now });
  await recordDeed(errand.tx, {
    now: errand.now,
    actor: errand.actor,
    deed: "congress.propose",
    subject: { kind: "congress", id: congress.id },
    unitPath: congress.unitPath,
    after: { proposed: input.days.map(({ opensOn, session, note }) => ({ opensOn, session, note })) },
  });
  return accept({ congressId: congress.id });
}
