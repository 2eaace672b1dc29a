import type { Scope } from "#app/core/access/scope.ts";
import { ancestorsOf } from "#app/core/organisation/path.ts";
import type { Level } from "#app/core/organisation/level.ts";
import type { Light } from "#app/core/readiness/rollup.ts";
import type { Contents } from "#app/core/rules/edition.ts";
import type { CongressState } from "#app/core/scheduling/congress.ts";
import { day, type Day, type Window } from "#app/core/time/day.ts";
import type { Session } from "#app/core/time/half-days.ts";
import type { Tx } from "#app/db/client.server.ts";
import { levelOf, sessionOf, stateOf } from "#app/db/congresses.server.ts";
import { toDate } from "#app/db/day.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { lightOf } from "#app/db/readiness.server.ts";
import { pathWithin } from "#app/db/within.server.ts";

/** Units as rows of a timeline: those of a level, or of all. */
export type RowsAsked = { readonly span: Window; readonly level: Level | null };

export type RowUnit = {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly level: Level;
  readonly kind: string;
  readonly validFrom: Day;
};

/** In force on some day of the span. */
const among = (inside: Scope, { span, level }: RowsAsked): Prisma.Sql => Prisma.sql`
  ${pathWithin(inside, Prisma.sql`u.path`)} AND u."validFrom" < ${toDate(span.until)}::date
  AND (u."validUntil" IS NULL OR u."validUntil" > ${toDate(span.from)}::date)
  ${level === null ? Prisma.empty : Prisma.sql`AND u.level = ${level}`}`;

export async function countRows(tx: Tx, inside: Scope, asked: RowsAsked): Promise<number> {
  const [row] = await tx.$queryRaw<{ total: number }[]>`SELECT count(*)::int AS total FROM "Unit" u WHERE ${among(inside, asked)}`;
  return row?.total ?? 0;
}

/** Units in the order of the tree, from a place in it. */
export async function rowsFrom(tx: Tx, inside: Scope, asked: RowsAsked, { offset, take }: { readonly offset: number; readonly take: number }): Promise<RowUnit[]> {
  const rows = await tx.$queryRaw<(Omit<RowUnit, "level" | "validFrom"> & { level: string; validFrom: string })[]>`
    SELECT u.id::text AS id, u."partyName" AS name, u.path, u.level, u.kind, to_char(u."validFrom", 'YYYY-MM-DD') AS "validFrom"
    FROM "Unit" u WHERE ${among(inside, asked)} ORDER BY u.path LIMIT ${take} OFFSET ${offset}`;
  return rows.map((row) => ({ ...row, level: levelOf(row.level), validFrom: day(row.validFrom) }));
}

type PlanRef = { readonly id: string; readonly planId: string };

export type RowCongress = {
  readonly id: string;
  readonly unitId: string;
  readonly round: 1 | 2;
  readonly contents: Contents;
  readonly state: CongressState;
  readonly lengthHalfDays: number;
  readonly date: { readonly opensOn: Day; readonly closesOn: Day; readonly session: Session } | null;
  /** Its day in the newest approved version of the plan that has one. */
  readonly baseline: { readonly opensOn: Day; readonly closesOn: Day } | null;
  readonly light: Light | null;
};

type CongressRow = {
  id: string;
  unitId: string;
  round: number;
  contents: number;
  state: string;
  lengthHalfDays: number;
  opensOn: string | null;
  closesOn: string | null;
  session: string | null;
  wasFrom: string | null;
  wasUntil: string | null;
  light: string | null;
};

/** The congresses of some units in a campaign, each with its day now and in the newest approved plan. */
export async function congressesOfUnits(tx: Tx, campaign: PlanRef, unitIds: readonly string[]): Promise<RowCongress[]> {
  const rows = await tx.$queryRaw<CongressRow[]>`
    SELECT c.id::text AS id, c."unitId"::text AS "unitId", c.round, c.contents, c.state, c."lengthHalfDays", d.session, r.light,
      to_char(d."opensOn", 'YYYY-MM-DD') AS "opensOn", to_char(d."closesOn", 'YYYY-MM-DD') AS "closesOn",
      to_char(was."opensOn", 'YYYY-MM-DD') AS "wasFrom", to_char(was."closesOn", 'YYYY-MM-DD') AS "wasUntil"
    FROM "Congress" c
    LEFT JOIN "PlannedDate" d ON d."planVersionId" = ${campaign.planId}::uuid AND d."congressId" = c.id
    LEFT JOIN "Readiness" r ON r."congressId" = c.id
    LEFT JOIN LATERAL (
      SELECT b."opensOn", b."closesOn" FROM "PlannedDate" b JOIN "PlanVersion" p ON p.id = b."planVersionId"
      WHERE b."congressId" = c.id AND p."campaignId" = c."campaignId" AND p.state = 'approved'
      ORDER BY p."approvedOn" DESC NULLS LAST, p.number DESC NULLS LAST LIMIT 1) AS was ON TRUE
    WHERE c."campaignId" = ${campaign.id}::uuid AND c."unitId" = ANY(${[...unitIds]}::uuid[])
    ORDER BY c."unitId", c.round`;
  return rows.map(fromRow);
}

const fromRow = (row: CongressRow): RowCongress => ({
  id: row.id,
  unitId: row.unitId,
  round: row.round === 2 ? 2 : 1,
  contents: row.contents === 2 ? 2 : row.contents === 3 ? 3 : 4,
  state: stateOf(row.state),
  lengthHalfDays: row.lengthHalfDays,
  date: row.opensOn === null || row.closesOn === null || row.session === null ? null : { opensOn: day(row.opensOn), closesOn: day(row.closesOn), session: sessionOf(row.session) },
  baseline: row.wasFrom === null || row.wasUntil === null ? null : { opensOn: day(row.wasFrom), closesOn: day(row.wasUntil) },
  light: row.light === null ? null : lightOf(row.light),
});

/** The congresses right below a unit: when the last of them closes, and how many have no day yet. */
export type Below = { readonly unitId: string; readonly count: number; readonly undated: number; readonly closesOn: Day | null };

/** Of those children only that lie in the scope: who sees the own unit alone learns nothing of the others. */
export async function lastBelow(tx: Tx, inside: Scope, campaign: PlanRef, unitIds: readonly string[]): Promise<Below[]> {
  const rows = await tx.$queryRaw<{ unitId: string; count: number; undated: number; closesOn: string | null }[]>`
    SELECT u."parentId"::text AS "unitId", count(*)::int AS count, (count(*) FILTER (WHERE d."congressId" IS NULL))::int AS undated,
      to_char(max(d."closesOn"), 'YYYY-MM-DD') AS "closesOn"
    FROM "Unit" u JOIN "Congress" c ON c."unitId" = u.id AND c."campaignId" = ${campaign.id}::uuid AND c.round = 1
    LEFT JOIN "PlannedDate" d ON d."planVersionId" = ${campaign.planId}::uuid AND d."congressId" = c.id
    WHERE u."parentId" = ANY(${[...unitIds]}::uuid[]) AND ${pathWithin(inside, Prisma.sql`u.path`)}
    GROUP BY u."parentId"`;
  return rows.map((row) => ({ ...row, closesOn: row.closesOn === null ? null : day(row.closesOn) }));
}

/** How many congresses sit on the same days; those of one opening and closing day are counted together. */
export type Sitting = { readonly opensOn: Day; readonly closesOn: Day; readonly count: number };

/** No congress sits longer, so that the index on the opening day is enough to find those that reach into the year. */
const LONGEST_DAYS = 11;

export async function sittingsBetween(tx: Tx, inside: Scope, planId: string, { from, until }: Window): Promise<Sitting[]> {
  const rows = await tx.$queryRaw<{ opensOn: string; closesOn: string; count: number }[]>`
    SELECT to_char(d."opensOn", 'YYYY-MM-DD') AS "opensOn", to_char(d."closesOn", 'YYYY-MM-DD') AS "closesOn", count(*)::int AS count
    FROM "PlannedDate" d JOIN "Congress" c ON c.id = d."congressId" JOIN "Unit" u ON u.id = c."unitId"
    WHERE d."planVersionId" = ${planId}::uuid AND d."opensOn" < ${toDate(until)}::date
      AND d."opensOn" > ${toDate(from)}::date - ${LONGEST_DAYS}::int AND d."closesOn" >= ${toDate(from)}::date
      AND ${pathWithin(inside, Prisma.sql`u.path`)}
    GROUP BY d."opensOn", d."closesOn"`;
  return rows.map((row) => ({ opensOn: day(row.opensOn), closesOn: day(row.closesOn), count: row.count }));
}

/** The ceiling that a branch keeps: its own, else the nearest superior's, which counts the units beside it as well. */
export async function ceilingOf(tx: Tx, path: string): Promise<{ perDay: number; own: boolean } | null> {
  const rows = await tx.branchSetting.findMany({
    where: { dailyCeiling: { not: null }, unit: { path: { in: [...ancestorsOf(path), path] } } },
    select: { dailyCeiling: true, unit: { select: { path: true } } },
  });
  const nearest = rows.toSorted((a, b) => b.unit.path.length - a.unit.path.length)[0];
  return nearest === undefined || nearest.dailyCeiling === null ? null : { perDay: nearest.dailyCeiling, own: nearest.unit.path === path };
}
