import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { startCluster } from "#app/db/cluster/cluster.server.ts";
import { preparePlace } from "#app/db/cluster/place.server.ts";
import { processesOf } from "#app/db/cluster/postmaster.server.ts";
import { signal } from "#app/db/cluster/processes.server.ts";
import { startSubject } from "#app/db/cluster/subject.ts";

/*
 * What a power cut loses, which no kill shows: a killed process's writes still lie in the kernel. The data folder is on
 * an ext4 image mounted with commit=600, so the image file holds what was flushed and little else. "Cut": everything is
 * halted, the image copied without unmounting, the copy mounted, recovered and compared with the ledger of what the
 * application had been told is committed. Every second cut flushes random files meanwhile, as a kernel may at any time.
 */

const CUTS = { S: 6, M: 40, L: 200 };
const LANES = 4;

export type PowerCutResult = {
  cuts: number;
  cutsWithWriteBack: number;
  acknowledged: number;
  lost: number;
  cutsWithLoss: number;
  notReopened: number;
  corrupt: number;
  reopenMs: { p50Ms: number; maxMs: number };
};

export async function run({ size, json }: { size: "S" | "M" | "L"; json: boolean }): Promise<{ powercut: PowerCutResult }> {
  requireLoopDevice();
  const base = fs.mkdtempSync(path.join(os.tmpdir(), "powercut-"));
  fs.chmodSync(base, 0o711);
  const reopened: number[] = [];
  const result = { cuts: CUTS[size], cutsWithWriteBack: 0, acknowledged: 0, lost: 0, cutsWithLoss: 0, notReopened: 0, corrupt: 0 };
  try {
    for (let number = 1; number <= result.cuts; number++) {
      const writeBack = number % 2 === 0;
      if (writeBack) result.cutsWithWriteBack += 1;
      const cut = await cutOnce(base, writeBack);
      result.acknowledged += cut.acknowledged;
      if (cut.reopenMs === null) result.notReopened += 1;
      else reopened.push(cut.reopenMs);
      result.lost += cut.lost;
      if (cut.lost > 0) result.cutsWithLoss += 1;
      if (cut.corrupt) result.corrupt += 1;
      if (!json) console.log(`cut ${number}${writeBack ? " with write-back" : ""}: ${cut.acknowledged} acknowledged, ${cut.lost} lost, ${cut.said}`);
    }
  } finally {
    for (const mount of ["before", "after"]) spawnSync("umount", ["-l", path.join(base, mount)], { stdio: "ignore" });
    fs.rmSync(base, { recursive: true, force: true });
  }
  const sorted = reopened.toSorted((a, b) => a - b);
  return { powercut: { ...result, reopenMs: { p50Ms: sorted[Math.floor(sorted.length / 2)] ?? 0, maxMs: sorted.at(-1) ?? 0 } } };
}

function requireLoopDevice(): void {
  const missing = ["mkfs.ext4", "mount", "umount"].filter((tool) => spawnSync("sh", ["-c", `command -v ${tool}`]).status !== 0);
  if (process.getuid?.() !== 0 || missing.length > 0 || !fs.existsSync("/dev/loop-control"))
    throw new Error(
      `The power cut needs root, a loop device and mkfs.ext4 (here: ${process.getuid?.() === 0 ? "root" : "not root"}, ` +
        `${fs.existsSync("/dev/loop-control") ? "loop devices" : "no loop device"}${missing.length > 0 ? `, no ${missing.join(", ")}` : ""}).`,
    );
}

type Cut = { acknowledged: number; lost: number; corrupt: boolean; reopenMs: number | null; said: string };

async function cutOnce(base: string, writeBack: boolean): Promise<Cut> {
  const [image, copy, before, after] = ["disk.img", "copy.img", "before", "after"].map((name) => path.join(base, name)) as [string, string, string, string];
  for (const folder of [before, after]) fs.mkdirSync(folder, { recursive: true });
  for (const file of [image, copy]) fs.rmSync(file, { force: true });
  execFileSync("truncate", ["-s", "1G", image]);
  execFileSync("mkfs.ext4", ["-q", "-E", "lazy_itable_init=0,lazy_journal_init=0", image]);
  execFileSync("mount", ["-o", "loop,commit=600", image, before]);
  fs.chmodSync(before, 0o711);
  const dataDir = path.join(before, "data");
  const silent = () => undefined;
  // Made, closed in order and flushed: from here on only what the server flushes itself is safe.
  const first = await startSubject(dataDir, "first", 0);
  await first.end();
  execFileSync("sync", ["-f", before]);

  const subject = await startSubject(dataDir, "cut", LANES);
  const until = performance.now() + 1_500 + Math.random() * 3_000;
  while (performance.now() < until) {
    await pause(300);
    if (writeBack) flushSome(dataDir);
  }
  const halted = [subject.child.pid ?? 0, ...processesOf(preparePlace(dataDir, silent)).all];
  for (const pid of halted) signal(pid, "SIGSTOP");
  await pause(100);
  try {
    execFileSync("cp", ["--sparse=always", image, copy]);
  } finally {
    for (const pid of halted) signal(pid, "SIGKILL");
    await subject.kill();
  }
  await pause(100);
  execFileSync("umount", ["-l", before]);

  execFileSync("mount", ["-o", "loop", copy, after]);
  const acknowledged = subject.acknowledged();
  try {
    const began = performance.now();
    const cluster = await startCluster({ dataDir: path.join(after, "data"), log: silent });
    const reopenMs = Math.round(performance.now() - began);
    try {
      const { there, complaint } = await inspect(cluster.superuserUrl ?? "");
      const lost = acknowledged.filter((id) => !there.has(id)).length;
      return { acknowledged: acknowledged.length, lost, corrupt: complaint !== null, reopenMs, said: complaint ?? `open again after ${reopenMs} ms, heap and indexes whole` };
    } finally {
      await cluster.stop();
    }
  } catch (error) {
    return { acknowledged: acknowledged.length, lost: acknowledged.length, corrupt: false, reopenMs: null, said: `not opened: ${String(error)}` };
  } finally {
    execFileSync("umount", ["-l", after]);
  }
}

function flushSome(folder: string): void {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || Math.random() > 1 / 3) continue;
    try {
      const handle = fs.openSync(path.join(entry.parentPath, entry.name), "r");
      fs.fdatasyncSync(handle);
      fs.closeSync(handle);
    } catch {
      // the server removed it meanwhile
    }
  }
}

async function inspect(url: string): Promise<{ there: Set<string>; complaint: string | null }> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows } = await client.query<{ subject: string }>('select subject from "SignInFailure"');
    const there = new Set(rows.map((row) => row.subject));
    await client.query("create extension if not exists amcheck");
    const { rows: heap } = await client.query<{ msg: string }>(
      "select v.msg from pg_class c, lateral verify_heapam(c.oid) v where c.relkind = 'r' and c.relpersistence = 'p' limit 1",
    );
    const indexes = await client
      .query("select bt_index_check(i.indexrelid, true) from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam where a.amname = 'btree' and i.indisvalid")
      .then(() => null, (error: Error) => error.message);
    return { there, complaint: heap[0]?.msg ?? indexes };
  } finally {
    await client.end();
  }
}
