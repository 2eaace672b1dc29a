import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import type { Binaries } from "./binaries.server.ts";
import { ClusterFailure, codeOf } from "./failure.server.ts";
import { alike } from "./keeper.server.ts";
import { as, SUPERUSER, syncFolder, urlOf, type Place, type Secrets } from "./place.server.ts";
import { commandLines, pidIsTaken, signal, startOf, until } from "./processes.server.ts";

/** How long a stop may take before the next harder way; only tests shorten it. */
export type StopPatience = { readonly fastMs: number; readonly immediateMs: number };
export const STOP_PATIENCE: StopPatience = { fastMs: 10_000, immediateMs: 5_000 };

const LOG_LIMIT_BYTES = 10_000_000;
const environment = { NODE_ENV: "production", PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" } as const;

/** Every living process of this server: the postmaster by its folder, the others by the cluster's name in their title. */
export function processesOf(place: Place): { postmaster: number | null; all: number[] } {
  const lines = commandLines();
  const served = (line: string) => line.split(/postgres[\0 ]-D[\0 ]/)[1];
  const byFolder = lines.filter(({ line }) => {
    const rest = served(line);
    return rest === place.pgdata || rest?.startsWith(`${place.pgdata}\0`) || rest?.startsWith(`${place.pgdata} `);
  });
  const byTitle = lines.filter(({ line }) => line.startsWith(`postgres: ${place.clusterName}:`));
  // A child that has only just been forked still shows the postmaster's own command line.
  const named = pidIn(path.join(place.pgdata, "postmaster.pid"));
  const postmaster = byFolder.find(({ pid }) => pid === named) ?? byFolder[0];
  return { postmaster: postmaster?.pid ?? null, all: [...byFolder, ...byTitle].map(({ pid }) => pid) };
}

/** The first start of a folder. A half-made one, left by a kill, is thrown away. */
export function initialise(place: Place, binaries: Binaries, secrets: Secrets): void {
  if (fs.existsSync(path.join(place.pgdata, "PG_VERSION"))) return;
  for (const left of fs.readdirSync(place.home)) if (left.startsWith("first.")) fs.rmSync(path.join(place.home, left), { recursive: true, force: true });
  const draft = fs.mkdtempSync(path.join(place.home, "first."));
  const passwordFile = `${draft}.password`;
  fs.writeFileSync(passwordFile, secrets.superuser, { mode: 0o600, flag: "wx" });
  if (place.account) for (const mine of [draft, passwordFile]) fs.chownSync(mine, place.account.uid, place.account.gid);
  let complaint = "";
  try {
    // Order by code point never changes with the system's libraries, so indexes stay true; letters need a real ctype.
    for (const letters of ["C.UTF-8", "en_US.UTF-8", "C"]) {
      const made = spawnSync(
        binaries.initdb,
        ["-D", draft, "-U", SUPERUSER, `--pwfile=${passwordFile}`, "--auth=scram-sha-256", "--data-checksums", "--encoding=UTF8", "--locale=C", `--lc-ctype=${letters}`],
        { ...as(place.account), cwd: "/", env: environment, encoding: "utf8" },
      );
      if (made.status === 0) {
        fs.renameSync(draft, place.pgdata);
        syncFolder(place.home);
        return;
      }
      complaint = made.error?.message ?? lastLines(made.stderr, 4);
      if (!complaint.includes("locale")) break;
    }
  } finally {
    fs.rmSync(passwordFile, { force: true });
  }
  throw new ClusterFailure(`The database could not be made in ${place.pgdata}: ${complaint}`);
}

function settings(place: Place): string[] {
  const megabytes = Math.floor(os.totalmem() / 1_048_576);
  const cache = Math.max(128, Math.min(1_024, Math.floor(megabytes / 8)));
  const values: Record<string, string> = {
    cluster_name: place.clusterName,
    listen_addresses: "",
    unix_socket_directories: place.socketFolder,
    unix_socket_permissions: "0700",
    port: "5432",
    max_connections: "80",
    fsync: "on",
    full_page_writes: "on",
    synchronous_commit: "on",
    password_encryption: "scram-sha-256",
    shared_buffers: `${cache}MB`,
    effective_cache_size: `${Math.floor(megabytes / 2)}MB`,
    work_mem: "16MB",
    maintenance_work_mem: "128MB",
    max_wal_size: "2GB",
    random_page_cost: "1.1",
    jit: "off",
    timezone: "UTC",
    log_timezone: "UTC",
    // values of failing statements must not reach the log: they may be somebody's name
    log_min_messages: "warning",
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
    log_line_prefix: "%m [%p] ",
  };
  return Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

function openLog(place: Place): number {
  const old = fs.statSync(place.logFile, { throwIfNoEntry: false });
  if (old && old.size > LOG_LIMIT_BYTES) fs.renameSync(place.logFile, `${place.logFile}.1`);
  const handle = fs.openSync(place.logFile, "a", 0o600);
  alike(place.home, place.logFile);
  return handle;
}

function lastLines(text: string, count: number): string {
  return text.trim().split("\n").slice(-count).join(" | ");
}

/** Starts the server and waits until it answers; a failure carries what the server wrote. */
export async function launch(place: Place, binaries: Binaries, secrets: Secrets): Promise<number> {
  const end = performance.now() + 30_000;
  for (;;) {
    const handle = openLog(place);
    const before = fs.fstatSync(handle).size;
    const child = spawn(binaries.postgres, ["-D", place.pgdata, ...settings(place)], {
      ...as(place.account),
      cwd: "/",
      env: environment,
      detached: true,
      stdio: ["ignore", handle, handle],
    });
    fs.closeSync(handle);
    child.unref();
    let over: string | null = null;
    child.once("error", (error) => (over = error.message));
    child.once("exit", (code, kind) => (over ??= kind ? `ended by ${kind}` : `exit code ${code}`));
    const answer = await answers(place, secrets, () => over !== null);
    if (answer === "yes" && child.pid !== undefined) return child.pid;
    if (answer === "wrong password") {
      if (child.pid !== undefined) await stopServer(place, STOP_PATIENCE);
      resetPassword(place, binaries, secrets);
      continue;
    }
    const written = fs.readFileSync(place.logFile, "utf8").slice(before);
    // An ended server's pid stays taken until its zombie is reaped; backends of a killed one need a moment to notice.
    const passing = /lock file "[^"]*" already exists|pre-existing shared memory block/.test(written);
    if (!passing || performance.now() > end)
      throw new ClusterFailure(`The database server did not start (${over ?? "no answer"}): ${lastLines(written, 6) || `see ${place.logFile}`}`);
    await pause(250);
    await clearRemains(place);
  }
}

type Answer = "yes" | "wrong password" | "no";

/** Waits for an answer as the superuser, as long as recovery takes. */
export async function answers(place: Place, secrets: Secrets, ended: () => boolean): Promise<Answer> {
  for (;;) {
    try {
      await withSuperuser(place, secrets, "postgres", (client) => client.query("select 1"));
      return "yes";
    } catch (error) {
      if (codeOf(error) === "28P01" || codeOf(error) === "28000") return "wrong password";
      if (ended()) return "no";
    }
    await pause(25);
  }
}

export async function withSuperuser<T>(place: Place, secrets: Secrets, database: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  return withClient(urlOf(place, SUPERUSER, secrets.superuser, database), work);
}

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on("error", () => undefined); // a server that dies meanwhile fails the query, which is enough
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A restored folder knows the passwords of its back-up: the server alone with itself takes over ours. */
function resetPassword(place: Place, binaries: Binaries, secrets: Secrets): void {
  const done = spawnSync(binaries.postgres, ["--single", "-D", place.pgdata, "-c", "password_encryption=scram-sha-256", "postgres"], {
    ...as(place.account),
    cwd: "/",
    env: environment,
    input: `ALTER ROLE ${SUPERUSER} PASSWORD '${secrets.superuser}'\n`,
    encoding: "utf8",
  });
  if (done.status !== 0) throw new ClusterFailure(`The database refuses its password, and it could not be set anew: ${lastLines(done.stderr, 4)}`);
}

/**
 * Removes what a killed server left: backends without their postmaster, and lock files that name no server.
 * One whose number is a zombie's or another program's would stop every start.
 */
export async function clearRemains(place: Place): Promise<void> {
  if (!(await until(() => processesOf(place).all.length === 0, 3_000))) await killAll(place);
  for (const file of [path.join(place.pgdata, "postmaster.pid"), path.join(place.socketFolder, ".s.PGSQL.5432.lock")]) {
    const pid = pidIn(file);
    if (pid === null) continue;
    // A zombie is usually reaped at once; in a container without an init it stays for ever.
    if (startOf(pid) === null) await until(() => !pidIsTaken(pid), 1_000, 50);
    if (pidIsTaken(pid) && processesOf(place).all.length === 0) fs.rmSync(file, { force: true });
  }
}

function pidIn(file: string): number | null {
  try {
    const pid = Number(fs.readFileSync(file, "utf8").split("\n")[0]);
    return pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

/** Something answers on our socket although none of our processes is there: another container shares the folder. */
export async function refuseStranger(place: Place, secrets: Secrets): Promise<void> {
  const answer = await answers(place, secrets, () => true);
  if (answer !== "no")
    throw new ClusterFailure(`Another machine or container already serves ${place.pgdata}. One folder has one server: stop it, or choose another DATA_DIR.`);
}

/** Ends the server for certain: fast, then immediate, then by force. Returns the way that did it. */
export async function stopServer(place: Place, patience: StopPatience): Promise<"none" | "fast" | "immediate" | "forced"> {
  const { postmaster, all } = processesOf(place);
  if (all.length === 0) return "none";
  const gone = () => processesOf(place).all.length === 0;
  if (postmaster !== null) {
    const born = startOf(postmaster);
    const ended = () => startOf(postmaster) !== born;
    signal(postmaster, "SIGINT");
    if ((await until(ended, patience.fastMs)) && (await until(gone, 1_000))) return "fast";
    signal(postmaster, "SIGQUIT");
    if ((await until(ended, patience.immediateMs)) && (await until(gone, 1_000))) return "immediate";
  }
  await killAll(place);
  return "forced";
}

async function killAll(place: Place): Promise<void> {
  const dead = await until(() => {
    const { all } = processesOf(place);
    for (const pid of all) signal(pid, "SIGKILL");
    return all.length === 0;
  }, 30_000, 50);
  if (!dead) throw new ClusterFailure(`Processes of the database (${processesOf(place).all.join(", ")}) cannot be ended; the machine's disk may hang.`);
}

