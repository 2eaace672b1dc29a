import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test, vi } from "vitest";
import type { Actor } from "#app/core/access/actor.ts";
import { AS_DECIDED } from "#app/core/planning/branch-plan.ts";
import type { Keeping } from "#app/core/planning/instance.ts";
import { day } from "#app/core/time/day.ts";
import type { Database } from "#app/db/client.server.ts";
import { toDate } from "#app/db/day.server.ts";
import { discardDraft, markApproved, markProposed, markReturned } from "#app/db/plan-versions.server.ts";
import { permit } from "#app/core/access/scope.ts";
import { testDatabase } from "#app/db/test-database.ts";
import { readSettings } from "#app/env.server.ts";
import { errandFor, person, PLANNING_DAY, province, type StoryUnit } from "#app/usecases/campaign-story.ts";
import { approvePlan, discardPlan, proposePlan, returnPlan } from "#app/usecases/decide-plan.server.ts";
import { Forbidden, NotFound } from "#app/usecases/errand.ts";
import { planFor, planScope } from "#app/usecases/find-plan.server.ts";
import { openCampaign } from "#app/usecases/open-campaign.server.ts";
import { placeCongress } from "#app/usecases/place-congress.server.ts";
import { showToday } from "#app/usecases/show-today.server.ts";
import { comparePlan, showAnnex, showPlan, showPlans } from "#app/usecases/show-plans.server.ts";
import { startPlanning, stopPlanning, type Supposed } from "#app/usecases/start-planning.server.ts";
import { workOffPlanning } from "./planning.server.ts";

const { database } = await testDatabase();
const run = errandFor(database);
// Each plan is made in a process of its own, which has to start first.
vi.setConfig({ testTimeout: 120_000 });

const installation = (over: Database = database) => ({ database: over, settings: readSettings({}), digestKey: "key", now: () => new Date("2025-05-12T03:00:00Z"), planningDay: () => PLANNING_DAY });
const workOff = (over: Database = database, ended = new AbortController()): Promise<void> => workOffPlanning(installation(over), ended.signal);

/** A person whose grants are in the database too: the job looks them up. */
async function member(role: "planner" | "secretary" | "unitClerk", at: StoryUnit): Promise<Actor> {
  return database.transaction(async (tx) => {
    const actor = await person(tx, role, [[role, at]]);
    await tx.grant.create({ data: { id: randomUUID(), accountId: actor.accountId, role, unitId: at.id, validFrom: toDate(day("2020-01-01")), validUntil: toDate(day("2040-01-01")), state: "active" } });
    const { login } = await tx.account.findUniqueOrThrow({ where: { id: actor.accountId }, select: { login: true } });
    return { ...actor, login };
  });
}

async function season() {
  const story = await database.transaction(province);
  const [planner, secretary] = [await member("planner", story.province), await member("secretary", story.province)];
  await run(planner, (errand) => openCampaign(errand, { unitId: story.province.id, term: "2025-2030", editionCode: "CT45" }));
  return { ...story, planner, secretary };
}

const NOTHING: Supposed = { ...AS_DECIDED, window: { level: null, from: null, lastDay: null }, absence: { code: null, from: null, lastDay: null } };
const start = (who: Actor, at: StoryUnit, keeping: Keeping = "nothing", scenario: Partial<Supposed> = {}) =>
  run(who, (errand) => startPlanning(errand, planScope(errand), { branch: at.id, keeping, round: 1, scenario: { ...NOTHING, ...scenario } }));
const latest = (who: Actor, at: StoryUnit) => run(who, async (errand) => (await showPlans(errand, planScope(errand), { branch: at.id, page: 1 })).run);

async function drafted(who: Actor, at: StoryUnit, keeping: Keeping = "nothing", scenario: Partial<Supposed> = {}): Promise<string> {
  expect(await start(who, at, keeping, scenario)).toMatchObject({ ok: true });
  await workOff();
  const made = await latest(who, at);
  expect(made).toMatchObject({ state: "done", failure: null });
  return made?.planVersionId ?? "";
}

const propose = (who: Actor, planId: string, version = 1) => run(who, (errand) => proposePlan(errand, { planId, version }));
/** As the front door does: what a refusal left behind is undone. */
async function approve(who: Actor, planId: string, version = 2) {
  class Refused extends Error {}
  let verdict: Awaited<ReturnType<typeof approvePlan>> | undefined;
  try {
    await run(who, async (errand) => {
      verdict = await approvePlan(errand, { planId, version, reason: "Theo Nghị quyết 05" });
      if (!verdict.ok) throw new Refused();
    });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
  return verdict;
}

const working = () =>
  database.transaction((tx) => tx.plannedDate.findMany({ where: { plan: { state: "working" } }, orderBy: { congressId: "asc" }, select: { planVersionId: true, congressId: true, opensOn: true } }));
const rowsOf = (planVersionId: string) => database.transaction((tx) => tx.plannedDate.findMany({ where: { planVersionId }, orderBy: { congressId: "asc" } }));

const waitingFor = async (actor: Actor) => (await run(actor, (errand) => showToday(errand))).items.filter((each) => each.code === "plansToDecide");

test("a branch is planned as a draft, private until it is proposed and somebody else approves it; then it never changes", async () => {
  const { planner, secretary, province: top, districts, cells } = await season();
  const planId = await drafted(planner, top);
  const page = await run(planner, (errand) => showPlan(errand, planScope(errand), { planId, page: 1 }));
  expect(page.version.summary).toEqual({ placed: 15, unplaced: 0 });
  expect(page.dates).toHaveLength(15);
  expect(page.days.reduce((sum, each) => sum + each.count, 0)).toBeGreaterThanOrEqual(15);
  expect(page.changes).toMatchObject({ added: 15, moved: 0, removed: 0 });
  // Nothing of it is in the plan that units see.
  const ofTop = (await working()).filter((each) => page.dates.some((date) => date.congressId === each.congressId));
  expect(ofTop).toHaveLength(0);

  const [district] = districts;
  const [cell] = cells;
  if (district === undefined || cell === undefined) throw new Error("nobody");
  for (const stranger of [await member("planner", district), await member("unitClerk", cell)])
    await expect(run(stranger, (errand) => planFor(errand, planId))).rejects.toThrow(NotFound);

  await expect(run(secretary, (errand) => proposePlan(errand, { planId, version: 1 }))).rejects.toThrow(Forbidden);
  expect(await approve(secretary, planId, 1)).toMatchObject({ ok: false, code: "notProposed" });
  expect(await propose(planner, planId)).toMatchObject({ ok: true });
  await expect(approve(planner, planId)).rejects.toThrow(Forbidden);
  const both = { ...secretary, accountId: planner.accountId };
  // It waits for the secretary, and for nobody who made it or may not decide.
  expect(await waitingFor(secretary)).toEqual([{ code: "plansToDecide", count: 1, href: `/calendar/plans/${planId}`, tone: "amber" }]);
  for (const nobody of [planner, both]) expect(await waitingFor(nobody)).toEqual([]);
  expect(await approve(both, planId)).toMatchObject({ ok: false, code: "ownProposal" });
  expect(await approve(secretary, planId, 1)).toMatchObject({ ok: false, code: "changedMeanwhile" });
  expect((await working()).filter((each) => page.dates.some((date) => date.congressId === each.congressId))).toHaveLength(0);
  expect(await approve(secretary, planId)).toMatchObject({ ok: true, value: { number: 1 } });
  expect(await waitingFor(secretary)).toEqual([]);

  await database.transaction(async (tx) => {
    const congresses = await tx.congress.findMany({ where: { campaign: { unitId: top.id }, round: 1 }, select: { id: true, state: true, version: true } });
    expect(congresses.every((each) => each.state === "draft" && each.version === 2)).toBe(true);
    expect(await tx.auditEntry.count({ where: { deed: "plan.approve", subjectKind: "congress", subjectId: { in: congresses.map((each) => each.id) } } })).toBe(15);
    expect(await tx.auditEntry.count({ where: { deed: "plan.approve", subjectKind: "plan", subjectId: planId } })).toBe(1);
    expect(await tx.readiness.count({ where: { congressId: { in: congresses.map((each) => each.id) }, nextChangeOn: toDate(PLANNING_DAY) } })).toBe(15);
  });
  const annex = await run(secretary, (errand) => showAnnex(errand, planScope(errand), { planId, page: 1 }));
  expect(annex.lines).toHaveLength(15);
  expect(annex.lines.map((each) => each.opensOn)).toEqual(annex.lines.map((each) => each.opensOn).toSorted());

  // Whatever is tried, the approved version stays as it is; the working plan goes on and is compared with it.
  const frozen = await rowsOf(planId);
  expect(await run(planner, (errand) => discardPlan(errand, { planId, version: 3 }))).toMatchObject({ ok: false, code: "frozen" });
  expect(await run(secretary, (errand) => returnPlan(errand, { planId, version: 3, reason: "x" }))).toMatchObject({ ok: false, code: "notProposed" });
  await run(planner, async (errand) => {
    const [plan, sign] = [permit(planner, "plan.propose", top.path, PLANNING_DAY), permit(secretary, "plan.approve", top.path, PLANNING_DAY)];
    if (plan === null || sign === null) throw new Error("no leave");
    expect(await discardDraft(errand.tx, plan, planId, 3)).toBe(false);
    expect(await markProposed(errand.tx, plan, planId, 3, planner.accountId)).toBe(false);
    expect(await markReturned(errand.tx, sign, planId, 3, "x")).toBe(false);
    expect(await markApproved(errand.tx, sign, await planFor(errand, planId), { approvedById: secretary.accountId, approvedOn: PLANNING_DAY, reason: "x", version: 3 })).toBeNull();
  });
  const first = await database.transaction((tx) => tx.congress.findFirstOrThrow({ where: { unitId: top.id, round: 1 }, include: { dates: { where: { planVersionId: planId } } } }));
  const was = first.dates[0]?.opensOn;
  const to = day("2025-10-14");
  const moved = await run(planner, (errand) => placeCongress(errand, { congressId: first.id, version: first.version, opensOn: to, session: "morning", leaderIds: [], venueId: null, reason: "x" }));
  expect(moved).toMatchObject({ ok: true });
  expect(await rowsOf(planId)).toEqual(frozen);
  const compared = await run(planner, (errand) => comparePlan(errand, planScope(errand), { planId, other: null, kind: null, page: 1 }));
  expect(compared.counts).toMatchObject({ added: 0, moved: 1, removed: 0, same: 14 });
  expect(compared.changes[0]).toMatchObject({ congressId: first.id, before: { opensOn: was?.toISOString().slice(0, 10) }, after: { opensOn: to } });
  const narrowed = async (kind: "moved" | "added" | "same") => (await run(planner, (errand) => comparePlan(errand, planScope(errand), { planId, other: null, kind, page: 1 }))).changes;
  expect(await narrowed("moved")).toEqual(compared.changes);
  expect(await narrowed("added")).toEqual([]);
  const same = await narrowed("same");
  expect(same).toHaveLength(14);
  expect(same.every((each) => each.kind === "same" && each.before?.opensOn === each.after?.opensOn)).toBe(true);
});

test("a draft keeps the gap and the pilots that a branch below asks for itself", async () => {
  const { planner, secretary, province: top, districts, communes, cells } = await season();
  await database.transaction(async (tx) => {
    await tx.branchSetting.create({ data: { unitId: districts[0]?.id ?? "", gapDays: 4, pilots: "hard", lessonDays: 2 } });
    await tx.congress.updateMany({ where: { unitId: cells[1]?.id ?? "", round: 1 }, data: { isPilot: true } });
    // The papers are there, so that there is time between the days.
    for (const { id } of await tx.congress.findMany({ where: { campaign: { unitId: top.id } } }))
      await tx.congressRecord.create({ data: { congressId: id, kind: "conveningNotice", recordedOn: toDate(day("2025-01-06")), document: "x" } });
  });
  const planId = await drafted(planner, top);
  const { dates } = await run(planner, (errand) => showPlan(errand, planScope(errand), { planId, page: 1 }));
  expect(dates).toHaveLength(15);
  const rows = await database.transaction((tx) => tx.plannedDate.findMany({ where: { planVersionId: planId }, include: { congress: { select: { unitId: true } } } }));
  const of = (at: StoryUnit | undefined) => rows.find((row) => row.congress.unitId === at?.id);
  const daysFrom = (below: StoryUnit | undefined, above: StoryUnit | undefined) => ((of(above)?.opensOn.getTime() ?? 0) - (of(below)?.closesOn.getTime() ?? 0)) / 86_400_000;
  expect(daysFrom(cells[0], communes[0])).toBeGreaterThanOrEqual(4);
  expect(daysFrom(cells[1], cells[0])).toBeGreaterThanOrEqual(2);
  await propose(planner, planId);
  expect(await approve(secretary, planId)).toMatchObject({ ok: true });
});

test("a branch is planned once at a time; a stop in the middle leaves nothing", async () => {
  const { planner, province: top } = await season();
  const [one, two] = await Promise.all([start(planner, top), start(planner, top)]);
  expect([one, two].filter((each) => each.ok)).toHaveLength(1);
  expect([one, two].find((each) => !each.ok)).toMatchObject({ code: "alreadyRunning" });
  const waiting = await latest(planner, top);
  expect(await run(planner, (errand) => stopPlanning(errand, planScope(errand), waiting?.id ?? ""))).toMatchObject({ ok: true });
  expect(await latest(planner, top)).toMatchObject({ state: "stopped", planVersionId: null });

  // Stopped while it is at work.
  expect(await start(planner, top)).toMatchObject({ ok: true });
  const before = await database.transaction((tx) => tx.planVersion.count());
  const work = workOff();
  for (let i = 0; i < 200 && (await latest(planner, top))?.state !== "running"; i++) await pause(10);
  const running = await latest(planner, top);
  expect(running).toMatchObject({ state: "running" });
  const asked = performance.now();
  expect(await run(planner, (errand) => stopPlanning(errand, planScope(errand), running?.id ?? ""))).toMatchObject({ ok: true });
  await work;
  expect(performance.now() - asked).toBeLessThan(2_000);
  expect(await latest(planner, top)).toMatchObject({ state: "stopped", planVersionId: null });
  expect(await database.transaction((tx) => tx.planVersion.count())).toBe(before);
  expect(await run(planner, (errand) => stopPlanning(errand, planScope(errand), running?.id ?? ""))).toMatchObject({ ok: false, code: "notRunning" });
});

test("a server that was ended in the middle leaves a run that says so, and the branch can be planned again", async () => {
  const { planner, province: top } = await season();
  expect(await start(planner, top)).toMatchObject({ ok: true });
  await database.transaction((tx) => tx.planningRun.updateMany({ where: { unitId: top.id }, data: { state: "running", heartbeatAt: new Date(Date.now() - 60_000) } }));
  await workOff();
  expect(await latest(planner, top)).toMatchObject({ state: "failed", failure: "interrupted" });
  // Ended in good order: the work is broken off, and said so.
  expect(await start(planner, top)).toMatchObject({ ok: true });
  const over = new AbortController();
  const work = workOff(database, over);
  await expect.poll(async () => (await latest(planner, top))?.state).toBe("running");
  over.abort();
  await work;
  expect(await latest(planner, top)).toMatchObject({ state: "failed", failure: "interrupted", planVersionId: null });
  // Who may not plan any more gets nothing.
  expect(await start(planner, top)).toMatchObject({ ok: true });
  await database.transaction((tx) => tx.grant.updateMany({ where: { accountId: planner.accountId }, data: { state: "withdrawn" } }));
  await workOff();
  expect(await latest(planner, top)).toMatchObject({ state: "failed", failure: "notAllowed" });
  expect(await database.transaction((tx) => tx.planVersion.count({ where: { unitId: top.id } }))).toBe(0);
});

test("what moved meanwhile is named, and nothing of the version is written", async () => {
  const { planner, secretary, province: top, cells } = await season();
  const planId = await drafted(planner, top);
  await propose(planner, planId);
  const cell = await database.transaction((tx) => tx.congress.findFirstOrThrow({ where: { unitId: cells[0]?.id ?? "", round: 1 } }));
  expect(await run(planner, (errand) => placeCongress(errand, { congressId: cell.id, version: cell.version, opensOn: day("2025-08-05"), session: "morning", leaderIds: [], venueId: null, reason: "x" }))).toMatchObject({ ok: true });
  const before = await working();
  expect(await approve(secretary, planId)).toMatchObject({ ok: false, code: "movedMeanwhile", details: { count: 1, names: cells[0]?.name } });
  expect(await working()).toEqual(before);
  const page = await run(secretary, (errand) => showPlan(errand, planScope(errand), { planId, page: 1 }));
  expect(page.moved).toEqual([{ congressId: cell.id, name: cells[0]?.name }]);
  expect(await run(secretary, (errand) => returnPlan(errand, { planId, version: 2, reason: "Lập lại" }))).toMatchObject({ ok: true });
  expect(await run(planner, (errand) => discardPlan(errand, { planId, version: 3 }))).toMatchObject({ ok: true });
  expect(await rowsOf(planId)).toEqual([]);
  await expect(run(planner, (errand) => planFor(errand, planId))).rejects.toThrow(NotFound);
});

test("of two versions made from the same plan only the first is approved; approved dates stay in a new one", async () => {
  const { planner, secretary, province: top, cells } = await season();
  const [one, two] = [await drafted(planner, top), await drafted(planner, top, "dates")];
  for (const planId of [one, two]) expect(await propose(planner, planId)).toMatchObject({ ok: true });
  const both = await Promise.all([approve(secretary, one), approve(secretary, two)]);
  expect(both.filter((each) => each?.ok)).toHaveLength(1);
  expect(both.find((each) => !each?.ok)).toMatchObject({ code: "approvedMeanwhile", details: { number: 1 } });

  const pinned = await database.transaction((tx) => tx.congress.findFirstOrThrow({ where: { unitId: cells[0]?.id ?? "", round: 1 }, include: { dates: true } }));
  await database.transaction((tx) => tx.congress.update({ where: { id: pinned.id }, data: { state: "approved" } }));
  const again = await drafted(planner, top, "fewestMoves");
  const page = await run(planner, (errand) => showPlan(errand, planScope(errand), { planId: again, page: 1 }));
  expect(page.changes).toMatchObject({ added: 0, moved: 0, removed: 0 });
  expect(page.dates.find((each) => each.congressId === pinned.id)).toMatchObject({ pinned: true });
});

test("a scenario is tried without changing the rules: what they refuse is not approved", async () => {
  const { planner, secretary, province: top } = await season();
  await database.transaction((tx) => tx.branchSetting.create({ data: { unitId: top.id, dailyCeiling: 1 } }));
  // Everybody on one day, where the scenario allows it.
  await database.transaction((tx) => tx.congress.updateMany({ where: { campaign: { unitId: top.id }, unit: { level: "cell" }, round: 1 }, data: { desiredOn: toDate(day("2025-06-10")) } }));
  const loose = await drafted(planner, top, "nothing", { perDay: 20 });
  const page = await run(planner, (errand) => showPlan(errand, planScope(errand), { planId: loose, page: 1 }));
  expect(Math.max(...page.days.map((each) => each.count))).toBeGreaterThan(1);
  expect(page.perDay).toBe(20);
  await propose(planner, loose);
  expect(await approve(secretary, loose)).toMatchObject({ ok: false, code: "clashes" });
  const strict = await drafted(planner, top);
  const within = await run(planner, (errand) => showPlan(errand, planScope(errand), { planId: strict, page: 1 }));
  expect(Math.max(...within.days.map((each) => each.count))).toBe(1);
  // No day at all: everybody is unplaced with a reason and what would help, and the plan can still be looked at.
  const none = await drafted(planner, top, "nothing", { perDay: 0 });
  const stuck = await run(planner, (errand) => showPlan(errand, planScope(errand), { planId: none, page: 1 }));
  expect(stuck.version.summary).toEqual({ placed: 0, unplaced: 15 });
  expect(stuck.undated[0]?.whyNot.refusals.length).toBeGreaterThan(0);
  expect(stuck.undated.flatMap((each) => each.whyNot.reliefs).some((each) => each.code === "raiseCeiling")).toBe(true);
});

test("a scenario can give a level another window and a leader more days away; what is missing of it is asked for", async () => {
  const { planner, province: top, districts, communes } = await season();
  const wrong = (scenario: Partial<Supposed>) => start(planner, top, "nothing", scenario);
  const window = (level: "grassroots" | null, from: string | null, last: string | null): Partial<Supposed> => ({ window: { level, from: from === null ? null : day(from), lastDay: last === null ? null : day(last) } });
  const absence = (code: string | null, from: string | null, last: string | null): Partial<Supposed> => ({ absence: { code, from: from === null ? null : day(from), lastDay: last === null ? null : day(last) } });
  expect(await wrong(window(null, "2025-06-01", null))).toMatchObject({ code: "levelMissing" });
  expect(await wrong(window("grassroots", "2025-06-10", "2025-06-09"))).toMatchObject({ code: "windowEmpty" });
  expect(await wrong(absence(null, "2025-06-01", null))).toMatchObject({ code: "absenceIncomplete", details: { field: "absentLeader" } });
  expect(await wrong(absence("LD.1", null, "2025-06-01"))).toMatchObject({ code: "absenceIncomplete", details: { field: "absentFrom" } });
  expect(await wrong(absence("LD.1", "2025-06-01", null))).toMatchObject({ code: "absenceIncomplete", details: { field: "absentLast" } });
  expect(await wrong(absence("LD.1", "2025-06-02", "2025-06-01"))).toMatchObject({ code: "absenceEmpty" });
  expect(await wrong(absence("LD.1", "2025-06-01", "2025-06-01"))).toMatchObject({ code: "noSuchLeader" });

  const opensOf = async (planVersionId: string, congress: object): Promise<string[]> =>
    (await database.transaction((tx) => tx.plannedDate.findMany({ where: { planVersionId, congress }, select: { opensOn: true } }))).map((each) => each.opensOn.toISOString().slice(0, 10));
  const narrow = await opensOf(await drafted(planner, top, "nothing", window("grassroots", "2025-06-24", "2025-06-26")), { unitId: { in: communes.map((each) => each.id) } });
  expect(narrow.length).toBeGreaterThan(0);
  for (const opensOn of narrow) expect(opensOn >= "2025-06-24" && opensOn <= "2025-06-26").toBe(true);

  // The one leader of the committee is away until the last week: nobody sits before.
  const { id: district } = districts[0] as StoryUnit;
  const { id } = await database.transaction((tx) => tx.leader.create({ data: { code: "LD.1", name: "Hồ Văn Bưởi", foldedName: "ho van buoi", post: "Bí thư", unitId: district }, select: { id: true } }));
  const attended = (planVersionId: string): Promise<string[]> => opensOf(planVersionId, { leaders: { some: { leaderId: id, planVersionId } } });
  expect((await attended(await drafted(planner, top))).some((each) => each <= "2025-06-25")).toBe(true);
  const away = await attended(await drafted(planner, top, "nothing", absence("LD.1", "2025-05-01", "2025-06-25")));
  expect(away.length).toBeGreaterThan(0);
  for (const opensOn of away) expect(opensOn > "2025-06-25").toBe(true);
});

test("pages ask the same number of questions, however long the plan is", async () => {
  const { planner, province: top, communes } = await season();
  const [small, large] = [await drafted(planner, communes[0] as StoryUnit), await drafted(planner, top)];
  for (const show of [
    (planId: string): Promise<unknown> => run(planner, (errand) => showPlan(errand, planScope(errand), { planId, page: 1 })),
    (planId: string): Promise<unknown> => run(planner, (errand) => comparePlan(errand, planScope(errand), { planId, other: null, kind: null, page: 1 })),
  ]) {
    const few = await database.countQueries(() => show(small));
    const many = await database.countQueries(() => show(large));
    expect(many.queries).toBe(few.queries);
  }
});
