import type { Permit, Scope } from "#app/core/access/scope.ts";
import { fold } from "#app/core/organisation/names.ts";
import type { Day } from "#app/core/time/day.ts";
import type { Tx } from "#app/db/client.server.ts";
import { toDate, toDay } from "#app/db/day.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { pathWithin } from "#app/db/within.server.ts";

/** A leader of a committee who attends the congresses below it. */
export type Leader = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly post: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly unitPath: string;
  readonly version: number;
};

export type LeaderLine = Leader & { readonly congresses: number; readonly absences: number };

const fields = Prisma.sql`l.id::text AS id, l.code, l.name, l.post, l."unitId"::text AS "unitId", u."partyName" AS "unitName", u.path AS "unitPath", l.version`;

export async function findLeader(tx: Tx, scope: Scope, id: string): Promise<Leader | null> {
  const rows = await tx.$queryRaw<Leader[]>`
    SELECT ${fields} FROM "Leader" l JOIN "Unit" u ON u.id = l."unitId"
    WHERE l.id = ${id}::uuid AND ${pathWithin(scope, Prisma.sql`u.path`)}`;
  return rows[0] ?? null;
}

/** A page of the leaders of a scope, with how many congresses of working plans each attends. */
export async function pageOfLeaders(
  tx: Tx,
  scope: Scope,
  wanted: { readonly text: string; readonly page: number; readonly size: number; readonly unitId?: string | undefined },
): Promise<{ rows: LeaderLine[]; total: number }> {
  const rows = await tx.$queryRaw<(LeaderLine & { total: number })[]>`
    SELECT ${fields}, (count(*) OVER ())::int AS total,
      (SELECT count(*)::int FROM "CongressLeader" a JOIN "PlanVersion" p ON p.id = a."planVersionId" AND p.state = 'working'
        WHERE a."leaderId" = l.id) AS congresses,
      (SELECT count(*)::int FROM "LeaderAbsence" x WHERE x."leaderId" = l.id) AS absences
    FROM "Leader" l JOIN "Unit" u ON u.id = l."unitId"
    WHERE ${pathWithin(scope, Prisma.sql`u.path`)}
      AND (${wanted.unitId ?? null}::uuid IS NULL OR l."unitId" = ${wanted.unitId ?? null}::uuid)
      AND (l."foldedName" LIKE ${`%${fold(wanted.text).replace(/[\\%_]/g, "\\$&")}%`} OR l.code = ${wanted.text})
    ORDER BY u.path, l.code LIMIT ${wanted.size} OFFSET ${(wanted.page - 1) * wanted.size}`;
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}

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

type LeaderFields = { readonly name: string; readonly post: string };
type ByHand = Permit<"organisation.edit">;

/** Null when the code is taken. */
export async function createLeader(tx: Tx, permit: ByHand, leader: LeaderFields & { readonly code: string; readonly unitId: string }): Promise<string | null> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO "Leader" (id, code, name, "foldedName", post, "unitId")
    SELECT gen_random_uuid(), ${leader.code}, ${leader.name}, ${fold(leader.name)}, ${leader.post}, u.id
    FROM "Unit" u WHERE u.id = ${leader.unitId}::uuid AND starts_with(u.path, ${permit.unitPath})
    ON CONFLICT (code) DO NOTHING RETURNING id::text AS id`;
  return rows[0]?.id ?? null;
}

export async function updateLeader(tx: Tx, permit: ByHand, leader: LeaderFields & { readonly id: string; readonly version: number }): Promise<boolean> {
  const { count } = await tx.leader.updateMany({
    where: { id: leader.id, version: leader.version, unit: { path: permit.unitPath } },
    data: { name: leader.name, post: leader.post, foldedName: fold(leader.name), version: { increment: 1 } },
  });
  return count === 1;
}

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
export const leadersByCode = (tx: Tx, branchPath: string, codes: readonly string[]): Promise<KnownLeader[]> =>
  tx.$queryRaw<KnownLeader[]>`
    SELECT l.id::text AS id, l.code, l.name, l.post, l."unitId"::text AS "unitId", l.version, starts_with(u.path, ${branchPath}) AS "inBranch"
    FROM "Leader" l JOIN "Unit" u ON u.id = l."unitId" WHERE l.code = ANY(${[...codes]}::text[])`;

type Import = Permit<"organisation.import">;
export type ImportedLeader = LeaderFields & { readonly id: string; readonly code: string; readonly unitId: string };

export async function importLeaders(
  tx: Tx,
  permit: Import,
  leaders: { readonly created: readonly ImportedLeader[]; readonly updated: readonly (LeaderFields & { readonly id: string; readonly version: number })[] },
): Promise<boolean> {
  const withFold = <T extends LeaderFields>(list: readonly T[]): string => JSON.stringify(list.map((leader) => ({ ...leader, foldedName: fold(leader.name) })));
  const made = await tx.$executeRaw`
    INSERT INTO "Leader" (id, code, name, "foldedName", post, "unitId")
    SELECT n.id, n.code, n.name, n."foldedName", n.post, u.id
    FROM json_to_recordset(${withFold(leaders.created)}::json) AS n(id uuid, code text, name text, "foldedName" text, post text, "unitId" uuid)
    JOIN "Unit" u ON u.id = n."unitId" AND starts_with(u.path, ${permit.unitPath})`;
  const changed = await tx.$executeRaw`
    UPDATE "Leader" l SET name = n.name, "foldedName" = n."foldedName", post = n.post, version = l.version + 1
    FROM json_to_recordset(${withFold(leaders.updated)}::json) AS n(id uuid, version int, name text, "foldedName" text, post text), "Unit" u
    WHERE l.id = n.id AND l.version = n.version AND u.id = l."unitId" AND starts_with(u.path, ${permit.unitPath})`;
  return made === leaders.created.length && changed === leaders.updated.length;
}
