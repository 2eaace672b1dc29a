import { isEmptyScope, mayAnywhere, permit, scopeFor } from "#app/core/access/scope.ts";
import { countByState } from "#app/db/congress-lists.server.ts";
import { versionsToDecide } from "#app/db/plan-versions.server.ts";
import { countProposed } from "#app/db/proposals.server.ts";
import type { Errand } from "./errand.ts";
import type { InboxItem } from "./inbox.ts";

const MOST_PLANS = 100;

/** Dates that wait: for the secretary those submitted and the plan versions that others propose, for the planner the drafts and the congresses without a day. */
export async function inboxOfCampaign(errand: Errand): Promise<InboxItem[]> {
  const { tx, actor, realDay } = errand;
  const scope = scopeFor(actor, "campaign", realDay);
  const plans = mayAnywhere(actor, "congress.date", realDay) || mayAnywhere(actor, "congress.propose", realDay);
  const approves = mayAnywhere(actor, "congress.approve", realDay);
  if (isEmptyScope(scope) || !(plans || approves)) return [];
  const proposed = mayAnywhere(actor, "congress.date", realDay) ? await countProposed(tx, scope, errand.today) : 0;
  const counts = await countByState(tx, scope, 1);
  const item = (code: InboxItem["code"], count: number | undefined, href: string, tone: InboxItem["tone"]): InboxItem[] =>
    count ? [{ code, count, href, tone }] : [];
  return [
    ...(approves ? item("datesToApprove", counts.get("submitted"), "/calendar/list?state=submitted", "amber") : []),
    ...(await plansToDecide(errand)),
    ...item("daysProposed", proposed, "/proposals", "amber"),
    ...(plans ? item("undated", counts.get("undated"), "/calendar/list?state=undated", "amber") : []),
    ...(plans ? item("drafts", counts.get("draft"), "/calendar/list?state=draft", "plain") : []),
  ];
}

/** One after the other: the link leads to the version that waits longest. */
async function plansToDecide({ tx, actor, realDay }: Errand): Promise<InboxItem[]> {
  if (!mayAnywhere(actor, "plan.approve", realDay)) return [];
  const waiting = await versionsToDecide(tx, scopeFor(actor, "plans", realDay), actor.accountId, MOST_PLANS);
  const mine = waiting.filter(({ unitPath }) => permit(actor, "plan.approve", unitPath, realDay) !== null);
  const [first] = mine;
  return first === undefined ? [] : [{ code: "plansToDecide", count: mine.length, href: `/calendar/plans/${first.id}`, tone: "amber" }];
}
