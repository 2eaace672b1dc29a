import { inScope, scopeFor } from "#app/core/access/scope.ts";
import type { Scope } from "#app/core/access/scope.ts";
import { type FeedKind, liveFeedsOf } from "#app/db/feeds.server.ts";
import { findLeader } from "#app/db/leaders.server.ts";
import { type Errand, NotFound } from "./errand.ts";
import { resolveBranch } from "./resolve-branch.server.ts";

const SHOWN = 50;

export type FeedShown = {
  readonly id: string;
  readonly kind: FeedKind;
  /** Null where the right to look there has gone, and with it what the feed gives. */
  readonly about: string | null;
  readonly createdAt: string;
  readonly lastReadAt: string | null;
};

export type FeedsPage = {
  readonly branch: { readonly unitId: string; readonly name: string };
  readonly leader: { readonly id: string; readonly name: string } | null;
  readonly feeds: readonly FeedShown[];
};

/** The own feeds, and of which branch and leader another one can be made. */
export async function showFeeds(errand: Errand, scope: Scope, asked: { readonly branch: string | null; readonly leader: string | null }): Promise<FeedsPage> {
  const { tx, actor, realDay } = errand;
  const { unitId, name } = await resolveBranch(errand, scope, asked.branch);
  const organisation = scopeFor(actor, "organisation", realDay);
  const leader = asked.leader === null ? null : await findLeader(tx, organisation, asked.leader);
  if (asked.leader !== null && leader === null) throw new NotFound();
  const feeds = await liveFeedsOf(tx, actor.accountId, SHOWN);
  return {
    branch: { unitId, name },
    leader: leader && { id: leader.id, name: leader.name },
    feeds: feeds.map(({ id, kind, unitPath, unitName, leaderName, leaderPath, createdAt, lastReadAt }) => {
      const seen = kind === "leader" ? leaderPath !== null && inScope(organisation, leaderPath) : inScope(scope, unitPath);
      const about = kind === "leader" ? leaderName : kind === "person" ? actor.name : unitName;
      return { id, kind, about: seen ? about : null, createdAt: createdAt.toISOString(), lastReadAt: lastReadAt && lastReadAt.toISOString() };
    }),
  };
}
