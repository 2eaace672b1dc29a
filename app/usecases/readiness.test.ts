import { expect, test } from "vitest";
import type { Actor } from "#app/core/access/actor.ts";
import { scopeFor } from "#app/core/access/scope.ts";
import { addDays, day, type Day } from "#app/core/time/day.ts";
import { toDate } from "#app/db/day.server.ts";
import { testDatabase } from "#app/db/test-database.ts";
import { type Errand, Forbidden, NotFound } from "./errand.ts";
import { inboxOfReadiness } from "./inbox-readiness.server.ts";
import { actorWith, datedAs, errandOf, letterAbout, person, type Story, type StoryUnit, tellStory, TODAY } from "./readiness-story.ts";
import { recordOutcome, type RecordOutcomeInput } from "./record-outcome.server.ts";
import { recomputeAll, refreshReadiness } from "./refresh-readiness.server.ts";
import { showChecklist, type ShownLine } from "./show-checklist.server.ts";
import { showOutcome } from "./show-outcome.server.ts";
import { type BoardSearch, showReadiness } from "./show-readiness.server.ts";
import { showSubmittedLines } from "./show-submitted-lines.server.ts";
import { stepLine, type StepLineInput } from "./step-line.server.ts";

const { database } = await testDatabase();
const story = await tellStory(database, { communes: 3, cells: 2 });
const commune = at(story.communes, 0);
const district = at(story.districts, 0);
const secretary = actorWith([["secretary", district]]);
const planner = actorWith([["planner", story.province]]);
const clerk = actorWith([["unitClerk", commune]]);
const vetting = actorWith([["vettingOfficer", story.province]]);

await database.transaction((tx) => datedAs(tx, story, commune, "approved", day("2025-06-25")));
await recomputeAll((work) => database.transaction((tx) => work({ tx, today: TODAY })));

function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new Error("the story is too short");
  return found;
}

const as = <T>(actor: Actor, work: (errand: Errand) => Promise<T>, today: Day = TODAY): Promise<T> =>
  database.transaction((tx) => work(errandOf(tx, actor, today)));
const readable = (actor: Actor) => scopeFor(actor, "readiness", TODAY);
const everything: BoardSearch = { light: "all", level: null, state: null, page: 1, children: 1 };
const board = (actor: Actor, search: Partial<BoardSearch> = {}) => as(actor, (errand) => showReadiness(errand, readable(actor), { ...everything, ...search }));
const checklist = (actor: Actor, unit: StoryUnit = commune) => as(actor, (errand) => showChecklist(errand, readable(actor), unit.congressId));
const line = async (actor: Actor, code: string, unit: StoryUnit = commune): Promise<ShownLine> => {
  const found = (await checklist(actor, unit)).lines.find((each) => each.code === code);
  if (found === undefined) throw new Error(`no line ${code}`);
  return found;
};
const step = (actor: Actor, input: Partial<StepLineInput>) =>
  as(actor, (errand) => stepLine(errand, { congressId: commune.congressId, code: "A08", version: 0, to: "inProgress", evidence: null, note: null, doneOn: null, ...input }));

/** A change that is undone afterwards. */
async function undone(work: (errand: Errand) => Promise<void>, actor: Actor = planner): Promise<void> {
  const undo = new Error("undo");
  await as(actor, async (errand) => {
    await work(errand);
    throw undo;
  }).catch((error: unknown) => {
    if (error !== undo) throw error;
  });
}

test("derived lines follow what they rest on, in the same transaction", async () => {
  await undone(async (errand) => {
    const { tx } = errand;
    const result = async (code: string) => {
      const page = await showChecklist(errand, readable(planner), commune.congressId);
      return page.lines.find((each) => each.code === code);
    };
    expect(await result("A07")).toMatchObject({ result: "done", mend: "date", steps: [] });
    expect(await result("A10")).toMatchObject({ result: "open", mend: "congress" });
    await tx.congressRecord.create({ data: { congressId: commune.congressId, kind: "conveningNotice", recordedOn: toDate(day("2025-05-02")), document: "12-TB/ĐU" } });
    expect(await result("A10")).toMatchObject({ result: "done", doneOn: "2025-05-02" });

    const personId = await person(tx, commune, "Nguyễn Văn Thử");
    const slate = await tx.slate.create({ data: { congressId: commune.congressId, state: "complete", posts: { create: { post: "secretary", seats: 1 } } }, select: { posts: true } });
    const nominee = await tx.nominee.create({ data: { congressId: commune.congressId, postId: slate.posts[0]?.id ?? "", personId, kind: "firstTime", position: 1 } });
    expect(await result("C15")).toMatchObject({ result: "done", mend: "slate" });
    expect(await result("C08")).toMatchObject({ result: "open", mend: "slate" });
    await tx.nominee.update({ where: { id: nominee.id }, data: { state: "confirmed" } });
    expect(await result("C08")).toMatchObject({ result: "done" });
    await tx.check.create({ data: { nomineeId: nominee.id, kind: "health", body: "Y tế", state: "clear", validUntil: toDate(day("2025-06-24")) } });
    expect(await result("C08")).toMatchObject({ result: "open" });
    await tx.check.updateMany({ data: { validUntil: toDate(day("2025-06-25")) } });
    expect(await result("C08")).toMatchObject({ result: "done" });

    const letter = await letterAbout(tx, story, { personId }, day("2025-04-01"));
    expect(await result("E02")).toMatchObject({ result: "restricted", mend: "nowhere" });
    await tx.letter.update({ where: { id: letter }, data: { state: "closed" } });
    expect(await result("E02")).toMatchObject({ result: "done" });
  });
});

test("the congress above is told when the last one below it is closed", async () => {
  await undone(async (errand) => {
    const { tx } = errand;
    const mine = story.communes.filter((unit) => unit.path.startsWith(district.path));
    const closed = async () => (await showChecklist(errand, readable(planner), district.congressId)).lines.find((each) => each.code === "A11")?.result;
    for (const unit of mine.slice(1)) await tx.congress.update({ where: { id: unit.congressId }, data: { state: "held" } });
    expect(await closed()).toBe("open");
    const before = await tx.readiness.findUniqueOrThrow({ where: { congressId: district.congressId } });
    await tx.congress.update({ where: { id: commune.congressId }, data: { state: "held" } });
    await refreshReadiness(errand, [commune.congressId]);
    expect(await closed()).toBe("done");
    const after = await tx.readiness.findUniqueOrThrow({ where: { congressId: district.congressId } });
    expect(after.percent).toBeGreaterThan(before.percent);
  });
});

test("due days are counted back from the opening, and a line says from which rule", async () => {
  expect(await line(planner, "A10")).toMatchObject({ dueOn: "2025-05-14", certainty: "confirmed", source: "24-QĐ/TW, khoản 11.1", compressed: false });
  const page = await checklist(planner);
  expect(page.milestones.map((each) => each.code)).toContain("conveningNotice");
  expect(new Set(page.lines.map((each) => each.code.charAt(0)))).toEqual(new Set("ABCDEFGHIJK"));
});

test("a unit founded late has its leads shortened in proportion, and nothing is due before it was founded", async () => {
  await undone(async (errand) => {
    await errand.tx.unit.update({ where: { id: commune.id }, data: { validFrom: toDate(day("2025-05-10")) } });
    const page = await showChecklist(errand, readable(planner), commune.congressId);
    const before = page.lines.filter((each) => each.side === "before" && each.dueOn !== null);
    expect(before.every((each) => (each.dueOn ?? "") >= "2025-05-10")).toBe(true);
    expect(before.some((each) => each.compressed)).toBe(true);
  });
});

test("a line goes from the clerk to the superior and back; each step is logged", async () => {
  expect(await step(clerk, { to: "submitted" })).toMatchObject({ ok: false, code: "evidenceMissing", details: { field: "evidence" } });
  expect(await step(clerk, { to: "submitted", evidence: "15-CTr/ĐU", doneOn: TODAY })).toMatchObject({ ok: true });
  expect(await step(clerk, { to: "submitted", evidence: "16-CTr/ĐU" })).toMatchObject({ ok: false, code: "movedMeanwhile" });
  expect((await line(clerk, "A08")).steps).toEqual(["inProgress"]);
  expect((await line(secretary, "A08")).steps).toEqual(["returned", "accepted"]);
  expect(await as(secretary, (errand) => showSubmittedLines(errand, readable(secretary), { page: 1 }))).toMatchObject({ list: [{ congressId: commune.congressId, lines: 1 }] });
  expect(await step(secretary, { to: "returned", version: 1 })).toMatchObject({ ok: false, code: "reasonMissing" });
  expect(await step(secretary, { to: "returned", version: 1, note: "Thiếu phân vai" })).toMatchObject({ ok: true });
  expect(await line(clerk, "A08")).toMatchObject({ result: "returned", note: "Thiếu phân vai", evidence: "15-CTr/ĐU" });
  expect(await step(clerk, { to: "submitted", version: 2, evidence: "15a-CTr/ĐU" })).toMatchObject({ ok: true });
  const before = await checklist(secretary);
  expect(await step(secretary, { to: "accepted", version: 3 })).toMatchObject({ ok: true });
  const after = await checklist(secretary);
  expect(after.lines.find((each) => each.code === "A08")).toMatchObject({ result: "done", doneOn: TODAY, evidence: "15a-CTr/ĐU" });
  expect(after.counts.done).toBe(before.counts.done + 1);
  const log = await database.transaction((tx) => tx.auditEntry.findMany({ where: { subjectId: commune.congressId }, orderBy: { seq: "asc" } }));
  expect(log.map((entry) => entry.deed)).toEqual(["line.edit", "line.accept", "line.edit", "line.accept"]);
  expect(JSON.stringify(log.map((entry) => entry.after))).not.toContain("Thiếu phân vai");
});

test("what the system answers, or what the congress cannot do without, is not ticked or set aside by hand", async () => {
  expect(await step(clerk, { code: "A07", to: "submitted", evidence: "x" })).toMatchObject({ ok: false, code: "derivedLine" });
  expect(await step(clerk, { code: "E03", to: "submitted", evidence: "x" })).toMatchObject({ ok: false, code: "derivedLine" });
  expect(await step(clerk, { code: "J06", to: "notApplicable", note: "không cần" })).toMatchObject({ ok: false, code: "mayNotSetAside" });
  expect(await step(clerk, { code: "F02", to: "notApplicable" })).toMatchObject({ ok: false, code: "reasonMissing" });
  expect(await step(clerk, { code: "F02", to: "notApplicable", note: "không trang trí" })).toMatchObject({ ok: true });
  expect(await step(clerk, { code: "F01", to: "submitted", evidence: "x", doneOn: addDays(TODAY, 1) })).toMatchObject({ ok: false, code: "doneInFuture" });
});

test("nobody accepts what he submitted himself", async () => {
  const both = actorWith([["unitClerk", commune], ["planner", district]]);
  expect(await step(both, { code: "F04", to: "submitted", evidence: "x" }).catch((error: unknown) => error)).toBeInstanceOf(NotFound);
  expect(await step(both, { code: "G01", to: "submitted", evidence: "hợp đồng 3" })).toMatchObject({ ok: true });
  expect(await step(both, { code: "G01", to: "accepted", version: 1 })).toMatchObject({ ok: false, code: "ownSubmission" });
});

test("only those with the right may step, and what is not theirs is not there", async () => {
  await expect(step(secretary, { code: "F01", to: "submitted", evidence: "x" })).rejects.toBeInstanceOf(Forbidden);
  await expect(step(clerk, { code: "F01", to: "accepted" })).rejects.toBeInstanceOf(Forbidden);
  const elsewhere = at(story.communes, 1);
  await expect(step(clerk, { congressId: elsewhere.congressId, code: "F01" })).rejects.toBeInstanceOf(NotFound);
  await expect(step(vetting, { code: "F01" })).rejects.toBeInstanceOf(NotFound);
  await expect(checklist(clerk, elsewhere)).rejects.toBeInstanceOf(NotFound);
  await expect(checklist(clerk, district)).rejects.toBeInstanceOf(NotFound);
  await expect(checklist(secretary, story.province)).rejects.toBeInstanceOf(NotFound);
  await expect(board(secretary, { branch: story.province.id })).rejects.toBeInstanceOf(NotFound);
  await expect(as(clerk, (errand) => showOutcome(errand, readable(clerk), elsewhere.congressId))).rejects.toBeInstanceOf(NotFound);
});

test("the board counts the branch, the worst child first, and lists what shows a light by days to opening", async () => {
  const { season, filter } = await board(planner, { light: null });
  const units = 1 + story.districts.length + story.communes.length + story.cells.length;
  expect(season?.counts).toMatchObject({ total: units, held: 0 });
  const children = season?.children ?? [];
  expect(children).toHaveLength(2);
  expect(children.map((child) => child.counts.red)).toEqual(children.map((child) => child.counts.red).toSorted((a, b) => b - a));
  expect(filter.light).toBe((season?.counts.red ?? 0) > 0 ? "red" : "amber");
  expect(season?.rows.every((row) => row.light === filter.light)).toBe(true);
  const days = (season?.rows ?? []).map((row) => row.countsFrom ?? "");
  expect(days).toEqual(days.toSorted());
  expect((await board(planner, { level: "cell" })).season?.rows.every((row) => row.level === "cell")).toBe(true);
  expect((await board(planner, { state: "approved" })).season?.rows.map((row) => row.unitName)).toEqual([commune.name]);
  expect(season?.waiting).toEqual({ dates: null, lines: expect.any(Number) as number });
});

test("a clerk is told of the own unit only", async () => {
  const { season } = await board(clerk);
  expect(season?.counts.total).toBe(1);
  expect(season?.children).toEqual([]);
  expect(season?.rows.map((row) => row.unitName)).toEqual([commune.name]);
  expect(season?.waiting).toBeNull();
});

test("the same number of statements for one row and for many", async () => {
  const count = (work: () => Promise<unknown>) => database.countQueries(work).then((each) => each.queries);
  const wide = await count(() => board(planner));
  expect(await count(() => board(planner, { state: "approved" }))).toBe(wide);
  expect(await count(() => board(planner, { branch: at(story.cells, 0).id }))).toBe(wide);
  const one = await count(() => checklist(planner, at(story.cells, 0)));
  expect(await count(() => checklist(planner, district))).toBe(one);
  expect(wide).toBeLessThanOrEqual(10);
});

// What must not be noticed.

/** Everything that a viewer is given, as it is sent. */
async function allShown(errand: Errand): Promise<string> {
  const scope = readable(errand.actor);
  const units = [district, ...story.communes].filter((unit) => scope.branches.some((path) => unit.path.startsWith(path)) || scope.units.includes(unit.path));
  const pages = [];
  for (const light of ["all", "red", "amber", "green", "grey", null] as const) pages.push(await showReadiness(errand, scope, { ...everything, light }));
  for (const unit of units) pages.push(await showChecklist(errand, scope, unit.congressId));
  return JSON.stringify([pages, await inboxOfReadiness(errand)]);
}

async function shownWith(viewer: Actor, act: ((errand: Errand) => Promise<string[]>) | null): Promise<string> {
  let shown = "";
  await undone(async (errand) => {
    const ids = act === null ? [] : await act(errand);
    await refreshReadiness(errand, ids);
    shown = await allShown(errand);
  }, viewer);
  return shown;
}

const aboutUnit = (unit: StoryUnit, receivedOn = day("2025-04-01")) => async (errand: Errand): Promise<string[]> => {
  await letterAbout(errand.tx, story, { unitId: unit.id }, receivedOn);
  return [unit.congressId];
};

test("a clerk and a secretary see the own unit alike with and without a letter", async () => {
  expect(await shownWith(clerk, aboutUnit(commune))).toBe(await shownWith(clerk, null));
  expect(await shownWith(secretary, aboutUnit(district))).toBe(await shownWith(secretary, null));
  expect((await line(clerk, "E02")).result).toBe("settled");
});

test("a superior is told that something restricted blocks below, and no more", async () => {
  const plain = await shownWith(secretary, null);
  const blocked = await shownWith(secretary, aboutUnit(commune));
  expect(blocked).not.toBe(plain);
  expect(blocked).toContain('"code":"restricted"');
  expect(blocked).not.toContain("lettersPending");
  // How many letters there are is not told.
  const two = await shownWith(secretary, async (errand) => [...(await aboutUnit(commune)(errand)), ...(await aboutUnit(commune, day("2025-04-02"))(errand))]);
  expect(two).toBe(blocked);
});

test("who is walled off from a letter sees everything as if it were not there, whatever else there is", async () => {
  const head = await database.transaction((tx) => person(tx, district, "Trần Thị Thử"));
  const walled = actorWith([["planner", district]], { walled: [head] });
  const named = async (errand: Errand): Promise<string[]> => {
    const { id } = await errand.tx.letter.findFirstOrThrow({ where: { id: await letterAbout(errand.tx, story, { personId: head }, day("2025-04-01")) } });
    await errand.tx.letterSubject.create({ data: { letterId: id, congressId: commune.congressId } });
    return [commune.congressId];
  };
  expect(await shownWith(planner, named)).not.toBe(await shownWith(planner, null));
  expect(await shownWith(walled, named)).toBe(await shownWith(walled, null));
  const behindCutOff = async (errand: Errand): Promise<string[]> => {
    const id = await letterAbout(errand.tx, story, { personId: head }, TODAY);
    await errand.tx.letterSubject.create({ data: { letterId: id, congressId: commune.congressId } });
    return [commune.congressId];
  };
  const late = day("2025-06-10");
  const reckoned = async (errand: Errand): Promise<string[]> => {
    await datedAs(errand.tx, story, commune, "approved", late);
    return behindCutOff(errand);
  };
  const dated = async (errand: Errand): Promise<string[]> => {
    await datedAs(errand.tx, story, commune, "approved", late);
    return [commune.congressId];
  };
  expect(await shownWith(walled, reckoned)).toBe(await shownWith(walled, dated));
  // Another letter about the same congress is still noticed, alone as with the hidden one.
  const other = aboutUnit(commune);
  const both = async (errand: Errand): Promise<string[]> => [...(await named(errand)), ...(await other(errand))];
  expect(await shownWith(walled, both)).toBe(await shownWith(walled, other));
  expect(await shownWith(walled, other)).toContain('"code":"restricted"');
});

test("who is nominated notices nothing restricted about that congress", async () => {
  const personId = await database.transaction(async (tx) => {
    const id = await person(tx, commune, "Lê Văn Thử");
    const slate = await tx.slate.create({ data: { congressId: commune.congressId, posts: { create: { post: "secretary", seats: 1 } } }, select: { posts: true } });
    await tx.nominee.create({ data: { congressId: commune.congressId, postId: slate.posts[0]?.id ?? "", personId: id, kind: "firstTime", position: 1 } });
    return id;
  });
  const nominated = actorWith([["planner", district]], { personId });
  expect(await shownWith(nominated, aboutUnit(commune))).toBe(await shownWith(nominated, null));
});

test("a hidden letter costs the same statements", async () => {
  const head = await database.transaction((tx) => person(tx, district, "Phạm Văn Thử"));
  const walled = actorWith([["planner", district]], { walled: [head] });
  const count = async () => (await database.countQueries(() => board(walled))).queries;
  const before = await count();
  await database.transaction(async (tx) => {
    await letterAbout(tx, story, { personId: head }, day("2025-04-01"));
  });
  expect(await count()).toBe(before);
});

// The outcome.

type DayPart = Extract<RecordOutcomeInput, { part: "day" }>;
const theDay: Omit<DayPart, "congressId"> = { part: "day", version: 0, heldOn: day("2025-06-25"), summoned: 90, present: 88, result: "completed", mode: "elected", electedCount: 11 };
const after = day("2025-07-10");

async function freshCommune(index: number, contents = 4): Promise<Story["communes"][number]> {
  const unit = at(story.communes, index);
  await database.transaction(async (tx) => {
    await tx.congress.update({ where: { id: unit.congressId }, data: { contents } });
    await datedAs(tx, story, unit, "approved", day("2025-06-25"));
  });
  return unit;
}

test("a congress is held, reported and ratified, each with its document", async () => {
  const unit = await freshCommune(1);
  const record = (input: Omit<RecordOutcomeInput, "congressId"> & Record<string, unknown>, today = after) =>
    as(actorWith([["unitClerk", unit]]), (errand) => recordOutcome(errand, { congressId: unit.congressId, ...input } as RecordOutcomeInput), today);
  const state = async () => database.transaction(async (tx) => (await tx.congress.findUniqueOrThrow({ where: { id: unit.congressId } })).state);

  expect(await record(theDay, TODAY)).toMatchObject({ ok: false, code: "notYetHeld", details: { field: "heldOn" } });
  expect(await record({ ...theDay, present: 91 })).toMatchObject({ ok: false, code: "morePresentThanSummoned" });
  expect(await record({ part: "report", version: 0, reportedOn: after, reportDocument: "1" })).toMatchObject({ ok: false, code: "notHeldYet" });
  expect(await record(theDay)).toMatchObject({ ok: true });
  expect(await state()).toBe("held");
  expect(await record(theDay)).toMatchObject({ ok: false, code: "movedMeanwhile" });
  expect(await record({ part: "ratification", version: 1, ratifiedOn: after, ratifiedDocument: "2" })).toMatchObject({ ok: false, code: "notReported" });
  expect(await record({ part: "report", version: 1, reportedOn: day("2025-07-02"), reportDocument: null })).toMatchObject({ ok: false, code: "documentMissing" });
  expect(await record({ part: "report", version: 1, reportedOn: day("2025-07-02"), reportDocument: "12-BC/ĐU" })).toMatchObject({ ok: true });
  expect(await state()).toBe("reported");
  expect(await record({ part: "ratification", version: 2, ratifiedOn: day("2025-07-09"), ratifiedDocument: "45-QĐ/HU" })).toMatchObject({ ok: true });
  expect(await line(planner, "K01", unit)).toMatchObject({ result: "done", doneOn: "2025-07-02" });
  expect(await line(planner, "K03", unit)).toMatchObject({ result: "done", doneOn: "2025-07-09" });
  const rollup = await database.transaction((tx) => tx.rollupCount.findFirstOrThrow({ where: { unitId: story.province.id } }));
  expect(rollup.held).toBe(1);
  // A day that turns out not to count takes the congress back.
  expect(await record({ ...theDay, version: 3, result: "invalid", mode: "none", electedCount: null })).toMatchObject({ ok: true });
  expect(await state()).toBe("approved");
});

test("a congress of two contents has its committee appointed and nothing ratified", async () => {
  const unit = await freshCommune(2, 2);
  const record = (input: Omit<RecordOutcomeInput, "congressId">) =>
    as(planner, (errand) => recordOutcome(errand, { congressId: unit.congressId, ...input } as RecordOutcomeInput), after);
  expect(await record(theDay)).toMatchObject({ ok: false, code: "modeNotForContents" });
  const appointed: Omit<DayPart, "congressId"> = { ...theDay, mode: "appointed", electedCount: null };
  expect(await record(appointed)).toMatchObject({ ok: true });
  const page = await as(planner, (errand) => showOutcome(errand, readable(planner), unit.congressId), after);
  expect(page).toMatchObject({ mode: "appointed", ratified: false, outcome: { mode: "appointed" } });
});

test("an outcome needs an approved date and the right to record it", async () => {
  const unit = at(story.communes, 3);
  const record = (actor: Actor, of: StoryUnit) => as(actor, (errand) => recordOutcome(errand, { congressId: of.congressId, ...theDay }), after);
  expect(await record(planner, unit)).toMatchObject({ ok: false, code: "notApproved" });
  await expect(record(secretary, commune)).rejects.toBeInstanceOf(Forbidden);
  await expect(record(clerk, unit)).rejects.toBeInstanceOf(NotFound);
});
