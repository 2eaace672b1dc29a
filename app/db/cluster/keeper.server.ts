import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { isAlive, nameOf, type ProcessName } from "./processes.server.ts";

/**
 * Who may start and stop the server of one folder, and who uses it.
 *
 * The keeper's lock is a row of numbered files. A number is taken with link(2), which fails when it exists and shows
 * the file only whole, and the highest number counts. It is given back by writing "free" into it, never by deleting it:
 * so two processes that both find a dead keeper cannot both follow it, and a living one is never robbed.
 */
export type Member = ProcessName & { readonly key: string };
export type KeeperState = "starting" | "ready" | "stopping" | "free";
export type Keeper = { readonly turn: number; readonly state: KeeperState; readonly pid: number };

export function newMember(): Member {
  const name = nameOf(process.pid);
  if (!name) throw new Error("This process cannot read its own start time");
  return { ...name, key: randomBytes(6).toString("hex") };
}

function read(file: string): (ProcessName & { state?: KeeperState }) | null {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")) as ProcessName & { state?: KeeperState };
  } catch {
    return null;
  }
}

function turns(folder: string): number[] {
  return fs
    .readdirSync(folder)
    .flatMap((name) => (/^keeper\.\d+$/.test(name) ? [Number(name.slice(7))] : []))
    .sort((a, b) => b - a);
}

/** The keeper in office; a dead one's state is "free". */
export function keeperOf(folder: string): Keeper {
  const [turn] = turns(folder);
  if (turn === undefined) return { turn: 0, state: "free", pid: 0 };
  const file = read(path.join(folder, `keeper.${turn}`));
  if (!file || !isAlive(file)) return { turn, state: "free", pid: 0 };
  return { turn, state: file.state ?? "starting", pid: file.pid };
}

function draft(folder: string, me: Member, state: KeeperState): string {
  const file = path.join(folder, `draft.${me.pid}.${me.key}`);
  fs.writeFileSync(file, JSON.stringify({ pid: me.pid, started: me.started, state }), { mode: 0o600 });
  alike(folder, file);
  return file;
}

/** Root working in another user's folder leaves files which that user can read. */
export function alike(folder: string, file: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = fs.statSync(folder);
  if (uid !== 0) fs.chownSync(file, uid, gid);
}

/** The number of the turn taken, or null when somebody alive holds it. */
export function takeTurn(folder: string, me: Member): number | null {
  const before = keeperOf(folder);
  if (before.state !== "free") return null;
  const turn = before.turn + 1;
  const file = draft(folder, me, "starting");
  try {
    fs.linkSync(file, path.join(folder, `keeper.${turn}`));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return null;
    throw error;
  } finally {
    fs.rmSync(file, { force: true });
  }
  for (const older of turns(folder)) if (older < turn) fs.rmSync(path.join(folder, `keeper.${older}`), { force: true });
  return turn;
}

/** Only the holder of the turn calls this. */
export function declare(folder: string, me: Member, turn: number, state: KeeperState): void {
  fs.renameSync(draft(folder, me, state), path.join(folder, `keeper.${turn}`));
}

function userFile(folder: string, me: Member): string {
  return path.join(folder, `user.${me.pid}.${me.key}`);
}

export function signIn(folder: string, me: Member): void {
  fs.renameSync(draft(folder, me, "free"), userFile(folder, me));
}

export function signOut(folder: string, me: Member): void {
  fs.rmSync(userFile(folder, me), { force: true });
}

/** How many living users there are; what dead ones left is removed. */
export function usersOf(folder: string): number {
  let living = 0;
  for (const name of fs.readdirSync(folder)) {
    const [kind, pid] = name.split(".");
    if (kind !== "user" && kind !== "draft") continue;
    const file = read(path.join(folder, name));
    const here = file ? isAlive(file) : nameOf(Number(pid)) !== null;
    if (!here) fs.rmSync(path.join(folder, name), { force: true });
    else if (kind === "user") living += 1;
  }
  return living;
}
