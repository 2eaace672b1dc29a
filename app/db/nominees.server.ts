import type { Scope } from "#app/core/access/scope.ts";
import type { Level } from "#app/core/organisation/level.ts";
import type { Contents, EditionCode } from "#app/core/rules/edition.ts";
import { isEditionCode } from "#app/core/rules/editions.ts";
import type { Sex } from "#app/core/rules/retirement.ts";
import type { Day } from "#app/core/time/day.ts";
import { CHECK_STATES, type CheckState } from "#app/core/vetting/checks.ts";
import { CONCLUSION_VERDICTS, type ConclusionEntry, type ConclusionVerdict } from "#app/core/vetting/conclusion.ts";
import type { Discipline } from "#app/core/vetting/eligibility.ts";
import { NOMINEE_STATES, type NomineeState } from "#app/core/vetting/nominee-state.ts";
import { NOMINEE_KINDS, type NomineeKind, SLATE_POSTS, type SlatePost } from "#app/core/vetting/slate.ts";
import type { Tx } from "#app/db/client.server.ts";
import { contentsOf, levelOf } from "#app/db/congresses.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { pathWithin } from "#app/db/within.server.ts";

export const postOf = (text: string): SlatePost => SLATE_POSTS.find((post) => post === text) ?? "delegate";
export const nomineeStateOf = (text: string): NomineeState => NOMINEE_STATES.find((state) => state === text) ?? "incomplete";
export const checkStateOf = (text: string): CheckState => CHECK_STATES.find((state) => state === text) ?? "notSent";
export const verdictOf = (text: string): ConclusionVerdict => CONCLUSION_VERDICTS.find((verdict) => verdict === text) ?? "notConsidered";

/** Who may not be met: rows about these persons do not exist for the reader. */
export const notWalled = (walled: readonly string[]): Prisma.Sql =>
  walled.length === 0 ? Prisma.sql`TRUE` : Prisma.sql`n."personId" <> ALL(${[...walled]}::uuid[])`;

/** A nominee with everything that the overall state and the eligibility rest on. */
export type NomineeFacts = {
  readonly id: string;
  readonly congressId: string;
  readonly campaignId: string;
  readonly postId: string;
  readonly post: SlatePost;
  readonly personId: string;
  readonly name: string;
  readonly kind: NomineeKind;
  readonly position: number;
  readonly officerId: string | null;
  readonly officerName: string | null;
  readonly state: NomineeState;
  readonly withdrawn: boolean;
  readonly version: number;
  readonly unitName: string;
  readonly unitPath: string;
  readonly unitKind: string;
  readonly level: Level;
  readonly contents: Contents;
  readonly editionCode: EditionCode;
  readonly opensOn: Day | null;
  readonly presentPost: string | null;
  readonly personUnit: string;
  readonly bornOn: Day | null;
  readonly sex: Sex | null;
  readonly inPostSince: Day | null;
  readonly onPlanningList: boolean | null;
  readonly pendingCase: boolean | null;
  readonly disciplines: readonly Discipline[];
  readonly checks: readonly { readonly state: CheckState; readonly validUntil: Day | null }[];
  readonly conclusions: readonly ConclusionEntry[];
};

type Row = Omit<NomineeFacts, "post" | "kind" | "state" | "level" | "contents" | "editionCode" | "checks" | "conclusions"> & {
  post: string;
  kind: string;
  state: string;
  level: string;
  contents: number;
  editionCode: string;
  checks: { state: string; validUntil: Day | null }[];
  conclusions: ConclusionRow[];
};

/** One version with its decision, as the log of the core reads them. */
export type ConclusionRow = {
  readonly n: number;
  readonly verdict: string;
  readonly bodyHash: string;
  readonly accountId: string;
  readonly personId: string | null;
  readonly decision: string | null;
  readonly decidedHash: string | null;
  readonly deciderId: string | null;
  readonly deciderPersonId: string | null;
};

export function conclusionLog(rows: readonly ConclusionRow[]): ConclusionEntry[] {
  return rows.flatMap((row): ConclusionEntry[] => {
    const proposed = { event: "proposed", n: row.n, verdict: verdictOf(row.verdict), bodyHash: row.bodyHash, by: { accountId: row.accountId, personId: row.personId } } as const;
    if (row.decision === null || row.deciderId === null) return [proposed];
    const event = row.decision === "confirmed" ? "confirmed" : "returned";
    return [proposed, { event, n: row.n, bodyHash: row.decidedHash ?? "", by: { accountId: row.deciderId, personId: row.deciderPersonId } }];
  });
}

const SELECT = Prisma.sql`
  SELECT n.id::text AS id, n."congressId"::text AS "congressId", c."campaignId"::text AS "campaignId", n."postId"::text AS "postId", s.post,
    n."personId"::text AS "personId", p."fullName" AS name, n.kind, n.position, n."officerId"::text AS "officerId", o."displayName" AS "officerName",
    n.state, n.withdrawn, n.version, u."partyName" AS "unitName", u.path AS "unitPath", u.kind AS "unitKind", u.level, c.contents, k."editionCode",
    to_char(d."opensOn", 'YYYY-MM-DD') AS "opensOn", p.post AS "presentPost", pu."partyName" AS "personUnit", to_char(p."bornOn", 'YYYY-MM-DD') AS "bornOn",
    p.sex, to_char(p."inPostSince", 'YYYY-MM-DD') AS "inPostSince", p."onPlanningList", p."pendingCase",
    (SELECT coalesce(json_agg(json_build_object('kind', x.kind, 'decidedOn', x."decidedOn")), '[]') FROM "PersonDiscipline" x WHERE x."personId" = p.id) AS disciplines,
    (SELECT coalesce(json_agg(json_build_object('state', x.state, 'validUntil', x."validUntil")), '[]') FROM "Check" x WHERE x."nomineeId" = n.id) AS checks,
    (SELECT coalesce(json_agg(json_build_object('n', v.n, 'verdict', v.verdict, 'bodyHash', v."bodyHash", 'accountId', v."proposedById", 'personId', pa."personId",
        'decision', e.decision, 'decidedHash', e."bodyHash", 'deciderId', e."decidedById", 'deciderPersonId', da."personId") ORDER BY v.n), '[]')
      FROM "Conclusion" cc JOIN "ConclusionVersion" v ON v."conclusionId" = cc.id LEFT JOIN "Account" pa ON pa.id = v."proposedById"
        LEFT JOIN "ConclusionDecision" e ON e."versionId" = v.id LEFT JOIN "Account" da ON da.id = e."decidedById"
      WHERE cc."nomineeId" = n.id) AS conclusions
  FROM "Nominee" n JOIN "SlatePost" s ON s.id = n."postId" JOIN "Person" p ON p.id = n."personId" JOIN "Unit" pu ON pu.id = p."unitId"
    JOIN "Congress" c ON c.id = n."congressId" JOIN "Unit" u ON u.id = c."unitId" JOIN "Campaign" k ON k.id = c."campaignId"
    JOIN "PlanVersion" v ON v."campaignId" = k.id AND v.state = 'working'
    LEFT JOIN "PlannedDate" d ON d."planVersionId" = v.id AND d."congressId" = c.id
    LEFT JOIN "Account" o ON o.id = n."officerId"`;

function fromRow(row: Row): NomineeFacts {
  const { editionCode } = row;
  if (!isEditionCode(editionCode)) throw new Error(`campaign ${row.campaignId} has no known edition`);
  return {
    ...row,
    editionCode,
    post: postOf(row.post),
    kind: NOMINEE_KINDS.find((kind) => kind === row.kind) ?? "firstTime",
    state: nomineeStateOf(row.state),
    level: levelOf(row.level),
    contents: contentsOf(row.contents),
    checks: row.checks.map((check) => ({ ...check, state: checkStateOf(check.state) })),
    conclusions: conclusionLog(row.conclusions),
  };
}

/** A nominee of the scope whom nothing walls the reader off from. */
export async function findNominee(tx: Tx, scope: Scope, walled: readonly string[], id: string): Promise<NomineeFacts | null> {
  const rows = await tx.$queryRaw<Row[]>`${SELECT} WHERE n.id = ${id}::uuid AND ${pathWithin(scope, Prisma.sql`u.path`)} AND ${notWalled(walled)}`;
  return rows[0] ? fromRow(rows[0]) : null;
}

/** Writers of one nominee wait for one another here. */
export const holdNominee = (tx: Tx, id: string): Promise<unknown> => tx.$queryRaw`SELECT 1 FROM "Nominee" WHERE id = ${id}::uuid FOR UPDATE`;

/** A slate has a few dozen nominees; the limit is a guard. */
const MOST = 1_000;

export async function nomineesOfCongress(tx: Tx, congressId: string): Promise<NomineeFacts[]> {
  const rows = await tx.$queryRaw<Row[]>`${SELECT} WHERE n."congressId" = ${congressId}::uuid ORDER BY n.withdrawn, n.position, n.id LIMIT ${MOST}`;
  return rows.map(fromRow);
}

export async function nomineesOfCongresses(tx: Tx, congressIds: readonly string[]): Promise<NomineeFacts[]> {
  const rows = await tx.$queryRaw<Row[]>`${SELECT} WHERE n."congressId" = ANY(${[...congressIds]}::uuid[])`;
  return rows.map(fromRow);
}

export async function nomineesByIds(tx: Tx, ids: readonly string[]): Promise<NomineeFacts[]> {
  const rows = await tx.$queryRaw<Row[]>`${SELECT} WHERE n.id = ANY(${[...ids]}::uuid[])`;
  return rows.map(fromRow);
}

/** One statement for any number of nominees. */
export async function keepNomineeStates(tx: Tx, states: readonly { readonly id: string; readonly state: NomineeState }[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Nominee" n SET state = s.state
    FROM unnest(${states.map((each) => each.id)}::uuid[], ${states.map((each) => each.state)}::text[]) AS s(id, state)
    WHERE n.id = s.id AND n.state <> s.state`;
}
