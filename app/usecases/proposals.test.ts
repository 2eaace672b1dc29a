import { expect, test } from "vitest";
import type { Actor } from "#app/core/access/actor.ts";
import { scopeFor } from "#app/core/access/scope.ts";
import { day } from "#app/core/time/day.ts";
import { toDate } from "#app/db/day.server.ts";
import { testDatabase } from "#app/db/test-database.ts";
import { errandFor, person, PLANNING_DAY, province, type StoryUnit } from "./campaign-story.ts";
import { declineProposals, pickProposedDate } from "./decide-proposals.server.ts";
import type { Errand } from "./errand.ts";
import { inboxOfCampaign } from "./inbox-campaign.server.ts";
import { openCampaign } from "./open-campaign.server.ts";
import { placeCongress } from "./place-congress.server.ts";
import { showDateForm } from "./preview-move.server.ts";
import { proposeDates } from "./propose-dates.server.ts";
import { showProgramme } from "./show-programme.server.ts";
import { showProposals, showProposed } from "./show-proposals.server.ts";

const { database } = await testDatabase();
const run = errandFor(database);
const campaignOf = (errand: Errand) => scopeFor(errand.actor, "campaign", PLANNING_DAY);
const organisationOf = (errand: Errand) => scopeFor(errand.actor, "organisation", PLANNING_DAY);

async function season() {
  const made = await database.transaction(async (tx) => {
    const story = await province(tx);
    const [first] = story.cells;
    if (first === undefined) throw new Error("no cell");
    const clerk = await person(tx, "clerk", [["unitClerk", first]]);
    return { ...story, own: first, clerk, planner: await person(tx, "planner", [["planner", story.province]]) };
  });
  await run(made.planner, (errand) => openCampaign(errand, { unitId: made.province.id, term: "2025-2030", editionCode: "CT45" }));
  return made;
}

const congressOf = (at: StoryUnit | undefined) => database.transaction((tx) => tx.congress.findFirstOrThrow({ where: { unitId: at?.id ?? "", round: 1 } }));
const days = (...list: string[]) => list.map((text) => ({ opensOn: day(text), session: "morning" as const, note: null }));
const propose = (actor: Actor, congress: { id: string; version: number }, ...list: string[]) =>
  run(actor, (errand) => proposeDates(errand, { congressId: congress.id, version: congress.version, days: days(...list) }));
const pick = (actor: Actor, congress: { id: string; version: number }, rank: number, on: string) =>
  run(actor, (errand) => pickProposedDate(errand, { congressId: congress.id, version: congress.version, rank, opensOn: day(on), session: "morning", reason: "Phù hợp với cấp trên" }));
const statesOf = async (congressId: string) =>
  database.transaction(async (tx) => (await tx.dateProposal.findMany({ where: { congressId }, orderBy: { rank: "asc" } })).map((each) => each.state));

test("a clerk proposes three days, the planner sees them with what they bring and picks one, which becomes the draft date", async () => {
  const { clerk, planner, own } = await season();
  const congress = await congressOf(own);
  expect(await propose(clerk, congress, "2025-08-04", "2025-08-05", "2025-08-06")).toMatchObject({ ok: true });
  const inbox = await run(planner, inboxOfCampaign);
  expect(inbox).toContainEqual({ code: "daysProposed", count: 1, href: "/proposals", tone: "amber" });
  expect((await run(clerk, inboxOfCampaign)).map((each) => each.code)).not.toContain("daysProposed");
  expect(await run(planner, (errand) => showProposed(errand, campaignOf(errand), 1))).toMatchObject({ total: 1, rows: [{ congressId: congress.id, days: ["2025-08-04", "2025-08-05", "2025-08-06"] }] });
  const page = await run(planner, (errand) => showProposals(errand, campaignOf(errand), congress.id, []));
  expect(page).toMatchObject({ mayDecide: true, mayPropose: false });
  const preview = await run(planner, (errand) =>
    showDateForm(errand, campaignOf(errand), congress.id, { opensOn: day("2025-08-05"), session: "morning", leaderIds: null, venueId: undefined, suggest: false }),
  );
  expect(preview.proposed).toEqual(["2025-08-04", "2025-08-05", "2025-08-06"]);
  expect(page.proposals[1]?.tried).toMatchObject({ allowed: preview.preview?.allowed, clashes: [...(preview.preview?.appear ?? []), ...(preview.preview?.stay ?? [])] });
  expect(await pick(planner, congress, 2, "2025-08-05")).toMatchObject({ ok: true });
  expect(await statesOf(congress.id)).toEqual(["declined", "picked", "declined"]);
  await database.transaction(async (tx) => {
    expect(await tx.congress.findUnique({ where: { id: congress.id } })).toMatchObject({ state: "draft", version: congress.version + 1 });
    expect(await tx.plannedDate.findFirst({ where: { congressId: congress.id } })).toMatchObject({ opensOn: toDate(day("2025-08-05")), reason: "Phù hợp với cấp trên" });
    expect(await tx.readiness.findUnique({ where: { congressId: congress.id } })).not.toBeNull();
    const log = await tx.auditEntry.findMany({ where: { subjectId: congress.id, deed: { in: ["congress.propose", "congress.date"] } }, orderBy: { seq: "asc" } });
    expect(log.map((each) => each.deed)).toEqual(["congress.propose", "congress.date", "congress.date"]);
    expect(log[2]).toMatchObject({ after: { picked: "2025-08-05", declined: 2 }, reason: "Phù hợp với cấp trên" });
  });
  expect((await run(planner, inboxOfCampaign)).map((each) => each.code)).not.toContain("daysProposed");
});

test("a day that cannot be saved is not proposed, nor one twice; new days take the place of the old ones", async () => {
  const { clerk, own } = await season();
  const congress = await congressOf(own);
  expect(await propose(clerk, congress, "2025-08-04", "2026-02-17")).toMatchObject({ ok: false, code: "blockedProposal", details: { field: "on2", day: "2026-02-17" } });
  expect(await propose(clerk, congress, "2025-08-04", "2025-08-04")).toMatchObject({ ok: false, code: "dayTwice", details: { field: "on2" } });
  expect(await statesOf(congress.id)).toEqual([]);
  const shown = await run(clerk, (errand) => showProposals(errand, campaignOf(errand), congress.id, [{ opensOn: day("2026-02-17"), session: "morning" }]));
  expect(shown.tried[0]?.allowed).toBe(false);
  await propose(clerk, congress, "2025-08-04", "2025-08-05");
  await propose(clerk, congress, "2025-08-07");
  expect(await statesOf(congress.id)).toEqual(["open"]);
  expect(await propose(clerk, { ...congress, version: 9 }, "2025-08-07")).toMatchObject({ ok: false, code: "movedMeanwhile" });
});

test("what became of it meanwhile is said: other days, a passed day, an approved date, somebody faster", async () => {
  const { clerk, planner, own } = await season();
  const congress = await congressOf(own);
  await propose(clerk, congress, "2025-08-04", "2025-08-05");
  expect(await pick(planner, congress, 1, "2025-08-06")).toMatchObject({ ok: false, code: "proposalGone" });
  const later = errandFor(database, day("2025-08-05"));
  const late = await later(planner, (errand) => pickProposedDate(errand, { congressId: congress.id, version: congress.version, rank: 1, opensOn: day("2025-08-04"), session: "morning", reason: "x" }));
  expect(late).toMatchObject({ ok: false, code: "proposalPassed", details: { day: "2025-08-04" } });
  expect(await pick(planner, { ...congress, version: 9 }, 1, "2025-08-04")).toMatchObject({ ok: false, code: "movedMeanwhile" });
  await database.transaction((tx) => tx.congress.update({ where: { id: congress.id }, data: { state: "approved" } }));
  expect(await pick(planner, congress, 1, "2025-08-04")).toMatchObject({ ok: false, code: "proposalStale" });
  expect(await propose(clerk, congress, "2025-08-07")).toMatchObject({ ok: false, code: "proposalTooLate" });
  await database.transaction((tx) => tx.congress.update({ where: { id: congress.id }, data: { state: "undated" } }));
  expect(await pick(planner, congress, 1, "2025-08-04")).toMatchObject({ ok: true });
  expect(await pick(planner, congress, 1, "2025-08-04")).toMatchObject({ ok: false, code: "proposalGone" });
});

test("of two who decide at once one wins, and the other is told", async () => {
  const { clerk, planner, own } = await season();
  const congress = await congressOf(own);
  await propose(clerk, congress, "2025-08-04", "2025-08-05");
  const both = await Promise.all([pick(planner, congress, 1, "2025-08-04"), pick(planner, congress, 2, "2025-08-05")]);
  expect(both.filter((each) => each.ok)).toHaveLength(1);
  expect(await statesOf(congress.id)).toContain("picked");
});

test("a day that the draft stands on already can be picked: it stays", async () => {
  const { clerk, planner, own } = await season();
  const congress = await congressOf(own);
  await propose(clerk, congress, "2025-08-04", "2025-08-05");
  await run(planner, (errand) => placeCongress(errand, { congressId: congress.id, version: congress.version, opensOn: day("2025-08-04"), session: "morning", venueId: null, leaderIds: [], reason: "x" }));
  expect(await pick(planner, { id: congress.id, version: congress.version + 1 }, 1, "2025-08-04")).toMatchObject({ ok: true });
  expect(await statesOf(congress.id)).toEqual(["picked", "declined"]);
});

test("all are declined with a reason, once, and never by who proposed", async () => {
  const { clerk, planner, own, province: top } = await season();
  const congress = await congressOf(own);
  const both = await database.transaction((tx) => person(tx, "both", [["unitClerk", own], ["planner", top]]));
  await propose(both, congress, "2025-08-04");
  expect(await pick(both, congress, 1, "2025-08-04")).toMatchObject({ ok: false, code: "ownProposal" });
  const decline = (actor: Actor) => run(actor, (errand) => declineProposals(errand, { congressId: congress.id, reason: "Trùng lịch của tỉnh" }));
  expect(await decline(both)).toMatchObject({ ok: false, code: "ownProposal" });
  await expect(decline(clerk)).rejects.toThrow("forbidden");
  expect(await decline(planner)).toMatchObject({ ok: true });
  expect(await decline(planner)).toMatchObject({ ok: false, code: "proposalGone" });
  expect(await statesOf(congress.id)).toEqual(["declined"]);
});

test("another branch's congress is not there, a right that has ended is gone, a planner does not propose", async () => {
  const { clerk, planner, own, cells, districts } = await season();
  const [congress, other] = [await congressOf(own), await congressOf(cells[2])];
  await expect(propose(clerk, other, "2025-08-04")).rejects.toThrow("not found");
  await expect(propose({ ...clerk, grants: clerk.grants.map((grant) => ({ ...grant, until: PLANNING_DAY })) }, congress, "2025-08-04")).rejects.toThrow("not found");
  await expect(propose(planner, congress, "2025-08-04")).rejects.toThrow("forbidden");
  await propose(clerk, congress, "2025-08-04");
  const elsewhere = await database.transaction((tx) => person(tx, "elsewhere", districts[1] ? [["planner", districts[1]]] : []));
  await expect(pick(elsewhere, congress, 1, "2025-08-04")).rejects.toThrow("not found");
  await expect(run(elsewhere, (errand) => showProposals(errand, campaignOf(errand), congress.id, []))).rejects.toThrow("not found");
  expect(await run(elsewhere, (errand) => showProposed(errand, campaignOf(errand), 1))).toMatchObject({ total: 0, rows: [] });
});

test("a leader's programme is in the order of time with its clashes; what lies elsewhere is not named", async () => {
  const { planner, province: top, districts, cells } = await season();
  const leader = await database.transaction((tx) =>
    tx.leader.create({ data: { code: `l${top.code}`, name: "Đ/c Vũ Văn Ví Dụ", foldedName: "vu van vi du", post: "Ủy viên", unitId: districts[0]?.id ?? "", absences: { create: { from: toDate(day("2025-08-07")), until: toDate(day("2025-08-08")), reason: "Họp tỉnh" } } } }),
  );
  const attend = async (at: StoryUnit | undefined, text: string, withLeader: boolean) => {
    const { id, version } = await congressOf(at);
    const placed = await run(planner, (errand) => placeCongress(errand, { congressId: id, version, opensOn: day(text), session: "morning", venueId: null, leaderIds: withLeader ? [leader.id] : [], reason: "x" }));
    expect(placed).toMatchObject({ ok: true });
    return id;
  };
  await attend(cells[1], "2025-08-05", true);
  await attend(cells[0], "2025-08-04", true);
  const third = await attend(cells[2], "2025-08-06", true);
  const hidden = await attend(cells[4], "2025-08-06", false);
  await database.transaction(async (tx) => {
    const plan = await tx.plannedDate.findFirstOrThrow({ where: { congressId: hidden } });
    await tx.congressLeader.create({ data: { planVersionId: plan.planVersionId, congressId: hidden, leaderId: leader.id } });
    await tx.plannedDate.updateMany({ where: { congressId: third }, data: { closesOn: toDate(day("2025-08-07")) } });
  });
  const local = await database.transaction((tx) => person(tx, "huyen", districts[0] ? [["planner", districts[0]]] : []));
  const page = await run(local, (errand) => showProgramme(errand, organisationOf(errand), leader.id));
  expect(page.programme.map((each) => each.unitName)).toEqual([cells[0]?.name, cells[1]?.name, cells[2]?.name]);
  expect(page.programme.map((each) => each.clashes)).toEqual([[], [], [{ kind: "twice", other: null }, { kind: "away", reason: "Họp tỉnh" }]]);
  expect(page).toMatchObject({ clashing: 1, months: ["2025-08"], load: [{ leaderId: leader.id, total: 3, undated: 0, months: { "2025-08": 3 } }] });
  const whole = await run(planner, (errand) => showProgramme(errand, organisationOf(errand), leader.id));
  expect(whole.programme.at(-1)?.clashes).toContainEqual({ kind: "twice", other: cells[2]?.name });
  expect(whole.load[0]?.total).toBe(4);
  const elsewhere = await database.transaction((tx) => person(tx, "khac", districts[1] ? [["planner", districts[1]]] : []));
  await expect(run(elsewhere, (errand) => showProgramme(errand, organisationOf(errand), leader.id))).rejects.toThrow("not found");
});
