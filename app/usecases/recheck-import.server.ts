import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { replaceReport } from "#app/db/import-drafts.server.ts";
import type { Errand } from "./errand.ts";
import { findImport, takenOf } from "./find-import.server.ts";
import { type ImportCode, runImport } from "./run-import.server.ts";

/** Checks a kept file again, after something that it rests on has changed. */
export async function recheckImport(errand: Errand, input: { readonly draftId: string }): Promise<Verdict<{ draftId: string }, ImportCode | "importApplied">> {
  const draft = await findImport(errand, input.draftId);
  if (draft.appliedAt !== null) return refuse("importApplied");
  const verdict = await runImport(errand, draft.unitId, await takenOf(errand, draft), true);
  if (!verdict.ok) return verdict;
  await replaceReport(errand.tx, draft.id, verdict.value);
  return accept({ draftId: draft.id });
}
