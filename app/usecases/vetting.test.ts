import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Actor } from "#app/core/access/actor.ts";
import type { Role } from "#app/core/access/policy.ts";
import { scopeFor } from "#app/core/access/scope.ts";
import { day, type Day } from "#app/core/time/day.ts";
import { bundleFor } from "#app/core/vetting/check-kinds.ts";
import type { CheckEvent } from "#app/core/vetting/checks.ts";
import type { PersonFields } from "#app/db/persons.server.ts";
import { toDate } from "#app/db/day.server.ts";
import { testDatabase } from "#app/db/test-database.ts";
import { addNominee, offerNominee } from "./add-nominee.server.ts";
import { errandFor, person, PLANNING_DAY, province, type StoryUnit } from "./campaign-story.ts";
import { moveUp, withdraw } from "./change-nominee.server.ts";
import { decideForNominee } from "./decide-conclusion.server.ts";
import { editPerson, keepDiscipline } from "./edit-person.server.ts";
import { completeSlate, setSlateSeats } from "./edit-slate.server.ts";
import { Forbidden, NotFound, type Errand } from "./errand.ts";
import { inboxOfVetting } from "./inbox-vetting.server.ts";
import { logCheckEvent, notePendingCase } from "./log-check.server.ts";
import { openCampaign } from "./open-campaign.server.ts";
import { proposeForNominee } from "./propose-conclusion.server.ts";
import { type PersonnelAsked, showPersonnel } from "./show-personnel.server.ts";
import { showNominee } from "./show-nominee.server.ts";
import { showPerson } from "./show-person.server.ts";
import { showSlate } from "./show-slate.server.ts";

const { database } = await testDatabase();
const run = errandFor(database);

const nomineesOf = (errand: Errand) => scopeFor(errand.actor, "nominees", errand.realDay);
const asked: PersonnelAsked = { branch: null, show: null, kind: null, slates: "all", text: "", page: 1 };
const FILE: PersonFields = {
  fullName: "Hoàng Đức Ngà",
  sex: "male",
  bornOn: day("1980-03-02"),
  joinedOn: day("2003-05-19"),
  officialOn: day("2004-05-19"),
  post: "Trưởng phòng",
  inPostSince: day("2019-01-02"),
  onPlanningList: true,
};

/** A province with an open campaign, its people, and the congress of the first office. */
async function season() {
  const made = await database.transaction(async (tx) => {
    const story = await province(tx);
    const at = async (role: Role, unit: StoryUnit = story.province) => person(tx, role, [[role, unit]]);
    return {
      ...story,
      planner: await at("planner"),
      officer: await at("vettingOfficer"),
      second: await at("vettingOfficer"),
      lead: await at("vettingLead"),
      secretary: await at("secretary"),
      clerk: await at("unitClerk", story.communes[0]),
    };
  });
  await run(made.planner, (errand) => openCampaign(errand, { unitId: made.province.id, term: "2025-2030", editionCode: "CT45" }));
  const office = made.communes[0];
  if (office === undefined) throw new Error("no office");
  const { id: congressId } = await database.transaction((tx) => tx.congress.findFirstOrThrow({ where: { unitId: office.id } }));
  return { ...made, office, congressId };
}
type Season = Awaited<ReturnType<typeof season>>;

async function nominated({ planner, congressId }: Season, rest: Partial<PersonFields> = {}, post: "secretary" | "committeeMember" = "committeeMember") {
  const added = await run(planner, (errand) => addNominee(errand, { congressId, post, kind: "reelected", person: { ...FILE, ...rest } }));
  if (!added.ok) throw new Error(added.code);
  return added.value.nomineeId;
}

const checksOf = (nomineeId: string) => database.transaction((tx) => tx.check.findMany({ where: { nomineeId }, orderBy: { kind: "asc" } }));
const stateOf = async (nomineeId: string): Promise<string> => (await database.transaction((tx) => tx.nominee.findUniqueOrThrow({ where: { id: nomineeId } }))).state;

type Logged = { event: CheckEvent; on: Day; body: string | null; documentNumber: string | null; finding: string | null };
const sent = (on: string): Logged => ({ event: "sent", on: day(on), body: "Ban Tổ chức", documentNumber: null, finding: null });
const clear = (on: string): Logged => ({ event: "foundClear", on: day(on), body: null, documentNumber: "12-CV/BTC", finding: null });

async function log(actor: Actor, nomineeId: string, checkId: string, logged: Logged, version?: number) {
  const now = version ?? (await database.transaction((tx) => tx.check.findUniqueOrThrow({ where: { id: checkId } }))).version;
  return run(actor, (errand) => logCheckEvent(errand, { nomineeId, checkId, version: now, ...logged }));
}

async function vetted(story: Season, nomineeId: string, by = story.officer): Promise<void> {
  await run(by, (errand) => notePendingCase(errand, { nomineeId, pendingCase: false }));
  for (const check of await checksOf(nomineeId)) {
    expect(await log(by, nomineeId, check.id, sent("2025-04-10"))).toMatchObject({ ok: true });
    expect(await log(by, nomineeId, check.id, clear("2025-05-06"))).toMatchObject({ ok: true });
  }
}

const propose = (actor: Actor, nomineeId: string, after = 0, verdict: "eligible" | "ineligible" = "eligible") =>
  run(actor, (errand) => proposeForNominee(errand, { nomineeId, after, verdict, reasons: "Đủ tiêu chuẩn, điều kiện." }));

async function decide(actor: Actor, nomineeId: string, decision: "confirmed" | "returned", reason = "") {
  const version = await database.transaction((tx) => tx.conclusionVersion.findFirstOrThrow({ where: { conclusion: { nomineeId } }, orderBy: { n: "desc" } }));
  return run(actor, (errand) => decideForNominee(errand, { nomineeId, decision, n: version.n, bodyHash: version.bodyHash, reason }));
}

test("a new person is put on the slate with the checks that level and post require, and nobody twice", async () => {
  const story = await season();
  const nomineeId = await nominated(story);
  const kinds = bundleFor("grassroots", "committeeMember").map((kind) => kind.code);
  expect((await checksOf(nomineeId)).map((check) => check.kind).toSorted()).toEqual(kinds.toSorted());
  expect(await stateOf(nomineeId)).toBe("incomplete");
  const { personId } = await database.transaction((tx) => tx.nominee.findUniqueOrThrow({ where: { id: nomineeId } }));
  const again = (post: "committeeMember" | "secretary" | "deputySecretary") =>
    run(story.planner, (errand) => addNominee(errand, { congressId: story.congressId, post, kind: "reelected", personId }));
  expect(await again("committeeMember")).toMatchObject({ ok: false, code: "alreadyNominated" });
  expect(await again("secretary")).toMatchObject({ ok: true });
  expect(await again("deputySecretary")).toMatchObject({ ok: false, code: "exclusivePosts" });
});

test("somebody is found without accents and added with one form; in another branch nobody is found", async () => {
  const story = await season();
  await nominated(story);
  const found = await run(story.planner, (errand) => offerNominee(errand, { congressId: story.congressId, text: "duc nga" }));
  expect(found.found.map((each) => each.name)).toEqual(["Hoàng Đức Ngà"]);
  const other = story.districts[1];
  if (other === undefined) throw new Error("no district");
  const elsewhere = await database.transaction((tx) => person(tx, "planner", [["planner", other]]));
  await expect(run(elsewhere, (errand) => offerNominee(errand, { congressId: story.congressId, text: "duc nga" }))).rejects.toBeInstanceOf(NotFound);
  await expect(run(elsewhere, (errand) => showSlate(errand, nomineesOf(errand), story.congressId))).rejects.toBeInstanceOf(NotFound);
});

test("impossible days are refused with the field they stand in, and nothing is stored", async () => {
  const story = await season();
  const add = (rest: Partial<PersonFields>) =>
    run(story.planner, (errand) => addNominee(errand, { congressId: story.congressId, post: "secretary", kind: "firstTime", person: { ...FILE, ...rest } }));
  expect(await add({ bornOn: day("2030-01-01"), joinedOn: null, officialOn: null, inPostSince: null })).toMatchObject({ code: "inFuture", details: { field: "bornOn" } });
  expect(await add({ joinedOn: day("1979-01-01"), officialOn: null })).toMatchObject({ code: "beforeEarlier", details: { field: "joinedOn" } });
  expect(await add({ joinedOn: day("1990-01-01") })).toMatchObject({ code: "tooYoung", details: { field: "joinedOn", years: 18 } });
  expect(await database.transaction((tx) => tx.person.count({ where: { unitId: story.office.id } }))).toBe(0);
});

test("only a planner changes a slate; others of the branch read it", async () => {
  const story = await season();
  await nominated(story);
  const seats = (actor: Actor) => run(actor, (errand) => setSlateSeats(errand, { congressId: story.congressId, version: 1, seats: [{ post: "secretary", seats: 1 }] }));
  for (const actor of [story.officer, story.lead, story.secretary, story.clerk]) await expect(seats(actor)).rejects.toBeInstanceOf(Forbidden);
  for (const actor of [story.planner, story.secretary, story.clerk, story.officer])
    expect((await run(actor, (errand) => showSlate(errand, nomineesOf(errand), story.congressId))).posts.flatMap((post) => post.nominees)).toHaveLength(1);
});

test("a slate is complete when every seat is filled and the numbers are right; a change opens it again", async () => {
  const story = await season();
  const slate = () => run(story.planner, (errand) => showSlate(errand, nomineesOf(errand), story.congressId));
  const complete = async (version: number) => run(story.planner, (errand) => completeSlate(errand, { congressId: story.congressId, version, complete: true }));
  expect((await slate()).slate.version).toBe(0);
  const seats = await run(story.planner, (errand) => setSlateSeats(errand, { congressId: story.congressId, version: 0, seats: [{ post: "secretary", seats: 1 }] }));
  expect(seats).toMatchObject({ ok: true });
  expect(await complete(1)).toMatchObject({ code: "slateIncomplete" });
  expect((await slate()).findings).toMatchObject([{ code: "tooFew", post: "secretary" }]);
  await nominated(story, {}, "secretary");
  expect(await complete(1)).toMatchObject({ code: "movedMeanwhile" });
  expect(await complete(2)).toMatchObject({ ok: true });
  expect((await slate()).slate).toEqual({ state: "complete", version: 3 });
  const [nominee] = (await slate()).posts.flatMap((post) => post.nominees);
  if (nominee === undefined) throw new Error("nobody stands");
  expect(await run(story.planner, (errand) => withdraw(errand, { nomineeId: nominee.id, version: nominee.version, reason: "Theo nguyện vọng" }))).toMatchObject({ ok: true });
  expect(await slate()).toMatchObject({ slate: { state: "open" }, withdrawn: [{ id: nominee.id }] });
  expect(await run(story.planner, (errand) => withdraw(errand, { nomineeId: nominee.id, version: nominee.version, reason: "x" }))).toMatchObject({ code: "movedMeanwhile" });
});

test("a nominee moves up the list of the post", async () => {
  const story = await season();
  const first = await nominated(story);
  const last = await nominated(story, { fullName: "Trần Văn Bèo" });
  const order = async () =>
    (await run(story.planner, (errand) => showSlate(errand, nomineesOf(errand), story.congressId))).posts.flatMap((post) => post.nominees.map((nominee) => nominee.id));
  expect(await order()).toEqual([first, last]);
  await run(story.planner, (errand) => moveUp(errand, { nomineeId: last }));
  expect(await order()).toEqual([last, first]);
});

test("an officer logs sent and found in the queue's order; the first to log takes charge", async () => {
  const story = await season();
  const nomineeId = await nominated(story);
  const [check] = await checksOf(nomineeId);
  if (check === undefined) throw new Error("no check");
  const open = await run(story.officer, (errand) => showPersonnel(errand, nomineesOf(errand), { ...asked, show: "unassigned" }));
  expect(open.list.rows).toMatchObject([{ nomineeId }]);
  expect(await log(story.officer, nomineeId, check.id, { ...clear("2025-05-06") })).toMatchObject({ code: "notALegalStep", details: { field: "event" } });
  expect(await log(story.officer, nomineeId, check.id, sent("2025-03-03"))).toMatchObject({ ok: true });
  expect(await log(story.officer, nomineeId, check.id, clear("2025-03-01"))).toMatchObject({ code: "beforeSent", details: { field: "on", sentOn: "03/03/2025" } });
  expect(await log(story.officer, nomineeId, check.id, { ...clear("2025-05-06"), documentNumber: null })).toMatchObject({ code: "documentMissing" });
  expect(await log(story.officer, nomineeId, check.id, { ...clear("2025-06-30") })).toMatchObject({ code: "inFuture" });
  expect(await log(story.officer, nomineeId, check.id, { ...clear("2025-05-06"), event: "foundToConsider" })).toMatchObject({ code: "findingMissing" });
  const queue = await run(story.officer, (errand) => showPersonnel(errand, nomineesOf(errand), { ...asked, show: "overdue" }));
  expect(queue).toMatchObject({ show: "overdue", counts: { queue: { overdue: 1 } }, list: { rows: [{ checkId: check.id, nomineeId }] } });
  expect(await run(story.officer, inboxOfVetting)).toMatchObject([{ code: "checksOverdue", count: 1 }]);
  expect(await log(story.second, nomineeId, check.id, clear("2025-05-06"))).toMatchObject({ code: "inOthersCharge" });
  expect(await run(story.second, (errand) => notePendingCase(errand, { nomineeId, pendingCase: true }))).toMatchObject({ code: "inOthersCharge" });
  expect(await propose(story.second, nomineeId)).toMatchObject({ code: "inOthersCharge" });
  expect(await run(story.second, inboxOfVetting)).toEqual([]);
  expect(await log(story.officer, nomineeId, check.id, clear("2025-05-06"), 1)).toMatchObject({ code: "movedMeanwhile" });
  expect(await log(story.officer, nomineeId, check.id, clear("2025-05-06"))).toMatchObject({ ok: true });
  expect(await run(story.officer, inboxOfVetting)).toEqual([]);
});

test("a conclusion needs closed checks and two people; it can be returned with a reason and proposed again", async () => {
  const story = await season();
  const nomineeId = await nominated(story);
  expect(await propose(story.officer, nomineeId)).toMatchObject({ code: "checksOpen" });
  await vetted(story, nomineeId);
  expect(await stateOf(nomineeId)).toBe("inProgress");
  expect(await propose(story.officer, nomineeId)).toMatchObject({ ok: true });
  expect(await propose(story.officer, nomineeId)).toMatchObject({ code: "movedMeanwhile" });
  expect(await propose(story.officer, nomineeId, 1)).toMatchObject({ code: "alreadyProposed" });
  expect(await run(story.lead, inboxOfVetting)).toMatchObject([{ code: "conclusionsToDecide", count: 1 }]);
  expect(await decide(story.lead, nomineeId, "returned")).toMatchObject({ code: "reasonMissing", details: { field: "reason" } });
  expect(await decide(story.lead, nomineeId, "returned", "Làm rõ ý kiến nơi cư trú")).toMatchObject({ ok: true });
  expect(await stateOf(nomineeId)).toBe("returned");
  expect(await run(story.officer, inboxOfVetting)).toMatchObject([{ code: "conclusionsReturned", count: 1 }]);
  expect(await propose(story.officer, nomineeId, 1)).toMatchObject({ ok: true });
  expect(await run(story.lead, (errand) => decideForNominee(errand, { nomineeId, decision: "confirmed", n: 1, bodyHash: "x", reason: "" }))).toMatchObject({ code: "otherVersion" });
  expect(await decide(story.lead, nomineeId, "confirmed")).toMatchObject({ ok: true });
  expect(await stateOf(nomineeId)).toBe("confirmed");
  expect(await decide(story.lead, nomineeId, "confirmed")).toMatchObject({ code: "nothingProposed" });
});

test("nobody confirms an own proposal, under a second account neither", async () => {
  const story = await season();
  const nomineeId = await nominated(story);
  const personId = await database.transaction(async (tx) => {
    const { id } = await tx.person.create({ data: { fullName: "Vũ Thị Cán", foldedName: "vu thi can", sortKey: "can", unitId: story.province.id } });
    await tx.account.update({ where: { id: story.officer.accountId }, data: { personId: id } });
    return id;
  });
  const both: Actor = { ...story.officer, personId, grants: [...story.officer.grants, ...story.lead.grants] };
  await vetted(story, nomineeId, both);
  expect(await propose(both, nomineeId)).toMatchObject({ ok: true });
  expect(await decide(both, nomineeId, "confirmed")).toMatchObject({ code: "ownProposal" });
  expect(await decide({ ...story.lead, personId }, nomineeId, "confirmed")).toMatchObject({ code: "ownProposal" });
  expect(await run({ ...story.lead, personId }, inboxOfVetting)).toEqual([]);
  await expect(decide(story.second, nomineeId, "confirmed")).rejects.toBeInstanceOf(Forbidden);
  await expect(decide(story.planner, nomineeId, "confirmed")).rejects.toBeInstanceOf(NotFound);
  expect(await decide(story.lead, nomineeId, "confirmed")).toMatchObject({ ok: true });
});

test("who is related to a nominee finds nothing: no page, no queue, no count, no row of the slate", async () => {
  const story = await season();
  const nomineeId = await nominated(story);
  await vetted(story, nomineeId);
  await propose(story.officer, nomineeId);
  const { personId } = await database.transaction((tx) => tx.nominee.findUniqueOrThrow({ where: { id: nomineeId } }));
  for (const actor of [story.officer, story.second, story.lead]) {
    const walled: Actor = { ...actor, walledPersons: [personId] };
    await expect(run(walled, (errand) => showNominee(errand, nomineeId))).rejects.toBeInstanceOf(NotFound);
    expect(await run(walled, inboxOfVetting)).toEqual([]);
    const slate = await run(walled, (errand) => showSlate(errand, nomineesOf(errand), story.congressId));
    expect(slate.posts.flatMap((post) => post.nominees)).toEqual([]);
    expect(slate.findings).toEqual([]);
    const slates = await run(walled, (errand) => showPersonnel(errand, nomineesOf(errand), { ...asked, show: "slates", slates: "open" }));
    expect(slates.list.rows).toMatchObject([{ congressId: story.congressId, nominees: 0 }]);
    for (const show of ["mine", "unassigned", "returned", "decide"] as const)
      expect((await run(walled, (errand) => showPersonnel(errand, nomineesOf(errand), { ...asked, show }))).list.rows.filter((row) => "nomineeId" in row)).toEqual([]);
  }
  await expect(decide({ ...story.lead, walledPersons: [personId] }, nomineeId, "confirmed")).rejects.toBeInstanceOf(NotFound);
  const [check] = await checksOf(nomineeId);
  await expect(log({ ...story.officer, walledPersons: [personId] }, nomineeId, check?.id ?? "", sent("2025-05-07"))).rejects.toBeInstanceOf(NotFound);
});

test("planner, secretary and clerk see the state and nothing of what was found; an officer not in charge sees states", async () => {
  const story = await season();
  const nomineeId = await nominated(story);
  const [check] = await checksOf(nomineeId);
  await log(story.officer, nomineeId, check?.id ?? "", sent("2025-04-01"));
  await log(story.officer, nomineeId, check?.id ?? "", { ...clear("2025-05-05"), event: "foundToConsider", finding: "Nội dung mật" });
  for (const actor of [story.planner, story.secretary, story.clerk]) {
    const page = await run(actor, (errand) => showNominee(errand, nomineeId));
    expect(page.vetting).toBeNull();
    expect(page.officerName).toBeNull();
    expect(JSON.stringify(page)).not.toContain("Nội dung mật");
    expect(page.service).toMatchObject({ criterion: "serviceLeft", result: "pass" });
  }
  const beside = await run(story.second, (errand) => showNominee(errand, nomineeId));
  expect(beside.vetting).toMatchObject({ full: false, mayLog: false, inCharge: "other", conclusions: [] });
  expect(JSON.stringify(beside)).not.toContain("Nội dung mật");
  expect(JSON.stringify(await run(story.lead, (errand) => showNominee(errand, nomineeId)))).toContain("Nội dung mật");
});

test("the log tells who did and read what, and nothing of the content", async () => {
  const story = await season();
  const nomineeId = await nominated(story);
  await vetted(story, nomineeId);
  const [check] = await checksOf(nomineeId);
  await log(story.officer, nomineeId, check?.id ?? "", sent("2025-05-07"));
  await log(story.officer, nomineeId, check?.id ?? "", { ...clear("2025-05-08"), event: "foundToConsider", finding: "Bí mật phát hiện" });
  await run(story.officer, (errand) => proposeForNominee(errand, { nomineeId, after: 0, verdict: "ineligible", reasons: "Bí mật lý do" }));
  await decide(story.lead, nomineeId, "returned", "Bí mật trả lại");
  await run(story.lead, (errand) => showNominee(errand, nomineeId));
  const entries = await database.transaction((tx) => tx.auditEntry.findMany({ where: { actorId: { in: [story.officer.accountId, story.lead.accountId] } } }));
  expect(JSON.stringify(entries, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value))).not.toContain("Bí mật");
  const deeds = new Set(entries.map((entry) => entry.deed));
  expect([...deeds].toSorted()).toEqual(["check.log", "check.read", "conclusion.decide", "conclusion.propose", "conclusion.read"]);
  expect(JSON.stringify(entries.find((entry) => entry.deed === "conclusion.propose")?.after)).toContain("hmac:");
});

test("letters show as a flag to who vets, only as far as nothing walls off, and to nobody else", async () => {
  const story = await season();
  const nomineeId = await nominated(story);
  const { personId } = await database.transaction((tx) => tx.nominee.findUniqueOrThrow({ where: { id: nomineeId } }));
  const flag = async (actor: Actor) => (await run(actor, (errand) => showNominee(errand, nomineeId))).vetting?.letters;
  expect(await flag(story.officer)).toBe("cleared");
  await database.transaction((tx) =>
    tx.letter.create({
      data: {
        caseCode: randomUUID(), registerUnitId: story.office.id, competentUnitId: story.office.id, kind: "denunciation", channel: "post", senderKind: "named",
        receivedOn: toDate(PLANNING_DAY), subjects: { create: { personId } },
      },
    }),
  );
  expect(await flag(story.officer)).toBe("pending");
  expect(await flag(story.lead)).toBe("pending");
  expect(await flag(story.planner)).toBeUndefined();
  await database.transaction((tx) => tx.letter.updateMany({ data: { state: "closed" } }));
  expect(await flag(story.officer)).toBe("cleared");
});

test("a file that is edited judges its person anew on every slate; losing the race changes nothing", async () => {
  const story = await season();
  const nomineeId = await nominated(story);
  const { personId } = await database.transaction((tx) => tx.nominee.findUniqueOrThrow({ where: { id: nomineeId } }));
  const edit = (actor: Actor, version: number, rest: Partial<PersonFields>) => run(actor, (errand) => editPerson(errand, { personId, version, fields: { ...FILE, ...rest } }));
  expect(await edit(story.planner, 1, { bornOn: day("1964-01-01"), joinedOn: day("1990-01-01") })).toMatchObject({ ok: true });
  const old = await run(story.planner, (errand) => showNominee(errand, nomineeId));
  expect(old.service).toMatchObject({ result: "fail" });
  expect(await edit(story.planner, 1, {})).toMatchObject({ code: "movedMeanwhile" });
  expect(await edit(story.planner, 2, {})).toMatchObject({ ok: true });
  expect(await run(story.planner, (errand) => keepDiscipline(errand, { personId, version: 3, kind: "warning", decidedOn: day("2025-01-10"), document: "3-QĐ" }))).toMatchObject({ ok: true });
  expect(await stateOf(nomineeId)).toBe("ineligible");
  const shown = await run(story.planner, (errand) => showPerson(errand, nomineesOf(errand), personId));
  const [discipline] = shown.person.disciplines;
  expect(await run(story.planner, (errand) => keepDiscipline(errand, { personId, version: 4, remove: discipline?.id ?? "" }))).toMatchObject({ ok: true });
  expect(await stateOf(nomineeId)).toBe("incomplete");
  await expect(edit(story.officer, 5, {})).rejects.toBeInstanceOf(Forbidden);
  await expect(run(story.clerk, (errand) => showPerson(errand, nomineesOf(errand), personId))).rejects.toBeInstanceOf(Forbidden);
});

test("the pages ask the same number of questions for one nominee and for fifty", async () => {
  const story = await season();
  const first = await nominated(story);
  await vetted(story, first);
  const pages = (): readonly (() => Promise<unknown>)[] => [
    () => run(story.planner, (errand) => showSlate(errand, nomineesOf(errand), story.congressId)),
    () => run(story.officer, (errand) => showPersonnel(errand, nomineesOf(errand), { ...asked, show: "mine" })),
    () => run(story.officer, (errand) => showPersonnel(errand, nomineesOf(errand), { ...asked, show: "unassigned" })),
    () => run(story.planner, (errand) => showPersonnel(errand, nomineesOf(errand), asked)),
    () => run(story.lead, (errand) => showPersonnel(errand, nomineesOf(errand), asked)),
    () => run(story.officer, (errand) => showNominee(errand, first)),
  ];
  const counts = async (): Promise<number[]> => {
    const found: number[] = [];
    for (const page of pages()) found.push((await database.countQueries(page)).queries);
    return found;
  };
  const one = await counts();
  for (let i = 0; i < 50; i += 1) await nominated(story, { fullName: `Người thứ ${i}` });
  expect(await counts()).toEqual(one);
}, 120_000);
