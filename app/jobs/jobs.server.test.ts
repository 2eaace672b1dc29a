import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { day } from "#app/core/time/day.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { DatabaseUnavailable, type Database } from "#app/db/client.server.ts";
import { newestSeal } from "#app/db/seals.server.ts";
import { testDatabase } from "#app/db/test-database.ts";
import { readSettings } from "#app/env.server.ts";
import { startJobs } from "./jobs.server.ts";

const { database } = await testDatabase();

const installation = (over: Database) => ({
  database: over,
  settings: readSettings({}),
  digestKey: "key",
  now: () => new Date(),
  planningDay: () => day("2025-05-12"),
});

const newest = () => database.transaction(newestSeal);

async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  for (let i = 0; i < 200; i++) {
    if (await condition()) return;
    await pause(50);
  }
  throw new Error("it did not come about in ten seconds");
}

const log = () =>
  database.transaction((tx) =>
    recordDeed(tx, { now: new Date(), actor: { accountId: null, login: "installation" }, deed: "export.make", subject: { kind: "log", id: "1" }, unitPath: null }),
  );

test("what is written is sealed by itself, until the jobs are stopped", async () => {
  const jobs = startJobs(installation(database), () => undefined);
  await log();
  await until(async () => (await newest())?.count === 1);
  expect(jobs.alive()).toBe(true);
  await jobs.stop();
  expect(jobs.alive()).toBe(false);
  await log();
  await pause(600);
  expect((await newest())?.n).toBe(1);
});

test("a database that goes away is told once and waited for", async () => {
  let away = true;
  const said: string[] = [];
  const flaky: Database = {
    ...database,
    transaction: (run, options) => (away ? Promise.reject(new DatabaseUnavailable("gone")) : database.transaction(run, options)),
  };
  const jobs = startJobs(installation(flaky), (text) => said.push(text));
  await pause(1_200);
  expect(said.filter((text) => text.includes("sealer"))).toHaveLength(1);
  away = false;
  await until(async () => (await newest())?.n === 2);
  await until(() => said.some((text) => text.includes('"sealer" works again')));
  await jobs.stop();
});
