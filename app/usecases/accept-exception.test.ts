import { expect, test } from "vitest";
import type { Actor } from "#app/core/access/actor.ts";
import { scopeFor } from "#app/core/access/scope.ts";
import { addDays, day, type Day } from "#app/core/time/day.ts";
import { toDate } from "#app/db/day.server.ts";
import { testDatabase } from "#app/db/test-database.ts";
import { acceptException, withdrawException } from "./accept-exception.server.ts";
import { errandFor, person, PLANNING_DAY, province, type StoryUnit } from "./campaign-story.ts";
import { type Errand, Forbidden, NotFound } from "./errand.ts";
import { openCampaign } from "./open-campaign.server.ts";
import { placeCongress } from "./place-congress.server.ts";
import { showCongress } from "./show-congress.server.ts";
import { stepDates } from "./step-dates.server.ts";

const { database } = await testDatabase();
const run = errandFor(database);
const FULL = day("2025-07-10");

async function congressOf(at: StoryUnit | undefined) {
  return database.transaction((tx) => tx.congress.findFirstOrThrow({ where: { unitId: at?.id ?? "", round: 1 }, select: { id: true, version: true, state: true } }));
}

/** Two cells of one commune on a day that the province now allows one congress only. */
async function crowdedDay() {
  const made = await database.transaction(async (tx) => {
    const story = await province(tx);
    const planner = await person(tx, "planner", [["planner", story.province]]);
    const secretary = await person(tx, "secretary", [["secretary", story.province]]);
    return { ...story, planner, secretary };
  });
  await run(made.planner, (errand) => openCampaign(errand, { unitId: made.province.id, term: "2025-2030", editionCode: "CT45" }));
  for (const cell of made.cells.slice(0, 2)) await move(made.planner, cell, FULL);
  await database.transaction((tx) => tx.branchSetting.create({ data: { unitId: made.province.id, dailyCeiling: 1 } }));
  return made;
}

async function move(planner: Actor, at: StoryUnit | undefined, opensOn: Day): Promise<void> {
  const { id, version } = await congressOf(at);
  const placed = await run(planner, (errand) =>
    placeCongress(errand, { congressId: id, version, opensOn, session: "morning", leaderIds: [], venueId: null, reason: "Theo kế hoạch" }),
  );
  expect(placed).toMatchObject({ ok: true });
}

const asked = async (at: StoryUnit | undefined, otherId: string, rest: object = {}) => {
  const { id, version } = await congressOf(at);
  return { congressId: id, version, code: "ceilingExceeded", otherId, reason: "Đảng ủy đồng ý hai chi bộ cùng ngày", document: "15-CV/ĐU", lastDay: null, ...rest };
};

async function clashOf(who: Actor, at: StoryUnit | undefined, today: Day = PLANNING_DAY) {
  const { id } = await congressOf(at);
  const page = await errandFor(database, today)(who, (errand: Errand) => showCongress(errand, scopeFor(errand.actor, "campaign", today), id));
  return page.findings.find((each) => each.code === "ceilingExceeded");
}

test("an accepted exception turns the clash into a warning with who, why and which document, and the date can be approved", async () => {
  const { planner, secretary, cells, province: top } = await crowdedDay();
  const [one] = cells;
  expect(await clashOf(planner, one)).toMatchObject({ severity: "blocks", exception: null });
  const step = async (who: Actor, step: "submit" | "approve") => {
    const { id, version } = await congressOf(one);
    return run(who, (errand) => stepDates(errand, { step, congresses: [{ id, version }], reason: null }));
  };
  expect(await step(planner, "submit")).toMatchObject({ ok: false, code: "clashes" });
  const { id } = await congressOf(one);
  await run(secretary, async (errand) => expect(await acceptException(errand, await asked(one, top.id))).toEqual({ ok: true, value: { congressId: id } }));
  expect(await clashOf(planner, one)).toMatchObject({
    severity: "warns",
    exception: { acceptedBy: "secretary", reason: "Đảng ủy đồng ý hai chi bộ cùng ngày", document: "15-CV/ĐU", until: null },
  });
  expect(await clashOf(planner, cells[1])).toMatchObject({ severity: "blocks" });
  expect(await step(planner, "submit")).toMatchObject({ ok: true, value: { done: 1 } });
  expect(await step(secretary, "approve")).toMatchObject({ ok: true, value: { done: 1 } });
  const entry = await database.transaction((tx) => tx.auditEntry.findFirst({ where: { subjectId: id, deed: "congress.override" } }));
  expect(entry).toMatchObject({ reason: "Đảng ủy đồng ý hai chi bộ cùng ngày", before: null, after: { exception: "ceilingExceeded", document: "15-CV/ĐU", forOpening: FULL } });
});

test("the readiness follows in the same transaction, when the exception is accepted and when it is taken back", async () => {
  const { planner, secretary, cells, province: top } = await crowdedDay();
  const [one] = cells;
  const { id } = await congressOf(one);
  const bars = async () => {
    const { causes } = await database.transaction((tx) => tx.readiness.findUniqueOrThrow({ where: { congressId: id }, select: { causes: true } }));
    return Number(Object(causes).blocks);
  };
  await run(secretary, async (errand) => acceptException(errand, await asked(one, top.id)));
  const excused = await bars();
  const exceptionId = (await clashOf(secretary, one))?.exception?.id ?? "";
  const back = { congressId: id, exceptionId, reason: "Văn bản hết hiệu lực" };
  await expect(run(planner, (errand) => withdrawException(errand, back))).rejects.toThrow(Forbidden);
  expect(await run(secretary, (errand) => withdrawException(errand, back))).toMatchObject({ ok: true });
  expect(await bars()).toBe(excused + 1);
  expect(await clashOf(planner, one)).toMatchObject({ severity: "blocks", exception: null });
  await expect(run(secretary, (errand) => withdrawException(errand, back))).rejects.toThrow(NotFound);
});

test("it falls when the date moves, and does not come back with the old date", async () => {
  const { planner, secretary, cells, province: top } = await crowdedDay();
  const [one] = cells;
  await run(secretary, async (errand) => acceptException(errand, await asked(one, top.id)));
  await move(planner, one, day("2025-07-11"));
  expect(await clashOf(planner, one)).toBeUndefined();
  await database.transaction(async (tx) => {
    const { id } = await tx.congress.findFirstOrThrow({ where: { unitId: one?.id ?? "" } });
    expect(await tx.acceptedException.findFirst({ where: { congressId: id } })).toMatchObject({ withdrawnAt: expect.any(Date) });
    await tx.branchSetting.updateMany({ where: { unitId: top.id }, data: { dailyCeiling: null } });
  });
  await move(planner, one, FULL);
  await database.transaction((tx) => tx.branchSetting.updateMany({ where: { unitId: top.id }, data: { dailyCeiling: 1 } }));
  expect(await clashOf(planner, one)).toMatchObject({ severity: "blocks", exception: null });
});

test("it holds until its last day and not a day longer", async () => {
  const { planner, secretary, cells, province: top } = await crowdedDay();
  const [one] = cells;
  const lastDay = addDays(PLANNING_DAY, 10);
  expect(await run(secretary, async (errand) => acceptException(errand, await asked(one, top.id, { lastDay: addDays(PLANNING_DAY, -1) })))).toMatchObject({ code: "dayOver" });
  expect(await run(secretary, async (errand) => acceptException(errand, await asked(one, top.id, { lastDay })))).toMatchObject({ ok: true });
  expect(await clashOf(planner, one, lastDay)).toMatchObject({ severity: "warns" });
  expect(await clashOf(planner, one, addDays(lastDay, 1))).toMatchObject({ severity: "blocks" });
});

test("only who may approve dates accepts, nobody for an own date, and no clash that is none", async () => {
  const { planner, secretary, cells, communes, province: top, districts } = await crowdedDay();
  const [one] = cells;
  await expect(run(planner, async (errand) => acceptException(errand, await asked(one, top.id)))).rejects.toThrow(Forbidden);
  const others = await database.transaction(async (tx) => ({
    stranger: await person(tx, "stranger", districts[1] ? [["secretary", districts[1]]] : []),
    both: await person(tx, "both", [["planner", top], ["secretary", top]]),
  }));
  await expect(run(others.stranger, async (errand) => acceptException(errand, await asked(one, top.id)))).rejects.toThrow(NotFound);
  await move(others.both, cells[2], day("2025-07-15"));
  await database.transaction((tx) => tx.plannedDate.updateMany({ where: { congress: { unitId: cells[3]?.id ?? "" } }, data: { opensOn: toDate(day("2025-07-15")) } }));
  await database.transaction((tx) => tx.branchSetting.updateMany({ where: { unitId: top.id }, data: { dailyCeiling: 0 } }));
  expect(await run(others.both, async (errand) => acceptException(errand, await asked(cells[2], top.id)))).toMatchObject({ code: "ownDate" });
  const wrong = async (rest: object) => run(secretary, async (errand) => acceptException(errand, await asked(one, top.id, rest)));
  expect(await wrong({ code: "outsideWindow", otherId: null })).toMatchObject({ code: "notOffered" });
  expect(await wrong({ otherId: null })).toMatchObject({ code: "notOffered" });
  expect(await wrong({ version: 1 })).toMatchObject({ code: "movedMeanwhile" });
  expect(await run(secretary, async (errand) => acceptException(errand, await asked(communes[0], top.id)))).toMatchObject({ code: "movedMeanwhile" });
});

test("two who accept the same clash at once make one exception", async () => {
  const { secretary, cells, province: top } = await crowdedDay();
  const [one] = cells;
  const deputy = await database.transaction((tx) => person(tx, "deputy", [["secretary", top]]));
  const input = await asked(one, top.id);
  const answers = await Promise.all([secretary, deputy].map((who) => run(who, (errand) => acceptException(errand, input))));
  expect(answers.map((answer) => (answer.ok ? "accepted" : answer.code)).toSorted()).toEqual(["accepted", "alreadyAccepted"]);
  expect(await database.transaction((tx) => tx.acceptedException.count({ where: { congressId: input.congressId } }))).toBe(1);
});
