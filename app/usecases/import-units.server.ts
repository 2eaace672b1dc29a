import { randomBytes, randomUUID } from "node:crypto";
import { permit, scopeFor } from "#app/core/access/scope.ts";
import type { Intake, UnitRow } from "#app/core/intake/intake.ts";
import { type KnownUnit, type PlannedUnit, reconcileUnits } from "#app/core/intake/reconcile-units.ts";
import type { ImportReport } from "#app/core/intake/table.ts";
import { childPath, KEY_LENGTH, keyFrom } from "#app/core/organisation/path.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { type DeedRecord, recordDeeds } from "#app/db/audit.server.ts";
import { findBranch } from "#app/db/branches.server.ts";
import {
  congressesOfUnits,
  hostOf,
  type ImportedUnit,
  insertUnits,
  type KnownPlace,
  knownUnits,
  lockImports,
  markCongressesOfUnits,
  updateUnits,
} from "#app/db/unit-import.server.ts";
import { changedFields } from "./changed-fields.ts";
import { type Errand, Forbidden, NotFound } from "./errand.ts";
import { reportOf } from "./import-report.ts";
import { joinCampaign } from "./join-campaign.server.ts";
import { refreshReadiness } from "./refresh-readiness.server.ts";

export type ImportUnitsInput = {
  /** The branch the list is for; null: the whole installation (the first province, the command line). */
  readonly unitId: string | null;
  readonly intake: Intake<UnitRow>;
  readonly dryRun: boolean;
};

/** More congresses than this are left to the recomputation that runs by itself. */
const AT_ONCE = 50;

/**
 * Takes in a list of units, or says what it would do. All or nothing: while one row is refused nothing is written. The
 * same rows twice leave everything as it is.
 */
export async function importUnits(errand: Errand, input: ImportUnitsInput): Promise<Verdict<ImportReport, "movedMeanwhile">> {
  const { tx, actor, realDay } = errand;
  const branch = input.unitId === null ? null : await findBranch(tx, scopeFor(actor, "organisation", realDay), input.unitId);
  if (branch === null && input.unitId !== null) throw new NotFound();
  const leave = permit(actor, "organisation.import", branch?.path ?? "/", realDay);
  if (!leave) throw new Forbidden("organisation.import");
  if (!input.dryRun) await lockImports(tx);

  const host = branch && (await hostOf(tx, branch.unitId));
  const { rows } = input.intake;
  const codes = new Set([...rows.flatMap((row) => [row.code, row.parentCode ?? row.code]), ...(host ? [host.code] : [])]);
  const { units, places } = await knownUnits(tx, leave.unitPath, [...codes]);
  const plan = reconcileUnits(rows, units, host);
  const report = reportOf(input.intake, plan, (unit) => unit.row);
  if (input.dryRun || report.refused > 0) return accept(report);

  // The founded root was known by another code; from now on it is found by that of the list.
  const byId = new Map([...places.values()].map((place) => [place.id, place]));
  const updated = plan.updated.flatMap(({ known, parentCode: _, row: __, ...unit }): Updated[] => {
    const place = known && byId.get(known.id);
    return known && place ? [{ ...unit, ...place, version: known.version, known }] : [];
  });
  const created = placed(plan.created, new Map([...places, ...updated.map((unit) => [unit.code, unit] as const)]));
  if (!(await updateUnits(tx, leave, updated.map(({ known: _, path: __, ...unit }) => unit)))) return refuse("movedMeanwhile");
  await insertUnits(tx, leave, created);
  await recordDeeds(tx, deeds(errand, created, updated));
  await rejudge(errand, created, updated.map((unit) => unit.id));
  return accept(report);
}

/** Gives each new unit its id, key and path, going down from the units that are there. */
function placed(units: readonly PlannedUnit[], places: ReadonlyMap<string, KnownPlace>): ImportedUnit[] {
  const known = new Map(places);
  const random = randomBytes(units.length * KEY_LENGTH);
  return units.map(({ known: _, row: __, parentCode, ...unit }, index) => {
    const key = keyFrom(random.subarray(index * KEY_LENGTH));
    const parent = parentCode === null ? null : known.get(parentCode);
    if (parent === undefined) throw new Error(`the parent of ${unit.code} is not placed`);
    const place = { id: randomUUID(), path: childPath(parent?.path ?? null, key) };
    known.set(unit.code, place);
    return { ...unit, ...place, key, parentId: parent?.id ?? null };
  });
}

/** One by one, so that thousands need not be there at once. */
function* deeds(errand: Errand, created: readonly ImportedUnit[], updated: readonly Updated[]): Generator<DeedRecord> {
  for (const unit of created) yield creation(errand, unit);
  for (const unit of updated) yield change(errand, unit);
}

const creation = (errand: Errand, unit: ImportedUnit): DeedRecord => ({
  now: errand.now,
  actor: errand.actor,
  deed: "organisation.import",
  subject: { kind: "unit", id: unit.id },
  unitPath: unit.path,
  after: {
    code: unit.code,
    name: unit.name,
    kind: unit.kind,
    level: unit.level,
    partyName: unit.partyName,
    members: unit.members,
    parentId: unit.parentId,
    validFrom: unit.validFrom,
  },
});

type Updated = Omit<PlannedUnit, "known" | "row" | "parentCode"> & KnownPlace & { readonly version: number; readonly known: KnownUnit };

const change = (errand: Errand, { id, path, known, version: _, ...unit }: Updated): DeedRecord => ({
  now: errand.now,
  actor: errand.actor,
  deed: "organisation.import",
  subject: { kind: "unit", id },
  unitPath: path,
  ...changedFields(known, unit),
});

/** New units join the campaigns above them; changed ones have their congresses judged again. */
async function rejudge(errand: Errand, created: readonly ImportedUnit[], updatedIds: readonly string[]): Promise<void> {
  if (created.length > 0) await joinCampaign(errand, created.map((unit) => unit.id));
  const touched = await congressesOfUnits(errand.tx, updatedIds, AT_ONCE + 1);
  if (touched.length > AT_ONCE) await markCongressesOfUnits(errand.tx, updatedIds, errand.today);
  else await refreshReadiness(errand, touched);
}
