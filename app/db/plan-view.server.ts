import { ancestorsOf, parentPathOf } from "#app/core/organisation/path.ts";
import type { EditionCode } from "#app/core/rules/edition.ts";
import { edition } from "#app/core/rules/editions.ts";
import type { Absence, AcceptedException, Ceiling, PlannedCongress, PlanView } from "#app/core/scheduling/plan.ts";
import { preparationOf } from "#app/core/scheduling/preparation.ts";
import { addDays, type Day, dayOfOrdinal } from "#app/core/time/day.ts";
import { SESSIONS } from "#app/core/time/half-days.ts";
import type { Tx } from "#app/db/client.server.ts";
import { levelOf, stateOf } from "#app/db/congresses.server.ts";
import { toDate, toDay } from "#app/db/day.server.ts";
import { exceptionsOf, type ExceptionsBy } from "#app/db/exceptions.server.ts";
import { Prisma } from "#app/db/generated/client.ts";

/** The campaign whose working plan is looked at. */
export type PlanOf = {
  readonly campaignId: string;
  readonly planId: string;
  readonly topPath: string;
  readonly openedOn: Day;
  readonly editionCode: EditionCode;
};

/** A congress as one JSON row: days as ordinals, so that 12,000 of them travel and are read in a few milliseconds. */
type Narrow = [
  id: string,
  path: string,
  level: string,
  kind: string,
  validFrom: number,
  validUntil: number | null,
  round: number,
  orderExemption: string | null,
  state: string,
  lengthHalfDays: number,
  opensOn: number | null,
  afternoon: boolean | null,
  venueId: string | null,
  approvedOn: number | null,
  noticedOn: number | null,
];

const EPOCH = Prisma.sql`DATE '1970-01-01'`;

const narrowRows = (planId: string, where: Prisma.Sql): Prisma.Sql => Prisma.sql`
  SELECT json_agg(json_build_array(c.id, u.path, u.level, u.kind, u."validFrom" - ${EPOCH}, u."validUntil" - ${EPOCH},
    c.round, c."orderExemption", c.state, c."lengthHalfDays", d."opensOn" - ${EPOCH}, d.session = 'afternoon', d."venueId",
    a."recordedOn" - ${EPOCH}, n."recordedOn" - ${EPOCH}))::text AS rows
  FROM "Congress" c
  JOIN "Unit" u ON u.id = c."unitId"
  LEFT JOIN "PlannedDate" d ON d."planVersionId" = ${planId}::uuid AND d."congressId" = c.id
  LEFT JOIN "CongressRecord" a ON a."congressId" = c.id AND a.kind = 'superiorApproval'
  LEFT JOIN "CongressRecord" n ON n."congressId" = c.id AND n.kind = 'conveningNotice'
  WHERE ${where}`;

export async function readNarrow(tx: Tx, planId: string, where: Prisma.Sql): Promise<Narrow[]> {
  const [answer] = await tx.$queryRaw<{ rows: string | null }[]>`${narrowRows(planId, where)}`;
  return answer?.rows ? (JSON.parse(answer.rows) as Narrow[]) : [];
}

/** The whole campaign as planning sees it, in six statements whatever its size. */
export async function loadPlan(tx: Tx, campaign: PlanOf): Promise<PlanView> {
  const rows = await readNarrow(tx, campaign.planId, Prisma.sql`c."campaignId" = ${campaign.campaignId}::uuid`);
  const leaders = await leadersOf(tx, campaign.planId, null);
  const exceptions = await exceptionsOf(tx, { campaignId: campaign.campaignId });
  const ceilings = await ceilingsOver(tx, campaign, null);
  const above = ceilings.filter((ceiling) => !ceiling.path.startsWith(campaign.topPath));
  const elsewhere = await countElsewhere(tx, above.map((ceiling) => ceiling.path), campaign.planId, []);
  const absences = await absencesOf(tx, null, campaign);
  return {
    congresses: congressesFrom(rows, leaders, exceptions, campaign),
    ceilings: ceilings.map((ceiling) => ({ ...ceiling, elsewhere: elsewhere.get(ceiling.path) ?? new Map<Day, number>() })),
    absences,
  };
}

/** The days [from, until] that a question is about, and whom and which hall it needs on them. */
export type Reach = { readonly from: Day; readonly until: Day; readonly leaders: readonly string[]; readonly venueId: string | null };

/**
 * As much of the plan as one congress's date can touch: its parent and children, who shares its leaders or hall on
 * the days asked about, and the load of each branch with a ceiling on those days. The cost depends on the
 * depth of the tree and the number of children, not on the size of the campaign.
 */
export async function loadPlanAround(
  tx: Tx,
  campaign: PlanOf,
  congress: { readonly id: string; readonly unitId: string; readonly unitPath: string; readonly round: 1 | 2 },
  reaches: readonly Reach[],
): Promise<PlanView> {
  const rows = await readNarrow(tx, campaign.planId, Prisma.sql`c.id IN (${idsAround(campaign, congress, reaches)})`);
  const ids = rows.map((row) => row[0]);
  const leaders = await leadersOf(tx, campaign.planId, ids);
  const exceptions = await exceptionsOf(tx, { congressIds: ids });
  const ceilings = await ceilingsOver(tx, campaign, congress.unitPath);
  const elsewhere = await countElsewhere(tx, ceilings.map((ceiling) => ceiling.path), null, ids, reaches);
  const attending = [...new Set([...reaches.flatMap((each) => each.leaders), ...(leaders.get(congress.id) ?? [])])];
  const absences = await absencesOf(tx, attending, campaign);
  return {
    congresses: congressesFrom(rows, leaders, exceptions, campaign),
    ceilings: ceilings.map((ceiling) => ({ ...ceiling, elsewhere: elsewhere.get(ceiling.path) ?? new Map<Day, number>() })),
    absences,
  };
}

function idsAround(
  campaign: PlanOf,
  congress: { readonly id: string; readonly unitId: string; readonly unitPath: string; readonly round: 1 | 2 },
  reaches: readonly Reach[],
): Prisma.Sql {
  const parts = [Prisma.sql`SELECT ${congress.id}::uuid`];
  if (congress.round === 1)
    parts.push(
      Prisma.sql`(SELECT pc.id FROM "Congress" pc JOIN "Unit" pu ON pu.id = pc."unitId"
        WHERE pc."campaignId" = ${campaign.campaignId}::uuid AND pc.round = 1 AND pu.path = ANY(${[...ancestorsOf(congress.unitPath)]}::text[])
        ORDER BY length(pu.path) DESC LIMIT 1)`,
      Prisma.sql`(WITH RECURSIVE below AS (
          SELECT bu.id AS unit, bc.id AS congress FROM "Unit" bu
          LEFT JOIN "Congress" bc ON bc."unitId" = bu.id AND bc."campaignId" = ${campaign.campaignId}::uuid AND bc.round = 1
          WHERE bu."parentId" = ${congress.unitId}::uuid
          UNION ALL
          SELECT bu.id, bc.id FROM below JOIN "Unit" bu ON bu."parentId" = below.unit
          LEFT JOIN "Congress" bc ON bc."unitId" = bu.id AND bc."campaignId" = ${campaign.campaignId}::uuid AND bc.round = 1
          WHERE below.congress IS NULL)
        SELECT congress FROM below WHERE congress IS NOT NULL)`,
    );
  for (const each of reaches) {
    const meets = Prisma.sql`sd."planVersionId" = ${campaign.planId}::uuid
      AND sd."opensOn" <= ${toDate(each.until)}::date AND sd."opensOn" >= ${toDate(addDays(each.from, -LONGEST_DAYS))}::date
      AND sd."closesOn" >= ${toDate(each.from)}::date`;
    if (each.venueId !== null)
      parts.push(Prisma.sql`SELECT sd."congressId" FROM "PlannedDate" sd WHERE sd."venueId" = ${each.venueId}::uuid AND ${meets}`);
    if (each.leaders.length > 0)
      parts.push(Prisma.sql`SELECT sd."congressId" FROM "CongressLeader" sl
        JOIN "PlannedDate" sd ON sd."planVersionId" = sl."planVersionId" AND sd."congressId" = sl."congressId"
        WHERE sl."leaderId" = ANY(${[...each.leaders]}::uuid[]) AND ${meets}`);
  }
  return Prisma.join(parts, " UNION ");
}

export async function leadersOf(tx: Tx, planId: string, congressIds: readonly string[] | null): Promise<Map<string, string[]>> {
  const only = congressIds === null ? Prisma.empty : Prisma.sql`AND "congressId" = ANY(${[...congressIds]}::uuid[])`;
  const [answer] = await tx.$queryRaw<{ rows: string | null }[]>`
    SELECT json_agg(json_build_array("congressId", "leaderId") ORDER BY "leaderId")::text AS rows
    FROM "CongressLeader" WHERE "planVersionId" = ${planId}::uuid ${only}`;
  const pairs = answer?.rows ? (JSON.parse(answer.rows) as [string, string][]) : [];
  const leaders = new Map<string, string[]>();
  for (const [congressId, leaderId] of pairs) {
    const there = leaders.get(congressId);
    if (there) there.push(leaderId);
    else leaders.set(congressId, [leaderId]);
  }
  return leaders;
}

/** Ceilings of the branches above the campaign, and of those inside it that lie above `path` (null: of all). */
export async function ceilingsOver(tx: Tx, campaign: PlanOf, path: string | null): Promise<Ceiling[]> {
  const top = campaign.topPath;
  const rows = await tx.branchSetting.findMany({
    where: {
      dailyCeiling: { not: null },
      unit:
        path === null
          ? { OR: [{ path: { in: [...ancestorsOf(top)] } }, { path: { gte: top, lt: `${top}~` } }] }
          : { path: { in: [...ancestorsOf(path), path] } },
    },
    select: { unitId: true, dailyCeiling: true, unit: { select: { path: true } } },
  });
  return rows.flatMap((row) =>
    row.dailyCeiling === null ? [] : [{ unitId: row.unitId, path: row.unit.path, perDay: row.dailyCeiling, levels: null }],
  );
}

/**
 * Dated congresses under each of the paths, by day, beside those that the view itself holds: those of `exceptPlan`
 * (null: of none) and those of `exceptIds`. With null for the spans every day counts.
 */
async function countElsewhere(
  tx: Tx,
  paths: readonly string[],
  exceptPlan: string | null,
  exceptIds: readonly string[],
  spans: readonly Pick<Reach, "from" | "until">[] | null = null,
): Promise<Map<string, Map<Day, number>>> {
  const within = (spans ?? []).map((span) => Prisma.sql`(d."opensOn" <= ${toDate(span.until)}::date AND d."closesOn" >= ${toDate(span.from)}::date
    AND d."opensOn" >= ${toDate(addDays(span.from, -LONGEST_DAYS))}::date)`);
  const rows = await tx.$queryRaw<{ path: string; day: number; count: number }[]>`
    SELECT top.path, day::date - ${EPOCH} AS day, count(*)::int AS count
    FROM unnest(${[...paths]}::text[]) AS top(path)
    JOIN "Unit" u ON u.path >= top.path COLLATE "C" AND u.path < (top.path || '~') COLLATE "C"
    JOIN "Congress" c ON c."unitId" = u.id AND c.id <> ALL(${[...exceptIds]}::uuid[])
    JOIN "PlanVersion" p ON p."campaignId" = c."campaignId" AND p.state = 'working'
      AND (${exceptPlan}::uuid IS NULL OR p.id <> ${exceptPlan}::uuid)
    JOIN "PlannedDate" d ON d."planVersionId" = p.id AND d."congressId" = c.id
    CROSS JOIN LATERAL generate_series(d."opensOn", d."closesOn", interval '1 day') AS day
    WHERE ${spans === null} OR ${within.length === 0 ? Prisma.sql`FALSE` : Prisma.join(within, " OR ")}
    GROUP BY top.path, day`;
  const counts = new Map<string, Map<Day, number>>();
  for (const row of rows) {
    const onDay = counts.get(row.path) ?? new Map<Day, number>();
    onDay.set(dayOfOrdinal(row.day), row.count);
    counts.set(row.path, onDay);
  }
  return counts;
}

/** No congress sits longer: twenty half-days, as the table's own check says. */
const LONGEST_DAYS = 11;

export async function absencesOf(tx: Tx, leaderIds: readonly string[] | null, campaign: PlanOf): Promise<Absence[]> {
  const rows = await tx.leaderAbsence.findMany({
    where:
      leaderIds === null
        ? { leader: { attendance: { some: { planVersionId: campaign.planId } } } }
        : { leaderId: { in: [...leaderIds] } },
    orderBy: [{ leaderId: "asc" }, { from: "asc" }],
    select: { leaderId: true, from: true, until: true },
  });
  return rows.map((row) => ({ leaderId: row.leaderId, from: toDay(row.from), until: toDay(row.until) }));
}

export function congressesFrom(
  rows: readonly Narrow[],
  leaders: ReadonlyMap<string, readonly string[]>,
  exceptions: ExceptionsBy,
  campaign: PlanOf,
): PlannedCongress[] {
  const firstRound = new Map(rows.flatMap((row) => (row[6] === 1 ? [[row[1], row[0]] as const] : [])));
  const facts = { openedOn: campaign.openedOn, edition: edition(campaign.editionCode) };
  return rows.map((row) => congressFrom(row, leaders.get(row[0]) ?? [], exceptions.get(row[0]) ?? [], firstRound, facts));
}

function congressFrom(
  row: Narrow,
  leaders: readonly string[],
  exceptions: readonly AcceptedException[],
  firstRound: ReadonlyMap<string, string>,
  facts: Parameters<typeof preparationOf>[1],
): PlannedCongress {
  const [id, path, levelText, kind, from, until, round, orderExemption, state, lengthHalfDays, opensOn, afternoon, venueId, approvedOn, noticedOn] = row;
  const level = levelOf(levelText);
  const validFrom = dayOfOrdinal(from);
  return {
    id,
    path,
    level,
    kind,
    inForce: { from: validFrom, until: until === null ? null : dayOfOrdinal(until) },
    round: round === 2 ? 2 : 1,
    parentCongressId: round === 1 ? nearestAbove(path, firstRound) : null,
    orderExemption,
    state: stateOf(state),
    lengthHalfDays,
    placement: opensOn === null ? null : { opensOn: dayOfOrdinal(opensOn), session: SESSIONS[afternoon ? 1 : 0], lengthHalfDays },
    leaders,
    venueId,
    approvalRecordedOn: approvedOn === null ? null : dayOfOrdinal(approvedOn),
    noticeRecordedOn: noticedOn === null ? null : dayOfOrdinal(noticedOn),
    preparation: preparationOf({ level, kind, validFrom }, facts),
    exceptions,
  };
}

function nearestAbove(path: string, congresses: ReadonlyMap<string, string>): string | null {
  for (let above = parentPathOf(path); above !== null; above = parentPathOf(above)) {
    const found = congresses.get(above);
    if (found !== undefined) return found;
  }
  return null;
}

/**
 * A short text that changes whenever a row changes that the plan rests on: every insert and update stamps its row with
 * the transaction (xmin), every delete changes a count. Null in a transaction that has written already, because its own
 * later writes would carry the same stamp.
 */
export async function planFingerprint(tx: Tx, campaign: PlanOf): Promise<string | null> {
  const stamp = Prisma.sql`count(*) || '+' || coalesce(sum(xmin::text::bigint), 0)`;
  const [row] = await tx.$queryRaw<{ fingerprint: string; written: boolean }[]>`
    SELECT pg_current_xact_id_if_assigned() IS NOT NULL AS written, concat_ws('/',
      (SELECT ${stamp} FROM "Congress" WHERE "campaignId" = ${campaign.campaignId}::uuid),
      (SELECT ${stamp} FROM "PlannedDate" WHERE "planVersionId" = ${campaign.planId}::uuid),
      (SELECT ${stamp} FROM "CongressLeader" WHERE "planVersionId" = ${campaign.planId}::uuid),
      (SELECT ${stamp} FROM "CongressRecord"), (SELECT ${stamp} FROM "AcceptedException"), (SELECT ${stamp} FROM "LeaderAbsence"), (SELECT ${stamp} FROM "BranchSetting"),
      (SELECT ${stamp} FROM "Unit" WHERE path >= ${campaign.topPath} AND path < ${`${campaign.topPath}~`})
    ) AS fingerprint`;
  return row === undefined || row.written ? null : row.fingerprint;
}
