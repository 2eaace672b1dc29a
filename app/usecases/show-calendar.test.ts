import { expect, test } from "vitest";
import type { Actor } from "#app/core/access/actor.ts";
import { scopeFor } from "#app/core/access/scope.ts";
import { day } from "#app/core/time/day.ts";
import { toDate } from "#app/db/day.server.ts";
import { testDatabase } from "#app/db/test-database.ts";
import { errandFor, person, PLANNING_DAY, province, unit } from "./campaign-story.ts";
import type { Errand } from "./errand.ts";
import { inboxOfCampaign } from "./inbox-campaign.server.ts";
import { openCampaign } from "./open-campaign.server.ts";
import { listCalendar, showCalendar } from "./show-calendar.server.ts";
import { showCampaign } from "./show-campaign.server.ts";
import { showEdition, showHolidays, showRules } from "./show-rules.server.ts";

const { database } = await testDatabase();
const run = errandFor(database);
const scopeOf = (errand: Errand) => scopeFor(errand.actor, "campaign", PLANNING_DAY);
const june = { from: day("2025-06-02"), until: day("2025-07-07") };
const anything = { branch: undefined, level: null, state: null, most: 150 };

const { story, planner, secretary, officer } = await database.transaction(async (tx) => {
  const story = await province(tx);
  return {
    story,
    planner: await person(tx, "kehoach", [["planner", story.province]]),
    secretary: await person(tx, "bithu", [["secretary", story.province]]),
    officer: await person(tx, "thamdinh", [["vettingOfficer", story.province]]),
  };
});
await run(planner, (errand) => openCampaign(errand, { unitId: story.province.id, term: "2025-2030", editionCode: "CT45" }));

/** Puts the first round of a unit on a day, whatever the rules say. */
async function put(unitId: string, opensOn: string, state: string, days = 1): Promise<void> {
  await database.transaction(async (tx) => {
    const congress = await tx.congress.update({ where: { campaignId_unitId_round: { campaignId: await campaignId(), unitId, round: 1 } }, data: { state } });
    const plan = await tx.planVersion.findFirstOrThrow({ where: { campaignId: congress.campaignId } });
    const closesOn = new Date(toDate(day(opensOn)).getTime() + (days - 1) * 86_400_000);
    await tx.plannedDate.create({ data: { planVersionId: plan.id, congressId: congress.id, opensOn: toDate(day(opensOn)), closesOn, session: "morning" } });
  });
}

async function campaignId(): Promise<string> {
  return database.transaction(async (tx) => (await tx.campaign.findFirstOrThrow({ where: { unitId: story.province.id } })).id);
}

const [one, two, three] = story.cells;
await put(one?.id ?? "", "2025-06-10", "draft");
await put(two?.id ?? "", "2025-06-10", "submitted");
await put(three?.id ?? "", "2025-05-30", "approved", 4);

const calendar = (actor: Actor, more: object = {}) => run(actor, (errand) => showCalendar(errand, scopeOf(errand), { ...anything, range: june, ...more }));
const list = (actor: Actor, more: object = {}) =>
  run(actor, (errand) => listCalendar(errand, scopeOf(errand), { ...anything, range: null, sort: "day", descending: false, page: 1, ...more }));

test("the calendar has what sits in the range, also what began before it, and notes the days", async () => {
  const page = await calendar(planner);
  expect(page.congresses.map((each) => each.opensOn)).toEqual(["2025-05-30", "2025-06-10", "2025-06-10"]);
  expect(page.sums).toEqual([{ day: "2025-06-10", count: 2 }]);
  expect(page.notes["2025-06-10"]).toEqual({ lunar: { day: 15, month: 5, leapMonth: false } });
  expect(page.may).toEqual({ date: true, fill: true, plans: true });
  expect((await calendar(planner, { state: "submitted" })).congresses).toHaveLength(1);
  expect((await calendar(planner, { level: "province" })).congresses).toEqual([]);
  expect((await calendar(planner, { branch: story.districts[1]?.id })).congresses).toEqual([]);
});

test("an empty range says where the nearest congresses are, filtered as the range is", async () => {
  expect((await calendar(planner)).nearest).toEqual({ before: null, after: null });
  const march = { range: { from: day("2025-03-03"), until: day("2025-04-07") } };
  expect((await calendar(planner, march)).nearest).toMatchObject({ before: null, after: { opensOn: "2025-05-30" } });
  expect((await calendar(planner, { ...march, state: "submitted" })).nearest).toMatchObject({ after: { opensOn: "2025-06-10" } });
  const autumn = { range: { from: day("2025-09-01"), until: day("2025-10-06") } };
  expect((await calendar(planner, autumn)).nearest).toMatchObject({ before: { opensOn: "2025-06-10" }, after: null });
  expect((await calendar(planner, { ...autumn, branch: story.districts[1]?.id })).nearest).toEqual({ before: null, after: null });
  const cost = async (more: object) => (await database.countQueries(() => calendar(planner, more))).queries;
  expect(await cost(autumn)).toBe(await cost({}));
});

test("lights are shown to those who see the readiness", async () => {
  expect((await calendar(planner)).congresses.every((each) => each.light !== null)).toBe(true);
  expect((await calendar(officer)).congresses.every((each) => each.light === null)).toBe(true);
  expect((await calendar(officer)).may).toEqual({ date: false, fill: false, plans: false });
});

test("holidays are named, and a day worked in exchange is not off", async () => {
  const april = await calendar(planner, { range: { from: day("2025-04-21"), until: day("2025-05-05") } });
  expect(april.notes["2025-04-30"]).toMatchObject({ off: true, name: { vi: "Ngày Chiến thắng 30/4" } });
  expect(april.notes["2025-04-26"]).toMatchObject({ off: false });
});

test("the list holds those without a day as well, sorted and filtered", async () => {
  const all = await list(planner);
  expect(all.total).toBe(23);
  expect(all.rows.slice(0, 3).map((row) => row.opensOn)).toEqual(["2025-05-30", "2025-06-10", "2025-06-10"]);
  expect((await list(planner, { descending: true })).rows[0]?.opensOn).toBe("2025-06-10");
  expect((await list(planner, { sort: "state", descending: true })).rows[0]?.state).toBe("approved");
  expect((await list(planner, { sort: "name" })).rows[0]?.name).toBe("Chi bộ 1 Hai An Thành");
  expect((await list(planner, { sort: "level" })).rows[0]?.level).toBe("province");
  expect((await list(planner, { state: "undated" })).total).toBe(20);
  expect((await list(planner, { range: { from: day("2025-06-10"), until: day("2025-06-11") } })).total).toBe(2);
  expect((await list(planner, { page: 9 })).rows).toEqual([]);
  expect((await list(secretary)).may).toEqual({ date: false, fill: false, plans: true, submit: false, approve: true });
});

test("what waits: the secretary's submitted dates, the planner's drafts and empty ones", async () => {
  expect(await run(secretary, inboxOfCampaign)).toEqual([{ code: "datesToApprove", count: 1, href: "/calendar/list?state=submitted", tone: "amber" }]);
  expect((await run(planner, inboxOfCampaign)).map(({ code, count }) => [code, count])).toEqual([["undated", 12], ["drafts", 1]]);
  expect(await run(officer, inboxOfCampaign)).toEqual([]);
});

test("the campaign counts by level and state, and says who has not joined", async () => {
  await database.transaction((tx) => unit(tx, story.communes[0] ?? null, "Chi bộ chưa vào", "cell"));
  const page = await run(planner, (errand) => showCampaign(errand, scopeOf(errand), { branch: undefined }));
  expect(page.waiting).toBe(1);
  expect(page.lines.map(({ level, round, total }) => [level, round, total])).toEqual([
    ["province", 1, 1],
    ["directSuperior", 1, 2],
    ["grassroots", 1, 4],
    ["cell", 1, 8],
    ["cell", 2, 8],
  ]);
  expect(page.lines[3]?.states).toMatchObject({ undated: 5, draft: 1, submitted: 1, approved: 1 });
  expect(page).toMatchObject({ editionNow: "CT45", termNow: "2025-2030" });
});

test("of very many congresses the first of each day come, beside the sums of their days", async () => {
  const top = await database.transaction(async (tx) => {
    const top = await unit(tx, null, "Đảng bộ tỉnh lớn", "province", { kind: "province" });
    await tx.$executeRaw`
      INSERT INTO "Unit" (id, key, code, name, "foldedName", kind, level, "partyName", "parentId", path, "validFrom")
      SELECT gen_random_uuid(), k, k, 'Cơ sở ' || n, 'co so ' || n, 'agency', 'grassroots', 'Cơ sở ' || n, ${top.id}::uuid, ${top.path} || k || '/', '2010-01-01'
      FROM (SELECT n, 'y' || lpad(n::text, 9, '0') AS k FROM generate_series(1, 1100) AS n) AS made`;
    return top;
  });
  const busy = await database.transaction((tx) => person(tx, "ban", [["planner", top]]));
  await run(busy, (errand) => openCampaign(errand, { unitId: top.id, term: "2025-2030", editionCode: "CT45" }));
  const count = () => database.countQueries(() => calendar(busy));
  const before = await count();
  // So many lights are not reckoned while somebody waits; the pages say so until the job has done it.
  expect(before.result.reckoning).toBe(1101);
  const season = (actor: Actor) => run(actor, (errand) => showCampaign(errand, scopeOf(errand), { branch: undefined }));
  expect((await season(busy)).reckoning).toBe(1101);
  expect((await season(planner)).reckoning).toBe(0);
  expect(before.result.congresses).toEqual([]);
  await database.transaction(
    (tx) => tx.$executeRaw`
      INSERT INTO "PlannedDate" ("planVersionId", "congressId", "opensOn", "closesOn", session)
      SELECT p.id, c.id, DATE '2025-06-09' + (row_number() OVER ())::int % 10, DATE '2025-06-09' + (row_number() OVER ())::int % 10, 'morning'
      FROM "Congress" c JOIN "Campaign" k ON k.id = c."campaignId" JOIN "PlanVersion" p ON p."campaignId" = k.id WHERE k."unitId" = ${top.id}::uuid`,
  );
  const after = await count();
  // 35 days are asked for: four of each.
  expect(after.result.congresses).toHaveLength(40);
  expect(after.result.congresses.filter((each) => each.opensOn === "2025-06-09")).toHaveLength(4);
  expect((await calendar(busy, { most: 2000 })).congresses).toHaveLength(1101);
  expect(after.result.sums.reduce((sum, each) => sum + each.count, 0)).toBe(1101);
  expect(after.queries).toBe(before.queries);
});

test("the rules: the edition in force, what it changed, and the holidays of a year", async () => {
  const rules = await run(planner, showRules);
  expect(rules.editions.map(({ code, inForce }) => [code, inForce])).toEqual([
    ["KL163", false],
    ["CT45", true],
    ["KL127", false],
    ["KL118", false],
    ["CT35", false],
  ]);
  const page = await run(planner, (errand) => showEdition(errand, "KL127"));
  expect(page.changes).toBe(page.differences.filter((each) => each.valueChanged).length);
  expect(page.lastDay).toBe("2025-04-13");
  const holidays = await run(planner, (errand) => showHolidays(errand, scopeOf(errand), { year: 2031, branch: undefined }));
  expect(holidays.years).toEqual([2024, 2025, 2026, 2027, 2028, 2029, 2030]);
  expect(holidays.national.length).toBeGreaterThan(5);
});

test("the branch's own days come on top of the national ones", async () => {
  await database.transaction((tx) =>
    tx.branchDay.create({ data: { unitId: story.districts[0]?.id ?? "", day: toDate(day("2025-06-11")), kind: "holiday", name: "Ngày truyền thống", source: "01-TB/HU" } }),
  );
  const note = async (branch: string | undefined) => (await calendar(planner, { branch })).notes["2025-06-11"];
  expect(await note(story.communes[0]?.id)).toMatchObject({ off: true, name: { vi: "Ngày truyền thống" } });
  expect(await note(story.communes[3]?.id)).not.toHaveProperty("off");
});
