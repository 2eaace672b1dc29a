import { randomBytes } from "node:crypto";
import path from "node:path";
import pg from "pg";
import { afterAll, inject } from "vitest";
import { openDatabase, type Database } from "#app/db/client.server.ts";
import { startCluster, type Cluster } from "#app/db/cluster/cluster.server.ts";
import { applyMigrations } from "#app/db/cluster/migrations.server.ts";
import { readMigrations } from "#app/db/cluster/schema-engine.server.ts";
import { beginLog } from "#app/db/log-epochs.server.ts";
import { logKey } from "#app/db/log-key.server.ts";

export type Urls = { readonly appUrl: string; readonly ownerUrl: string };
/** `database` is as the application sees it, with the limited role. */
export type TestDatabase = Urls & { readonly database: Database };

const MIGRATIONS = path.resolve("prisma/migrations");
/** The log of every test database is written with this one. */
export const TEST_SECRET = "the secret with which the logs of all tests are written";
export const TEST_LOG_KEY = logKey(TEST_SECRET);
const TEMPLATE_LOCK = 804_121_709;

/** A migrated, empty database for one test file, gone when the file is done. Call it at the top of the file. */
export async function testDatabase(): Promise<TestDatabase> {
  const urls = await cloneOf(ensureTemplate);
  const database = openDatabase(urls.appUrl, { poolSize: 5, logKey: TEST_LOG_KEY });
  afterAll(() => database.close());
  return { database, ...urls };
}

/** A database with nothing in it, for tests of the migrations themselves; gone when the test or file is done. */
export const emptyDatabase = (): Promise<Urls> => cloneOf(async () => "template0");

async function cloneOf(source: (owner: pg.Client, server: Urls) => Promise<string>): Promise<Urls> {
  const server = await serverUrls();
  const name = `test_${randomBytes(6).toString("hex")}`;
  await asOwner(server.ownerUrl, async (owner) => {
    // Held for this session only: one worker makes the template, the others wait for it.
    await owner.query("select pg_advisory_lock($1)", [TEMPLATE_LOCK]);
    await owner.query(`CREATE DATABASE ${name} TEMPLATE ${await source(owner, server)}`);
  });
  made.push({ server: server.ownerUrl, name });
  return { appUrl: inDatabase(server.appUrl, name), ownerUrl: inDatabase(server.ownerUrl, name) };
}

const made: { server: string; name: string }[] = [];
let joined: Promise<Cluster> | undefined;
afterAll(async () => {
  for (const { server, name } of made) await asOwner(server, (owner) => dropped(owner, name));
  await (await joined)?.stop(); // leaves; the run itself, which uses the server to the end, stops it
});

/** After many rows a vacuum may be at work there: nobody whom the owner may end, but soon done. */
async function dropped(owner: pg.Client, name: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await owner.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      return;
    } catch (error) {
      if (tries === 40) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

async function serverUrls(): Promise<Urls> {
  const given = process.env["DATABASE_URL"];
  if (given) return { appUrl: given, ownerUrl: process.env["DATABASE_OWNER_URL"] ?? given };
  joined ??= startCluster({ dataDir: inject("testDataDir"), log: () => undefined });
  return joined;
}

/** Named after its migrations, so that a server which stays (DATABASE_URL) never serves an old one. */
async function ensureTemplate(owner: pg.Client, server: Urls): Promise<string> {
  const newest = readMigrations(MIGRATIONS).map(({ checksum }) => checksum.slice(0, 8));
  const template = `template_${newest.join("").slice(-24)}`;
  const { rowCount } = await owner.query("select from pg_database where datname = $1", [template]);
  if (rowCount === 0) {
    const draft = `${template}_draft`;
    await owner.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
    await owner.query(`CREATE DATABASE ${draft} TEMPLATE template0`);
    await applyMigrations({ appUrl: server.appUrl, ownerUrl: inDatabase(server.ownerUrl, draft) }, MIGRATIONS);
    await beginLog(inDatabase(server.ownerUrl, draft), TEST_LOG_KEY);
    await owner.query(`ALTER DATABASE ${draft} RENAME TO ${template}`);
  }
  return template;
}

async function asOwner(url: string, work: (owner: pg.Client) => Promise<unknown>): Promise<void> {
  const owner = new pg.Client(url);
  await owner.connect();
  try {
    await work(owner);
  } finally {
    await owner.end();
  }
}

function inDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
