import type { Permit, Scope } from "#app/core/access/scope.ts";
import { day, type Day } from "#app/core/time/day.ts";
import type { Session } from "#app/core/time/half-days.ts";
import type { Tx } from "#app/db/client.server.ts";
import { sessionOf } from "#app/db/congresses.server.ts";
import { toDate, toDay } from "#app/db/day.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { pathWithin } from "#app/db/within.server.ts";

export type ProposalState = "open" | "picked" | "declined";

export type DateProposal = {
  readonly rank: number;
  readonly opensOn: Day;
  readonly session: Session;
  readonly note: string | null;
  readonly state: ProposalState;
  readonly proposedById: string;
  readonly proposedBy: string;
};

/** The days last proposed for a congress, the one that the unit likes best first; at most three. */
export async function proposalsOf(tx: Tx, congressId: string): Promise<DateProposal[]> {
  const rows = await tx.dateProposal.findMany({ where: { congressId }, orderBy: { rank: "asc" }, include: { proposedBy: { select: { displayName: true } } } });
  return rows.map(({ rank, opensOn, session, note, state, proposedById, proposedBy }) => ({
    rank,
    opensOn: toDay(opensOn),
    session: sessionOf(session),
    note,
    state: state === "picked" || state === "declined" ? state : "open",
    proposedById,
    proposedBy: proposedBy.displayName,
  }));
}

export type NewProposal = { readonly opensOn: Day; readonly session: Session; readonly note: string | null };

/** In place of what was proposed before. */
export async function replaceProposals(
  tx: Tx,
  permit: Permit<"congress.propose">,
  congressId: string,
  proposed: { readonly days: readonly NewProposal[]; readonly byId: string; readonly at: Date },
): Promise<void> {
  // One person at a time: whoever proposes for the same congress waits here.
  await tx.$queryRaw`SELECT 1 FROM "Congress" c JOIN "Unit" u ON u.id = c."unitId" WHERE c.id = ${congressId}::uuid AND u.path = ${permit.unitPath} FOR UPDATE OF c`;
  await tx.dateProposal.deleteMany({ where: { congressId, congress: { unit: { path: permit.unitPath } } } });
  await tx.dateProposal.createMany({
    data: proposed.days.map(({ opensOn, ...rest }, index) => ({ congressId, rank: index + 1, opensOn: toDate(opensOn), ...rest, proposedById: proposed.byId, proposedAt: proposed.at })),
  });
}

/** False when the open proposal of that rank is another day by now, or gone. */
export async function pickProposal(tx: Tx, permit: Permit<"congress.date">, congressId: string, picked: { readonly rank: number; readonly opensOn: Day; readonly session: Session }): Promise<boolean> {
  const { count } = await tx.dateProposal.updateMany({
    where: { congressId, rank: picked.rank, opensOn: toDate(picked.opensOn), session: picked.session, state: "open", congress: { unit: { path: permit.unitPath } } },
    data: { state: "picked" },
  });
  return count === 1;
}

/** Those that are still open; says how many. */
export const declineOpen = async (tx: Tx, permit: Permit<"congress.date">, congressId: string): Promise<number> =>
  (await tx.dateProposal.updateMany({ where: { congressId, state: "open", congress: { unit: { path: permit.unitPath } } }, data: { state: "declined" } })).count;

const waiting = (scope: Scope, today: Day): Prisma.Sql => Prisma.sql`
  FROM "DateProposal" o JOIN "Congress" c ON c.id = o."congressId" JOIN "Unit" u ON u.id = c."unitId"
  WHERE o.state = 'open' AND o."opensOn" >= ${toDate(today)}::date AND c.state IN ('undated', 'draft') AND ${pathWithin(scope, Prisma.sql`u.path`)}`;

/** Congresses of the scope for which days are proposed that can still be picked. */
export async function countProposed(tx: Tx, scope: Scope, today: Day): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`SELECT count(DISTINCT c.id)::int AS count ${waiting(scope, today)}`;
  return row?.count ?? 0;
}

export type ProposedCongress = { readonly congressId: string; readonly unitName: string; readonly days: readonly Day[] };

/** A page of them, the earliest proposed day first. */
export async function pageOfProposed(tx: Tx, scope: Scope, today: Day, page: { readonly skip: number; readonly take: number }): Promise<ProposedCongress[]> {
  const rows = await tx.$queryRaw<{ congressId: string; unitName: string; days: string[] }[]>`
    SELECT c.id::text AS "congressId", u."partyName" AS "unitName", array_agg(to_char(o."opensOn", 'YYYY-MM-DD') ORDER BY o.rank) AS days
    ${waiting(scope, today)} GROUP BY c.id, u."partyName", u.path ORDER BY min(o."opensOn"), u.path LIMIT ${page.take} OFFSET ${page.skip}`;
  return rows.map((row) => ({ ...row, days: row.days.map(day) }));
}
