import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Actor } from "#app/core/access/actor.ts";
import { scopeFor } from "#app/core/access/scope.ts";
import { addDays, day, type Day } from "#app/core/time/day.ts";
import { toDate } from "#app/db/day.server.ts";
import { testDatabase } from "#app/db/test-database.ts";
import { assignConflicts } from "./assign-conflicts.server.ts";
import { errandFor, person, PLANNING_DAY, province, type StoryUnit } from "./campaign-story.ts";
import { type ConflictFilter, exportConflicts, exportWeeks, showConflicts } from "./check-plan.server.ts";
import { type Errand, Forbidden, NotFound } from "./errand.ts";
import { openCampaign } from "./open-campaign.server.ts";
import { placeCongress } from "./place-congress.server.ts";
import { countWeek, refreshReadiness } from "./refresh-readiness.server.ts";

const { database } = await testDatabase();
const run = errandFor(database);
const campaignOf = (errand: Errand) => scopeFor(errand.actor, "campaign", PLANNING_DAY);
const FULL = day("2025-07-10");

async function congressOf(at: StoryUnit | undefined): Promise<{ id: string; version: number }> {
  return database.transaction((tx) => tx.congress.findFirstOrThrow({ where: { unitId: at?.id ?? "", round: 1 }, select: { id: true, version: true } }));
}

async function move(planner: Actor, at: StoryUnit | undefined, opensOn: Day): Promise<void> {
  const { id, version } = await congressOf(at);
  const input = { congressId: id, version, opensOn, session: "morning" as const, leaderIds: [], venueId: null, reason: "Theo kế hoạch" };
  expect(await run(planner, (errand) => placeCongress(errand, input))).toMatchObject({ ok: true });
}

/** Four cells, two of each district, on a day that the province allows one congress only. */
async function crowdedDay() {
  const made = await database.transaction(async (tx) => {
    const story = await province(tx);
    const planner = await person(tx, "planner", [["planner", story.province]]);
    const local = await person(tx, "local", story.districts[0] ? [["planner", story.districts[0]]] : []);
    const auditor = await person(tx, "auditor", [["auditor", story.province]]);
    for (const who of [planner, local])
      for (const { role, unitId } of who.grants)
        await tx.grant.create({
          data: { id: randomUUID(), accountId: who.accountId, role, unitId, validFrom: toDate(day("2020-01-01")), validUntil: toDate(day("2040-01-01")), state: "active" },
        });
    return { ...story, planner, local, auditor, chosen: [story.cells[0], story.cells[1], story.cells[4], story.cells[5]] };
  });
  await run(made.planner, (errand) => openCampaign(errand, { unitId: made.province.id, term: "2025-2030", editionCode: "CT45" }));
  for (const cell of made.chosen) await move(made.planner, cell, FULL);
  await database.transaction((tx) => tx.branchSetting.create({ data: { unitId: made.province.id, dailyCeiling: 1 } }));
  await reckon(made.chosen, PLANNING_DAY);
  return made;
}

async function reckon(cells: readonly (StoryUnit | undefined)[], today: Day): Promise<void> {
  const ids = await Promise.all(cells.map(async (cell) => (await congressOf(cell)).id));
  await database.transaction((tx) => refreshReadiness({ tx, today }, ids));
}

const full: ConflictFilter = { branch: undefined, code: "ceilingExceeded", severity: null };
const board = (who: Actor, rest: Partial<ConflictFilter> = {}, today: Day = PLANNING_DAY) =>
  errandFor(database, today)(who, (errand) => showConflicts(errand, campaignOf(errand), { ...full, ...rest, page: 1 }));

test("clashes are grouped by cause, by unit right below, by age and by owner, with counts", async () => {
  const { planner, local, districts } = await crowdedDay();
  expect((await board(planner)).groups).toEqual([{ key: "ceilingExceeded.blocks", name: null, count: 4, blocks: 4 }]);
  const [first, second] = districts;
  const byUnit = await board(planner, { by: "unit" });
  expect(byUnit.groups.toSorted((a, b) => ((a.name ?? "") < (b.name ?? "") ? -1 : 1))).toMatchObject([
    { key: first?.id, name: first?.name, count: 2 },
    { key: second?.id, name: second?.name, count: 2 },
  ]);
  expect(await board(planner, { by: "unit", group: first?.id ?? "" })).toMatchObject({ matching: 2, assignable: 2 });
  expect((await board(planner, { by: "age" }, addDays(PLANNING_DAY, 8))).groups).toMatchObject([{ key: "7", count: 4 }]);
  expect((await board(planner, {}, addDays(PLANNING_DAY, 8))).rows.map((row) => row.care?.days)).toEqual([8, 8, 8, 8]);
  expect((await board(planner, { by: "owner" })).groups).toMatchObject([{ key: "nobody", count: 4 }]);
  // Who plans one district sees that one alone.
  expect(await board(local, { by: "unit" })).toMatchObject({ matching: 2 });
});

test("clashes are given to an owner one by one and as a group, and each is logged", async () => {
  const { planner, local, districts } = await crowdedDay();
  const page = await board(planner, { by: "unit", group: districts[0]?.id ?? "" });
  expect(page.owners?.map((each) => each.id).toSorted()).toEqual([planner.accountId, local.accountId].toSorted());
  const handles = page.rows.map((row) => row.care?.handle ?? "");
  const give = (rest: object) => run(planner, (errand) => assignConflicts(errand, { ...full, ownerId: local.accountId, chosen: null, expected: null, ...rest }));
  expect(await give({ chosen: handles.slice(0, 1) })).toMatchObject({ ok: true, value: { count: 1 } });
  // The same line once more is decided on what it was before.
  expect(await give({ chosen: handles.slice(0, 1) })).toMatchObject({ ok: false, code: "movedMeanwhile" });
  expect(await give({ chosen: [] })).toMatchObject({ ok: false, code: "nothingChosen" });
  expect(await give({ expected: 3 })).toMatchObject({ ok: false, code: "groupChanged", details: { count: 4 } });
  // The planner of one district has no rights in the other.
  expect(await give({ expected: 4 })).toMatchObject({ ok: false, code: "ownerOutside" });
  expect(await give({ expected: 2, by: "unit", group: districts[0]?.id ?? "" })).toMatchObject({ ok: true, value: { count: 2 } });
  const byOwner = await board(planner, { by: "owner" });
  expect(byOwner.groups).toMatchObject([{ count: 2 }, { count: 2 }]);
  expect(byOwner.groups.find((each) => each.key === local.accountId)?.name).toBe("local");
  const ids = page.rows.map((row) => row.congress.id ?? "");
  const entries = await database.transaction((tx) => tx.auditEntry.findMany({ where: { deed: "conflict.assign", subjectId: { in: ids } } }));
  expect(entries).toHaveLength(3);
  expect(await give({ ownerId: null, expected: 2, by: "owner", group: local.accountId })).toMatchObject({ ok: true, value: { count: 2 } });
  expect((await board(planner, { by: "owner" })).groups).toMatchObject([{ key: "nobody", count: 4 }]);
});

test("nobody gives without the right, in another branch, or to somebody who is not offered", async () => {
  const { planner, local, auditor, districts } = await crowdedDay();
  const give = (who: Actor, rest: object) => run(who, (errand) => assignConflicts(errand, { ...full, ownerId: null, chosen: null, expected: 4, ...rest }));
  await expect(give(local, { branch: districts[1]?.id })).rejects.toThrow(NotFound);
  await expect(give(auditor, {})).rejects.toThrow(NotFound);
  await expect(give(planner, { ownerId: auditor.accountId })).rejects.toThrow(NotFound);
  const clerk = await database.transaction((tx) => person(tx, "reader", districts[0] ? [["vettingOfficer", districts[0]]] : []));
  await expect(give(clerk, {})).rejects.toThrow(Forbidden);
  expect((await board(clerk)).owners).toBeNull();
});

test("two who give the same line at once: one of them is told so", async () => {
  const { planner, local, districts } = await crowdedDay();
  const [row] = (await board(planner, { by: "unit", group: districts[0]?.id ?? "" })).rows;
  const chosen = [row?.care?.handle ?? ""];
  const answers = await Promise.all(
    [planner.accountId, local.accountId].map((ownerId) => run(planner, (errand) => assignConflicts(errand, { ...full, ownerId, chosen, expected: null }))),
  );
  expect(answers.map((each) => (each.ok ? "given" : each.code)).toSorted()).toEqual(["given", "movedMeanwhile"]);
  const owner = await database.transaction((tx) => tx.conflictCare.findFirst({ where: { congressId: row?.congress.id ?? "", code: "ceilingExceeded" } }));
  expect(owner?.version).toBe(2);
});

test("a clash that is gone is forgotten with its owner; one that stays keeps its first day", async () => {
  const { planner, chosen } = await crowdedDay();
  await move(planner, chosen[0], day("2025-07-11"));
  const gone = await congressOf(chosen[0]);
  const stays = await congressOf(chosen[1]);
  await reckon(chosen, addDays(PLANNING_DAY, 3));
  const care = (id: string) => database.transaction((tx) => tx.conflictCare.findFirst({ where: { congressId: id, code: "ceilingExceeded" } }));
  expect(await care(gone.id)).toBeNull();
  expect(await care(stays.id)).toMatchObject({ firstSeen: toDate(PLANNING_DAY) });
});

test("each week is counted for the branch of the campaign and those right below, and goes into the file", async () => {
  const { planner, local, province: top } = await crowdedDay();
  for (const today of [PLANNING_DAY, addDays(PLANNING_DAY, 2), addDays(PLANNING_DAY, 7)]) await database.transaction((tx) => countWeek({ tx, today }));
  const ofFull = <T extends { code: string }>(rows: readonly T[]) => rows.filter((row) => row.code === "ceilingExceeded");
  const weeks = (who: Actor) => run(who, (errand) => exportWeeks(errand, campaignOf(errand), { branch: undefined }));
  expect(ofFull(await weeks(planner))).toMatchObject([{ week: "2025-05-12", severity: "blocks", count: 4 }, { week: "2025-05-19", count: 4 }]);
  expect(ofFull(await weeks(local))).toMatchObject([{ week: "2025-05-12", count: 2 }, { week: "2025-05-19", count: 2 }]);
  const page = await board(planner, { branch: top.id });
  expect(page.weeks.map((each) => each.week)).toEqual(["2025-05-12", "2025-05-19"]);
  const lines = await run(planner, (errand) => exportConflicts(errand, campaignOf(errand), full));
  expect(lines.map((row) => row.care?.firstSeen)).toEqual([PLANNING_DAY, PLANNING_DAY, PLANNING_DAY, PLANNING_DAY]);
});

test("the board asks the same number of questions for one line and for many", async () => {
  const { planner, cells, province: top } = await crowdedDay();
  const count = async (rest: Partial<ConflictFilter>) => (await database.countQueries(() => board(planner, rest))).queries;
  await board(planner);
  const before = [await count({ by: "owner" }), await count({ by: "unit" }), await count({})];
  await database.transaction((tx) => tx.branchSetting.updateMany({ where: { unitId: top.id }, data: { dailyCeiling: null } }));
  for (const cell of [cells[2], cells[3], cells[6], cells[7]]) await move(planner, cell, FULL);
  await database.transaction((tx) => tx.branchSetting.updateMany({ where: { unitId: top.id }, data: { dailyCeiling: 1 } }));
  expect((await board(planner)).matching).toBe(8);
  expect([await count({ by: "owner" }), await count({ by: "unit" }), await count({})]).toEqual(before);
});
