import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { findBinaries } from "./binaries.server.ts";
import { ClusterFailure, reasonOf } from "./failure.server.ts";
import { declare, keeperOf, newMember, signIn, signOut, takeTurn, usersOf, type Member } from "./keeper.server.ts";
import { DATABASE, ensureSecrets, OWNER, preparePlace, readSecrets, SUPERUSER, urlOf, WEB, type Place, type Secrets } from "./place.server.ts";
import { answers, clearRemains, initialise, launch, processesOf, refuseStranger, STOP_PATIENCE, stopServer, withClient, withSuperuser, type StopPatience } from "./postmaster.server.ts";
import { isAlive, nameOf, startOf, type ProcessName } from "./processes.server.ts";
import { ensureRoles } from "./roles.server.ts";

export type Log = (line: string) => void;

/** A PostgreSQL server the product can work on, its own or a given one. */
export type Cluster = {
  /** Migrations run with this one. */
  readonly ownerUrl: string;
  /** The web process and the command line work with this one. */
  readonly appUrl: string;
  /** Back-up and restore use it; only the embedded server gives one. */
  readonly superuserUrl: string | null;
  readonly embedded: boolean;
  /** The server's data folder, where it is ours. */
  readonly pgdata: string | null;
  readonly socketOrPort: string;
  /** The postmaster at this moment; it changes when a dead one is replaced. */
  pid(): number | null;
  /** The last user of an embedded server stops it; a given server is left alone. */
  stop(): Promise<void>;
};

export type StartOptions = { readonly dataDir: string; readonly log: Log; readonly stopPatience?: StopPatience };

const POLL_MS = 250;
const GUEST_PATIENCE_MS = 600_000;

/** The embedded server of one data folder: started, adopted from a killed run, or shared with a running process. */
export async function startCluster(options: StartOptions): Promise<Cluster> {
  const place = preparePlace(path.resolve(options.dataDir), options.log);
  const supervisor = new Supervisor(place, options);
  await supervisor.begin();
  const secrets = readSecrets(place);
  return {
    ownerUrl: urlOf(place, OWNER, secrets.owner, DATABASE),
    appUrl: urlOf(place, WEB, secrets.web, DATABASE),
    superuserUrl: urlOf(place, SUPERUSER, secrets.superuser, DATABASE),
    embedded: true,
    pgdata: place.pgdata,
    socketOrPort: place.socketFolder,
    pid: () => processesOf(place).postmaster,
    stop: () => supervisor.end(),
  };
}

/**
 * One process's part in keeping a folder's server alive. The keeper (the holder of the turn) starts, watches and
 * restarts the server; everybody else watches the keeper and follows a dead one. The last user to leave stops it.
 */
class Supervisor {
  readonly #place: Place;
  readonly #log: Log;
  readonly #patience: StopPatience;
  readonly #me: Member = newMember();
  #turn: number | null = null;
  #server: ProcessName | null = null;
  #timer: NodeJS.Timeout | undefined;
  #work: Promise<void> = Promise.resolve();
  #ending: Promise<void> | undefined;
  #failures = 0;
  #notBefore = 0;

  constructor(place: Place, options: StartOptions) {
    this.#place = place;
    this.#log = options.log;
    this.#patience = options.stopPatience ?? STOP_PATIENCE;
  }

  async begin(): Promise<void> {
    const end = performance.now() + GUEST_PATIENCE_MS;
    // Signed in before looking at the keeper: one who is about to stop the server either sees us or is seen stopping.
    signIn(this.#place.run, this.#me);
    try {
      while (!(await this.#join())) {
        if (performance.now() > end) throw new ClusterFailure(`Another process (pid ${keeperOf(this.#place.run).pid}) has been starting the database for too long; end it.`);
        await pause(50);
      }
    } catch (error) {
      signOut(this.#place.run, this.#me);
      throw error;
    }
    this.#timer = setInterval(() => this.#tick(), POLL_MS);
    this.#timer.unref();
  }

  async #join(): Promise<boolean> {
    if (keeperOf(this.#place.run).state === "ready") return true;
    this.#turn = takeTurn(this.#place.run, this.#me);
    if (this.#turn === null) return false;
    try {
      await this.#bringUp();
    } catch (error) {
      this.#giveBack();
      throw error;
    }
    return true;
  }

  #giveBack(): void {
    if (this.#turn !== null) declare(this.#place.run, this.#me, this.#turn, "free");
    this.#turn = null;
  }

  /** With the turn in hand: adopts the server that runs, or starts one. */
  async #bringUp(): Promise<void> {
    const secrets = ensureSecrets(this.#place);
    const binaries = findBinaries(this.#place, this.#log);
    const running = await this.#adopt(secrets, binaries.version);
    if (running === null) {
      await refuseStranger(this.#place, secrets);
      await clearRemains(this.#place);
      initialise(this.#place, binaries, secrets);
      const pid = await launch(this.#place, binaries, secrets);
      this.#server = nameOf(pid);
    } else this.#server = running;
    await ensureRoles(this.#place, secrets);
    if (this.#turn !== null) declare(this.#place.run, this.#me, this.#turn, "ready");
  }

  /** A server that a killed run left behind is kept when it is ours and of our version, else it is stopped. */
  async #adopt(secrets: Secrets, version: string): Promise<ProcessName | null> {
    const { postmaster } = processesOf(this.#place);
    const name = postmaster === null ? null : nameOf(postmaster);
    if (!name) return null;
    const end = performance.now() + 60_000;
    const answer = await answers(this.#place, secrets, () => !isAlive(name) || performance.now() > end);
    if (answer === "yes") {
      const found = await withSuperuser(this.#place, secrets, "postgres", async (client) => {
        const { rows } = await client.query<{ folder: string; version: string }>(
          "select current_setting('data_directory') as folder, split_part(current_setting('server_version'), ' ', 1) as version",
        );
        return rows[0];
      });
      const shared = usersOf(this.#place.run) > 1;
      if (found?.folder === this.#place.pgdata && (found.version === version || shared)) {
        this.#log(`The database server (pid ${name.pid}) of an earlier run is adopted`);
        return name;
      }
    }
    this.#log(`A database server (pid ${name.pid}) of an earlier run is stopped`);
    await stopServer(this.#place, this.#patience);
    return null;
  }

  #tick(): void {
    if (this.#ending) return;
    clearInterval(this.#timer);
    this.#work = this.#watch()
      .catch((error: unknown) => this.#failed(error))
      .finally(() => {
        if (this.#ending) return;
        this.#timer = setInterval(() => this.#tick(), POLL_MS);
        this.#timer.unref();
      });
  }

  async #watch(): Promise<void> {
    if (performance.now() < this.#notBefore) return;
    if (this.#turn === null) {
      if (keeperOf(this.#place.run).state !== "free") return;
      this.#turn = takeTurn(this.#place.run, this.#me);
      if (this.#turn === null) return;
    } else if (this.#server && startOf(this.#server.pid) === this.#server.started) return;
    else {
      this.#log("The database server ended unexpectedly; it is started again");
      declare(this.#place.run, this.#me, this.#turn, "starting");
    }
    await this.#bringUp();
    this.#failures = 0;
  }

  #failed(error: unknown): void {
    this.#failures += 1;
    this.#notBefore = performance.now() + Math.min(5_000, 250 * 2 ** this.#failures);
    this.#log(`The database server could not be started again: ${reasonOf(error)}`);
  }

  end(): Promise<void> {
    this.#ending ??= this.#leave();
    return this.#ending;
  }

  async #leave(): Promise<void> {
    clearInterval(this.#timer);
    await this.#work;
    const { run } = this.#place;
    // Signed out before looking at the keeper: one who decides meanwhile counts without us.
    signOut(run, this.#me);
    while (this.#turn === null) {
      const { state } = keeperOf(run);
      if (state === "ready" || state === "starting") return;
      if (state === "free") this.#turn = takeTurn(run, this.#me);
      if (this.#turn === null) await pause(25);
    }
    declare(run, this.#me, this.#turn, "stopping");
    try {
      const others = usersOf(run);
      if (others > 0) this.#log(`The database server keeps running: ${others} other process(es) use it`);
      else {
        const way = await stopServer(this.#place, this.#patience);
        if (way === "immediate" || way === "forced") this.#log(`The database server did not stop by itself and was ended (${way}); the next start recovers it`);
      }
    } finally {
      this.#giveBack();
    }
  }
}

/** A PostgreSQL that somebody else runs. Without an owner's URL the application's role also migrates. */
export async function connectCluster(urls: { readonly appUrl: string; readonly ownerUrl?: string | undefined; readonly log?: Log }): Promise<Cluster> {
  const ownerUrl = urls.ownerUrl ?? urls.appUrl;
  for (const [name, url] of [["DATABASE_URL", urls.appUrl], ["DATABASE_OWNER_URL", ownerUrl]] as const) {
    const version = await serverVersion(name, url);
    if (version < 15 || version >= 18) throw new ClusterFailure(`The server of ${name} is PostgreSQL ${version}; versions 15, 16 and 17 are supported.`);
  }
  if (new URL(ownerUrl).username === new URL(urls.appUrl).username)
    urls.log?.("DATABASE_OWNER_URL names no other role than DATABASE_URL: the application's role owns the tables, and the log is not protected from it");
  const parsed = new URL(urls.appUrl);
  return {
    ownerUrl,
    appUrl: urls.appUrl,
    superuserUrl: null,
    embedded: false,
    pgdata: null,
    socketOrPort: parsed.searchParams.get("host") ?? (parsed.port || "5432"),
    pid: () => null,
    stop: () => Promise.resolve(),
  };
}

async function serverVersion(name: string, url: string): Promise<number> {
  try {
    return await withClient(url, async (client) => {
      const { rows } = await client.query<{ version: string }>("select current_setting('server_version_num') as version");
      return Math.floor(Number(rows[0]?.version) / 10_000);
    });
  } catch (error) {
    throw new ClusterFailure(`The PostgreSQL of ${name} cannot be used: ${reasonOf(error)}`);
  }
}
