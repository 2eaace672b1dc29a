import { isEmptyScope, mayAnywhere } from "#app/core/access/scope.ts";
import { addDays } from "#app/core/time/day.ts";
import { countLetters, listProposals } from "#app/db/letters.server.ts";
import type { Errand } from "./errand.ts";
import { letterReader } from "./find-letter.server.ts";
import type { InboxItem } from "./inbox.ts";

const DAYS = 8;

/** An officer's running clocks; a second person's decisions. */
export async function inboxOfLetters(errand: Errand): Promise<InboxItem[]> {
  const { tx, today, actor, realDay } = errand;
  const items: InboxItem[] = [];
  const reader = letterReader(errand);
  if (!isEmptyScope(reader.scope)) {
    const nothing = { due: null, state: null, kind: null, mine: false, caseCode: null } as const;
    const { overdue, soon } = await countLetters(tx, reader, { ...nothing, today, soonUntil: addDays(today, DAYS) });
    items.push({ code: "lettersOverdue", count: overdue, href: "/letters?due=overdue", tone: "red" });
    items.push({ code: "lettersDue", count: soon, href: "/letters?due=soon", tone: "amber" });
  }
  if (mayAnywhere(actor, "letter.decide", realDay)) {
    const waiting = await listProposals(tx, letterReader(errand, "letterCounts"), { notBy: actor.accountId, take: 50 });
    items.push({ code: "lettersToDecide", count: waiting.length, href: "/letters", tone: "plain" });
  }
  return items.filter((item) => item.count > 0);
}
