import { scopeFor } from "#app/core/access/scope.ts";
import { IMPORT_KINDS, type ImportKind } from "#app/core/intake/columns.ts";
import type { ImportReport } from "#app/core/intake/table.ts";
import { findDraft, type ImportDraft, rowsOfDraft } from "#app/db/import-drafts.server.ts";
import { type Errand, NotFound } from "./errand.ts";
import { importBranch } from "./import-branch.server.ts";
import type { Taken } from "./run-import.server.ts";

type Draft = Omit<ImportDraft<ImportReport>, "kind"> & { readonly kind: ImportKind };

/** The actor's own draft, for a branch where the actor may still take files in. */
export async function findImport(errand: Errand, draftId: string): Promise<Draft> {
  const scope = scopeFor(errand.actor, "organisation", errand.realDay);
  const draft = await findDraft<ImportReport>(errand.tx, scope, errand.actor.accountId, draftId);
  const kind = IMPORT_KINDS.find((each) => each === draft?.kind);
  if (draft === null || kind === undefined) throw new NotFound();
  await importBranch(errand, draft.unitId);
  return { ...draft, kind };
}

/** What was read from the file when it was checked; the kind and the rows were kept together. */
export async function takenOf(errand: Errand, draft: Draft): Promise<Taken> {
  return { kind: draft.kind, intake: await rowsOfDraft<Taken["intake"]>(errand.tx, draft.id) } as Taken;
}
