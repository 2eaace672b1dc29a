import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { run } from "./run.ts";

const folder = mkdtempSync(join(tmpdir(), "outside-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function cli(line: string, csv?: string) {
  const out: string[] = [];
  if (csv !== undefined) writeFileSync(join(folder, "plan.csv"), csv);
  const argv = line.split(" ").map((word) => (word.endsWith(".csv") ? join(folder, word) : word));
  const exit = await run([...argv, "--json", "--today", "2025-04-15"], { out: (text) => out.push(text), error: () => undefined }, { DATA_DIR: join(folder, "data") });
  return { exit, json: JSON.parse(out.at(-1)?.split("\n").at(-1) ?? "{}") };
}

const HEAD = "code,name,level,parent code,opens on,half days,leaders,approved on,notice on";
// Every congress has its notice: the lead of 30 working days is not what these tests are about.
const ROWS = [
  "A,Đảng bộ xã An,directSuperior,,,2,,,2025-01-02",
  "A.1,Đảng bộ cơ sở Một,grassroots,A,10/06/2025,2,L1,01/04/2025,2025-01-02",
  "A.2,Đảng bộ cơ sở Hai,grassroots,A,10/06/2025,2,L1,,2025-01-02",
  "A.3,Đảng bộ cơ sở Ba,grassroots,A,,2,,,2025-01-02",
];

test("a file of congresses from outside is planned, and what was planned is in order for the engine that checks", async () => {
  const before = await cli("check plan.csv --edition CT45", [HEAD, ...ROWS].join("\n"));
  expect(before).toMatchObject({ exit: 0, json: { congresses: 2 } });
  expect(before.json.counts).toContainEqual({ code: "leaderTwice", severity: "blocks", count: 1 });

  const planned = await cli("plan plan.csv --edition CT45 --leaders 1 --gap 2");
  expect(planned).toMatchObject({ exit: 0, json: { placed: 3, unplaced: 0 } });
  const dates = new Map<string, { opensOn: string; leaders: string[]; why: unknown }>(planned.json.dates.map((each: { code: string }) => [each.code, each]));
  expect([...dates.keys()].toSorted()).toEqual(["A", "A.2", "A.3"]);
  expect(dates.get("A.2")?.opensOn).not.toBe("2025-06-10");
  expect(dates.get("A.2")?.why).toMatchObject({ betterOn: "2025-06-10" });
  expect(dates.get("A.3")?.leaders).toEqual(["L1"]);
  expect(String(dates.get("A")?.opensOn) > "2025-06-11").toBe(true);

  const filled = ROWS.map((row) => row.split(",")).map(([code = "", name, level, parent, opensOn, ...rest]) => [code, name, level, parent, dates.get(code)?.opensOn ?? opensOn, rest[0], dates.get(code)?.leaders.join(";") ?? rest[1], ...rest.slice(2)].join(","));
  const after = await cli("check plan.csv --edition CT45 --gap 2", [HEAD, ...filled].join("\n"));
  expect(after.json.rows.filter((each: { severity: string }) => each.severity === "blocks")).toEqual([]);
});

test("what is wrong with the file is said with its row and column, and nothing is planned", async () => {
  const broken = await cli("plan plan.csv", [HEAD, "B,Đảng bộ B,grassroots,,30/02/2025,2,,,", "C,Đảng bộ C,grassroots,C,,2,,,"].join("\n"));
  expect(broken.exit).toBe(2);
  expect(broken.json.problems).toContainEqual({ row: 2, column: "opensOn", found: "30/02/2025", expected: "day" });
  expect(broken.json.problems).toContainEqual(expect.objectContaining({ row: 3, column: "parentCode" }));
  expect((await cli("plan plan.csv --ceiling many", [HEAD, ...ROWS].join("\n"))).json).toMatchObject({ error: "notAChoice", details: { option: "ceiling" } });
  expect((await cli("plan missing.csv")).json).toMatchObject({ error: "fileMissing" });
  expect((await cli("plan plan.csv --keeping anything", [HEAD, ...ROWS].join("\n"))).json).toMatchObject({ error: "notAChoice" });
});

test("a ceiling of nothing leaves all without a day and says what would help", async () => {
  const none = await cli("plan plan.csv --edition CT45 --ceiling 0", [HEAD, ...ROWS].join("\n"));
  expect(none).toMatchObject({ exit: 0, json: { placed: 0, unplaced: 3 } });
  expect(none.json.unplacedShown[0].reliefs).toContainEqual({ code: "raiseCeiling", branchId: "all", perDay: 1 });
});
