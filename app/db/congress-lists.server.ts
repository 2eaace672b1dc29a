import type { Scope } from "#app/core/access/scope.ts";
import type { Level } from "#app/core/organisation/level.ts";
import type { Light } from "#app/core/readiness/rollup.ts";
import type { CongressState } from "#app/core/scheduling/congress.ts";
import { day, type Day } from "#app/core/time/day.ts";
import type { Session } from "#app/core/time/half-days.ts";
import type { Tx } from "#app/db/client.server.ts";
import { levelOf, sessionOf, stateOf } from "#app/db/congresses.server.ts";
import { toDate } from "#app/db/day.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { lightOf } from "#app/db/readiness.server.ts";
import { pathWithin } from "#app/db/within.server.ts";

export type CongressFilter = { readonly level: Level | null; readonly state: CongressState | null };

const matching = (inside: Scope, { level, state }: CongressFilter): Prisma.Sql => Prisma.sql`
  ${pathWithin(inside, Prisma.sql`u.path`)}
  ${level === null ? Prisma.empty : Prisma.sql`AND u.level = ${level}`}
  ${state === null ? Prisma.empty : Prisma.sql`AND c.state = ${state}`}`;

/** A dated congress as a calendar shows it. Its light has every cause in it: the caller shows of it what the viewer may notice. */
export type DatedCongress = {
  readonly id: string;
  readonly name: string;
  readonly level: Level;
  readonly state: CongressState;
  readonly opensOn: Day;
  readonly closesOn: Day;
  readonly session: Session;
  readonly unitPath: string;
  readonly light: Light | null;
};

type Range = { readonly from: Day; readonly until: Day };

/** No congress sits longer, so that the index on the opening day is enough to find those that reach into the range. */
const LONGEST_DAYS = 11;

const sitting = (planId: string, { from, until }: Range): Prisma.Sql => Prisma.sql`
  d."planVersionId" = ${planId}::uuid AND d."opensOn" < ${toDate(until)}::date
  AND d."opensOn" > ${toDate(from)}::date - ${LONGEST_DAYS}::int AND d."closesOn" >= ${toDate(from)}::date`;

/**
 * The congresses that sit on days of [from, until), in the order of their opening: all of them where they are at most
 * `most`, else the first `perDay` of each day.
 */
export async function congressesBetween(
  tx: Tx,
  inside: Scope,
  planId: string,
  range: Range,
  filter: CongressFilter & { readonly most: number; readonly perDay: number },
): Promise<DatedCongress[]> {
  const rows = await tx.$queryRaw<
    { id: string; name: string; level: string; state: string; opensOn: string; closesOn: string; session: string; unitPath: string; light: string | null }[]
  >`
    SELECT c.id::text AS id, u."partyName" AS name, u.level, c.state, to_char(chosen."opensOn", 'YYYY-MM-DD') AS "opensOn",
      to_char(chosen."closesOn", 'YYYY-MM-DD') AS "closesOn", chosen.session, u.path AS "unitPath", r.light
    FROM (
      SELECT d."congressId", d."opensOn", d."closesOn", d.session, count(*) OVER () AS total,
        row_number() OVER (PARTITION BY d."opensOn" ORDER BY d.session DESC, u.path) AS place
      FROM "PlannedDate" d JOIN "Congress" c ON c.id = d."congressId" JOIN "Unit" u ON u.id = c."unitId"
      WHERE ${sitting(planId, range)} AND ${matching(inside, filter)}) AS chosen
    JOIN "Congress" c ON c.id = chosen."congressId" JOIN "Unit" u ON u.id = c."unitId"
    LEFT JOIN "Readiness" r ON r."congressId" = c.id
    WHERE chosen.total <= ${filter.most} OR chosen.place <= ${filter.perDay}
    ORDER BY chosen."opensOn", chosen.session DESC, u.path`;
  return rows.map((row) => ({
    ...row,
    level: levelOf(row.level),
    state: stateOf(row.state),
    session: sessionOf(row.session),
    opensOn: day(row.opensOn),
    closesOn: day(row.closesOn),
    light: row.light === null ? null : lightOf(row.light),
  }));
}

/** How many congresses open on each day of [from, until). */
export async function openingsByDay(tx: Tx, inside: Scope, planId: string, range: Range, filter: CongressFilter): Promise<{ day: Day; count: number }[]> {
  const rows = await tx.$queryRaw<{ day: string; count: number }[]>`
    SELECT to_char(d."opensOn", 'YYYY-MM-DD') AS day, count(*)::int AS count
    FROM "PlannedDate" d JOIN "Congress" c ON c.id = d."congressId" JOIN "Unit" u ON u.id = c."unitId"
    WHERE d."planVersionId" = ${planId}::uuid AND d."opensOn" >= ${toDate(range.from)}::date AND d."opensOn" < ${toDate(range.until)}::date
      AND ${matching(inside, filter)}
    GROUP BY d."opensOn" ORDER BY d."opensOn"`;
  return rows.map((row) => ({ day: day(row.day), count: row.count }));
}

export type Nearest = { readonly id: string; readonly name: string; readonly opensOn: Day };

/** The last congress that opens before a range and the first one after it; looks for none unless `wanted`. */
export async function nearestAround(
  tx: Tx,
  inside: Scope,
  planId: string,
  { from, until }: Range,
  filter: CongressFilter & { readonly wanted: boolean },
): Promise<{ before: Nearest | null; after: Nearest | null }> {
  const first = (side: string, where: Prisma.Sql, order: Prisma.Sql): Prisma.Sql => Prisma.sql`(
    SELECT ${side} AS side, c.id::text AS id, u."partyName" AS name, to_char(d."opensOn", 'YYYY-MM-DD') AS "opensOn"
    FROM "PlannedDate" d JOIN "Congress" c ON c.id = d."congressId" JOIN "Unit" u ON u.id = c."unitId"
    WHERE d."planVersionId" = ${planId}::uuid AND ${where} AND ${matching(inside, filter)} AND ${filter.wanted}
    ORDER BY ${order} LIMIT 1)`;
  const rows = await tx.$queryRaw<{ side: string; id: string; name: string; opensOn: string }[]>`
    ${first("before", Prisma.sql`d."opensOn" < ${toDate(from)}::date`, Prisma.sql`d."opensOn" DESC, u.path`)}
    UNION ALL ${first("after", Prisma.sql`d."opensOn" >= ${toDate(until)}::date`, Prisma.sql`d."opensOn", u.path`)}`;
  const at = (side: string): Nearest | null => {
    const row = rows.find((each) => each.side === side);
    return row === undefined ? null : { id: row.id, name: row.name, opensOn: day(row.opensOn) };
  };
  return { before: at("before"), after: at("after") };
}

export const LIST_SORTS = ["day", "name", "level", "state"] as const;
export type ListSort = (typeof LIST_SORTS)[number];

const ORDERS: Readonly<Record<ListSort, { readonly up: Prisma.Sql; readonly down: Prisma.Sql }>> = {
  day: { up: Prisma.sql`d."opensOn" NULLS LAST, d.session DESC, u.path`, down: Prisma.sql`d."opensOn" DESC NULLS LAST, u.path` },
  name: { up: Prisma.sql`u."partyName", u.path`, down: Prisma.sql`u."partyName" DESC, u.path` },
  level: { up: Prisma.sql`length(u.path), u.level, u.path`, down: Prisma.sql`length(u.path) DESC, u.level, u.path` },
  state: {
    up: Prisma.sql`array_position(ARRAY['undated','draft','submitted','approved','held','reported','cancelled'], c.state), d."opensOn", u.path`,
    down: Prisma.sql`array_position(ARRAY['undated','draft','submitted','approved','held','reported','cancelled'], c.state) DESC, d."opensOn", u.path`,
  },
};

export type ListedCongress = {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly parentName: string | null;
  readonly level: Level;
  readonly round: number;
  readonly state: CongressState;
  readonly opensOn: Day | null;
  readonly closesOn: Day | null;
  readonly session: Session | null;
  readonly unitPath: string;
  readonly light: Light | null;
};

export type PlanRef = { readonly campaignId: string; readonly planId: string };
export type Matched = CongressFilter & { readonly range: Range | null };

export const dateOf = (plan: PlanRef): Prisma.Sql => Prisma.sql`LEFT JOIN "PlannedDate" d ON d."planVersionId" = ${plan.planId}::uuid AND d."congressId" = c.id`;

export const matchingInPlan = (inside: Scope, plan: PlanRef, asked: Matched): Prisma.Sql => Prisma.sql`
  c."campaignId" = ${plan.campaignId}::uuid AND ${matching(inside, asked)} ${asked.range === null ? Prisma.empty : Prisma.sql`AND ${sitting(plan.planId, asked.range)}`}`;

/** What a list looked like: each change of a congress raises its version, so that hardly any leaves the mark as it was. */
export const listMark = (count: number, versions: number): string => `${count}:${versions}`;

/** Every congress that a list's conditions match, for a step with all of them; at most `take`. */
export async function matchingCongresses(
  tx: Tx,
  inside: Scope,
  plan: PlanRef,
  asked: Matched,
  take: number,
): Promise<{ id: string; version: number; name: string; unitPath: string }[]> {
  return tx.$queryRaw`
    SELECT c.id::text AS id, c.version, u."partyName" AS name, u.path AS "unitPath"
    FROM "Congress" c JOIN "Unit" u ON u.id = c."unitId" ${asked.range === null ? Prisma.empty : dateOf(plan)}
    WHERE ${matchingInPlan(inside, plan, asked)} ORDER BY u.path, c.round LIMIT ${take}`;
}

/** Congresses of a campaign with or without a date, a page at a time, how many there are, and the mark of them all. */
export async function listCongresses(
  tx: Tx,
  inside: Scope,
  plan: PlanRef,
  asked: Matched & { readonly sort: ListSort; readonly descending: boolean; readonly offset: number; readonly take: number },
): Promise<{ rows: ListedCongress[]; total: number; mark: string }> {
  const order = ORDERS[asked.sort][asked.descending ? "down" : "up"];
  const where = Prisma.sql`WHERE ${matchingInPlan(inside, plan, asked)}`;
  const date = dateOf(plan);
  const [counted] = await tx.$queryRaw<{ total: number; versions: number }[]>`
    SELECT count(*)::int AS total, coalesce(sum(c.version), 0)::int AS versions FROM "Congress" c JOIN "Unit" u ON u.id = c."unitId" ${asked.range === null ? Prisma.empty : date} ${where}`;
  const rows = await tx.$queryRaw<
    (Omit<ListedCongress, "level" | "state" | "opensOn" | "closesOn" | "session" | "light"> & {
      level: string;
      state: string;
      opensOn: string | null;
      closesOn: string | null;
      session: string | null;
      light: string | null;
    })[]
  >`
    SELECT page.id::text AS id, page.version, u."partyName" AS name, p."partyName" AS "parentName", u.level, page.round, page.state,
      to_char(page."opensOn", 'YYYY-MM-DD') AS "opensOn", to_char(page."closesOn", 'YYYY-MM-DD') AS "closesOn", page.session, u.path AS "unitPath", r.light
    FROM (SELECT c.id, c.version, c."unitId", c.round, c.state, d."opensOn", d."closesOn", d.session, row_number() OVER (ORDER BY ${order}) AS place
      FROM "Congress" c JOIN "Unit" u ON u.id = c."unitId" ${date} ${where}
      ORDER BY ${order} LIMIT ${asked.take} OFFSET ${asked.offset}) AS page
    JOIN "Unit" u ON u.id = page."unitId" LEFT JOIN "Unit" p ON p.id = u."parentId"
    LEFT JOIN "Readiness" r ON r."congressId" = page.id
    ORDER BY page.place`;
  return {
    total: counted?.total ?? 0,
    mark: listMark(counted?.total ?? 0, counted?.versions ?? 0),
    rows: rows.map((row) => ({
      ...row,
      level: levelOf(row.level),
      state: stateOf(row.state),
      opensOn: row.opensOn === null ? null : day(row.opensOn),
      closesOn: row.closesOn === null ? null : day(row.closesOn),
      session: row.session === null ? null : sessionOf(row.session),
      light: row.light === null ? null : lightOf(row.light),
    })),
  };
}

/** Counts by state under some paths, for what waits for a person. */
export async function countByState(tx: Tx, inside: Scope, round: number): Promise<Map<CongressState, number>> {
  const rows = await tx.$queryRaw<{ state: string; count: number }[]>`
    SELECT c.state, count(*)::int AS count FROM "Congress" c JOIN "Unit" u ON u.id = c."unitId"
    WHERE c.round = ${round} AND c.state IN ('undated', 'draft', 'submitted') AND ${pathWithin(inside, Prisma.sql`u.path`)}
    GROUP BY c.state`;
  return new Map(rows.map((row) => [stateOf(row.state), row.count]));
}
