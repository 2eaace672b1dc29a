import type { Permit } from "#app/core/access/scope.ts";
import { closesOn, type Session } from "#app/core/time/half-days.ts";
import type { Day } from "#app/core/time/day.ts";
import type { Tx } from "#app/db/client.server.ts";
import type { CongressFacts } from "#app/db/congresses.server.ts";
import { toDate } from "#app/db/day.server.ts";
import { dropFallen } from "#app/db/exceptions.server.ts";

export type DatePermit = Permit<"congress.date" | "congress.propose">;

export type NewDate = {
  readonly opensOn: Day;
  readonly session: Session;
  readonly venueId: string | null;
  readonly leaderIds: readonly string[];
  readonly reason: string | null;
};

/**
 * Puts a congress on a day of the working plan, as a draft, if nobody changed it since `version`; says whether it did.
 * A date that was submitted or approved becomes a draft again.
 */
export async function setDate(tx: Tx, permit: DatePermit, congress: CongressFacts, version: number, date: NewDate): Promise<boolean> {
  const { count } = await tx.congress.updateMany({
    where: { id: congress.id, version, unit: { path: permit.unitPath } },
    data: { state: "draft", version: { increment: 1 } },
  });
  if (count === 0) return false;
  const written = {
    opensOn: toDate(date.opensOn),
    closesOn: toDate(closesOn(date.opensOn, date.session, congress.lengthHalfDays)),
    session: date.session,
    venueId: date.venueId,
    reason: date.reason,
  };
  const place = { planVersionId: congress.planId, congressId: congress.id };
  await tx.plannedDate.upsert({
    where: { planVersionId_congressId: place },
    create: { ...place, ...written },
    update: { ...written, version: { increment: 1 } },
  });
  await tx.congressLeader.deleteMany({ where: place });
  if (date.leaderIds.length > 0)
    await tx.congressLeader.createMany({ data: date.leaderIds.map((leaderId) => ({ ...place, leaderId })) });
  await dropFallen(tx, [congress.id], congress.planId);
  return true;
}

/** Takes a congress out of the plan; its leaders stay assigned to it. */
export async function clearDate(tx: Tx, permit: DatePermit, congress: CongressFacts, version: number): Promise<boolean> {
  const { count } = await tx.congress.updateMany({
    where: { id: congress.id, version, unit: { path: permit.unitPath } },
    data: { state: "undated", version: { increment: 1 } },
  });
  if (count === 0) return false;
  await tx.plannedDate.deleteMany({ where: { planVersionId: congress.planId, congressId: congress.id } });
  await dropFallen(tx, [congress.id], congress.planId);
  return true;
}

/** Recounts the closing day after the length has changed. */
export async function setClosing(tx: Tx, _permit: Permit<"congress.edit">, congress: CongressFacts, lengthHalfDays: number): Promise<void> {
  if (congress.date === null) return;
  await tx.plannedDate.updateMany({
    where: { planVersionId: congress.planId, congressId: congress.id },
    data: {
      closesOn: toDate(closesOn(congress.date.opensOn, congress.date.session, lengthHalfDays)),
      version: { increment: 1 },
    },
  });
}

export type FilledDate = {
  readonly congressId: string;
  readonly version: number;
  readonly opensOn: Day;
  readonly closesOn: Day;
  readonly session: Session;
  readonly leaderIds: readonly string[];
};

/**
 * Dates for many undated congresses of a branch in a few statements. Answers those that were placed; who was changed
 * or dated meanwhile is left alone.
 */
export async function fillDates(tx: Tx, permit: DatePermit, planId: string, dates: readonly FilledDate[], reason: string): Promise<string[]> {
  const placed = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "Congress" c SET state = 'draft', version = c.version + 1
    FROM unnest(${dates.map((date) => date.congressId)}::uuid[], ${dates.map((date) => date.version)}::int[]) AS n(id, version), "Unit" u
    WHERE c.id = n.id AND c.version = n.version AND c.state = 'undated' AND c."frozenFrom" IS NULL
      AND u.id = c."unitId" AND starts_with(u.path, ${permit.unitPath})
    RETURNING c.id::text AS id`;
  const ids = new Set(placed.map((row) => row.id));
  const kept = dates.filter((date) => ids.has(date.congressId));
  await tx.$executeRaw`
    INSERT INTO "PlannedDate" ("planVersionId", "congressId", "opensOn", "closesOn", session, reason)
    SELECT ${planId}::uuid, n.* , ${reason}
    FROM unnest(${kept.map((date) => date.congressId)}::uuid[], ${kept.map((date) => date.opensOn)}::date[],
      ${kept.map((date) => date.closesOn)}::date[], ${kept.map((date) => date.session)}::text[]) AS n`;
  const assigned = kept.flatMap((date) => date.leaderIds.map((leaderId) => ({ congressId: date.congressId, leaderId })));
  if (assigned.length > 0)
    await tx.$executeRaw`
      INSERT INTO "CongressLeader" ("planVersionId", "congressId", "leaderId")
      SELECT ${planId}::uuid, n.* FROM unnest(${assigned.map((each) => each.congressId)}::uuid[],
        ${assigned.map((each) => each.leaderId)}::uuid[]) AS n
      ON CONFLICT DO NOTHING`;
  return kept.map((date) => date.congressId);
}
