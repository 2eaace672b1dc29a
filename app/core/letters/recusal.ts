import { parentPathOf } from "#app/core/organisation/path.ts";

/** Who looks: an account's person, the persons it is walled off from, and where its grants come from. */
export type Viewer = {
  readonly personId: string | null;
  /** See `walledPersonsOf`. */
  readonly walledPersons: readonly string[];
  readonly grants: readonly { readonly unitId: string }[];
};

/** Whom or what a letter names, and who was walled off by hand. */
export type LetterSubjects = {
  readonly subjectPersonIds: readonly string[];
  readonly subjectUnitIds: readonly string[];
};

/**
 * The persons whose letters an account must not notice: its own person, declared relatives, and whoever heads a unit
 * that one of its grants comes from.
 */
export function walledPersonsOf(account: {
  readonly personId: string | null;
  readonly relativeIds: readonly string[];
  readonly headIdsOfGrantingUnits: readonly string[];
}): readonly string[] {
  const own = account.personId === null ? [] : [account.personId];
  return [...new Set([...own, ...account.relativeIds, ...account.headIdsOfGrantingUnits])];
}

export type RecusalReason = "isSubject" | "walledFromSubject" | "grantFromSubjectUnit";

/** Why the viewer is walled off from the letter, or null. Recusal beats every grant. */
export function recusalOf(viewer: Viewer, letter: LetterSubjects): RecusalReason | null {
  const { personId } = viewer;
  if (personId !== null && letter.subjectPersonIds.includes(personId)) return "isSubject";
  if (viewer.walledPersons.some((person) => letter.subjectPersonIds.includes(person))) return "walledFromSubject";
  if (viewer.grants.some((grant) => letter.subjectUnitIds.includes(grant.unitId))) return "grantFromSubjectUnit";
  return null;
}

export const recused = (viewer: Viewer, letter: LetterSubjects): boolean => recusalOf(viewer, letter) !== null;

/** Where a matter goes when nobody of its unit may handle it: one level up, and from the top on paper. */
export function handedUp(unitPath: string): { readonly route: "unit"; readonly path: string } | { readonly route: "paper" } {
  const path = parentPathOf(unitPath);
  return path === null ? { route: "paper" } : { route: "unit", path };
}
