import type { Permit, Scope } from "#app/core/access/scope.ts";
import type { PlanningWish } from "#app/core/planning/branch-plan.ts";
import { KEEPING } from "#app/core/planning/instance.ts";
import { LEVELS } from "#app/core/organisation/level.ts";
import { type Day, isDay } from "#app/core/time/day.ts";
import type { Tx } from "#app/db/client.server.ts";
import { toDay } from "#app/db/day.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { pathWithin } from "#app/db/within.server.ts";

export type RunState = "queued" | "running" | "stopping" | "stopped" | "done" | "failed";

/** Why a run gave nothing. */
export const RUN_FAILURES = ["interrupted", "notAllowed", "seasonOver", "failed"] as const;
export type RunFailure = (typeof RUN_FAILURES)[number];

export type PlanningRun = {
  readonly id: string;
  readonly unitId: string;
  readonly state: RunState;
  /** Between 0 and 1. */
  readonly share: number;
  readonly placed: number;
  readonly asked: number;
  readonly failure: RunFailure | null;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly planVersionId: string | null;
};

/** Null when the branch is being planned already: one run at a time for a branch. */
export async function insertRun(
  tx: Tx,
  permit: Permit<"plan.propose">,
  run: { readonly campaignId: string; readonly unitId: string; readonly question: PlanningWish; readonly requestedById: string },
): Promise<string | null> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    INSERT INTO "PlanningRun" (id, "campaignId", "unitId", question, "requestedById")
    SELECT gen_random_uuid(), ${run.campaignId}::uuid, u.id, ${JSON.stringify(run.question)}::jsonb, ${run.requestedById}::uuid
    FROM "Unit" u WHERE u.id = ${run.unitId}::uuid AND u.path = ${permit.unitPath}
    ON CONFLICT ("unitId") WHERE state IN ('queued', 'running', 'stopping') DO NOTHING RETURNING id::text AS id`;
  return rows[0]?.id ?? null;
}

/** The latest run of a branch. */
export async function latestRun(tx: Tx, unitId: string): Promise<PlanningRun | null> {
  const rows = await tx.$queryRaw<(Omit<PlanningRun, "state" | "failure"> & { state: string; failure: string | null })[]>`
    SELECT r.id::text AS id, r."unitId"::text AS "unitId", r.state, r.share, r.placed, r.asked, r.failure, a."displayName" AS "requestedBy",
      r."requestedAt", r."planVersionId"::text AS "planVersionId"
    FROM "PlanningRun" r JOIN "Account" a ON a.id = r."requestedById"
    WHERE r."unitId" = ${unitId}::uuid ORDER BY r."requestedAt" DESC, r.id LIMIT 1`;
  const [row] = rows;
  if (row === undefined) return null;
  return { ...row, state: stateOf(row.state), failure: row.failure === null ? null : (RUN_FAILURES.find((each) => each === row.failure) ?? "failed") };
}

const STATES: readonly RunState[] = ["queued", "running", "stopping", "stopped", "done", "failed"];
const stateOf = (text: string): RunState => STATES.find((state) => state === text) ?? "failed";

export async function findRun(tx: Tx, scope: Scope, id: string): Promise<{ readonly id: string; readonly state: RunState; readonly unitPath: string } | null> {
  const rows = await tx.$queryRaw<{ id: string; state: string; unitPath: string }[]>`
    SELECT r.id::text AS id, r.state, u.path AS "unitPath" FROM "PlanningRun" r JOIN "Unit" u ON u.id = r."unitId"
    WHERE r.id = ${id}::uuid AND ${pathWithin(scope, Prisma.sql`u.path`)}`;
  const [row] = rows;
  return row === undefined ? null : { ...row, state: stateOf(row.state) };
}

/** Whoever works on the run sees it within a second; one that waits is over at once. False when it was over already. */
export async function askToStop(tx: Tx, permit: Permit<"plan.propose">, id: string): Promise<boolean> {
  const changed = await tx.$executeRaw`
    UPDATE "PlanningRun" r SET state = CASE r.state WHEN 'queued' THEN 'stopped' ELSE 'stopping' END,
      "endedAt" = CASE r.state WHEN 'queued' THEN now() END
    FROM "Unit" u WHERE u.id = r."unitId" AND u.path = ${permit.unitPath} AND r.id = ${id}::uuid AND r.state IN ('queued', 'running', 'stopping')`;
  return changed === 1;
}

export type ClaimedRun = { readonly id: string; readonly campaignId: string; readonly unitId: string; readonly unitPath: string; readonly question: PlanningWish; readonly login: string };

/** Takes the run that has waited longest; two servers never take the same one. */
export async function claimRun(tx: Tx): Promise<ClaimedRun | null> {
  const rows = await tx.$queryRaw<(Omit<ClaimedRun, "question"> & { question: unknown })[]>`
    UPDATE "PlanningRun" r SET state = 'running', "heartbeatAt" = now()
    FROM (SELECT id FROM "PlanningRun" WHERE state = 'queued' ORDER BY "requestedAt" LIMIT 1 FOR UPDATE SKIP LOCKED) next, "Unit" u, "Account" a
    WHERE r.id = next.id AND u.id = r."unitId" AND a.id = r."requestedById"
    RETURNING r.id::text AS id, r."campaignId"::text AS "campaignId", r."unitId"::text AS "unitId", u.path AS "unitPath", r.question, a.login`;
  const [row] = rows;
  return row === undefined ? null : { ...row, question: wishOf(row.question) };
}

/** A question as it was stored. */
export function wishOf(stored: unknown): PlanningWish {
  const question = fieldsOf(stored);
  const scenario = fieldsOf(question["scenario"]);
  const number = (name: string): number | null => (typeof scenario[name] === "number" ? scenario[name] : null);
  const flag = (name: string): boolean | null => (typeof scenario[name] === "boolean" ? scenario[name] : null);
  return {
    keeping: KEEPING.find((each) => each === question["keeping"]) ?? "dates",
    round: question["round"] === 2 ? 2 : 1,
    scenario: {
      perDay: number("perDay"),
      gapDays: number("gapDays"),
      lessonDays: number("lessonDays"),
      leadersPerCongress: number("leadersPerCongress"),
      pilotsHard: flag("pilotsHard"),
      saturdays: flag("saturdays"),
      window: windowOf(fieldsOf(scenario["window"])),
      absence: absenceOf(fieldsOf(scenario["absence"])),
    },
  };
}

type Fields = Readonly<Record<string, unknown>>;

const dayOf = (value: unknown): Day | null => (isDay(value) ? value : null);

function windowOf(stored: Fields): PlanningWish["scenario"]["window"] {
  const level = LEVELS.find((each) => each === stored["level"]);
  return level === undefined ? null : { level, from: dayOf(stored["from"]), until: dayOf(stored["until"]) };
}

function absenceOf(stored: Fields): PlanningWish["scenario"]["absence"] {
  const [leaderId, from, until] = [stored["leaderId"], dayOf(stored["from"]), dayOf(stored["until"])];
  return typeof leaderId !== "string" || from === null || until === null ? null : { leaderId, from, until };
}

export const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> => (typeof value === "object" && value !== null ? { ...value } : {});

/** Says how far the run has come and that somebody works on it; false when it is to stop. */
export async function beatRun(tx: Tx, id: string, progress: { readonly share: number; readonly placed: number; readonly asked: number } | null): Promise<boolean> {
  const { share, placed, asked } = progress ?? { share: null, placed: null, asked: null };
  const changed = await tx.$executeRaw`
    UPDATE "PlanningRun" SET "heartbeatAt" = now(), share = coalesce(${share}::float8, share), placed = coalesce(${placed}::int, placed),
      asked = coalesce(${asked}::int, asked)
    WHERE id = ${id}::uuid AND state = 'running'`;
  return changed === 1;
}

/** Ends a run; what was asked to stop is stopped, whatever it came to. False when it was to stop instead of being done. */
export async function endRun(tx: Tx, id: string, end: { readonly planVersionId: string; readonly placed: number; readonly asked: number } | { readonly failure: RunFailure } | "stopped"): Promise<boolean> {
  if (end === "stopped" || "failure" in end) {
    const failure = end === "stopped" ? null : end.failure;
    await tx.$executeRaw`
      UPDATE "PlanningRun" SET "endedAt" = now(), state = CASE WHEN state = 'stopping' OR ${failure}::text IS NULL THEN 'stopped' ELSE 'failed' END,
        failure = CASE WHEN state = 'stopping' THEN NULL ELSE ${failure} END
      WHERE id = ${id}::uuid AND state IN ('running', 'stopping')`;
    return true;
  }
  const changed = await tx.$executeRaw`
    UPDATE "PlanningRun" SET "endedAt" = now(), state = 'done', share = 1, placed = ${end.placed}, asked = ${end.asked}, "planVersionId" = ${end.planVersionId}::uuid
    WHERE id = ${id}::uuid AND state = 'running'`;
  return changed === 1;
}

/** Nobody has worked on these for a while: their server was ended in the middle. */
export const endForsakenRuns = (tx: Tx, silentSeconds: number): Promise<number> => tx.$executeRaw`
  UPDATE "PlanningRun" SET "endedAt" = now(), state = CASE state WHEN 'stopping' THEN 'stopped' ELSE 'failed' END,
    failure = CASE state WHEN 'stopping' THEN NULL ELSE 'interrupted' END
  WHERE state IN ('running', 'stopping') AND "heartbeatAt" < now() - make_interval(secs => ${silentSeconds})`;

/** The leaders of a campaign by the congress of their own committee, and when they are away. */
export async function attendingOf(
  tx: Tx,
  campaign: { readonly id: string; readonly unitPath: string },
): Promise<{ leaders: { id: string; congressId: string }[]; absences: { leaderId: string; from: Day; until: Day }[] }> {
  const leaders = await tx.$queryRaw<{ id: string; congressId: string }[]>`
    SELECT l.id::text AS id, c.id::text AS "congressId"
    FROM "Leader" l JOIN "Unit" u ON u.id = l."unitId"
    JOIN "Congress" c ON c."unitId" = l."unitId" AND c."campaignId" = ${campaign.id}::uuid AND c.round = 1
    ORDER BY u.path, l.code`;
  const absences = await tx.leaderAbsence.findMany({
    where: { leader: { unit: { path: { gte: campaign.unitPath, lt: `${campaign.unitPath}~` } } } },
    orderBy: [{ leaderId: "asc" }, { from: "asc" }],
    select: { leaderId: true, from: true, until: true },
  });
  return { leaders, absences: absences.map((row) => ({ leaderId: row.leaderId, from: toDay(row.from), until: toDay(row.until) })) };
}

/** The days that units have asked for. */
export async function wishesOf(tx: Tx, campaignId: string): Promise<{ congressId: string; on: Day }[]> {
  const rows = await tx.congress.findMany({ where: { campaignId, desiredOn: { not: null } }, select: { id: true, desiredOn: true } });
  return rows.flatMap((row) => (row.desiredOn === null ? [] : [{ congressId: row.id, on: toDay(row.desiredOn) }]));
}
