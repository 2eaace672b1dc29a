import type { Permit } from "#app/core/access/scope.ts";
import { COMMITTEE_MODES, OUTCOME_RESULTS, type CommitteeMode, type Outcome, type OutcomeResult } from "#app/core/readiness/outcome.ts";
import type { Tx } from "#app/db/client.server.ts";
import { toDate, toDateOrNull, toDay, toDayOrNull } from "#app/db/day.server.ts";

export type KeptOutcome = Outcome & { readonly version: number };

export async function findOutcome(tx: Tx, congressId: string): Promise<KeptOutcome | null> {
  const row = await tx.outcome.findUnique({ where: { congressId } });
  return (
    row && {
      heldOn: toDay(row.heldOn),
      summoned: row.summoned,
      present: row.present,
      result: resultOf(row.result),
      mode: modeOf(row.mode),
      electedCount: row.electedCount,
      reportedOn: toDayOrNull(row.reportedOn),
      reportDocument: row.reportDocument,
      ratifiedOn: toDayOrNull(row.ratifiedOn),
      ratifiedDocument: row.ratifiedDocument,
      version: row.version,
    }
  );
}

const resultOf = (text: string): OutcomeResult => OUTCOME_RESULTS.find((result) => result === text) ?? "completed";
const modeOf = (text: string): CommitteeMode => COMMITTEE_MODES.find((mode) => mode === text) ?? "none";

/** Writes only if nobody changed it since `version` (0: nothing was recorded yet); says whether it did. */
export async function saveOutcome(tx: Tx, permit: Permit<"congress.outcome">, congressId: string, version: number, outcome: Outcome): Promise<boolean> {
  const written = {
    ...outcome,
    heldOn: toDate(outcome.heldOn),
    reportedOn: toDateOrNull(outcome.reportedOn),
    ratifiedOn: toDateOrNull(outcome.ratifiedOn),
  };
  await tx.congress.findFirstOrThrow({ where: { id: congressId, unit: { path: permit.unitPath } }, select: { id: true } });
  if (version === 0) return (await tx.outcome.createMany({ data: [{ congressId, ...written }], skipDuplicates: true })).count === 1;
  const { count } = await tx.outcome.updateMany({ where: { congressId, version }, data: { ...written, version: { increment: 1 } } });
  return count === 1;
}
