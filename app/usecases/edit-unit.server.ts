import { partyNameOf } from "#app/core/organisation/party-name.ts";
import { type FitCode, fitsInto } from "#app/core/organisation/unit-fit.ts";
import { defaultLevel } from "#app/core/organisation/unit-kind.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { congressesOfUnit, surroundingsOf, type UnitEdit, updateUnit } from "#app/db/organisation.server.ts";
import type { UnitInput } from "./add-unit.server.ts";
import { changedFields } from "./changed-fields.ts";
import type { Errand } from "./errand.ts";
import { unitToEdit } from "./find-editable.server.ts";
import { refreshReadiness } from "./refresh-readiness.server.ts";

/** Changes what is kept about a unit; where it stands is a matter of reorganisation. */
export async function editUnit(
  errand: Errand,
  input: UnitInput & { readonly unitId: string; readonly version: number },
): Promise<Verdict<{ unitId: string }, FitCode | "movedMeanwhile">> {
  const { tx, actor } = errand;
  const { unit, leave } = await unitToEdit(errand, input.unitId);
  if (unit.version !== input.version) return refuse("movedMeanwhile");

  const around = await surroundingsOf(tx, unit);
  const { name, kind, members, validUntil } = input;
  const level = input.level ?? defaultLevel(kind, around.parent?.level ?? null);
  const validFrom = input.validFrom ?? around.parent?.validFrom ?? unit.validFrom;
  const fits = fitsInto({ level, validFrom, validUntil }, around);
  if (!fits.ok) return fits;
  const derived = partyNameOf({ kind, name, level });
  // A Party name that followed the old name follows the new one, unless it was changed in the same form.
  const follows = input.partyName === null || (!unit.partyNameEdited && input.partyName === unit.partyName);
  const partyName = follows ? derived : (input.partyName ?? derived);
  const edit: UnitEdit = { name, kind, level, partyName, partyNameEdited: partyName !== derived, members, validFrom, validUntil };
  const { before, after } = changedFields(unit, edit);
  if (Object.keys(after).length === 0) return accept({ unitId: unit.id });
  if (!(await updateUnit(tx, leave, unit, edit))) return refuse("movedMeanwhile");
  await recordDeed(tx, {
    now: errand.now,
    actor,
    deed: "organisation.edit",
    subject: { kind: "unit", id: unit.id },
    unitPath: unit.path,
    before,
    after,
  });
  await refreshReadiness(errand, await congressesOfUnit(tx, unit.id));
  return accept({ unitId: unit.id });
}
