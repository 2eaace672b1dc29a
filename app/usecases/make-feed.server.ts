import { randomBytes } from "node:crypto";
import { scopeFor } from "#app/core/access/scope.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { countLiveFeeds, type FeedKind, insertFeed, revokeFeedOf } from "#app/db/feeds.server.ts";
import { findLeader } from "#app/db/leaders.server.ts";
import { type Errand, NotFound } from "./errand.ts";
import { hashOfSecret } from "./feed-secret.server.ts";
import { resolveBranch } from "./resolve-branch.server.ts";

/** A person has a phone, a desk and an office calendar; more is a mistake. */
const MOST = 20;

export type FeedToMake = { readonly kind: FeedKind; readonly branch: string | null; readonly leaderId: string | null };

/**
 * An address that calendar programmes read without signing in. Its secret is told this once; what is kept is a digest,
 * from which nobody makes the secret again.
 */
export async function makeFeed(errand: Errand, wanted: FeedToMake): Promise<Verdict<{ secret: string }, "tooManyFeeds">> {
  const { tx, actor, now } = errand;
  const about = await subjectOf(errand, wanted);
  if ((await countLiveFeeds(tx, actor.accountId)) >= MOST) return refuse("tooManyFeeds", { most: MOST });
  const secret = randomBytes(32).toString("base64url");
  const { unitId, leaderId } = about;
  const id = await insertFeed(tx, { kind: wanted.kind, unitId, leaderId, accountId: actor.accountId, secretHash: hashOfSecret(secret), createdAt: now });
  await recordDeed(tx, { now, actor, deed: "feed.make", subject: { kind: "feed", id }, unitPath: about.unitPath, after: { kind: wanted.kind, unit: unitId, leader: leaderId } });
  return accept({ secret });
}

async function subjectOf(errand: Errand, { kind, branch, leaderId }: FeedToMake): Promise<{ unitId: string; unitPath: string; leaderId: string | null }> {
  if (kind === "leader") {
    const leader = leaderId === null ? null : await findLeader(errand.tx, scopeFor(errand.actor, "organisation", errand.realDay), leaderId);
    if (leader === null) throw new NotFound();
    return { unitId: leader.unitId, unitPath: leader.unitPath, leaderId: leader.id };
  }
  const scope = scopeFor(errand.actor, "campaign", errand.realDay);
  const { unitId, path } = await resolveBranch(errand, scope, kind === "branch" ? branch : null);
  return { unitId, unitPath: path, leaderId: null };
}

/** From now on the address leads nowhere, for good. */
export async function revokeFeed(errand: Errand, id: string): Promise<Verdict<null, never>> {
  const revoked = await revokeFeedOf(errand.tx, errand.actor.accountId, id, errand.now);
  if (revoked === null) throw new NotFound();
  await recordDeed(errand.tx, { now: errand.now, actor: errand.actor, deed: "feed.revoke", subject: { kind: "feed", id }, unitPath: revoked.unitPath, before: { kind: revoked.kind } });
  return accept(null);
}
