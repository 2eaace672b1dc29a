import { inScope, permit, type Scope } from "#app/core/access/scope.ts";
import { findPerson, nominationsOf } from "#app/db/persons.server.ts";
import { type Errand, Forbidden, NotFound } from "./errand.ts";

/** A person's days for the planner who keeps them, and what the person stands for. */
export async function showPerson(errand: Errand, scope: Scope, id: string) {
  const person = await findPerson(errand.tx, scope, id);
  if (person === null) throw new NotFound();
  const { unitPath, ...shown } = person;
  if (permit(errand.actor, "person.edit", unitPath, errand.realDay) === null) throw new Forbidden("person.edit");
  const standing = await nominationsOf(errand.tx, id);
  return {
    person: shown,
    today: errand.today,
    nominations: standing.filter((each) => inScope(scope, each.unitPath)).map(({ unitPath: _path, ...each }) => each),
  };
}
