import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Actor } from "#app/core/access/actor.ts";
import { fold, nameSortKey } from "#app/core/organisation/names.ts";
import { addDays, day } from "#app/core/time/day.ts";
import { toDate } from "#app/db/day.server.ts";
import { testDatabase } from "#app/db/test-database.ts";
import { errandFor, person, PLANNING_DAY, province, type StoryUnit } from "./campaign-story.ts";
import { decideForLetter } from "./decide-letter.server.ts";
import { NotFound } from "./errand.ts";
import { inboxOfLetters } from "./inbox-letters.server.ts";
import { openCampaign } from "./open-campaign.server.ts";
import { placeCongress } from "./place-congress.server.ts";
import { proposeForLetter } from "./propose-letter.server.ts";
import { type LetterToRegister, registerLetter } from "./register-letter.server.ts";
import { refreshReadiness } from "./refresh-readiness.server.ts";
import { searchEverything } from "./search-everything.server.ts";
import { showLetter } from "./show-letter.server.ts";
import { type LettersAsked, showLetters } from "./show-letters.server.ts";
import { extendLetter, stepLetter } from "./step-letter.server.ts";

const { database } = await testDatabase();
const run = errandFor(database);
const EVERYTHING: LettersAsked = { branch: null, due: null, state: null, kind: null, mine: false, code: null, page: 1 };
const SECRET = "Nội dung ông Bốn-Không-Tên khai man";

async function memberAt(at: StoryUnit, fullName: string): Promise<string> {
  const row = await database.transaction((tx) =>
    tx.person.create({ data: { fullName, foldedName: fold(fullName), sortKey: nameSortKey(fullName), unitId: at.id } }),
  );
  return row.id;
}

const about = (actor: Actor, wall: Partial<Actor>): Actor => ({ ...actor, ...wall });

async function story() {
  const made = await database.transaction(async (tx) => {
    const units = await province(tx);
    const officer = await person(tx, "officer", [["lettersOfficer", units.province]]);
    const colleague = await person(tx, "colleague", [["lettersOfficer", units.province]]);
    const secretary = await person(tx, "secretary", [["secretary", units.province]]);
    const [district] = units.districts;
    const [commune] = units.communes;
    if (district === undefined || commune === undefined) throw new Error("no units");
    return { ...units, officer, colleague, secretary, district, commune };
  });
  return { ...made, nominee: await memberAt(made.commune, "Trần Văn Giả Định") };
}

const letterTo = (at: StoryUnit, subject: string, rest: Partial<LetterToRegister> = {}): LetterToRegister => ({
  registerUnitId: at.id,
  competentUnitId: null,
  kind: "denunciation",
  channel: "post",
  senderKind: "named",
  secrecy: "none",
  envelopeNumber: "PB-17",
  writtenOn: day("2025-04-20"),
  stampedOn: day("2025-04-21"),
  receivedOn: day("2025-04-22"),
  competentReceivedOn: day("2025-04-23"),
  pages: 3,
  summary: SECRET,
  about: [`person:${subject}`],
  ...rest,
});

async function registered(at: Awaited<ReturnType<typeof story>>, rest: Partial<LetterToRegister> = {}): Promise<string> {
  const verdict = await run(at.officer, (errand) => registerLetter(errand, letterTo(at.province, at.nominee, rest)));
  if (!verdict.ok) throw new Error(verdict.code);
  return verdict.value.id;
}

test("07-HD/UBKTTW: the clock starts on the day the competent body received the letter", async () => {
  const at = await story();
  const id = await registered(at);
  const shown = await run(at.officer, (errand) => showLetter(errand, id));
  expect(shown.clocks.map((clock) => [clock.clock, clock.from])).toEqual([
    ["accept", "2025-04-23"],
    ["settle", "2025-04-23"],
  ]);
  expect(shown.content?.summary).toBe(SECRET);
  expect(shown.letter.caseCode).toMatch(/^[0-9A-Z]{5}-[0-9A-Z]{5}$/);
});

test("days that cannot be are refused at their field, and nothing is stored", async () => {
  const at = await story();
  const tried = (rest: Partial<LetterToRegister>) => run(at.officer, (errand) => registerLetter(errand, letterTo(at.province, at.nominee, rest)));
  expect(await tried({ receivedOn: day("2025-04-19") })).toMatchObject({ code: "beforeEarlier", details: { field: "receivedOn" } });
  expect(await tried({ competentReceivedOn: addDays(PLANNING_DAY, 1) })).toMatchObject({ code: "inFuture", details: { field: "competentReceivedOn" } });
  expect(await tried({ summary: "gọi số 0912 345 678" })).toMatchObject({ code: "identityInText", details: { field: "summary", pattern: "telephone" } });
  expect(await tried({ secrecy: "secret" })).toMatchObject({ code: "noContentAbove" });
  expect(await tried({ about: [] })).toMatchObject({ code: "aboutWhom" });
  expect(await tried({ about: [`person:${randomUUID()}`] })).toMatchObject({ code: "aboutWhom" });
  const { officer } = await run(at.officer, (errand) => showLetters(errand, EVERYTHING));
  expect(officer?.rows).toEqual([]);
});

test("a colleague of the branch sees the register's line, not the content, and cannot work on it", async () => {
  const at = await story();
  const id = await registered(at);
  const shown = await run(at.colleague, (errand) => showLetter(errand, id));
  expect(shown.content).toBeNull();
  expect(JSON.stringify(shown)).not.toContain(at.nominee);
  await expect(run(at.colleague, (errand) => stepLetter(errand, { id, version: 1, to: "classified", on: PLANNING_DAY, note: null }))).rejects.toThrow(NotFound);
});

for (const [who, wall] of [
  ["the one named", (at: { nominee: string }) => ({ personId: at.nominee, walledPersons: [at.nominee] })],
  ["a relative of the one named, or granted by a unit that the named one heads", (at: { nominee: string }) => ({ walledPersons: [at.nominee] })],
] as const)
  test(`recusal beats every grant: for ${who} the letter is not there`, async () => {
    const at = await story();
    const id = await registered(at);
    const walled = about(at.colleague, wall(at));
    await expect(run(walled, (errand) => showLetter(errand, id))).rejects.toThrow(NotFound);
    const { officer } = await run(walled, (errand) => showLetters(errand, EVERYTHING));
    expect(officer?.rows).toEqual([]);
    expect(officer?.counts).toEqual({ total: 0, pending: 0, overdue: 0, soon: 0 });
    expect(await run(walled, inboxOfLetters)).toEqual([]);
    expect(await run(walled, (errand) => registerLetter(errand, letterTo(at.province, at.nominee)))).toMatchObject({ code: "paperRoute" });
  });

test("a letter about the unit a grant comes from is not there for its holder", async () => {
  const at = await story();
  const local = await database.transaction((tx) => person(tx, "local", [["lettersOfficer", at.district]]));
  const seen = await registered(at, { registerUnitId: at.province.id, about: [`unit:${at.commune.id}`] });
  const hidden = await registered(at, { registerUnitId: at.district.id, about: [`unit:${at.district.id}`] });
  await expect(run(local, (errand) => showLetter(errand, hidden))).rejects.toThrow(NotFound);
  await expect(run(local, (errand) => showLetter(errand, seen))).rejects.toThrow(NotFound);
  expect((await run(at.officer, (errand) => showLetter(errand, hidden))).letter.id).toBe(hidden);
});

test("planner, clerk, auditor, administrator and vetting people have no register", async () => {
  const at = await story();
  const id = await registered(at);
  for (const role of ["planner", "unitClerk", "auditor", "administrator", "vettingOfficer", "vettingLead", "custodian"] as const) {
    const other = await database.transaction((tx) => person(tx, role, [[role, at.province]]));
    await expect(run(other, (errand) => showLetter(errand, id))).rejects.toThrow(NotFound);
    expect(await run(other, (errand) => showLetters(errand, EVERYTHING))).toEqual({ officer: null, secretary: null });
    expect(await run(other, inboxOfLetters)).toEqual([]);
    expect((await run(other, (errand) => searchEverything(errand, SECRET, 10))).persons).toEqual([]);
  }
});

test("a secretary reads counts from five on and nothing about the own unit", async () => {
  const at = await story();
  for (let n = 0; n < 4; n += 1) await registered(at);
  const few = await run(at.secretary, (errand) => showLetters(errand, EVERYTHING));
  expect(few.secretary?.cells).toEqual({ denunciation: null });
  expect(few.secretary?.total).toBeNull();
  for (let n = 0; n < 2; n += 1) await registered(at);
  const many = await run(at.secretary, (errand) => showLetters(errand, EVERYTHING));
  expect(many.secretary?.cells).toEqual({ denunciation: 6 });
  await registered(at, { about: [`unit:${at.province.id}`], registerUnitId: at.province.id }).catch((error: unknown) => expect(String(error)).toContain("paperRoute"));
  expect((await run(at.secretary, (errand) => showLetters(errand, EVERYTHING))).secretary?.cells).toEqual({ denunciation: 6 });
});

test("steps follow one another; passing on and closing need a second person who did not propose it", async () => {
  const at = await story();
  const id = await registered(at);
  const step = (to: "classified" | "accepted" | "verifying" | "concluded" | "closed", version: number, rest = {}) =>
    run(at.officer, (errand) => stepLetter(errand, { id, version, to, on: PLANNING_DAY, note: null, ...rest }));
  expect(await step("accepted", 1)).toMatchObject({ code: "notALegalStep" });
  expect((await step("classified", 1)).ok).toBe(true);
  expect(await step("accepted", 1)).toMatchObject({ code: "movedMeanwhile" });
  expect((await step("accepted", 2)).ok).toBe(true);
  expect((await run(at.officer, (errand) => extendLetter(errand, { id, version: 3, grantedOn: PLANNING_DAY, amount: 30, note: "phức tạp" }))).ok).toBe(true);
  expect(await run(at.officer, (errand) => extendLetter(errand, { id, version: 4, grantedOn: PLANNING_DAY, amount: 5, note: "nữa" }))).toMatchObject({ code: "noMoreExtensions" });
  expect(await step("concluded", 4)).toMatchObject({ code: "outcomeMissing" });
  expect((await step("concluded", 4, { outcome: "unsubstantiated" })).ok).toBe(true);
  expect(await step("closed", 5)).toMatchObject({ code: "needsSecondPerson" });
  expect((await run(at.officer, (errand) => proposeForLetter(errand, { id, deed: "close", toUnitCode: null, reason: "đã kết luận" }))).ok).toBe(true);
  expect(await run(at.officer, (errand) => proposeForLetter(errand, { id, deed: "close", toUnitCode: null, reason: "lần nữa" }))).toMatchObject({ code: "proposalOpen" });
  const own = about(at.officer, { grants: [...at.officer.grants, ...at.secretary.grants] });
  const proposals = (await run(at.secretary, (errand) => showLetters(errand, EVERYTHING))).secretary?.proposals ?? [];
  const proposalId = proposals[0]?.id ?? "";
  expect(await run(own, (errand) => decideForLetter(errand, { proposalId, decision: "approved" }))).toMatchObject({ code: "ownProposal" });
  expect((await run(at.secretary, (errand) => decideForLetter(errand, { proposalId, decision: "approved" }))).ok).toBe(true);
  expect((await run(at.officer, (errand) => showLetter(errand, id))).letter.state).toBe("closed");
});

test("a pending letter turns the congress's light for superiors and leaves the open light as it was; the log holds no content", async () => {
  const at = await story();
  const planner = await database.transaction((tx) => person(tx, "planner", [["planner", at.province]]));
  await run(planner, (errand) => openCampaign(errand, { unitId: at.province.id, term: "2025-2030", editionCode: "CT45" }));
  const congress = await database.transaction((tx) => tx.congress.findFirstOrThrow({ where: { unitId: at.commune.id } }));
  const placed = await run(planner, (errand) =>
    placeCongress(errand, { congressId: congress.id, version: 1, opensOn: day("2025-06-26"), session: "morning", leaderIds: [], venueId: null, reason: "lịch" }),
  );
  expect(placed.ok).toBe(true);
  const lights = () => database.transaction((tx) => tx.readiness.findFirstOrThrow({ where: { congressId: congress.id }, select: { light: true, openLight: true } }));
  // Behind the cut-off of 22/05 a letter that came before it can only block.
  const later = errandFor(database, day("2025-06-02"));
  await later(planner, (errand) => refreshReadiness(errand, [congress.id]));
  const before = await lights();
  expect((await later(at.officer, (errand) => registerLetter(errand, letterTo(at.province, at.nominee, { about: [`unit:${at.commune.id}`] })))).ok).toBe(true);
  const after = await lights();
  expect(after.light).toBe("red");
  expect(after.openLight).toBe(before.openLight);
  const log = await database.transaction((tx) => tx.auditEntry.findMany({ where: { deed: { startsWith: "letter." } } }));
  expect(log.length).toBeGreaterThan(0);
  const text = JSON.stringify(log, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value));
  for (const secret of [SECRET, at.nominee, "PB-17"]) expect(text).not.toContain(secret);
});

test("the register asks the same number of questions for one letter and for fifty", async () => {
  const at = await story();
  await registered(at);
  const count = async () => (await database.countQueries(() => run(at.officer, (errand) => showLetters(errand, EVERYTHING)))).queries;
  const one = await count();
  await database.transaction(async (tx) => {
    const [unit] = await tx.unit.findMany({ where: { id: at.province.id }, take: 1 });
    for (let n = 0; n < 49; n += 1)
      await tx.letter.create({
        data: {
          caseCode: `A${String(n).padStart(4, "0")}-${at.province.code.slice(-5).toUpperCase()}`,
          registerUnitId: unit?.id ?? "",
          competentUnitId: unit?.id ?? "",
          kind: "petition",
          channel: "post",
          senderKind: "named",
          receivedOn: toDate(PLANNING_DAY),
        },
      });
  });
  expect(await count()).toBe(one);
});
