import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { markApplied } from "#app/db/import-drafts.server.ts";
import type { Errand } from "./errand.ts";
import { findImport, takenOf } from "./find-import.server.ts";
import { type ImportCode, runImport } from "./run-import.server.ts";

/** Takes in a checked file, once, if it still does exactly what its check said. */
export async function applyImport(
  errand: Errand,
  input: { readonly draftId: string },
): Promise<Verdict<{ draftId: string }, ImportCode | "importRefused" | "importStale" | "importApplied">> {
  const draft = await findImport(errand, input.draftId);
  const { report } = draft;
  if (draft.appliedAt !== null) return refuse("importApplied");
  if (report.refused > 0) return refuse("importRefused");
  const file = await takenOf(errand, draft);
  if (!(await markApplied(errand.tx, draft.id, errand.now))) return refuse("importApplied");
  const verdict = await runImport(errand, draft.unitId, file, false);
  if (!verdict.ok) return verdict;
  const done = verdict.value;
  const asChecked = done.refused === 0 && done.created === report.created && done.updated === report.updated && done.unchanged === report.unchanged;
  if (!asChecked) return refuse("importStale");
  const { created, updated, unchanged } = done;
  await recordDeed(errand.tx, {
    now: errand.now,
    actor: errand.actor,
    deed: "organisation.import",
    subject: { kind: "import", id: draft.id },
    unitPath: draft.branchPath,
    after: { kind: draft.kind, fileName: draft.fileName, sha256: draft.sha256, created, updated, unchanged },
  });
  return accept({ draftId: draft.id });
}
