import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { type Role } from "#app/core/access/policy.ts";
import { scopeFor } from "#app/core/access/scope.ts";
import { addDays, day, type Day } from "#app/core/time/day.ts";
import { toDate } from "#app/db/day.server.ts";
import { testDatabase } from "#app/db/test-database.ts";
import { errandFor, person, PLANNING_DAY, province, type StoryUnit, unit } from "./campaign-story.ts";
import { checkPlan, showConflicts } from "./check-plan.server.ts";
import { editCongress } from "./edit-congress.server.ts";
import type { Errand } from "./errand.ts";
import { fillPlan, previewFill } from "./fill-plan.server.ts";
import { openCampaign } from "./open-campaign.server.ts";
import { clearCongressDate, placeCongress } from "./place-congress.server.ts";
import { showDateForm, showRefusedDays } from "./preview-move.server.ts";
import { recordPaper, withdrawPaper } from "./record-paper.server.ts";
import { listCalendar } from "./show-calendar.server.ts";
import { showCongress } from "./show-congress.server.ts";
import { MOST_AT_ONCE, stepDates, stepMatching } from "./step-dates.server.ts";

const { database } = await testDatabase();
const run = errandFor(database);
const campaignOf = (errand: Errand) => scopeFor(errand.actor, "campaign", PLANNING_DAY);

/** A province whose campaign is open, with a planner, a secretary and whoever else is asked for. */
async function season(...roles: Role[]) {
  const made = await database.transaction(async (tx) => {
    const story = await province(tx);
    const people = await Promise.all(["planner" as const, "secretary" as const, ...roles].map((role) => person(tx, role, [[role, story.province]])));
    const [planner, secretary, ...others] = people;
    if (planner === undefined || secretary === undefined) throw new Error("nobody");
    return { ...story, planner, secretary, others };
  });
  await run(made.planner, (errand) => openCampaign(errand, { unitId: made.province.id, term: "2025-2030", editionCode: "CT45" }));
  return made;
}

async function congressOf(at: StoryUnit | undefined, round = 1): Promise<{ id: string; version: number; state: string }> {
  return database.transaction((tx) => tx.congress.findFirstOrThrow({ where: { unitId: at?.id ?? "", round }, select: { id: true, version: true, state: true } }));
}

const on = (text: string) => ({ opensOn: day(text), session: "morning" as const, leaderIds: [] as string[], venueId: null, reason: "Theo kế hoạch" });
const asked = (opensOn: Day | null, rest: object = {}) => ({ opensOn, session: null, leaderIds: null, venueId: undefined, suggest: false, ...rest });

async function notice(at: StoryUnit | undefined, recordedOn: string): Promise<void> {
  const congress = await congressOf(at);
  await database.transaction((tx) =>
    tx.congressRecord.create({ data: { congressId: congress.id, kind: "conveningNotice", recordedOn: toDate(day(recordedOn)), document: "12-TB/ĐU" } }),
  );
}

test("a date is put down as a draft with its reason, and the readiness and the log know of it", async () => {
  const { planner, cells } = await season();
  const cell = await congressOf(cells[0]);
  expect(await run(planner, (errand) => placeCongress(errand, { congressId: cell.id, version: cell.version, ...on("2025-07-10") }))).toMatchObject({ ok: true });
  await database.transaction(async (tx) => {
    expect(await tx.congress.findUnique({ where: { id: cell.id } })).toMatchObject({ state: "draft", version: cell.version + 1 });
    expect(await tx.plannedDate.findFirst({ where: { congressId: cell.id } })).toMatchObject({ opensOn: toDate(day("2025-07-10")), closesOn: toDate(day("2025-07-10")) });
    const entry = await tx.auditEntry.findFirst({ where: { subjectId: cell.id, deed: "congress.date" } });
    expect(entry).toMatchObject({ reason: "Theo kế hoạch", before: { state: "undated", opensOn: null }, after: { state: "draft", opensOn: "2025-07-10" } });
  });
  const page = await run(planner, (errand) => showCongress(errand, campaignOf(errand), cell.id));
  expect(page.milestones.map((each) => each.code)).toContain("conveningNotice");
  expect(page.history).toHaveLength(1);
  expect(page.letters).toBeNull();
});

test("out of the window, onto Tết, onto a weekend: explained, not saved", async () => {
  const { planner, cells } = await season();
  const cell = await congressOf(cells[0]);
  for (const [when, code] of [
    ["2026-02-17", "nonWorkingDay"],
    ["2025-07-12", "nonWorkingDay"],
    ["2024-11-04", "dayPassed"],
  ] as const) {
    const page = await run(planner, (errand) => showDateForm(errand, campaignOf(errand), cell.id, asked(day(when))));
    expect(page.preview?.allowed).toBe(false);
    expect(page.preview?.appear.map((each) => each.code)).toContain(code);
    const placed = await run(planner, (errand) => placeCongress(errand, { congressId: cell.id, version: cell.version, ...on(when) }));
    expect(placed).toMatchObject({ ok: false, code: "blockedDate" });
  }
  expect(await congressOf(cells[0])).toMatchObject({ state: "undated" });
  // The window of a cell is assumed, so that a day outside of it warns.
  const outside = await run(planner, (errand) => showDateForm(errand, campaignOf(errand), cell.id, asked(day("2025-11-04"))));
  expect(outside.preview?.appear.map((each) => each.code)).toContain("outsideWindow");
  // That of a grassroots organisation is confirmed.
  const commune = await run(planner, async (errand) => showDateForm(errand, campaignOf(errand), (await congressOf(cells[0])).id, asked(day("2025-08-04"))));
  expect(commune.preview?.allowed).toBe(true);
});

test("who decided on an older version is told so, and nothing is overwritten", async () => {
  const { planner, cells } = await season();
  const cell = await congressOf(cells[0]);
  await run(planner, (errand) => placeCongress(errand, { congressId: cell.id, version: cell.version, ...on("2025-07-10") }));
  const late = await run(planner, (errand) => placeCongress(errand, { congressId: cell.id, version: cell.version, ...on("2025-07-14") }));
  expect(late).toMatchObject({ ok: false, code: "movedMeanwhile" });
  const same = await run(planner, (errand) => placeCongress(errand, { congressId: cell.id, version: cell.version + 1, ...on("2025-07-10") }));
  expect(same).toMatchObject({ ok: false, code: "nothingChanged" });
});

test("the preview names parent, children, the same leader and the same hall, and moved milestones", async () => {
  const { planner, province: top, communes, cells } = await season();
  const [leaderId, venueId] = [randomUUID(), randomUUID()];
  await database.transaction(async (tx) => {
    await tx.leader.create({ data: { id: leaderId, code: leaderId.slice(0, 8), name: "Đ/c Lê Văn Thử", foldedName: "le van thu", post: "Phó Bí thư", unitId: top.id } });
    await tx.venue.create({ data: { id: venueId, code: venueId.slice(0, 8), name: "Hội trường lớn", foldedName: "hoi truong lon", unitId: top.id } });
  });
  const [one, two] = [await congressOf(cells[0]), await congressOf(cells[1])];
  const needs = { leaderIds: [leaderId], venueId };
  expect(await run(planner, (errand) => placeCongress(errand, { congressId: one.id, version: one.version, ...on("2025-07-10"), ...needs }))).toMatchObject({ ok: true });
  const page = await run(planner, (errand) => showDateForm(errand, campaignOf(errand), two.id, asked(day("2025-07-10"), needs)));
  expect(page.preview?.allowed).toBe(false);
  expect(page.preview?.appear.map(({ code, leader, venue }) => ({ code, leader, venue }))).toEqual(
    expect.arrayContaining([
      { code: "leaderTwice", leader: "Đ/c Lê Văn Thử", venue: null },
      { code: "hallTwice", leader: null, venue: "Hội trường lớn" },
    ]),
  );
  const afternoon = await run(planner, (errand) => showDateForm(errand, campaignOf(errand), two.id, asked(day("2025-07-11"), needs)));
  expect(afternoon.preview?.allowed).toBe(true);
  expect(afternoon.preview?.milestones.map((each) => each.code)).toContain("letterCutOff");

  await notice(communes[0], "2025-05-02");
  const commune = await congressOf(communes[0]);
  const early = await run(planner, (errand) => showDateForm(errand, campaignOf(errand), commune.id, asked(day("2025-06-20"))));
  const order = early.preview?.appear.find((each) => each.code === "childNotClosed");
  expect(order).toMatchObject({ severity: "blocks", congress: { id: one.id }, other: { kind: "congress", id: commune.id } });
});

test("a suggestion says after what it is the first good day, and which rule refused the nearer ones", async () => {
  const { planner, cells, province: top } = await season();
  const [one, two] = [await congressOf(cells[0]), await congressOf(cells[1])];
  const suggested = async () => {
    const page = await run(planner, (errand) => showDateForm(errand, campaignOf(errand), one.id, asked(null, { suggest: true })));
    if (page.suggestions === null) throw new Error("no suggestions");
    return page.suggestions;
  };
  const [first] = (await suggested()).days;
  if (first === undefined) throw new Error("no good day");
  await run(planner, (errand) => placeCongress(errand, { congressId: two.id, version: two.version, ...on(first.placement.opensOn) }));
  await database.transaction((tx) => tx.branchSetting.create({ data: { unitId: top.id, dailyCeiling: 1 } }));
  const later = await suggested();
  expect(later.days[0]?.placement.opensOn).not.toBe(first.placement.opensOn);
  expect(later.days[0]).toMatchObject({ after: first.after, because: { code: "ceilingExceeded", day: first.placement.opensOn, details: { onDay: 2, ceiling: 1 } } });
  expect(later.days[1]?.after).toEqual({ by: "suggestion", day: later.days[0]?.placement.opensOn });
  expect(later.refused.at(-1)).toMatchObject({ from: first.placement.opensOn, last: first.placement.opensOn, because: { code: "ceilingExceeded" } });
});

test("the refused days of a month are those whose preview refuses them", async () => {
  const { planner, cells, province: top, districts } = await season();
  const [one, two] = [await congressOf(cells[0]), await congressOf(cells[1])];
  await run(planner, (errand) => placeCongress(errand, { congressId: two.id, version: two.version, ...on("2025-06-12") }));
  await database.transaction((tx) => tx.branchSetting.create({ data: { unitId: top.id, dailyCeiling: 1 } }));
  const range = { from: day("2025-05-26"), until: day("2025-07-07") };
  const refused = await run(planner, (errand) => showRefusedDays(errand, campaignOf(errand), one.id, range));
  expect(refused).toContain("2025-06-12");
  expect(refused).toContain("2025-06-14");
  for (let at = range.from; at < range.until; at = addDays(at, 1)) {
    const page = await run(planner, (errand) => showDateForm(errand, campaignOf(errand), one.id, asked(at)));
    expect([at, page.preview?.allowed]).toEqual([at, !refused.includes(at)]);
  }
  expect(await run(planner, (errand) => showRefusedDays(errand, campaignOf(errand), one.id, { from: range.from, until: day("2035-01-01") }))).toEqual(refused);
  const stranger = await database.transaction((tx) => person(tx, "stranger", districts[1] ? [["planner", districts[1]]] : []));
  await expect(run(stranger, (errand) => showRefusedDays(errand, campaignOf(errand), one.id, range))).rejects.toThrow("not found");
});

test("suggestions name lawful days that the preview then allows", async () => {
  const { planner, cells } = await season();
  const cell = await congressOf(cells[0]);
  const page = await run(planner, (errand) => showDateForm(errand, campaignOf(errand), cell.id, asked(null, { suggest: true })));
  expect(page.suggestions?.days).toHaveLength(3);
  for (const { placement } of page.suggestions?.days ?? []) {
    const tried = await run(planner, (errand) => showDateForm(errand, campaignOf(errand), cell.id, asked(placement.opensOn, { session: placement.session })));
    expect(tried.preview?.allowed).toBe(true);
  }
});

test("a date is submitted by one and approved by another, and a move reopens it", async () => {
  const { planner, secretary, province: top, cells } = await season();
  const cell = await congressOf(cells[0]);
  await run(planner, (errand) => placeCongress(errand, { congressId: cell.id, version: 1, ...on("2025-08-04") }));
  const step = (actor: typeof planner, name: "submit" | "approve" | "return" | "reopen", version: number, reason: string | null = null) =>
    run(actor, (errand) => stepDates(errand, { step: name, congresses: [{ id: cell.id, version }], reason }));
  expect(await step(planner, "submit", 2)).toMatchObject({ ok: true, value: { done: 1 } });
  await expect(step(planner, "approve", 3)).rejects.toThrow("forbidden");
  const both = await database.transaction((tx) => person(tx, "kiemnhiem", [["planner", top], ["secretary", top]]));
  expect(await step(both, "return", 3, null)).toMatchObject({ ok: false, code: "reasonMissing" });
  expect(await step(both, "return", 3, "Bổ sung văn kiện")).toMatchObject({ ok: true });
  expect(await step(both, "submit", 4)).toMatchObject({ ok: true });
  expect(await step(both, "approve", 5)).toMatchObject({ ok: false, code: "ownSubmission" });
  expect(await step(secretary, "approve", 5)).toMatchObject({ ok: true });
  expect(await step(secretary, "approve", 6)).toMatchObject({ ok: false, code: "wrongState" });
  expect(await run(planner, (errand) => placeCongress(errand, { congressId: cell.id, version: 6, ...on("2025-08-05") }))).toMatchObject({ ok: true });
  expect(await congressOf(cells[0])).toMatchObject({ state: "draft", version: 7 });
});

test("of several, those that clash stay behind and are named", async () => {
  const { planner, secretary, cells } = await season();
  const ids: { id: string; version: number }[] = [];
  for (const cell of cells.slice(0, 3)) {
    const congress = await congressOf(cell);
    await run(planner, (errand) => placeCongress(errand, { congressId: congress.id, version: 1, ...on("2025-08-04") }));
    ids.push({ id: congress.id, version: 2 });
  }
  const stale = { id: ids[2]?.id ?? "", version: 1 };
  const submitted = await run(planner, (errand) => stepDates(errand, { step: "submit", congresses: [...ids.slice(0, 2), stale], reason: null }));
  expect(submitted).toMatchObject({ ok: true, value: { done: 2, left: [{ congressId: stale.id, code: "movedMeanwhile" }] } });
  const { province: elsewhere } = await season();
  await expect(run(secretary, (errand) => stepDates(errand, { step: "approve", congresses: [{ id: randomUUID(), version: 1 }], reason: null }))).rejects.toThrow("not found");
  const foreign = await congressOf(elsewhere);
  await expect(run(secretary, (errand) => stepDates(errand, { step: "approve", congresses: [foreign], reason: null }))).rejects.toThrow("not found");
});

test("all that match are stepped at once; what stays is told with its reason, and a list that changed meanwhile is looked at again", async () => {
  const { planner, secretary, province: top, districts, cells } = await season();
  const listed = (filter: object = {}) =>
    run(planner, (errand) => listCalendar(errand, campaignOf(errand), { branch: top.id, level: null, state: null, range: null, sort: "day", descending: false, page: 1, ...filter }));
  const all = (actor: typeof planner, name: "submit" | "approve" | "return", mark: string, rest: object = {}) =>
    run(actor, (errand) => stepMatching(errand, { step: name, reason: null, branch: top.id, level: null, state: null, range: null, mark, ...rest }));
  const first = await congressOf(cells[0]);
  const before = await listed();
  for (const cell of cells.slice(0, 3)) {
    const congress = await congressOf(cell);
    await run(planner, (errand) => placeCongress(errand, { congressId: congress.id, version: congress.version, ...on("2025-08-04") }));
  }
  expect(await all(planner, "submit", before.mark)).toMatchObject({ ok: false, code: "listChanged", details: { count: before.total } });
  expect(await congressOf(cells[0])).toMatchObject({ state: "draft", version: first.version + 1 });

  const { mark, total } = await listed();
  await expect(all(secretary, "submit", mark)).rejects.toThrow("forbidden");
  const submitted = await all(planner, "submit", mark);
  expect(submitted).toMatchObject({ ok: true, value: { done: 3 } });
  const stayed = submitted.ok ? submitted.value.left : [];
  expect(stayed).toHaveLength(total - 3);
  expect(new Set(stayed.map((each) => each.code))).toEqual(new Set(["wrongState"]));

  const drafts = await listed({ state: "submitted" });
  expect(drafts.total).toBe(3);
  expect(await all(secretary, "return", drafts.mark, { state: "submitted" })).toMatchObject({ ok: false, code: "reasonMissing" });
  const district = await database.transaction((tx) => person(tx, "bithu", [["secretary", districts[1] ?? top]]));
  await expect(all(district, "approve", drafts.mark, { state: "submitted" })).rejects.toThrow("not found");
  expect(await all(secretary, "approve", drafts.mark, { state: "submitted" })).toEqual({ ok: true, value: { done: 3, left: [] } });
});

test("a step with all that match reaches as far as the rights do", async () => {
  const { planner, province: top, districts, cells } = await season();
  const narrow = await database.transaction((tx) => person(tx, "kiemnhiem", [["planner", districts[0] ?? top], ["auditor", top], ["secretary", top]]));
  for (const cell of [cells[0], cells.at(-1)]) {
    const congress = await congressOf(cell);
    await run(planner, (errand) => placeCongress(errand, { congressId: congress.id, version: congress.version, ...on("2025-08-04") }));
  }
  const filter = { branch: top.id, level: null, state: "draft" as const, range: null };
  const { mark } = await run(planner, (errand) => listCalendar(errand, campaignOf(errand), { ...filter, sort: "day", descending: false, page: 1 }));
  const stepped = await run(narrow, (errand) => stepMatching(errand, { ...filter, step: "submit", reason: null, mark }));
  expect(stepped).toMatchObject({ ok: true, value: { done: 1, left: [{ code: "notAllowed" }] } });
  expect([(await congressOf(cells[0])).state, (await congressOf(cells.at(-1))).state]).toEqual(["submitted", "draft"]);
});

test("more than can be stepped at once are refused before anything is done", async () => {
  const made = await database.transaction(async (tx) => {
    const story = await province(tx);
    await tx.$executeRaw`
      INSERT INTO "Unit" SELECT (jsonb_populate_record(u, jsonb_build_object(
        'id', gen_random_uuid(), 'key', 'n' || lpad(i::text, 9, '0'), 'code', u.code || '.' || i, 'path', p.path || 'n' || lpad(i::text, 9, '0') || '/'))).*
      FROM "Unit" u JOIN "Unit" p ON p.id = u."parentId", generate_series(1, ${MOST_AT_ONCE}) AS i WHERE u.id = ${story.cells[0]?.id}::uuid`;
    return { top: story.province, planner: await person(tx, "planner", [["planner", story.province]]) };
  });
  await run(made.planner, (errand) => openCampaign(errand, { unitId: made.top.id, term: "2025-2030", editionCode: "CT45" }));
  const filter = { branch: made.top.id, level: "cell" as const, state: null, range: null };
  const { mark, total } = await run(made.planner, (errand) => listCalendar(errand, campaignOf(errand), { ...filter, sort: "day", descending: false, page: 1 }));
  expect(total).toBeGreaterThan(MOST_AT_ONCE);
  expect(await run(made.planner, (errand) => stepMatching(errand, { ...filter, step: "submit", reason: null, mark }))).toMatchObject({ ok: false, code: "tooManyMatch", details: { most: MOST_AT_ONCE } });
});

test("nothing is approved while the level is suspended", async () => {
  const { planner, secretary, province: top } = await season();
  const commune = await database.transaction((tx) => unit(tx, top, "Đảng bộ xã Hòa Bình", "grassroots", { kind: "commune", members: 300 }));
  await database.transaction((tx) => tx.campaign.updateMany({ where: { unitId: top.id }, data: { editionCode: "KL127" } }));
  const march = errandFor(database, day("2025-03-10"));
  await march(planner, async (errand) => (await import("./join-campaign.server.ts")).joinCampaign(errand, [commune.id]));
  const congress = await congressOf(commune);
  const placed = await march(planner, (errand) => placeCongress(errand, { congressId: congress.id, version: 1, ...on("2025-05-20") }));
  expect(placed).toMatchObject({ ok: true });
  await march(planner, (errand) => stepDates(errand, { step: "submit", congresses: [{ id: congress.id, version: 2 }], reason: null }));
  const approved = await march(secretary, (errand) => stepDates(errand, { step: "approve", congresses: [{ id: congress.id, version: 3 }], reason: null }));
  expect(approved).toMatchObject({ ok: false, code: "clashes" });
});

test("a clerk proposes a day for the own unit, as long as nobody has taken it up", async () => {
  const { planner, cells } = await season();
  const clerk = await database.transaction((tx) => person(tx, "vanphong", cells[0] ? [["unitClerk", cells[0]]] : []));
  const [own, other] = [await congressOf(cells[0]), await congressOf(cells[1])];
  expect(await run(clerk, (errand) => placeCongress(errand, { congressId: own.id, version: 1, ...on("2025-08-04") }))).toMatchObject({ ok: true });
  await expect(run(clerk, (errand) => placeCongress(errand, { congressId: other.id, version: 1, ...on("2025-08-04") }))).rejects.toThrow("not found");
  await run(planner, (errand) => stepDates(errand, { step: "submit", congresses: [{ id: own.id, version: 2 }], reason: null }));
  expect(await run(clerk, (errand) => placeCongress(errand, { congressId: own.id, version: 3, ...on("2025-08-05") }))).toMatchObject({ ok: false, code: "proposalTooLate" });
});

test("a leader or hall that is not offered is refused", async () => {
  const { planner, cells } = await season();
  const cell = await congressOf(cells[0]);
  const strange = await run(planner, (errand) => placeCongress(errand, { congressId: cell.id, version: 1, ...on("2025-08-04"), leaderIds: [randomUUID()] }));
  expect(strange).toMatchObject({ ok: false, code: "notOffered", details: { field: "leaders" } });
  const hall = await run(planner, (errand) => placeCongress(errand, { congressId: cell.id, version: 1, ...on("2025-08-04"), venueId: randomUUID() }));
  expect(hall).toMatchObject({ ok: false, code: "notOffered", details: { field: "venue" } });
});

test("another length moves the closing and reopens the date; a held congress stays as it is", async () => {
  const { planner, cells } = await season();
  const cell = await congressOf(cells[0]);
  await run(planner, (errand) => placeCongress(errand, { congressId: cell.id, version: 1, ...on("2025-08-04") }));
  const edit = { congressId: cell.id, form: "member", contents: 3, isPilot: true, desiredOn: day("2025-08-20"), orderExemption: "15-QĐ/TU", lengthHalfDays: 4 } as const;
  expect(await run(planner, (errand) => editCongress(errand, { ...edit, version: 1 }))).toMatchObject({ ok: false, code: "movedMeanwhile" });
  expect(await run(planner, (errand) => editCongress(errand, { ...edit, version: 2 }))).toMatchObject({ ok: true });
  expect(await run(planner, (errand) => editCongress(errand, { ...edit, version: 3 }))).toMatchObject({ ok: false, code: "nothingChanged" });
  expect(await run(planner, (errand) => editCongress(errand, { ...edit, desiredOn: PLANNING_DAY, version: 3 }))).toMatchObject({ ok: false, code: "wishPassed", details: { field: "desiredOn" } });
  expect((await run(planner, (errand) => showCongress(errand, campaignOf(errand), cell.id))).congress).toMatchObject({ isPilot: true, desiredOn: "2025-08-20" });
  await database.transaction(async (tx) => {
    expect(await tx.plannedDate.findFirst({ where: { congressId: cell.id } })).toMatchObject({ closesOn: toDate(day("2025-08-05")) });
    await tx.congress.update({ where: { id: cell.id }, data: { state: "held" } });
  });
  expect(await run(planner, (errand) => editCongress(errand, { ...edit, contents: 2, version: 3 }))).toMatchObject({ ok: false, code: "alreadyHeld" });
  expect(await run(planner, (errand) => placeCongress(errand, { congressId: cell.id, version: 3, ...on("2025-08-06") }))).toMatchObject({ ok: false, code: "alreadyHeld" });
});

test("a draft date can be taken away, an approved one not", async () => {
  const { planner, cells } = await season();
  const cell = await congressOf(cells[0]);
  await run(planner, (errand) => placeCongress(errand, { congressId: cell.id, version: 1, ...on("2025-08-04") }));
  await database.transaction((tx) => tx.congress.update({ where: { id: cell.id }, data: { state: "approved" } }));
  const clear = (version: number) => run(planner, (errand) => clearCongressDate(errand, { congressId: cell.id, version, reason: "Chưa chuẩn bị xong" }));
  expect(await clear(2)).toMatchObject({ ok: false, code: "notADraft" });
  await database.transaction((tx) => tx.congress.update({ where: { id: cell.id }, data: { state: "draft" } }));
  expect(await clear(2)).toMatchObject({ ok: true });
  expect(await congressOf(cells[0])).toMatchObject({ state: "undated", version: 3 });
});

test("papers are recorded, replaced and taken back, and not on a day to come", async () => {
  const { planner, cells } = await season();
  const cell = await congressOf(cells[0]);
  const paper = { congressId: cell.id, kind: "conveningNotice", document: "03-TB/CB" } as const;
  expect(await run(planner, (errand) => recordPaper(errand, { ...paper, recordedOn: day("2025-05-13") }))).toMatchObject({ ok: false, code: "inTheFuture" });
  expect(await run(planner, (errand) => recordPaper(errand, { ...paper, recordedOn: day("2025-05-12") }))).toMatchObject({ ok: true });
  expect(await run(planner, (errand) => recordPaper(errand, { ...paper, recordedOn: day("2025-05-09"), document: "04-TB/CB" }))).toMatchObject({ ok: true });
  const page = await run(planner, (errand) => showCongress(errand, campaignOf(errand), cell.id));
  expect(page.records).toEqual([{ kind: "conveningNotice", recordedOn: "2025-05-09", document: "04-TB/CB" }]);
  await run(planner, (errand) => withdrawPaper(errand, { congressId: cell.id, kind: "conveningNotice" }));
  await expect(run(planner, (errand) => withdrawPaper(errand, { congressId: cell.id, kind: "conveningNotice" }))).rejects.toThrow("not found");
});

test("only who keeps letters is told which of them change sides, and never of one that names them", async () => {
  const { planner, others, province: top, cells } = await season("lettersOfficer");
  const officer = others[0];
  if (officer === undefined || cells[0] === undefined) throw new Error("nobody");
  const cell = await congressOf(cells[0]);
  await run(planner, (errand) => placeCongress(errand, { congressId: cell.id, version: 1, ...on("2025-08-04") }));
  const subject = randomUUID();
  await database.transaction(async (tx) => {
    await tx.person.create({ data: { id: subject, fullName: "Trần Thị Mẫu", foldedName: "tran thi mau", sortKey: "mau tran thi", unitId: top.id } });
    for (const [code, about] of [["AAAA", { congressId: cell.id }], ["BBBB", { personId: subject }]] as const) {
      const letter = { registerUnitId: top.id, competentUnitId: top.id, kind: "denunciation", channel: "post", senderKind: "named" };
      await tx.letter.create({
        data: { ...letter, caseCode: `${code}-${randomUUID().slice(0, 4)}`, receivedOn: toDate(day("2025-07-02")), competentReceivedOn: toDate(day("2025-07-02")), subjects: { create: about } },
      });
    }
    const slate = await tx.slate.create({ data: { congressId: cell.id, posts: { create: { post: "secretary", seats: 1 } } }, include: { posts: true } });
    await tx.nominee.create({ data: { congressId: cell.id, postId: slate.posts[0]?.id ?? "", personId: subject, kind: "firstTime", position: 1 } });
  });
  const letters = async (actor: typeof planner) =>
    (await run(actor, (errand) => showDateForm(errand, campaignOf(errand), cell.id, asked(day("2025-08-25"))))).preview?.letters;
  expect(await letters(planner)).toBeNull();
  expect((await letters(officer))?.map(({ from, to }) => ({ from, to }))).toEqual([{ from: "after", to: "before" }, { from: "after", to: "before" }]);
  expect(await letters({ ...officer, walledPersons: [subject] })).toHaveLength(1);
});

test("filling gives every undated congress a lawful day, and checking the plan agrees", async () => {
  const { planner, province: top, cells } = await season();
  const before = await run(planner, (errand) => previewFill(errand, campaignOf(errand), { branch: top.id, round: 1 }));
  expect(before.placed + before.unplaced).toBe(15);
  expect(before.placed).toBeGreaterThan(8);
  const fill = (expected: number | null) => run(planner, (errand) => fillPlan(errand, campaignOf(errand), { branch: top.id, round: 1, reason: "Bố trí tự động", expected }));
  expect(await fill(3)).toMatchObject({ ok: false, code: "planChanged" });
  expect(await fill(before.placed)).toMatchObject({ ok: true, value: { placed: before.placed, unplaced: before.unplaced } });
  expect(await fill(null)).toMatchObject({ ok: false, code: "nothingToFill" });
  const checked = await run(planner, (errand) => checkPlan(errand, campaignOf(errand), { branch: top.id }));
  expect(checked.congresses).toBe(before.placed);
  expect(checked.found.filter((each) => each.severity === "blocks")).toEqual([]);
  expect(await congressOf(cells[0], 2)).toMatchObject({ state: "undated" });
  const log = await database.transaction(async (tx) => tx.auditEntry.count({ where: { deed: "congress.date", subjectId: (await congressOf(cells[0])).id } }));
  expect(log).toBe(1);
});

test("a conflict with a congress of another branch names neither it nor its day", async () => {
  const { planner, province: top, districts, cells } = await season();
  const leaderId = randomUUID();
  await database.transaction((tx) =>
    tx.leader.create({ data: { id: leaderId, code: leaderId.slice(0, 8), name: "Đ/c Vũ Văn Ví Dụ", foldedName: "vu van vi du", post: "Ủy viên", unitId: top.id } }),
  );
  const [mine, theirs] = [await congressOf(cells[0]), await congressOf(cells[4])];
  for (const { id } of [mine, theirs]) {
    await run(planner, (errand) => placeCongress(errand, { congressId: id, version: 1, ...on(id === mine.id ? "2025-08-04" : "2025-08-05"), leaderIds: [leaderId] }));
  }
  await database.transaction((tx) => tx.plannedDate.updateMany({ where: { congressId: theirs.id }, data: { opensOn: toDate(day("2025-08-04")), closesOn: toDate(day("2025-08-04")) } }));
  const local = await database.transaction((tx) => person(tx, "huyen", districts[0] ? [["planner", districts[0]]] : []));
  const page = await run(local, (errand) => showConflicts(errand, campaignOf(errand), { branch: undefined, code: "leaderTwice", severity: null, page: 1 }));
  expect(page.matching).toBe(1);
  const sides = [page.rows[0]?.congress.id, page.rows[0]?.other?.id];
  expect(sides).toContain(mine.id);
  expect(sides).toContain(null);
});

test("a page asks the same number of questions for one row and for fifty", async () => {
  const { planner, province: top, communes, cells } = await season();
  const count = (work: (errand: Errand) => Promise<unknown>) => database.countQueries(() => run(planner, work));
  const cell = await congressOf(cells[0]);
  await run(planner, (errand) => placeCongress(errand, { congressId: cell.id, version: 1, ...on("2025-08-04") }));
  const conflicts = (errand: Errand) => showConflicts(errand, campaignOf(errand), { branch: top.id, code: null, severity: null, page: 1 });
  const commune = await congressOf(communes[0]);
  const preview = (errand: Errand) => showDateForm(errand, campaignOf(errand), commune.id, asked(day("2025-06-24")));
  const few = [(await count(conflicts)).queries, (await count(preview)).queries];
  await database.transaction(async (tx) => {
    for (let n = 0; n < 50; n += 1) {
      const added = await unit(tx, communes[0] ?? null, `Chi bộ thêm ${n}`, "cell");
      const { campaignId } = await tx.congress.findUniqueOrThrow({ where: { id: commune.id } });
      const plan = await tx.planVersion.findFirstOrThrow({ where: { campaignId } });
      const made = await tx.congress.create({ data: { campaignId, unitId: added.id, form: "member", contents: 4, lengthHalfDays: 1, state: "draft" } });
      await tx.plannedDate.create({ data: { planVersionId: plan.id, congressId: made.id, opensOn: toDate(day("2025-08-02")), closesOn: toDate(day("2025-08-02")), session: "morning" } });
    }
  });
  const many = [(await count(conflicts)).queries, (await count(preview)).queries];
  expect(many).toEqual(few);
});
