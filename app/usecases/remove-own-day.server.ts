import { accept, type Verdict } from "#app/core/verdict.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { removeOwnDay as deleteOwnDay } from "#app/db/branch-settings.server.ts";
import type { Errand } from "./errand.ts";
import { unitToEdit } from "./find-editable.server.ts";
import { refreshBranch } from "./refresh-branch.server.ts";

/** Takes back a day that a branch had set for itself; taking it back twice changes nothing. */
export async function removeOwnDay(errand: Errand, input: { readonly unitId: string; readonly dayId: string }): Promise<Verdict<{ unitId: string }, never>> {
  const { tx, actor } = errand;
  const { unit, leave } = await unitToEdit(errand, input.unitId);
  const removed = await deleteOwnDay(tx, leave, unit.id, input.dayId);
  if (removed === null) return accept({ unitId: unit.id });
  const { day, kind, name, source } = removed;
  await recordDeed(tx, {
    now: errand.now,
    actor,
    deed: "calendar.edit",
    subject: { kind: "unit", id: unit.id },
    unitPath: unit.path,
    before: { ownDay: { day, kind, name, source } },
  });
  await refreshBranch(errand, unit.path);
  return accept({ unitId: unit.id });
}
