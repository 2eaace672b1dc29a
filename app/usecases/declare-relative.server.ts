import { scopeFor } from "#app/core/access/scope.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import type { RelationKind } from "#app/core/vetting/relation.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { addRelative, findPerson, relativesOf, removeRelative, touchPerson } from "#app/db/persons.server.ts";
import { keptPerson } from "./edit-person.server.ts";
import { type Errand, NotFound } from "./errand.ts";

export type RelativeWanted = { readonly personId: string; readonly version: number; readonly relativeId: string };

/**
 * Keeps that two persons are related: from the next request on, the account of one is walled off from letters about the
 * other. What was declared says nothing about letters, neither here nor in the log.
 */
export async function declareRelative(
  errand: Errand,
  { personId, version, relativeId, kind }: RelativeWanted & { readonly kind: RelationKind },
): Promise<Verdict<{ personId: string }, "movedMeanwhile" | "samePerson" | "alreadyRelative">> {
  const { tx } = errand;
  const { person, leave } = await keptPerson(errand, personId);
  const scope = scopeFor(errand.actor, "nominees", errand.realDay);
  if ((await findPerson(tx, scope, relativeId)) === null) throw new NotFound();
  if (relativeId === personId) return refuse("samePerson", { field: "relativeId" });
  if (!(await touchPerson(tx, { id: personId, version }))) return refuse("movedMeanwhile");
  const known = (await relativesOf(tx, scope, personId)).some((each) => each.id === relativeId);
  if (known || !(await addRelative(tx, leave, { personId, relativeId, kind }))) return refuse("alreadyRelative", { field: "relativeId" });
  await log(errand, person, { after: { relative: relativeId, relation: kind } });
  return accept({ personId });
}

/** Takes out a relative who was declared wrongly; never by one of the two, who would lift the own recusal. */
export async function removeDeclaredRelative(errand: Errand, { personId, version, relativeId }: RelativeWanted): Promise<Verdict<{ personId: string }, "movedMeanwhile" | "ownRelative">> {
  const { tx, actor } = errand;
  const { person, leave } = await keptPerson(errand, personId);
  const there = (await relativesOf(tx, scopeFor(actor, "nominees", errand.realDay), personId)).find((each) => each.id === relativeId);
  if (there === undefined) throw new NotFound();
  if (actor.personId === personId || actor.personId === relativeId) return refuse("ownRelative");
  if (!(await touchPerson(tx, { id: personId, version }))) return refuse("movedMeanwhile");
  if (!(await removeRelative(tx, leave, personId, relativeId))) throw new NotFound();
  await log(errand, person, { before: { relative: relativeId, relation: there.kind }, after: null });
  return accept({ personId });
}

type Change = Pick<Parameters<typeof recordDeed>[1], "before" | "after">;

const log = (errand: Errand, person: { readonly id: string; readonly unitPath: string }, change: Change): Promise<unknown> =>
  recordDeed(errand.tx, {
    now: errand.now,
    actor: errand.actor,
    deed: "person.edit",
    subject: { kind: "person", id: person.id },
    unitPath: person.unitPath,
    ...change,
  });
