import type { Permit, Scope } from "#app/core/access/scope.ts";
import { ancestorsOf } from "#app/core/organisation/path.ts";
import { type EditionCode } from "#app/core/rules/edition.ts";
import { isEditionCode } from "#app/core/rules/editions.ts";
import { day, type Day } from "#app/core/time/day.ts";
import type { Tx } from "#app/db/client.server.ts";
import { toDate, toDay } from "#app/db/day.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { PlanOf } from "#app/db/plan-view.server.ts";
import { pathWithin } from "#app/db/within.server.ts";

/** A term's season of a branch, with the plan version on which everybody works. */
export type CampaignFacts = {
  readonly id: string;
  readonly unitId: string;
  readonly unitPath: string;
  readonly unitName: string;
  readonly term: string;
  readonly editionCode: EditionCode;
  readonly openedOn: Day;
  readonly planId: string;
};

type Row = { id: string; unitId: string; unitPath: string; unitName: string; term: string; editionCode: string; openedOn: string; planId: string };

const selectCampaign = Prisma.sql`
  SELECT k.id::text AS id, top.id::text AS "unitId", top.path AS "unitPath", top."partyName" AS "unitName", k.term, k."editionCode",
    to_char(k."openedOn", 'YYYY-MM-DD') AS "openedOn", p.id::text AS "planId"
  FROM "Campaign" k JOIN "Unit" top ON top.id = k."unitId"
  JOIN "PlanVersion" p ON p."campaignId" = k.id AND p.state = 'working'`;

/** The campaign as the loading of its plan wants it. */
export const planOf = (campaign: CampaignFacts): PlanOf => ({ ...campaign, campaignId: campaign.id, topPath: campaign.unitPath });

function fromRow(row: Row): CampaignFacts {
  const { editionCode } = row;
  if (!isEditionCode(editionCode)) throw new Error(`campaign ${row.id} has no known edition`);
  return { ...row, editionCode, openedOn: day(row.openedOn) };
}

/**
 * The newest campaign that a branch belongs to: its own or a superior's; for a branch that stands above the campaigns
 * of its units, the first of those.
 */
export async function campaignOver(tx: Tx, path: string): Promise<CampaignFacts | null> {
  const rows = await tx.$queryRaw<Row[]>`${selectCampaign}
    WHERE top.path = ANY(${[...ancestorsOf(path), path]}::text[]) OR (top.path >= ${path} AND top.path < ${`${path}~`})
    ORDER BY k.term DESC, top.path LIMIT 1`;
  return rows[0] ? fromRow(rows[0]) : null;
}

export async function campaignById(tx: Tx, id: string): Promise<CampaignFacts | null> {
  const rows = await tx.$queryRaw<Row[]>`${selectCampaign} WHERE k.id = ${id}::uuid`;
  return rows[0] ? fromRow(rows[0]) : null;
}

/** The campaigns that cover any of these units, each once. */
export async function campaignsOver(tx: Tx, unitIds: readonly string[]): Promise<CampaignFacts[]> {
  const rows = await tx.$queryRaw<Row[]>`${selectCampaign}
    WHERE EXISTS (SELECT 1 FROM "Unit" u WHERE u.id = ANY(${[...unitIds]}::uuid[]) AND starts_with(u.path, top.path))
    ORDER BY k.id`;
  return rows.map(fromRow);
}

/** A campaign of the same term at the unit, above it or below it; a term is opened once for every unit. */
export async function campaignInTheWay(tx: Tx, path: string, term: string): Promise<{ unitName: string; unitPath: string } | null> {
  // Two openings of one term wait for one another here, and the second then finds the first.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`campaign ${term}`}))`;
  const row = await tx.campaign.findFirst({
    where: { term, unit: { OR: [{ path: { in: [...ancestorsOf(path), path] } }, { path: { gte: path, lt: `${path}~` } }] } },
    select: { unit: { select: { partyName: true, path: true } } },
  });
  return row && { unitName: row.unit.partyName, unitPath: row.unit.path };
}

/** Makes the campaign and its working plan. */
export async function insertCampaign(
  tx: Tx,
  permit: Permit<"campaign.open">,
  campaign: { readonly unitId: string; readonly term: string; readonly editionCode: EditionCode; readonly openedOn: Day },
): Promise<CampaignFacts> {
  const unit = await tx.unit.findFirstOrThrow({ where: { id: campaign.unitId, path: permit.unitPath }, select: { id: true } });
  const { id } = await tx.campaign.create({
    data: { ...campaign, unitId: unit.id, openedOn: toDate(campaign.openedOn), plans: { create: {} } },
    select: { id: true },
  });
  const made = await campaignById(tx, id);
  if (made === null) throw new Error("the campaign was made without a plan");
  return made;
}

/** A unit as the opening of a campaign needs it. */
export type JoiningUnit = {
  readonly unitId: string;
  readonly level: string;
  readonly kind: string;
  readonly members: number | null;
  readonly validFrom: Day;
};

const without = (campaignId: string, under: string, today: Day): Prisma.Sql => Prisma.sql`
  u.path >= ${under} AND u.path < ${`${under}~`} AND (u."validUntil" IS NULL OR u."validUntil" > ${toDate(today)}::date)
  AND NOT EXISTS (SELECT 1 FROM "Congress" c WHERE c."campaignId" = ${campaignId}::uuid AND c."unitId" = u.id)`;

/** Units under a path that are in force on the day, or will be, and hold no congress in the campaign yet. */
export async function unitsWithoutCongress(tx: Tx, campaignId: string, under: string, today: Day): Promise<JoiningUnit[]> {
  const rows = await tx.$queryRaw<(Omit<JoiningUnit, "validFrom"> & { validFrom: Date })[]>`
    SELECT u.id::text AS "unitId", u.level, u.kind, u.members, u."validFrom"
    FROM "Unit" u
    WHERE ${without(campaignId, under, today)}`;
  return rows.map((row) => ({ ...row, validFrom: toDay(row.validFrom) }));
}

export async function countUnitsWithoutCongress(tx: Tx, campaignId: string, under: string, today: Day): Promise<number> {
  const rows = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM "Unit" u WHERE ${without(campaignId, under, today)}`;
  return rows[0]?.count ?? 0;
}

/** Congresses of a branch counted by level, round and state. */
export type CongressCount = { readonly level: string; readonly round: number; readonly state: string; readonly count: number };

export async function countCongresses(tx: Tx, inside: Scope, campaignId: string): Promise<CongressCount[]> {
  return tx.$queryRaw<CongressCount[]>`
    SELECT u.level, c.round, c.state, count(*)::int AS count
    FROM "Congress" c JOIN "Unit" u ON u.id = c."unitId"
    WHERE c."campaignId" = ${campaignId}::uuid AND ${pathWithin(inside, Prisma.sql`u.path`)}
    GROUP BY u.level, c.round, c.state`;
}
