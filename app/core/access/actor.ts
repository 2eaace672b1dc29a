import type { Day } from "#app/core/time/day.ts";
import type { Role } from "./policy.ts";

/** A role over a branch, valid on the days [from, until). `path` is the branch's path today. */
export type Grant = {
  readonly id: string;
  readonly role: Role;
  readonly unitId: string;
  readonly path: string;
  readonly from: Day;
  readonly until: Day;
};

/**
 * Who acts. `walledPersons` are the persons whose letters this account must not notice: itself, its declared
 * relatives, and whoever heads a unit that one of its grants comes from.
 */
export type Actor = {
  readonly accountId: string;
  readonly login: string;
  readonly name: string;
  readonly personId: string | null;
  readonly walledPersons: readonly string[];
  readonly grants: readonly Grant[];
};

/** Grants that hold on a day of the real clock. */
export const grantsOn = (actor: Actor, today: Day): readonly Grant[] =>
  actor.grants.filter((grant) => grant.from <= today && today < grant.until);
