import type { Scope } from "#app/core/access/scope.ts";
import { LETTER_STATES, isPending } from "#app/core/letters/letter.ts";
import type { Level } from "#app/core/organisation/level.ts";
import { type Counts, type Light, LIGHTS } from "#app/core/readiness/rollup.ts";
import type { Standing } from "#app/core/readiness/standing.ts";
import type { EditionCode } from "#app/core/rules/edition.ts";
import { isEditionCode } from "#app/core/rules/editions.ts";
import type { CongressState } from "#app/core/scheduling/congress.ts";
import { day, type Day, type Window } from "#app/core/time/day.ts";
import { PLANNED_ONCE, type Tx } from "#app/db/client.server.ts";
import { levelOf, type Round, roundOf, stateOf } from "#app/db/congresses.server.ts";
import { toDate, toDay } from "#app/db/day.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { type KeptCauses, lightOf } from "#app/db/readiness.server.ts";
import { pathWithin } from "#app/db/within.server.ts";

/** What lists read of `causes`: the plan's side of it stays where it is. */
const CAUSES = Prisma.sql`r.causes - 'partners' - 'crowded' - 'at' AS causes`;
type CausesColumn = Omit<KeptCauses, "partners" | "crowded" | "at">;

function standingFrom(row: { light: string; openLight: string; percent: number; causes: CausesColumn }): Standing {
  return { light: lightOf(row.light), openLight: lightOf(row.openLight), percent: row.percent, ...row.causes };
}

/** Who looks, as far as it decides what must not be noticed. */
export type Onlooker = {
  readonly personId: string | null;
  readonly walledPersons: readonly string[];
  /** Units from which a grant comes: a letter about one of them is not for its holder. */
  readonly grantUnitIds: readonly string[];
  /** Units whose own matters stay hidden, because the onlooker may be their subject. */
  readonly ownUnitIds: readonly string[];
};

/** A congress of which the onlooker must notice less than others. */
export type VeiledRow = {
  readonly congressId: string;
  readonly campaignId: string;
  readonly unitPath: string;
  readonly standing: Standing;
  readonly held: boolean;
  /** Nothing restricted at all is noticed of it. */
  readonly open: boolean;
  /** Days of arrival of the letters that must not be noticed. */
  readonly hiddenLetters: readonly Day[];
};

const PENDING = LETTER_STATES.filter(isPending);

/** The congresses that look different to the onlooker than to others: the own ones, and those of letters walled off. */
export async function veiledCongresses(tx: Tx, onlooker: Onlooker): Promise<VeiledRow[]> {
  const { personId, walledPersons, grantUnitIds, ownUnitIds } = onlooker;
  const rows = await tx.$queryRaw<(Omit<VeiledRow, "standing" | "hiddenLetters"> & Parameters<typeof standingFrom>[0] & { hidden: string[] })[]>`${PLANNED_ONCE}
    WITH hidden AS (
      SELECT DISTINCT l.id, coalesce(l."competentReceivedOn", l."receivedOn") AS arrived
      FROM "LetterSubject" s JOIN "Letter" l ON l.id = s."letterId"
      WHERE l.state = ANY(${[...PENDING]}::text[])
        AND (s."personId" = ANY(${[...walledPersons]}::uuid[]) OR s."unitId" = ANY(${[...grantUnitIds]}::uuid[]))
    ), about AS (
      SELECT h.id, h.arrived, s."congressId" FROM hidden h JOIN "LetterSubject" s ON s."letterId" = h.id WHERE s."congressId" IS NOT NULL
      UNION SELECT h.id, h.arrived, c.id FROM hidden h JOIN "LetterSubject" s ON s."letterId" = h.id JOIN "Congress" c ON c."unitId" = s."unitId"
      UNION SELECT h.id, h.arrived, n."congressId" FROM hidden h JOIN "LetterSubject" s ON s."letterId" = h.id
        JOIN "Nominee" n ON n."personId" = s."personId" AND NOT n.withdrawn
    ), own AS (
      SELECT c.id FROM "Congress" c WHERE c."unitId" = ANY(${[...ownUnitIds]}::uuid[])
      UNION SELECT n."congressId" FROM "Nominee" n WHERE n."personId" = ${personId}::uuid AND NOT n.withdrawn
    ), veiled AS (
      SELECT "congressId" AS id FROM about UNION SELECT id FROM own
    )
    SELECT c.id::text AS "congressId", c."campaignId"::text AS "campaignId", u.path AS "unitPath", r.light, r."openLight", r.percent, r.held, ${CAUSES},
      EXISTS (SELECT 1 FROM own WHERE own.id = c.id) AS open,
      ARRAY(SELECT to_char(a.arrived, 'YYYY-MM-DD') FROM about a WHERE a."congressId" = c.id) AS hidden
    FROM veiled JOIN "Congress" c ON c.id = veiled.id JOIN "Unit" u ON u.id = c."unitId" JOIN "Readiness" r ON r."congressId" = c.id`;
  return rows.map((row) => ({
    congressId: row.congressId,
    campaignId: row.campaignId,
    unitPath: row.unitPath,
    held: row.held,
    open: row.open,
    standing: standingFrom(row),
    hiddenLetters: row.hidden.map(day),
  }));
}

/** A congress whose light is shown as another than the stored one. */
export type Relit = { readonly congressId: string; readonly campaignId: string; readonly unitPath: string; readonly from: Light; readonly to: Light };

export type BranchCounts = Counts & { readonly held: number };

type CountsRow = { red: number; amber: number; green: number; grey: number; held: number };

const countsFrom = ({ red, amber, green, grey, held }: CountsRow): BranchCounts => ({ red, amber, green, grey, held, total: red + amber + green + grey });

/** A branch with its newest campaign (its own, a superior's, else one below it) and its counts there. */
export type BranchInSeason = {
  readonly unitId: string;
  readonly name: string;
  readonly path: string;
  readonly level: Level;
  readonly season: { readonly campaignId: string; readonly term: string; readonly editionCode: EditionCode; readonly counts: BranchCounts } | null;
};

type SeasonRow = CountsRow & { unitId: string; name: string; path: string; level: string; campaignId: string | null; term: string; editionCode: string };

/**
 * The branch of that id, or the outermost of the scope, in one statement: the counts are one row, however large the
 * branch. The caller corrects them for what the viewer must not notice.
 */
export async function branchInSeason(tx: Tx, scope: Scope, unitId: string | null): Promise<BranchInSeason | null> {
  const [row] = await tx.$queryRaw<SeasonRow[]>`${PLANNED_ONCE}
    SELECT u.id::text AS "unitId", u."partyName" AS name, u.path, u.level, k.id::text AS "campaignId", k.term, k."editionCode",
      coalesce(r.red, 0) AS red, coalesce(r.amber, 0) AS amber, coalesce(r.green, 0) AS green, coalesce(r.grey, 0) AS grey, coalesce(r.held, 0) AS held
    FROM (
      SELECT * FROM "Unit" u WHERE ${unitId === null ? Prisma.sql`TRUE` : Prisma.sql`u.id = ${unitId}::uuid`} AND ${pathWithin(scope, Prisma.sql`u.path`)}
      ORDER BY u.path LIMIT 1) u
    LEFT JOIN LATERAL (
      SELECT k.id, k.term, k."editionCode" FROM "Campaign" k JOIN "Unit" top ON top.id = k."unitId"
      WHERE starts_with(u.path, top.path) OR starts_with(top.path, u.path)
      ORDER BY k.term DESC, top.path LIMIT 1) k ON TRUE
    LEFT JOIN "RollupCount" r ON r."campaignId" = k.id AND r."unitId" = u.id`;
  if (row === undefined) return null;
  const { campaignId, term, editionCode } = row;
  const known = isEditionCode(editionCode) ? editionCode : null;
  return {
    unitId: row.unitId,
    name: row.name,
    path: row.path,
    level: levelOf(row.level),
    season: campaignId === null || known === null ? null : { campaignId, term, editionCode: known, counts: countsFrom(row) },
  };
}

/** The counts of several branches in all, as of all that somebody is responsible for. */
export async function rollupsOf(tx: Tx, paths: readonly string[]): Promise<readonly { readonly campaignId: string; readonly unitPath: string; readonly counts: BranchCounts }[]> {
  const rows = await tx.rollupCount.findMany({ where: { unit: { path: { in: [...paths] } } }, include: { unit: { select: { path: true } } } });
  return rows.map((row) => ({ campaignId: row.campaignId, unitPath: row.unit.path, counts: countsFrom(row) }));
}

export type ChildRollup = { readonly unitId: string; readonly name: string; readonly level: Level; readonly counts: BranchCounts; readonly hasChildren: boolean };

/** The branches directly below a unit, the worst first; `relit` corrects what the viewer sees. */
export async function childRollups(
  tx: Tx,
  scope: Scope,
  at: { readonly campaignId: string; readonly unitId: string },
  relit: readonly Relit[],
  page: { readonly skip: number; readonly take: number },
): Promise<ChildRollup[]> {
  const changed = (light: Light): Prisma.Sql => Prisma.sql`coalesce(sum((v."to" = ${light})::int - (v."from" = ${light})::int), 0)::int`;
  const rows = await tx.$queryRaw<(CountsRow & { unitId: string; name: string; level: string; hasChildren: boolean })[]>`
    WITH v AS (SELECT * FROM unnest(${relit.map((each) => each.unitPath)}::text[], ${relit.map((each) => each.from)}::text[], ${relit.map((each) => each.to)}::text[]) AS v(path, "from", "to"))
    SELECT u.id::text AS "unitId", u."partyName" AS name, u.level, r.red + c.red AS red, r.amber + c.amber AS amber, r.green + c.green AS green,
      r.grey + c.grey AS grey, r.held, EXISTS (SELECT 1 FROM "Unit" below WHERE below."parentId" = u.id) AS "hasChildren"
    FROM "Unit" u JOIN "RollupCount" r ON r."unitId" = u.id AND r."campaignId" = ${at.campaignId}::uuid
    CROSS JOIN LATERAL (
      SELECT ${changed("red")} AS red, ${changed("amber")} AS amber, ${changed("green")} AS green, ${changed("grey")} AS grey
      FROM v WHERE starts_with(v.path, u.path)) c
    WHERE u."parentId" = ${at.unitId}::uuid AND ${pathWithin(scope, Prisma.sql`u.path`)}
    ORDER BY r.red + c.red DESC, r.amber + c.amber DESC, r.grey + c.grey DESC, u.name, u.path
    LIMIT ${page.take} OFFSET ${page.skip}`;
  return rows.map((row) => ({ unitId: row.unitId, name: row.name, level: levelOf(row.level), hasChildren: row.hasChildren, counts: countsFrom(row) }));
}

export type ListedCongress = {
  readonly congressId: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly unitPath: string;
  readonly level: Level;
  readonly round: Round;
  readonly state: CongressState;
  /** The planned day, or for an undated congress null. */
  readonly opensOn: Day | null;
  /** The day that its leads count from: the planned one, or the last on which it may sit. */
  readonly countsFrom: Day | null;
  readonly standing: Standing;
};

export type ListFilter = {
  readonly light: Light | null;
  readonly level: Level | null;
  readonly state: CongressState | null;
};

type ListRow = Omit<ListedCongress, "level" | "round" | "state" | "opensOn" | "countsFrom" | "standing"> &
  Parameters<typeof standingFrom>[0] & { level: string; round: number; state: string; opensOn: string | null; countsFrom: string | null };

const LISTED = Prisma.sql`
  SELECT c.id::text AS "congressId", u.id::text AS "unitId", u."partyName" AS "unitName", u.path AS "unitPath", u.level, c.round, c.state,
    CASE WHEN c.state <> 'undated' THEN to_char(r."opensOn", 'YYYY-MM-DD') END AS "opensOn", to_char(r."opensOn", 'YYYY-MM-DD') AS "countsFrom",
    r.light, r."openLight", r.percent, ${CAUSES}
  FROM page JOIN "Readiness" r ON r."congressId" = page.id JOIN "Congress" c ON c.id = page.id JOIN "Unit" u ON u.id = c."unitId"
  ORDER BY r."opensOn", u.path, c.round`;

const listedFrom = (row: ListRow): ListedCongress => ({
  congressId: row.congressId,
  unitId: row.unitId,
  unitName: row.unitName,
  unitPath: row.unitPath,
  level: levelOf(row.level),
  round: roundOf(row.round),
  state: stateOf(row.state),
  opensOn: row.opensOn === null ? null : day(row.opensOn),
  countsFrom: row.countsFrom === null ? null : day(row.countsFrom),
  standing: standingFrom(row),
});

/** Congresses of a branch by days to opening; with a light, those that show it to this viewer. */
export async function listByOpening(
  tx: Tx,
  scope: Scope,
  campaignId: string,
  { filter, relit, page }: { readonly filter: ListFilter; readonly relit: readonly Relit[]; readonly page: { readonly skip: number; readonly take: number } },
): Promise<ListedCongress[]> {
  const conditions = [
    Prisma.sql`c."campaignId" = ${campaignId}::uuid`,
    pathWithin(scope, Prisma.sql`u.path`),
    ...(filter.level === null ? [] : [Prisma.sql`u.level = ${filter.level}`]),
    ...(filter.state === null ? [] : [Prisma.sql`c.state = ${filter.state}`]),
  ];
  const first = (which: Prisma.Sql): Prisma.Sql => Prisma.sql`(
    SELECT c.id, r."opensOn", u.path, c.round
    FROM "Readiness" r JOIN "Congress" c ON c.id = r."congressId" JOIN "Unit" u ON u.id = c."unitId"
    WHERE ${which} AND ${Prisma.join(conditions, " AND ")}
    ORDER BY r."opensOn", u.path, c.round LIMIT ${page.skip + page.take})`;
  const { light } = filter;
  const others = Prisma.sql`r."congressId" <> ALL(${relit.map((each) => each.congressId)}::uuid[])`;
  const showing = Prisma.sql`r."congressId" = ANY(${relit.filter((each) => each.to === light).map((each) => each.congressId)}::uuid[])`;
  // Each light is read in the order of its index and stops early; the causes are read for the rows of the page only.
  const parts = light === null ? LIGHTS.map((each) => first(Prisma.sql`r.light = ${each}`)) : [first(Prisma.sql`r.light = ${light} AND ${others}`), first(showing)];
  const rows = await tx.$queryRaw<ListRow[]>`
    WITH page AS MATERIALIZED (
      SELECT id FROM (${Prisma.join(parts, " UNION ALL ")}) AS any_light ORDER BY "opensOn", path, round LIMIT ${page.take} OFFSET ${page.skip}
    ) ${LISTED}`;
  return rows.map(listedFrom);
}

export type WeekCongress = { readonly congressId: string; readonly unitName: string; readonly opensOn: Day };

/** The congresses of a branch that open on one of the days, and how many there are. */
export async function congressesBetween(
  tx: Tx,
  scope: Scope,
  campaignId: string,
  { from, until }: Window,
  take: number,
): Promise<{ readonly list: readonly WeekCongress[]; readonly count: number }> {
  const rows = await tx.$queryRaw<{ congressId: string; unitName: string; opensOn: Date; count: number }[]>`
    SELECT c.id::text AS "congressId", u."partyName" AS "unitName", d."opensOn", count(*) OVER ()::int AS count
    FROM "PlanVersion" p JOIN "PlannedDate" d ON d."planVersionId" = p.id JOIN "Congress" c ON c.id = d."congressId" JOIN "Unit" u ON u.id = c."unitId"
    WHERE p."campaignId" = ${campaignId}::uuid AND p.state = 'working'
      AND d."opensOn" >= ${toDate(from)}::date AND d."opensOn" < ${toDate(until)}::date AND ${pathWithin(scope, Prisma.sql`u.path`)}
    ORDER BY d."opensOn", u.name LIMIT ${take}`;
  return { list: rows.map(({ congressId, unitName, opensOn }) => ({ congressId, unitName, opensOn: toDay(opensOn) })), count: rows[0]?.count ?? 0 };
}

export type Waiting = { readonly dates: number; readonly lines: number; readonly outcomes: number };

/** Dates and lines that were submitted, and congresses whose day is over without an outcome. */
export async function countWaiting(tx: Tx, scope: Scope, today: Day): Promise<Waiting> {
  const within = pathWithin(scope, Prisma.sql`u.path`);
  const [row] = await tx.$queryRaw<Waiting[]>`
    SELECT
      (SELECT count(*)::int FROM "Congress" c JOIN "Unit" u ON u.id = c."unitId" WHERE c.state = 'submitted' AND ${within}) AS dates,
      (SELECT count(*)::int FROM "ChecklistLine" x JOIN "Congress" c ON c.id = x."congressId" JOIN "Unit" u ON u.id = c."unitId"
        WHERE x.state = 'submitted' AND ${within}) AS lines,
      (SELECT count(*)::int FROM "PlanVersion" p JOIN "PlannedDate" d ON d."planVersionId" = p.id JOIN "Congress" c ON c.id = d."congressId"
        JOIN "Unit" u ON u.id = c."unitId"
        WHERE p.state = 'working' AND c.state = 'approved' AND d."closesOn" < ${toDate(today)}::date AND ${within}) AS outcomes`;
  return row ?? { dates: 0, lines: 0, outcomes: 0 };
}

/** Late and soon due lines of the congresses of units. */
export async function countLines(tx: Tx, scope: Scope): Promise<{ readonly overdue: number; readonly due: number }> {
  const [row] = await tx.$queryRaw<{ overdue: number; due: number }[]>`
    SELECT coalesce(sum((r.causes->>'linesOverdue')::int), 0)::int AS overdue, coalesce(sum((r.causes->>'linesDue')::int), 0)::int AS due
    FROM "Unit" u JOIN "Congress" c ON c."unitId" = u.id JOIN "Readiness" r ON r."congressId" = c.id
    WHERE ${pathWithin(scope, Prisma.sql`u.path`)}`;
  return row ?? { overdue: 0, due: 0 };
}

export type SubmittedLine = { readonly congressId: string; readonly unitName: string; readonly lines: number };

/** Congresses with lines that were submitted, for whoever accepts them. */
export async function listSubmittedLines(tx: Tx, scope: Scope, page: { readonly skip: number; readonly take: number }): Promise<SubmittedLine[]> {
  return tx.$queryRaw<SubmittedLine[]>`
    SELECT c.id::text AS "congressId", u."partyName" AS "unitName", count(*)::int AS lines
    FROM "ChecklistLine" x JOIN "Congress" c ON c.id = x."congressId" JOIN "Unit" u ON u.id = c."unitId"
    WHERE x.state = 'submitted' AND ${pathWithin(scope, Prisma.sql`u.path`)}
    GROUP BY c.id, u."partyName", u.path ORDER BY count(*) DESC, u.path LIMIT ${page.take} OFFSET ${page.skip}`;
}
