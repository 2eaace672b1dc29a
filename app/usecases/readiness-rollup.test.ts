import { expect, test } from "vitest";
import { addDays, day, type Day } from "#app/core/time/day.ts";
import type { Tx } from "#app/db/client.server.ts";
import { toDate } from "#app/db/day.server.ts";
import { testDatabase } from "#app/db/test-database.ts";
import { datedAs, letterAbout, person, type StoryUnit, tellStory, TODAY } from "./readiness-story.ts";
import { recomputeAll, refreshReadiness, turnDay } from "./refresh-readiness.server.ts";
import { seedReadiness } from "./seed-readiness.server.ts";

const { database } = await testDatabase();
const story = await tellStory(database, { communes: 3, cells: 3 });
const units = [story.province, ...story.districts, ...story.communes, ...story.cells];

const standings = (tx: Tx) => tx.readiness.findMany({ orderBy: { congressId: "asc" }, omit: { computedFor: true } });
const rollups = (tx: Tx) => tx.rollupCount.findMany({ orderBy: { unitId: "asc" } });
const rollupOf = (tx: Tx, unit: StoryUnit) => tx.rollupCount.findUniqueOrThrow({ where: { campaignId_unitId: { campaignId: story.campaignId, unitId: unit.id } } });
const scratch = (today: Day) => recomputeAll((work) => database.transaction((tx) => work({ tx, today })));

test("seeding counts every congress grey at each unit above it, once", async () => {
  await database.transaction(async (tx) => {
    await seedReadiness({ tx, today: TODAY }, story.campaignId);
    expect(await rollupOf(tx, story.province)).toMatchObject({ grey: units.length, openGrey: units.length, red: 0, held: 0 });
    expect(await rollupOf(tx, story.districts[0] as StoryUnit)).toMatchObject({ grey: 1 + 3 + 9 });
    expect(await tx.readiness.count()).toBe(units.length);
  });
});

test("a unit that joins later is counted, and nobody twice", async () => {
  await database.transaction(async (tx) => {
    const commune = story.communes[0] as StoryUnit;
    const late = await tx.unit.create({
      data: { key: "yyyyyyyyyy", code: "late", name: "Tổ mới", foldedName: "to moi", kind: "cell", level: "cell", partyName: "Chi bộ mới", parentId: commune.id, path: `${commune.path}yyyyyyyyyy/`, validFrom: toDate(day("2020-01-01")) },
    });
    const congress = await tx.congress.create({ data: { campaignId: story.campaignId, unitId: late.id, form: "member", contents: 4, lengthHalfDays: 1 } });
    await seedReadiness({ tx, today: TODAY }, story.campaignId);
    expect(await rollupOf(tx, story.province)).toMatchObject({ grey: units.length + 1 });
    await tx.congress.delete({ where: { id: congress.id } });
    await tx.rollupCount.deleteMany({ where: { unitId: late.id } });
    await tx.unit.delete({ where: { id: late.id } });
  });
  expect((await scratch(TODAY)).congresses).toBe(units.length);
});

test("one change touches the counts of its ancestors only", async () => {
  const cell = story.cells[4] as StoryUnit;
  await database.transaction(async (tx) => {
    await datedAs(tx, story, cell, "approved", day("2025-07-10"));
    const before = await rollups(tx);
    const versions = await tx.$queryRaw<{ unitId: string; version: string }[]>`SELECT "unitId"::text AS "unitId", xmin::text || ctid::text AS version FROM "RollupCount"`;
    await refreshReadiness({ tx, today: TODAY }, [cell.congressId]);
    const after = await tx.$queryRaw<{ unitId: string; version: string }[]>`SELECT "unitId"::text AS "unitId", xmin::text || ctid::text AS version FROM "RollupCount"`;
    const known = new Set(versions.map((row) => row.unitId + row.version));
    const touched = after.filter((row) => !known.has(row.unitId + row.version)).map((row) => row.unitId);
    const above = units.filter((unit) => cell.path.startsWith(unit.path)).map((unit) => unit.id);
    expect(touched.toSorted()).toEqual(above.toSorted());
    expect(above).toHaveLength(4);
    expect(await rollups(tx)).not.toEqual(before);
  });
});

test("a change takes as many statements for one congress as for fifty", async () => {
  const count = async (ids: readonly string[]) =>
    (await database.countQueries(() => database.transaction((tx) => refreshReadiness({ tx, today: TODAY }, ids)))).queries;
  await scratch(TODAY);
  expect(await count(story.cells.map((cell) => cell.congressId))).toBe(await count([(story.cells[0] as StoryUnit).congressId]));
});

/** A sequence that is the same in every run. */
function* dice(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state / 2_147_483_648;
  }
}

test("whatever changes, what is kept equals a recomputation from scratch", async () => {
  const random = dice(20_250_512);
  const below = (n: number): number => Math.floor(random.next().value * n);
  const any = <T>(list: readonly [T, ...T[]] | readonly T[]): T => list[below(list.length)] as T;
  const leaders = await database.transaction(async (tx) => {
    await tx.branchSetting.create({ data: { unitId: story.province.id, dailyCeiling: 2 } });
    return Promise.all(["a", "b"].map((code) => tx.leader.create({ data: { code, name: code, foldedName: code, post: "x", unitId: story.province.id } })));
  });
  const nominees = await database.transaction(async (tx) => {
    const made = [];
    for (const unit of story.communes) {
      const personId = await person(tx, unit, `Ứng viên ${unit.name}`);
      const slate = await tx.slate.create({ data: { congressId: unit.congressId, posts: { create: { post: "secretary", seats: 1 } } }, select: { posts: true } });
      const nominee = await tx.nominee.create({ data: { congressId: unit.congressId, postId: slate.posts[0]?.id ?? "", personId, kind: "firstTime", position: 1 } });
      made.push({ ...nominee, personId });
    }
    return made;
  });
  const acts: ((tx: Tx, unit: StoryUnit, today: Day) => Promise<string[]>)[] = [
    async (tx, unit, today) => (await datedAs(tx, story, unit, any(["draft", "submitted", "approved"]), addDays(today, below(90) - 5)), [unit.congressId]),
    async (tx, unit) => (await datedAs(tx, story, unit, "approved", day(any(["2025-06-10", "2025-06-11", "2025-06-12"]))), [unit.congressId]),
    async (tx, unit) => (await datedAs(tx, story, unit, "undated", null), [unit.congressId]),
    async (tx, unit) => {
      const place = { planVersionId: story.planId, congressId: unit.congressId, leaderId: any(leaders).id };
      const there = await tx.congressLeader.deleteMany({ where: place });
      if (there.count === 0) await tx.congressLeader.create({ data: place });
      return [unit.congressId];
    },
    async (tx, unit, today) => {
      const kind = any(["superiorApproval", "conveningNotice"]);
      const there = await tx.congressRecord.deleteMany({ where: { congressId: unit.congressId, kind } });
      if (there.count === 0) await tx.congressRecord.create({ data: { congressId: unit.congressId, kind, recordedOn: toDate(addDays(today, -below(60))), document: "1" } });
      return [unit.congressId];
    },
    async (tx, unit, today) => {
      const place = { congressId: unit.congressId, code: any(["A02", "A08", "J01", "J02", "B01", "K02"]) };
      const state = any(["inProgress", "submitted", "returned", "accepted", "notApplicable"]);
      await tx.checklistLine.upsert({ where: { congressId_code: place }, create: { ...place, state, doneOn: toDate(today) }, update: { state } });
      return [unit.congressId];
    },
    async (tx) => {
      const nominee = any(nominees);
      await tx.nominee.update({ where: { id: nominee.id }, data: { state: any(["incomplete", "confirmed"]) } });
      await tx.slate.update({ where: { congressId: nominee.congressId }, data: { state: any(["open", "complete"]) } });
      return [nominee.congressId];
    },
    async (tx, unit, today) => {
      const nominee = any(nominees);
      const about = any([{ congressId: unit.congressId }, { unitId: unit.id }, { personId: nominee.personId }]);
      await letterAbout(tx, story, about, addDays(today, -below(40)));
      return "personId" in about ? [nominee.congressId] : [unit.congressId];
    },
    async (tx) => {
      const letter = await tx.letter.findFirst({ where: { state: "received" }, orderBy: { id: "asc" }, select: { id: true, subjects: true } });
      if (letter === null) return [];
      await tx.letter.update({ where: { id: letter.id }, data: { state: "closed" } });
      return letter.subjects.flatMap((subject) => {
        const ofPerson = nominees.find((nominee) => nominee.personId === subject.personId)?.congressId;
        return [subject.congressId, units.find((unit) => unit.id === subject.unitId)?.congressId, ofPerson].filter((id): id is string => typeof id === "string");
      });
    },
    async (tx, unit, today) => {
      const { state } = await tx.congress.findUniqueOrThrow({ where: { id: unit.congressId } });
      if (state !== "approved") return [];
      const data = { heldOn: toDate(today), summoned: 10, present: 10, result: "completed", mode: "elected", electedCount: 3 };
      await tx.outcome.upsert({ where: { congressId: unit.congressId }, create: { congressId: unit.congressId, ...data }, update: data });
      await tx.congress.update({ where: { id: unit.congressId }, data: { state: "held" } });
      return [unit.congressId];
    },
  ];
  let today = TODAY;
  const seen = new Set<string>();
  for (let step = 1; step <= 120; step++) {
    const unit = any(units);
    await database.transaction(async (tx) => refreshReadiness({ tx, today }, await any(acts)(tx, unit, today)));
    if (step % 10 === 0) {
      today = addDays(today, 1 + below(6));
      const turned = today;
      while ((await database.transaction((tx) => turnDay({ tx, today: turned }, 20))) > 0);
    }
    if (step % 20 !== 0) continue;
    const kept = await database.transaction(async (tx) => ({ standings: await standings(tx), rollups: await rollups(tx) }));
    expect((await scratch(today)).corrected).toBe(0);
    const anew = await database.transaction(async (tx) => ({ standings: await standings(tx), rollups: await rollups(tx) }));
    for (const row of kept.standings) seen.add(`${row.light} ${row.openLight}`);
    expect(kept.standings).toEqual(anew.standings);
    expect(kept.rollups).toEqual(anew.rollups);
  }
  expect(seen.size).toBeGreaterThan(3);
}, 120_000);
