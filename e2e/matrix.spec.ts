import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { POLICY, type Deed, type Role, type View } from "#app/core/access/policy.ts";
import { row, rows, sessionOf } from "./database.ts";
import { expect, test } from "./fixtures.ts";
import { addImportDrafts, addPlans, lapsedActors, matrixActors, type MatrixActor, relatedTo } from "./matrix-actors.ts";
import { handOut, recusal, relatedToScene, type Scene, type WalledActor } from "./matrix-recusal.ts";
import { type Kind, type Relation, TABLE } from "./matrix-table.ts";
import { type RunningServer, startServer } from "./running-server.ts";

// Who gets what from every loader and action of the build, asked over the wire: role × route × relation to the branch.

type Access = "public" | "signedIn" | { readonly view: View } | { readonly anyView: readonly View[] } | { readonly deed: Deed };
type Part = { readonly access: Access | null };
type Route = { readonly id: string; readonly parentId: string | null; readonly path: string; readonly index: boolean; readonly page: boolean; readonly loader: Part | null; readonly action: Part | null };
type Build = { readonly future: Record<string, boolean>; readonly routes: readonly Route[] };
type Answer = { readonly status: number; readonly body: string; readonly headers: Headers };

const RELATIONS: readonly Relation[] = ["own", "sibling", "above", "absent"];
const FOREIGN = "https://elsewhere.example";
const origin = (): string => process.env["JOURNEY_ORIGIN"] ?? "";

// A house of its own: answers before and after are compared, and journeys that run beside would move them.
const others = { origin: process.env["JOURNEY_ORIGIN"], dataDir: process.env["JOURNEY_DATA_DIR"] };
let own: RunningServer | undefined;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  own = await startServer({ demo: true });
  Object.assign(process.env, { JOURNEY_ORIGIN: own.origin, JOURNEY_DATA_DIR: own.dataDir });
});
test.afterAll(async () => {
  Object.assign(process.env, { JOURNEY_ORIGIN: others.origin, JOURNEY_DATA_DIR: others.dataDir });
  await own?.stop();
});

function readBuild(): Build {
  const { stdout, stderr, status } = spawnSync(process.execPath, ["e2e/list-routes.mjs"], { encoding: "utf8", maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`The build cannot be read: ${stderr}`);
  return JSON.parse(stdout) as Build;
}
const build = readBuild();
const byId = new Map(build.routes.map((route) => [route.id, route]));

const pathOf = (route: Route): string => {
  const parent = route.parentId === null ? undefined : byId.get(route.parentId);
  return `${parent === undefined ? "" : pathOf(parent)}${route.path === "" ? "" : `/${route.path}`}`;
};

/** The route's address with ids of one relation; null where there is no such record. */
function addressOf(route: Route, idOf: (kind: Kind) => string | null): string | null {
  const entry = TABLE[route.id];
  const parts = pathOf(route).split("/").map((part) => {
    if (!part.startsWith(":")) return part;
    const name = part.slice(1).replace(/\?$/, "");
    const kind = entry?.params?.[name];
    return kind === undefined ? (entry?.words?.[name] ?? null) : idOf(kind);
  });
  return parts.includes(null) ? null : parts.join("/") || "/";
}

const dataOf = (route: Route, address: string): string => `${address}${address.includes("?") ? "&" : "?"}_data=${encodeURIComponent(route.id)}`;
const documentOf = (route: Route, address: string): string => (route.index ? `${address}?index` : address);

async function ask(address: string, { cookie, method = "GET", form, headers = {} }: { cookie?: string | undefined; method?: string; form?: Record<string, string> | [string, string][] | undefined; headers?: Record<string, string> } = {}): Promise<Answer> {
  const response = await fetch(`${origin()}${address}`, {
    method,
    redirect: "manual",
    headers: {
      ...(cookie === undefined ? {} : { Cookie: cookie }),
      ...(method === "GET" ? {} : { Origin: origin(), "Content-Type": "application/x-www-form-urlencoded" }),
      ...headers,
    },
    ...(form === undefined ? {} : { body: new URLSearchParams(form).toString() }),
  });
  const body = await response.text();
  return { status: response.status, body, headers: response.headers };
}

/** Nothing of the house's inside leaves it: no stack, no path, no source position. */
const INSIDE = /node_modules|\n\s+at [\w.<>]+ ?\(|file:\/\/|\.server\.ts|PrismaClient|at async /;
const inside = (answer: Answer): string[] => (INSIDE.test(answer.body) ? [`shows its inside: ${INSIDE.exec(answer.body)?.[0]}`] : []);

/** Ids, keys and nonces differ from answer to answer; everything else must not. */
const bare = (text: string): string => text.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "ID").replace(/nonce="[^"]*"/g, "").replace(/"formKey":"[^"]*"/g, "");

function passes(role: Role, access: Access | null): boolean {
  if (access === null) return false;
  if (access === "public" || access === "signedIn") return true;
  const { views, deeds } = POLICY[role];
  if ("deed" in access) return deeds.includes(access.deed);
  return ("view" in access ? [access.view] : access.anyView).some((view) => views.includes(view));
}

const hasIds = (route: Route): boolean => Object.keys(TABLE[route.id]?.params ?? {}).length > 0;
const failing = (failures: readonly string[]): string => [...new Set(failures)].sort().join("\n");

/** Works through a list with a few requests in flight. */
async function each<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  await Promise.all(Array.from({ length: 4 }, async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  }));
}

const freshKey = (): string => `matrix-${randomUUID()}`;

/** What these accounts are said to have done, though nothing should have been possible. */
async function deedsOf(actors: readonly MatrixActor[], rightly: readonly string[] = []): Promise<string[]> {
  const done = await rows<{ deed: string; count: number }>(
    `SELECT deed, count(*)::int AS count FROM "AuditEntry" WHERE "actorId" = ANY($1::uuid[]) AND deed NOT LIKE 'session.%' AND NOT deed = ANY($2::text[]) GROUP BY deed`,
    [actors.map((actor) => actor.accountId), rightly],
  );
  return done.map(({ deed, count }) => `${count} × ${deed} was logged`);
}

/** Two accounts differ in their names, and in when they came in. */
const withoutNames = (body: string): string => bare(body).replace(/matrix\.[\w.-]+|Ma trận \w+/gi, "NAME").replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME").replace(/"prefix":"[^"]*"/g, "");

/** Pages over a whole branch or account, which the other actors move meanwhile: these are searched for traces only. */
const MOVED_BY_OTHERS: readonly string[] = ["routes/work/today", "routes/log/log", "routes/shell", "routes/access/accounts"];

/** The province's officer enters a letter of that commune about these persons. */
async function register({ unit }: Scene, subjects: readonly string[]): Promise<string> {
  const { id } = await row<{ id: string }>(`SELECT id::text FROM "Account" WHERE login = 'letters'`);
  const fields = { formKey: freshKey(), intent: "register", registerUnitId: unit, kind: "denunciation", channel: "post", senderKind: "named", secrecy: "none", receivedOn: "2025-03-03", competentReceivedOn: "2025-03-04" };
  const form: [string, string][] = [...Object.entries(fields), ...subjects.map((person): [string, string] => ["about", `person:${person}`])];
  const answer = await ask("/letters/new", { cookie: await sessionOf(id), method: "POST", form });
  const letter = /^\/letters\/([0-9a-f-]{36})/.exec(answer.headers.get("Location") ?? "")?.[1];
  if (letter === undefined) throw new Error(`The letter was not entered: ${answer.status} ${answer.body.slice(0, 300)}`);
  return letter;
}

test.describe.configure({ mode: "default" });

test("every loader and action of the build says who may pass, and the matrix knows it", () => {
  const failures = build.routes.flatMap((route) => [
    ...(route.loader !== null && route.loader.access === null ? [`${route.id}: the loader is not guarded`] : []),
    ...(route.action !== null && route.action.access === null ? [`${route.id}: the action is not guarded`] : []),
    ...(TABLE[route.id] === undefined ? [`${route.id}: not in the matrix`] : []),
    ...(route.path.match(/:[\w?]+/g) ?? [])
      .map((name) => name.replace(/[:?]/g, ""))
      .filter((name) => TABLE[route.id]?.params?.[name] === undefined && TABLE[route.id]?.words?.[name] === undefined)
      .map((name) => `${route.id}: the matrix does not know what :${name} is`),
    ...([route.loader, route.action].some((part) => part?.access === "public") && TABLE[route.id]?.public === undefined ? [`${route.id}: open to strangers without saying so in the matrix`] : []),
  ]);
  const gone = Object.keys(TABLE).filter((id) => !byId.has(id)).map((id) => `${id}: in the matrix, not in the build`);
  expect(failing([...failures, ...gone])).toBe("");
});

test("single fetch and lazy route discovery stay off", async () => {
  expect(build.future["v3_singleFetch"]).toBe(false);
  expect(build.future["v3_lazyRouteDiscovery"]).toBe(false);
  expect((await ask("/__manifest")).status).toBe(404);
  expect((await ask("/__manifest?p=/letters&version=x")).status).toBe(404);
});

test("strangers are sent to the sign-in, by page and by data, and told nothing", async () => {
  const failures: string[] = [];
  const related = await relatedTo("/");
  const say = (what: string, answer: Answer, wrong: boolean): void => {
    for (const said of [...(wrong ? [`${answer.status}`] : []), ...inside(answer)]) failures.push(`${what}: ${said}`);
  };
  await each(build.routes, async (route) => {
    const address = addressOf(route, (kind) => related(kind, "absent"));
    if (address === null) return;
    const open = TABLE[route.id]?.public;
    const toSignIn = (answer: Answer): boolean => answer.status === 302 && (answer.headers.get("Location") ?? "").startsWith("/sign-in");
    if (route.loader !== null && route.loader.access !== "public") {
      const data = await ask(dataOf(route, address));
      // For its own scripts the framework answers a redirect as 204 with the address in a header.
      say(`GET ${route.id} data`, data, !(data.status === 204 && (data.headers.get("X-Remix-Redirect") ?? "").startsWith("/sign-in")));
      if (route.id !== "routes/shell") {
        const page = await ask(address);
        say(`GET ${route.id}`, page, !toSignIn(page));
      }
    } else if (route.loader !== null && route.id !== "root" && open?.get !== undefined) {
      const page = await ask(address);
      say(`GET ${route.id}`, page, page.status !== open.get);
    }
    if (route.action !== null) {
      const answer = await ask(documentOf(route, address), { method: "POST", form: {} });
      say(`POST ${route.id}`, answer, route.action.access === "public" ? answer.status !== open?.post : !(toSignIn(answer) || answer.status === 422));
      if (route.action.access !== "public" && answer.status === 422) failures.push(`POST ${route.id}: explained to a stranger`);
    }
  });
  expect(failing(failures)).toBe("");
});

test("each role gets the places of the policy and nothing of other branches", async () => {
  test.setTimeout(240_000);
  await addImportDrafts();
  await addPlans();
  const actors = await matrixActors();
  const failures: string[] = [];
  let asked = 0;
  const jobs: { actor: MatrixActor; route: Route; related: (kind: Kind, relation: Relation) => string | null }[] = [];
  for (const actor of actors) {
    const related = await relatedTo(actor.path);
    for (const route of build.routes) if (route.loader !== null && route.loader.access !== "public") jobs.push({ actor, route, related });
  }
  await each(jobs, async ({ actor, route, related }) => {
    const entry = TABLE[route.id];
    const absentAddress = addressOf(route, (kind) => related(kind, "absent"));
    const absent = absentAddress === null ? null : await ask(dataOf(route, absentAddress), { cookie: actor.cookie });
    for (const relation of hasIds(route) ? RELATIONS : (["own"] as const)) {
      const address = addressOf(route, (kind) => related(kind, relation));
      if (address === null) continue;
      const what = `${actor.role} GET ${route.id} ${relation}`;
      const answer = await ask(dataOf(route, address), { cookie: actor.cookie });
      asked += 1;
      failures.push(...inside(answer).map((said) => `${what}: ${said}`));
      const seen = passes(actor.role, route.loader?.access ?? null) && (relation === "own" || (entry?.seen?.includes(relation) ?? false));
      if (seen && answer.status !== 200 && !(entry?.ownToo?.includes(answer.status) ?? false)) failures.push(`${what}: ${answer.status} instead of 200`);
      if (!seen && answer.status !== 404) failures.push(`${what}: ${answer.status} instead of 404`);
      if (!seen && absent !== null && bare(answer.body) !== bare(absent.body)) failures.push(`${what}: another answer than for a record that does not exist`);
      if (seen && answer.status === 200 && route.page && route.id !== "routes/shell") {
        const page = await ask(documentOf(route, address), { cookie: actor.cookie });
        if (page.status !== 200) failures.push(`${what}: the page is not drawn (${page.status})`);
        failures.push(...inside(page).map((said) => `${what} page: ${said}`));
      }
      if (!seen && answer.headers.get("Cache-Control") === null) failures.push(`${what}: may be cached`);
    }
    // The branch of the address is an id like any other.
    if (!hasIds(route) && absentAddress !== null) {
      const [foreign, none] = await Promise.all(
        (["sibling", "absent"] as const).map((relation) => ask(dataOf(route, `${absentAddress}?branch=${related("unit", relation)}`), { cookie: actor.cookie })),
      );
      asked += 2;
      if (foreign !== undefined && none !== undefined && (foreign.status !== none.status || bare(foreign.body) !== bare(none.body)))
        failures.push(`${actor.role} GET ${route.id} ?branch of another: ${foreign.status}, and ${none.status} for one that does not exist`);
    }
  });
  expect(failing(failures)).toBe("");
  expect(asked).toBeGreaterThan(build.routes.length * actors.length);
});

test("no deed without its right, none on records of another branch, and nothing is left behind", async () => {
  test.setTimeout(240_000);
  const actors = await matrixActors();
  const failures: string[] = [];
  const jobs: { actor: MatrixActor; route: Route; related: (kind: Kind, relation: Relation) => string | null }[] = [];
  for (const actor of actors) {
    const related = await relatedTo(actor.path);
    for (const route of build.routes) if (route.action !== null && route.action.access !== "public") jobs.push({ actor, route, related });
  }
  await each(jobs, async ({ actor, route, related }) => {
    const entry = TABLE[route.id];
    const allowed = passes(actor.role, route.action?.access ?? null) && (entry?.needs === undefined || entry.needs.some((deed) => POLICY[actor.role].deeds.includes(deed)));
    const bodies = entry?.forms ?? [];
    const send = (relation: Relation, body: (idOf: (kind: Kind) => string) => Record<string, string>): Promise<Answer> | null => {
      const address = addressOf(route, (kind) => related(kind, relation));
      if (address === null) return null;
      const ids: (string | null)[] = [];
      const form = body((kind) => (ids.push(related(kind, relation)), ids.at(-1) ?? ""));
      if (ids.includes(null)) return null;
      return ask(documentOf(route, address), { cookie: actor.cookie, method: "POST", form: { formKey: `matrix-${actor.accountId.slice(0, 8)}-${Math.random().toString(36).slice(2)}`, ...form } });
    };
    if (!allowed) {
      for (const body of [() => ({}), ...bodies]) {
        const answer = await send("own", body);
        if (answer === null) continue;
        failures.push(...inside(answer).map((said) => `${actor.role} POST ${route.id}: ${said}`));
        // Where the page is to be seen the refusal may say so; a form that is wrong is explained to who may see it.
        const right = entry?.needs === undefined ? answer.status === 404 : [404, 403, 422].includes(answer.status);
        if (!right) failures.push(`${actor.role} POST ${route.id} without the right: ${answer.status} instead of 404`);
      }
      return;
    }
    for (const [index, body] of bodies.entries()) {
      const absent = await send("absent", body);
      for (const relation of ["sibling", "above"] as const) {
        if (entry?.seen?.includes(relation)) continue;
        const answer = await send(relation, body);
        if (answer === null || absent === null) continue;
        const what = `${actor.role} POST ${route.id} form ${index + 1} ${relation}`;
        failures.push(...inside(answer).map((said) => `${what}: ${said}`));
        if (answer.status < 400) failures.push(`${what}: ${answer.status}, it was done`);
        if (answer.status !== absent.status) failures.push(`${what}: ${answer.status}, and ${absent.status} for a record that does not exist`);
      }
    }
  });
  expect(failing([...failures, ...(await deedsOf(actors))])).toBe("");
});

test("a grant that ended yesterday gives nothing, on any route", async () => {
  test.setTimeout(240_000);
  const { lapsed, stranger } = await lapsedActors();
  const failures: string[] = [];
  let asked = 0;
  const answers = new Map<string, Promise<Answer>>();
  /** What somebody gets who never had a grant; it is asked once. */
  const empty = (route: Route, address: string): Promise<Answer> => {
    const answer = answers.get(route.id) ?? ask(dataOf(route, address), { cookie: stranger });
    answers.set(route.id, answer);
    return answer;
  };
  const jobs: { actor: MatrixActor; route: Route; related: (kind: Kind, relation: Relation) => string | null }[] = [];
  for (const actor of lapsed) {
    const related = await relatedTo(actor.path);
    for (const route of build.routes) jobs.push({ actor, route, related });
  }
  await each(jobs, async ({ actor, route, related }) => {
    const address = addressOf(route, (kind) => related(kind, "own"));
    if (address === null) return;
    if (route.loader !== null && route.loader.access !== "public") {
      const what = `${actor.role}, lapsed, GET ${route.id}`;
      const answer = await ask(dataOf(route, address), { cookie: actor.cookie });
      asked += 1;
      failures.push(...inside(answer).map((said) => `${what}: ${said}`));
      if (route.loader.access !== "signedIn") {
        if (answer.status !== 404) failures.push(`${what}: ${answer.status} instead of 404`);
        if (bare(answer.body) !== bare((await empty(route, address)).body)) failures.push(`${what}: another answer than for somebody without a grant`);
      } else {
        // The own account, and an empty house.
        const none = await empty(route, address);
        if (answer.status !== none.status || withoutNames(answer.body) !== withoutNames(none.body)) failures.push(`${what}: another answer than for somebody without a grant`);
      }
    }
    const entry = TABLE[route.id];
    if (route.action === null || route.action.access === "public" || (route.action.access === "signedIn" && entry?.needs === undefined)) return;
    for (const body of [() => ({}), ...(entry?.forms ?? [])]) {
      const ids: (string | null)[] = [];
      const form = body((kind) => (ids.push(related(kind, "own")), ids.at(-1) ?? ""));
      if (ids.includes(null)) continue;
      const answer = await ask(documentOf(route, address), { cookie: actor.cookie, method: "POST", form: { formKey: freshKey(), ...form } });
      asked += 1;
      failures.push(...inside(answer).map((said) => `${actor.role}, lapsed, POST ${route.id}: ${said}`));
      if (answer.status !== 404 && !(entry?.needs !== undefined && answer.status === 422)) failures.push(`${actor.role}, lapsed, POST ${route.id}: ${answer.status} instead of 404`);
    }
  });
  expect(failing([...failures, ...(await deedsOf(lapsed))])).toBe("");
  expect(asked).toBeGreaterThan(build.routes.length * lapsed.length);
});

test("who is walled off from a matter does not find it by any route, whatever the grant", async () => {
  test.setTimeout(300_000);
  const people = await recusal();
  const { walled, free, subjectsOf } = people;
  const failures: string[] = [];
  const loaders = build.routes.filter((route) => route.loader !== null && route.loader.access !== "public" && pathOf(route).match(/:letterId/) === null);
  /** A place without an id is asked about the branch of the scene, and for the letter by its code. */
  const placeOf = ({ scene }: WalledActor, route: Route): string | null => {
    const address = addressOf(route, (kind) => relatedToScene(scene)(kind, "recused"));
    return address === null || hasIds(route) ? address : `${address}?branch=${scene.unit}&light=all&level=grassroots`;
  };
  const seen = new Map<string, string>();
  const key = (actor: WalledActor, route: Route): string => `${actor.accountId} ${route.id}`;
  const look = (actors: readonly WalledActor[], at: (actor: WalledActor, route: Route, body: string) => void): Promise<void> =>
    each(actors.flatMap((actor) => loaders.map((route) => ({ actor, route }))), async ({ actor, route }) => {
      const address = placeOf(actor, route);
      if (address !== null) at(actor, route, (await ask(dataOf(route, address), { cookie: actor.cookie })).body);
    });
  await look(walled, (actor, route, body) => seen.set(key(actor, route), bare(body)));

  for (const scene of new Set<Scene>(walled.map((actor) => actor.scene))) scene.letter = await handOut(await register(scene, subjectsOf(scene)), people);

  // To begin with, there is something to be noticed by the same role without the tie.
  const noticed = new Set<string>();
  const traces = ({ letter }: Scene): string[] => (letter === null ? [] : [letter.id, letter.caseCode, letter.proposal, '"restricted"', '"letters":"pending"']);
  await look(free, ({ role, scene }, route, body) => {
    if (traces(scene).some((trace) => body.includes(trace))) noticed.add(`${role} ${route.id}`);
  });
  expect([...noticed]).toEqual(
    expect.arrayContaining([
      "lettersOfficer routes/letters/register",
      "secretary routes/letters/register",
      "planner routes/readiness/checklist",
      "planner routes/readiness/board",
      "secretary routes/readiness/checklist",
      "vettingOfficer routes/personnel/nominee",
      "vettingLead routes/personnel/nominee",
    ]),
  );
  expect([...noticed].filter((each) => /^(unitClerk|auditor|administrator|custodian) (?!routes\/log)/.test(each))).toEqual([]);

  await look(walled, (actor, route, body) => {
    const what = `${actor.role}, ${actor.wall}, GET ${route.id}`;
    if (POLICY[actor.role].views.includes("wholeLog") && route.id === "routes/log/log") return; // that it happened, without content
    failures.push(...traces(actor.scene).filter((trace) => body.includes(trace)).map((trace) => `${what}: shows ${trace}`));
    if (!MOVED_BY_OTHERS.includes(route.id) && bare(body) !== seen.get(key(actor, route))) failures.push(`${what}: another answer than before there was a letter`);
  });

  await each([...walled, ...free], async (actor) => {
    const { role, wall, scene, cookie } = actor;
    // Who vets is walled off from a nominee that the tie leads to, not from others whom the same letter names.
    const vets = POLICY[role].views.includes("checks") && wall !== null && wall !== "named";
    const kinds: readonly Kind[] = vets ? ["letter", "proposal", "nominee", "check"] : ["letter", "proposal"];
    for (const route of build.routes) {
      const entry = TABLE[route.id];
      const params = Object.values(entry?.params ?? {});
      const [address, none] = (["recused", "absent"] as const).map((relation) => addressOf(route, (kind) => relatedToScene(scene)(kind, relation)));
      if (address == null || none == null) continue;
      if (route.loader !== null && params.some((kind) => kinds.includes(kind))) {
        const [answer, absent] = [await ask(dataOf(route, address), { cookie }), await ask(dataOf(route, none), { cookie })];
        const what = `${role}, ${wall ?? "free"}, GET ${route.id}`;
        if (wall === null && passes(role, route.loader.access) && answer.status !== 200) failures.push(`${what}: ${answer.status} instead of 200`);
        if (wall !== null && (answer.status !== 404 || bare(answer.body) !== bare(absent.body))) failures.push(`${what}: ${answer.status}, not as if there were none`);
      }
      if (route.action === null || wall === null) continue;
      for (const [index, body] of (entry?.forms ?? []).entries()) {
        const asked: Kind[] = [...params];
        const form = body((kind) => (asked.push(kind), relatedToScene(scene)(kind, "recused") ?? ""));
        if (!asked.some((kind) => kinds.includes(kind))) continue;
        const send = (at: string, fields: Record<string, string>): Promise<Answer> => ask(documentOf(route, at), { cookie, method: "POST", form: { formKey: freshKey(), ...fields } });
        const [answer, absent] = [await send(address, form), await send(none, body((kind) => relatedToScene(scene)(kind, "absent") ?? ""))];
        const what = `${role}, ${wall}, POST ${route.id} form ${index + 1}`;
        failures.push(...inside(answer).map((said) => `${what}: ${said}`));
        if (answer.status < 400) failures.push(`${what}: ${answer.status}, it was done`);
        if (answer.status !== absent.status) failures.push(`${what}: ${answer.status}, and ${absent.status} for a record that does not exist`);
      }
    }
  });
  // An officer whom the letter names beside the nominee still reads that nominee's file.
  expect(failing([...failures, ...(await deedsOf(walled, ["check.read", "conclusion.read"]))])).toBe("");
});

test("whatever is not a GET must come from our own pages", async () => {
  test.setTimeout(120_000);
  const actors = await matrixActors();
  const planner = actors.find((actor) => actor.role === "planner");
  const related = await relatedTo(planner?.path ?? "/");
  const failures: string[] = [];
  await each(build.routes.filter((route) => route.action !== null), async (route) => {
    const address = addressOf(route, (kind) => related(kind, "absent"));
    if (address === null) return;
    for (const method of ["POST", "PUT", "PATCH", "DELETE"])
      for (const [from, headers] of Object.entries({
        elsewhere: { Origin: FOREIGN },
        "a neighbour": { Origin: FOREIGN, "Sec-Fetch-Site": "same-site" },
        "a page that lies about its origin": { "Sec-Fetch-Site": "cross-site" },
        "a sandbox": { Origin: "null" },
        nowhere: { Origin: "" },
      })) {
        const answer = await ask(documentOf(route, address), { method, cookie: planner?.cookie, form: {}, headers });
        if (answer.status !== 403) failures.push(`${method} ${route.id} from ${from}: ${answer.status} instead of 403`);
      }
  });
  expect(failing(failures)).toBe("");
});

test("every page carries the policy of its own nonce, and nobody keeps a copy", async () => {
  const [first, second] = [await ask("/sign-in"), await ask("/sign-in")];
  const policy = first.headers.get("Content-Security-Policy") ?? "";
  for (const part of ["default-src 'none'", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'"]) expect(policy).toContain(part);
  expect(policy).not.toMatch(/script-src[^;]*'unsafe-/);
  expect(policy).not.toMatch(/style-src [^;]*'unsafe-/);
  const nonce = /script-src[^;]*'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
  expect(nonce.length).toBeGreaterThan(20);
  expect(second.headers.get("Content-Security-Policy")).not.toContain(nonce);
  const scripts = first.body.match(/<script\b[^>]*>/g) ?? [];
  expect(scripts.length).toBeGreaterThan(0);
  expect(scripts.filter((script) => !script.includes(`nonce="${nonce}"`))).toEqual([]);
  expect(first.headers.get("Cache-Control")).toBe("no-store");
  expect(first.headers.get("X-Content-Type-Options")).toBe("nosniff");
  expect(first.headers.get("X-Frame-Options")).toBe("DENY");
  expect(first.headers.get("X-Powered-By")).toBeNull();
});

test("what nobody foresaw is answered without showing the inside of the house", async () => {
  const [planner] = (await matrixActors()).filter((actor) => actor.role === "planner");
  const cookie = planner?.cookie ?? "";
  const odd: (readonly [string, Parameters<typeof ask>[1]])[] = [
    ["/%E0%A4%A", { cookie }],
    ["/letters/%00", { cookie }],
    ["/search?q=%00", { cookie }],
    ["/search?q=%F0%9F%8E%89%25_%5C", { cookie }],
    [`/search?q=${"x".repeat(6_000)}`, { cookie }],
    ["/log?before=999999999999999999", { cookie }],
    ["/?_data=routes%2Fnowhere", { cookie }],
    ["/?_data=constructor", { cookie }],
    ["/search?__proto__[x]=1&constructor=1", { cookie }],
    ["/account", { cookie, method: "POST", headers: { "Content-Type": "application/json" }, form: { a: "1" } }],
    ["/account", { cookie, method: "POST", headers: { "Content-Type": "multipart/form-data; boundary=x" }, form: { a: "1" } }],
    ["/account", { cookie, method: "PUT", form: {} }],
    ["/account", { cookie, method: "PROPFIND", form: {} }],
    ["/sign-in", { method: "POST", form: { login: "a\u0000b", password: "\u0000" } }],
    ["/account", { cookie: "__Host-session=%%%", method: "GET" }],
    ["/account", { cookie: "__Host-session=bm90anNvbg==" }],
  ];
  const failures: string[] = [];
  for (const [address, options] of odd) {
    const answer = await ask(address, options);
    const what = `${options?.method ?? "GET"} ${address.slice(0, 60)}`;
    failures.push(...inside(answer).map((said) => `${what}: ${said}`));
    if (answer.status >= 500) failures.push(`${what}: ${answer.status}`);
  }
  expect(failing(failures)).toBe("");
});
