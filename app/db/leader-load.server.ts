import type { Scope } from "#app/core/access/scope.ts";
import type { Day } from "#app/core/time/day.ts";
import type { Tx } from "#app/db/client.server.ts";
import { toDate } from "#app/db/day.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { pathWithin } from "#app/db/within.server.ts";

export const LOAD_SORTS = ["clashes", "halfDays", "congresses", "name"] as const;
export type LoadSort = (typeof LOAD_SORTS)[number];

/** What a leader attends in a period: congresses, half-days, and of the congresses those that clash. */
export type LeaderLoadLine = {
  readonly id: string;
  readonly name: string;
  readonly post: string;
  readonly unitName: string;
  readonly congresses: number;
  readonly halfDays: number;
  /** Congresses that share a half-day with another one of the leader's. */
  readonly twice: number;
  /** Congresses on days on which the leader is away. */
  readonly away: number;
  /** Congresses of one kind or both. */
  readonly clashes: number;
};

export type LoadWanted = {
  readonly from: Day;
  /** The last day, counted in. */
  readonly last: Day;
  readonly sort: LoadSort;
  readonly descending: boolean;
  readonly page: number;
  readonly size: number;
};

export type LoadPage = { readonly rows: readonly LeaderLoadLine[]; readonly total: number; readonly clashing: number; readonly congresses: number; readonly most: number };

/** Lists of people go by the given name, which stands last. */
const GIVEN_NAME = Prisma.sql`substring(n."foldedName" from '[^ ]+$')`;
const SORTS: Readonly<Record<LoadSort, Prisma.Sql>> = {
  clashes: Prisma.sql`n.clashes`,
  halfDays: Prisma.sql`n."halfDays"`,
  congresses: Prisma.sql`n.congresses`,
  name: GIVEN_NAME,
};

/**
 * A page of the leaders of `inside` with their load of the period; counted are congresses of working plans inside
 * `seen`, but what one of them clashes with may lie anywhere. Half-days outside the period do not count.
 */
export async function pageOfLeaderLoad(tx: Tx, inside: Scope, seen: Scope, wanted: LoadWanted): Promise<LoadPage> {
  const { from, last, sort, descending, page, size } = wanted;
  const [start, end] = [Prisma.sql`(${toDate(from)}::date - DATE '1970-01-01') * 2`, Prisma.sql`(${toDate(last)}::date - DATE '1970-01-01') * 2 + 1`];
  const [answer] = await tx.$queryRaw<{ rows: LeaderLoadLine[] | null; total: number; clashing: number; congresses: number; most: number }[]>`
    WITH pool AS MATERIALIZED (
      SELECT l.id, l.name, l."foldedName", l.post, l.code, u."partyName" AS "unitName", u.path
      FROM "Leader" l JOIN "Unit" u ON u.id = l."unitId" WHERE ${pathWithin(inside, Prisma.sql`u.path`)}
    ), sitting AS (
      SELECT a."leaderId", a."congressId", d."opensOn", d."closesOn", s.first, s.first + c."lengthHalfDays" - 1 AS last, ${pathWithin(seen, Prisma.sql`u.path`)} AS seen
      FROM pool JOIN "CongressLeader" a ON a."leaderId" = pool.id
      JOIN "PlanVersion" p ON p.id = a."planVersionId" AND p.state = 'working'
      JOIN "PlannedDate" d ON d."planVersionId" = p.id AND d."congressId" = a."congressId"
      JOIN "Congress" c ON c.id = a."congressId" JOIN "Unit" u ON u.id = c."unitId"
      CROSS JOIN LATERAL (SELECT (d."opensOn" - DATE '1970-01-01') * 2 + CASE d.session WHEN 'afternoon' THEN 1 ELSE 0 END AS first) s
      WHERE d."opensOn" <= ${toDate(last)}::date AND d."closesOn" >= ${toDate(from)}::date
    ), judged AS (
      SELECT sitting.*,
        (coalesce(max(last) OVER earlier >= first, FALSE) OR coalesce(min(first) OVER later <= last, FALSE)) AS twice,
        EXISTS (SELECT 1 FROM "LeaderAbsence" x WHERE x."leaderId" = sitting."leaderId" AND x."from" <= sitting."closesOn" AND x."until" > sitting."opensOn") AS away
      FROM sitting
      WINDOW earlier AS (PARTITION BY "leaderId" ORDER BY first, "congressId" ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING),
        later AS (PARTITION BY "leaderId" ORDER BY first, "congressId" ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING)
    ), n AS (
      SELECT pool.*, count(j."congressId")::int AS congresses,
        coalesce(sum(least(j.last, ${end}) - greatest(j.first, ${start}) + 1), 0)::int AS "halfDays",
        count(*) FILTER (WHERE j.twice)::int AS twice, count(*) FILTER (WHERE j.away)::int AS away, count(*) FILTER (WHERE j.twice OR j.away)::int AS clashes
      FROM pool LEFT JOIN judged j ON j."leaderId" = pool.id AND j.seen
      GROUP BY pool.id, pool.name, pool."foldedName", pool.post, pool.code, pool."unitName", pool.path
    )
    SELECT (SELECT json_agg(json_build_object('id', id, 'name', name, 'post', post, 'unitName', "unitName", 'congresses', congresses, 'halfDays', "halfDays",
        'twice', twice, 'away', away, 'clashes', clashes)) FROM (
          SELECT * FROM n ORDER BY ${SORTS[sort]} ${descending ? Prisma.sql`DESC` : Prisma.sql`ASC`}, n."halfDays" DESC, ${GIVEN_NAME}, n."foldedName", n.code
          LIMIT ${size} OFFSET ${(page - 1) * size}) shown) AS rows,
      count(*)::int AS total, count(*) FILTER (WHERE clashes > 0)::int AS clashing, coalesce(sum(congresses), 0)::int AS congresses, coalesce(max("halfDays"), 0)::int AS most
    FROM n`;
  return answer === undefined ? { rows: [], total: 0, clashing: 0, congresses: 0, most: 0 } : { ...answer, rows: answer.rows ?? [] };
}
