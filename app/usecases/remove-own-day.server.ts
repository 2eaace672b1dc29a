import { permit, scopeFor } from "#app/core/access/scope.ts";
import { accept, type Verdict } from "#app/core/verdict.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { removeOwnDay as deleteOwnDay } from "#app/db/branch-settings.server.ts";
import { findUnit } from "#app/db/organisation.server.ts";
import { type Errand, Forbidden, NotFound } from "./errand.ts";
import { refreshBranch } from "./refresh-branch.server.ts";

/** Takes back a day that a branch had set for itself; taking it back twice changes nothing. */
export async function removeOwnDay(errand: Errand, input: { readonly unitId: string; readonly dayId: string }): Promise<Verdict<{ unitId: string }, never>> {
  const { tx, actor, realDay } = errand;
  const unit = await findUnit(tx, scopeFor(actor, "organisation", realDay), input.unitId);
  if (unit === null) throw new NotFound();
  const leave = permit(actor, "organisation.edit", unit.path, realDay);
  if (!leave) throw new Forbidden("organisation.edit");
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
