import { randomUUID } from "node:crypto";
import type { Intake, VenueRow } from "#app/core/intake/intake.ts";
import { reconcileCoded } from "#app/core/intake/reconcile-coded.ts";
import type { ImportReport } from "#app/core/intake/table.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { recordDeeds } from "#app/db/audit.server.ts";
import { lockImports, unitIdsByCode } from "#app/db/unit-import.server.ts";
import { importVenues as writeVenues, venuesByCode } from "#app/db/venues.server.ts";
import { changedFields } from "./changed-fields.ts";
import type { Errand } from "./errand.ts";
import { importBranch } from "./import-branch.server.ts";
import { reportOf } from "./import-report.ts";

/** Takes in the halls of a branch, or says what that would do. An empty number of seats leaves the number as it is. */
export async function importVenues(
  errand: Errand,
  input: { readonly unitId: string; readonly intake: Intake<VenueRow>; readonly dryRun: boolean },
): Promise<Verdict<ImportReport, "movedMeanwhile">> {
  const { tx, now, actor } = errand;
  const { branch, leave } = await importBranch(errand, input.unitId);
  if (!input.dryRun) await lockImports(tx);
  const { rows } = input.intake;
  const known = await venuesByCode(tx, branch.path, rows.map((row) => row.code));
  const units = await unitIdsByCode(tx, branch.path, rows.flatMap((row) => row.unitCode ?? []));
  const plan = reconcileCoded(rows, known, { units, branchId: branch.unitId }, (row, venue) => row.name === venue.name && (row.seats ?? venue.seats) === venue.seats);
  const report = reportOf(input.intake, plan, (each) => each.row.row);
  if (input.dryRun || report.refused > 0) return accept(report);

  const created = plan.created.map(({ row: { code, name, seats }, unitId }) => ({ id: randomUUID(), code, name, seats, unitId }));
  const updated = plan.updated.map(({ row: { name, seats }, known: venue }) => ({ id: venue.id, version: venue.version, name, seats: seats ?? venue.seats, venue }));
  if (!(await writeVenues(tx, leave, { created, updated }))) return refuse("movedMeanwhile");
  const deed = { now, actor, deed: "venue.import", unitPath: branch.path } as const;
  await recordDeeds(tx, [
    ...created.map(({ id, ...after }) => ({ ...deed, subject: { kind: "venue", id }, after })),
    ...updated.map(({ id, name, seats, venue }) => ({ ...deed, subject: { kind: "venue", id }, ...changedFields(venue, { name, seats }) })),
  ]);
  return accept(report);
}
