import { spawn } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fillInstallation } from "#bench/generator/load.ts";
import { PLANNING_DAY } from "#bench/generator/season.ts";
import { readSettings } from "#app/env.server.ts";
import { openInstallation } from "#app/http/open-installation.server.ts";
import { findRootUnit } from "#app/db/installation.server.ts";
import { makeT } from "#app/ui/words/words.ts";
import { DICTIONARIES } from "./command.ts";
import { accountLines } from "./commands/load-demo.ts";

/*
 * One command from a fresh clone to a running demo: builds, loads the invented province, serves. It has a data folder
 * of its own, so that it never comes near a real installation.
 */

const t = makeT("vi", DICTIONARIES);
const say = (text: string): void => void process.stdout.write(`${text}\n`);

Object.assign(process.env, {
  DATA_DIR: process.env["DATA_DIR"] ?? "./data/demo",
  TODAY: process.env["TODAY"] ?? PLANNING_DAY,
  DEMO: "1",
});

const SOURCES = ["app", "public", "prisma/schema.prisma", "package.json", "remix.config.js", "vite.config.ts"];

function newest(path: string): number {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function isBuilt(): boolean {
  try {
    return statSync("build/server/index.js").mtimeMs > Math.max(...SOURCES.map(newest));
  } catch {
    return false;
  }
}

async function build(): Promise<void> {
  if (isBuilt()) return;
  say(t("cli.demoBuilding"));
  const remix = createRequire(import.meta.url).resolve("@remix-run/dev/dist/cli.js");
  const child = spawn(process.execPath, [remix, "vite:build"], { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, NODE_ENV: "production" } });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => output.push(chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Error(`the build failed\n${output.join("")}`);
}

async function load(): Promise<void> {
  const opened = await openInstallation(readSettings(), say);
  try {
    if ((await opened.installation.database.transaction(findRootUnit)) !== null) return;
    say(t("cli.demoLoading"));
    await fillInstallation(opened, "S", () => undefined);
  } finally {
    await opened.close();
  }
}

const work = await Promise.allSettled([build(), load()]);
const failure = work.find((each) => each.status === "rejected");
if (failure !== undefined) {
  process.stderr.write(`${failure.reason instanceof Error ? failure.reason.message : String(failure.reason)}\n`);
  process.exit(1);
}
say([t("cli.demoThere"), ...accountLines("vi")].join("\n"));
await import("#app/serve.ts");
