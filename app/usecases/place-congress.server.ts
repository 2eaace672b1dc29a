import { permit } from "#app/core/access/scope.ts";
import { isFrozen, standstill } from "#app/core/scheduling/congress.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { type LogFields, recordDeed } from "#app/db/audit.server.ts";
import { leadersAbove, venuesAround } from "#app/db/congress-context.server.ts";
import type { CongressFacts } from "#app/db/congresses.server.ts";
import { clearDate, type DatePermit, setDate } from "#app/db/plans.server.ts";
import { assessMove, blocking, type Trial } from "./assess-move.server.ts";
import { type Errand, Forbidden } from "./errand.ts";
import { congressFor } from "./find-congress.server.ts";
import { isOpenToProposals } from "./propose-dates.server.ts";
import { rejudgeNominees } from "./refresh-nominees.server.ts";
import { refreshReadiness } from "./refresh-readiness.server.ts";

export type PlaceInput = Trial & { readonly congressId: string; readonly version: number; readonly reason: string };
export type PlaceCode =
  | "alreadyHeld"
  | "cancelled"
  | "frozen"
  | "proposalTooLate"
  | "notOffered"
  | "nothingChanged"
  | "blockedDate"
  | "movedMeanwhile";

/** Puts a congress on a day, or on another one. A date that clashes hard is not saved. */
export async function placeCongress(errand: Errand, input: PlaceInput): Promise<Verdict<{ congressId: string }, PlaceCode>> {
  const congress = await congressFor(errand, input.congressId);
  const leave = datePermit(errand, congress);
  const stopped = standstill(congress, errand.today);
  if (stopped !== null) return refuse(stopped);
  if (leave.deed === "congress.propose" && !isOpenToProposals(congress)) return refuse("proposalTooLate");
  if (congress.version !== input.version) return refuse("movedMeanwhile");
  if (isSameDate(congress, input)) return refuse("nothingChanged", { field: "on" });
  const strange = await notOffered(errand, congress, input);
  if (strange !== null) return refuse("notOffered", { field: strange });

  const { now, clashes } = await assessMove(errand, congress, input);
  const bars = blocking(clashes);
  if (bars.length > 0) return refuse("blockedDate", { count: bars.length });
  if (!(await setDate(errand.tx, leave, congress, input.version, input))) return refuse("movedMeanwhile");
  await recordDeed(errand.tx, {
    now: errand.now,
    actor: errand.actor,
    deed: leave.deed,
    subject: { kind: "congress", id: congress.id },
    unitPath: congress.unitPath,
    before: loggedDate(congress),
    after: { state: "draft", opensOn: input.opensOn, session: input.session, venueId: input.venueId, leaders: [...input.leaderIds].toSorted() },
    reason: input.reason,
  });
  await rejudgeNominees(errand, congress.id);
  await refreshReadiness(errand, withParent(congress.id, now.parentCongressId));
  return accept({ congressId: congress.id });
}

/** Takes a draft date away again. */
export async function clearCongressDate(
  errand: Errand,
  input: { readonly congressId: string; readonly version: number; readonly reason: string },
): Promise<Verdict<{ congressId: string }, "notADraft" | "frozen" | "movedMeanwhile">> {
  const congress = await congressFor(errand, input.congressId);
  const leave = datePermit(errand, congress);
  if (congress.state !== "draft" || congress.date === null) return refuse("notADraft");
  if (isFrozen(congress, errand.today)) return refuse("frozen");
  const { now } = await assessMove(errand, congress, { ...congress.date, leaderIds: congress.leaderIds });
  if (!(await clearDate(errand.tx, leave, congress, input.version))) return refuse("movedMeanwhile");
  await recordDeed(errand.tx, {
    now: errand.now,
    actor: errand.actor,
    deed: leave.deed,
    subject: { kind: "congress", id: congress.id },
    unitPath: congress.unitPath,
    before: loggedDate(congress),
    after: { state: "undated", opensOn: null },
    reason: input.reason,
  });
  await rejudgeNominees(errand, congress.id);
  await refreshReadiness(errand, withParent(congress.id, now.parentCongressId));
  return accept({ congressId: congress.id });
}

/** A planner sets dates; a unit's clerk proposes them for the own unit. */
function datePermit(errand: Errand, { unitPath }: CongressFacts): DatePermit {
  const leave =
    permit(errand.actor, "congress.date", unitPath, errand.realDay) ?? permit(errand.actor, "congress.propose", unitPath, errand.realDay);
  if (leave === null) throw new Forbidden("congress.date");
  return leave;
}

function isSameDate({ date, leaderIds, state }: CongressFacts, input: Trial): boolean {
  return (
    date !== null &&
    state !== "undated" &&
    date.opensOn === input.opensOn &&
    date.session === input.session &&
    date.venueId === input.venueId &&
    leaderIds.join() === [...input.leaderIds].toSorted().join()
  );
}

/** The field whose value is none of its choices: an id from elsewhere. Who attends already may stay. */
async function notOffered(errand: Errand, congress: CongressFacts, input: Trial): Promise<"leaders" | "venue" | null> {
  const leaders = new Set([...(await leadersAbove(errand.tx, congress.unitPath)).map((each) => each.id), ...congress.leaderIds]);
  if (input.leaderIds.some((id) => !leaders.has(id))) return "leaders";
  const { venueId } = input;
  if (venueId === null || venueId === congress.date?.venueId) return null;
  return (await venuesAround(errand.tx, congress.unitPath)).some((each) => each.id === venueId) ? null : "venue";
}

export function loggedDate({ state, date, leaderIds }: CongressFacts): LogFields {
  if (date === null) return { state, opensOn: null };
  return { state, opensOn: date.opensOn, session: date.session, venueId: date.venueId, leaders: leaderIds };
}

const withParent = (id: string, parentId: string | null): string[] => (parentId === null ? [id] : [id, parentId]);
