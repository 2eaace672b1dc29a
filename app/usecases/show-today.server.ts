import { isEmptyScope, mayAnywhere, scopeFor } from "#app/core/access/scope.ts";
import { countProposedGrants } from "#app/db/grants.server.ts";
import type { Errand } from "./errand.ts";
import type { InboxItem } from "./inbox.ts";
import { inboxOfCampaign } from "./inbox-campaign.server.ts";
import { inboxOfLetters } from "./inbox-letters.server.ts";
import { inboxOfReadiness } from "./inbox-readiness.server.ts";
import { inboxOfVetting } from "./inbox-vetting.server.ts";

const ORDER = { red: 0, amber: 1, plain: 2 } as const;

/** What waits for this person, most pressing first. */
export async function showToday(errand: Errand): Promise<{ items: InboxItem[]; hasRights: boolean }> {
  const { tx, actor, realDay } = errand;
  const grants = mayAnywhere(actor, "grant.decide", realDay) ? await countProposedGrants(tx, scopeFor(actor, "accounts", realDay), actor.accountId) : 0;
  const items: InboxItem[] = [
    ...(grants > 0 ? [{ code: "grantsToDecide", count: grants, href: "/admin/grants", tone: "plain" } as const] : []),
    ...(await inboxOfReadiness(errand)),
    ...(await inboxOfCampaign(errand)),
    ...(await inboxOfVetting(errand)),
    ...(await inboxOfLetters(errand)),
  ];
  return {
    items: items.sort((a, b) => ORDER[a.tone] - ORDER[b.tone]),
    hasRights: !isEmptyScope(scopeFor(actor, "ownLog", realDay)),
  };
}
