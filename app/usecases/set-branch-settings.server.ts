import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { type BranchSettings, saveSettings, settingsOf } from "#app/db/branch-settings.server.ts";
import { changedFields } from "./changed-fields.ts";
import type { Errand } from "./errand.ts";
import { unitToEdit } from "./find-editable.server.ts";
import { refreshBranch } from "./refresh-branch.server.ts";

/**
 * How many congresses a branch holds on one day at most, whether Saturdays are worked, how far levels stay apart, whether
 * pilots come first and how many leaders attend. Whatever rests on it below the branch is reckoned anew.
 */
export async function setBranchSettings(
  errand: Errand,
  input: BranchSettings & { readonly unitId: string },
): Promise<Verdict<{ unitId: string }, "movedMeanwhile">> {
  const { tx, actor } = errand;
  const { unit, leave } = await unitToEdit(errand, input.unitId);
  const { unitId, ...settings } = input;
  const { version: _, ...old } = await settingsOf(tx, unitId);
  if (!(await saveSettings(tx, leave, unitId, settings))) return refuse("movedMeanwhile");
  const { version: __, ...edit } = settings;
  const { before, after } = changedFields(old, edit);
  if (Object.keys(after).length > 0)
    await recordDeed(tx, { now: errand.now, actor, deed: "calendar.edit", subject: { kind: "unit", id: unitId }, unitPath: unit.path, before, after });
  await refreshBranch(errand, unit.path);
  return accept({ unitId });
}
