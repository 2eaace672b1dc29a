import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { afterAll, expect, test, vi } from "vitest";
import { startCluster, type Cluster } from "./cluster.server.ts";
import { declare, keeperOf, newMember, takeTurn } from "./keeper.server.ts";
import { preparePlace } from "./place.server.ts";
import { processesOf } from "./postmaster.server.ts";
import { startOf, until } from "./processes.server.ts";
import { startSubject, type Subject } from "./subject.ts";

const base = fs.mkdtempSync(path.join(os.tmpdir(), "congress-kills-"));
fs.chmodSync(base, 0o711);
afterAll(() => fs.rmSync(base, { recursive: true, force: true }));

vi.setConfig({ testTimeout: 90_000 }); // each starts the application and its server several times
const silent = () => undefined;
let folders = 0;
const newFolder = () => path.join(base, `d${folders++}`);
const processes = (dataDir: string) => processesOf(preparePlace(dataDir, silent));
const kill = (pid: number | null) => process.kill(pid ?? Number.NaN, "SIGKILL");

async function ask<Row extends pg.QueryResultRow>(url: string | null, sql: string): Promise<Row[]> {
  const client = new pg.Client(url ?? "");
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function lost(cluster: Cluster, subjects: Subject[]): Promise<string[]> {
  const rows = await ask<{ subject: string }>(cluster.appUrl, 'select subject from "SignInFailure"');
  const there = new Set(rows.map((row) => row.subject));
  return subjects.flatMap((subject) => subject.acknowledged()).filter((id) => !there.has(id));
}

test("killed all at once, twice: the next start recovers every acknowledged write", async () => {
  const dataDir = newFolder();
  const subjects: Subject[] = [];
  for (const run of ["one", "two"]) {
    const subject = await startSubject(dataDir, run, 4);
    subjects.push(subject);
    await until(() => subject.acknowledged().length > 200, 10_000);
    for (const pid of processes(dataDir).all) kill(pid);
    await subject.kill();
  }
  const began = performance.now();
  const cluster = await startCluster({ dataDir, log: silent });
  expect(performance.now() - began).toBeLessThan(10_000);
  expect(subjects.flatMap((subject) => subject.acknowledged()).length).toBeGreaterThan(400);
  expect(await lost(cluster, subjects)).toEqual([]);
  await cluster.stop();
  expect(processes(dataDir).all).toEqual([]);
});

test("a killed backend, then a killed postmaster: the application goes on by itself and loses nothing", async () => {
  const dataDir = newFolder();
  const subject = await startSubject(dataDir, "run", 4);
  await until(() => subject.acknowledged().length > 100, 10_000);
  const { postmaster, all } = processes(dataDir);
  const backend = all.find((pid) => fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("app_rw"));
  for (const victim of [backend ?? null, postmaster]) {
    kill(victim);
    const before = subject.acknowledged().length;
    expect(await until(() => subject.acknowledged().length > before + 200, 10_000)).toBe(true);
  }
  expect(processes(dataDir).postmaster).not.toBe(postmaster);
  expect(subject.child.exitCode).toBeNull();
  await subject.said(/ended unexpectedly/);
  const other = await startCluster({ dataDir, log: silent });
  await subject.end();
  expect(await lost(other, [subject])).toEqual([]);
  await other.stop();
});

test("a killed application leaves an orphan, which the next start adopts and stops in the end", async () => {
  const dataDir = newFolder();
  const subject = await startSubject(dataDir, "run", 2);
  await until(() => subject.acknowledged().length > 50, 10_000);
  await subject.kill();
  const orphan = processes(dataDir).postmaster;
  expect(orphan).not.toBeNull();
  const said: string[] = [];
  const cluster = await startCluster({ dataDir, log: (line) => said.push(line) });
  expect(cluster.pid()).toBe(orphan);
  expect(said.join()).toContain("adopted");
  expect(await lost(cluster, [subject])).toEqual([]);
  await cluster.stop();
  expect(processes(dataDir).all).toEqual([]);
});

test("two processes on one new folder share one server; who stays takes over from a killed keeper; the last one stops it", async () => {
  const dataDir = newFolder();
  const subjects = await Promise.all([startSubject(dataDir, "one", 1), startSubject(dataDir, "two", 1)]);
  expect(new Set(await Promise.all(subjects.map((subject) => subject.said(/^UP /)))).size).toBe(1);
  const keeper = keeperOf(preparePlace(dataDir, silent).run).pid;
  const [first, second] = subjects.toSorted((a) => (a.child.pid === keeper ? -1 : 1));
  await first?.kill();
  const before = processes(dataDir).postmaster;
  kill(before);
  expect(await until(() => ![null, before].includes(processes(dataDir).postmaster), 10_000)).toBe(true);
  const visitor = await startCluster({ dataDir, log: silent });
  await second?.end();
  expect(await lost(visitor, subjects)).toEqual([]);
  expect(second?.lines.join()).toContain("keeps running");
  await visitor.stop();
  expect(processes(dataDir).all).toEqual([]);
});

test("a stop that hangs is made to end, and nothing is lost", async () => {
  const dataDir = newFolder();
  const cluster = await startCluster({ dataDir, log: silent, stopPatience: { fastMs: 200, immediateMs: 200 } });
  await ask(cluster.ownerUrl, "create table kept as select 7 as n");
  const pid = cluster.pid();
  process.kill(pid ?? Number.NaN, "SIGSTOP");
  await cluster.stop();
  expect(startOf(pid ?? 0)).toBeNull();
  expect(processes(dataDir).all).toEqual([]);
  const again = await startCluster({ dataDir, log: silent });
  expect(await ask(again.ownerUrl, "select n from kept")).toEqual([{ n: 7 }]);
  await again.stop();
});

test("a stop right after a backend crash always ends", async () => {
  const dataDir = newFolder();
  for (const waitMs of [5, 100, 300]) {
    const cluster = await startCluster({ dataDir, log: silent, stopPatience: { fastMs: 1_500, immediateMs: 1_000 } });
    const victim = new pg.Client(cluster.appUrl);
    victim.on("error", silent);
    await victim.connect();
    const { rows } = await victim.query<{ pid: number }>("select pg_backend_pid() as pid");
    kill(rows[0]?.pid ?? null);
    await pause(waitMs);
    await cluster.stop();
    expect(processes(dataDir).all).toEqual([]);
  }
});

test("a start that fails says why, and the next one after the repair succeeds", async () => {
  const dataDir = newFolder();
  const cluster = await startCluster({ dataDir, log: silent });
  await cluster.stop();
  const file = path.join(cluster.pgdata ?? "", "postgresql.conf");
  const good = fs.readFileSync(file, "utf8");
  fs.writeFileSync(file, `${good}\nnonsense = 1\n`);
  await expect(startCluster({ dataDir, log: silent })).rejects.toThrow(/did not start.*unrecognized configuration parameter "nonsense"/s);
  fs.writeFileSync(file, good);
  const again = await startCluster({ dataDir, log: silent });
  await again.stop();
});

test("a setting that loses acknowledged writes cannot come in through the server's own file", async () => {
  const dataDir = newFolder();
  const cluster = await startCluster({ dataDir, log: silent });
  await cluster.stop();
  fs.appendFileSync(path.join(cluster.pgdata ?? "", "postgresql.conf"), "\nfsync = off\nfull_page_writes = off\n");
  const again = await startCluster({ dataDir, log: silent });
  expect(await ask(again.superuserUrl, "show fsync")).toEqual([{ fsync: "on" }]);
  expect(await ask(again.superuserUrl, "show data_checksums")).toEqual([{ data_checksums: "on" }]);
  expect(await ask(again.superuserUrl, "show listen_addresses")).toEqual([{ listen_addresses: "" }]);
  await again.stop();
});

test("lock files that name another program, and passwords of a back-up, do not stop a start", async () => {
  const dataDir = newFolder();
  const cluster = await startCluster({ dataDir, log: silent });
  await ask(cluster.superuserUrl, "alter role postgres password 'other'; alter role app_rw password 'other'");
  await cluster.stop();
  fs.writeFileSync(path.join(cluster.pgdata ?? "", "postmaster.pid"), `${process.pid}\n${cluster.pgdata}\n1\n5432\n\n\n0 0\n`, { mode: 0o600 });
  fs.writeFileSync(path.join(cluster.socketOrPort, ".s.PGSQL.5432.lock"), `${process.pid}\n`, { mode: 0o600 });
  const again = await startCluster({ dataDir, log: silent });
  expect(await ask(again.appUrl, "select current_user as who")).toEqual([{ who: "app_rw" }]);
  await again.stop();
});

test("a path too long for a socket, and a folder that no other user can search, serve all the same", async () => {
  const deep = path.join(newFolder(), "a".repeat(110));
  fs.mkdirSync(deep, { recursive: true });
  fs.chmodSync(deep, 0o700);
  const said: string[] = [];
  const cluster = await startCluster({ dataDir: deep, log: (line) => said.push(line) });
  expect(Buffer.byteLength(cluster.socketOrPort)).toBeLessThan(90);
  expect(fs.statSync(cluster.socketOrPort).mode & 0o777).toBe(0o700);
  expect(await ask(cluster.appUrl, "select 1 as one")).toEqual([{ one: 1 }]);
  await cluster.stop();
  const moved = fs.lstatSync(path.join(deep, "cluster")).isSymbolicLink();
  expect(moved).toBe(process.getuid?.() === 0); // only root needs another user to reach it
  expect(said.some((line) => line.includes("the database lives in"))).toBe(moved);
  const again = await startCluster({ dataDir: deep, log: silent });
  expect(again.pgdata).toBe(cluster.pgdata);
  await again.stop();
  fs.rmSync(path.dirname(cluster.pgdata ?? ""), { recursive: true, force: true });
  if (!cluster.socketOrPort.startsWith(path.dirname(cluster.pgdata ?? ""))) fs.rmSync(cluster.socketOrPort, { recursive: true, force: true });
});

test("passwords and the socket are for the server's user alone", async () => {
  const dataDir = newFolder();
  const cluster = await startCluster({ dataDir, log: silent });
  const home = path.dirname(cluster.pgdata ?? "");
  for (const [name, mode] of [["secrets.json", 0o600], ["server.log", 0o600], ["run", 0o700], ["socket", 0o700], ["pgdata", 0o700]] as const)
    expect([name, fs.statSync(path.join(home, name)).mode & 0o777]).toEqual([name, mode]);
  expect(fs.readdirSync(home).filter((name) => name.startsWith("first."))).toEqual([]);
  await expect(ask(cluster.appUrl.replace(/:[^:@]+@/, ":wrong@"), "select 1")).rejects.toThrow(/password authentication failed/);
  const [secret] = await ask<{ kind: string }>(cluster.superuserUrl, "select left(rolpassword, 13) as kind from pg_authid where rolname = 'app_rw'");
  expect(secret?.kind).toBe("SCRAM-SHA-256");
  await cluster.stop();
});

test("a keeper's turn is taken from nobody alive, and from the dead only once", () => {
  const run = newFolder();
  fs.mkdirSync(run);
  const [me, other] = [newMember(), newMember()];
  expect(takeTurn(run, me)).toBe(1);
  expect(takeTurn(run, other)).toBeNull();
  declare(run, me, 1, "free");
  expect(takeTurn(run, other)).toBe(2);
  fs.writeFileSync(path.join(run, "keeper.3"), JSON.stringify({ pid: process.pid, started: "before this boot", state: "ready" }));
  expect(keeperOf(run).state).toBe("free");
  expect(takeTurn(run, me)).toBe(4);
  fs.writeFileSync(path.join(run, "keeper.5"), ""); // what a power cut leaves of a file
  expect(takeTurn(run, other)).toBe(6);
  expect(takeTurn(run, me)).toBeNull();
  expect(fs.readdirSync(run)).toEqual(["keeper.6"]);
});
