import { analyse, insertRows, type Rows, type Table } from "#app/db/bulk.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import { type DeedRecord, recordDeeds } from "#app/db/audit.server.ts";
import { dayInVietNam } from "#app/core/time/instant.ts";
import type { OpenedInstallation } from "#app/http/open-installation.server.ts";
import { turnDay } from "#app/usecases/refresh-readiness.server.ts";
import { sealLog } from "#app/usecases/seal-log.server.ts";
import { seedReadiness } from "#app/usecases/seed-readiness.server.ts";
import { hashPassword } from "#app/usecases/password-hash.server.ts";
import { accountId, accountRows, DEMO_ACCOUNTS, demoPassword, grantRows, unitAt } from "./accounts.ts";
import { assignmentRows, type GeneratedLetter, letterEntryRows, letterRows, makeLetters, proposalRows, subjectRows } from "./letters.ts";
import { absenceRows, disciplineRows, headRows, leaderRows, makePeople, personRows, relationRows, venueRows } from "./people.ts";
import { attendanceRows, campaignRows, congressRows, dateRows, lineRows, isPlaced, makeSeason, outcomeRows, PLANNING_DAY, planRows, recordRows, type Season, settingRows, TERM } from "./season.ts";
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

type Loading = {
  readonly size: Size;
  /** The real clock: the grants of the accounts hold for a year from here. */
  readonly now: Date;
  readonly say: (text: string) => void;
};

/** Fills an empty database with the province of a size and its accounts. */
async function loadProvince(tx: Tx, { size, now, say }: Loading): Promise<Season> {
  const shape = SHAPES[size];
  const season = makeSeason(makePeople(shape, makeTree(shape)));
  const slates = makeSlates(season);
  const story = { season, slates, letters: makeLetters(season, slates) };
  const hashes = new Map(await Promise.all(DEMO_ACCOUNTS.map(async ({ login }) => [login, await hashPassword(demoPassword(login))] as const)));
  const accounts = [step("account", () => accountRows(season.people, hashes)), step("grant", () => grantRows(season.people, dayInVietNam(now)))];
  for (const { table, rows } of [...BEFORE_ACCOUNTS, ...accounts, ...AFTER_ACCOUNTS]) {
    const began = performance.now();
    const count = await insertRows(tx, table, rows(story));
    say(`${table}: ${count} rows in ${Math.round(performance.now() - began)} ms`);
  }
  // Every congress has its place in the counts from here on; what it shows is reckoned afterwards, in parts.
  await seedReadiness({ tx, today: PLANNING_DAY }, season.campaignId);
  await recordDeeds(tx, deedsOf(season, now));
  return season;
}

/** Loads the province, reckons every light and lets the database look at what it holds. */
export async function fillInstallation({ installation, ownerUrl }: Pick<OpenedInstallation, "installation" | "ownerUrl">, size: Size, say: (text: string) => void): Promise<void> {
  const { database, now } = installation;
  await database.transaction((tx) => loadProvince(tx, { size, now: now(), say }), { timeoutMs: HOUR_MS });
  // Without statistics the reckoning of a large province takes ten times as long.
  await analyse(ownerUrl);
  const began = performance.now();
  let reckoned = 0;
  for (let some = -1; some !== 0; reckoned += some) some = await database.transaction((tx) => turnDay({ tx, today: PLANNING_DAY }), { timeoutMs: HOUR_MS });
  say(`readiness: ${reckoned} congresses in ${Math.round(performance.now() - began)} ms`);
  await database.transaction(sealLog, { timeoutMs: HOUR_MS });
  await analyse(ownerUrl);
}

const HOUR_MS = 3_600_000;

/** What the log says of a province that did not come about by deeds: who was founded, and what waits for a second person. */
function deedsOf({ people, campaignId, congresses }: Season, now: Date): DeedRecord[] {
  const root = people.units[0];
  if (root === undefined) return [];
  const installation = { accountId: null, login: "installation" };
  const planner = { accountId: accountId("planner"), login: "planner" };
  const founded = DEMO_ACCOUNTS.map(({ login, role, place }): DeedRecord => ({
    now,
    actor: installation,
    deed: "installation.found",
    subject: { kind: "account", id: accountId(login) },
    unitPath: unitAt(people, place).path,
    after: { login, role },
  }));
  const opened: DeedRecord = { now, actor: planner, deed: "campaign.open", subject: { kind: "campaign", id: campaignId }, unitPath: root.path, after: { unitId: root.id, term: TERM, congresses: congresses.length } };
  const submitted = congresses
    .filter(isPlaced)
    .filter(({ state }) => state === "submitted")
    .map(({ id, unit, date }): DeedRecord => ({
      now,
      actor: planner,
      deed: "congress.date",
      subject: { kind: "congress", id },
      unitPath: unit.path,
      before: { state: "draft" },
      after: { state: "submitted", opensOn: date.opensOn, session: date.session },
    }));
  return [...founded, opened, ...submitted];
}
