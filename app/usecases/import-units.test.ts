import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { takeIn } from "#app/core/intake/intake.ts";
import { testDatabase } from "#app/db/test-database.ts";
import { NotFound, Forbidden } from "./errand.ts";
import { importUnits } from "./import-units.server.ts";
import { INSTALLATION, play, PROVINCE, tableOf, takeInUnits, unitOf } from "./organisation-story.ts";

const { database } = await testDatabase();
const { database: ofThaiBinh } = await testDatabase();
const { database: large } = await testDatabase();
const entries = () => database.transaction((tx) => tx.auditEntry.count());

test("a first list makes the province: levels, Party names, places and one log entry a unit", async () => {
  const dry = await play(database, INSTALLATION, (errand) => takeInUnits(errand, PROVINCE, { dryRun: true }));
  expect(dry).toEqual({ created: 6, updated: 0, unchanged: 0, refused: 0, problems: [] });
  expect(await database.transaction((tx) => tx.unit.count())).toBe(0);
  expect(await play(database, INSTALLATION, (errand) => takeInUnits(errand, PROVINCE))).toEqual(dry);
  const commune = await database.transaction((tx) => tx.unit.findUniqueOrThrow({ where: { code: "P.1.1" }, include: { placements: true, parent: true } }));
  expect(commune).toMatchObject({ level: "grassroots", partyName: "Đảng bộ xã Đông Hòa", foldedName: "xa dong hoa", parent: { code: "P.1" } });
  expect(commune.path).toBe(`${(await unitOf(database, "P.1")).path}${commune.key}/`);
  expect(commune.placements).toMatchObject([{ path: commune.path, parentId: commune.parentId, validUntil: null }]);
  expect(await entries()).toBe(6);
});

test("the same list again leaves everything as it is, with the same number of queries", async () => {
  const again = await play(database, INSTALLATION, (errand) => takeInUnits(errand, PROVINCE));
  expect(again).toMatchObject({ created: 0, updated: 0, unchanged: 6, refused: 0 });
  expect(await entries()).toBe(6);
  const dry = (csv: string) => database.countQueries(() => play(database, INSTALLATION, (errand) => takeInUnits(errand, csv, { dryRun: true })));
  const fifty = Array.from({ length: 50 }, (_, index) => `P.9.${index},Xã số ${index},Xã,P.1`).join("\n");
  const one = await dry("code,name,type,parent_code\nP.9.0,Xã số 0,Xã,P.1\n");
  expect((await dry(`code,name,type,parent_code\n${fifty}\n`)).queries).toBe(one.queries);
});

test("what changed is updated, with its version and its log entry", async () => {
  const report = await play(database, INSTALLATION, (errand) =>
    takeInUnits(errand, "code,name,type,parent_code,members\nP.1.1,Xã Đông Hòa Mới,Xã,P.1,512\nP.1,Huyện An Khê,Huyện,P,\n"),
  );
  expect(report).toMatchObject({ created: 0, updated: 1, unchanged: 1, refused: 0 });
  const unit = await database.transaction((tx) => tx.unit.findUniqueOrThrow({ where: { code: "P.1.1" } }));
  expect(unit).toMatchObject({ name: "Xã Đông Hòa Mới", partyName: "Đảng bộ xã Đông Hòa Mới", foldedName: "xa dong hoa moi", members: 512, version: 2 });
  const entry = await database.transaction((tx) => tx.auditEntry.findFirstOrThrow({ orderBy: { seq: "desc" } }));
  expect(entry).toMatchObject({ deed: "organisation.import", unitPath: unit.path, before: { name: "Xã Đông Hòa", members: null }, after: { members: 512 } });
});

test("one refused row and nothing is written, whether it is a dry run or not", async () => {
  const csv = "code,name,type,parent_code\nP.1.8,Xã Tốt,Xã,P.1\nP.1.9,Xã Lạc,Xã,nowhere\nP.1.1,Xã Đông Hòa Mới,Xã,P.2\n";
  for (const dryRun of [true, false])
    expect(await play(database, INSTALLATION, (errand) => takeInUnits(errand, csv, { dryRun }))).toEqual({
      created: 1,
      updated: 0,
      unchanged: 0,
      refused: 2,
      problems: [
        { row: 3, column: "parentCode", found: "nowhere", expected: "knownParent" },
        { row: 4, column: "parentCode", found: "P.2", expected: "sameParent", detail: "P.1" },
      ],
    });
  await expect(unitOf(database, "P.1.8")).rejects.toThrow();
});

test("a planner takes in lists for the own branch only; other branches look as if they were not there", async () => {
  const [district, city] = [await unitOf(database, "P.1"), await unitOf(database, "P.2")];
  const planner = { role: "planner", path: district.path } as const;
  const cells = "code,name,type,parent_code\nP.1.1.c1,Chi bộ thôn Đoài,Chi bộ,P.1.1\nP.1.A,Ban Chỉ huy Quân sự huyện,Quân sự,\n";
  expect(await play(database, planner, (errand) => takeInUnits(errand, cells, { unitId: district.id }))).toMatchObject({ created: 2, refused: 0 });
  const army = await database.transaction((tx) => tx.unit.findUniqueOrThrow({ where: { code: "P.1.A" }, include: { parent: true } }));
  expect(army).toMatchObject({ level: "grassroots", parent: { code: "P.1" }, partyName: "Đảng bộ Quân sự huyện" });

  await expect(play(database, planner, (errand) => takeInUnits(errand, cells, { unitId: city.id }))).rejects.toThrow(NotFound);
  await expect(play(database, planner, (errand) => takeInUnits(errand, cells))).rejects.toThrow(Forbidden);
  await expect(play(database, { ...planner, role: "secretary" }, (errand) => takeInUnits(errand, cells, { unitId: district.id }))).rejects.toThrow(Forbidden);
  const foreign = "code,name,type,parent_code\nP.2.1,Phường Chiếm,Phường,P.1\nP.1.z,Xã Z,Xã,P.2\n";
  const { problems } = await play(database, planner, (errand) => takeInUnits(errand, foreign, { unitId: district.id }));
  expect(problems.map(({ row, column, expected }) => [row, column, expected])).toEqual([
    [2, "code", "uniqueCode"],
    [3, "parentCode", "knownParent"],
  ]);
});

const real = resolve("../shared/data/thai-binh-units-2025-03.csv");

test.skipIf(!existsSync(real))(`the real list of Thái Bình (${existsSync(real) ? "present" : "not beside this checkout: skipped"})`, async () => {
  const csv = readFileSync(real, "utf8");
  const table = tableOf(csv);
  const run = (dryRun: boolean) => play(ofThaiBinh, INSTALLATION, (errand) => importUnits(errand, { unitId: null, intake: takeIn("units", table), dryRun }));
  expect(await run(true)).toMatchObject({ ok: true, value: { created: 251, refused: 0 } });
  expect(await run(false)).toMatchObject({ ok: true, value: { created: 251, updated: 0, unchanged: 0, refused: 0, problems: [] } });
  expect(await run(false)).toMatchObject({ ok: true, value: { created: 0, updated: 0, unchanged: 251 } });
  const levels = await ofThaiBinh.transaction((tx) => tx.unit.groupBy({ by: ["level"], _count: true, orderBy: { level: "asc" } }));
  expect(levels.map(({ level, _count }) => [level, _count])).toEqual([
    ["directSuperior", 8],
    ["grassroots", 242],
    ["province", 1],
  ]);
});

test("15,000 units: dry run and write in time and memory", async () => {
  const rows = [["P", "Tỉnh Lớn", "Tỉnh", ""]];
  for (let d = 0; d < 10; d += 1) {
    rows.push([`P.${d}`, `Huyện ${d}`, "Huyện", "P"]);
    for (let c = 0; c < 30; c += 1) {
      rows.push([`P.${d}.${c}`, `Xã Đông Hòa ${d} ${c}`, "Xã", `P.${d}`]);
      for (let b = 0; b < 49; b += 1) rows.push([`P.${d}.${c}.${b}`, `Chi bộ thôn Đoài ${b}`, "Chi bộ", `P.${d}.${c}`]);
    }
  }
  const table = { header: ["code", "name", "type", "parent_code"], rows: rows.map((cells, index) => ({ row: index + 2, cells })) };
  const timed = async (dryRun: boolean) => {
    const started = performance.now();
    const verdict = await play(large, INSTALLATION, (errand) => importUnits(errand, { unitId: null, intake: takeIn("units", table), dryRun }));
    expect(verdict).toMatchObject({ ok: true, value: { created: rows.length, refused: 0 } });
    return performance.now() - started;
  };
  expect(await timed(true)).toBeLessThan(10_000);
  expect(await timed(false)).toBeLessThan(20_000);
  const again = await play(large, INSTALLATION, (errand) => importUnits(errand, { unitId: null, intake: takeIn("units", table), dryRun: true }));
  expect(again).toMatchObject({ ok: true, value: { unchanged: rows.length } });
}, 60_000);
