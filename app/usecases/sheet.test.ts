import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Actor } from "#app/core/access/actor.ts";
import { scopeFor } from "#app/core/access/scope.ts";
import { planBranch } from "#app/core/planning/branch-plan.ts";
import { type Cells, SHEET_FIELDS } from "#app/core/scheduling/sheet.ts";
import { day } from "#app/core/time/day.ts";
import { campaignOver, planOf } from "#app/db/campaigns.server.ts";
import { toDate } from "#app/db/day.server.ts";
import { loadPlan } from "#app/db/plan-view.server.ts";
import { recountRollups } from "#app/db/readiness.server.ts";
import { testDatabase } from "#app/db/test-database.ts";
import { errandFor, person, PLANNING_DAY, province, type StoryUnit } from "./campaign-story.ts";
import { changeMany, type ManyInput, type ManyPreview } from "./change-many.server.ts";
import { checkPlan } from "./check-plan.server.ts";
import { editCongress } from "./edit-congress.server.ts";
import { editSheet, type SheetAnswer, type SheetPreview } from "./edit-sheet.server.ts";
import { type Errand, Forbidden, NotFound } from "./errand.ts";
import { fillPlan } from "./fill-plan.server.ts";
import { openCampaign } from "./open-campaign.server.ts";
import { clearCongressDate, placeCongress } from "./place-congress.server.ts";
import { proposeDates } from "./propose-dates.server.ts";
import { showCongress } from "./show-congress.server.ts";
import { showSheet, type ShownLine } from "./show-sheet.server.ts";
import { stepDates } from "./step-dates.server.ts";

const { database } = await testDatabase();
const run = errandFor(database);
const scopeOf = (errand: Errand) => scopeFor(errand.actor, "campaign", PLANNING_DAY);

async function season() {
  const made = await database.transaction(async (tx) => {
    const story = await province(tx);
    const [planner, secretary, clerk] = await Promise.all([person(tx, "planner", [["planner", story.province]]), person(tx, "secretary", [["secretary", story.province]]), person(tx, "clerk", [["unitClerk", story.cells[0] ?? story.province]])]);
    return { ...story, planner, secretary, clerk };
  });
  await run(made.planner, (errand) => openCampaign(errand, { unitId: made.province.id, term: "2025-2030", editionCode: "CT45" }));
  return made;
}

const idOf = (unit: StoryUnit | undefined): string => unit?.id ?? "";
const sheet = (actor: Actor, branch: string) => run(actor, (errand) => showSheet(errand, scopeOf(errand), { branch, level: null, state: null, page: 1 }));
const congressAt = (unit: StoryUnit | undefined) => database.transaction((tx) => tx.congress.findFirstOrThrow({ where: { unitId: idOf(unit), round: 1 }, include: { dates: true } }));

async function line(actor: Actor, unit: StoryUnit | undefined): Promise<ShownLine> {
  const { id } = await congressAt(unit);
  const found = (await sheet(actor, idOf(unit))).rows.find((row) => row.id === id);
  if (found === undefined) throw new Error("not in the sheet");
  return found;
}

const typed = (row: ShownLine, cells: Partial<Cells>) => ({ id: row.id, was: row.was, cells: { ...row.cells, ...cells } });
const send = (actor: Actor, branch: string, rows: ReturnType<typeof typed>[], save = true, reason: string | null = "Theo kế hoạch mới") =>
  run(actor, (errand) => editSheet(errand, scopeOf(errand), { branch, rows, save, reason }));

function previewOf(answer: { ok: boolean; value?: SheetAnswer }): SheetPreview {
  if (!answer.ok || answer.value?.kind !== "preview") throw new Error(`no preview: ${JSON.stringify(answer)}`);
  return answer.value;
}

test("a sheet's changed rows are previewed, then written together with one reason", async () => {
  const { planner, cells, province: top } = await season();
  const hall = randomUUID();
  await database.transaction((tx) => tx.venue.create({ data: { id: hall, code: `HT-${hall.slice(0, 6)}`, name: "Hội trường lớn", foldedName: "hoi truong lon", unitId: top.id } }));
  const [one, two, three] = [await line(planner, cells[0]), await line(planner, cells[1]), await line(planner, cells[2])];
  const rows = [
    typed(one, { opensOn: "10/7/2025", session: "afternoon", hall: "hội trường LỚN" }),
    typed(two, { desiredOn: "2025-07-14", isPilot: "1", lengthHalfDays: "1" }),
    typed(three, {}),
  ];
  const preview = previewOf(await send(planner, top.id, rows, false));
  expect(preview).toMatchObject({ savable: true, unsaved: null });
  expect(preview.changes.map((each) => each.fields.map(({ field, before, after }) => [field, before, after]))).toEqual([
    [["opensOn", "", "10/07/2025"], ["session", "", "afternoon"], ["hall", "", "Hội trường lớn"]],
    [["lengthHalfDays", "2", "1"], ["desiredOn", "", "14/07/2025"], ["isPilot", "", "1"]],
  ]);
  expect((await congressAt(cells[0])).state).toBe("undated");
  expect(previewOf(await send(planner, top.id, rows, true, null)).unsaved).toBe("reasonMissing");

  expect(await send(planner, top.id, rows)).toEqual({ ok: true, value: { kind: "saved", count: 2 } });
  expect(await congressAt(cells[0])).toMatchObject({ state: "draft", version: one.version + 1, dates: [{ opensOn: toDate(day("2025-07-10")), session: "afternoon", venueId: hall, reason: "Theo kế hoạch mới" }] });
  expect(await congressAt(cells[1])).toMatchObject({ state: "undated", desiredOn: toDate(day("2025-07-14")), isPilot: true, lengthHalfDays: 1, dates: [] });
  expect(await congressAt(cells[2])).toMatchObject({ version: three.version });
  const entries = await database.transaction((tx) => tx.auditEntry.findMany({ where: { subjectId: { in: [one.id, two.id, three.id] }, reason: "Theo kế hoạch mới" }, orderBy: { deed: "asc" } }));
  expect(entries.map(({ subjectId, deed, after }) => [subjectId, deed, after])).toEqual([
    [one.id, "congress.date", { state: "draft", opensOn: "2025-07-10", session: "afternoon", venueId: hall }],
    [two.id, "congress.edit", { lengthHalfDays: 1, isPilot: true, desiredOn: "2025-07-14", state: "undated" }],
  ]);
  // The same rows sent again differ from nothing any more.
  expect(await send(planner, top.id, rows)).toMatchObject({ ok: false, code: "nothingChanged" });
});

test("what cannot be read, or clashes, or may not be changed, holds all rows back", async () => {
  const { planner, cells, province: top } = await season();
  const [one, two] = [await line(planner, cells[0]), await line(planner, cells[1])];
  const good = typed(two, { opensOn: "10/07/2025" });
  for (const cell of [{ opensOn: "31/06/2025" }, { opensOn: "HT-01" }, { lengthHalfDays: "99" }, { desiredOn: "12/05/2025" }, { hall: "HT-01" }, { opensOn: "14/07/2025", hall: "Không có" }, { opensOn: "12/07/2025" }]) {
    const preview = previewOf(await send(planner, top.id, [typed(one, cell), good]));
    expect(preview).toMatchObject({ savable: false, unsaved: "notSavable" });
    const stuck = preview.changes.find((each) => each.id === one.id);
    expect((stuck?.problems.length ?? 0) + (stuck?.blocks ?? 0)).toBeGreaterThan(0);
    expect(preview.changes).toHaveLength(2);
  }
  expect((await congressAt(cells[1])).state).toBe("undated");
  // One hall for both in one half-day: the rows of one sheet are judged together.
  await database.transaction((tx) => tx.venue.create({ data: { id: randomUUID(), code: `V${randomUUID().slice(0, 8)}`, name: "Nhà văn hóa", foldedName: "nha van hoa", unitId: top.id } }));
  const both = previewOf(await send(planner, top.id, [one, two].map((row) => typed(row, { opensOn: "10/07/2025", session: "morning", hall: "Nhà văn hóa" }))));
  expect(both.changes.map((each) => each.clashes.appear.flatMap(({ code, severity, venue }) => (severity === "blocks" ? [[code, venue]] : [])))).toEqual([[["hallTwice", "Nhà văn hóa"]], [["hallTwice", "Nhà văn hóa"]]]);
});

test("a row that another has changed shows three values and loses nothing; other cells are merged", async () => {
  const { planner, cells, province: top } = await season();
  const row = await line(planner, cells[0]);
  const place = (opensOn: string, version: number) =>
    run(planner, (errand) => placeCongress(errand, { congressId: row.id, version, opensOn: day(opensOn), session: "morning", leaderIds: [], venueId: null, reason: "x" }));
  await place("2025-07-10", row.version);
  const late = previewOf(await send(planner, top.id, [typed(row, { opensOn: "14/07/2025" })]));
  expect(late).toMatchObject({ unsaved: "movedMeanwhile", savable: false });
  expect(late.changes[0]?.races).toEqual([{ field: "opensOn", before: "", theirs: "10/07/2025", mine: "14/07/2025" }]);
  // The next form starts from what stands now.
  const [change] = late.changes;
  if (change === undefined) throw new Error("nothing");
  expect(await send(planner, top.id, [{ id: change.id, was: change.was, cells: change.cells }])).toMatchObject({ ok: true, value: { kind: "saved" } });

  const now = await line(planner, cells[0]);
  await place("2025-07-15", now.version);
  const wish = previewOf(await send(planner, top.id, [typed(now, { desiredOn: "16/07/2025" })]));
  expect(wish).toMatchObject({ unsaved: "movedMeanwhile", savable: true });
  expect(wish.changes[0]).toMatchObject({ races: [], fields: [{ field: "desiredOn" }] });
  expect(wish.changes[0]?.cells.opensOn).toBe("15/07/2025");
});

test("rows of another branch are not there, and nobody without the right writes any", async () => {
  const { planner, secretary, cells, districts, communes } = await season();
  const mine = await line(planner, cells[0]);
  await expect(send(planner, idOf(districts[1]), [typed(mine, { opensOn: "10/07/2025" })])).rejects.toThrow(NotFound);
  await expect(send(planner, idOf(districts[0]), [{ ...typed(mine, { opensOn: "10/07/2025" }), id: randomUUID() }])).rejects.toThrow(NotFound);
  await expect(send(secretary, idOf(districts[0]), [typed(mine, { opensOn: "10/07/2025" })])).rejects.toThrow(Forbidden);
  const district = await database.transaction((tx) => person(tx, "p2", [["planner", { ...districts[1], path: districts[1]?.path ?? "" } as StoryUnit]]));
  await expect(send(district, idOf(communes[0]), [typed(mine, { opensOn: "10/07/2025" })])).rejects.toThrow(NotFound);
});

test("the page asks the same number of questions for one row and for many", async () => {
  const { planner, province: top, cells } = await season();
  const count = async (branch: string): Promise<number> => {
    let statements = 0;
    await run(planner, (errand) => {
      const tx = new Proxy(errand.tx, { get: (target, name) => (name === "$queryRaw" && (statements += 1), Reflect.get(target, name) as unknown) });
      return showSheet({ ...errand, tx }, scopeOf(errand), { branch, level: null, state: null, page: 1 });
    });
    return statements;
  };
  expect(await count(top.id)).toBe(await count(idOf(cells[0])));
  expect((await sheet(planner, top.id)).rows.length).toBeGreaterThan(10);
});

const MANY: Omit<ManyInput, "branch" | "deed"> = { level: null, state: null, days: null, on: null, reason: "Do bão lũ", document: "15-CV/TU", chosen: [], all: true, mark: null, skipClashing: false, save: false };

const many = (actor: Actor, input: Pick<ManyInput, "branch" | "deed"> & Partial<ManyInput>) => run(actor, (errand) => changeMany(errand, scopeOf(errand), { ...MANY, ...input }));

async function manyPreview(actor: Actor, input: Pick<ManyInput, "branch" | "deed"> & Partial<ManyInput>): Promise<ManyPreview> {
  const answer = await many(actor, input);
  if (!answer.ok || answer.value.kind !== "many") throw new Error(`no preview: ${JSON.stringify(answer)}`);
  return answer.value;
}

/** Previews, then does what was previewed. */
async function doMany(actor: Actor, input: Pick<ManyInput, "branch" | "deed"> & Partial<ManyInput>) {
  const { mark } = await manyPreview(actor, input);
  return many(actor, { ...input, mark, save: true });
}

async function dated(planner: Actor, cells: readonly StoryUnit[]) {
  for (const [index, cell] of cells.entries()) {
    const row = await line(planner, cell);
    const placed = await send(planner, cell.id, [typed(row, { opensOn: `${String(8 + index).padStart(2, "0")}/07/2025` })]);
    expect(placed).toMatchObject({ ok: true, value: { kind: "saved" } });
  }
}

test("a branch is postponed by working days, or until after a day, keeping its order; all of it becomes draft", async () => {
  const { planner, cells, communes } = await season();
  const branch = idOf(communes[0]);
  await dated(planner, cells.slice(0, 2));
  expect(await many(planner, { branch, deed: "shift" })).toMatchObject({ ok: false, code: "daysMissing" });
  expect(await many(planner, { branch, deed: "postponeAfter" })).toMatchObject({ ok: false, code: "dayMissing" });
  expect(await many(planner, { branch, deed: "postponeAfter", on: day("2025-07-07") })).toMatchObject({ ok: false, code: "passedAlready" });
  expect(await many(planner, { branch, deed: "shift", days: 1, all: false })).toMatchObject({ ok: false, code: "nothingChosen" });
  const preview = await manyPreview(planner, { branch, deed: "shift", days: 5 });
  expect(preview).toMatchObject({ going: 2, clashing: 0, staying: [{ code: "noDate", count: 3 }], savable: true });
  expect(preview.listed.map((each) => each.after?.opensOn)).toEqual(["2025-07-15", "2025-07-16"]);
  expect(await many(planner, { branch, deed: "shift", days: 5, mark: "another", save: true })).toMatchObject({ ok: true, value: { unsaved: "movedMeanwhile" } });
  expect(await many(planner, { branch, deed: "shift", days: 5, mark: preview.mark, save: true, reason: null })).toMatchObject({ ok: true, value: { unsaved: "reasonMissing" } });
  expect(await many(planner, { branch, deed: "shift", days: 5, mark: preview.mark, save: true })).toEqual({ ok: true, value: { kind: "saved", deed: "shift", count: 2 } });
  expect(await doMany(planner, { branch, deed: "postponeAfter", on: day("2025-07-18") })).toMatchObject({ ok: true, value: { count: 2 } });
  expect((await congressAt(cells[0])).dates[0]).toMatchObject({ opensOn: toDate(day("2025-07-21")), reason: "Do bão lũ" });
  expect((await congressAt(cells[1])).dates[0]).toMatchObject({ opensOn: toDate(day("2025-07-22")) });
  const entry = await database.transaction((tx) => tx.auditEntry.findFirst({ where: { reason: "Do bão lũ", deed: "congress.date" }, orderBy: { seq: "desc" } }));
  expect(entry).toMatchObject({ after: { document: "15-CV/TU" } });
});

test("who would clash holds all back, or is left out together with whom that makes clash", async () => {
  const { planner, cells, communes, districts } = await season();
  const branch = idOf(communes[0]);
  await dated(planner, cells.slice(0, 2));
  // The one above opens on the 16th: the first can move behind the second's old day, the second cannot.
  await database.transaction((tx) => tx.branchSetting.create({ data: { unitId: idOf(districts[0]), dailyCeiling: 1 } }));
  const row = await line(planner, cells[2]);
  expect(await send(planner, idOf(cells[2]), [typed(row, { opensOn: "10/07/2025" })])).toMatchObject({ ok: true });
  const stuck = await manyPreview(planner, { branch, deed: "shift", days: 1 });
  expect(stuck).toMatchObject({ going: 2, clashing: 1, savable: false });
  expect(stuck.listed[0]).toMatchObject({ blocks: 1, clashes: { appear: [{ code: "ceilingExceeded" }] } });
  expect(await many(planner, { branch, deed: "shift", days: 1, mark: stuck.mark, save: true })).toMatchObject({ ok: true, value: { unsaved: "notSavable" } });
  // The second stays on the 9th, so that the first cannot come there.
  expect(await manyPreview(planner, { branch, deed: "shift", days: 1, skipClashing: true })).toMatchObject({ going: 0, skipped: 2, savable: false });
  expect(await manyPreview(planner, { branch, deed: "shift", days: -1, skipClashing: true })).toMatchObject({ going: 2, skipped: 0, savable: true });
});

test("a frozen date is moved by nobody until it is released, and planning leaves it where it is", async () => {
  const { planner, clerk, province: top, cells } = await season();
  await dated(planner, cells.slice(0, 2));
  const [one, two, three] = [await congressAt(cells[0]), await congressAt(cells[1]), await congressAt(cells[2])];
  const chosen = [one, three].map(({ id, version }) => ({ id, version }));
  expect(await many(planner, { branch: top.id, deed: "freeze", chosen, all: false, save: true, document: null })).toMatchObject({ ok: true, value: { unsaved: "documentMissing" } });
  expect(await many(planner, { branch: top.id, deed: "freeze", chosen, all: false, save: true })).toMatchObject({ ok: true, value: { kind: "saved", count: 2 } });
  const frozen = await congressAt(cells[0]);
  expect(frozen).toMatchObject({ frozenFrom: toDate(PLANNING_DAY), haltReason: "Do bão lũ", haltDocument: "15-CV/TU", state: "draft" });

  const { id: congressId, version } = frozen;
  const on = { opensOn: day("2025-07-15"), session: "morning" as const, leaderIds: [], venueId: null, reason: "x" };
  expect(await run(planner, (errand) => placeCongress(errand, { congressId, version, ...on }))).toMatchObject({ ok: false, code: "frozen" });
  expect(await run(planner, (errand) => clearCongressDate(errand, { congressId, version, reason: "x" }))).toMatchObject({ ok: false, code: "frozen" });
  expect(await run(planner, (errand) => editCongress(errand, { congressId, version, form: "member", contents: 4, lengthHalfDays: 4, isPilot: false, desiredOn: null, orderExemption: null }))).toMatchObject({ ok: false, code: "frozen" });
  expect(await run(clerk, (errand) => proposeDates(errand, { congressId, version, days: [{ opensOn: day("2025-07-15"), session: "morning", note: null }] }))).toMatchObject({ ok: false, code: "frozen" });
  expect(await manyPreview(planner, { branch: top.id, deed: "shift", days: 1 })).toMatchObject({ going: 1, staying: expect.arrayContaining([{ code: "frozen", count: 2, names: expect.anything() as unknown }]) as unknown });
  const row = await line(planner, cells[0]);
  expect(row.stopped).toBe("frozen");
  expect(previewOf(await send(planner, idOf(cells[0]), [typed(row, { opensOn: "16/07/2025" })])).changes[0]?.bar).toBe("frozen");
  expect(await send(planner, idOf(cells[0]), [typed(row, { desiredOn: "16/07/2025" })])).toMatchObject({ ok: true, value: { kind: "saved" } });

  // Planned anew from scratch, it stays; one that is frozen without a date gets none.
  const answer = await run(planner, async (errand) => {
    const campaign = await campaignOver(errand.tx, top.path);
    if (campaign === null) throw new Error("no campaign");
    const plan = await loadPlan(errand.tx, planOf(campaign));
    const { settingFor } = await import("./plan-setting.server.ts");
    const question = {
      plan,
      setting: await settingFor(errand, campaign.editionCode, top.path),
      horizon: { from: day("2025-05-13"), until: day("2025-08-01") },
      path: top.path,
      unitId: top.id,
      asked: { keeping: "nothing" as const, round: 1 as const, scenario: { perDay: null, gapDays: null, lessonDays: null, pilotsHard: null, leadersPerCongress: null, saturdays: null, window: null, absence: null } },
      order: { gapWorkingDays: 0, lessonWorkingDays: 0, pilots: "soft" as const },
      leaders: [],
      leadersPerCongress: 0,
      desired: [{ congressId, on: day("2025-07-21") }, { congressId: two.id, on: day("2025-07-21") }],
    };
    const steps = planBranch(question);
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
    }
  });
  const datedOf = (id: string) => answer.dated.find((each) => each.congressId === id)?.placement.opensOn;
  expect([undefined, "2025-07-08"]).toContain(datedOf(congressId));
  expect(datedOf(two.id)).toBe("2025-07-21");
  expect(datedOf(three.id)).toBeUndefined();
  await run(planner, (errand) => fillPlan(errand, scopeOf(errand), { branch: idOf(cells[2]), round: 1, reason: "x", expected: null }));
  expect((await congressAt(cells[2])).state).toBe("undated");

  expect(await doMany(planner, { branch: top.id, deed: "unfreeze" })).toMatchObject({ ok: true, value: { count: 2 } });
  const released = await congressAt(cells[0]);
  expect(released).toMatchObject({ frozenFrom: null, haltReason: null });
  expect(await run(planner, (errand) => placeCongress(errand, { congressId, version: released.version, ...on }))).toMatchObject({ ok: true });
});

test("a date frozen from a later day on still moves until then", async () => {
  const { planner, cells } = await season();
  await dated(planner, cells.slice(0, 1));
  const branch = idOf(cells[0]);
  expect(await doMany(planner, { branch, deed: "freeze", on: day("2025-06-02") })).toMatchObject({ ok: true });
  expect((await line(planner, cells[0])).stopped).toBe(null);
  expect(await doMany(planner, { branch, deed: "shift", days: 1 })).toMatchObject({ ok: true });
  const later = errandFor(database, day("2025-06-02"));
  expect(await later(planner, (errand) => changeMany(errand, scopeOf(errand), { ...MANY, branch, deed: "shift", days: 1 }))).toMatchObject({ ok: true, value: { going: 0, staying: [{ code: "frozen", count: 2 }] } });
});

const counts = (unit: StoryUnit) => database.transaction((tx) => tx.rollupCount.findFirstOrThrow({ where: { unitId: unit.id } }));
const sum = ({ red, amber, green, grey }: { red: number; amber: number; green: number; grey: number }): number => red + amber + green + grey;

test("a cancelled congress loses its date and is counted nowhere; restored, it is one without a date", async () => {
  const { planner, secretary, province: top, communes, cells, districts } = await season();
  await dated(planner, cells.slice(0, 2));
  const early = async () => {
    const preview = previewOf(await send(planner, top.id, [typed(await line(planner, districts[0]), { opensOn: "08/07/2025" })], false));
    return preview.changes.flatMap((each) => each.clashes.appear.filter(({ code }) => code === "childNotClosed"));
  };
  expect(await early()).toEqual([]);
  const before = await counts(top);
  const gone = await congressAt(communes[0]);
  const chosen = [gone, await congressAt(cells[1])].map(({ id, version }) => ({ id, version }));
  const preview = await manyPreview(planner, { branch: top.id, deed: "cancel", chosen, all: false });
  expect(preview).toMatchObject({ going: 2, listed: [{ state: { from: "undated", to: "cancelled" } }, { state: { from: "draft", to: "cancelled" }, before: { opensOn: "2025-07-09" }, after: null }] });
  expect(await many(planner, { branch: top.id, deed: "cancel", chosen, all: false, save: true })).toMatchObject({ ok: true, value: { count: 2 } });
  expect(await congressAt(cells[1])).toMatchObject({ state: "cancelled", dates: [], haltReason: "Do bão lũ" });
  expect(sum(await counts(top))).toBe(sum(before) - 2);
  const { campaignId } = gone;
  expect(await database.transaction((tx) => recountRollups(tx, campaignId))).toBe(0);
  expect(await database.transaction((tx) => tx.readiness.count({ where: { congressId: gone.id } }))).toBe(0);
  const page = await run(planner, (errand) => showCongress(errand, scopeOf(errand), gone.id));
  expect(page).toMatchObject({ congress: { state: "cancelled", haltDocument: "15-CV/TU" }, findings: [], milestones: [] });

  // The cells below now stand below the district: it cannot open before them.
  expect(await early()).toMatchObject([{ congress: { name: cells[0]?.name }, other: { name: districts[0]?.name } }]);

  const on = { opensOn: day("2025-07-21"), session: "morning" as const, leaderIds: [], venueId: null, reason: "x" };
  expect(await run(planner, (errand) => placeCongress(errand, { congressId: gone.id, version: gone.version + 1, ...on }))).toMatchObject({ ok: false, code: "cancelled" });
  expect(await run(secretary, (errand) => stepDates(errand, { step: "approve", congresses: [{ id: gone.id, version: gone.version + 1 }], reason: null }))).toMatchObject({ ok: false, code: "wrongState" });
  const checked = await run(planner, (errand) => checkPlan(errand, scopeOf(errand), { branch: idOf(communes[0]) } as Parameters<typeof checkPlan>[2]));
  expect(JSON.stringify(checked)).not.toContain(gone.id);
  expect((await line(planner, communes[0])).stopped).toBe("cancelled");

  expect(await doMany(planner, { branch: idOf(communes[0]), deed: "restore" })).toMatchObject({ ok: true, value: { count: 2 } });
  expect(await congressAt(communes[0])).toMatchObject({ state: "undated", haltReason: null, dates: [] });
  expect(sum(await counts(top))).toBe(sum(before));
  expect(await database.transaction((tx) => recountRollups(tx, campaignId))).toBe(0);
});

test("every field of the sheet has a column", () => {
  expect(SHEET_FIELDS).toEqual(["opensOn", "session", "lengthHalfDays", "hall", "desiredOn", "isPilot"]);
});
