import { isEmptyScope, scopeFor } from "#app/core/access/scope.ts";
import { type LogRow, type LogView, readLog } from "#app/db/log.server.ts";
import type { Errand } from "./errand.ts";

export type LogPage = {
  readonly kind: LogView["kind"];
  readonly rows: readonly (Omit<LogRow, "seq" | "at"> & { readonly seq: string; readonly at: string })[];
  /** Sequence number to go on from; null at the end. */
  readonly next: string | null;
};

const PAGE = 50;

/** The auditor reads the whole log, a secretary the branch's, everybody the own deeds. Nobody learns content. */
export async function showLog(errand: Errand, before: string | null): Promise<LogPage> {
  const view = viewOf(errand);
  const rows = await readLog(errand.tx, view, before === null ? null : BigInt(before), PAGE + 1);
  const shown = rows.slice(0, PAGE).map((row) => ({ ...row, seq: String(row.seq), at: row.at.toISOString() }));
  return { kind: view.kind, rows: shown, next: rows.length > PAGE ? (shown.at(-1)?.seq ?? null) : null };
}

function viewOf(errand: Errand): LogView {
  const { actor, realDay } = errand;
  if (!isEmptyScope(scopeFor(actor, "wholeLog", realDay))) return { kind: "whole" };
  const scope = scopeFor(actor, "branchLog", realDay);
  return isEmptyScope(scope)
    ? { kind: "own", accountId: actor.accountId }
    : { kind: "branch", scope, accountId: actor.accountId };
}
