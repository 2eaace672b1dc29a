import { createRequestHandler, type RequestHandler, type ServerBuild } from "@remix-run/node";
import type { Tx } from "#app/db/client.server.ts";
import { insertFeed } from "#app/db/feeds.server.ts";
import { openSession } from "#app/db/sessions.server.ts";
import type { OpenedInstallation } from "#app/http/open-installation.server.ts";
import { newSession } from "#app/http/session.server.ts";
import { checkImport } from "#app/usecases/check-import.server.ts";
import { hashOfSecret } from "#app/usecases/feed-secret.server.ts";
import { resolveBranch } from "#app/usecases/resolve-branch.server.ts";
import { accountId, DEMO_ACCOUNTS } from "./generator/accounts.ts";
import { actAs } from "./installation.ts";
import { type Amount, type Latency, measure } from "./measure.ts";

const AMOUNT: Amount = { warm: 5, times: 100, budgetMs: 4_000 };
const SAMPLES = 25;
const ORIGIN = "http://localhost";

export type PageLatency = Latency & { readonly as: string };

type Reader = { readonly login: string; readonly cookie: string };
type Route = { readonly id: string; readonly name: string; readonly path: string };

/** Every loader of the built route manifest, called as the browser asks for a page's data, by somebody who may. */
export async function pages(opened: OpenedInstallation, only: (route: Route) => boolean = () => true): Promise<{ pages: Record<string, PageLatency> }> {
  // A path in a variable, so that the type checker does not ask for the build.
  const file = new URL("../build/server/index.js", import.meta.url).href;
  const build = (await import(file)) as ServerBuild;
  const handler = createRequestHandler(build, "production");
  const { database } = opened.installation;
  const readers = await database.transaction(signInAll);
  await keepDraft(opened);
  await keepPlans(opened);
  await keepFeed(opened);
  const samples = await database.transaction(samplesOf);
  const measured: Record<string, PageLatency> = {};
  const unreachable: string[] = [];
  for (const route of routesOf(build).filter(only)) {
    const found = await whoMay(handler, opened, { route, readers, samples });
    if (found === null) {
      unreachable.push(route.id);
      continue;
    }
    const { reader, addresses } = found;
    const ask = (i: number): Promise<Response> => fetchData(handler, opened, route, addresses[i % addresses.length] ?? "", reader.cookie);
    measured[route.name] = { ...(await measure(database, ask, AMOUNT)), as: reader.login };
  }
  if (unreachable.length > 0) throw new Error(`nobody was answered by ${unreachable.join(", ")}`);
  return { pages: measured };
}

/** Each route with a loader, by the name of its file. */
function routesOf(build: ServerBuild): Route[] {
  const routes = Object.values(build.routes).filter((route) => route !== undefined && route.module.loader !== undefined);
  const base = (id: string): string => camel(id.split("/").at(-1) ?? id);
  return routes.flatMap((route) => {
    if (route === undefined) return [];
    const twice = routes.filter((other) => other !== undefined && base(other.id) === base(route.id)).length > 1;
    return [{ id: route.id, name: twice ? camel(route.id.split("/").slice(-2).join("-")) : base(route.id), path: pathOf(build, route.id) }];
  });
}

const camel = (text: string): string => text.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

function pathOf(build: ServerBuild, id: string): string {
  const steps: string[] = [];
  for (let route = build.routes[id]; route !== undefined; route = route.parentId === undefined ? undefined : build.routes[route.parentId]) if (route.path) steps.unshift(route.path);
  return `/${steps.join("/")}`;
}

async function signInAll(tx: Tx): Promise<Reader[]> {
  const readers: Reader[] = [];
  for (const { login } of DEMO_ACCOUNTS) {
    const { id, setCookie } = await newSession();
    await openSession(tx, id, accountId(login), "bench");
    readers.push({ login, cookie: setCookie.split(";")[0] ?? "" });
  }
  return [...readers, { login: "nobody", cookie: "" }];
}

type Samples = Readonly<Record<string, readonly string[]>>;

/** Ids for the places in addresses, spread over the tables. */
async function samplesOf(tx: Tx): Promise<Samples> {
  const ids = (rows: readonly { id: string }[]): string[] => rows.map((row) => row.id);
  const take = { select: { id: true }, orderBy: { id: "asc" }, take: SAMPLES } as const;
  const nominees = await tx.nominee.findMany({ where: { officerId: accountId("vetting") }, select: { id: true, personId: true, congressId: true, checks: { select: { id: true }, take: 1 } }, orderBy: { id: "asc" }, take: SAMPLES });
  const letters = await tx.letterAssignment.findMany({ where: { accountId: accountId("letters") }, select: { letterId: true }, orderBy: { letterId: "asc" }, take: SAMPLES });
  return {
    congressId: [...new Set(nominees.map((nominee) => nominee.congressId)), ...ids(await tx.congress.findMany({ where: { outcome: { isNot: null }, unit: { level: "grassroots" } }, ...take }))],
    nomineeId: ids(nominees),
    personId: nominees.map((nominee) => nominee.personId),
    checkId: nominees.flatMap((nominee) => ids(nominee.checks)),
    letterId: letters.map((letter) => letter.letterId),
    unitId: ids(await tx.unit.findMany({ where: { level: { not: "cell" } }, ...take })),
    leaderId: ids(await tx.leader.findMany(take)),
    venueId: ids(await tx.venue.findMany(take)),
    planId: ids(await tx.planVersion.findMany({ where: { unitId: { not: null } }, ...take })),
    draftId: ids(await tx.importDraft.findMany(take)),
    kind: ["units", "leaders", "datePlan"],
    edition: ["CT45", "KL163"],
    file: [`${FEED}.ics`],
  };
}

const LIST = { header: ["code", "name", "type", "parent_code"], rows: Array.from({ length: 60 }, (_, i) => ({ row: i + 2, cells: [`N.${i}`, `Xã Số ${i}`, "Xã", i % 2 === 0 ? "nowhere" : ""] })) };

/** A checked file of the planner's with wrong rows, so that its pages have something to show. */
async function keepDraft(opened: OpenedInstallation): Promise<void> {
  const planner = await actAs(opened, "planner");
  await planner(async (errand, scope) => {
    if ((await errand.tx.importDraft.count()) > 0) return;
    const { unitId } = await resolveBranch(errand, scope("organisation"), null);
    await checkImport(errand, { kind: "units", unitId, fileName: "units.csv", sha256: "0".repeat(64), table: LIST });
  });
}

/** Versions of the whole province with the dates that stand: one proposed, one approved, so that their pages have something to show. */
async function keepPlans(opened: OpenedInstallation): Promise<void> {
  const planner = await actAs(opened, "planner");
  await planner(async ({ tx, actor }) => {
    if ((await tx.planVersion.count({ where: { unitId: { not: null } } })) > 0) return;
    const working = await tx.planVersion.findFirstOrThrow({ where: { state: "working" }, select: { id: true, campaignId: true, campaign: { select: { unitId: true } } } });
    const placed = await tx.plannedDate.count({ where: { planVersionId: working.id } });
    for (const number of [null, 1]) {
      const { id } = await tx.planVersion.create({
        data: {
          campaignId: working.campaignId,
          unitId: working.campaign.unitId,
          state: number === null ? "proposed" : "approved",
          number,
          approvedOn: number === null ? null : new Date("2025-05-12"),
          createdById: actor.accountId,
          question: { keeping: "dates", round: 1, baseNumber: 0 },
          summary: { placed, unplaced: 0 },
        },
        select: { id: true },
      });
      await tx.$executeRaw`INSERT INTO "PlannedDate" ("planVersionId", "congressId", "opensOn", "closesOn", session, "venueId")
        SELECT ${id}::uuid, "congressId", "opensOn", "closesOn", session, "venueId" FROM "PlannedDate" WHERE "planVersionId" = ${working.id}::uuid`;
    }
  });
}

/** The secret of the planner's calendar here; it opens invented data on this machine alone. */
const FEED = "b".repeat(43);

async function keepFeed(opened: OpenedInstallation): Promise<void> {
  const planner = await actAs(opened, "planner");
  await planner(async (errand, scope) => {
    const { tx, actor, now } = errand;
    if ((await tx.feed.count()) > 0) return;
    const { unitId } = await resolveBranch(errand, scope("campaign"), null);
    await insertFeed(tx, { kind: "branch", unitId, leaderId: null, accountId: actor.accountId, secretHash: hashOfSecret(FEED), createdAt: now });
  });
}

/** Texts that are asked for in the address behind the question mark. */
const SEARCHES: Readonly<Record<string, readonly string[]>> = {
  search: ["?q=quynh", "?q=nguyen+van", "?q=dong+hoa"],
  typeahead: ["?q=quy", "?q=ngu", "?q=minh"],
  calendar: ["", "?month=2025-06", "?month=2025-04"],
};

function addressesOf(route: Route, samples: Samples): string[] {
  const place = /:(\w+)/.exec(route.path)?.[1];
  const filled = place === undefined ? [route.path] : (samples[place] ?? []).map((id) => route.path.replace(`:${place}`, id));
  return filled.flatMap((path) => (SEARCHES[route.name] ?? [""]).map((search) => path + search));
}

type Question = { readonly route: Route; readonly readers: readonly Reader[]; readonly samples: Samples };

/** Of those who are answered, the one who waits longest: who sees more costs more. */
async function whoMay(handler: RequestHandler, opened: OpenedInstallation, { route, readers, samples }: Question): Promise<{ reader: Reader; addresses: string[] } | null> {
  let slowest: { reader: Reader; addresses: string[]; took: number } | null = null;
  for (const reader of readers) {
    const addresses: string[] = [];
    let took = 0;
    for (const [i, address] of addressesOf(route, samples).entries()) {
      // Somebody who is refused five times is refused everywhere.
      if (i >= 5 && addresses.length === 0) break;
      const began = performance.now();
      const { ok } = await fetchData(handler, opened, route, address, reader.cookie);
      if (ok) addresses.push(address);
      // The first answers warm up; a few more are enough to compare.
      if (ok && addresses.length > 2 && addresses.length <= 8) took += performance.now() - began;
    }
    if (addresses.length > 0 && (slowest === null || took > slowest.took)) slowest = { reader, addresses, took };
  }
  return slowest;
}

async function fetchData(handler: RequestHandler, { installation }: OpenedInstallation, route: Route, address: string, cookie: string): Promise<Response> {
  const url = new URL(address, ORIGIN);
  url.searchParams.set("_data", route.id);
  const response = await handler(new Request(url, { headers: cookie === "" ? {} : { Cookie: cookie } }), { installation, nonce: "bench", address: "127.0.0.1", malformed: false });
  await response.arrayBuffer();
  return response;
}
