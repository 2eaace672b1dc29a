import type { Permit } from "#app/core/access/scope.ts";
import type { LineState } from "#app/core/readiness/checklist-state.ts";
import type { Day } from "#app/core/time/day.ts";
import type { Tx } from "#app/db/client.server.ts";
import { toDateOrNull, toDayOrNull } from "#app/db/day.server.ts";
import { type KeptLine, lineStateOf } from "#app/db/readiness-facts.server.ts";

export type LinePermit = Permit<"line.edit" | "line.accept">;

/** A stored line and who changed it last; null while nobody has touched it. */
export async function findLine(tx: Tx, congressId: string, code: string): Promise<(KeptLine & { readonly changedBy: string | null }) | null> {
  const row = await tx.checklistLine.findUnique({ where: { congressId_code: { congressId, code } } });
  return row && { ...row, state: lineStateOf(row.state), doneOn: toDayOrNull(row.doneOn) };
}

export type LineEdit = {
  readonly state: LineState;
  readonly evidence: string | null;
  readonly note: string | null;
  readonly doneOn: Day | null;
  readonly changedBy: string;
};

/** Writes only if nobody changed the line since `version` (0: nobody had touched it); says whether it did. */
export async function saveLine(
  tx: Tx,
  permit: LinePermit,
  line: { readonly congressId: string; readonly code: string; readonly version: number },
  edit: LineEdit,
): Promise<boolean> {
  const { congressId, code, version } = line;
  const written = { ...edit, doneOn: toDateOrNull(edit.doneOn) };
  await tx.congress.findFirstOrThrow({ where: { id: congressId, unit: { path: permit.unitPath } }, select: { id: true } });
  if (version === 0) return (await tx.checklistLine.createMany({ data: [{ congressId, code, ...written }], skipDuplicates: true })).count === 1;
  const { count } = await tx.checklistLine.updateMany({ where: { congressId, code, version }, data: { ...written, version: { increment: 1 } } });
  return count === 1;
}

/** Names of the accounts that changed lines last. */
export async function lineChangers(tx: Tx, congressId: string): Promise<Map<string, string>> {
  const rows = await tx.$queryRaw<{ code: string; name: string }[]>`
    SELECT x.code, a."displayName" AS name FROM "ChecklistLine" x JOIN "Account" a ON a.id = x."changedBy" WHERE x."congressId" = ${congressId}::uuid`;
  return new Map(rows.map((row) => [row.code, row.name]));
}
