import { permit, type Scope } from "#app/core/access/scope.ts";
import { COLUMNS, type ColumnKey, headingOf, type ImportKind } from "#app/core/intake/columns.ts";
import type { ImportReport, Problem } from "#app/core/intake/table.ts";
import { appliedBefore, type DraftLine, listDrafts } from "#app/db/import-drafts.server.ts";
import { type Errand, Forbidden } from "./errand.ts";
import { findImport } from "./find-import.server.ts";
import { type Branch, resolveBranch } from "./resolve-branch.server.ts";

const DRAFTS = 10;
const PROBLEMS = 50;

export type ImportPage = {
  readonly branch: Branch;
  readonly kind: ImportKind;
  readonly columns: readonly { readonly key: ColumnKey; readonly heading: string; readonly required: boolean }[];
  readonly drafts: readonly DraftLine[];
};

/** Where a file is chosen: what it may contain, and what was checked lately. */
export async function showImport(errand: Errand, scope: Scope, asked: { readonly branch: string | null; readonly kind: ImportKind }): Promise<ImportPage> {
  const { inside: _, ...branch } = await resolveBranch(errand, scope, asked.branch);
  if (!permit(errand.actor, "organisation.import", branch.path, errand.realDay)) throw new Forbidden("organisation.import");
  const { required, optional } = COLUMNS[asked.kind];
  return {
    branch,
    kind: asked.kind,
    columns: [...required, ...optional].map((key) => ({ key, heading: headingOf(key), required: required.includes(key) })),
    drafts: await listDrafts(errand.tx, scope, errand.actor.accountId, DRAFTS),
  };
}

export type ImportDraftPage = {
  readonly draftId: string;
  readonly kind: ImportKind;
  readonly unitId: string;
  readonly unitName: string;
  readonly fileName: string;
  readonly counts: Omit<ImportReport, "problems">;
  readonly problems: readonly Problem[];
  readonly problemTotal: number;
  readonly headings: Readonly<Partial<Record<string, string>>>;
  readonly ignored: readonly string[];
  readonly page: number;
  readonly pages: number;
  readonly appliedAt: string | null;
  readonly appliedBefore: string | null;
};

/** What a checked file would do, or did; its problems a page at a time. */
export async function showImportDraft(errand: Errand, draftId: string, page: number): Promise<ImportDraftPage> {
  const draft = await findImport(errand, draftId);
  const { problems, ...counts } = draft.report;
  const earlier = await appliedBefore(errand.tx, draft);
  return {
    draftId: draft.id,
    kind: draft.kind,
    unitId: draft.unitId,
    unitName: draft.unitName,
    fileName: draft.fileName,
    counts,
    problems: problems.slice((page - 1) * PROBLEMS, page * PROBLEMS),
    problemTotal: problems.length,
    headings: draft.headings,
    ignored: draft.ignored,
    page,
    pages: Math.max(1, Math.ceil(problems.length / PROBLEMS)),
    appliedAt: draft.appliedAt?.toISOString() ?? null,
    appliedBefore: earlier?.toISOString() ?? null,
  };
}

/** All problems of a checked file, to be mended in the file. */
export async function listImportProblems(
  errand: Errand,
  draftId: string,
): Promise<{ fileName: string; problems: readonly Problem[]; headings: Readonly<Partial<Record<string, string>>> }> {
  const draft = await findImport(errand, draftId);
  return { fileName: draft.fileName, problems: draft.report.problems, headings: draft.headings };
}
