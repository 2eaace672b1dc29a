import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { scopeFor } from "#app/core/access/scope.ts";
import type { ImportKind } from "#app/core/intake/columns.ts";
import { testDatabase } from "#app/db/test-database.ts";
import { applyImport } from "./apply-import.server.ts";
import { checkImport } from "./check-import.server.ts";
import { Forbidden, NotFound } from "./errand.ts";
import { openCampaign } from "./open-campaign.server.ts";
import { errandOf, INSTALLATION, type Part, play, PROVINCE, tableOf, takeInUnits, unitOf } from "./organisation-story.ts";
import { recheckImport } from "./recheck-import.server.ts";
import { listImportProblems, showImport, showImportDraft } from "./show-import.server.ts";

const { database } = await testDatabase();
const founded = await testDatabase();
await play(database, INSTALLATION, (errand) => takeInUnits(errand, PROVINCE));
const [root, district, city] = [await unitOf(database, "P"), await unitOf(database, "P.1"), await unitOf(database, "P.2")];
const planner: Part = { role: "planner", path: root.path, accountId: randomUUID() };

const check = (kind: ImportKind, csv: string, part: Part = planner, unitId: string = root.id) =>
  play(database, part, (errand) => checkImport(errand, { kind, unitId, fileName: `${kind}.csv`, sha256: csv.length.toString(16), table: tableOf(csv) }));
async function checked(kind: ImportKind, csv: string): Promise<string> {
  const verdict = await check(kind, csv);
  if (!verdict.ok) throw new Error(verdict.code);
  return verdict.value.draftId;
}
const page = (draftId: string, part: Part = planner, number = 1) => play(database, part, (errand) => showImportDraft(errand, draftId, number));
const apply = (draftId: string, part: Part = planner) => play(database, part, (errand) => applyImport(errand, { draftId }));
/** A refusal rolls back at the door. */
const refusedApply = (draftId: string) =>
  database
    .transaction(async (tx) => {
      const verdict = await applyImport(errandOf(tx, planner), { draftId });
      if (!verdict.ok) throw new Error(verdict.code);
    })
    .then(
      () => "applied",
      (error: Error) => error.message,
    );

test("a checked file does nothing until it is confirmed, and then once", async () => {
  const draftId = await checked("organisations", "Mã,Tên,Cấp,Mã cấp trên,Số đảng viên\nP.1.1.1,Chi bộ thôn Đoài,Chi bộ,P.1.1,35\nP.1.1.2,Chi bộ trường học,Chi bộ,P.1.1,\n");
  expect(await page(draftId)).toMatchObject({ counts: { created: 2, updated: 0, unchanged: 0, refused: 0 }, problems: [], appliedAt: null });
  await expect(unitOf(database, "P.1.1.1")).rejects.toThrow();
  expect((await apply(draftId)).ok).toBe(true);
  expect(await database.transaction((tx) => tx.unit.findUnique({ where: { code: "P.1.1.1" } }))).toMatchObject({ level: "cell", kind: "cell", members: 35 });
  expect(await refusedApply(draftId)).toBe("importApplied");
  expect((await page(draftId)).appliedAt).not.toBeNull();
});

test("a file with refused rows is not offered for confirmation; its problems are listed a page at a time", async () => {
  const csv = `code,name,type,parent_code,ghi chú\n${Array.from({ length: 60 }, (_, index) => `x${index},Xã ${index},Xứ,P.1,`).join("\n")}\n`;
  const draftId = await checked("units", csv);
  const second = await page(draftId, planner, 2);
  expect(second).toMatchObject({ counts: { created: 0, refused: 60 }, problemTotal: 60, pages: 2, ignored: ["ghi chú"], headings: { kind: "type" } });
  expect(second.problems.length).toBe(10);
  expect(second.problems[0]).toEqual({ row: 52, column: "kind", found: "Xứ", expected: "unitKind" });
  expect((await play(database, planner, (errand) => listImportProblems(errand, draftId))).problems.length).toBe(60);
  expect(await refusedApply(draftId)).toBe("importRefused");
});

test("a file whose ground has moved since its check is checked again first", async () => {
  const draftId = await checked("units", "code,name,type,parent_code\nP.1.7,Xã Bảy,Xã,P.1\nP.1.8,Xã Tám,Xã,P.1\n");
  await play(database, INSTALLATION, (errand) => takeInUnits(errand, "code,name,type,parent_code\nP.1.7,Xã Bảy,Xã,P.1\n"));
  expect(await refusedApply(draftId)).toBe("importStale");
  expect((await play(database, planner, (errand) => recheckImport(errand, { draftId }))).ok).toBe(true);
  expect((await page(draftId)).counts).toEqual({ created: 1, updated: 0, unchanged: 1, refused: 0 });
  expect((await apply(draftId)).ok).toBe(true);
});

test("a draft is its maker's own; a branch of somebody else looks as if it were not there", async () => {
  const draftId = await checked("leaders", "code,name,post\nL9,Đỗ Văn An,Bí thư\n");
  const other: Part = { ...planner, accountId: randomUUID() };
  for (const act of [() => page(draftId, other), () => apply(draftId, other), () => page(randomUUID())]) await expect(act()).rejects.toThrow(NotFound);
  const ofDistrict: Part = { role: "planner", path: district.path, accountId: randomUUID() };
  await expect(check("leaders", "code,name,post\nL9,x,y\n", ofDistrict, city.id)).rejects.toThrow(NotFound);
  const secretary: Part = { role: "secretary", path: root.path };
  await expect(check("leaders", "code,name,post\nL9,x,y\n", secretary)).rejects.toThrow(Forbidden);
  await expect(play(database, secretary, (errand) => showImport(errand, scopeFor(errand.actor, "organisation", errand.realDay), { branch: null, kind: "units" }))).rejects.toThrow(Forbidden);
});

test("leaders and halls come from lists of their own", async () => {
  const leaders = "Mã,Họ tên,Chức vụ,Mã đơn vị\nL1,Đỗ Văn An,Bí thư,\nL2,Lê Thị Bình,Phó Bí thư,P.1\n";
  const venues = "Mã,Tên,Số chỗ,Mã đơn vị\nH1,Nhà văn hóa tỉnh,1.200,\nH2,Hội trường huyện,300,P.1\n";
  for (const [kind, csv] of [["leaders", leaders], ["venues", venues]] as const) {
    expect((await apply(await checked(kind, csv))).ok).toBe(true);
    expect((await page(await checked(kind, csv))).counts).toEqual({ created: 0, updated: 0, unchanged: 2, refused: 0 });
  }
  expect((await page(await checked("leaders", leaders.replace("Bí thư,\n", "Thường trực,\n")))).counts).toMatchObject({ updated: 1, unchanged: 1 });
  expect((await apply(await checked("venues", venues.replace("300", "350")))).ok).toBe(true);
  expect(await database.transaction((tx) => tx.venue.findUnique({ where: { code: "H2" } }))).toMatchObject({ seats: 350, unitId: district.id, version: 2 });
});

test("an office's date plan becomes drafts of the open campaign", async () => {
  expect(await check("datePlan", "Mã đơn vị,Ngày khai mạc\nP.1.1,26/05/2025\n")).toMatchObject({ ok: false, code: "noCampaign" });
  await play(database, planner, async (errand) => expect((await openCampaign(errand, { unitId: root.id, term: "2025-2030", editionCode: "CT45" })).ok).toBe(true));
  const csv = "Mã đơn vị,Ngày khai mạc,Buổi,Hội trường,Lãnh đạo dự\nP.1.1,26/05/2025,Chiều,H2,L1;L2\nP.1.2,27/5/2025,,,\n";
  const draftId = await checked("datePlan", csv);
  expect((await page(draftId)).counts).toEqual({ created: 2, updated: 0, unchanged: 0, refused: 0 });
  expect((await apply(draftId)).ok).toBe(true);
  const dates = await database.transaction((tx) =>
    tx.plannedDate.findMany({ include: { venue: true, congress: { include: { unit: true, leaders: true } } }, orderBy: { opensOn: "asc" } }),
  );
  expect(dates).toMatchObject([
    { opensOn: new Date("2025-05-26"), session: "afternoon", venue: { code: "H2" }, congress: { state: "draft", unit: { code: "P.1.1" } } },
    { opensOn: new Date("2025-05-27"), session: "morning", venue: null, congress: { unit: { code: "P.1.2" } } },
  ]);
  expect(dates[0]?.congress.leaders.length).toBe(2);
  expect((await page(await checked("datePlan", csv))).counts).toEqual({ created: 0, updated: 0, unchanged: 2, refused: 0 });
  expect((await page(await checked("datePlan", csv.replace("27/5", "28/5")))).counts).toMatchObject({ updated: 1, unchanged: 1 });
  const wrong = await page(await checked("datePlan", "Mã đơn vị,Ngày khai mạc,Hội trường\nP.1.1,31/06/2025,\nP.2.1,26/05/2025,H2\nnowhere,26/05/2025,\n"));
  expect(wrong.problems.map(({ row, column, expected }) => [row, column, expected])).toEqual([
    [2, "opensOn", "day"],
    [3, "venueCode", "knownVenue"],
    [4, "unitCode", "knownUnit"],
  ]);
});

test("the root that was founded takes the code of the province's own list", async () => {
  const { database: fresh } = founded;
  await play(fresh, INSTALLATION, (errand) => takeInUnits(errand, "code,name,type\nGOC,Tỉnh Thái Bình,Tỉnh\n"));
  const before = await unitOf(fresh, "GOC");
  const report = await play(fresh, { role: "planner", path: before.path }, (errand) =>
    takeInUnits(errand, "code,name,type,parent_code\n34,Tỉnh Thái Bình,Tỉnh,\n34.1,Huyện Vũ Thư,Huyện,34\n", { unitId: before.id }),
  );
  expect(report).toMatchObject({ created: 1, updated: 1, refused: 0 });
  expect(await unitOf(fresh, "34")).toMatchObject({ id: before.id, path: before.path });
});
