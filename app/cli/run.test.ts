import { chmodSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readSettings } from "#app/env.server.ts";
import { openInstallation } from "#app/http/open-installation.server.ts";
import { COMMANDS } from "./commands.ts";
import { run } from "./run.ts";

const folder = mkdtempSync(join(tmpdir(), "congress-cli-"));
chmodSync(folder, 0o711);
afterAll(() => {
  for (const data of ["data", "restored", "demo"]) rmSync(realpathSync(join(folder, data, "cluster")), { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

const UNITS = `code,name,type,parent_code
K,Tỉnh Phú Hải,Tỉnh,
K.1,Huyện An Khê,Huyện,K
K.1.1,Xã Đông Hòa,Xã,K.1
K.1.2,Thị trấn An Khê,Thị trấn,K.1
K.1.2.1,Chi bộ Khu phố 1,Chi bộ,K.1.2
`;
writeFileSync(join(folder, "units.csv"), UNITS);

type Ran = { readonly exit: number; readonly out: string; readonly error: string; readonly json: Record<string, unknown> };

/** Runs a command line as it stands in the help; its files and folders are those of the test. */
async function cli(line: string, environment: Record<string, string> = {}): Promise<Ran> {
  const out: string[] = [];
  const error: string[] = [];
  const argv = line.split(" ").map((word) => (/^\.\/(demo|restored)$|\.(csv|backup)$/.test(word) ? join(folder, word) : word));
  const exit = await run(argv, { out: (text) => out.push(text), error: (text) => error.push(text) }, { DATA_DIR: join(folder, "data"), ...environment });
  const last = out.at(-1)?.split("\n").at(-1) ?? "";
  return { exit, out: out.join("\n"), error: error.join("\n"), json: last.startsWith("{") ? JSON.parse(last) : {} };
}

test("every command says how it is used, in both languages, with the example that is run below", async () => {
  for (const { name, example } of COMMANDS) {
    const help = await cli(`${name} --help`);
    expect(help).toMatchObject({ exit: 0, error: "" });
    expect(help.out).toContain(example);
    expect((await cli(`${name} --help --lang en`)).out).toContain("Options:");
  }
  expect(await cli("--help")).toMatchObject({ exit: 0 });
  expect((await cli("nothing")).exit).toBe(2);
});

test("the examples of the help, in their order, lead from a list of units to a plan whose log is whole", async () => {
  const answers = new Map<string, Ran>();
  for (const { name, example } of COMMANDS) answers.set(name, await cli(example));
  for (const [name, { exit, error }] of answers) expect({ name, exit, error: /thất bại|không/i.test(error) ? error : "" }).toEqual({ name, exit: 0, error: "" });
  const json = (name: string): Record<string, unknown> => answers.get(name)?.json ?? {};
  expect(json("import-units")).toEqual({ created: 5, updated: 0, unchanged: 0, refused: 0, problems: [] });
  expect(json("open-campaign")).toMatchObject({ term: "2025-2030", edition: "CT45", congresses: 6 });
  expect(json("plan")).toMatchObject({ placed: 5, unplaced: 0 });
  expect(json("check")).toMatchObject({ congresses: 5, blocks: 0 });
  expect(json("readiness")).toMatchObject({ branch: "Đảng bộ tỉnh Phú Hải", counts: { total: 6 } });
  expect(json("audit-verify")).toMatchObject({ whole: true, unsealed: 0, problems: [] });
  expect(json("restore")).toMatchObject({ logWhole: true, rows: json("backup")["rows"], takenAt: json("backup")["takenAt"], head: json("backup")["head"] });
  expect(json("load-demo")).toMatchObject({ size: "S" });
}, 90_000);

test("a wrong file is answered with row and column, and nothing of it stays", async () => {
  writeFileSync(join(folder, "wrong.csv"), `${UNITS}K.1.3,,Xã,K.1\nK.1.4,Xã Tân Lập,Xã,K.9\nK.2,Huyện Vũ Hải,Huyện,K\n`);
  const wrong = await cli("import-units wrong.csv --json");
  expect(wrong.exit).toBe(2);
  expect(wrong.json).toEqual({
    created: 1,
    updated: 0,
    unchanged: 5,
    refused: 2,
    problems: [
      { row: 7, column: "name", found: "", expected: "required" },
      { row: 8, column: "parentCode", found: "K.9", expected: "knownParent" },
    ],
  });
  expect((await cli("import-units wrong.csv")).error).toContain("Dòng 7, cột name");
  expect((await cli("import-units units.csv --json")).json).toMatchObject({ created: 0, unchanged: 5 });
});

test("wrong usage is 2, what the rules refuse is 1", async () => {
  expect((await cli("import-units")).exit).toBe(2);
  expect((await cli("import-units none.csv --json")).json).toMatchObject({ error: "fileMissing" });
  expect((await cli("plan --nothing")).exit).toBe(2);
  expect((await cli("plan --today 2025-02-30 --json")).json).toMatchObject({ error: "notADay", details: { option: "today" } });
  expect((await cli("check --unit K.7 --json")).json).toMatchObject({ error: "unknownUnit" });
  expect((await cli("open-campaign --term 2025-2026")).exit).toBe(2);
  expect((await cli("audit-verify --anchor 1")).exit).toBe(2);
  expect((await cli("check", { POOL_SIZE: "many" })).error).toContain("POOL_SIZE");
  const again = await cli("open-campaign --json");
  expect(again).toMatchObject({ exit: 1, json: { error: "campaignOpenAlready" } });
});

test("where there are accounts, one of them has to act, within its rights", async () => {
  const demo = "--data-dir ./demo --today 2025-05-12 --json";
  expect(await cli(`readiness ${demo}`)).toMatchObject({ exit: 2, json: { error: "asNeeded" } });
  expect(await cli(`readiness ${demo} --as nobody`)).toMatchObject({ exit: 2, json: { error: "unknownLogin" } });
  expect(await cli(`readiness ${demo} --as auditor`)).toMatchObject({ exit: 1, json: { error: "notThere" } });
  expect((await cli(`readiness ${demo} --as secretary`)).json).toMatchObject({ counts: { total: 1_541 } });
  expect((await cli(`readiness ${demo} --as secretary.district`)).json["branch"]).toBe("Đảng bộ huyện Quỳnh Sơn");
  expect(await cli(`plan ${demo} --as secretary`)).toMatchObject({ exit: 1, json: { error: "forbidden" } });
  expect(await cli(`load-demo ${demo}`)).toMatchObject({ exit: 2, json: { error: "notEmpty" } });
}, 60_000);

test("it works beside a server that runs on the same folder, and leaves it running", async () => {
  const opened = await openInstallation(readSettings({ DATA_DIR: join(folder, "data") }), () => undefined);
  expect((await cli("audit-verify")).exit).toBe(0);
  expect(await opened.installation.database.transaction((tx) => tx.unit.count())).toBe(5);
  await opened.close();
});
