import { type Permit, permit, scopeFor } from "#app/core/access/scope.ts";
import { edition } from "#app/core/rules/editions.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { isSlateComplete, postsFor, slateFindings, type SlatePost } from "#app/core/vetting/slate.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import type { CongressFacts } from "#app/db/congresses.server.ts";
import { nomineesOfCongress } from "#app/db/nominees.server.ts";
import { readSlate, setSeats, takeSlate } from "#app/db/slates.server.ts";
import { type Errand, Forbidden } from "./errand.ts";
import { congressFor } from "./find-congress.server.ts";
import { refreshReadiness } from "./refresh-readiness.server.ts";
import { linesOf } from "./show-slate.server.ts";

export type SlateKeeper = { readonly congress: CongressFacts; readonly leave: Permit<"slate.edit"> };

/** The congress whose slate the actor may change; one that was held keeps the slate it had. */
export async function slateKeeper(errand: Errand, congressId: string): Promise<Verdict<SlateKeeper, "alreadyHeld">> {
  const { actor, realDay } = errand;
  const congress = await congressFor(errand, congressId, scopeFor(actor, "nominees", realDay));
  const leave = permit(actor, "slate.edit", congress.unitPath, realDay);
  if (leave === null) throw new Forbidden("slate.edit");
  if (congress.state === "held" || congress.state === "reported") return refuse("alreadyHeld");
  return accept({ congress, leave });
}

export type SeatsWanted = { readonly congressId: string; readonly version: number; readonly seats: readonly { readonly post: SlatePost; readonly seats: number }[] };

/** Says how many seats each post has. A slate that was complete is open again. */
export async function setSlateSeats(errand: Errand, wanted: SeatsWanted): Promise<Verdict<{ congressId: string }, "alreadyHeld" | "movedMeanwhile">> {
  const kept = await slateKeeper(errand, wanted.congressId);
  if (!kept.ok) return kept;
  const { congress, leave } = kept.value;
  const posts = postsFor(congress.level, congress.contents);
  const before = await readSlate(errand.tx, congress.id);
  const seats = wanted.seats.filter(({ post, seats: count }) => posts.includes(post) && (count > 0 || before.posts.some((each) => each.post === post)));
  if (!(await takeSlate(errand.tx, leave, congress.id, wanted.version, "open"))) return refuse("movedMeanwhile");
  await setSeats(errand.tx, leave, congress.id, seats);
  await recordDeed(errand.tx, {
    now: errand.now,
    actor: errand.actor,
    deed: "slate.edit",
    subject: { kind: "congress", id: congress.id },
    unitPath: congress.unitPath,
    before: { state: before.state, ...Object.fromEntries(before.posts.map((each) => [each.post, each.seats])) },
    after: { state: "open", ...Object.fromEntries(seats.map((each) => [each.post, each.seats])) },
  });
  await refreshReadiness(errand, [congress.id]);
  return accept({ congressId: congress.id });
}

/** The planner's act: the slate is complete, or it is open again. */
export async function completeSlate(
  errand: Errand,
  wanted: { readonly congressId: string; readonly version: number; readonly complete: boolean },
): Promise<Verdict<{ congressId: string }, "alreadyHeld" | "movedMeanwhile" | "slateIncomplete" | "slateNumbersWrong">> {
  const kept = await slateKeeper(errand, wanted.congressId);
  if (!kept.ok) return kept;
  const { congress, leave } = kept.value;
  const before = await readSlate(errand.tx, congress.id);
  if (wanted.complete) {
    const lines = linesOf(before, await nomineesOfCongress(errand.tx, congress.id));
    if (!isSlateComplete(lines)) return refuse("slateIncomplete");
    const blocking = slateFindings(lines, congress.contents, edition(congress.editionCode)).find((finding) => finding.severity !== "warns");
    if (blocking !== undefined) return refuse("slateNumbersWrong", { nominees: blocking.nominees, from: blocking.from, to: blocking.to });
  }
  const state = wanted.complete ? "complete" : "open";
  if (wanted.version === 0 || !(await takeSlate(errand.tx, leave, congress.id, wanted.version, state))) return refuse("movedMeanwhile");
  await recordDeed(errand.tx, {
    now: errand.now,
    actor: errand.actor,
    deed: "slate.edit",
    subject: { kind: "congress", id: congress.id },
    unitPath: congress.unitPath,
    before: { state: before.state },
    after: { state },
  });
  await refreshReadiness(errand, [congress.id]);
  return accept({ congressId: congress.id });
}
