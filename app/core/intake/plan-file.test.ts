import { expect, test } from "vitest";
import { readPlanFile, type PlanFile } from "./plan-file.ts";

const HEADER = "code,name,type,parent_code,level,members,round,opens_on,session,half_days,venue,leaders,notice_on,approved_on";
const file = (header: string, ...lines: string[]): PlanFile =>
  readPlanFile({ header: header.split(","), rows: lines.map((line, index) => ({ row: index + 2, cells: line.split(",") })) });
const wrong = (read: PlanFile): string[] => read.problems.map((problem) => `${problem.row} ${problem.column} "${problem.found}" ${problem.expected}`);

const PROVINCE = "34,Tỉnh Sông Lam,Tỉnh,";

test("a plan from outside is read with all its columns", () => {
  const read = file(
    HEADER,
    PROVINCE,
    "34.1,Huyện Đông,Huyện,34",
    '34.1.7,Xã Đông Hòa,Xã,34.1,,212,,29/05/2025,chiều,3,H1,L1; L2;L1,2025-04-10,2025-04-20',
  );
  expect(read.problems).toEqual([]);
  expect(read.rows.map((row) => row.level)).toEqual(["province", "directSuperior", "grassroots"]);
  expect(read.rows[2]).toEqual({
    row: 4,
    code: "34.1.7",
    name: "Xã Đông Hòa",
    kind: "commune",
    level: "grassroots",
    parentCode: "34.1",
    members: 212,
    round: 1,
    opensOn: "2025-05-29",
    session: "afternoon",
    lengthHalfDays: 3,
    venueCode: "H1",
    leaderCodes: ["L1", "L2"],
    noticeOn: "2025-04-10",
    approvedOn: "2025-04-20",
  });
});

test("what the file does not say stays open; headings may be Vietnamese; unknown ones are named", () => {
  const read = file("Mã đơn vị,Tên đơn vị,Cấp,Ghi chú,,Số buổi,Số buổi,Ngày duyệt", "C1,Chi bộ thôn Đoài,chi bộ,tốt,,1,2,", "D1,Đảng bộ Sở Y tế,cơ sở");
  expect(read.problems).toEqual([]);
  expect(read.ignored).toEqual(["Ghi chú", "Số buổi"]);
  expect(read.rows).toMatchObject([
    { code: "C1", kind: "cell", level: "cell", opensOn: null, session: "morning", lengthHalfDays: 1, venueCode: null, leaderCodes: [], approvedOn: null, members: null },
    { code: "D1", kind: "other", level: "grassroots", lengthHalfDays: null },
  ]);
});

test("without code and name a file is no plan", () => {
  expect(wrong(file("opens_on,session", "29/05/2025,sáng"))).toEqual(['1 code "" column', '1 name "" column']);
  expect(file("unit_code,name,level", "C1,Chi bộ 1,cell").rows).toHaveLength(1);
});

test("every wrong cell is named with its row, and its row is not among the rows", () => {
  const read = file(
    HEADER,
    PROVINCE,
    "34.1,Huyện Đông,Huyện,34,,,,30/02/2025,tối,0,,,31/04/2025,soon",
    "34.2,Huyện Tây,Liên bang,34,,,3",
    "34.3,,,34,trung,,0",
    "34.4,Huyện Nam,,34,,,,,,1.5",
    ",Huyện Bắc,Huyện,34,,,,,,21",
  );
  expect(wrong(read)).toEqual([
    '3 opensOn "30/02/2025" day',
    '3 session "tối" session',
    '3 halfDays "0" wholeNumber',
    '3 noticeOn "31/04/2025" day',
    '3 approvedOn "soon" day',
    '4 kind "Liên bang" unitKind',
    '4 round "3" round',
    '5 name "" required',
    '5 level "trung" level',
    '5 round "0" round',
    '6 kind "" required',
    '6 halfDays "1.5" wholeNumber',
    '7 code "" required',
    '7 halfDays "21" wholeNumber',
  ]);
  expect(read.rows.map((row) => row.code)).toEqual(["34"]);
});

test("a cell holds two rounds; the same round twice, an unknown parent, a cycle and a wrong level are refused", () => {
  const read = file(
    HEADER,
    "C1,Chi bộ 1,Chi bộ,,,,1",
    "C1,Chi bộ 1,Chi bộ,,,,2",
    "C1,Chi bộ 1,Chi bộ,,,,2",
    "C2,Chi bộ 2,Chi bộ,X9",
    "A,Xã A,Xã,B",
    "B,Xã B,Xã,A",
    "E,Đảng bộ E,,C1,grassroots",
  );
  expect(wrong(read)).toEqual([
    '4 code "C1" onceInFile',
    '5 parentCode "X9" knownParent',
    '6 parentCode "B" noCycle',
    '7 level "grassroots" lowerThanParent',
    '7 parentCode "A" noCycle',
    '8 level "grassroots" lowerThanParent',
  ]);
  expect(read.rows.map((row) => [row.code, row.round])).toEqual([
    ["C1", 1],
    ["C1", 2],
  ]);
});
