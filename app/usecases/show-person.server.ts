import { inScope, permit, type Scope } from "#app/core/access/scope.ts";
import { fold } from "#app/core/organisation/names.ts";
import { findPerson, nominationsOf, relativesOf, searchPersons } from "#app/db/persons.server.ts";
import { type Errand, Forbidden, NotFound } from "./errand.ts";

const FOUND = 12;
const SHORTEST = 2;

/** A person's days for the planner who keeps them, what the person stands for, and the declared relatives with those of a name to add. */
export async function showPerson(errand: Errand, scope: Scope, id: string, text = "") {
  const person = await findPerson(errand.tx, scope, id);
  if (person === null) throw new NotFound();
  const { unitPath, ...shown } = person;
  if (permit(errand.actor, "person.edit", unitPath, errand.realDay) === null) throw new Forbidden("person.edit");
  const standing = await nominationsOf(errand.tx, id);
  const relatives = await relativesOf(errand.tx, scope, id);
  const known = new Set([id, ...relatives.map((each) => each.id)]);
  const found = fold(text).length < SHORTEST ? [] : await searchPersons(errand.tx, scope, text, FOUND + known.size);
  return {
    person: shown,
    today: errand.today,
    relatives,
    text,
    found: found.filter((each) => !known.has(each.id)).slice(0, FOUND),
    nominations: standing.filter((each) => inScope(scope, each.unitPath)).map(({ unitPath: _path, ...each }) => each),
  };
}
