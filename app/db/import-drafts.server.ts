import type { Scope } from "#app/core/access/scope.ts";
import type { Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { pathWithin } from "#app/db/within.server.ts";

/** A checked file that waits for its confirmation: what a dry run said of it. Its rows are read apart, by `rowsOfDraft`. */
export type ImportDraft<Report> = {
  readonly id: string;
  readonly kind: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly branchPath: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly headings: Readonly<Partial<Record<string, string>>>;
  readonly ignored: readonly string[];
  readonly report: Report;
  readonly createdAt: Date;
  readonly appliedAt: Date | null;
};

type NewDraft = {
  readonly kind: string;
  readonly unitId: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly rows: unknown;
  readonly report: unknown;
  readonly createdById: string;
};

export async function saveDraft(tx: Tx, draft: NewDraft): Promise<string> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO "ImportDraft" (id, kind, "unitId", "fileName", sha256, rows, report, "createdById")
    VALUES (gen_random_uuid(), ${draft.kind}, ${draft.unitId}::uuid, ${draft.fileName}, ${draft.sha256},
      ${JSON.stringify(draft.rows)}::jsonb, ${JSON.stringify(draft.report)}::jsonb, ${draft.createdById}::uuid)
    RETURNING id::text AS id`;
  const id = rows[0]?.id;
  if (id === undefined) throw new Error("a draft was not kept");
  return id;
}

/** A draft of the account's own, for a branch that it still sees. */
export async function findDraft<Report>(tx: Tx, scope: Scope, accountId: string, id: string): Promise<ImportDraft<Report> | null> {
  const rows = await tx.$queryRaw<ImportDraft<Report>[]>`
    SELECT d.id::text AS id, d.kind, d."unitId"::text AS "unitId", u."partyName" AS "unitName", u.path AS "branchPath", d."fileName", d.sha256,
      coalesce(d.rows->'headings', '{}') AS headings, coalesce(d.rows->'ignored', '[]') AS ignored, d.report, d."createdAt", d."appliedAt"
    FROM "ImportDraft" d JOIN "Unit" u ON u.id = d."unitId"
    WHERE d.id = ${id}::uuid AND d."createdById" = ${accountId}::uuid AND ${pathWithin(scope, Prisma.sql`u.path`)}`;
  return rows[0] ?? null;
}

/** The rows of a draft as they were kept; what is in them, its kind's use-case knows. */
export async function rowsOfDraft<Rows>(tx: Tx, id: string): Promise<Rows> {
  const rows = await tx.$queryRaw<{ rows: Rows }[]>`SELECT rows FROM "ImportDraft" WHERE id = ${id}::uuid`;
  const [draft] = rows;
  if (draft === undefined) throw new Error("the draft has gone");
  return draft.rows;
}

export type DraftLine = {
  readonly id: string;
  readonly kind: string;
  readonly fileName: string;
  readonly createdAt: Date;
  readonly appliedAt: Date | null;
  readonly refused: number;
};

/** The account's newest drafts for branches that it sees, without their rows. */
export async function listDrafts(tx: Tx, scope: Scope, accountId: string, take: number): Promise<DraftLine[]> {
  return tx.$queryRaw<DraftLine[]>`
    SELECT d.id::text AS id, d.kind, d."fileName", d."createdAt", d."appliedAt", (d.report->>'refused')::int AS refused
    FROM "ImportDraft" d JOIN "Unit" u ON u.id = d."unitId"
    WHERE d."createdById" = ${accountId}::uuid AND ${pathWithin(scope, Prisma.sql`u.path`)}
    ORDER BY d."createdAt" DESC LIMIT ${take}`;
}

/** Marks the draft as applied, once: false for whoever comes second. Its rows are not needed any more, but for what the file calls its columns. */
export async function markApplied(tx: Tx, id: string, now: Date): Promise<boolean> {
  const marked = await tx.$executeRaw`
    UPDATE "ImportDraft" SET "appliedAt" = ${now.toISOString()}::timestamptz, rows = rows - 'rows' - 'problems'
    WHERE id = ${id}::uuid AND "appliedAt" IS NULL`;
  return marked === 1;
}

export async function replaceReport(tx: Tx, id: string, report: unknown): Promise<void> {
  await tx.$executeRaw`UPDATE "ImportDraft" SET report = ${JSON.stringify(report)}::jsonb WHERE id = ${id}::uuid AND "appliedAt" IS NULL`;
}

/** When this very file was taken in for the branch before. */
export async function appliedBefore(tx: Tx, draft: { readonly id: string; readonly unitId: string; readonly kind: string; readonly sha256: string }): Promise<Date | null> {
  const row = await tx.importDraft.findFirst({
    where: { unitId: draft.unitId, kind: draft.kind, sha256: draft.sha256, appliedAt: { not: null }, id: { not: draft.id } },
    orderBy: { appliedAt: "desc" },
    select: { appliedAt: true },
  });
  return row?.appliedAt ?? null;
}

/** Drafts that nobody confirmed are forgotten after a week. */
export const sweepDrafts = (tx: Tx): Promise<number> =>
  tx.$executeRaw`DELETE FROM "ImportDraft" WHERE "appliedAt" IS NULL AND "createdAt" < now() - interval '7 days'`;
