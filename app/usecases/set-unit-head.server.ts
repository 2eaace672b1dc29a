import { scopeFor } from "#app/core/access/scope.ts";
import type { Day } from "#app/core/time/day.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { findPersonWithin, headsOf, setHead } from "#app/db/unit-heads.server.ts";
import { type Errand, NotFound } from "./errand.ts";
import { unitToEdit } from "./find-editable.server.ts";

/** From a day on somebody else heads a unit. Recusal follows: accounts with a grant from it are walled off from letters about the head. */
export async function setUnitHead(
  errand: Errand,
  input: { readonly unitId: string; readonly personId: string; readonly from: Day },
): Promise<Verdict<{ unitId: string }, "headLater" | "headAlready">> {
  const { tx, actor, realDay } = errand;
  const { unit, leave } = await unitToEdit(errand, input.unitId);
  const person = await findPersonWithin(tx, scopeFor(actor, "nominees", realDay), input.personId);
  if (person === null) throw new NotFound();
  const heads = await headsOf(tx, unit.id);
  if (heads.some((head) => head.from >= input.from)) return refuse("headLater", { field: "from" });
  const present = heads.find((head) => head.until === null || head.until > input.from);
  if (present?.personId === person.id) return refuse("headAlready", { field: "personId" });
  await setHead(tx, leave, { unitId: unit.id, personId: person.id, from: input.from });
  await recordDeed(tx, {
    now: errand.now,
    actor,
    deed: "organisation.edit",
    subject: { kind: "unit", id: unit.id },
    unitPath: unit.path,
    before: present ? { head: present.personId, until: present.until } : null,
    after: { head: person.id, from: input.from },
  });
  return accept({ unitId: unit.id });
}
