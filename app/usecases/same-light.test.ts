import { expect, test } from "vitest";
import type { Actor } from "#app/core/access/actor.ts";
import { scopeFor } from "#app/core/access/scope.ts";
import type { Light } from "#app/core/readiness/rollup.ts";
import { day } from "#app/core/time/day.ts";
import { toDate } from "#app/db/day.server.ts";
import { testDatabase } from "#app/db/test-database.ts";
import type { Errand } from "./errand.ts";
import { actorWith, datedAs, errandOf, letterAbout, person, type StoryUnit, tellStory } from "./readiness-story.ts";
import { recomputeAll } from "./refresh-readiness.server.ts";
import { listCalendar, showCalendar } from "./show-calendar.server.ts";
import { showChecklist } from "./show-checklist.server.ts";
import { showCongress } from "./show-congress.server.ts";
import { showReadiness } from "./show-readiness.server.ts";

/** Everybody sees one light of a congress, wherever it is looked at: the one that the readiness board shows them. */

const { database } = await testDatabase();
const story = await tellStory(database, { communes: 2, cells: 1 });
const at = <T>(list: readonly T[], index: number): T => {
  const found = list[index];
  if (found === undefined) throw new Error("the story is too short");
  return found;
};
const district = at(story.districts, 0);
const commune = at(story.communes, 0);
const neighbour = at(story.communes, 1);
/** Behind the cut-off of letters of a congress that opens on 25 June. */
const TODAY = day("2025-05-26");
const range = { from: day("2025-06-02"), until: day("2025-07-07") };
const anything = { branch: undefined, level: null, state: null };

const head = await database.transaction((tx) => person(tx, district, "Trần Văn Thử"));
const reckon = () => recomputeAll((work) => database.transaction((tx) => work({ tx, today: TODAY })));
await database.transaction(async (tx) => {
  for (const unit of [commune, neighbour]) {
    await datedAs(tx, story, unit, "approved", day("2025-06-25"));
    // Late lines warn; nothing blocks but letters, from their cut-off on.
    await tx.congressRecord.create({ data: { congressId: unit.congressId, kind: "conveningNotice", recordedOn: toDate(day("2025-05-05")), document: "01-TB" } });
  }
});
await reckon();

const as = <T>(actor: Actor, work: (errand: Errand) => Promise<T>): Promise<T> => database.transaction((tx) => work(errandOf(tx, actor, TODAY)));
const campaign = (actor: Actor) => scopeFor(actor, "campaign", TODAY);
const readiness = (actor: Actor) => scopeFor(actor, "readiness", TODAY);

type Lights = Readonly<Record<string, Light | null>>;
const byCongress = (rows: readonly (readonly [string, Light | null])[]): Lights => Object.fromEntries(rows.toSorted(([a], [b]) => (a < b ? -1 : 1)));

const ofCalendar = async (actor: Actor): Promise<Lights> => {
  const { congresses } = await as(actor, (errand) => showCalendar(errand, campaign(actor), { ...anything, range, most: 150 }));
  return byCongress(congresses.map((each) => [each.id, each.light]));
};
const ofList = async (actor: Actor): Promise<Lights> => {
  const { rows } = await as(actor, (errand) => listCalendar(errand, campaign(actor), { ...anything, range, sort: "day", descending: false, page: 1 }));
  return byCongress(rows.map((each) => [each.id, each.light]));
};
const ofBoard = async (actor: Actor): Promise<Lights> => {
  const { season } = await as(actor, (errand) => showReadiness(errand, readiness(actor), { light: "all", level: null, state: "approved", page: 1, children: 1 }));
  return byCongress((season?.rows ?? []).map((each) => [each.congressId, each.light]));
};
const ofPages = async (actor: Actor, ids: readonly string[]): Promise<Lights> => {
  const rows: [string, Light | null][] = [];
  for (const id of ids) {
    const { standing } = await as(actor, (errand) => showCongress(errand, campaign(actor), id));
    const { light } = await as(actor, (errand) => showChecklist(errand, readiness(actor), id));
    expect(standing?.light).toBe(light);
    rows.push([id, light]);
  }
  return byCongress(rows);
};

/** The lights that the actor sees, after making sure that every place shows the same. */
async function seenBy(actor: Actor): Promise<Lights> {
  const board = await ofBoard(actor);
  expect(Object.keys(board).length).toBeGreaterThan(0);
  expect(await ofCalendar(actor)).toEqual(board);
  expect(await ofList(actor)).toEqual(board);
  expect(await ofPages(actor, Object.keys(board))).toEqual(board);
  return board;
}

const viewers = {
  superior: actorWith([["secretary", district]]),
  planner: actorWith([["planner", story.province]]),
  secretary: actorWith([["secretary", commune]]),
  clerk: actorWith([["unitClerk", commune]]),
  recused: actorWith([["secretary", district]], { walled: [head] }),
  nominated: actorWith([["planner", district]], { personId: head }),
};

async function lettersArrive(about: Parameters<typeof letterAbout>[2][]): Promise<void> {
  await database.transaction(async (tx) => {
    for (const each of about) await letterAbout(tx, story, each, day("2025-04-01"));
  });
  await reckon();
}

const redCauses = async (actor: Actor, unit: StoryUnit): Promise<number> => {
  const { season } = await as(actor, (errand) => showReadiness(errand, readiness(actor), { light: "all", level: null, state: "approved", page: 1, children: 1 }));
  return season?.rows.find((each) => each.congressId === unit.congressId)?.causes.filter((cause) => cause.code === "restricted").length ?? 0;
};

test("every place shows the light of the board, to each viewer their own, with and without letters, at the same cost", async () => {
  const before = new Map<string, Lights>();
  const counts = async (actor: Actor) => [
    (await database.countQueries(() => ofCalendar(actor))).queries,
    (await database.countQueries(() => ofList(actor))).queries,
    (await database.countQueries(() => as(actor, (errand) => showCongress(errand, campaign(actor), commune.congressId)))).queries,
  ];
  const cost = new Map<string, number[]>();
  for (const [name, actor] of Object.entries(viewers)) {
    before.set(name, await seenBy(actor));
    cost.set(name, await counts(actor));
  }
  await lettersArrive([{ unitId: commune.id }, { unitId: neighbour.id }, { personId: head }]);
  const stored = await database.transaction((tx) => tx.readiness.findUniqueOrThrow({ where: { congressId: commune.congressId } }));
  expect(stored.light).toBe("red");
  expect(stored.openLight).not.toBe("red");

  for (const viewer of ["superior", "planner", "recused", "nominated"] as const) {
    const lights = await seenBy(viewers[viewer]);
    expect(lights[commune.congressId], viewer).toBe("red");
    expect(await redCauses(viewers[viewer], commune)).toBe(1);
  }
  for (const viewer of ["secretary", "clerk"] as const) expect(await seenBy(viewers[viewer]), viewer).toEqual(before.get(viewer));
  for (const [name, actor] of Object.entries(viewers)) expect(await counts(actor), name).toEqual(cost.get(name));
});

test("a letter that somebody is walled off from does not change any light for them", async () => {
  await database.transaction(async (tx) => {
    await tx.letterSubject.deleteMany({});
    await tx.letter.deleteMany({});
  });
  await reckon();
  const before = await seenBy(viewers.recused);
  await database.transaction(async (tx) => {
    const id = await letterAbout(tx, story, { personId: head }, day("2025-04-01"));
    await tx.letterSubject.create({ data: { letterId: id, congressId: commune.congressId } });
  });
  await reckon();
  expect((await seenBy(viewers.superior))[commune.congressId]).toBe("red");
  expect(await seenBy(viewers.recused)).toEqual(before);
  expect(before[commune.congressId]).not.toBe("red");
});

test("a wider view of the calendar does not widen what is seen of the readiness", async () => {
  const both = actorWith([["unitClerk", commune], ["vettingOfficer", story.province]]);
  const lights = await ofCalendar(both);
  expect(lights[neighbour.congressId]).toBeNull();
  expect(lights[commune.congressId]).not.toBeNull();
});
