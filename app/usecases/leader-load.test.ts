import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Actor } from "#app/core/access/actor.ts";
import { scopeFor } from "#app/core/access/scope.ts";
import { addDays, day, type Day } from "#app/core/time/day.ts";
import { closesOn, type Session } from "#app/core/time/half-days.ts";
import { toDate } from "#app/db/day.server.ts";
import { testDatabase } from "#app/db/test-database.ts";
import { errandFor, person, PLANNING_DAY, province, type StoryUnit } from "./campaign-story.ts";
import { NotFound } from "./errand.ts";
import { openCampaign } from "./open-campaign.server.ts";
import { type LeaderLoadQuestion, showLeaderLoad } from "./show-leader-load.server.ts";

const { database } = await testDatabase();
const run = errandFor(database);

async function season() {
  const made = await database.transaction(async (tx) => {
    const story = await province(tx);
    return { ...story, planner: await person(tx, "planner", [["planner", story.province]]), local: await person(tx, "local", [["planner", story.districts[0] ?? story.province]]) };
  });
  await run(made.planner, (errand) => openCampaign(errand, { unitId: made.province.id, term: "2025-2030", editionCode: "CT45" }));
  return made;
}

async function leader(at: StoryUnit | undefined, name: string): Promise<string> {
  const id = randomUUID();
  await database.transaction((tx) => tx.leader.create({ data: { id, code: id.slice(0, 8), name, foldedName: name.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").toLowerCase(), post: "Ủy viên", unitId: at?.id ?? "" } }));
  return id;
}

/** Puts a congress on a day with its leaders, without a word to the rules. */
async function attends(at: StoryUnit | undefined, leaderIds: readonly string[], opensOn: Day, session: Session, lengthHalfDays: number): Promise<void> {
  await database.transaction(async (tx) => {
    const { id: congressId, campaignId } = await tx.congress.findFirstOrThrow({ where: { unitId: at?.id ?? "", round: 1 } });
    const { id: planVersionId } = await tx.planVersion.findFirstOrThrow({ where: { campaignId, state: "working" } });
    await tx.congress.update({ where: { id: congressId }, data: { lengthHalfDays, state: "draft" } });
    await tx.plannedDate.create({ data: { planVersionId, congressId, opensOn: toDate(opensOn), session, closesOn: toDate(closesOn(opensOn, session, lengthHalfDays)) } });
    await tx.congressLeader.createMany({ data: leaderIds.map((leaderId) => ({ planVersionId, congressId, leaderId })) });
  });
}

const JUNE: LeaderLoadQuestion = { branch: null, from: day("2025-06-01"), last: day("2025-06-30"), sort: "clashes", descending: true, page: 1 };
const load = (who: Actor, asked: Partial<LeaderLoadQuestion> = {}) => run(who, (errand) => showLeaderLoad(errand, scopeFor(errand.actor, "organisation", PLANNING_DAY), { ...JUNE, ...asked }));
const told = async (who: Actor, asked: Partial<LeaderLoadQuestion> = {}) =>
  (await load(who, asked)).rows.map(({ name, congresses, halfDays, twice, away, clashes }) => `${name}: ${congresses}/${halfDays} ${twice}+${away}=${clashes}`);

test("congresses, half-days and clashes of each leader in a period, whoever comes first", async () => {
  const { planner, local, province: top, districts, communes, cells } = await season();
  const [an, binh, cuc] = [await leader(top, "Trần Văn An"), await leader(top, "Lê Thị Bình"), await leader(districts[0], "Ngô Cúc")];
  await attends(communes[0], [an], day("2025-06-10"), "morning", 2);
  // The second half of the same day, and the morning after.
  await attends(communes[1], [an, binh], day("2025-06-10"), "afternoon", 2);
  await attends(communes[2], [binh], day("2025-06-12"), "afternoon", 1);
  await attends(cells[0], [cuc], day("2025-06-30"), "afternoon", 2);
  await attends(cells[4], [cuc], day("2025-06-30"), "afternoon", 1);
  await database.transaction((tx) => tx.leaderAbsence.create({ data: { leaderId: binh, from: toDate(day("2025-06-12")), until: toDate(day("2025-06-13")), reason: "Đi học" } }));
  // Of the last one, the half-day of July does not count; without a day there is no load.
  expect(await told(planner)).toEqual(["Trần Văn An: 2/4 2+0=2", "Ngô Cúc: 2/2 2+0=2", "Lê Thị Bình: 2/3 0+1=1"]);
  expect(await load(planner)).toMatchObject({ total: 3, clashing: 3, congresses: 6, most: 4, mayEdit: true });
  expect((await told(planner, { sort: "name", descending: false })).map((each) => each.split(":")[0])).toEqual(["Trần Văn An", "Lê Thị Bình", "Ngô Cúc"]);
  expect((await told(planner, { sort: "halfDays", descending: true })).map((each) => each.split(":")[0])).toEqual(["Trần Văn An", "Lê Thị Bình", "Ngô Cúc"]);
  expect((await told(planner, { sort: "congresses", descending: false, from: day("2025-06-11") })).map((each) => each.split(" ").at(-2))).toEqual(["1/1", "2/2", "2/2"]);
  // Whoever sees only one district sees its leaders; that theirs is elsewhere as well shows only as a clash.
  expect(await told(local)).toEqual(["Ngô Cúc: 1/1 1+0=1"]);
  await expect(load(local, { branch: top.id })).rejects.toThrow(NotFound);
  expect(await told(planner, { branch: districts[1]?.id ?? "" })).toEqual([]);
});

test("without a period it is the next three months; one that ends before it begins is its first day", async () => {
  const { planner } = await season();
  expect(await load(planner, { from: null, last: null })).toMatchObject({ from: PLANNING_DAY, last: "2025-08-12", total: 0, clashing: 0, most: 0, pages: 1 });
  expect(await load(planner, { last: addDays(JUNE.from ?? PLANNING_DAY, -1) })).toMatchObject({ from: JUNE.from, last: JUNE.from });
});

test("a page asks the same number of questions for one leader and for sixty, and shows fifty", async () => {
  const { planner, province: top } = await season();
  await leader(top, "Một Người");
  const few = (await database.countQueries(() => load(planner))).queries;
  for (let i = 0; i < 60; i++) await leader(top, `Người ${i}`);
  expect((await database.countQueries(() => load(planner))).queries).toBe(few);
  expect(await load(planner, { page: 2 })).toMatchObject({ total: 61, pages: 2 });
  expect((await load(planner, { page: 2 })).rows).toHaveLength(11);
});
