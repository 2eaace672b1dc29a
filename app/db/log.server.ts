import type { LoggedDeed } from "#app/core/audit/deed.ts";
import type { Scope } from "#app/core/access/scope.ts";
import type { Tx } from "#app/db/client.server.ts";
import { pathWithin } from "#app/db/within.server.ts";
import { Prisma } from "#app/db/generated/client.ts";

export type LogRow = {
  readonly seq: bigint;
  readonly at: Date;
  readonly actorLogin: string;
  readonly deed: LoggedDeed;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly reason: string | null;
  readonly unitName: string | null;
};

export type LogView =
  | { readonly kind: "own"; readonly accountId: string }
  | { readonly kind: "branch"; readonly scope: Scope; readonly accountId: string }
  | { readonly kind: "whole" };

/**
 * Deeds of letters and their like show that a matter exists; a branch's reader does not see them, the auditor sees
 * that they happened.
 */
const RESTRICTED = "^(letter|check|conclusion)\\.";

/** Newest first, before a sequence number; the log only grows, so the number is a sound cursor. */
export async function readLog(tx: Tx, view: LogView, before: bigint | null, take: number): Promise<LogRow[]> {
  const mine =
    view.kind === "whole"
      ? Prisma.sql`TRUE`
      : view.kind === "own"
        ? Prisma.sql`"actorId" = ${view.accountId}::uuid`
        : Prisma.sql`("actorId" = ${view.accountId}::uuid OR (${pathWithin(view.scope, Prisma.sql`e."unitPath"`)} AND deed !~ ${RESTRICTED}))`;
  return tx.$queryRaw<LogRow[]>`
    SELECT e.seq, e.at, e."actorLogin", e.deed, e."subjectKind", e."subjectId", e.before, e.after, e.reason, u."partyName" AS "unitName"
    FROM "AuditEntry" e LEFT JOIN "Unit" u ON u.path = e."unitPath" WHERE ${mine} ${before === null ? Prisma.empty : Prisma.sql`AND seq < ${before}`}
    ORDER BY seq DESC LIMIT ${take}`;
}
