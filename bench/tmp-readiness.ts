import { openInstallation } from "#app/http/open-installation.server.ts";
import { readSettings } from "#app/env.server.ts";
import { existsSync, mkdirSync, writeFileSync, chmodSync } from "node:fs";
import { fillInstallation } from "./generator/load.ts";
import { actAs } from "./installation.ts";
import { showReadiness } from "#app/usecases/show-readiness.server.ts";
import { showChecklist } from "#app/usecases/show-checklist.server.ts";
import { inboxOfReadiness } from "#app/usecases/inbox-readiness.server.ts";
import { recomputeAll, refreshReadiness } from "#app/usecases/refresh-readiness.server.ts";
import { PLANNING_DAY } from "./generator/season.ts";
const size = process.argv[2] as "S" | "M";
const dir = `/tmp/rdy-${size}`; mkdirSync(dir, { recursive: true }); chmodSync(dir, 0o711);
const opened = await openInstallation(readSettings({ DATA_DIR: dir, TODAY: PLANNING_DAY }), console.error);
if (!existsSync(`${dir}/loaded`)) { await fillInstallation(opened, size, console.error); writeFileSync(`${dir}/loaded`, ""); }
writeFileSync(`${dir}/owner`, opened.ownerUrl);
const { database } = opened.installation;
async function measure(name: string, work: () => Promise<unknown>, times = 60) {
  const ms: number[] = [];
  for (let i = 0; i < times + 5; i++) { const t = performance.now(); await work(); if (i >= 5) ms.push(performance.now() - t); }
  ms.sort((a, b) => a - b);
  const { queries } = await database.countQueries(work);
  console.log(name, "p50", ms[Math.floor(ms.length / 2)]?.toFixed(1), "p95", ms[Math.floor(ms.length * 0.95)]?.toFixed(1), "queries", queries);
}
const all = { light: null, level: null, state: null, page: 1, children: 1 } as const;
for (const login of ["secretary", "planner", "clerk"] as const) {
  try {
    const as = await actAs(opened, login as never);
    await measure(`board ${login}`, () => as((e, s) => showReadiness(e, s("readiness"), all)));
    for (const light of ["red","amber","grey","green","all"] as const) await measure(`board ${login} ${light}`, () => as((e, s) => showReadiness(e, s("readiness"), { ...all, light })), 20);
    await measure(`board ${login} level`, () => as((e, s) => showReadiness(e, s("readiness"), { ...all, light: "all", level: "cell" })), 20);
    await measure(`inbox ${login}`, () => as((e) => inboxOfReadiness(e)));
    const b = await as((e, s) => showReadiness(e, s("readiness"), all));
    console.log(login, JSON.stringify(b.season?.counts), b.season?.rows.length, JSON.stringify(b.season?.rows[0]?.causes.map((c) => [c.code, c.finding, c.lineCode])));
    const id = b.season?.rows[0]?.congressId;
    if (id) await measure(`checklist ${login}`, () => as((e, s) => showChecklist(e, s("readiness"), id)));
    if (id && login === "planner") await measure("refresh one", () => as((e) => refreshReadiness(e, [id])));
  } catch (error) { console.log(login, String(error)); }
}
if (process.argv[3] === "all") {
  const t = performance.now();
  console.log(await recomputeAll((work) => database.transaction((tx) => work({ tx, today: PLANNING_DAY }), { timeoutMs: 600000 })), "in", performance.now() - t);
}
await opened.close();
