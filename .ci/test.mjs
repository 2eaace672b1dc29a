// Everything that is checked, one runner after another, and one line at the end that adds up what they counted.
// `--no-browser` leaves out the browser tests.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { gzipSync } from "node:zlib";

const BROWSER = !process.argv.includes("--no-browser");
const REPORTS = ".cache/test-reports";
const FIRST_LOAD_LIMIT = 130_000;
const ZONES = ["UTC", "Asia/Ho_Chi_Minh", "America/New_York"];
/** Rules and arithmetic: every branch is taken by a test. */
const COVERED = ["rules", "time", "vetting", "scheduling", "readiness", "letters"];

const total = { passed: 0, failed: 0, skipped: 0 };
const MINUTE = 60_000;

/** Runs a program to its end; one that takes too long is ended with everything it started. */
function run(command, args, { env = {}, minutes = 5 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"], detached: true });
    const output = [];
    const end = (signal) => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, signal);
      } catch {
        // It is gone already.
      }
    };
    const timer = setTimeout(() => {
      output.push(`\nstopped after ${minutes} minutes\n`);
      end("SIGTERM");
      setTimeout(end, 10_000, "SIGKILL").unref();
    }, minutes * MINUTE);
    child.stdout.on("data", (chunk) => output.push(chunk));
    child.stderr.on("data", (chunk) => output.push(chunk));
    child.on("error", (error) => resolve({ code: 127, output: String(error) }));
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? 1, output: output.map(String).join("") });
    });
  });
}

const tool = (name, args, options) => run(process.execPath, [binary(name), ...args], options);

/** The tool's own entry file, so that nothing depends on a shell or on the PATH. */
function binary(name) {
  const link = join("node_modules", ".bin", name);
  if (!existsSync(link)) throw new Error(`${name} is not installed; run npm install`);
  return link;
}

async function step(name, work) {
  const began = performance.now();
  let counts;
  try {
    counts = await work();
  } catch (error) {
    counts = { passed: 0, failed: 1, skipped: 0, output: String(error) };
  }
  const { passed, failed, skipped, output = "", note = "" } = counts;
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  if (failed > 0 && output !== "") console.log(output.trimEnd());
  console.log(`${failed > 0 ? "✗" : "✓"} ${name}: ${passed} passed, ${failed} failed, ${skipped} skipped (${seconds} s)${note === "" ? "" : ` ${note}`}`);
}

/** A check that is right or wrong as a whole counts as one. */
const gate = (code, output, note = "") => ({ passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, output, note });

async function gateOf(name, args, options) {
  const { code, output } = await tool(name, args, options);
  return gate(code, output);
}

function report(name) {
  const path = join(REPORTS, name);
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null;
}

async function generated() {
  const client = "app/db/generated/client.ts";
  if (existsSync(client) && statSync(client).mtimeMs >= statSync("prisma/schema.prisma").mtimeMs) return gate(0, "");
  const { code, output } = await run("npm", ["run", "--silent", "postinstall"]);
  return gate(code === 0 && existsSync(client) ? 0 : 1, output);
}

async function vitest(file, args, env) {
  const { code, output } = await tool("vitest", ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${join(REPORTS, file)}`, ...args], { env, minutes: 20 });
  const told = report(file);
  if (told === null) return gate(1, output);
  // A file that cannot even be loaded holds no tests to count.
  const broken = told.testResults.filter((each) => each.status === "failed" && each.assertionResults.length === 0).length;
  const failed = told.numFailedTests + broken;
  return {
    passed: told.numPassedTests,
    failed: failed === 0 && code !== 0 && !args.includes("--coverage.enabled") ? 1 : failed,
    skipped: told.numPendingTests + told.numTodoTests,
    output,
    code,
  };
}

/** Core by itself under another zone; the first time with the branches counted. */
async function coreUnder(zone, withCoverage) {
  const include = COVERED.map((subject) => `--coverage.include=app/core/${subject}/**`);
  const coverage = ["--coverage.enabled", "--coverage.provider=v8", "--coverage.reporter=text", `--coverage.reportsDirectory=coverage`, ...include, "--coverage.exclude=**/*.test.ts", "--coverage.thresholds.branches=100"];
  return vitest(`core-${zone.replace("/", "-")}.json`, ["app/core", ...(withCoverage ? coverage : [])], { TZ: zone });
}

/** The scripts that a page's first view needs: entry, root, layouts, the route itself, with everything they import. */
function firstLoads() {
  const assets = "build/client/assets";
  const name = readdirSync(assets).find((file) => file.startsWith("manifest-"));
  if (name === undefined) throw new Error("the build has no manifest");
  const text = readFileSync(join(assets, name), "utf8");
  const manifest = JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1));
  const sizes = new Map();
  const size = (url) => {
    if (!sizes.has(url)) sizes.set(url, gzipSync(readFileSync(join("build/client", url))).length);
    return sizes.get(url);
  };
  return Object.values(manifest.routes).map((route) => {
    const files = new Set([manifest.entry.module, ...manifest.entry.imports]);
    for (let at = route; at !== undefined; at = manifest.routes[at.parentId]) for (const file of [at.module, ...(at.imports ?? [])]) files.add(file);
    return { id: route.id, bytes: [...files].reduce((sum, url) => sum + size(url), 0) };
  });
}

function sizeBudget() {
  const pages = firstLoads().toSorted((a, b) => b.bytes - a.bytes);
  const over = pages.filter((page) => page.bytes > FIRST_LOAD_LIMIT);
  const largest = pages[0] === undefined ? "" : `largest ${pages[0].id} ${(pages[0].bytes / 1000).toFixed(1)} kB`;
  return gate(over.length === 0 ? 0 : 1, over.map((page) => `${page.id}: ${page.bytes} bytes gzipped, more than ${FIRST_LOAD_LIMIT}`).join("\n"), largest);
}

const works = (path) => path !== undefined && path !== "" && existsSync(path) && spawnSync(path, ["--version"], { timeout: 20_000 }).status === 0;
const onPath = (names) => names.flatMap((name) => (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name))).find(works);
const ownChromium = async () => (await import(createRequire(import.meta.url).resolve("playwright-core"))).default.chromium.executablePath();

/** Chromium from where it is, else installed: Playwright's, else the distribution's when we may. */
async function findChromium() {
  const system = () => onPath(["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]);
  const there = async () => [process.env.CHROMIUM_PATH, await ownChromium()].find(works) ?? system();
  const found = await there();
  if (found !== undefined) return found;
  await tool("playwright", ["install", "chromium"], { minutes: 4 });
  const installed = await there();
  if (installed !== undefined || process.getuid?.() !== 0) return installed;
  await run("apt-get", ["update", "-qq"], { minutes: 3 });
  await run("apt-get", ["install", "-y", "-qq", "chromium"], { minutes: 6, env: { DEBIAN_FRONTEND: "noninteractive" } });
  return there();
}

async function browser() {
  const chromium = await findChromium();
  const file = join(REPORTS, "browser.json");
  const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: file };
  if (chromium === undefined) {
    await tool("playwright", ["test", "--list", "--reporter=json"], { env });
    const count = countSpecs(report("browser.json")?.suites ?? []);
    console.log("No Chromium: set CHROMIUM_PATH, or run npx playwright install chromium, or install the package chromium.");
    return { passed: 0, failed: Math.max(1, count), skipped: 0 };
  }
  const { code, output } = await tool("playwright", ["test", "--reporter=list,json"], { env: { ...env, CHROMIUM_PATH: chromium }, minutes: 14 });
  const stats = report("browser.json")?.stats;
  if (stats === undefined) return gate(1, output);
  const failed = stats.unexpected + (stats.unexpected === 0 && code !== 0 ? 1 : 0);
  return { passed: stats.expected + stats.flaky, failed, skipped: stats.skipped, output, note: stats.flaky > 0 ? `${stats.flaky} only at the second try` : "" };
}

const countSpecs = (suites) => suites.reduce((sum, suite) => sum + (suite.specs?.length ?? 0) + countSpecs(suite.suites ?? []), 0);

rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
await step("database client", generated);
await step("types", () => gateOf("tsc", []));
await step("lint", () => gateOf("oxlint", ["--type-aware"]));
await step("import rules", () => gateOf("depcruise", ["app"]));
await step("dead code", () => gateOf("knip", []));
await step("tests", () => vitest("tests.json", []));
let coverage;
for (const [i, zone] of ZONES.entries())
  await step(`core in ${zone}`, async () => {
    const counts = await coreUnder(zone, i === 0);
    if (i === 0) coverage = gate(counts.code === 0 || counts.failed > 0 ? 0 : 1, counts.output);
    return counts;
  });
await step("every branch of the rules", () => coverage ?? gate(1, "the coverage was not counted"));
await step("build", () => gateOf("remix", ["vite:build"], { minutes: 6 }));
await step("first load of a page", sizeBudget);
if (BROWSER) await step("browser", browser);

console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed === 0 ? 0 : 1;
