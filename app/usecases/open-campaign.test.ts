import { expect, test } from "vitest";
import { scopeFor } from "#app/core/access/scope.ts";
import { day } from "#app/core/time/day.ts";
import { testDatabase } from "#app/db/test-database.ts";
import { errandFor, person, PLANNING_DAY, province, unit } from "./campaign-story.ts";
import { joinCampaign, joinUnits } from "./join-campaign.server.ts";
import { openCampaign } from "./open-campaign.server.ts";

const { database } = await testDatabase();
const run = errandFor(database);

test("opening a term gives every unit a congress, and every cell one in each of two rounds", async () => {
  const { top, planner, units } = await database.transaction(async (tx) => {
    const story = await province(tx);
    return { top: story.province, units: story, planner: await person(tx, "kehoach", [["planner", story.province]]) };
  });
  const opened = await run(planner, (errand) => openCampaign(errand, { unitId: top.id, term: "2025-2030", editionCode: "CT45" }));
  expect(opened).toMatchObject({ ok: true, value: { congresses: 1 + 2 + 4 + 8 * 2 } });

  await database.transaction(async (tx) => {
    const cells = await tx.congress.findMany({ where: { unitId: units.cells[0]?.id ?? "" }, orderBy: { round: "asc" } });
    expect(cells.map(({ round, form, contents, lengthHalfDays, state }) => ({ round, form, contents, lengthHalfDays, state }))).toEqual([
      { round: 1, form: "member", contents: 4, lengthHalfDays: 2, state: "undated" },
      { round: 2, form: "member", contents: 4, lengthHalfDays: 2, state: "undated" },
    ]);
    const forms = await tx.congress.findMany({ where: { unitId: { in: units.communes.slice(0, 2).map((each) => each.id) } }, include: { unit: true } });
    expect(new Map(forms.map((each) => [each.unit.members, each.form]))).toEqual(new Map([[320, "delegate"], [60, "member"]]));
    expect(await tx.readiness.count()).toBe(23);
    // So few are reckoned at once.
    expect(await tx.readiness.count({ where: { nextChangeOn: { lte: new Date(PLANNING_DAY) } } })).toBe(0);
    const counts = await tx.rollupCount.findFirstOrThrow({ where: { unitId: top.id } });
    expect(counts.red + counts.amber + counts.green + counts.grey).toBe(23);
    expect(counts.grey).toBeLessThan(23);
    const log = await tx.auditEntry.findMany({ where: { deed: "campaign.open" }, orderBy: { seq: "asc" } });
    expect(log.map((entry) => Object.keys(Object(entry.after)))).toEqual([["unitId", "term", "edition", "openedOn", "plan"].sort(), ["congresses"]].map((keys) => expect.arrayContaining(keys)));
    expect(await tx.planVersion.count({ where: { state: "working" } })).toBe(1);
  });

  const again = await run(planner, (errand) => openCampaign(errand, { unitId: top.id, term: "2025-2030", editionCode: "CT45" }));
  expect(again).toMatchObject({ ok: false, code: "campaignOpenAlready" });
  const below = await run(planner, (errand) => openCampaign(errand, { unitId: units.districts[0]?.id ?? "", term: "2025-2030", editionCode: "CT45" }));
  expect(below).toMatchObject({ ok: false, code: "campaignOpenAbove" });
  const odd = await run(planner, (errand) => openCampaign(errand, { unitId: top.id, term: "2025-2026", editionCode: "CT45" }));
  expect(odd).toMatchObject({ ok: false, code: "notATerm" });
});

test("a unit that comes later joins, once, and units that have ended stay out", async () => {
  const { story, planner } = await database.transaction(async (tx) => {
    const story = await province(tx);
    await unit(tx, story.province, "Đảng bộ đã kết thúc", "grassroots", { validUntil: day("2025-01-01") });
    return { story, planner: await person(tx, "kehoach", [["planner", story.province]]) };
  });
  await run(planner, (errand) => openCampaign(errand, { unitId: story.province.id, term: "2025-2030", editionCode: "CT45" }));
  const [commune] = story.communes;
  const late = await database.transaction((tx) => unit(tx, commune ?? null, "Chi bộ mới", "cell", { validFrom: day("2025-06-01") }));
  const other = await database.transaction((tx) => unit(tx, commune ?? null, "Chi bộ khác", "cell"));
  expect(await run(planner, (errand) => joinCampaign(errand, [late.id]))).toBe(2);
  const rows = await database.transaction((tx) => tx.congress.findMany({ where: { unitId: late.id }, orderBy: { round: "asc" } }));
  expect(rows.map((row) => row.contents)).toEqual([2, 4]);

  const scope = (errand: Parameters<typeof joinUnits>[0]) => scopeFor(errand.actor, "campaign", PLANNING_DAY);
  const joined = await run(planner, (errand) => joinUnits(errand, scope(errand), { unitId: story.districts[0]?.id ?? "" }));
  expect(joined).toMatchObject({ ok: true, value: { joined: 2 } });
  expect(await database.transaction((tx) => tx.congress.count({ where: { unitId: other.id } }))).toBe(2);
  const twice = await run(planner, (errand) => joinUnits(errand, scope(errand), { unitId: story.province.id }));
  expect(twice).toMatchObject({ ok: true, value: { joined: 0 } });
});

test("somebody of another branch finds nothing there, somebody without the right may not", async () => {
  const { story, stranger, clerk } = await database.transaction(async (tx) => {
    const story = await province(tx);
    const elsewhere = await unit(tx, null, "Đảng bộ tỉnh khác", "province", { kind: "province" });
    return {
      story,
      stranger: await person(tx, "la", [["planner", elsewhere]]),
      clerk: await person(tx, "vanphong", [["unitClerk", story.province]]),
    };
  });
  const open = { unitId: story.province.id, term: "2025-2030", editionCode: "CT45" } as const;
  await expect(run(stranger, (errand) => openCampaign(errand, open))).rejects.toThrow("not found");
  await expect(run(clerk, (errand) => openCampaign(errand, open))).rejects.toThrow("forbidden");
});

test("15,000 units open in seconds", async () => {
  const { top, planner } = await database.transaction(
    async (tx) => {
      const top = await unit(tx, null, "Đảng bộ tỉnh lớn", "province", { kind: "province" });
      await tx.$executeRaw`
        INSERT INTO "Unit" (id, key, code, name, "foldedName", kind, level, "partyName", "parentId", path, "validFrom")
        SELECT gen_random_uuid(), k, k, 'Chi bộ ' || n, 'chi bo ' || n, 'cell', 'cell', 'Chi bộ ' || n, ${top.id}::uuid, ${top.path} || k || '/', '2010-01-01'
        FROM (SELECT n, 'x' || lpad(n::text, 9, '0') AS k FROM generate_series(1, 15000) AS n) AS made`;
      return { top, planner: await person(tx, "kehoach", [["planner", top]]) };
    },
    { timeoutMs: 60_000 },
  );
  const started = performance.now();
  const opened = await run(planner, (errand) => openCampaign(errand, { unitId: top.id, term: "2025-2030", editionCode: "CT45" }));
  expect(opened).toMatchObject({ ok: true, value: { congresses: 30_001 } });
  expect(performance.now() - started).toBeLessThan(20_000);
}, 90_000);
