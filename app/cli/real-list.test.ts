import { chmodSync, existsSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { run } from "./run.ts";

const real = resolve("../shared/data/thai-binh-units-2025-03.csv");
const present = existsSync(real);

type Json = Record<string, unknown>;
type Counts = Readonly<Record<string, number>>;
type Board = {
  readonly branch: string;
  readonly counts: Counts;
  readonly children: readonly { readonly counts: Counts }[];
  readonly rows: readonly { readonly light: string; readonly causes: readonly { readonly severity: string; readonly lineCode: string | null }[] }[];
};

/** Runs one command on the planning day; what it says last is its answer. */
async function answerOf(dataDir: string, today: string, words: readonly string[]): Promise<Json> {
  const out: string[] = [];
  const error: string[] = [];
  const exit = await run([...words, "--today", today, "--json"], { out: (text) => out.push(text), error: (text) => error.push(text) }, { DATA_DIR: dataDir });
  expect({ words, exit, error: exit === 0 ? "" : error.join("\n") }).toEqual({ words, exit: 0, error: "" });
  return JSON.parse(out.at(-1)?.split("\n").at(-1) ?? "") as Json;
}

test.skipIf(!present)(`from the real list of Thái Bình to its readiness without a server (${present ? "present" : "not beside this checkout: skipped"})`, async () => {
  const folder = mkdtempSync(join(tmpdir(), "congress-cli-"));
  chmodSync(folder, 0o711);
  onTestFinished(() => {
    rmSync(realpathSync(join(folder, "data", "cluster")), { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  });
  const on = (line: string, today = "2025-05-12") => answerOf(join(folder, "data"), today, line.split(" ").map((word) => (word === "FILE" ? real : word)));
  expect(await on("import-units FILE --dry-run")).toMatchObject({ created: 251, refused: 0, problems: [], dryRun: true });
  expect(await on("import-units FILE")).toEqual({ created: 251, updated: 0, unchanged: 0, refused: 0, problems: [] });
  expect(await on("import-units FILE")).toMatchObject({ created: 0, unchanged: 251 });
  expect(await on("open-campaign --term 2025-2030 --edition CT45")).toMatchObject({ congresses: 251, edition: "CT45" });
  expect(await on("readiness")).toMatchObject({ counts: { total: 251 } });
  expect(await on("plan --dry-run")).toMatchObject({ placed: 251, unplaced: 0 });
  expect(await on("check")).toMatchObject({ congresses: 0, findings: 0 });
  expect(await on("plan")).toMatchObject({ placed: 251, unplaced: 0, unplacedShown: [] });
  // 242 communes open too soon for an approval 45 working days ahead, which is only reported: it warns.
  expect(await on("check")).toMatchObject({ congresses: 251, findings: 242, blocks: 0, counts: [{ code: "approvalTooLate", severity: "warns", count: 242 }] });
  // Days later nobody has recorded a notice, whose lead is confirmed: the communes block, district by district.
  const early = (await on("readiness")) as Board;
  const late = (await on("readiness", "2025-05-23")) as Board;
  expect([early.branch, early.counts["total"], early.counts["red"], late.counts["total"], late.counts["red"]]).toEqual(["Đảng bộ tỉnh Thái Bình", 251, 0, 251, 242]);
  for (const { counts, children } of [early, late]) {
    expect((counts["red"] ?? 0) + (counts["amber"] ?? 0) + (counts["green"] ?? 0) + (counts["grey"] ?? 0)).toBe(251);
    expect(children.map((child) => child.counts["total"] ?? 0).reduce((sum, each) => sum + each)).toBe(250);
  }
  // Of each district everything but its own congress.
  expect(late.children.filter((child) => child.counts["red"] !== (child.counts["total"] ?? 0) - 1)).toEqual([]);
  expect(late.rows.every((row) => row.light === "red" && row.causes.some((cause) => cause.severity === "blocks" && cause.lineCode === "A10"))).toBe(true);
  expect(late.rows.length).toBeGreaterThan(0);
  expect(await on("audit-verify")).toMatchObject({ whole: true, problems: [] });
}, 90_000);
