import { randomUUID } from "node:crypto";
import { permit } from "#app/core/access/scope.ts";
import { type Finding, findings, isExcusable } from "#app/core/scheduling/conflicts.ts";
import { addDays, type Day } from "#app/core/time/day.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { findException, hasPlacedItself, holdCongress, insertException, type NewException, withdrawException as withdraw } from "#app/db/exceptions.server.ts";
import { planAround } from "./assess-move.server.ts";
import { type Errand, Forbidden, NotFound } from "./errand.ts";
import { congressFor } from "./find-congress.server.ts";
import { refreshReadiness } from "./refresh-readiness.server.ts";

export type ExceptionInput = {
  readonly congressId: string;
  /** The version of the congress that was looked at: the exception is for the date it had then. */
  readonly version: number;
  readonly code: string;
  /** What the finding clashes with; null where it clashes with nothing else. */
  readonly otherId: string | null;
  readonly reason: string;
  readonly document: string;
  /** The last day on which it holds; null for as long as the date stands. */
  readonly lastDay: Day | null;
};
export type ExceptionCode = "movedMeanwhile" | "notOffered" | "alreadyAccepted" | "ownDate" | "dayOver" | "otherBranch";

/**
 * Turns a clash of the present date into a warning, with who, why, which document and until when. Who put the congress
 * on the day does not excuse it, and a clash with a congress of another branch is excused above both.
 */
export async function acceptException(errand: Errand, input: ExceptionInput): Promise<Verdict<{ congressId: string }, ExceptionCode>> {
  const { congress, leave } = await mayOverride(errand, input.congressId);
  if (congress.date === null || !(await holdCongress(errand.tx, congress.id, input.version))) return refuse("movedMeanwhile");
  const { plan, setting } = await planAround(errand, congress);
  const alike = findings(plan, setting, new Set([congress.id])).filter((each) => each.code === input.code && otherSide(each, congress.id) === input.otherId);
  if (alike.some((each) => each.exceptionId !== null)) return refuse("alreadyAccepted");
  if (!alike.some(isExcusable)) return refuse("notOffered");
  const partners = alike.flatMap((each) => (each.otherKind === "congress" && input.otherId !== null ? [input.otherId] : []));
  const pathOf = new Map(plan.congresses.map((each) => [each.id, each.path]));
  if (partners.some((id) => permit(errand.actor, "congress.override", pathOf.get(id) ?? "/", errand.realDay) === null)) return refuse("otherBranch");
  if (input.lastDay !== null && input.lastDay < errand.today) return refuse("dayOver", { field: "lastDay", day: input.lastDay });
  if (await hasPlacedItself(errand.tx, congress.id, congress.date.opensOn, errand.actor.accountId)) return refuse("ownDate");

  const { code, otherId, reason, document, lastDay } = input;
  const made = { id: randomUUID(), congressId: congress.id, code, otherId, forOpening: congress.date.opensOn, until: lastDay && addDays(lastDay, 1), reason, document };
  await insertException(errand.tx, leave, errand.actor.accountId, made);
  await log(errand, congress, null, made, reason);
  await refreshReadiness(errand, [congress.id, ...partners]);
  return accept({ congressId: congress.id });
}

/** Takes an exception back: the clash counts again. */
export async function withdrawException(
  errand: Errand,
  input: { readonly congressId: string; readonly exceptionId: string; readonly reason: string },
): Promise<Verdict<{ congressId: string }, never>> {
  const { congress, leave } = await mayOverride(errand, input.congressId);
  const former = await findException(errand.tx, congress.id, input.exceptionId);
  if (former === null || !(await withdraw(errand.tx, leave, former.id, errand.now))) throw new NotFound();
  await log(errand, congress, former, null, input.reason);
  const { plan } = await planAround(errand, congress);
  const partner = plan.congresses.find((each) => each.id === former.otherId);
  await refreshReadiness(errand, partner ? [congress.id, partner.id] : [congress.id]);
  return accept({ congressId: congress.id });
}

/** What the clash is with, seen from one of its congresses. */
function otherSide({ congressId, otherId }: Finding, self: string): string | null {
  return congressId === self ? otherId : congressId;
}

async function mayOverride(errand: Errand, id: string) {
  const congress = await congressFor(errand, id);
  const leave = permit(errand.actor, "congress.override", congress.unitPath, errand.realDay);
  if (leave === null) throw new Forbidden("congress.override");
  return { congress, leave };
}

const logged = ({ code, otherId, forOpening, until, document }: NewException) => ({
  exception: code,
  otherId,
  forOpening,
  exceptionLastDay: until && addDays(until, -1),
  document,
});

async function log(
  errand: Errand,
  congress: { readonly id: string; readonly unitPath: string },
  before: NewException | null,
  after: NewException | null,
  reason: string,
): Promise<void> {
  await recordDeed(errand.tx, {
    now: errand.now,
    actor: errand.actor,
    deed: "congress.override",
    subject: { kind: "congress", id: congress.id },
    unitPath: congress.unitPath,
    before: before && logged(before),
    after: after && logged(after),
    reason,
  });
}
