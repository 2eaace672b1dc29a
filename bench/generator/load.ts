import { insertRows, type Rows, type Table } from "#app/db/bulk.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import type { Day } from "#app/core/time/day.ts";
import { hashPassword } from "#app/usecases/password-hash.server.ts";
import { accountRows, DEMO_ACCOUNTS, demoPassword, grantRows } from "./accounts.ts";
import { assignmentRows, type GeneratedLetter, letterEntryRows, letterRows, makeLetters, proposalRows, subjectRows } from "./letters.ts";
import { absenceRows, disciplineRows, headRows, leaderRows, makePeople, personRows, relationRows, venueRows } from "./people.ts";
import { attendanceRows, campaignRows, congressRows, dateRows, lineRows, makeSeason, outcomeRows, planRows, recordRows, type Season, settingRows } from "./season.ts";
import { SHAPES, type Size } from "./shape.ts";
import { checkEntryRows, checkRows, conclusionDecisionRows, conclusionRows, conclusionVersionRows, makeSlates, nomineeRows, postRows, type Slate, slateRows } from "./slates.ts";
import { makeTree, placementRows, unitRows } from "./tree.ts";

type Story = { readonly season: Season; readonly slates: readonly Slate[]; readonly letters: readonly GeneratedLetter[] };
type Step = { readonly table: Table; readonly rows: (story: Story) => Iterable<Rows[Table]> };
const step = <T extends Table>(table: T, rows: (story: Story) => Iterable<Rows[T]>): Step => ({ table, rows });

/** Tables in the order in which they refer to one another. */
const BEFORE_ACCOUNTS: readonly Step[] = [
  step("unit", ({ season }) => unitRows(season.people.units)),
  step("unitPlacement", ({ season }) => placementRows(season.people.units)),
  step("branchSetting", ({ season }) => settingRows(season)),
  step("person", ({ season }) => personRows(season.people)),
  step("personRelation", ({ season }) => relationRows(season.people)),
  step("personDiscipline", ({ season }) => disciplineRows(season.people)),
  step("unitHead", ({ season }) => headRows(season.people)),
  step("leader", ({ season }) => leaderRows(season.people)),
  step("leaderAbsence", ({ season }) => absenceRows(season.people)),
  step("venue", ({ season }) => venueRows(season.people)),
];
const AFTER_ACCOUNTS: readonly Step[] = [
  step("campaign", ({ season }) => campaignRows(season)),
  step("planVersion", ({ season }) => planRows(season)),
  step("congress", ({ season }) => congressRows(season)),
  step("plannedDate", ({ season }) => dateRows(season)),
  step("congressLeader", ({ season }) => attendanceRows(season)),
  step("congressRecord", ({ season }) => recordRows(season)),
  step("outcome", ({ season }) => outcomeRows(season)),
  step("checklistLine", ({ season }) => lineRows(season)),
  step("slate", ({ slates }) => slateRows(slates)),
  step("slatePost", ({ slates }) => postRows(slates)),
  step("nominee", ({ slates }) => nomineeRows(slates)),
  step("check", ({ slates }) => checkRows(slates)),
  step("checkEntry", ({ slates }) => checkEntryRows(slates)),
  step("conclusion", ({ slates }) => conclusionRows(slates)),
  step("conclusionVersion", ({ slates }) => conclusionVersionRows(slates)),
  step("conclusionDecision", ({ slates }) => conclusionDecisionRows(slates)),
  step("letter", ({ letters }) => letterRows(letters)),
  step("letterSubject", ({ letters }) => subjectRows(letters)),
  step("letterAssignment", ({ letters, season }) => assignmentRows(letters, season)),
  step("letterEntry", ({ letters, season }) => letterEntryRows(letters, season)),
  step("letterProposal", ({ letters, season }) => proposalRows(letters, season)),
];

export type Loading = {
  readonly size: Size;
  /** The real clock's day, from which the grants of the accounts hold. */
  readonly realDay: Day;
  readonly say: (text: string) => void;
};

/** Fills an empty database with the province of a size and its accounts. */
export async function loadProvince(tx: Tx, { size, realDay, say }: Loading): Promise<Season> {
  const shape = SHAPES[size];
  const season = makeSeason(makePeople(shape, makeTree(shape)));
  const slates = makeSlates(season);
  const story = { season, slates, letters: makeLetters(season, slates) };
  const hashes = new Map(await Promise.all(DEMO_ACCOUNTS.map(async ({ login }) => [login, await hashPassword(demoPassword(login))] as const)));
  const accounts = [step("account", () => accountRows(season.people, hashes)), step("grant", () => grantRows(season.people, realDay))];
  for (const { table, rows } of [...BEFORE_ACCOUNTS, ...accounts, ...AFTER_ACCOUNTS]) {
    const began = performance.now();
    const count = await insertRows(tx, table, rows(story));
    say(`${table}: ${count} rows in ${Math.round(performance.now() - began)} ms`);
  }
  return season;
}
