import type { Permit, Scope } from "#app/core/access/scope.ts";
import type { CongressState } from "#app/core/scheduling/congress.ts";
import type { Day } from "#app/core/time/day.ts";
import type { Session } from "#app/core/time/half-days.ts";
import type { Tx } from "#app/db/client.server.ts";
import { sessionOf, stateOf } from "#app/db/congresses.server.ts";
import { toDate, toDay } from "#app/db/day.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { createKept, findKept, importKept, type Keeping, type Kept, keptByCode, type KeptPage, pageOfKept, updateKept } from "#app/db/kept-by-unit.server.ts";
import { pathWithin } from "#app/db/within.server.ts";

/** A leader of a committee who attends the congresses below it. */
export type Leader = Kept & { readonly post: string };
export type LeaderLine = Leader & { readonly congresses: number; readonly absences: number };

const LEADERS: Keeping = { table: Prisma.sql`"Leader"`, own: Prisma.sql`post`, ownType: Prisma.sql`text` };

export const findLeader = (tx: Tx, scope: Scope, id: string): Promise<Leader | null> => findKept<Leader>(tx, LEADERS, scope, id);

/** A page of the leaders of a scope, with how many congresses of working plans each attends. */
export const pageOfLeaders = (tx: Tx, scope: Scope, wanted: KeptPage): Promise<{ rows: LeaderLine[]; total: number }> => {
  const counts = Prisma.sql`
    (SELECT count(*)::int FROM "CongressLeader" a JOIN "PlanVersion" p ON p.id = a."planVersionId" AND p.state = 'working'
      WHERE a."leaderId" = k.id) AS congresses,
    (SELECT count(*)::int FROM "LeaderAbsence" x WHERE x."leaderId" = k.id) AS absences`;
  return pageOfKept<LeaderLine>(tx, LEADERS, scope, counts, wanted);
};

export type Absence = { readonly id: string; readonly from: Day; readonly until: Day; readonly reason: string };

export async function absencesOf(tx: Tx, leaderId: string): Promise<Absence[]> {
  const rows = await tx.leaderAbsence.findMany({ where: { leaderId }, orderBy: { from: "asc" }, take: 200 });
  return rows.map((row) => ({ id: row.id, from: toDay(row.from), until: toDay(row.until), reason: row.reason }));
}

export type Attendance = { readonly congressId: string; readonly unitName: string; readonly opensOn: Day | null };

/** The congresses of working plans that a leader attends, within what the reader may see. */
export async function attendanceOf(tx: Tx, scope: Scope, leaderId: string, take: number): Promise<Attendance[]> {
  const rows = await tx.$queryRaw<{ congressId: string; unitName: string; opensOn: Date | null }[]>`
    SELECT c.id::text AS "congressId", u."partyName" AS "unitName", d."opensOn"
    FROM "CongressLeader" a
    JOIN "PlanVersion" p ON p.id = a."planVersionId" AND p.state = 'working'
    JOIN "Congress" c ON c.id = a."congressId" JOIN "Unit" u ON u.id = c."unitId"
    LEFT JOIN "PlannedDate" d ON d."planVersionId" = p.id AND d."congressId" = c.id
    WHERE a."leaderId" = ${leaderId}::uuid AND ${pathWithin(scope, Prisma.sql`u.path`)}
    ORDER BY d."opensOn" NULLS LAST, u.path LIMIT ${take}`;
  return rows.map((row) => ({ ...row, opensOn: row.opensOn && toDay(row.opensOn) }));
}

/** A congress of a working plan that a leader attends, wherever it is: the caller names those that the reader may see. */
export type AttendedCongress = {
  readonly congressId: string;
  readonly unitName: string;
  readonly unitPath: string;
  readonly state: CongressState;
  readonly opensOn: Day | null;
  readonly closesOn: Day | null;
  readonly session: Session;
  readonly lengthHalfDays: number;
  readonly venueName: string | null;
};

/** In the order of their opening, the undated ones last. */
export async function congressesAttended(tx: Tx, leaderId: string, take: number): Promise<AttendedCongress[]> {
  const rows = await tx.$queryRaw<(Omit<AttendedCongress, "state" | "opensOn" | "closesOn" | "session"> & { state: string; opensOn: Date | null; closesOn: Date | null; session: string | null })[]>`
    SELECT c.id::text AS "congressId", u."partyName" AS "unitName", u.path AS "unitPath", c.state, d."opensOn", d."closesOn", d.session, c."lengthHalfDays", v.name AS "venueName"
    FROM "CongressLeader" a
    JOIN "PlanVersion" p ON p.id = a."planVersionId" AND p.state = 'working'
    JOIN "Congress" c ON c.id = a."congressId" JOIN "Unit" u ON u.id = c."unitId"
    LEFT JOIN "PlannedDate" d ON d."planVersionId" = p.id AND d."congressId" = c.id
    LEFT JOIN "Venue" v ON v.id = d."venueId"
    WHERE a."leaderId" = ${leaderId}::uuid
    ORDER BY d."opensOn" NULLS LAST, d.session DESC, u.path LIMIT ${take}`;
  return rows.map((row) => ({ ...row, state: stateOf(row.state), opensOn: row.opensOn && toDay(row.opensOn), closesOn: row.closesOn && toDay(row.closesOn), session: sessionOf(row.session) }));
}

/** How many congresses of the scope each leader of a committee attends in a month ("2025-06"); null where there is no day. */
export type LeaderMonth = { readonly leaderId: string; readonly name: string; readonly month: string | null; readonly count: number };

/** At most `take` leaders; one who attends nothing has a single line that counts 0. */
export const loadOfLeaders = (tx: Tx, scope: Scope, unitId: string, take: number): Promise<LeaderMonth[]> => tx.$queryRaw<LeaderMonth[]>`
    SELECT l.id::text AS "leaderId", l.name, to_char(s."opensOn", 'YYYY-MM') AS month, count(s.id)::int AS count
    FROM (SELECT id, code, name FROM "Leader" WHERE "unitId" = ${unitId}::uuid ORDER BY code LIMIT ${take}) l
    LEFT JOIN LATERAL (
      SELECT c.id, d."opensOn" FROM "CongressLeader" a
      JOIN "PlanVersion" p ON p.id = a."planVersionId" AND p.state = 'working'
      JOIN "Congress" c ON c.id = a."congressId" JOIN "Unit" u ON u.id = c."unitId" AND ${pathWithin(scope, Prisma.sql`u.path`)}
      LEFT JOIN "PlannedDate" d ON d."planVersionId" = p.id AND d."congressId" = c.id
      WHERE a."leaderId" = l.id) s ON true
    GROUP BY l.id, l.code, l.name, 3 ORDER BY l.code, 3`;

type LeaderFields = { readonly name: string; readonly post: string };
type ByHand = Permit<"organisation.edit">;

/** Null when the code is taken. */
export const createLeader = (tx: Tx, permit: ByHand, leader: LeaderFields & { readonly code: string; readonly unitId: string }): Promise<string | null> =>
  createKept(tx, LEADERS, permit, { ...leader, own: leader.post });

export const updateLeader = (tx: Tx, permit: ByHand, leader: LeaderFields & { readonly id: string; readonly version: number }): Promise<boolean> =>
  updateKept(tx, LEADERS, permit, { ...leader, own: leader.post });

export async function addAbsence(
  tx: Tx,
  permit: ByHand,
  absence: { readonly leaderId: string; readonly from: Day; readonly until: Day; readonly reason: string },
): Promise<string> {
  const leader = await tx.leader.findFirstOrThrow({ where: { id: absence.leaderId, unit: { path: permit.unitPath } }, select: { id: true } });
  const row = await tx.leaderAbsence.create({
    data: { leaderId: leader.id, from: toDate(absence.from), until: toDate(absence.until), reason: absence.reason },
    select: { id: true },
  });
  return row.id;
}

export async function removeAbsence(tx: Tx, permit: ByHand, leaderId: string, id: string): Promise<Absence | null> {
  const row = await tx.leaderAbsence.findFirst({ where: { id, leaderId, leader: { unit: { path: permit.unitPath } } } });
  if (row === null) return null;
  await tx.leaderAbsence.delete({ where: { id: row.id } });
  return { id: row.id, from: toDay(row.from), until: toDay(row.until), reason: row.reason };
}

/** Congresses of working plans that a leader attends and that sit on days of [from, until): what an absence touches. */
export async function congressesAttendedBetween(tx: Tx, leaderId: string, from: Day, until: Day): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT a."congressId"::text AS id FROM "CongressLeader" a
    JOIN "PlanVersion" p ON p.id = a."planVersionId" AND p.state = 'working'
    JOIN "PlannedDate" d ON d."planVersionId" = p.id AND d."congressId" = a."congressId"
    WHERE a."leaderId" = ${leaderId}::uuid AND d."opensOn" < ${toDate(until)}::date AND d."closesOn" >= ${toDate(from)}::date`;
  return rows.map((row) => row.id);
}

export type KnownLeader = { readonly id: string; readonly code: string; readonly name: string; readonly post: string; readonly unitId: string; readonly version: number; readonly inBranch: boolean };

/** Leaders with these codes, wherever they are: a code is the whole installation's. */
export const leadersByCode = (tx: Tx, branchPath: string, codes: readonly string[]): Promise<KnownLeader[]> => keptByCode<KnownLeader>(tx, LEADERS, branchPath, codes);

export type ImportedLeader = LeaderFields & { readonly id: string; readonly code: string; readonly unitId: string };

export const importLeaders = (
  tx: Tx,
  permit: Permit<"organisation.import">,
  leaders: { readonly created: readonly ImportedLeader[]; readonly updated: readonly (LeaderFields & { readonly id: string; readonly version: number })[] },
): Promise<boolean> => importKept(tx, LEADERS, permit, leaders);
