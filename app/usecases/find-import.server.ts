import { scopeFor } from "#app/core/access/scope.ts";
import { IMPORT_KINDS } from "#app/core/intake/columns.ts";
import type { ImportReport } from "#app/core/intake/table.ts";
import { findDraft, type ImportDraft } from "#app/db/import-drafts.server.ts";
import { type Errand, NotFound } from "./errand.ts";
import { importBranch } from "./import-branch.server.ts";
import type { Taken } from "./run-import.server.ts";

export type Draft = ImportDraft<Taken["intake"], ImportReport>;

/** The actor's own draft, for a branch where the actor may still take files in. */
export async function findImport(errand: Errand, draftId: string): Promise<Draft & { readonly taken: Taken }> {
  const scope = scopeFor(errand.actor, "organisation", errand.realDay);
  const draft: Draft | null = await findDraft(errand.tx, scope, errand.actor.accountId, draftId);
  const kind = IMPORT_KINDS.find((each) => each === draft?.kind);
  if (draft === null || kind === undefined) throw new NotFound();
  await importBranch(errand, draft.unitId);
  // The kind and the rows were written together.
  return { ...draft, taken: { kind, intake: draft.rows } as Taken };
}
