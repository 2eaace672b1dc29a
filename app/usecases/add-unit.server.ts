import { randomBytes } from "node:crypto";
import type { Level } from "#app/core/organisation/level.ts";
import { partyNameOf } from "#app/core/organisation/party-name.ts";
import { childPath, keyFrom } from "#app/core/organisation/path.ts";
import { type FitCode, fitsInto } from "#app/core/organisation/unit-fit.ts";
import { defaultLevel, type UnitKind } from "#app/core/organisation/unit-kind.ts";
import type { Day } from "#app/core/time/day.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { createUnit, surroundingsOf } from "#app/db/organisation.server.ts";
import type { Errand } from "./errand.ts";
import { unitToEdit } from "./find-editable.server.ts";
import { joinCampaign } from "./join-campaign.server.ts";

export type UnitInput = {
  readonly name: string;
  readonly kind: UnitKind;
  /** Null: as its kind and its parent's level suggest. */
  readonly level: Level | null;
  /** Null: derived from the name. */
  readonly partyName: string | null;
  readonly members: number | null;
  /** Null: as old as the unit above. */
  readonly validFrom: Day | null;
  readonly validUntil: Day | null;
};

/** Adds a unit below another and lets it join the campaigns above it. */
export async function addUnit(
  errand: Errand,
  input: UnitInput & { readonly parentId: string; readonly code: string },
): Promise<Verdict<{ unitId: string }, FitCode | "codeTaken">> {
  const { tx, actor } = errand;
  const { unit: parent, leave } = await unitToEdit(errand, input.parentId);

  const level = input.level ?? defaultLevel(input.kind, parent.level);
  const days = { validFrom: input.validFrom ?? parent.validFrom, validUntil: input.validUntil ?? parent.validUntil };
  const fits = fitsInto({ level, ...days }, await surroundingsOf(tx, { id: null, parentId: parent.id }));
  if (!fits.ok) return fits;
  const { name, kind, members, code } = input;
  const derived = partyNameOf({ kind, name, level });
  const partyName = input.partyName ?? derived;
  const key = keyFrom(randomBytes(16));
  const unit = { code, name, kind, level, partyName, partyNameEdited: partyName !== derived, members, ...days };
  const unitId = await createUnit(tx, leave, { ...unit, key, parentId: parent.id, path: childPath(parent.path, key) });
  if (unitId === null) return refuse("codeTaken", { field: "code", found: code });
  await recordDeed(tx, {
    now: errand.now,
    actor,
    deed: "organisation.edit",
    subject: { kind: "unit", id: unitId },
    unitPath: childPath(parent.path, key),
    after: { ...unit, parentId: parent.id },
  });
  await joinCampaign(errand, [unitId]);
  return accept({ unitId });
}
