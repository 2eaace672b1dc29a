import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { addOwnDay as insertOwnDay, type OwnDay } from "#app/db/branch-settings.server.ts";
import type { Errand } from "./errand.ts";
import { unitToEdit } from "./find-editable.server.ts";
import { refreshBranch } from "./refresh-branch.server.ts";

/** A holiday, a swapped day or an unsuitable day of a branch's own, over the national ones. */
export async function addOwnDay(
  errand: Errand,
  input: Omit<OwnDay, "id"> & { readonly unitId: string },
): Promise<Verdict<{ unitId: string }, "dayTaken">> {
  const { tx, actor } = errand;
  const { unit, leave } = await unitToEdit(errand, input.unitId);
  const { unitId, ...own } = input;
  if (!(await insertOwnDay(tx, leave, unitId, own))) return refuse("dayTaken", { field: "day", day: own.day });
  await recordDeed(tx, { now: errand.now, actor, deed: "calendar.edit", subject: { kind: "unit", id: unitId }, unitPath: unit.path, after: { ownDay: own } });
  await refreshBranch(errand, unit.path);
  return accept({ unitId });
}
