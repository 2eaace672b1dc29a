import type { Day } from "#app/core/time/day.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { endHead, headsOf } from "#app/db/unit-heads.server.ts";
import { type Errand, NotFound } from "./errand.ts";
import { unitToEdit } from "./find-editable.server.ts";

/** From a day on nobody is known to head the unit. */
export async function endUnitHead(
  errand: Errand,
  input: { readonly unitId: string; readonly headId: string; readonly until: Day },
): Promise<Verdict<{ unitId: string }, "movedMeanwhile" | "endsBeforeBeginning">> {
  const { tx, actor } = errand;
  const { unit, leave } = await unitToEdit(errand, input.unitId);
  const head = (await headsOf(tx, unit.id)).find((each) => each.id === input.headId);
  if (head === undefined) throw new NotFound();
  if (input.until <= head.from) return refuse("endsBeforeBeginning");
  if (!(await endHead(tx, leave, unit.id, head.id, input.until))) return refuse("movedMeanwhile");
  await recordDeed(tx, {
    now: errand.now,
    actor,
    deed: "organisation.edit",
    subject: { kind: "unit", id: unit.id },
    unitPath: unit.path,
    before: { head: head.personId, until: null },
    after: { head: head.personId, until: input.until },
  });
  return accept({ unitId: unit.id });
}
