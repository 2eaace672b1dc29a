import { expect, test } from "vitest";
import type { Actor } from "#app/core/access/actor.ts";
import { scopeFor } from "#app/core/access/scope.ts";
import { fold, nameSortKey } from "#app/core/organisation/names.ts";
import { day } from "#app/core/time/day.ts";
import type { RelationKind } from "#app/core/vetting/relation.ts";
import { findActor } from "#app/db/actors.server.ts";
import { toDate } from "#app/db/day.server.ts";
import { testDatabase } from "#app/db/test-database.ts";
import { errandFor, person, PLANNING_DAY, province, type StoryUnit } from "./campaign-story.ts";
import { declareRelative, removeDeclaredRelative } from "./declare-relative.server.ts";
import { Forbidden, NotFound } from "./errand.ts";
import { registerLetter } from "./register-letter.server.ts";
import { showLetter } from "./show-letter.server.ts";
import { type LettersAsked, showLetters } from "./show-letters.server.ts";
import { showPerson } from "./show-person.server.ts";

const { database } = await testDatabase();
const run = errandFor(database);
const EVERYTHING: LettersAsked = { branch: null, due: null, state: null, kind: null, mine: false, code: null, page: 1 };

async function memberAt(at: StoryUnit, fullName: string): Promise<string> {
  const row = await database.transaction((tx) => tx.person.create({ data: { fullName, foldedName: fold(fullName), sortKey: nameSortKey(fullName), unitId: at.id } }));
  return row.id;
}

/** A letters officer whose account is tied to a person, a planner, and somebody a letter can be about. */
async function story() {
  const made = await database.transaction(async (tx) => {
    const units = await province(tx);
    const officer = await person(tx, "officer", [["lettersOfficer", units.province]]);
    const colleague = await person(tx, "colleague", [["lettersOfficer", units.province]]);
    const planner = await person(tx, "planner", [["planner", units.province]]);
    const [district] = units.districts;
    const [commune, other] = units.communes;
    if (district === undefined || commune === undefined || other === undefined) throw new Error("no units");
    const days = { validFrom: toDate(day("2020-01-01")), validUntil: toDate(day("2040-01-01")) };
    const grant = { accountId: colleague.accountId, role: "lettersOfficer", unitId: units.province.id, ...days, state: "active" };
    await tx.grant.create({ data: grant });
    return { ...units, officer, colleague, planner, district, commune, other };
  });
  const officerPerson = await memberAt(made.other, "Phạm Thị Cán Bộ");
  await database.transaction((tx) => tx.account.update({ where: { id: made.colleague.accountId }, data: { personId: officerPerson } }));
  return { ...made, officerPerson, named: await memberAt(made.commune, "Trần Văn Giả Định") };
}
type Story = Awaited<ReturnType<typeof story>>;

const fileOf = (actor: Actor, id: string, text = "") => run(actor, (errand) => showPerson(errand, scopeFor(actor, "nominees", errand.realDay), id, text));
const declare = async (at: Story, personId: string, relativeId: string, kind: RelationKind = "sibling", version?: number) => {
  const now = version ?? (await fileOf(at.planner, personId)).person.version;
  return run(at.planner, (errand) => declareRelative(errand, { personId, version: now, relativeId, kind }));
};
const removed = async (at: Story, personId: string, relativeId: string, actor = at.planner) => {
  const { version } = (await fileOf(at.planner, personId)).person;
  return run(actor, (errand) => removeDeclaredRelative(errand, { personId, version, relativeId }));
};

async function letterAbout(at: Story): Promise<string> {
  const verdict = await run(at.officer, (errand) =>
    registerLetter(errand, {
      registerUnitId: at.province.id,
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
      summary: "Nội dung giả định",
      about: [`person:${at.named}`],
    }),
  );
  if (!verdict.ok) throw new Error(verdict.code);
  return verdict.value.id;
}

/** The colleague as the next request finds him. */
async function colleagueNow(at: Story): Promise<Actor> {
  const actor = await database.transaction(async (tx) => {
    const { login } = await tx.account.findUniqueOrThrow({ where: { id: at.colleague.accountId } });
    return findActor(tx, login, PLANNING_DAY);
  });
  if (actor === null) throw new Error("no account");
  return actor;
}

for (const [whose, declaredBy] of [
  ["the file of the one named", (at: Story) => [at.named, at.officerPerson] as const],
  ["the officer's own file", (at: Story) => [at.officerPerson, at.named] as const],
] as const)
  test(`recusal follows at once when ${whose} declares the relative, and ends when the tie is taken out`, async () => {
    const at = await story();
    const id = await letterAbout(at);
    const sees = async (): Promise<number> => (await run(await colleagueNow(at), (errand) => showLetters(errand, EVERYTHING))).officer?.rows.length ?? 0;
    expect(await sees()).toBe(1);
    const [personId, relativeId] = declaredBy(at);
    const before = JSON.stringify(await fileOf(at.planner, at.named));
    expect(await declare(at, personId, relativeId)).toMatchObject({ ok: true });
    expect(await sees()).toBe(0);
    await expect(run(await colleagueNow(at), (errand) => showLetter(errand, id))).rejects.toThrow(NotFound);
    expect(await removed(at, relativeId, personId)).toMatchObject({ ok: true });
    expect(await sees()).toBe(1);
    // The file is the same with a letter and without: it never says that there is one.
    expect(before).not.toContain("letter");
  });

test("a tie is seen from both files, each in its own words, and declared once", async () => {
  const at = await story();
  expect(await declare(at, at.named, at.officerPerson, "child")).toMatchObject({ ok: true });
  expect((await fileOf(at.planner, at.named)).relatives).toMatchObject([{ id: at.officerPerson, kind: "child" }]);
  expect((await fileOf(at.planner, at.officerPerson)).relatives).toMatchObject([{ id: at.named, kind: "parent" }]);
  expect(await declare(at, at.officerPerson, at.named)).toMatchObject({ code: "alreadyRelative", details: { field: "relativeId" } });
  expect(await declare(at, at.named, at.named)).toMatchObject({ code: "samePerson", details: { field: "relativeId" } });
  expect(await declare(at, at.officerPerson, at.named, "other", 99)).toMatchObject({ code: "movedMeanwhile" });
  expect((await fileOf(at.planner, at.named, "can bo")).found).toEqual([]);
  const logged = await database.transaction((tx) => tx.auditEntry.findMany({ where: { subjectKind: "person", subjectId: at.named } }));
  expect(logged.map(({ deed, after }) => ({ deed, after }))).toEqual([{ deed: "person.edit", after: { relative: at.officerPerson, relation: "child" } }]);
});

test("relatives of another branch are not there, and only who keeps the file declares them", async () => {
  const at = await story();
  const [, far] = at.districts;
  if (far === undefined) throw new Error("no district");
  const stranger = await memberAt(far, "Vũ Thị Xa Lạ");
  const local = await database.transaction((tx) => person(tx, "local", [["planner", at.district]]));
  const secretary = await database.transaction((tx) => person(tx, "secretary", [["secretary", at.province]]));
  const wanted = { personId: at.named, version: 1, relativeId: stranger, kind: "spouse" } as const;
  await expect(run(local, (errand) => declareRelative(errand, wanted))).rejects.toThrow(NotFound);
  await expect(run(secretary, (errand) => declareRelative(errand, wanted))).rejects.toThrow(Forbidden);
  expect(await declare(at, at.named, stranger, "spouse")).toMatchObject({ ok: true });
  expect((await fileOf(local, at.named)).relatives).toEqual([]);
  await expect(run(local, (errand) => removeDeclaredRelative(errand, { ...wanted, version: 2 }))).rejects.toThrow(NotFound);
});

test("nobody lifts the own recusal: neither of the two takes the tie out", async () => {
  const at = await story();
  await declare(at, at.named, at.officerPerson);
  for (const personId of [at.named, at.officerPerson]) expect(await removed(at, at.named, at.officerPerson, { ...at.planner, personId })).toMatchObject({ code: "ownRelative" });
  expect((await fileOf(at.planner, at.named)).relatives).toHaveLength(1);
});
