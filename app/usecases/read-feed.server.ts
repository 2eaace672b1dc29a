import { createHash } from "node:crypto";
import type { Actor } from "#app/core/access/actor.ts";
import { inScope, isEmptyScope, narrowed, type Scope, scopeFor } from "#app/core/access/scope.ts";
import { addDays, type Day } from "#app/core/time/day.ts";
import { dayInVietNam } from "#app/core/time/instant.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { countFailure, secondsBlocked } from "#app/db/accounts.server.ts";
import { findActorById } from "#app/db/actors.server.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { findBranch } from "#app/db/branches.server.ts";
import type { Database, Tx } from "#app/db/client.server.ts";
import { congressesToFeed, type FedCongress, type FeedKind, findFeed, type KnownFeed, markRead } from "#app/db/feeds.server.ts";
import { findLeader } from "#app/db/leaders.server.ts";
import { hashOfSecret } from "./feed-secret.server.ts";

/** Wrong addresses that one place may ask for within a quarter of an hour before it has to wait. */
const FREE_MISSES = 60;
const MOST_EVENTS = 1000;
const DAYS_BACK = 180;
const DAYS_AHEAD = 540;

export type ReadFeed = {
  readonly kind: FeedKind;
  readonly locale: "vi" | "en";
  /** The branch, the leader, or the person who made it. */
  readonly name: string;
  /** In the order of their opening; the nearest to today where there are more than `shown`. */
  readonly congresses: readonly FedCongress[];
  readonly total: number;
  readonly from: Day;
  readonly lastDay: Day;
};

type Fetch = { readonly secret: string; readonly address: string; readonly now: Date; readonly today: Day };

/**
 * What an address of a feed gives today: as much as the account that made it may see today, and nothing once the right
 * over the branch is gone. Unknown, revoked and no longer entitled are one answer. Takes the database, because a miss
 * is counted although nothing is answered.
 */
export async function readFeed(database: Database, { secret, address, now, today }: Fetch): Promise<Verdict<ReadFeed, "notFound" | "tooManyTries">> {
  const place = createHash("sha256").update(`feed:${address}`).digest("hex");
  return database.transaction(async (tx) => {
    const wait = await secondsBlocked(tx, [place]);
    if (wait > 0) return refuse("tooManyTries", { seconds: wait });
    const feed = await findFeed(tx, hashOfSecret(secret));
    const realDay = dayInVietNam(now);
    const actor = feed && (await findActorById(tx, feed.accountId, realDay));
    const about = feed && actor && (await subjectToday(tx, feed, actor, realDay));
    if (!feed || !actor || !about) {
      await countFailure(tx, place, FREE_MISSES);
      return refuse("notFound");
    }
    const [from, until] = [addDays(today, -DAYS_BACK), addDays(today, DAYS_AHEAD)];
    const { rows, total } = await congressesToFeed(tx, about.inside, { leaderId: feed.leaderId, from, until, today, take: MOST_EVENTS });
    await noteReading(tx, feed, actor, { now, realDay, unitPath: about.unitPath });
    const congresses = rows.toSorted((a, b) => (a.opensOn === b.opensOn ? (a.id < b.id ? -1 : 1) : a.opensOn < b.opensOn ? -1 : 1));
    return accept({ kind: feed.kind, locale: feed.locale, name: about.name, congresses, total, from, lastDay: addDays(until, -1) });
  });
}

/** Whom or what the feed is about, if its maker may still look there, and how far. */
async function subjectToday(tx: Tx, feed: KnownFeed, actor: Actor, realDay: Day): Promise<{ name: string; unitPath: string; inside: Scope } | null> {
  const campaign = scopeFor(actor, "campaign", realDay);
  if (isEmptyScope(campaign)) return null;
  if (feed.kind === "leader") {
    const leader = feed.leaderId === null ? null : await findLeader(tx, scopeFor(actor, "organisation", realDay), feed.leaderId);
    return leader && { name: leader.name, unitPath: leader.unitPath, inside: campaign };
  }
  const branch = await findBranch(tx, campaign, feed.unitId);
  if (branch === null || !inScope(campaign, branch.path)) return null;
  return feed.kind === "person"
    ? { name: actor.name, unitPath: branch.path, inside: campaign }
    : { name: branch.name, unitPath: branch.path, inside: narrowed(campaign, branch.path) };
}

/** A calendar programme asks every hour: the log says once a day that the plan left the house this way. */
async function noteReading(tx: Tx, feed: KnownFeed, actor: Actor, { now, realDay, unitPath }: { now: Date; realDay: Day; unitPath: string }): Promise<void> {
  await markRead(tx, feed.id, now);
  if (feed.lastReadAt !== null && dayInVietNam(feed.lastReadAt) === realDay) return;
  await recordDeed(tx, { now, actor, deed: "export.make", subject: { kind: "feed", id: feed.id }, unitPath, after: { kind: feed.kind } });
}
