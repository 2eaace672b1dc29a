import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

/** A process is named by its pid and the moment it started, because pids are used again. */
export type ProcessName = { readonly pid: number; readonly started: string };

const onLinux = process.platform === "linux";
let bootId: string | undefined;

/** When the process with this pid started; null when there is none or only its zombie is left. */
export function startOf(pid: number): string | null {
  try {
    if (!onLinux) {
      const line = execFileSync("ps", ["-o", "stat=,lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
      return line === "" || line.startsWith("Z") ? null : line.replace(/^\S+\s+/, "");
    }
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (fields[0] === "Z" || fields[0] === "X") return null;
    bootId ??= fs.readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${bootId} ${fields[19]}`;
  } catch {
    return null;
  }
}

/** True for a zombie as well: the number is still taken, and PostgreSQL takes it for a living server. */
export function pidIsTaken(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

export function nameOf(pid: number): ProcessName | null {
  const started = startOf(pid);
  return started === null ? null : { pid, started };
}

export function isAlive(name: ProcessName): boolean {
  return startOf(name.pid) === name.started;
}

export function signal(pid: number, kind: NodeJS.Signals): void {
  try {
    process.kill(pid, kind);
  } catch {
    // gone already, which is what every signal here is for
  }
}

/** Polls until `done` says yes; false when the time is up. */
export async function until(done: () => boolean | Promise<boolean>, withinMs: number, everyMs = 25): Promise<boolean> {
  const end = performance.now() + withinMs;
  for (;;) {
    if (await done()) return true;
    if (performance.now() >= end) return false;
    await pause(everyMs);
  }
}

/**
 * Every living process with its command line (arguments joined by NUL on Linux, by blanks elsewhere).
 * Command lines are readable across users even where /proc/<pid>/cwd is not (root in a container).
 */
export function commandLines(): { pid: number; line: string }[] {
  if (!onLinux)
    return execFileSync("ps", ["-axww", "-o", "pid=,command="], { encoding: "utf8" })
      .split("\n")
      .flatMap((row) => {
        const found = /^\s*(\d+)\s+(.*)$/.exec(row);
        return found ? [{ pid: Number(found[1]), line: found[2] ?? "" }] : [];
      });
  return fs.readdirSync("/proc").flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return [];
    try {
      const line = fs.readFileSync(`/proc/${entry}/cmdline`, "utf8");
      return line === "" ? [] : [{ pid: Number(entry), line }]; // a zombie's is empty
    } catch {
      return [];
    }
  });
}
