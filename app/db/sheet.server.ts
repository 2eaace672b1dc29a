import type { Permit, Scope } from "#app/core/access/scope.ts";
import type { Level } from "#app/core/organisation/level.ts";
import { ancestorsOf } from "#app/core/organisation/path.ts";
import type { CongressState } from "#app/core/scheduling/congress.ts";
import { day, type Day } from "#app/core/time/day.ts";
import type { Session } from "#app/core/time/half-days.ts";
import type { Tx } from "#app/db/client.server.ts";
import { type CongressFilter, dateOf, listMark, matchingInPlan, type PlanRef } from "#app/db/congress-lists.server.ts";
import { levelOf, sessionOf, stateOf } from "#app/db/congresses.server.ts";
import { dropFallen } from "#app/db/exceptions.server.ts";

/** One row of the sheet. */
export type SheetLine = {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly parentName: string | null;
  readonly unitPath: string;
  readonly level: Level;
  readonly round: number;
  readonly state: CongressState;
  readonly opensOn: Day | null;
  readonly session: Session | null;
  readonly lengthHalfDays: number;
  readonly venueId: string | null;
  readonly desiredOn: Day | null;
  readonly isPilot: boolean;
  readonly frozenFrom: Day | null;
  readonly haltReason: string | null;
  readonly haltDocument: string | null;
};

/** Congresses of a campaign in the order of the tree, a page at a time, how many there are, and the mark of them all. */
export async function pageOfSheet(
  tx: Tx,
  inside: Scope,
  plan: PlanRef,
  asked: CongressFilter & { readonly offset: number; readonly take: number },
): Promise<{ rows: SheetLine[]; total: number; mark: string }> {
  const where = matchingInPlan(inside, plan, { ...asked, range: null });
  const [counted] = await tx.$queryRaw<{ total: number; versions: number }[]>`
    SELECT count(*)::int AS total, coalesce(sum(c.version), 0)::int AS versions FROM "Congress" c JOIN "Unit" u ON u.id = c."unitId" WHERE ${where}`;
  type Row = Omit<SheetLine, "level" | "state" | "opensOn" | "session" | "desiredOn" | "frozenFrom"> & Record<"level" | "state", string> & Record<"opensOn" | "session" | "desiredOn" | "frozenFrom", string | null>;
  const rows = await tx.$queryRaw<Row[]>`
    SELECT c.id::text AS id, c.version, u."partyName" AS name, p."partyName" AS "parentName", u.path AS "unitPath", u.level, c.round, c.state,
      to_char(d."opensOn", 'YYYY-MM-DD') AS "opensOn", d.session, c."lengthHalfDays", d."venueId"::text AS "venueId",
      to_char(c."desiredOn", 'YYYY-MM-DD') AS "desiredOn", c."isPilot", to_char(c."frozenFrom", 'YYYY-MM-DD') AS "frozenFrom", c."haltReason", c."haltDocument"
    FROM (SELECT c.id FROM "Congress" c JOIN "Unit" u ON u.id = c."unitId" WHERE ${where} ORDER BY u.path, c.round LIMIT ${asked.take} OFFSET ${asked.offset}) AS page
    JOIN "Congress" c ON c.id = page.id JOIN "Unit" u ON u.id = c."unitId" LEFT JOIN "Unit" p ON p.id = u."parentId" ${dateOf(plan)}
    ORDER BY u.path, c.round`;
  const dayOrNull = (text: string | null): Day | null => (text === null ? null : day(text));
  return {
    total: counted?.total ?? 0,
    mark: listMark(counted?.total ?? 0, counted?.versions ?? 0),
    rows: rows.map((row) => ({
      ...row,
      level: levelOf(row.level),
      state: stateOf(row.state),
      opensOn: dayOrNull(row.opensOn),
      session: row.session === null ? null : sessionOf(row.session),
      desiredOn: dayOrNull(row.desiredOn),
      frozenFrom: dayOrNull(row.frozenFrom),
    })),
  };
}

export type Hall = { readonly id: string; readonly code: string; readonly name: string; readonly unitPath: string };

const MOST_HALLS = 500;

/** The halls of some units and of those above them, the nearest first. */
export async function hallsAround(tx: Tx, unitPaths: readonly string[]): Promise<Hall[]> {
  const over = [...new Set(unitPaths.flatMap((path) => [...ancestorsOf(path), path]))];
  return tx.$queryRaw<Hall[]>`
    SELECT v.id::text AS id, v.code, v.name, u.path AS "unitPath" FROM "Venue" v JOIN "Unit" u ON u.id = v."unitId"
    WHERE u.path = ANY(${over}::text[]) ORDER BY length(u.path) DESC, v.code LIMIT ${MOST_HALLS}`;
}

/** The halls in which some congresses sit that are none of those. */
export async function hallsByIds(tx: Tx, ids: readonly string[]): Promise<Hall[]> {
  return tx.$queryRaw<Hall[]>`
    SELECT v.id::text AS id, v.code, v.name, u.path AS "unitPath" FROM "Venue" v JOIN "Unit" u ON u.id = v."unitId" WHERE v.id = ANY(${[...ids]}::uuid[])`;
}

export type RowChange = {
  readonly id: string;
  readonly version: number;
  readonly state: CongressState;
  readonly lengthHalfDays: number;
  readonly isPilot: boolean;
  readonly desiredOn: Day | null;
  readonly date: { readonly opensOn: Day; readonly closesOn: Day; readonly session: Session; readonly venueId: string | null } | null;
  /** Whether day, half-day or hall are others than before, so that the date gets the reason of the change. */
  readonly moved: boolean;
};

/**
 * Writes many rows in a few statements, if nobody has changed any of them since; says whether that was so. On a refusal
 * the caller rolls back. Who attends stays as it is.
 */
export async function writeRows(tx: Tx, permit: Permit<"congress.date">, planId: string, rows: readonly RowChange[], reason: string): Promise<boolean> {
  const json = JSON.stringify(rows.map(({ date, ...row }) => ({ ...row, ...date })));
  const changed = await tx.$executeRaw`
    UPDATE "Congress" c SET state = n.state, "lengthHalfDays" = n."lengthHalfDays", "isPilot" = n."isPilot", "desiredOn" = n."desiredOn", version = c.version + 1
    FROM json_to_recordset(${json}::json) AS n(id uuid, version int, state text, "lengthHalfDays" int, "isPilot" boolean, "desiredOn" date), "Unit" u
    WHERE c.id = n.id AND c.version = n.version AND c.state NOT IN ('held', 'reported', 'cancelled') AND u.id = c."unitId" AND starts_with(u.path, ${permit.unitPath})`;
  if (changed !== rows.length) return false;
  await tx.$executeRaw`
    INSERT INTO "PlannedDate" AS d ("planVersionId", "congressId", "opensOn", "closesOn", session, "venueId", reason)
    SELECT ${planId}::uuid, n.id, n."opensOn", n."closesOn", n.session, n."venueId", ${reason}
    FROM json_to_recordset(${json}::json) AS n(id uuid, "opensOn" date, "closesOn" date, session text, "venueId" uuid) WHERE n."opensOn" IS NOT NULL
    ON CONFLICT ("planVersionId", "congressId") DO UPDATE SET "opensOn" = EXCLUDED."opensOn", "closesOn" = EXCLUDED."closesOn",
      session = EXCLUDED.session, "venueId" = EXCLUDED."venueId", version = d.version + 1,
      reason = CASE WHEN d."congressId" = ANY(${rows.filter((row) => row.moved).map((row) => row.id)}::uuid[]) THEN EXCLUDED.reason ELSE d.reason END`;
  const undated = rows.filter((row) => row.date === null).map((row) => row.id);
  await tx.$executeRaw`DELETE FROM "PlannedDate" WHERE "planVersionId" = ${planId}::uuid AND "congressId" = ANY(${undated}::uuid[])`;
  await dropFallen(tx, rows.map((row) => row.id), planId);
  return true;
}

export type Halt = { readonly state: CongressState | null; readonly frozenFrom: Day | null; readonly reason: string | null; readonly document: string | null };

/** Freezes, releases, cancels or restores congresses, if nobody has changed any of them since; a state of null stays. */
export async function haltCongresses(
  tx: Tx,
  permit: Permit<"congress.date">,
  congresses: readonly { readonly id: string; readonly version: number }[],
  { state, frozenFrom, reason, document }: Halt,
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE "Congress" c SET state = coalesce(${state}, c.state), "frozenFrom" = ${frozenFrom}::date, "haltReason" = ${reason}, "haltDocument" = ${document}, version = c.version + 1
    FROM unnest(${congresses.map((each) => each.id)}::uuid[], ${congresses.map((each) => each.version)}::int[]) AS n(id, version), "Unit" u
    WHERE c.id = n.id AND c.version = n.version AND c.state NOT IN ('held', 'reported') AND u.id = c."unitId" AND starts_with(u.path, ${permit.unitPath})`;
  return changed === congresses.length;
}

/** Takes the dates of cancelled congresses out of the working plan and declines days that were still proposed. */
export async function clearCancelled(tx: Tx, _permit: Permit<"congress.date">, planId: string, ids: readonly string[]): Promise<void> {
  await tx.plannedDate.deleteMany({ where: { planVersionId: planId, congressId: { in: [...ids] } } });
  await tx.dateProposal.updateMany({ where: { congressId: { in: [...ids] }, state: "open" }, data: { state: "declined" } });
  await dropFallen(tx, ids, planId);
}

/** The congresses of the units right below those of some congresses, that are not cancelled themselves. */
export async function congressesBelow(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT b.id::text AS id FROM "Congress" c JOIN "Unit" u ON u."parentId" = c."unitId"
    JOIN "Congress" b ON b."unitId" = u.id AND b."campaignId" = c."campaignId" AND b.round = 1 AND b.state <> 'cancelled'
    WHERE c.id = ANY(${[...ids]}::uuid[]) AND c.round = 1`;
  return rows.map((row) => row.id);
}
