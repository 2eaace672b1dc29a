import { type Scope } from "#app/core/access/scope.ts";
import { fold } from "#app/core/organisation/names.ts";
import { findSubject, searchSubjects } from "#app/db/letter-subjects.server.ts";
import type { Errand } from "./errand.ts";
import { resolveBranch } from "./resolve-branch.server.ts";

const TAKE = 12;
const SHORTEST = 2;

/** What the form for a new letter offers: the branch whose register it is, those found by name, those chosen before. */
export async function findLetterSubjects(errand: Errand, scope: Scope, asked: { readonly text: string; readonly branch: string | null; readonly chosen: readonly string[] }) {
  const branch = await resolveBranch(errand, scope, asked.branch);
  const found = fold(asked.text).length < SHORTEST ? [] : await searchSubjects(errand.tx, scope, asked.text, TAKE);
  const kept = [];
  for (const reference of asked.chosen.slice(0, TAKE)) {
    const subject = await findSubject(errand.tx, scope, reference);
    if (subject !== null) kept.push({ reference, name: subject.name, note: subject.note });
  }
  return { branch: { unitId: branch.unitId, name: branch.name }, found: found.filter((each) => !asked.chosen.includes(each.reference)), kept, text: asked.text };
}
