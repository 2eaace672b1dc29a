import type { Permit } from "#app/core/access/scope.ts";
import type { Day } from "#app/core/time/day.ts";
import type { ConclusionVerdict, DecidedVersion, ProposedVersion } from "#app/core/vetting/conclusion.ts";
import type { Vetter } from "#app/db/checks.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { notWalled, verdictOf } from "#app/db/nominees.server.ts";
import { pathWithin } from "#app/db/within.server.ts";

/** One version in full; the reasons are confidential. */
export type ConclusionText = {
  readonly id: string;
  readonly n: number;
  readonly verdict: ConclusionVerdict;
  readonly reasons: string;
  readonly bodyHash: string;
  readonly proposedBy: string;
  readonly decision: "confirmed" | "returned" | null;
  readonly decisionReason: string | null;
  readonly decidedBy: string | null;
};

/** All versions, the newest first. */
export async function conclusionsOf(tx: Tx, nomineeId: string): Promise<ConclusionText[]> {
  const rows = await tx.$queryRaw<(Omit<ConclusionText, "verdict"> & { verdict: string })[]>`
    SELECT v.id::text AS id, v.n, v.verdict, v.reasons, v."bodyHash", coalesce(a."displayName", '–') AS "proposedBy", e.decision, e.reason AS "decisionReason", b."displayName" AS "decidedBy"
    FROM "Conclusion" c JOIN "ConclusionVersion" v ON v."conclusionId" = c.id LEFT JOIN "Account" a ON a.id = v."proposedById"
      LEFT JOIN "ConclusionDecision" e ON e."versionId" = v.id LEFT JOIN "Account" b ON b.id = e."decidedById"
    WHERE c."nomineeId" = ${nomineeId}::uuid ORDER BY v.n DESC LIMIT 50`;
  return rows.map((row) => ({ ...row, verdict: verdictOf(row.verdict) }));
}

/** Stores the next version. Two proposals cannot meet: the nominee is held while one is made. */
export async function addVersion(
  tx: Tx,
  _leave: Permit<"conclusion.propose">,
  nomineeId: string,
  version: ProposedVersion,
  body: { readonly reasons: string; readonly at: Date },
): Promise<void> {
  const { id } = await tx.conclusion.upsert({
    where: { nomineeId },
    create: { nomineeId, standing: "proposed" },
    update: { standing: "proposed", version: { increment: 1 } },
    select: { id: true },
  });
  const { n, verdict, bodyHash, by } = version;
  await tx.conclusionVersion.create({ data: { conclusionId: id, n, verdict, bodyHash, reasons: body.reasons, proposedById: by.accountId, proposedAt: body.at } });
}

export async function addDecision(tx: Tx, _leave: Permit<"conclusion.decide">, nomineeId: string, decided: DecidedVersion, more: { readonly reason: string; readonly at: Date }): Promise<void> {
  const { id: conclusionId } = await tx.conclusion.update({ where: { nomineeId }, data: { standing: decided.event, version: { increment: 1 } }, select: { id: true } });
  const { id: versionId } = await tx.conclusionVersion.findUniqueOrThrow({ where: { conclusionId_n: { conclusionId, n: decided.n } }, select: { id: true } });
  await tx.conclusionDecision.create({
    data: { versionId, decision: decided.event, bodyHash: decided.bodyHash, reason: more.reason, decidedById: decided.by.accountId, decidedAt: more.at },
  });
}

export type ConclusionLine = {
  readonly nomineeId: string;
  readonly name: string;
  readonly unitName: string;
  readonly post: string;
  readonly opensOn: Day | null;
  readonly by: string;
};

/** Who is asked about: proposals that wait for another person, or returned ones that wait for their officer. */
export type ConclusionsWanted = "toDecide" | "returned";

function wanted(which: ConclusionsWanted, { scope, accountId, personId, walled }: Vetter): Prisma.Sql {
  // Of the same person under another account, too: core/vetting/conclusion refuses it anyway.
  const others = Prisma.sql`v."proposedById" <> ${accountId}::uuid AND (a."personId" IS NULL OR ${personId}::uuid IS NULL OR a."personId" <> ${personId}::uuid)`;
  const those = which === "toDecide" ? Prisma.sql`cc.standing = 'proposed' AND ${others}` : Prisma.sql`cc.standing = 'returned' AND n."officerId" = ${accountId}::uuid`;
  return Prisma.sql`${those} AND NOT n.withdrawn AND ${notWalled(walled)} AND ${pathWithin(scope, Prisma.sql`u.path`)}`;
}

const FROM = Prisma.sql`
  FROM "Conclusion" cc JOIN "Nominee" n ON n.id = cc."nomineeId" JOIN "Congress" c ON c.id = n."congressId" JOIN "Unit" u ON u.id = c."unitId"
  JOIN LATERAL (SELECT v."proposedById" FROM "ConclusionVersion" v WHERE v."conclusionId" = cc.id ORDER BY v.n DESC LIMIT 1) v ON TRUE
  LEFT JOIN "Account" a ON a.id = v."proposedById"`;

export const listConclusions = (tx: Tx, vetter: Vetter, which: ConclusionsWanted, skip: number, take: number): Promise<ConclusionLine[]> =>
  tx.$queryRaw<ConclusionLine[]>`
    SELECT n.id::text AS "nomineeId", p."fullName" AS name, u."partyName" AS "unitName", s.post, to_char(d."opensOn", 'YYYY-MM-DD') AS "opensOn", coalesce(a."displayName", '–') AS by
    ${FROM} JOIN "Person" p ON p.id = n."personId" JOIN "SlatePost" s ON s.id = n."postId"
      JOIN "PlanVersion" w ON w."campaignId" = c."campaignId" AND w.state = 'working'
      LEFT JOIN "PlannedDate" d ON d."planVersionId" = w.id AND d."congressId" = c.id
    WHERE ${wanted(which, vetter)} ORDER BY d."opensOn" NULLS LAST, n.id LIMIT ${take} OFFSET ${skip}`;

export async function countConclusions(tx: Tx, vetter: Vetter, which: ConclusionsWanted): Promise<number> {
  const rows = await tx.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count ${FROM} WHERE ${wanted(which, vetter)}`;
  return rows[0]?.count ?? 0;
}
