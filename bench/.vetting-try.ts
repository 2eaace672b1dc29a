import { existsSync, writeFileSync } from "node:fs";
import { openInstallation } from "#app/http/open-installation.server.ts";
import { showPersonnel } from "#app/usecases/show-personnel.server.ts";
import { showSlate } from "#app/usecases/show-slate.server.ts";
import { showNominee } from "#app/usecases/show-nominee.server.ts";
import { offerNominee } from "#app/usecases/add-nominee.server.ts";
import { inboxOfVetting } from "#app/usecases/inbox-vetting.server.ts";
import { actAs, settingsFor } from "./installation.ts";
import { fillInstallation } from "./generator/load.ts";
const say = (t: string) => console.log(t);
const dir = process.argv[2]!;
const opened = await openInstallation(settingsFor(dir), () => undefined);
if (!existsSync(`${dir}/loaded`)) { await fillInstallation(opened, (process.argv[3] ?? "M") as "M", say); writeFileSync(`${dir}/loaded`, ""); }
import pg from "pg"; { const c = new pg.Client((opened as {ownerUrl: string}).ownerUrl); await c.connect(); await c.query("ANALYZE"); await c.end(); }
const { database } = opened.installation;
const asked = { branch: null, show: null, kind: null, slates: "all" as const, text: "", page: 1 };
const ids = await database.transaction(async (tx) => ({ c: await tx.slate.findMany({ take: 20, skip: 5 }), n: await tx.nominee.findMany({ take: 20, skip: 50 }), counts: [await tx.nominee.count(), await tx.check.count(), await tx.conclusion.count(), await tx.person.count()] }));
say(JSON.stringify(ids.counts));
import { countQueue, listQueue } from "#app/db/checks.server.ts"; import { countConclusions } from "#app/db/conclusions.server.ts"; import { countSlates, listSlates } from "#app/db/slates.server.ts"; import { vetterOf } from "#app/usecases/find-nominee.server.ts"; import { day } from "#app/core/time/day.ts"; // EXPL
{ const as = await actAs(opened, "vetting"); const d = { today: day("2025-05-12"), soonUntil: day("2025-05-20") };
 for (let k = 0; k < 3; k++) await as(async (e, s) => { const v = vetterOf(e); for (const [n, f] of Object.entries({ countQueue: () => countQueue(e.tx, v, d), returned: () => countConclusions(e.tx, v, "returned"), toDecide: () => countConclusions(e.tx, v, "toDecide"), countSlates: () => countSlates(e.tx, s("nominees")), mine: () => listQueue(e.tx, v, { ...d, show: "mine", kind: null }, 0, 51), expired: () => listQueue(e.tx, v, { ...d, show: "expired", kind: null }, 0, 51), slates: () => listSlates(e.tx, s("nominees"), { show: "all", text: "", walled: [] }, 0, 51) })) { const t = performance.now(); const r = await f(); say(n + " " + (performance.now() - t).toFixed(1) + " " + (Array.isArray(r) ? r.length : JSON.stringify(r))); } }); }
for (const login of ["vetting", "vetting.lead", "planner"] as const) {
  const as = await actAs(opened, login);
  const cases: Record<string, (i: number) => Promise<unknown>> = {
    mine: () => as((e, s) => showPersonnel(e, s("nominees"), asked)),
    overdue: () => as((e, s) => showPersonnel(e, s("nominees"), { ...asked, show: "overdue" })),
    unassigned: () => as((e, s) => showPersonnel(e, s("nominees"), { ...asked, show: "unassigned" })),
    slates: () => as((e, s) => showPersonnel(e, s("nominees"), { ...asked, show: "slates" })),
    slatesQ: () => as((e, s) => showPersonnel(e, s("nominees"), { ...asked, show: "slates", text: "hoa", page: 2 })),
    inbox: () => as((e) => inboxOfVetting(e)),
    slate: (i) => as((e, s) => showSlate(e, s("nominees"), ids.c[i % ids.c.length]!.congressId).catch(() => 0)),
    nominee: (i) => as((e) => showNominee(e, ids.n[i % ids.n.length]!.id).catch(() => 0)),
    search: (i) => as((e) => offerNominee(e, { congressId: ids.c[i % ids.c.length]!.congressId, text: ["nguyen van", "hoa", "anh"][i % 3]! }).catch(() => 0)),
  };
  for (const [name, run] of Object.entries(cases)) {
    const times: number[] = [];
    for (let i = 0; i < 25; i++) { const t = performance.now(); await run(i); times.push(performance.now() - t); }
    times.sort((a, b) => a - b);
    say(`${login} ${name} p50 ${times[12]!.toFixed(1)} p95 ${times[23]!.toFixed(1)}`);
  }
}
await opened.close();
