import { randomUUID } from "node:crypto";
import type { Intake, LeaderRow } from "#app/core/intake/intake.ts";
import { reconcileCoded } from "#app/core/intake/reconcile-coded.ts";
import type { ImportReport } from "#app/core/intake/table.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { recordDeeds } from "#app/db/audit.server.ts";
import { importLeaders as writeLeaders, leadersByCode } from "#app/db/leaders.server.ts";
import { lockImports, unitIdsByCode } from "#app/db/unit-import.server.ts";
import { changedFields } from "./changed-fields.ts";
import type { Errand } from "./errand.ts";
import { importBranch } from "./import-branch.server.ts";
import { reportOf } from "./import-report.ts";

/** Takes in the leaders of a branch's committees, or says what that would do. */
export async function importLeaders(
  errand: Errand,
  input: { readonly unitId: string; readonly intake: Intake<LeaderRow>; readonly dryRun: boolean },
): Promise<Verdict<ImportReport, "movedMeanwhile">> {
  const { tx, now, actor } = errand;
  const { branch, leave } = await importBranch(errand, input.unitId);
  if (!input.dryRun) await lockImports(tx);
  const { rows } = input.intake;
  const known = await leadersByCode(tx, branch.path, rows.map((row) => row.code));
  const units = await unitIdsByCode(tx, branch.path, rows.flatMap((row) => row.unitCode ?? []));
  const plan = reconcileCoded(rows, known, { units, branchId: branch.unitId }, (row, leader) => row.name === leader.name && row.post === leader.post);
  const report = reportOf(input.intake, plan, (each) => each.row.row);
  if (input.dryRun || report.refused > 0) return accept(report);

  const created = plan.created.map(({ row: { code, name, post }, unitId }) => ({ id: randomUUID(), code, name, post, unitId }));
  const updated = plan.updated.map(({ row: { name, post }, known: leader }) => ({ id: leader.id, version: leader.version, name, post, leader }));
  if (!(await writeLeaders(tx, leave, { created, updated }))) return refuse("movedMeanwhile");
  const deed = { now, actor, deed: "leader.import", unitPath: branch.path } as const;
  await recordDeeds(tx, [
    ...created.map(({ id, ...after }) => ({ ...deed, subject: { kind: "leader", id }, after })),
    ...updated.map(({ id, name, post, leader }) => ({ ...deed, subject: { kind: "leader", id }, ...changedFields(leader, { name, post }) })),
  ]);
  return accept(report);
}
