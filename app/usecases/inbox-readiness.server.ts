import { isEmptyScope, mayAnywhere, scopeFor } from "#app/core/access/scope.ts";
import { countLines, countWaiting, rollupsOf } from "#app/db/readiness-board.server.ts";
import type { Errand } from "./errand.ts";
import type { InboxItem } from "./inbox.ts";
import { corrected, readinessVeil } from "./readiness-veil.server.ts";

/** What of the readiness waits: the blocked congresses of a branch, a clerk's own lines, answers and outcomes. */
export async function inboxOfReadiness(errand: Errand): Promise<InboxItem[]> {
  const { tx, actor, realDay, today } = errand;
  const scope = scopeFor(actor, "readiness", realDay);
  if (isEmptyScope(scope)) return [];
  const may = (deed: Parameters<typeof mayAnywhere>[1]): boolean => mayAnywhere(actor, deed, realDay);
  const veil = await readinessVeil(errand);
  const rollups = await rollupsOf(tx, scope.branches);
  const waiting = await countWaiting(tx, scope, today);
  const lines = await countLines(tx, { ...scope, branches: [] });
  const blocked = rollups.reduce((sum, { counts, unitPath, campaignId }) => {
    const relit = veil.relit.filter((each) => each.campaignId === campaignId);
    return sum + corrected(counts, relit, unitPath).red;
  }, 0);
  const items: InboxItem[] = [
    { code: "blocked", count: blocked, href: "/readiness?light=red", tone: "red" },
    { code: "linesOverdue", count: may("line.edit") ? lines.overdue : 0, href: "/readiness", tone: "red" },
    { code: "outcomesMissing", count: may("congress.outcome") ? waiting.outcomes : 0, href: "/readiness?state=approved", tone: "amber" },
    { code: "linesDue", count: may("line.edit") ? lines.due : 0, href: "/readiness", tone: "amber" },
    { code: "linesToAccept", count: may("line.accept") ? waiting.lines : 0, href: "/readiness/submitted", tone: "plain" },
  ];
  return items.filter((item) => item.count > 0);
}
