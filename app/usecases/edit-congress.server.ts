import { permit } from "#app/core/access/scope.ts";
import { hasHappened, type CongressState } from "#app/core/scheduling/congress.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { type LogFields, recordDeed } from "#app/db/audit.server.ts";
import { type CongressEdit, type CongressFacts, updateCongress } from "#app/db/congresses.server.ts";
import { setClosing } from "#app/db/plans.server.ts";
import { type Errand, Forbidden } from "./errand.ts";
import { congressFor } from "./find-congress.server.ts";
import { refreshReadiness } from "./refresh-readiness.server.ts";

/** Changes kind and length of a congress, whether it is a pilot and the day wished for; another length reopens a date that was submitted or approved. */
export async function editCongress(
  errand: Errand,
  input: CongressEdit & { readonly congressId: string; readonly version: number },
): Promise<Verdict<{ congressId: string }, "alreadyHeld" | "movedMeanwhile" | "nothingChanged" | "wishPassed">> {
  const congress = await congressFor(errand, input.congressId);
  const leave = permit(errand.actor, "congress.edit", congress.unitPath, errand.realDay);
  if (leave === null) throw new Forbidden("congress.edit");
  if (hasHappened(congress.state)) return refuse("alreadyHeld");
  const { congressId: _, version, ...edit } = input;
  const { lengthHalfDays } = edit;
  const before = logged(congress);
  if (congress.version === version && JSON.stringify(before) === JSON.stringify(logged(edit))) return refuse("nothingChanged");
  // A wish that has passed unfulfilled may stay; a new one is for a day to come.
  if (edit.desiredOn !== null && edit.desiredOn !== congress.desiredOn && edit.desiredOn <= errand.today) return refuse("wishPassed", { field: "desiredOn" });
  const longer = congress.lengthHalfDays !== lengthHalfDays;
  const state: CongressState = longer && congress.date !== null ? "draft" : congress.state;
  if (!(await updateCongress(errand.tx, leave, { id: congress.id, version, state }, edit))) return refuse("movedMeanwhile");
  if (longer) await setClosing(errand.tx, leave, congress, lengthHalfDays);
  await recordDeed(errand.tx, {
    now: errand.now,
    actor: errand.actor,
    deed: "congress.edit",
    subject: { kind: "congress", id: congress.id },
    unitPath: congress.unitPath,
    before: { ...before, state: congress.state },
    after: { ...logged(edit), state },
  });
  await refreshReadiness(errand, [congress.id]);
  return accept({ congressId: congress.id });
}

const logged = (congress: CongressEdit | CongressFacts): LogFields => ({
  form: congress.form,
  contents: congress.contents,
  lengthHalfDays: congress.lengthHalfDays,
  isPilot: congress.isPilot,
  desiredOn: congress.desiredOn,
  orderExemption: congress.orderExemption,
});
