import { isEmptyScope, mayAnywhere } from "#app/core/access/scope.ts";
import { addDays } from "#app/core/time/day.ts";
import { countQueue } from "#app/db/checks.server.ts";
import { countConclusions } from "#app/db/conclusions.server.ts";
import type { Errand } from "./errand.ts";
import { vetterOf } from "./find-nominee.server.ts";
import type { InboxItem } from "./inbox.ts";

/** Today and the seven days after it. */
export const SOON_DAYS = 8;

/** An officer's late and coming answers and returned conclusions; a lead's proposals. */
export async function inboxOfVetting(errand: Errand): Promise<InboxItem[]> {
  const { tx, actor, realDay, today } = errand;
  const items: InboxItem[] = [];
  const checks = vetterOf(errand, "checks");
  if (mayAnywhere(actor, "check.log", realDay) && !isEmptyScope(checks.scope)) {
    const { overdue, soon } = await countQueue(tx, checks, { today, soonUntil: addDays(today, SOON_DAYS) });
    items.push({ code: "checksOverdue", count: overdue, href: "/personnel?show=overdue", tone: "red" });
    items.push({ code: "checksDue", count: soon, href: "/personnel?show=soon", tone: "amber" });
    const returned = await countConclusions(tx, vetterOf(errand, "conclusions"), "returned");
    items.push({ code: "conclusionsReturned", count: returned, href: "/personnel?show=returned", tone: "amber" });
  }
  if (mayAnywhere(actor, "conclusion.decide", realDay)) {
    const waiting = await countConclusions(tx, vetterOf(errand, "conclusions"), "toDecide");
    items.push({ code: "conclusionsToDecide", count: waiting, href: "/personnel?show=decide", tone: "plain" });
  }
  return items.filter((item) => item.count > 0);
}
