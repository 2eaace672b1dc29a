import type { Level } from "#app/core/organisation/level.ts";
import { LETTER_STATES, isPending } from "#app/core/letters/letter.ts";
import { LINE_STATES, type LineState } from "#app/core/readiness/checklist-state.ts";
import type { EditionCode } from "#app/core/rules/edition.ts";
import { isEditionCode } from "#app/core/rules/editions.ts";
import type { CongressState, Contents } from "#app/core/scheduling/congress.ts";
import { day, type Day } from "#app/core/time/day.ts";
import type { Tx } from "#app/db/client.server.ts";
import { contentsOf, levelOf, type Round, roundOf, stateOf } from "#app/db/congresses.server.ts";
import { toDate, toDay, toDayOrNull } from "#app/db/day.server.ts";

/** What the readiness of one congress rests on, beside its plan. */
export type ReadinessFacts = {
  readonly id: string;
  readonly campaignId: string;
  readonly planId: string;
  readonly topPath: string;
  readonly openedOn: Day;
  readonly editionCode: EditionCode;
  readonly unitPath: string;
  readonly unitKind: string;
  readonly level: Level;
  readonly validFrom: Day;
  readonly round: Round;
  readonly contents: Contents;
  readonly state: CongressState;
  readonly opensOn: Day | null;
  readonly closesOn: Day | null;
  readonly session: string | null;
  readonly lengthHalfDays: number;
  readonly heldOn: Day | null;
  readonly reportedOn: Day | null;
  readonly ratifiedOn: Day | null;
  readonly slateComplete: boolean;
  /** Congresses of the units directly below that are neither closed nor exempted. */
  readonly childrenOpen: number;
  readonly nominees: number;
  /** Nominees whose vetting is not confirmed, or rests on a paper that is too old on the opening day. */
  readonly unvetted: number;
  readonly records: ReadonlyMap<string, { readonly recordedOn: Day; readonly document: string }>;
  readonly lines: ReadonlyMap<string, KeptLine>;
  readonly pendingLetters: readonly PendingLetter[];
};

export type KeptLine = {
  readonly code: string;
  readonly state: LineState;
  readonly evidence: string | null;
  readonly note: string | null;
  readonly doneOn: Day | null;
  readonly version: number;
};

export type PendingLetter = { readonly id: string; readonly receivedOn: Day; readonly competentReceivedOn: Day | null };

type CoreRow = {
  id: string;
  campaignId: string;
  planId: string;
  topPath: string;
  openedOn: string;
  editionCode: string;
  unitPath: string;
  unitKind: string;
  level: string;
  validFrom: string;
  round: number;
  contents: number;
  state: string;
  opensOn: string | null;
  closesOn: string | null;
  session: string | null;
  lengthHalfDays: number;
  heldOn: string | null;
  reportedOn: string | null;
  ratifiedOn: string | null;
  slateComplete: boolean;
  childrenOpen: number;
  nominees: number;
  unvetted: number;
};

/** Four statements for any number of congresses, in the order of their ids; what was cancelled has no readiness. */
export async function readReadinessFacts(tx: Tx, congressIds: readonly string[], today: Day): Promise<ReadinessFacts[]> {
  const ids = [...congressIds];
  const rows = await tx.$queryRaw<CoreRow[]>`
    SELECT c.id::text AS id, c."campaignId"::text AS "campaignId", p.id::text AS "planId", top.path AS "topPath",
      to_char(k."openedOn", 'YYYY-MM-DD') AS "openedOn", k."editionCode", u.path AS "unitPath", u.kind AS "unitKind", u.level,
      to_char(u."validFrom", 'YYYY-MM-DD') AS "validFrom", c.round, c.contents, c.state, c."lengthHalfDays",
      to_char(d."opensOn", 'YYYY-MM-DD') AS "opensOn", to_char(d."closesOn", 'YYYY-MM-DD') AS "closesOn", d.session,
      to_char(o."heldOn", 'YYYY-MM-DD') AS "heldOn", to_char(o."reportedOn", 'YYYY-MM-DD') AS "reportedOn",
      to_char(o."ratifiedOn", 'YYYY-MM-DD') AS "ratifiedOn",
      coalesce(s.state = 'complete', false) AS "slateComplete",
      CASE WHEN c.round = 1 THEN (
        SELECT count(*)::int FROM "Unit" below JOIN "Congress" bc ON bc."unitId" = below.id AND bc."campaignId" = c."campaignId" AND bc.round = 1
        WHERE below."parentId" = u.id AND (below."validUntil" IS NULL OR below."validUntil" > ${toDate(today)}::date)
          AND bc."orderExemption" IS NULL AND bc.state NOT IN ('held', 'reported', 'cancelled')) ELSE 0 END AS "childrenOpen",
      coalesce(n.nominees, 0) AS nominees, coalesce(n.unvetted, 0) AS unvetted
    FROM "Congress" c
    JOIN "Unit" u ON u.id = c."unitId"
    JOIN "Campaign" k ON k.id = c."campaignId"
    JOIN "Unit" top ON top.id = k."unitId"
    JOIN "PlanVersion" p ON p."campaignId" = k.id AND p.state = 'working'
    LEFT JOIN "PlannedDate" d ON d."planVersionId" = p.id AND d."congressId" = c.id
    LEFT JOIN "Outcome" o ON o."congressId" = c.id
    LEFT JOIN "Slate" s ON s."congressId" = c.id
    LEFT JOIN LATERAL (
      SELECT count(*)::int AS nominees, count(*) FILTER (WHERE n.state <> 'confirmed' OR EXISTS (
        SELECT 1 FROM "Check" x WHERE x."nomineeId" = n.id AND x."validUntil" < d."opensOn"))::int AS unvetted
      FROM "Nominee" n WHERE n."congressId" = c.id AND NOT n.withdrawn) n ON true
    WHERE c.id = ANY(${ids}::uuid[]) AND c.state <> 'cancelled'
    ORDER BY c.id`;
  const records = await tx.congressRecord.findMany({ where: { congressId: { in: ids } }, select: { congressId: true, kind: true, recordedOn: true, document: true } });
  const lines = await tx.checklistLine.findMany({ where: { congressId: { in: ids } } });
  const letters = await pendingLettersOf(tx, ids);
  const recordsOf = grouped(records);
  const linesOf = grouped(lines);
  const lettersOf = grouped(letters);
  return rows.map((row) => ({
    ...row,
    ...known(row),
    openedOn: day(row.openedOn),
    validFrom: day(row.validFrom),
    level: levelOf(row.level),
    round: roundOf(row.round),
    contents: contentsOf(row.contents),
    state: stateOf(row.state),
    opensOn: dayOrNull(row.opensOn),
    closesOn: dayOrNull(row.closesOn),
    heldOn: dayOrNull(row.heldOn),
    reportedOn: dayOrNull(row.reportedOn),
    ratifiedOn: dayOrNull(row.ratifiedOn),
    records: new Map(recordsOf(row.id).map(({ kind, recordedOn, document }) => [kind, { recordedOn: toDay(recordedOn), document }])),
    lines: new Map(linesOf(row.id).map((line) => [line.code, lineFrom(line)])),
    pendingLetters: lettersOf(row.id).map(({ letterId, receivedOn, competentReceivedOn }) => ({
      id: letterId,
      receivedOn: toDay(receivedOn),
      competentReceivedOn: toDayOrNull(competentReceivedOn),
    })),
  }));
}

const dayOrNull = (text: string | null): Day | null => (text === null ? null : day(text));

function known({ campaignId, editionCode }: CoreRow): { editionCode: EditionCode } {
  if (!isEditionCode(editionCode)) throw new Error(`campaign ${campaignId} has no known edition`);
  return { editionCode };
}

export const lineStateOf = (text: string): LineState => LINE_STATES.find((state) => state === text) ?? "open";

function lineFrom(row: Omit<KeptLine, "state" | "doneOn"> & { state: string; doneOn: Date | null }): KeptLine {
  const { code, evidence, note, version } = row;
  return { code, evidence, note, version, state: lineStateOf(row.state), doneOn: toDayOrNull(row.doneOn) };
}

const PENDING = LETTER_STATES.filter(isPending);

type LetterRow = { congressId: string; letterId: string; receivedOn: Date; competentReceivedOn: Date | null };

/** The letters nobody has settled yet that are about a congress itself, its unit or one of its nominees. */
async function pendingLettersOf(tx: Tx, ids: readonly string[]): Promise<LetterRow[]> {
  return tx.$queryRaw<LetterRow[]>`
    SELECT about."congressId"::text AS "congressId", l.id::text AS "letterId", l."receivedOn", l."competentReceivedOn"
    FROM (
      SELECT s."congressId", s."letterId" FROM "LetterSubject" s WHERE s."congressId" = ANY(${[...ids]}::uuid[])
      UNION SELECT c.id, s."letterId" FROM "Congress" c JOIN "LetterSubject" s ON s."unitId" = c."unitId" WHERE c.id = ANY(${[...ids]}::uuid[])
      UNION SELECT n."congressId", s."letterId" FROM "Nominee" n JOIN "LetterSubject" s ON s."personId" = n."personId"
        WHERE n."congressId" = ANY(${[...ids]}::uuid[]) AND NOT n.withdrawn
    ) about JOIN "Letter" l ON l.id = about."letterId"
    WHERE l.state = ANY(${[...PENDING]}::text[])
    ORDER BY l.id`;
}

function grouped<Row extends { readonly congressId: string }>(rows: readonly Row[]): (congressId: string) => readonly Row[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const there = groups.get(row.congressId);
    if (there) there.push(row);
    else groups.set(row.congressId, [row]);
  }
  return (congressId) => groups.get(congressId) ?? [];
}
