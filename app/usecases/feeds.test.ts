import fc from "fast-check";
import { expect, test } from "vitest";
import type { Actor } from "#app/core/access/actor.ts";
import type { Role } from "#app/core/access/policy.ts";
import { writeCalendar } from "#app/core/feeds/icalendar.ts";
import { readCalendar } from "#app/core/feeds/strict-reader.ts";
import { scopeFor } from "#app/core/access/scope.ts";
import { addDays, day } from "#app/core/time/day.ts";
import { toDate } from "#app/db/day.server.ts";
import { testDatabase } from "#app/db/test-database.ts";
import { errandFor, person, PLANNING_DAY, province, type StoryUnit } from "./campaign-story.ts";
import { type FeedToMake, makeFeed, revokeFeed } from "./make-feed.server.ts";
import { openCampaign } from "./open-campaign.server.ts";
import { clearCongressDate, placeCongress } from "./place-congress.server.ts";
import { readFeed } from "./read-feed.server.ts";
import { showFeeds } from "./show-feeds.server.ts";

const { database } = await testDatabase();
const run = errandFor(database);
const NOW = new Date("2025-05-12T03:00:00Z");
const BRANCH: FeedToMake = { kind: "branch", branch: null, leaderId: null };

let places = 0;
/** Each reading from a place of its own, unless one is named. */
const read = (secret: string, { address = `place-${(places += 1)}`, now = NOW } = {}) => readFeed(database, { secret, address, now, today: PLANNING_DAY });
const namesIn = async (secret: string): Promise<string[] | null> => {
  const verdict = await read(secret);
  return verdict.ok ? verdict.value.congresses.map((each) => each.name) : null;
};
const make = async (actor: Actor, wanted: FeedToMake = BRANCH): Promise<string> => {
  const verdict = await run(actor, (errand) => makeFeed(errand, wanted));
  if (!verdict.ok) throw new Error(verdict.code);
  return verdict.value.secret;
};

/** An account whose grants are in the database, because a feed reads them there. */
async function granted(role: Role, at: StoryUnit): Promise<Actor> {
  return database.transaction(async (tx) => {
    const actor = await person(tx, `${role}.feed`, [[role, at]]);
    for (const grant of actor.grants)
      await tx.grant.create({ data: { id: grant.id, accountId: actor.accountId, role, unitId: at.id, validFrom: toDate(grant.from), validUntil: toDate(grant.until), state: "active" } });
    return actor;
  });
}

const congressOf = (at: StoryUnit | undefined) => database.transaction((tx) => tx.congress.findFirstOrThrow({ where: { unitId: at?.id ?? "", round: 1 } }));
const on = (text: string) => ({ opensOn: day(text), session: "morning" as const, venueId: null, leaderIds: [] as string[], reason: "Theo kế hoạch" });

async function season() {
  const tree = await database.transaction(province);
  const planner = await granted("planner", tree.province);
  const opened = await run(planner, (errand) => openCampaign(errand, { unitId: tree.province.id, term: "2025-2030", editionCode: "CT45" }));
  if (!opened.ok) throw new Error(opened.code);
  const place = async (at: StoryUnit | undefined, text: string, leaderIds: string[] = []) => {
    const { id, version } = await congressOf(at);
    const verdict = await run(planner, (errand) => placeCongress(errand, { congressId: id, version, ...on(text), leaderIds }));
    if (!verdict.ok) throw new Error(`${verdict.code} ${JSON.stringify(verdict.details)}`);
    return id;
  };
  return { ...tree, planner, place };
}

test("a branch's feed has the dated congresses below it and nothing of its neighbour; the secret is kept nowhere", async () => {
  const { place, cells, districts } = await season();
  await place(cells[0], "2025-08-04");
  await place(cells[4], "2025-08-05");
  const local = await granted("planner", districts[0] ?? fail());
  const secret = await make(local);
  expect(await namesIn(secret)).toEqual([cells[0]?.name]);
  const kept = await database.transaction(async (tx) => JSON.stringify([await tx.feed.findMany(), await tx.auditEntry.findMany({ select: { before: true, after: true, subjectId: true } }), await tx.formKey.findMany()]));
  expect(kept).not.toContain(secret);
  await expect(run(local, (errand) => makeFeed(errand, { kind: "branch", branch: districts[1]?.id ?? "", leaderId: null }))).rejects.toThrow("not found");
});

function fail(): never {
  throw new Error("the story is shorter than thought");
}

test("a moved date goes on under the same id with a higher number; one that is taken away is gone, and back again higher still", async () => {
  const { planner, place, cells } = await season();
  const secret = await make(planner);
  const one = async () => {
    const verdict = await read(secret);
    return verdict.ok ? verdict.value.congresses.find((each) => each.name === cells[0]?.name) : undefined;
  };
  const id = await place(cells[0], "2025-08-04");
  const first = await one();
  await place(cells[0], "2025-08-05");
  const second = await one();
  expect(second).toMatchObject({ id, opensOn: "2025-08-05", closesOn: "2025-08-05" });
  const { version } = await congressOf(cells[0]);
  await run(planner, (errand) => clearCongressDate(errand, { congressId: id, version, reason: "Chưa chuẩn bị xong" }));
  expect(await one()).toBeUndefined();
  await place(cells[0], "2025-08-06");
  const numbers = [first, second, await one()].map((each) => each?.version ?? 0);
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  expect(new Set(numbers).size).toBe(3);
});

test("a withdrawn, ended or moved right, a disabled account and a revoked address give the same nothing", async () => {
  const { place, cells, districts } = await season();
  await place(cells[0], "2025-08-04");
  const unknown = await read("A".repeat(43));
  expect(unknown).toEqual({ ok: false, code: "notFound", details: {} });
  const local = await granted("planner", districts[0] ?? fail());
  const secret = await make(local);
  const person = await make(local, { ...BRANCH, kind: "person" });
  expect([await namesIn(secret), await namesIn(person)]).toEqual([[cells[0]?.name], [cells[0]?.name]]);
  const grant = { accountId: local.accountId };
  await database.transaction((tx) => tx.grant.updateMany({ where: grant, data: { state: "withdrawn" } }));
  expect([await read(secret), await read(person)]).toEqual([unknown, unknown]);
  await database.transaction((tx) => tx.grant.updateMany({ where: grant, data: { state: "active", validUntil: toDate(PLANNING_DAY) } }));
  expect(await read(secret)).toEqual(unknown);
  // Another role over the same branch, without a view of the campaign.
  await database.transaction((tx) => tx.grant.updateMany({ where: grant, data: { role: "custodian", validUntil: toDate(day("2040-01-01")) } }));
  expect(await read(secret)).toEqual(unknown);
  await database.transaction((tx) => tx.grant.updateMany({ where: grant, data: { role: "planner", unitId: districts[1]?.id ?? "" } }));
  expect(await read(secret)).toEqual(unknown);
  await database.transaction((tx) => tx.grant.updateMany({ where: grant, data: { unitId: districts[0]?.id ?? "" } }));
  expect(await namesIn(secret)).toEqual([cells[0]?.name]);
  await database.transaction((tx) => tx.account.update({ where: { id: local.accountId }, data: { state: "disabled" } }));
  expect(await read(secret)).toEqual(unknown);
  await database.transaction((tx) => tx.account.update({ where: { id: local.accountId }, data: { state: "active" } }));
  const shown = await run(local, (errand) => showFeeds(errand, scopeFor(local, "campaign", errand.realDay), { branch: null, leader: null }));
  expect(shown.feeds.map((each) => each.kind).toSorted()).toEqual(["branch", "person"]);
  for (const { id } of shown.feeds) await run(local, (errand) => revokeFeed(errand, id));
  expect([await read(secret), await read(person)]).toEqual([unknown, unknown]);
  await expect(run(local, (errand) => revokeFeed(errand, shown.feeds[0]?.id ?? ""))).rejects.toThrow("not found");
});

test("somebody else's feed is neither listed nor revoked", async () => {
  const { planner, districts } = await season();
  const secret = await make(planner);
  const { id } = await database.transaction((tx) => tx.feed.findFirstOrThrow({ where: { accountId: planner.accountId } }));
  const local = await granted("planner", districts[0] ?? fail());
  await expect(run(local, (errand) => revokeFeed(errand, id))).rejects.toThrow("not found");
  const shown = await run(local, (errand) => showFeeds(errand, scopeFor(local, "campaign", errand.realDay), { branch: null, leader: null }));
  expect(shown.feeds).toEqual([]);
  expect((await read(secret)).ok).toBe(true);
});

test("a leader's feed has what the leader attends, as far as its maker sees", async () => {
  const { planner, place, province: top, districts, cells } = await season();
  const leader = await database.transaction((tx) => tx.leader.create({ data: { code: `f${districts[0]?.code}`, name: "Đ/c Vũ Văn Ví Dụ", foldedName: "vu van vi du", post: "Ủy viên", unitId: top.id } }));
  await place(cells[0], "2025-08-04", [leader.id]);
  await place(cells[4], "2025-08-05", [leader.id]);
  await place(cells[1], "2025-08-06");
  const secret = await make(planner, { kind: "leader", branch: null, leaderId: leader.id });
  expect(await namesIn(secret)).toEqual([cells[0]?.name, cells[4]?.name]);
  const local = await granted("planner", districts[0] ?? fail());
  await expect(run(local, (errand) => makeFeed(errand, { kind: "leader", branch: null, leaderId: leader.id }))).rejects.toThrow("not found");
});

test("making, reading (once a day) and revoking are logged; twenty are enough", async () => {
  const { planner } = await season();
  const secret = await make(planner);
  await read(secret);
  await read(secret, { now: new Date("2025-05-12T15:00:00Z") });
  await read(secret, { now: new Date("2025-05-12T17:30:00Z") });
  const deeds = () =>
    database.transaction(async (tx) => (await tx.auditEntry.findMany({ where: { actorId: planner.accountId, subjectKind: "feed" }, orderBy: { seq: "asc" } })).map((each) => each.deed));
  expect(await deeds()).toEqual(["feed.make", "export.make", "export.make"]);
  for (let n = 1; n < 20; n += 1) await make(planner);
  expect(await run(planner, (errand) => makeFeed(errand, BRANCH))).toMatchObject({ ok: false, code: "tooManyFeeds" });
  const { id } = await database.transaction((tx) => tx.feed.findFirstOrThrow({ where: { accountId: planner.accountId } }));
  await run(planner, (errand) => revokeFeed(errand, id));
  expect((await deeds()).at(-1)).toBe("feed.revoke");
});

test("a place that asks for wrong addresses has to wait, and no other place with it", async () => {
  const { planner } = await season();
  const secret = await make(planner);
  for (let n = 0; n < 62; n += 1) await read("B".repeat(43), { address: "guesser" });
  expect(await read(secret, { address: "guesser" })).toMatchObject({ ok: false, code: "tooManyTries" });
  expect((await read(secret)).ok).toBe(true);
});

test("of very many congresses the thousand nearest are told, in as many questions as for one", async () => {
  const { planner, place, communes, cells } = await season();
  await place(cells[0], "2025-08-04");
  const secret = await make(planner);
  await read(secret);
  const few = await database.countQueries(() => read(secret));
  const { campaignId } = await congressOf(cells[0]);
  await database.transaction(
    async (tx) => {
      const plan = await tx.planVersion.findFirstOrThrow({ where: { campaignId } });
      const congresses = Array.from({ length: 1100 }, (_, n) => ({ id: crypto.randomUUID(), campaignId, unitId: communes[0]?.id ?? "", round: n + 3, form: "member", contents: 4, lengthHalfDays: 1, state: "draft" }));
      await tx.congress.createMany({ data: congresses });
      await tx.plannedDate.createMany({ data: congresses.map(({ id }, n) => ({ planVersionId: plan.id, congressId: id, opensOn: toDate(addDays(PLANNING_DAY, n % 500)), closesOn: toDate(addDays(PLANNING_DAY, n % 500)), session: "morning" })) });
    },
    { timeoutMs: 60_000 },
  );
  const verdict = await read(secret);
  expect(verdict).toMatchObject({ ok: true, value: { total: 1101 } });
  expect(verdict.ok && verdict.value.congresses.length).toBe(1000);
  expect((await database.countQueries(() => read(secret))).queries).toBe(few.queries);
});

test("drafts of planning and congresses without a date are in no feed, and no name of a unit breaks it", async () => {
  const { planner, place, cells } = await season();
  const secret = await make(planner);
  const id = await place(cells[0], "2025-08-04");
  await database.transaction(async (tx) => {
    const { campaignId } = await congressOf(cells[1]);
    const draft = await tx.planVersion.create({ data: { campaignId, state: "draft" } });
    await tx.plannedDate.create({ data: { planVersionId: draft.id, congressId: (await congressOf(cells[1])).id, opensOn: toDate(day("2025-08-05")), closesOn: toDate(day("2025-08-05")), session: "morning" } });
  });
  expect(await namesIn(secret)).toEqual([cells[0]?.name]);
  const nasty = fc.array(fc.constantFrom(",", ";", "\\", "\n", "🏛️", "👩‍👩‍👧", "Đảng bộ", "ữ", " ", '"', ":", "BEGIN:VEVENT"), { minLength: 1, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(fc.oneof(nasty.map((parts) => parts.join("")), fc.constant("Ệ".repeat(300))), async (name) => {
      await database.transaction((tx) => tx.unit.update({ where: { id: cells[0]?.id ?? "" }, data: { partyName: name } }));
      const verdict = await read(secret);
      if (!verdict.ok) throw new Error(verdict.code);
      const events = verdict.value.congresses.map((each) => ({ ...each, summary: each.name, description: "", location: each.venueName, settled: false, sequence: each.version }));
      const [event] = readCalendar(writeCalendar({ name, description: name, busy: false, events })).events;
      expect(event).toMatchObject({ UID: `${id}@congress-planner`, SUMMARY: name, "DTSTART;VALUE=DATE": "20250804", "DTEND;VALUE=DATE": "20250805" });
    }),
    { numRuns: 25 },
  );
});
