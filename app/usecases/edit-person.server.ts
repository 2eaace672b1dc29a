import { type Permit, permit, scopeFor } from "#app/core/access/scope.ts";
import type { Day } from "#app/core/time/day.ts";
import { formatDay } from "#app/core/time/day.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import type { DisciplineKind } from "#app/core/vetting/eligibility.ts";
import { personProblems } from "#app/core/vetting/person.ts";
import { digest, recordDeed } from "#app/db/audit.server.ts";
import { nomineesByIds } from "#app/db/nominees.server.ts";
import { addDiscipline, findPerson, nominationsOf, type PersonFacts, type PersonFields, removeDiscipline, touchPerson, updatePerson } from "#app/db/persons.server.ts";
import { changedFields } from "./changed-fields.ts";
import { type Errand, Forbidden, NotFound } from "./errand.ts";
import { problemDetails } from "./person-problem.ts";
import { refreshNominees } from "./refresh-nominees.server.ts";

export async function keptPerson(errand: Errand, id: string): Promise<{ person: PersonFacts; leave: Permit<"person.edit"> }> {
  const person = await findPerson(errand.tx, scopeFor(errand.actor, "nominees", errand.realDay), id);
  if (person === null) throw new NotFound();
  const leave = permit(errand.actor, "person.edit", person.unitPath, errand.realDay);
  if (leave === null) throw new Forbidden("person.edit");
  return { person, leave };
}

/** Wherever the person stands, eligibility is judged anew. */
async function refreshNominations(errand: Errand, personId: string): Promise<void> {
  const standing = await nominationsOf(errand.tx, personId);
  await refreshNominees(errand, await nomineesByIds(errand.tx, standing.map((each) => each.nomineeId)));
}

export type PersonEdit = { readonly personId: string; readonly version: number; readonly fields: PersonFields };

export async function editPerson(
  errand: Errand,
  { personId, version, fields }: PersonEdit,
): Promise<Verdict<{ personId: string }, "movedMeanwhile" | "inFuture" | "beforeEarlier" | "tooYoung">> {
  const { person, leave } = await keptPerson(errand, personId);
  const problem = personProblems(fields, errand.today)[0];
  if (problem !== undefined) return refuse(problem.code, problemDetails(problem));
  if (!(await updatePerson(errand.tx, leave, { id: personId, version }, fields))) return refuse("movedMeanwhile");
  await recordDeed(errand.tx, {
    now: errand.now,
    actor: errand.actor,
    deed: "person.edit",
    subject: { kind: "person", id: personId },
    unitPath: person.unitPath,
    ...changedFields(named(errand, person), named(errand, fields)),
  });
  await refreshNominations(errand, personId);
  return accept({ personId });
}

const named = (errand: Errand, { fullName, sex, bornOn, joinedOn, officialOn, post, inPostSince, onPlanningList }: PersonFields) => ({
  fullName: digest(errand.digestKey, fullName),
  sex,
  bornOn,
  joinedOn,
  officialOn,
  post,
  inPostSince,
  onPlanningList,
});

export type DisciplineWanted = { readonly personId: string; readonly version: number } & (
  | { readonly kind: DisciplineKind; readonly decidedOn: Day; readonly document: string }
  | { readonly remove: string }
);

/** Adds a disciplinary decision to a person's file, or takes out one that was entered wrongly. */
export async function keepDiscipline(errand: Errand, wanted: DisciplineWanted): Promise<Verdict<{ personId: string }, "movedMeanwhile" | "inFuture">> {
  const { tx, today } = errand;
  const { person, leave } = await keptPerson(errand, wanted.personId);
  if ("decidedOn" in wanted && wanted.decidedOn > today) return refuse("inFuture", { field: "decidedOn", found: formatDay(wanted.decidedOn) });
  if (!(await touchPerson(tx, { id: person.id, version: wanted.version }))) return refuse("movedMeanwhile");
  const about = { now: errand.now, actor: errand.actor, deed: "person.edit" as const, subject: { kind: "person", id: person.id }, unitPath: person.unitPath };
  if ("remove" in wanted) {
    const there = person.disciplines.find((each) => each.id === wanted.remove);
    if (there === undefined || !(await removeDiscipline(tx, leave, person.id, there.id))) throw new NotFound();
    await recordDeed(tx, { ...about, before: { discipline: there.id, said: said(errand, there) }, after: null });
  } else {
    const { kind, decidedOn, document } = wanted;
    const { id } = await addDiscipline(tx, leave, { personId: person.id, kind, decidedOn, document });
    await recordDeed(tx, { ...about, after: { discipline: id, said: said(errand, wanted) } });
  }
  await refreshNominations(errand, person.id);
  return accept({ personId: person.id });
}

const said = (errand: Errand, { kind, decidedOn, document }: { kind: DisciplineKind; decidedOn: Day; document: string }): string =>
  digest(errand.digestKey, JSON.stringify([kind, decidedOn, document]));
