import { parentPathOf } from "#app/core/organisation/path.ts";
import type { EditionCode } from "#app/core/rules/edition.ts";
import { edition } from "#app/core/rules/editions.ts";
import type { Absence, AcceptedException, BranchOrder, PlannedCongress, PlanView } from "#app/core/scheduling/plan.ts";
import { preparationOf } from "#app/core/scheduling/preparation.ts";
import { addDays, type Day, dayOfOrdinal } from "#app/core/time/day.ts";
import { SESSIONS } from "#app/core/time/half-days.ts";
import { loadOfBranches, LONGEST_DAYS } from "#app/db/branch-load.server.ts";
import { type RulesOver, rulesOver } from "#app/db/branch-rules.server.ts";
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
  isPilot: boolean,
];

const EPOCH = Prisma.sql`DATE '1970-01-01'`;

const narrowRows = (planId: string, where: Prisma.Sql): Prisma.Sql => Prisma.sql`
  SELECT json_agg(json_build_array(c.id, u.path, u.level, u.kind, u."validFrom" - ${EPOCH}, u."validUntil" - ${EPOCH},
    c.round, c."orderExemption", c.state, c."lengthHalfDays", d."opensOn" - ${EPOCH}, d.session = 'afternoon', d."venueId",
    a."recordedOn" - ${EPOCH}, n."recordedOn" - ${EPOCH}, c."isPilot"))::text AS rows
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
  const rules = await rulesOver(tx, campaign.topPath, null);
  const above = rules.ceilings.filter((ceiling) => !ceiling.path.startsWith(campaign.topPath));
  const elsewhere = await loadOfBranches(tx, campaign.topPath, above.map((ceiling) => ceiling.path), { planId: campaign.planId }, null);
  const absences = await absencesOf(tx, null, campaign);
  return {
    ...congressesFrom(rows, { leaders, exceptions, rules, kin: null }, campaign),
    ceilings: rules.ceilings.map((ceiling) => ({ ...ceiling, elsewhere: elsewhere.get(ceiling.path) ?? new Map<Day, number>() })),
    absences,
  };
}

/** The days [from, until] that a question is about, and whom and which hall it needs on them. */
export type Reach = { readonly from: Day; readonly until: Day; readonly leaders: readonly string[]; readonly venueId: string | null };

/**
 * As much of the plan as one congress's date can touch: its parent and children, the pilots beside it, who shares its
 * leaders or hall on the days asked about, and the load of each branch with a ceiling on those days. The cost depends on the
 * depth of the tree and the number of children, not on the size of the campaign.
 */
export async function loadPlanAround(
  tx: Tx,
  campaign: PlanOf,
  congress: { readonly id: string; readonly unitPath: string },
  reaches: readonly Reach[],
): Promise<PlanView> {
  const kin = new Set(await kinOf(tx, campaign.campaignId, [congress.id]));
  const rows = await readNarrow(tx, campaign.planId, Prisma.sql`c.id IN (${idsAround(campaign, kin, reaches)})`);
  const ids = rows.map((row) => row[0]);
  const leaders = await leadersOf(tx, campaign.planId, ids);
  const exceptions = await exceptionsOf(tx, { congressIds: ids });
  const rules = await rulesOver(tx, campaign.topPath, congress.unitPath);
  const elsewhere = await loadOfBranches(tx, campaign.topPath, rules.ceilings.map((ceiling) => ceiling.path), { congressIds: ids }, reaches);
  const attending = [...new Set([...reaches.flatMap((each) => each.leaders), ...(leaders.get(congress.id) ?? [])])];
  const absences = await absencesOf(tx, attending, campaign);
  return {
    ...congressesFrom(rows, { leaders, exceptions, rules, kin }, campaign),
    ceilings: rules.ceilings.map((ceiling) => ({ ...ceiling, elsewhere: elsewhere.get(ceiling.path) ?? new Map<Day, number>() })),
    absences,
  };
}

/**
 * The congresses themselves, the one above each, those right below each, and those beside it of which one is a pilot:
 * of these it is certain who stands right above whom.
 */
export async function kinOf(tx: Tx, campaignId: string, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE own AS (
      SELECT c.id, u.id AS unit, u."parentId" AS parent, u.level, c."isPilot" FROM "Congress" c JOIN "Unit" u ON u.id = c."unitId"
      WHERE c.id = ANY(${[...ids]}::uuid[]) AND c.round = 1
    ), climbed AS (
      SELECT own.level, own."isPilot", own.parent AS unit, pc.id AS congress FROM own
      LEFT JOIN "Congress" pc ON pc."unitId" = own.parent AND pc."campaignId" = ${campaignId}::uuid AND pc.round = 1
      UNION
      SELECT climbed.level, climbed."isPilot", pu."parentId", pc.id FROM climbed JOIN "Unit" pu ON pu.id = climbed.unit
      LEFT JOIN "Congress" pc ON pc."unitId" = pu."parentId" AND pc."campaignId" = ${campaignId}::uuid AND pc.round = 1
      WHERE climbed.congress IS NULL
    ), above AS (
      SELECT level, "isPilot", unit, congress AS id FROM climbed WHERE congress IS NOT NULL
    ), below AS (
      SELECT start.unit AS top, bu.id AS unit, bu.level, bc.id AS congress, bc."isPilot"
      FROM (SELECT unit FROM own UNION SELECT unit FROM above) start JOIN "Unit" bu ON bu."parentId" = start.unit
      LEFT JOIN "Congress" bc ON bc."unitId" = bu.id AND bc."campaignId" = ${campaignId}::uuid AND bc.round = 1
      UNION ALL
      SELECT below.top, bu.id, bu.level, bc.id, bc."isPilot" FROM below JOIN "Unit" bu ON bu."parentId" = below.unit
      LEFT JOIN "Congress" bc ON bc."unitId" = bu.id AND bc."campaignId" = ${campaignId}::uuid AND bc.round = 1
      WHERE below.congress IS NULL
    )
    SELECT id::text AS id FROM unnest(${[...ids]}::uuid[]) AS id
    UNION SELECT id::text FROM above
    UNION SELECT below.congress::text FROM below JOIN own ON own.unit = below.top WHERE below.congress IS NOT NULL
    UNION SELECT below.congress::text FROM below JOIN above ON above.unit = below.top AND above.level = below.level
      WHERE below.congress IS NOT NULL AND below."isPilot" <> above."isPilot"`;
  return rows.map((row) => row.id);
}

function idsAround(campaign: PlanOf, kin: ReadonlySet<string>, reaches: readonly Reach[]): Prisma.Sql {
  const parts = [Prisma.sql`SELECT unnest(${[...kin]}::uuid[])`];
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

/** What is known of congresses beside their rows. */
export type Known = {
  readonly leaders: ReadonlyMap<string, readonly string[]>;
  readonly exceptions: ExceptionsBy;
  readonly rules: RulesOver;
  /** Those whose place in the order can be told from the rows: the others came along for a leader or a hall; null for all. */
  readonly kin: ReadonlySet<string> | null;
};

/** The congresses of a plan, with what is asked of their order. */
export function congressesFrom(rows: readonly Narrow[], { leaders, exceptions, rules, kin }: Known, campaign: PlanOf): Pick<PlanView, "congresses"> & { readonly order: BranchOrder } {
  const firstRound = new Map(rows.flatMap((row) => (row[6] === 1 ? [[row[1], row[0]] as const] : [])));
  const facts = { openedOn: campaign.openedOn, edition: edition(campaign.editionCode) };
  const order = rules.orderAt(campaign.topPath);
  const congresses = rows.map((row): PlannedCongress => {
    const [id, path, , , , , round] = row;
    const above = round === 1 && (kin === null || kin.has(id)) ? nearestAbove(path, firstRound) : null;
    const congress = congressFrom(row, leaders.get(id) ?? [], exceptions.get(id) ?? [], above?.congressId ?? null, facts);
    const asked = above === null ? order : rules.orderAt(above.path);
    return asked === order ? congress : { ...congress, order: asked };
  });
  return { congresses, order };
}

function congressFrom(
  row: Narrow,
  leaders: readonly string[],
  exceptions: readonly AcceptedException[],
  parentCongressId: string | null,
  facts: Parameters<typeof preparationOf>[1],
): PlannedCongress {
  const [id, path, levelText, kind, from, until, round, orderExemption, state, lengthHalfDays, opensOn, afternoon, venueId, approvedOn, noticedOn, isPilot] = row;
  const level = levelOf(levelText);
  const validFrom = dayOfOrdinal(from);
  return {
    id,
    path,
    level,
    kind,
    inForce: { from: validFrom, until: until === null ? null : dayOfOrdinal(until) },
    round: round === 2 ? 2 : 1,
    parentCongressId,
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
    isPilot,
  };
}

function nearestAbove(path: string, congresses: ReadonlyMap<string, string>): { readonly congressId: string; readonly path: string } | null {
  for (let above = parentPathOf(path); above !== null; above = parentPathOf(above)) {
    const congressId = congresses.get(above);
    if (congressId !== undefined) return { congressId, path: above };
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
