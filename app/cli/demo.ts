import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { countAccounts } from "#app/db/accounts.server.ts";
import { readSettings } from "#app/env.server.ts";
import { openInstallation } from "#app/http/open-installation.server.ts";
import { makeT } from "#app/ui/words/words.ts";
import { access } from "#app/ui/words/access.ts";
import { DEMO_ACCOUNTS, demoPassword } from "#bench/generator/accounts.ts";
import { fillInstallation } from "#bench/generator/load.ts";

// npm run demo: build, load the invented province into a folder of its own, serve it on its planning day.

const say = (text: string): void => void process.stdout.write(`${text}\n`);

function newestIn(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes("generated"))
    .reduce((newest, entry) => Math.max(newest, statSync(join(entry.parentPath, entry.name)).mtimeMs), 0);
}

/** Builds unless what is there is newer than everything it is made from. */
function build(): void {
  const built = "build/server/index.js";
  const sources = Math.max(newestIn("app"), newestIn("public"), ...["package.json", "vite.config.ts", "remix.config.js"].map((file) => statSync(file).mtimeMs));
  if (existsSync(built) && statSync(built).mtimeMs > sources) return;
  say("Building …");
  const { status } = spawnSync(process.execPath, ["node_modules/@remix-run/dev/dist/cli.js", "vite:build"], { stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) throw new Error("The build failed; what it said stands above.");
}

const { values } = parseArgs({ options: { load: { type: "boolean" }, "no-build": { type: "boolean" } } });
process.env["DATA_DIR"] ||= "./data/demo";
process.env["TODAY"] ||= "2025-05-12";
process.env["DEMO"] = "1";
process.env["NODE_ENV"] ||= "production";

if (values["no-build"] !== true) build();
const opened = await openInstallation(readSettings(), say);
try {
  if ((await opened.installation.database.transaction(countAccounts)) === 0) {
    say("Loading the invented province …");
    await fillInstallation(opened, "S", () => undefined);
  }
} finally {
  await opened.close();
}

const t = makeT("vi", { access });
const width = Math.max(...DEMO_ACCOUNTS.map(({ login }) => login.length));
say(["", "Demo accounts / Tài khoản dùng thử:", ...DEMO_ACCOUNTS.map(({ login, role, place }) => `  ${login.padEnd(width)}  ${demoPassword(login).padEnd(30)}  ${t(`access.role.${role}`)} (${place})`), ""].join("\n"));
// --load prepares the data folder and ends: for tests that start their own server on it.
if (values.load === true) process.exit(0);
await import("../serve.ts");
