import type { Day } from "#app/core/time/day.ts";
import { type Actor, grantsOn } from "./actor.ts";
import { type Deed, POLICY, type View } from "./policy.ts";

declare const scopeBrand: unique symbol;
declare const permitBrand: unique symbol;

/**
 * Where an actor may look for one view: whole branches by path, and single units by exact path. Only `scopeFor`
 * and `narrowed` make one; an empty scope finds nothing.
 */
export type Scope = {
  readonly [scopeBrand]: true;
  readonly view: View;
  readonly branches: readonly string[];
  readonly units: readonly string[];
};

/** Leave to do one deed at one unit. Only `permit` and `installationPermit` make one. */
export type Permit<D extends Deed = Deed> = {
  readonly [permitBrand]: true;
  readonly deed: D;
  readonly unitPath: string;
};

const make = (view: View, branches: readonly string[], units: readonly string[]): Scope =>
  ({ view, branches, units }) as Scope;

/** The scope of a view on a day of the real clock; branches inside other branches are dropped. */
export function scopeFor(actor: Actor, view: View, today: Day): Scope {
  const grants = grantsOn(actor, today).filter((grant) => POLICY[grant.role].views.includes(view));
  const branches = outermost(grants.filter((grant) => !POLICY[grant.role].ownUnitOnly).map((grant) => grant.path));
  const units = grants
    .filter((grant) => POLICY[grant.role].ownUnitOnly)
    .map((grant) => grant.path)
    .filter((path) => !branches.some((branch) => path.startsWith(branch)));
  return make(view, branches, [...new Set(units)]);
}

/** The same scope cut down to one branch; what lies outside stays outside. */
export function narrowed(scope: Scope, path: string): Scope {
  const branches = outermost(
    scope.branches.flatMap((branch) => (path.startsWith(branch) ? [path] : branch.startsWith(path) ? [branch] : [])),
  );
  return make(scope.view, branches, scope.units.filter((unit) => unit.startsWith(path)));
}

/** Everything under one path, for the installation itself (command line without accounts, jobs). */
export const installationScope = (view: View): Scope => make(view, ["/"], []);

export const inScope = (scope: Scope, path: string): boolean =>
  scope.branches.some((branch) => path.startsWith(branch)) || scope.units.includes(path);

export const isEmptyScope = (scope: Scope): boolean => scope.branches.length === 0 && scope.units.length === 0;

/** Leave for one deed at one unit, or null. */
export function permit<D extends Deed>(actor: Actor, deed: D, unitPath: string, today: Day): Permit<D> | null {
  const allowed = grantsOn(actor, today).some(
    (grant) =>
      POLICY[grant.role].deeds.includes(deed) &&
      (POLICY[grant.role].ownUnitOnly ? grant.path === unitPath : unitPath.startsWith(grant.path)),
  );
  return allowed ? makePermit(deed, unitPath) : null;
}

/** For the founding act, the command line on an installation without accounts, and jobs. */
export const installationPermit = <D extends Deed>(deed: D, unitPath: string): Permit<D> => makePermit(deed, unitPath);

const makePermit = <D extends Deed>(deed: D, unitPath: string): Permit<D> => ({ deed, unitPath }) as Permit<D>;

/** Whether the actor may do the deed anywhere; decides what is offered, never what is done. */
export const mayAnywhere = (actor: Actor, deed: Deed, today: Day): boolean =>
  grantsOn(actor, today).some((grant) => POLICY[grant.role].deeds.includes(deed));

function outermost(paths: readonly string[]): string[] {
  const sorted = [...new Set(paths)].sort();
  const kept: string[] = [];
  for (const path of sorted) {
    const last = kept.at(-1);
    if (last === undefined || !path.startsWith(last)) kept.push(path);
  }
  return kept;
}
