import { nameUnitsById } from "#app/db/branches.server.ts";
import type { Errand } from "./errand.ts";

/** Party names of units the actor's own grants name; not a way to look up others. */
export const nameUnits = (errand: Errand, unitIds: readonly string[]): Promise<Map<string, string>> =>
  nameUnitsById(
    errand.tx,
    unitIds.filter((unitId) => errand.actor.grants.some((grant) => grant.unitId === unitId)),
  );
