import pg from "pg";
import type { Tx } from "#app/db/client.server.ts";
import type * as Stored from "#app/db/generated/client.ts";

/** Whole tables at once, for the demo and the benchmarks: no scope, no permit, no log entry of their own. */

/** Days and instants as ISO text, every column named: what json_populate_recordset reads. */
type Written<T> = { readonly [K in keyof T]: Date extends T[K] ? Exclude<T[K], Date> | string : T[K] };

export type Rows = {
  readonly unit: Written<Stored.Unit>;
  readonly unitPlacement: Written<Stored.UnitPlacement>;
  readonly branchSetting: Written<Stored.BranchSetting>;
  readonly person: Written<Stored.Person>;
  readonly personRelation: Written<Stored.PersonRelation>;
  readonly personDiscipline: Written<Stored.PersonDiscipline>;
  readonly unitHead: Written<Stored.UnitHead>;
  readonly leader: Written<Stored.Leader>;
  readonly leaderAbsence: Written<Stored.LeaderAbsence>;
  readonly venue: Written<Stored.Venue>;
  readonly account: Written<Stored.Account>;
  readonly grant: Written<Stored.Grant>;
  readonly campaign: Written<Stored.Campaign>;
  readonly planVersion: Written<Stored.PlanVersion>;
  readonly congress: Written<Stored.Congress>;
  readonly plannedDate: Written<Stored.PlannedDate>;
  readonly congressLeader: Written<Stored.CongressLeader>;
  readonly congressRecord: Written<Stored.CongressRecord>;
  readonly checklistLine: Written<Stored.ChecklistLine>;
  readonly outcome: Written<Stored.Outcome>;
  readonly slate: Written<Stored.Slate>;
  readonly slatePost: Written<Stored.SlatePost>;
  readonly nominee: Written<Stored.Nominee>;
  readonly check: Written<Stored.Check>;
  readonly checkEntry: Written<Stored.CheckEntry>;
  readonly conclusion: Written<Stored.Conclusion>;
  readonly conclusionVersion: Written<Stored.ConclusionVersion>;
  readonly conclusionDecision: Written<Stored.ConclusionDecision>;
  readonly letter: Written<Stored.Letter>;
  readonly letterSubject: Written<Stored.LetterSubject>;
  readonly letterAssignment: Written<Stored.LetterAssignment>;
  readonly letterEntry: Written<Stored.LetterEntry>;
  readonly letterProposal: Written<Stored.LetterProposal>;
};
export type Table = keyof Rows;

/** One statement a table, written out because a table's name cannot be a parameter. */
const INSERT: Readonly<Record<Table, (tx: Tx, json: string) => Promise<number>>> = {
  unit: (tx, json) => tx.$executeRaw`INSERT INTO "Unit" SELECT * FROM json_populate_recordset(NULL::"Unit", ${json}::json)`,
  unitPlacement: (tx, json) => tx.$executeRaw`INSERT INTO "UnitPlacement" SELECT * FROM json_populate_recordset(NULL::"UnitPlacement", ${json}::json)`,
  branchSetting: (tx, json) => tx.$executeRaw`INSERT INTO "BranchSetting" SELECT * FROM json_populate_recordset(NULL::"BranchSetting", ${json}::json)`,
  person: (tx, json) => tx.$executeRaw`INSERT INTO "Person" SELECT * FROM json_populate_recordset(NULL::"Person", ${json}::json)`,
  personRelation: (tx, json) => tx.$executeRaw`INSERT INTO "PersonRelation" SELECT * FROM json_populate_recordset(NULL::"PersonRelation", ${json}::json)`,
  personDiscipline: (tx, json) => tx.$executeRaw`INSERT INTO "PersonDiscipline" SELECT * FROM json_populate_recordset(NULL::"PersonDiscipline", ${json}::json)`,
  unitHead: (tx, json) => tx.$executeRaw`INSERT INTO "UnitHead" SELECT * FROM json_populate_recordset(NULL::"UnitHead", ${json}::json)`,
  leader: (tx, json) => tx.$executeRaw`INSERT INTO "Leader" SELECT * FROM json_populate_recordset(NULL::"Leader", ${json}::json)`,
  leaderAbsence: (tx, json) => tx.$executeRaw`INSERT INTO "LeaderAbsence" SELECT * FROM json_populate_recordset(NULL::"LeaderAbsence", ${json}::json)`,
  venue: (tx, json) => tx.$executeRaw`INSERT INTO "Venue" SELECT * FROM json_populate_recordset(NULL::"Venue", ${json}::json)`,
  account: (tx, json) => tx.$executeRaw`INSERT INTO "Account" SELECT * FROM json_populate_recordset(NULL::"Account", ${json}::json)`,
  grant: (tx, json) => tx.$executeRaw`INSERT INTO "Grant" SELECT * FROM json_populate_recordset(NULL::"Grant", ${json}::json)`,
  campaign: (tx, json) => tx.$executeRaw`INSERT INTO "Campaign" SELECT * FROM json_populate_recordset(NULL::"Campaign", ${json}::json)`,
  planVersion: (tx, json) => tx.$executeRaw`INSERT INTO "PlanVersion" SELECT * FROM json_populate_recordset(NULL::"PlanVersion", ${json}::json)`,
  congress: (tx, json) => tx.$executeRaw`INSERT INTO "Congress" SELECT * FROM json_populate_recordset(NULL::"Congress", ${json}::json)`,
  plannedDate: (tx, json) => tx.$executeRaw`INSERT INTO "PlannedDate" SELECT * FROM json_populate_recordset(NULL::"PlannedDate", ${json}::json)`,
  congressLeader: (tx, json) => tx.$executeRaw`INSERT INTO "CongressLeader" SELECT * FROM json_populate_recordset(NULL::"CongressLeader", ${json}::json)`,
  congressRecord: (tx, json) => tx.$executeRaw`INSERT INTO "CongressRecord" SELECT * FROM json_populate_recordset(NULL::"CongressRecord", ${json}::json)`,
  checklistLine: (tx, json) => tx.$executeRaw`INSERT INTO "ChecklistLine" SELECT * FROM json_populate_recordset(NULL::"ChecklistLine", ${json}::json)`,
  outcome: (tx, json) => tx.$executeRaw`INSERT INTO "Outcome" SELECT * FROM json_populate_recordset(NULL::"Outcome", ${json}::json)`,
  slate: (tx, json) => tx.$executeRaw`INSERT INTO "Slate" SELECT * FROM json_populate_recordset(NULL::"Slate", ${json}::json)`,
  slatePost: (tx, json) => tx.$executeRaw`INSERT INTO "SlatePost" SELECT * FROM json_populate_recordset(NULL::"SlatePost", ${json}::json)`,
  nominee: (tx, json) => tx.$executeRaw`INSERT INTO "Nominee" SELECT * FROM json_populate_recordset(NULL::"Nominee", ${json}::json)`,
  check: (tx, json) => tx.$executeRaw`INSERT INTO "Check" SELECT * FROM json_populate_recordset(NULL::"Check", ${json}::json)`,
  checkEntry: (tx, json) => tx.$executeRaw`INSERT INTO "CheckEntry" SELECT * FROM json_populate_recordset(NULL::"CheckEntry", ${json}::json)`,
  conclusion: (tx, json) => tx.$executeRaw`INSERT INTO "Conclusion" SELECT * FROM json_populate_recordset(NULL::"Conclusion", ${json}::json)`,
  conclusionVersion: (tx, json) => tx.$executeRaw`INSERT INTO "ConclusionVersion" SELECT * FROM json_populate_recordset(NULL::"ConclusionVersion", ${json}::json)`,
  conclusionDecision: (tx, json) => tx.$executeRaw`INSERT INTO "ConclusionDecision" SELECT * FROM json_populate_recordset(NULL::"ConclusionDecision", ${json}::json)`,
  letter: (tx, json) => tx.$executeRaw`INSERT INTO "Letter" SELECT * FROM json_populate_recordset(NULL::"Letter", ${json}::json)`,
  letterSubject: (tx, json) => tx.$executeRaw`INSERT INTO "LetterSubject" SELECT * FROM json_populate_recordset(NULL::"LetterSubject", ${json}::json)`,
  letterAssignment: (tx, json) => tx.$executeRaw`INSERT INTO "LetterAssignment" SELECT * FROM json_populate_recordset(NULL::"LetterAssignment", ${json}::json)`,
  letterEntry: (tx, json) => tx.$executeRaw`INSERT INTO "LetterEntry" SELECT * FROM json_populate_recordset(NULL::"LetterEntry", ${json}::json)`,
  letterProposal: (tx, json) => tx.$executeRaw`INSERT INTO "LetterProposal" SELECT * FROM json_populate_recordset(NULL::"LetterProposal", ${json}::json)`,
};

/** Rows a statement: large enough to be quick, small enough to keep the memory of both sides flat. */
const CHUNK = 5_000;

/** Inserts complete rows (defaults are not filled in) and returns how many. */
export async function insertRows<T extends Table>(tx: Tx, table: T, rows: Iterable<Rows[T]>): Promise<number> {
  let inserted = 0;
  let chunk: Rows[T][] = [];
  for (const row of rows) {
    chunk.push(row);
    if (chunk.length < CHUNK) continue;
    inserted += await INSERT[table](tx, JSON.stringify(chunk));
    chunk = [];
  }
  return chunk.length === 0 ? inserted : inserted + (await INSERT[table](tx, JSON.stringify(chunk)));
}

/** Statistics over what was just loaded; without them the first pages are planned for empty tables. Only the owner may. */
export async function analyse(ownerUrl: string): Promise<void> {
  const owner = new pg.Client(ownerUrl);
  await owner.connect();
  try {
    await owner.query("ANALYZE");
  } finally {
    await owner.end();
  }
}
