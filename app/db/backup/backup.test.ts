import { type ChildProcess, spawn } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import { afterAll, expect, test } from "vitest";
import { fillInstallation } from "#bench/generator/load.ts";
import { PLANNING_DAY } from "#bench/generator/season.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { openDatabase } from "#app/db/client.server.ts";
import { withClient } from "#app/db/cluster/postmaster.server.ts";
import { TEST_LOG_KEY, TEST_SECRET, testDatabase, type Urls } from "#app/db/test-database.ts";
import { readSettings } from "#app/env.server.ts";
import { sealLog } from "#app/usecases/seal-log.server.ts";
import { verifyLog } from "#app/usecases/verify-log.server.ts";
import { bringBack } from "./bring-back.server.ts";
import { BackupUnusable } from "./unusable.server.ts";
import { takeBackup } from "./take.server.ts";

const folder = mkdtempSync(join(tmpdir(), "congress-backup-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, "province.backup");
const { publicKey, privateKey } = generateKeyPairSync("x25519");
writeFileSync(`${file}.key`, privateKey.export({ type: "pkcs8", format: "pem" }));
const NOW = new Date("2025-05-12T03:00:00Z");
const CANARY = "Bùi Thị Chim Hoàng Yến";

const source = await testDatabase();
const fillSource = fillInstallation({ installation: { database: source.database, settings: readSettings({}), digestKey: TEST_SECRET, now: () => NOW, planningDay: () => PLANNING_DAY }, ownerUrl: source.ownerUrl }, "S", () => undefined);

const take = (from: Urls, into = file) =>
  takeBackup({ ownerUrl: from.ownerUrl, file: into, recipient: publicKey, digestKey: TEST_SECRET, product: "congress-planner 0.0.0", takenAt: NOW });
const bring = (into: Urls, more: Partial<Parameters<typeof bringBack>[0]> = {}) =>
  bringBack({ ...into, migrations: resolve("prisma/migrations"), file, privateKey, replace: false, now: NOW, keepKey: () => undefined, ...more });

/** A database that nobody is connected to. */
async function idleDatabase(): Promise<Urls> {
  const made = await testDatabase();
  await made.database.close();
  return made;
}

/** One digest for each table's rows. What a restore adds to the log, and what it leaves out, can be left out here. */
function contentOf({ ownerUrl }: Urls, without: readonly string[] = []): Promise<Record<string, string>> {
  return withClient(ownerUrl, async (owner: pg.Client) => {
    const { rows: tables } = await owner.query<{ name: string }>("SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1");
    const content: Record<string, string> = {};
    for (const { name } of tables.filter((table) => !without.includes(table.name))) {
      const { rows } = await owner.query<{ digest: string }>(`SELECT count(*) || ':' || coalesce(md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))), '') AS digest FROM public."${name}" t`);
      content[name] = rows[0]?.digest ?? "";
    }
    return content;
  });
}

const ADDED_TO = ["LogEpoch", "AuditEntry", "AuditSeal", "Session"];

const deed = { now: NOW, actor: { accountId: null, login: "installation" }, deed: "export.make" as const, subject: { kind: "log", id: "1" }, unitPath: null };

test("a province is brought back into another database table by table, with its log going on", async () => {
  await fillSource;
  await withClient(source.ownerUrl, async (owner) => {
    await owner.query(`INSERT INTO "Session" (id, "accountId", device) SELECT 'token', id, 'x' FROM "Account" LIMIT 1`);
    await owner.query(`INSERT INTO "SignInFailure" (subject, count) VALUES (E'a tab\\t, a line\\n, a backslash \\\\. and \\\\N', 1), ($1, 2)`, [CANARY]);
    await owner.query(`INSERT INTO "FormKey" ("accountId", key, "bodyHash", answer) SELECT id, 'k', '', 'null'::jsonb FROM "Account" LIMIT 1`);
  });
  await source.database.transaction((tx) => recordDeed(tx, deed)); // not sealed yet
  const taken = await take(source);
  expect(taken.tables).toBeGreaterThan(40);
  const target = await idleDatabase();
  const keys: string[] = [];
  const brought = await bring(target, { keepKey: (key) => keys.push(key) });
  expect(brought).toMatchObject({ tables: taken.tables, rows: taken.rows, head: taken.head, takenAt: NOW.toISOString() });
  expect(keys).toEqual([TEST_SECRET]);
  expect(await contentOf(target, ADDED_TO)).toEqual(await contentOf(source, ADDED_TO));

  // As the application sees it: with its own role, and places in the log behind all that were used.
  const again = openDatabase(target.appUrl, { poolSize: 2, logKey: TEST_LOG_KEY });
  expect(await again.transaction((tx) => tx.session.count())).toBe(0);
  const before = await source.database.transaction((tx) => verifyLog(tx));
  await again.transaction((tx) => recordDeed(tx, deed));
  await again.transaction(sealLog);
  const report = await again.transaction((tx) => verifyLog(tx, before.newest));
  expect(report).toMatchObject({ whole: true, unsealed: 0, sealed: before.sealed + before.unsealed + 2, seals: before.seals + 1 });
  const [last] = await again.transaction((tx) => tx.auditEntry.findMany({ where: { deed: "installation.restore" }, select: { after: true } }));
  expect(last?.after).toMatchObject({ takenAt: NOW.toISOString(), head: taken.head });
  await expect(again.transaction((tx) => tx.$executeRaw`UPDATE "AuditEntry" SET reason = 'x'`)).rejects.toThrow(/permission denied|append-only/);
  await again.close();

  // A restored database is backed up and restored like any other.
  await take(target, join(folder, "second.backup"));
  const third = await idleDatabase();
  await bring(third, { file: join(folder, "second.backup") });
  expect(await contentOf(third, ADDED_TO)).toEqual(await contentOf(source, ADDED_TO));
}, 120_000);

test("nothing can be read in the file without the key, and a backup that fails leaves none", async () => {
  const bytes = readFileSync(file);
  for (const text of [CANARY, TEST_SECRET, "AuditEntry"]) expect(bytes.includes(text)).toBe(false);
  expect(statSync(file).mode & 0o077).toBe(0);
  const other = join(folder, "failed.backup");
  const gone = new URL(source.ownerUrl);
  gone.pathname = "/template1";
  await expect(take({ ...source, ownerUrl: gone.href }, other)).rejects.toThrow();
  expect(readdirSync(folder).filter((name) => name.startsWith("failed"))).toEqual([]);
});

test("a database that holds something, or is in use, is left alone", async () => {
  const used = await testDatabase();
  await used.database.transaction((tx) => recordDeed(tx, deed));
  await expect(bring(used)).rejects.toMatchObject({ code: "inUse" });
  await used.database.close();
  const before = await contentOf(used);
  await expect(bring(used)).rejects.toMatchObject({ code: "notEmpty" });
  await expect(bring(used, { replace: true, privateKey: generateKeyPairSync("x25519").privateKey })).rejects.toMatchObject({ code: "wrongKey" });
  await expect(bring(used, { replace: true, migrations: folder })).rejects.toMatchObject({ code: "newerVersion" });
  await expect(bring(used, { replace: true, keepKey: () => { throw new BackupUnusable("otherDigestKey"); } })).rejects.toMatchObject({ code: "otherDigestKey" });
  expect(await contentOf(used)).toEqual(before);
  await bring(used, { replace: true });
  expect(await contentOf(used, ADDED_TO)).toEqual(await contentOf(source, ADDED_TO));
}, 60_000);

test("a file that was damaged, cut off or is another is refused, wherever it is, and nothing changes", async () => {
  const target = await idleDatabase();
  const before = await contentOf(target);
  const bytes = readFileSync(file);
  const bad = join(folder, "bad.backup");
  const refusal = async (changed: Uint8Array): Promise<string> => {
    writeFileSync(bad, changed);
    return bring(target, { file: bad }).then(
      () => "brought back",
      (error: unknown) => (error instanceof BackupUnusable ? error.code : String(error)),
    );
  };
  const feed = bytes.indexOf(0x0a);
  for (const at of [feed + 2, feed + 40, Math.floor(bytes.length / 2), bytes.length - 1]) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect({ at, code: await refusal(changed) }).toEqual({ at, code: expect.stringMatching(/^(damaged|incomplete)$/) });
  }
  for (const length of [0, 10, feed, feed + 1, feed + 100, bytes.length - 1])
    expect({ length, code: await refusal(bytes.subarray(0, length)) }).toEqual({ length, code: expect.stringMatching(/^(notABackup|incomplete)$/) });
  expect(await refusal(Buffer.concat([bytes, Buffer.from("x")]))).toBe("damaged");
  expect(await refusal(Buffer.from("code,name\n1,Một\n"))).toBe("notABackup");
  expect(await refusal(Buffer.from(bytes.toString("latin1").replace('"version":1', '"version":2'), "latin1"))).toBe("otherFormat");
  expect(await contentOf(target)).toEqual(before);
}, 60_000);

/** The command line as a process of its own, on a database of the tests. */
function commandLine(words: readonly string[], on: Urls): ChildProcess {
  return spawn(process.execPath, ["--import", "tsx", "app/cli/main.ts", ...words], {
    env: { ...process.env, DATABASE_URL: on.appUrl, DATABASE_OWNER_URL: on.ownerUrl, DATA_DIR: join(folder, "data"), DIGEST_KEY: TEST_SECRET, BACKUP_RECIPIENT: String(publicKey.export({ type: "spki", format: "pem" })) },
    stdio: "ignore",
  });
}

const ended = (child: ChildProcess): Promise<number | null> => new Promise((settle) => child.once("close", settle));

test("a restore that is killed leaves what was there, and can be begun again", async () => {
  const target = await idleDatabase();
  await withClient(target.ownerUrl, (owner) => owner.query(`INSERT INTO "SignInFailure" (subject, count) VALUES ('was there', 1)`));
  const before = await contentOf(target);
  for (const laterMs of [0, 30, 80]) {
    const child = commandLine(["restore", file, "--replace"], target);
    const end = ended(child);
    const reached = await withClient(target.ownerUrl, async (owner) => {
      for (let i = 0; i < 3000 && child.exitCode === null; i += 1) {
        const { rowCount } = await owner.query(`SELECT FROM pg_stat_activity WHERE datname = current_database() AND query ~ '^(COPY|ALTER TABLE) public' AND pid <> pg_backend_pid()`);
        if (rowCount === 1) return true; // it is filling the tables
        await pause(2);
      }
      return false;
    });
    await pause(laterMs);
    child.kill("SIGKILL");
    expect({ laterMs, reached, exit: await end }).toEqual({ laterMs, reached: true, exit: null });
    expect(await contentOf(target)).toEqual(before);
  }
  expect(await ended(commandLine(["restore", file, "--replace"], target))).toBe(0);
  expect(await contentOf(target, ADDED_TO)).toEqual(await contentOf(source, ADDED_TO));
}, 120_000);

const MOST_MB = 400;

test.skipIf(!existsSync("/proc/self/status"))("neither way needs memory by the size of the data", async () => {
  const big = await idleDatabase();
  await withClient(big.ownerUrl, (owner) =>
    owner.query(`INSERT INTO "ImportDraft" (id, kind, "fileName", sha256, rows, report, "createdById")
      SELECT gen_random_uuid(), 'units', repeat(md5(i::text), 2000), '', '[]', '{}', gen_random_uuid() FROM generate_series(1, 6000) i`),
  );
  const large = join(folder, "large.backup");
  const target = await idleDatabase();
  for (const [words, on] of [[["backup", large], big], [["restore", large, "--key", `${file}.key`], target]] as const) {
    const child = commandLine(words, on);
    let most = 0;
    const timer = setInterval(() => {
      const found = /VmHWM:\s+(\d+) kB/.exec(existsSync(`/proc/${child.pid}/status`) ? readFileSync(`/proc/${child.pid}/status`, "utf8") : "");
      most = Math.max(most, Number(found?.[1] ?? 0) / 1000);
    }, 20);
    expect(await ended(child)).toBe(0);
    clearInterval(timer);
    expect(most).toBeGreaterThan(50);
    expect(most).toBeLessThan(MOST_MB);
  }
  expect(await contentOf(target, ADDED_TO)).toEqual(await contentOf(big, ADDED_TO));
}, 120_000);
