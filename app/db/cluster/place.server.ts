import { spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { ClusterFailure, reasonOf } from "./failure.server.ts";
import { alike } from "./keeper.server.ts";

/** The user a server runs as when the application runs as root, which PostgreSQL refuses. */
export type Account = { readonly uid: number; readonly gid: number };

/** Where one embedded server lives. */
export type Place = {
  readonly home: string;
  readonly pgdata: string;
  /** locks and the list of users */
  readonly run: string;
  readonly secretsFile: string;
  readonly logFile: string;
  readonly socketFolder: string;
  /** shows in the process titles, so that backends whose postmaster died are found */
  readonly clusterName: string;
  readonly account: Account | null;
};

export type Secrets = { readonly superuser: string; readonly owner: string; readonly web: string };

const PRODUCT = "congress-planner";
/** For root, where an own folder cannot be reached by the server's user. */
export const SYSTEM_FOLDER = `/var/lib/${PRODUCT}`;
/** A socket's address holds 108 bytes with the closing NUL. */
const SOCKET_PATH_LIMIT = 107;
const SOCKET_NAME = "/.s.PGSQL.5432";

const hash = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 12);
const asRoot = () => process.getuid?.() === 0;
/** The options of child_process that run a command as the server's user. */
export const as = (account: Account | null) => (account ? { uid: account.uid, gid: account.gid } : {});

export function preparePlace(dataDir: string, log: (line: string) => void): Place {
  if (process.platform === "win32")
    throw new ClusterFailure("The embedded PostgreSQL runs on Linux and macOS; on Windows set DATABASE_URL.");
  makeDataFolder(dataDir);
  const folder = fs.realpathSync(dataDir);
  const entry = path.join(folder, "cluster");
  if (!fs.lstatSync(entry, { throwIfNoEntry: false })) found(folder, entry, log);
  let home: string;
  try {
    home = fs.realpathSync(entry);
    fs.readdirSync(home);
  } catch (error) {
    throw new ClusterFailure(`The folder of the database (${entry}) cannot be read: ${reasonOf(error)}`);
  }
  const pgdata = path.join(home, "pgdata");
  const account = asRoot() ? accountFor(pgdata, home) : null;
  if (account && !canSearch(home, account))
    throw new ClusterFailure(
      `The folder ${home} can no longer be reached by the database's user (uid ${account.uid}): open its parent folders for searching, or move the data.`,
    );
  const run = path.join(home, "run");
  if (makeFolder(run, 0o700)) alike(home, run);
  const clusterName = `${PRODUCT}-${hash(pgdata)}`;
  return {
    home,
    pgdata,
    run,
    secretsFile: path.join(home, "secrets.json"),
    logFile: path.join(home, "server.log"),
    socketFolder: makeSocketFolder(home, account),
    clusterName,
    account,
  };
}

/** Decides once where the cluster lives; DATA_DIR/cluster is that folder or a link to it. */
function found(folder: string, entry: string, log: (line: string) => void): void {
  if (!asRoot()) {
    makeFolder(entry, 0o700);
    return;
  }
  if (canSearch(folder, findAccount())) {
    makeFolder(entry, 0o711);
    return;
  }
  const system = path.join(SYSTEM_FOLDER, hash(folder));
  makeFolder(SYSTEM_FOLDER, 0o711);
  makeFolder(system, 0o711);
  log(`Running as root, and ${folder} cannot be reached by the database's own user: the database lives in ${system}`);
  try {
    fs.symlinkSync(system, entry);
  } catch (error) {
    if (!fs.lstatSync(entry, { throwIfNoEntry: false })) throw error;
  }
}

/** Makes a folder with exactly this mode, whatever the umask; one that exists is left as it is. */
export function makeFolder(folder: string, mode: number): boolean {
  if (fs.existsSync(folder)) return false;
  fs.mkdirSync(folder, { recursive: true });
  fs.chmodSync(folder, mode);
  return true;
}

/** The data folder is its user's own; under root the database's user must be able to pass through it. */
export function makeDataFolder(dataDir: string): void {
  makeFolder(dataDir, asRoot() ? 0o711 : 0o700);
}

/** Asks the system itself, so that modes, groups and access lists all count. */
function canSearch(folder: string, account: Account): boolean {
  return spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", folder], { ...as(account), cwd: "/", stdio: "ignore" }).status === 0;
}

function accountFor(pgdata: string, home: string): Account {
  for (const owned of [pgdata, home]) {
    const owner = fs.statSync(owned, { throwIfNoEntry: false });
    if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  }
  return findAccount();
}

function findAccount(): Account {
  for (const name of [PRODUCT, "postgres"]) {
    const account = lookUp(name);
    if (account) return account;
  }
  const made = spawnSync("useradd", ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", PRODUCT], { encoding: "utf8" });
  const account = lookUp(PRODUCT);
  if (account) return account;
  throw new ClusterFailure(
    `PostgreSQL does not run as root, and no user for it could be made (${made.error?.message ?? made.stderr.trim()}). ` +
      `Start the application as an ordinary user, or add a user named ${PRODUCT}.`,
  );
}

function lookUp(name: string): Account | null {
  const line = fs
    .readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((each) => each.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(":") ?? [];
  return Number(uid) > 0 ? { uid: Number(uid), gid: Number(gid) } : null;
}

function socketFolderOf(home: string): string {
  const own = path.join(home, "socket");
  const fits = Buffer.byteLength(own + SOCKET_NAME) <= SOCKET_PATH_LIMIT;
  return fits ? own : path.join("/tmp", `${PRODUCT}-${process.getuid?.() ?? 0}`, hash(home));
}

function makeSocketFolder(home: string, account: Account | null): string {
  const folder = socketFolderOf(home);
  const parent = path.dirname(folder);
  if (parent !== home) {
    // /tmp is everybody's: somebody else's folder or link under our name must not receive our socket
    makeFolder(parent, asRoot() ? 0o711 : 0o700);
    const owner = fs.lstatSync(parent);
    if (!owner.isDirectory() || owner.uid !== process.getuid?.() || (owner.mode & 0o022) !== 0)
      throw new ClusterFailure(`The folder ${parent} for the database's socket belongs to somebody else; remove it.`);
  }
  makeFolder(folder, 0o700);
  if (account) fs.chownSync(folder, account.uid, account.gid);
  return folder;
}

export function readSecrets(place: Pick<Place, "secretsFile">): Secrets {
  try {
    return JSON.parse(fs.readFileSync(place.secretsFile, "utf8")) as Secrets;
  } catch (error) {
    throw new ClusterFailure(`The database's passwords (${place.secretsFile}) cannot be read: ${reasonOf(error)}`);
  }
}

/** Passwords are made once, and are on the disk before any server knows them. */
export function ensureSecrets(place: Place): Secrets {
  if (!fs.existsSync(place.secretsFile)) {
    const secret = () => randomBytes(24).toString("base64url");
    const secrets: Secrets = { superuser: secret(), owner: secret(), web: secret() };
    const file = `${place.secretsFile}.new`;
    fs.rmSync(file, { force: true });
    fs.writeFileSync(file, JSON.stringify(secrets), { mode: 0o600, flag: "wx", flush: true });
    alike(place.home, file);
    fs.renameSync(file, place.secretsFile);
    syncFolder(place.home);
  }
  return readSecrets(place);
}

export function syncFolder(folder: string): void {
  const handle = fs.openSync(folder, "r");
  fs.fsyncSync(handle);
  fs.closeSync(handle);
}

export const DATABASE = "congress";
export const SUPERUSER = "postgres";
export const OWNER = "app_owner";
export const WEB = "app_rw";

export function urlOf(place: Pick<Place, "socketFolder">, user: string, password: string, database: string): string {
  return `postgresql://${user}:${password}@localhost:5432/${database}?host=${encodeURIComponent(place.socketFolder)}`;
}

/** For the Prisma CLI: the owner's URL of a data folder's embedded server, or null where there is none. */
export function embeddedOwnerUrl(dataDir: string): string | null {
  const entry = path.join(dataDir, "cluster");
  if (!fs.existsSync(path.join(entry, "secrets.json"))) return null;
  const home = fs.realpathSync(entry);
  const { owner } = readSecrets({ secretsFile: path.join(home, "secrets.json") });
  return urlOf({ socketFolder: socketFolderOf(home) }, OWNER, owner, DATABASE);
}
