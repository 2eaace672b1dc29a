import { permit, type Scope, scopeFor } from "#app/core/access/scope.ts";
import { fold } from "#app/core/organisation/names.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { bundleFor } from "#app/core/vetting/check-kinds.ts";
import { personProblems } from "#app/core/vetting/person.ts";
import { nominate, type NomineeKind, postsFor, type SlatePost } from "#app/core/vetting/slate.ts";
import { digest, recordDeed } from "#app/db/audit.server.ts";
import { nomineesByIds } from "#app/db/nominees.server.ts";
import { createPerson, findPerson, type PersonFields, type PersonFound, searchPersons } from "#app/db/persons.server.ts";
import { giveChecks, holdPerson, nominationsInSeason, putNominee, readSlate, setSeats, takeSlate } from "#app/db/slates.server.ts";
import { slateKeeper } from "./edit-slate.server.ts";
import { type Errand, Forbidden, NotFound } from "./errand.ts";
import { problemDetails } from "./person-problem.ts";
import { refreshNominees } from "./refresh-nominees.server.ts";

const FOUND = 12;
const SHORTEST = 2;

/** What the form for a new nominee offers: posts of the slate, and the persons of that name in the branch. */
export async function offerNominee(errand: Errand, asked: { readonly congressId: string; readonly text: string }) {
  const kept = await slateKeeper(errand, asked.congressId);
  if (!kept.ok) throw new NotFound();
  const { congress } = kept.value;
  const scope: Scope = scopeFor(errand.actor, "nominees", errand.realDay);
  const found: PersonFound[] = fold(asked.text).length < SHORTEST ? [] : await searchPersons(errand.tx, scope, asked.text, FOUND);
  const { version } = await readSlate(errand.tx, congress.id);
  return { congress: { id: congress.id, unitName: congress.unitName, contents: congress.contents }, posts: postsFor(congress.level, congress.contents), found, text: asked.text, version };
}

export type NomineeWanted = { readonly congressId: string; readonly post: SlatePost; readonly kind: NomineeKind } & (
  | { readonly personId: string }
  | { readonly person: PersonFields }
);

export type AddRefusal = "alreadyHeld" | "movedMeanwhile" | "alreadyNominated" | "exclusivePosts" | "notOffered" | "inFuture" | "beforeEarlier" | "tooYoung";

/** Puts a person, known or new, on the slate with the checks that level and post require. */
export async function addNominee(errand: Errand, wanted: NomineeWanted): Promise<Verdict<{ congressId: string; nomineeId: string }, AddRefusal>> {
  const { tx, actor } = errand;
  const kept = await slateKeeper(errand, wanted.congressId);
  if (!kept.ok) return kept;
  const { congress, leave } = kept.value;
  if (!postsFor(congress.level, congress.contents).includes(wanted.post)) return refuse("notOffered", { field: "post" });
  const person = await personOf(errand, congress.unitId, congress.unitPath, wanted);
  if (!person.ok) return person;
  const { personId } = person.value;

  await holdPerson(tx, personId);
  const before = await readSlate(tx, congress.id);
  if (!(await takeSlate(tx, leave, congress.id, before.version, "open"))) return refuse("movedMeanwhile");
  const nomination = nominate(await nominationsInSeason(tx, personId, congress.id), { congressId: congress.id, post: wanted.post });
  if (!nomination.ok) return nomination;
  if (!before.posts.some((each) => each.post === wanted.post)) await setSeats(tx, leave, congress.id, [{ post: wanted.post, seats: 0 }]);
  const post = (await readSlate(tx, congress.id)).posts.find((each) => each.post === wanted.post);
  if (post === undefined) throw new Error("the post was not stored");
  const nomineeId = await putNominee(tx, leave, { congressId: congress.id, postId: post.id, personId, kind: wanted.kind });
  await giveChecks(tx, leave, nomineeId, bundleFor(congress.level, wanted.post));
  await recordDeed(tx, {
    now: errand.now,
    actor,
    deed: "nominee.add",
    subject: { kind: "nominee", id: nomineeId },
    unitPath: congress.unitPath,
    after: { congressId: congress.id, personId, post: wanted.post, kind: wanted.kind },
  });
  await refreshNominees(errand, await nomineesByIds(tx, [nomineeId]));
  return accept({ congressId: congress.id, nomineeId });
}

async function personOf(
  errand: Errand,
  unitId: string,
  unitPath: string,
  wanted: NomineeWanted,
): Promise<Verdict<{ personId: string }, "inFuture" | "beforeEarlier" | "tooYoung">> {
  const { tx, actor, realDay, today } = errand;
  if ("personId" in wanted) {
    const person = await findPerson(tx, scopeFor(actor, "nominees", realDay), wanted.personId);
    if (person === null) throw new NotFound();
    return accept({ personId: person.id });
  }
  const leave = permit(actor, "person.edit", unitPath, realDay);
  if (leave === null) throw new Forbidden("person.edit");
  const problem = personProblems(wanted.person, today)[0];
  if (problem !== undefined) return refuse(problem.code, problemDetails(problem));
  const personId = await createPerson(tx, leave, { ...wanted.person, unitId });
  const { fullName, ...fields } = wanted.person;
  await recordDeed(tx, {
    now: errand.now,
    actor,
    deed: "person.edit",
    subject: { kind: "person", id: personId },
    unitPath,
    after: { ...fields, fullName: digest(errand.digestKey, fullName) },
  });
  return accept({ personId });
}
