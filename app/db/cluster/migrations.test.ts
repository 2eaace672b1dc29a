import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { emptyDatabase, type Urls } from "#app/db/test-database.ts";
import { applyMigrations } from "./migrations.server.ts";
import { until } from "./processes.server.ts";

const base = fs.mkdtempSync(path.join(os.tmpdir(), "congress-migrations-"));
afterAll(() => fs.rmSync(base, { recursive: true, force: true }));
let folders = 0;

function migrations(scripts: Record<string, string>): string {
  const folder = path.join(base, String(folders++));
  for (const [name, script] of Object.entries(scripts)) write(folder, name, script);
  fs.writeFileSync(path.join(folder, "migration_lock.toml"), 'provider = "postgresql"\n');
  return folder;
}

function write(folder: string, name: string, script: string): void {
  fs.mkdirSync(path.join(folder, name), { recursive: true });
  fs.writeFileSync(path.join(folder, name, "migration.sql"), script);
}

async function rows(urls: Urls, sql: string): Promise<unknown[]> {
  const client = new pg.Client(urls.ownerUrl);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const FIRST = "CREATE TABLE first (n int);\nINSERT INTO first VALUES (1);";
const WITH_BODY = `CREATE FUNCTION one() RETURNS int LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; RETURN 1; END $$; -- the last line is a comment`;
const names = "select migration_name as name, finished_at is not null as finished, logs is not null as failed from _prisma_migrations order by 1";

test("two instances that start at once migrate once", async () => {
  const urls = await emptyDatabase();
  const folder = migrations({ "1_first": FIRST, "2_body": WITH_BODY });
  const applied = await Promise.all([applyMigrations(urls, folder), applyMigrations(urls, folder)]);
  expect(applied.flat().toSorted()).toEqual(["1_first", "2_body"]);
  expect(await rows(urls, "select n, one() from first")).toEqual([{ n: 1, one: 1 }]);
  expect(await applyMigrations(urls, folder)).toEqual([]);
});

test("a broken migration leaves nothing behind, is recorded with its reason, and stops the next start", async () => {
  const urls = await emptyDatabase();
  const folder = migrations({ "1_first": FIRST, "2_broken": "CREATE TABLE half (n int);\nINSERT INTO nowhere VALUES (1);" });
  await expect(applyMigrations(urls, folder)).rejects.toThrow(/nowhere/);
  expect(await rows(urls, "select to_regclass('half') as half")).toEqual([{ half: null }]);
  expect(await rows(urls, names)).toEqual([
    { name: "1_first", finished: true, failed: false },
    { name: "2_broken", finished: false, failed: true },
  ]);
  await expect(applyMigrations(urls, folder)).rejects.toThrow(/2_broken failed before: .*resolve --rolled-back 2_broken/s);
});

test("a changed history and a newer schema are refused, and nothing is touched", async () => {
  const urls = await emptyDatabase();
  const folder = migrations({ "1_first": FIRST, "2_body": WITH_BODY });
  await applyMigrations(urls, folder);
  write(folder, "1_first", `${FIRST} `);
  await expect(applyMigrations(urls, folder)).rejects.toThrow(/1_first was changed/);
  await expect(applyMigrations(urls, migrations({ "1_first": FIRST }))).rejects.toThrow(/2_body, which this version does not know/);
});

test("a migration cut off in the middle is either there or not, and the next start completes it", async () => {
  const urls = await emptyDatabase();
  const folder = migrations({
    "1_gate": "CREATE TABLE gate (n int); INSERT INTO gate VALUES (1);",
    "2_slow": "CREATE TABLE slow (n int);\nSELECT pg_sleep(60) FROM gate;\nINSERT INTO slow VALUES (2);",
  });
  const others = "from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()";
  for (let cut = 0; cut < 3; cut++) {
    const outcome = applyMigrations(urls, folder).then(() => "done", () => "cut");
    await until(async () => (await rows(urls, `select 1 ${others} and wait_event = 'PgSleep'`)).length > 0, 20_000);
    // Everything of this database at once, as when the machine loses its power.
    await rows(urls, `select pg_terminate_backend(pid) ${others}`);
    expect(await outcome).toBe("cut");
    expect(await rows(urls, "select to_regclass('slow') as slow")).toEqual([{ slow: null }]);
  }
  await rows(urls, "delete from gate; select 1");
  await applyMigrations(urls, folder);
  expect(await rows(urls, "select n from slow")).toEqual([{ n: 2 }]);
  expect(await rows(urls, names)).toEqual([
    { name: "1_gate", finished: true, failed: false },
    { name: "2_slow", finished: true, failed: false },
  ]);
});
