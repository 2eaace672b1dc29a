import type { ImportKind } from "#app/core/intake/columns.ts";
import type { Table } from "#app/core/intake/table.ts";
import { accept, type Verdict } from "#app/core/verdict.ts";
import { saveDraft } from "#app/db/import-drafts.server.ts";
import type { Errand } from "./errand.ts";
import { importBranch } from "./import-branch.server.ts";
import { type ImportCode, runImport, taken } from "./run-import.server.ts";

/** Reads a table for a branch, says what taking it in would do, and keeps both until somebody confirms. */
export async function checkImport(
  errand: Errand,
  input: { readonly kind: ImportKind; readonly unitId: string; readonly fileName: string; readonly sha256: string; readonly table: Table },
): Promise<Verdict<{ draftId: string }, ImportCode>> {
  const { branch } = await importBranch(errand, input.unitId);
  const file = taken(input.kind, input.table);
  const verdict = await runImport(errand, branch.unitId, file, true);
  if (!verdict.ok) return verdict;
  const draftId = await saveDraft(errand.tx, {
    kind: input.kind,
    unitId: branch.unitId,
    fileName: input.fileName,
    sha256: input.sha256,
    rows: file.intake,
    report: verdict.value,
    createdById: errand.actor.accountId,
  });
  return accept({ draftId });
}
