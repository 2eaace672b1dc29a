import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { scopeFor } from "#app/core/access/scope.ts";
import { day } from "#app/core/time/day.ts";
import { closesOn } from "#app/core/time/half-days.ts";
import type { BranchSettings } from "#app/db/branch-settings.server.ts";
import { toDate } from "#app/db/day.server.ts";
import { testDatabase } from "#app/db/test-database.ts";
import { errandFor, person, PLANNING_DAY, province, type StoryUnit } from "./campaign-story.ts";
import { checkPlan } from "./check-plan.server.ts";
import { editCongress } from "./edit-congress.server.ts";
import type { Errand } from "./errand.ts";
import { fillPlan } from "./fill-plan.server.ts";
import { openCampaign } from "./open-campaign.server.ts";
import { placeCongress } from "./place-congress.server.ts";
import { showDateForm, showRefusedDays } from "./preview-move.server.ts";
import { setBranchSettings } from "./set-branch-settings.server.ts";
import { showUnit } from "./show-unit.server.ts";

const { database } = await testDatabase();
const run = errandFor(database);
const campaignOf = (errand: Errand) => scopeFor(errand.actor, "campaign", PLANNING_DAY);
type Season = Awaited<ReturnType<typeof season>>;

async function season() {
  const made = await database.transaction(async (tx) => {
    const story = await province(tx);
    return { ...story, planner: await person(tx, "planner", [["planner", story.province]]) };
  });
  await run(made.planner, (errand) => openCampaign(errand, { unitId: made.province.id, term: "2025-2030", editionCode: "CT45" }));
  return made;
}

const PLAIN: BranchSettings = { dailyCeiling: null, saturdays: false, gapDays: 0, lessonDays: 0, pilots: "soft", attending: 1, version: 0 };

async function rule({ planner }: Season, at: StoryUnit | undefined, settings: Partial<BranchSettings>): Promise<void> {
  expect(await run(planner, (errand) => setBranchSettings(errand, { ...PLAIN, ...settings, unitId: at?.id ?? "" }))).toMatchObject({ ok: true });
}

const congressOf = (at: StoryUnit | undefined) => database.transaction((tx) => tx.congress.findFirstOrThrow({ where: { unitId: at?.id ?? "", round: 1 } }));

/** Puts a congress on a day without a word to the rules. */
async function stands(at: StoryUnit | undefined, opensOn: string, leaderId: string | null = null): Promise<string> {
  const congress = await congressOf(at);
  await database.transaction(async (tx) => {
    const { id: planVersionId } = await tx.planVersion.findFirstOrThrow({ where: { campaignId: congress.campaignId, state: "working" } });
    await tx.plannedDate.create({
      data: { planVersionId, congressId: congress.id, opensOn: toDate(day(opensOn)), session: "morning", closesOn: toDate(closesOn(day(opensOn), "morning", congress.lengthHalfDays)) },
    });
    if (leaderId !== null) await tx.congressLeader.create({ data: { planVersionId, congressId: congress.id, leaderId } });
    await tx.congress.update({ where: { id: congress.id }, data: { state: "draft" } });
  });
  return congress.id;
}

async function pilot({ planner }: Season, at: StoryUnit | undefined): Promise<void> {
  const { id, version, lengthHalfDays } = await congressOf(at);
  expect(await run(planner, (errand) => editCongress(errand, { congressId: id, version, form: "member", contents: 4, lengthHalfDays, isPilot: true, desiredOn: null, orderExemption: null }))).toMatchObject({ ok: true });
}

const asked = (opensOn: string | null, rest: object = {}) => ({ opensOn: opensOn === null ? null : day(opensOn), session: null, leaderIds: null, venueId: undefined, suggest: false, ...rest });
const preview = ({ planner }: Season, id: string, opensOn: string) => run(planner, (errand) => showDateForm(errand, campaignOf(errand), id, asked(opensOn)));
const board = async ({ planner, province: top }: Season) => (await run(planner, (errand) => checkPlan(errand, campaignOf(errand), { branch: top.id }))).found.map((each) => `${each.severity} ${each.code}`);

test("the gap of a branch holds in the preview, in suggestions, for dragging and on the board", async () => {
  const made = await season();
  const { planner, communes, cells } = made;
  await stands(communes[0], "2025-08-14");
  const cell = (await congressOf(cells[0])).id;
  expect((await preview(made, cell, "2025-08-13")).preview?.appear.map((each) => each.code)).not.toContain("gapTooShort");
  await rule(made, made.province, { gapDays: 2 });
  const tried = await preview(made, cell, "2025-08-13");
  expect(tried.preview).toMatchObject({ allowed: false });
  expect(tried.preview?.appear.map((each) => each.code)).toContain("gapTooShort");
  expect((await preview(made, cell, "2025-08-12")).preview?.allowed).toBe(true);
  expect(await run(planner, (errand) => showRefusedDays(errand, campaignOf(errand), cell, { from: day("2025-08-11"), until: day("2025-08-15") }))).toEqual(["2025-08-13", "2025-08-14"]);
  const { version } = await congressOf(cells[0]);
  const place = { congressId: cell, version, opensOn: day("2025-08-13"), session: "morning" as const, leaderIds: [], venueId: null, reason: "x" };
  expect(await run(planner, (errand) => placeCongress(errand, place))).toMatchObject({ ok: false, code: "blockedDate" });
  await stands(cells[0], "2025-08-12");
  expect(await board(made)).not.toContain("blocks gapTooShort");
  await rule(made, communes[0], { gapDays: 3 });
  expect(await board(made)).toContain("blocks gapTooShort");
  // The next good days of a parent: not before its child and the gap. Monday 23/6, and two working days.
  await stands(cells[2], "2025-06-23");
  const above = (await congressOf(communes[1])).id;
  const page = await run(planner, (errand) => showDateForm(errand, campaignOf(errand), above, asked(null, { suggest: true })));
  expect(page.suggestions?.days[0]).toMatchObject({ placement: { opensOn: "2025-06-25" }, after: { by: "children" } });
});

test("what a branch asks holds below it; a branch below may ask for more and not for less", async () => {
  const made = await season();
  const { planner, districts, communes, cells } = made;
  await rule(made, made.province, { gapDays: 2, pilots: "hard", attending: 2 });
  await rule(made, districts[0], { gapDays: 1, lessonDays: 4, dailyCeiling: 9 });
  const unit = await run(planner, (errand) => showUnit(errand, scopeFor(errand.actor, "organisation", PLANNING_DAY), { unitId: communes[0]?.id ?? "", page: 1, head: "" }));
  expect(unit).toMatchObject({ inForce: { gapWorkingDays: 2, lessonWorkingDays: 4, pilots: "hard", leadersPerCongress: 2 }, settings: PLAIN });
  await stands(communes[0], "2025-08-14");
  expect((await preview(made, (await congressOf(cells[0])).id, "2025-08-13")).preview?.allowed).toBe(false);
  // The other district asks for nothing of its own.
  await stands(communes[2], "2025-08-14");
  expect((await preview(made, (await congressOf(cells[4])).id, "2025-08-13")).preview?.allowed).toBe(false);
  expect((await preview(made, (await congressOf(cells[4])).id, "2025-08-12")).preview?.allowed).toBe(true);
});

test("pilots come first under the same committee: a warning, or a bar where the branch says so", async () => {
  const made = await season();
  const { planner, communes, cells } = made;
  await pilot(made, cells[0]);
  await stands(cells[0], "2025-08-12");
  const other = (await congressOf(cells[1])).id;
  const before = await preview(made, other, "2025-08-11");
  expect(before.preview).toMatchObject({ allowed: true });
  expect(before.preview?.appear.map((each) => each.code)).toContain("pilotNotFirst");
  await rule(made, communes[0], { pilots: "hard", lessonDays: 2 });
  expect((await preview(made, other, "2025-08-13")).preview?.allowed).toBe(false);
  expect((await preview(made, other, "2025-08-14")).preview?.allowed).toBe(true);
  expect(await run(planner, (errand) => showRefusedDays(errand, campaignOf(errand), other, { from: day("2025-08-11"), until: day("2025-08-15") }))).toEqual(["2025-08-11", "2025-08-12", "2025-08-13"]);
  const page = await run(planner, (errand) => showDateForm(errand, campaignOf(errand), other, asked(null, { suggest: true })));
  expect(page.suggestions?.days.every(({ placement }) => placement.opensOn >= "2025-08-14")).toBe(true);
  // From the pilot's side as well, and the readiness of both knows of it.
  await stands(cells[1], "2025-08-13");
  expect((await preview(made, (await congressOf(cells[0])).id, "2025-08-11")).preview?.disappear.map((each) => each.code)).toContain("pilotNotFirst");
  expect(await board(made)).toContain("blocks pilotNotFirst");
});

test("who only shares a leader is no sibling of a pilot", async () => {
  const made = await season();
  const { province: top, communes, cells } = made;
  const leaderId = randomUUID();
  await database.transaction((tx) => tx.leader.create({ data: { id: leaderId, code: leaderId.slice(0, 8), name: "Đ/c Vũ Văn Thử", foldedName: "vu van thu", post: "Ủy viên", unitId: top.id } }));
  await rule(made, top, { pilots: "hard", lessonDays: 5 });
  await pilot(made, communes[2]);
  await pilot(made, cells[4]);
  await stands(communes[2], "2025-08-12", leaderId);
  await stands(cells[4], "2025-08-11", leaderId);
  await stands(made.districts[0], "2025-08-29");
  const commune = await stands(communes[0], "2025-08-08", leaderId);
  const tried = await preview(made, commune, "2025-08-12");
  expect(tried.preview?.appear.map((each) => each.code)).toContain("leaderTwice");
  expect(tried.preview?.appear.map((each) => each.code)).not.toContain("pilotNotFirst");
});

test("filling keeps the gap and lets the pilots go first; no clash of theirs is left", async () => {
  const made = await season();
  const { planner, province: top, cells } = made;
  await rule(made, top, { gapDays: 1, lessonDays: 1, pilots: "hard" });
  await pilot(made, cells[1]);
  const filled = await run(planner, (errand) => fillPlan(errand, campaignOf(errand), { branch: top.id, round: 1, reason: "Lập kế hoạch", expected: null }));
  expect(filled).toMatchObject({ ok: true, value: { unplaced: 0 } });
  const clashes = await board(made);
  expect(clashes.filter((each) => /gapTooShort|childNotClosed|pilotNotFirst/.test(each))).toEqual([]);
  const [first, second] = await Promise.all([cells[1], cells[0]].map(async (cell) => database.transaction(async (tx) => tx.plannedDate.findFirstOrThrow({ where: { congress: { unitId: cell?.id ?? "", round: 1 } } }))));
  expect(first && second && first.closesOn < second.opensOn).toBe(true);
});
