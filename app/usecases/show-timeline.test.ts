import { expect, test } from "vitest";
import type { Actor } from "#app/core/access/actor.ts";
import { scopeFor } from "#app/core/access/scope.ts";
import { day } from "#app/core/time/day.ts";
import { toDate } from "#app/db/day.server.ts";
import { testDatabase } from "#app/db/test-database.ts";
import { errandFor, person, PLANNING_DAY, province, unit } from "./campaign-story.ts";
import { type Errand, NotFound } from "./errand.ts";
import { openCampaign } from "./open-campaign.server.ts";
import { MOST_ROWS, showTimeline, timelineRows } from "./show-timeline.server.ts";
import { showYear } from "./show-year.server.ts";

const { database } = await testDatabase();
const run = errandFor(database);
const scopeOf = (errand: Errand) => scopeFor(errand.actor, "campaign", PLANNING_DAY);
const span = { from: day("2025-05-01"), until: day("2025-08-01") };

const { story, planner, clerk, officer } = await database.transaction(async (tx) => {
  const story = await province(tx);
  return {
    story,
    planner: await person(tx, "kehoach", [["planner", story.province]]),
    clerk: await person(tx, "vanphong", [["unitClerk", story.communes[0] ?? story.province]]),
    officer: await person(tx, "thamdinh", [["vettingOfficer", story.province]]),
  };
});
await run(planner, (errand) => openCampaign(errand, { unitId: story.province.id, term: "2025-2030", editionCode: "CT45" }));
const campaign = await database.transaction((tx) => tx.campaign.findFirstOrThrow({ include: { plans: true } }));
const working = campaign.plans[0]?.id ?? "";

/** Puts the first round of a unit on days of a plan, whatever the rules say. */
async function put(unitId: string, opensOn: string, closesOn: string, planId = working): Promise<void> {
  await database.transaction(async (tx) => {
    const congress = await tx.congress.findUniqueOrThrow({ where: { campaignId_unitId_round: { campaignId: campaign.id, unitId, round: 1 } } });
    await tx.plannedDate.create({ data: { planVersionId: planId, congressId: congress.id, opensOn: toDate(day(opensOn)), closesOn: toDate(day(closesOn)), session: "morning" } });
  });
}

const [commune] = story.communes;
const [one, two] = story.cells;
await put(one?.id ?? "", "2025-06-10", "2025-06-11");
await put(two?.id ?? "", "2025-06-16", "2025-06-16");
await put(commune?.id ?? "", "2025-06-12", "2025-06-13");

const rows = (actor: Actor, more: object = {}) =>
  run(actor, (errand) => timelineRows(errand, scopeOf(errand), { branch: undefined, level: null, span, offset: 0, take: 50, ...more }));
const page = (actor: Actor, more: object = {}) => run(actor, (errand) => showTimeline(errand, scopeOf(errand), { branch: undefined, level: null, span, page: 1, ...more }));
const year = (actor: Actor, branch?: string) =>
  run(actor, (errand) => showYear(errand, scopeOf(errand), { branch, year: 2025, range: { from: day("2025-01-01"), until: day("2026-01-01") } }));

test("rows are the units in the order of the tree, with depth, days, steps and the last congress below", async () => {
  const { total, rows: found } = await rows(planner);
  expect(total).toBe(15);
  expect(found.map((row) => row.depth).slice(0, 6)).toEqual([0, 1, 2, 3, 3, 2]);
  const parent = found.find((row) => row.id === commune?.id);
  expect(parent).toMatchObject({ level: "grassroots", below: { count: 2, undated: 0, closesOn: "2025-06-16" } });
  expect(parent?.congresses[0]).toMatchObject({ round: 1, date: { opensOn: "2025-06-12", closesOn: "2025-06-13" }, baseline: null });
  expect(parent?.congresses[0]?.steps.length).toBeGreaterThan(0);
  expect(parent?.congresses[0]?.steps.every(([, on]) => on >= span.from && on < span.until)).toBe(true);
  expect(found.find((row) => row.id === one?.id)).toMatchObject({ depth: 3, below: null });
  expect(found.find((row) => row.id === story.districts[1]?.id)?.below).toEqual({ count: 2, undated: 2, closesOn: null });
});

test("a window of rows has its place in the whole, is cut at two hundred, and can be narrowed to a level", async () => {
  const all = (await rows(planner)).rows;
  const some = await rows(planner, { offset: 4, take: 3 });
  expect(some.from).toBe(4);
  expect(some.rows.map((row) => row.id)).toEqual(all.slice(4, 7).map((row) => row.id));
  expect((await rows(planner, { offset: 900 })).rows).toEqual([]);
  const cells = await rows(planner, { level: "cell", take: MOST_ROWS + 500 });
  expect(cells.total).toBe(8);
  expect(cells.rows.every((row) => row.level === "cell")).toBe(true);
});

test("units that are not in force in the span are no rows of it", async () => {
  await database.transaction(async (tx) => {
    await unit(tx, commune ?? null, "Chi bộ đã kết thúc", "cell", { validUntil: day("2025-05-01") });
    await unit(tx, commune ?? null, "Chi bộ thành lập sau", "cell", { validFrom: day("2025-08-01") });
  });
  expect((await rows(planner)).total).toBe(15);
  expect((await rows(planner, { span: { from: day("2025-04-01"), until: day("2025-09-01") } })).total).toBe(17);
});

test("a clerk sees the own unit; what lies elsewhere looks like not there", async () => {
  const own = await rows(clerk);
  expect(own.rows[0]?.id).toBe(commune?.id);
  expect(own.rows.every((row) => row.id === commune?.id || story.cells.slice(0, 2).some((cell) => cell.id === row.id))).toBe(true);
  await expect(rows(clerk, { branch: story.communes[1]?.id })).rejects.toThrow(NotFound);
  await expect(page(clerk, { branch: story.province.id })).rejects.toThrow(NotFound);
  await expect(year(clerk, story.province.id)).rejects.toThrow(NotFound);
});

test("lights are shown to those who see the readiness", async () => {
  const lights = async (actor: Actor) => (await rows(actor)).rows.flatMap((row) => row.congresses.map((each) => each.light));
  expect((await lights(planner)).every((light) => light !== null)).toBe(true);
  expect((await lights(officer)).every((light) => light === null)).toBe(true);
});

test("the baseline is the day in the newest approved plan, never one of a draft", async () => {
  const plan = (state: string, number: number | null, approvedOn: string | null) =>
    database.transaction((tx) => tx.planVersion.create({ data: { campaignId: campaign.id, state, number, approvedOn: approvedOn === null ? null : toDate(day(approvedOn)) } }));
  await put(commune?.id ?? "", "2025-06-20", "2025-06-20", (await plan("draft", null, null)).id);
  await put(commune?.id ?? "", "2025-06-03", "2025-06-04", (await plan("approved", 1, "2025-04-01")).id);
  await put(commune?.id ?? "", "2025-06-05", "2025-06-06", (await plan("approved", 2, "2025-05-02")).id);
  const row = (await rows(planner)).rows.find((each) => each.id === commune?.id);
  expect(row?.congresses[0]).toMatchObject({ date: { opensOn: "2025-06-12" }, baseline: { opensOn: "2025-06-05", closesOn: "2025-06-06" } });
});

test("a row costs no statement: the same number for one row and for all", async () => {
  const cost = async (more: object) => (await database.countQueries(() => rows(planner, more))).queries;
  expect(await cost({ take: 1 })).toBe(await cost({ take: 50 }));
  expect(await cost({ offset: 900 })).toBe(await cost({ take: 50 }));
  const opened = async (more: object) => (await database.countQueries(() => page(planner, more))).queries;
  expect(await opened({ level: "province" })).toBe(await opened({}));
  const counted = async (branch: string | undefined) => (await database.countQueries(() => year(planner, branch))).queries;
  expect(await counted(one?.id)).toBe(await counted(undefined));
});

test("the page starts with the first fifty rows and says which days rest", async () => {
  const shown = await page(planner);
  expect(shown).toMatchObject({ opened: true, page: 1, pages: 1, first: { from: 0, total: 15 } });
  expect(shown.off).toContain("2025-05-01");
  expect(shown.off).toContain("2025-06-15");
  expect(shown.off).not.toContain("2025-06-16");
  expect(shown.named.map((each) => each.day)).toContain("2025-05-01");
});

test("two hundred rows stay below 150 kB", async () => {
  const top = await database.transaction(async (tx) => {
    const top = await unit(tx, null, "Đảng bộ tỉnh lớn", "province", { kind: "province" });
    await tx.$executeRaw`
      INSERT INTO "Unit" (id, key, code, name, "foldedName", kind, level, "partyName", "parentId", path, "validFrom")
      SELECT gen_random_uuid(), k, k, 'Cơ sở ' || n, 'co so ' || n, 'agency', 'grassroots', 'Đảng bộ Trung tâm Bồi dưỡng chính trị cơ sở số ' || n, ${top.id}::uuid, ${top.path} || k || '/', '2010-01-01'
      FROM (SELECT n, 'y' || lpad(n::text, 9, '0') AS k FROM generate_series(1, 300) AS n) AS made`;
    return top;
  });
  const busy = await database.transaction((tx) => person(tx, "ban", [["planner", top]]));
  await run(busy, (errand) => openCampaign(errand, { unitId: top.id, term: "2025-2030", editionCode: "CT45" }));
  await database.transaction(
    (tx) => tx.$executeRaw`
      INSERT INTO "PlannedDate" ("planVersionId", "congressId", "opensOn", "closesOn", session)
      SELECT p.id, c.id, DATE '2025-06-09', DATE '2025-06-10', 'morning'
      FROM "Congress" c JOIN "Campaign" k ON k.id = c."campaignId" JOIN "PlanVersion" p ON p."campaignId" = k.id WHERE k."unitId" = ${top.id}::uuid`,
  );
  const answer = await rows(busy, { take: 10_000 });
  expect(answer.rows).toHaveLength(MOST_ROWS);
  expect(answer.total).toBe(301);
  expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThan(150_000);
});

test("the year counts every day in session against the branch's own ceiling, else a superior's", async () => {
  const before = await year(planner);
  expect(before.ceiling).toBeNull();
  expect(before.days["2025-06-12"]).toMatchObject({ sitting: 1, opening: 1 });
  expect(before.days["2025-06-13"]).toMatchObject({ sitting: 1, opening: 0 });
  expect(before.days["2025-06-11"]).toMatchObject({ sitting: 1, opening: 0, lunar: { day: 16, month: 5 } });
  expect(Object.keys(before.days)).toHaveLength(365);
  await database.transaction((tx) => tx.branchSetting.create({ data: { unitId: story.province.id, dailyCeiling: 3 } }));
  await database.transaction((tx) => tx.branchDay.create({ data: { unitId: story.province.id, day: toDate(day("2025-06-24")), kind: "unsuitable", name: "Kỳ thi", source: "01-TB" } }));
  const own = await year(planner);
  expect(own.ceiling).toEqual({ perDay: 3, own: true });
  expect(own.days["2025-06-24"]).toMatchObject({ unsuitable: { vi: "Kỳ thi" } });
  expect((await year(planner, commune?.id)).ceiling).toEqual({ perDay: 3, own: false });
  expect((await year(planner, story.communes[1]?.id)).days["2025-06-12"]?.sitting).toBe(0);
});
