import { type Browser, chromium, type Page } from "@playwright/test";
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { demoPassword } from "./generator/accounts.ts";
import { PLANNING_DAY } from "./generator/season.ts";
import type { Size } from "./generator/shape.ts";
import { loadedFolder } from "./installation.ts";

/** As a person waits for it: from the navigation until the browser has painted the days, in a real server's answer. */
type Month = {
  readonly firstPaintMs: number;
  /** Until the drawn tables have given way to the calendar that can be dragged. */
  readonly interactiveMs: number;
  readonly busiest: string;
  readonly congresses: number;
  /** The most congresses or sums that one answer of the season's months carries. */
  readonly events: number;
  /** The largest answer, unpacked, and as it travels. */
  readonly answerKb: number;
  readonly wireKb: number;
};
type Timeline = { readonly firstPaintMs: number; readonly rows: number; readonly worstFrameMs: number; readonly frames: number; readonly screens: number; readonly answerKb: number; readonly wireKb: number };

const TIMES = 5;
const SCREENS = 100;
const SCROLL_MS = 5_000;
const MONTHS = Array.from({ length: 12 }, (_, i) => `${PLANNING_DAY.slice(0, 4)}-${String(i + 1).padStart(2, "0")}`);

/** Month and timeline of the whole province in headless Chromium; the installation must be loaded and closed. */
export async function browse(size: Size, say: (text: string) => void): Promise<{ month: Month; timeline: Timeline }> {
  const server = await startServer(size);
  try {
    const browser = await chromium.launch({
      executablePath: findChromium(),
      args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
    });
    try {
      const page = await signedIn(browser, server.origin);
      say("month …");
      const month = await monthOf(page);
      say("timeline …");
      return { month, timeline: await timelineOf(page) };
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}

function findChromium(): string {
  const onPath = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"].flatMap((name) => (process.env["PATH"] ?? "").split(delimiter).map((folder) => join(folder, name)));
  const found = [process.env["CHROMIUM_PATH"] ?? "", chromium.executablePath(), ...onPath].find((path) => path !== "" && existsSync(path));
  if (found === undefined) throw new Error("No Chromium: set CHROMIUM_PATH, or run npx playwright install chromium.");
  return found;
}

async function signedIn(browser: Browser, origin: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: origin, locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh", viewport: { width: 1366, height: 900 } });
  // The loader of TypeScript names functions through this, also those that run in the page.
  await context.addInitScript("globalThis.__name ??= (named) => named");
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("Tên đăng nhập").fill("planner");
  await page.getByLabel("Mật khẩu").fill(demoPassword("planner"));
  await page.getByRole("button", { name: "Đăng nhập" }).click();
  await page.waitForURL((url) => url.pathname !== "/sign-in");
  return page;
}

type Weight = { kb: number; wireKb: number };
const kb = (bytes: number): number => Math.round(bytes / 100) / 10;

/** The largest of the pages and data that come while `run` runs; scripts, styles and fonts are not counted. */
async function weighed<T>(page: Page, run: () => Promise<T>): Promise<T & Weight> {
  const weights: Promise<Weight>[] = [];
  const listen = (response: Awaited<ReturnType<Page["waitForResponse"]>>): void => {
    if (!["document", "fetch", "xhr"].includes(response.request().resourceType()) || response.status() !== 200) return;
    weights.push(Promise.all([response.body(), response.request().sizes()]).then(([body, sizes]) => ({ kb: kb(body.byteLength), wireKb: kb(sizes.responseBodySize) }), () => ({ kb: 0, wireKb: 0 })));
  };
  page.on("response", listen);
  const answer = await run();
  const all = await Promise.all(weights);
  page.off("response", listen);
  return { ...answer, kb: Math.max(0, ...all.map((each) => each.kb)), wireKb: Math.max(0, ...all.map((each) => each.wireKb)) };
}

/** Milliseconds from the navigation until an element is there and the frame with it has been painted. */
async function paintedAfter(page: Page, address: string, selector: string): Promise<number> {
  await page.goto("about:blank");
  await page.goto(address, { waitUntil: "commit" });
  return page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const look = (): void => {
          if (document.querySelector(wanted) === null) requestAnimationFrame(look);
          // The frame after the one in which it was found: by then it is on the screen.
          else requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
        };
        look();
      }),
    selector,
  );
}

/** The worst of several visits; the first one warms up server and browser. */
async function worstVisit(page: Page, address: string, selector: string): Promise<number> {
  const took: number[] = [];
  for (let i = 0; i <= TIMES; i++) took.push(await paintedAfter(page, address, selector));
  return Math.round(Math.max(...took.slice(1)));
}

async function monthOf(page: Page): Promise<Month> {
  const origin = new URL(page.url()).origin;
  const seen: { month: string; events: number; congresses: number; kb: number; wireKb: number }[] = [];
  for (const month of MONTHS) {
    const { events, congresses, ...weight } = await weighed(page, async () => {
      const address = `${origin}/calendar?day=${month}-01`;
      await page.goto(address, { waitUntil: "networkidle" });
      const answer = await page.request.get(`${address}&_data=${encodeURIComponent("routes/calendar/calendar")}`);
      const data = (await answer.json()) as { congresses: readonly unknown[] | null; sums: readonly { count: number }[] };
      return { events: (data.congresses ?? data.sums).length, congresses: data.sums.reduce((sum, each) => sum + each.count, 0) };
    });
    seen.push({ month, events, congresses, ...weight });
  }
  const most = (of: (each: (typeof seen)[number]) => number): number => Math.max(...seen.map(of));
  const busiest = seen.toSorted((a, b) => b.congresses - a.congresses)[0];
  const fullest = seen.toSorted((a, b) => b.events - a.events)[0];
  if (busiest === undefined || fullest === undefined) throw new Error("the year has no months");
  const visits = [...new Set([busiest.month, fullest.month])].map((month) => `${origin}/calendar?day=${month}-01`);
  let [firstPaintMs, interactiveMs] = [0, 0];
  for (const address of visits) {
    firstPaintMs = Math.max(firstPaintMs, await worstVisit(page, address, ".chip-event"));
    interactiveMs = Math.max(interactiveMs, await worstVisit(page, address, ".rbc-event .chip-event"));
  }
  return { firstPaintMs, interactiveMs, busiest: busiest.month, congresses: busiest.congresses, events: most((each) => each.events), answerKb: most((each) => each.kb), wireKb: most((each) => each.wireKb) };
}

async function timelineOf(page: Page): Promise<Timeline> {
  const address = `${new URL(page.url()).origin}/calendar/timeline?day=${PLANNING_DAY}`;
  const { firstPaintMs, rows, deltas, filled, kb: answerKb, wireKb } = await weighed(page, async () => {
    const firstPaintMs = await worstVisit(page, address, ".tl-row .tl-name a");
    const scrolled = await page.evaluate(scroll, { screens: SCREENS, ms: SCROLL_MS });
    // What the scrolling ends on is filled in, not only drawn as empty rows.
    await page.waitForFunction(() => document.querySelectorAll(".tl-row").length > 0 && document.querySelector('.tl-row[aria-busy="true"]') === null, undefined, { timeout: 10_000 });
    return { firstPaintMs, ...scrolled, filled: true };
  });
  if (!filled || deltas.length === 0) throw new Error("the timeline did not scroll");
  return { firstPaintMs, rows, worstFrameMs: Math.round(Math.max(...deltas) * 10) / 10, frames: deltas.length, screens: SCREENS, answerKb, wireKb };
}

/** Runs in the page: scrolls so many screens at an even pace and notes how long each frame took. */
function scroll({ screens, ms }: { screens: number; ms: number }): Promise<{ rows: number; deltas: number[] }> {
  const grid = document.querySelector<HTMLElement>('[role="grid"]');
  if (grid === null) throw new Error("no timeline");
  const rows = Number(grid.getAttribute("aria-rowcount")) - 1;
  const way = Math.min(screens * grid.clientHeight, grid.scrollHeight - grid.clientHeight);
  return new Promise((resolve) => {
    const deltas: number[] = [];
    requestAnimationFrame((began) => {
      let before = began;
      const frame = (now: number): void => {
        deltas.push(now - before);
        before = now;
        const part = Math.min(1, (now - began) / ms);
        grid.scrollTop = way * part;
        if (part < 1) requestAnimationFrame(frame);
        else resolve({ rows, deltas });
      };
      requestAnimationFrame(frame);
    });
  });
}

/** The built server on a free port with the loaded data; it ends with the benchmark. */
async function startServer(size: Size): Promise<{ origin: string; stop: () => Promise<void> }> {
  const env: NodeJS.ProcessEnv = { ...process.env, DATA_DIR: loadedFolder(size), PORT: "0", HOST: "localhost", TODAY: PLANNING_DAY, NODE_ENV: "production" };
  const server = spawn(process.execPath, ["--max-semi-space-size=8", "--import", "tsx", "app/serve.ts"], { env, stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  const kill = (): boolean => server.kill("SIGKILL");
  process.once("exit", kill);
  const stop = async (): Promise<void> => {
    server.kill("SIGTERM");
    const late = setTimeout(kill, 30_000);
    await ended;
    clearTimeout(late);
    process.off("exit", kill);
  };
  return { origin: await listening(server), stop };
}

function listening(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    server.stdout?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      const found = /Listening on (http:\/\/localhost:\d+)/.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    });
    server.once("exit", (code) => reject(new Error(`The server ended (exit ${code}) before it listened:\n${output}`)));
  });
}
