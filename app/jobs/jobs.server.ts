import type { Day } from "#app/core/time/day.ts";
import { sweepKeys } from "#app/db/form-keys.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import { sweepDrafts } from "#app/db/import-drafts.server.ts";
import { sweepSessions } from "#app/db/sessions.server.ts";
import type { Installation } from "#app/http/installation.server.ts";
import { countWeek, turnDay } from "#app/usecases/refresh-readiness.server.ts";
import { sealLog } from "#app/usecases/seal-log.server.ts";
import { workOffPlanning } from "./planning.server.ts";

export type Jobs = {
  /** False once stopped, or when the sealer has not come round for a while. */
  readonly alive: () => boolean;
  /** Waits for whatever is under way. */
  readonly stop: () => Promise<void>;
};

type Job = {
  readonly name: string;
  readonly everyMs: number;
  readonly run: () => Promise<unknown>;
};

const SEAL_EVERY_MS = 250;
const RECKON_EVERY_MS = 2_000;
const PLAN_EVERY_MS = 500;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const SILENT_MS = 30_000;

/** Starts what the installation does by itself. A database that is away is waited for; nothing here ends the process. */
export function startJobs(installation: Installation, say: (text: string) => void): Jobs {
  const inTransaction = (work: (tx: Tx) => Promise<unknown>) => (): Promise<unknown> =>
    installation.database.transaction(work, { timeoutMs: MINUTE_MS });
  const heartbeat = { at: performance.now() };
  const over = new AbortController();
  const runners = [
    start({ name: "sealer", everyMs: SEAL_EVERY_MS, run: inTransaction(sealLog) }, say, () => {
      heartbeat.at = performance.now();
    }),
    start({ name: "readiness", everyMs: RECKON_EVERY_MS, run: reckoner(installation) }, say),
    start({ name: "planning", everyMs: PLAN_EVERY_MS, run: () => workOffPlanning(installation, over.signal) }, say),
    start({ name: "sessions", everyMs: HOUR_MS, run: inTransaction(sweepSessions) }, say),
    start({ name: "formKeys", everyMs: HOUR_MS, run: inTransaction(sweepKeys) }, say),
    start({ name: "importDrafts", everyMs: HOUR_MS, run: inTransaction(sweepDrafts) }, say),
  ];
  let stopped = false;
  return {
    alive: () => !stopped && performance.now() - heartbeat.at < SILENT_MS,
    stop: async () => {
      stopped = true;
      over.abort();
      await Promise.all(runners.map((stop) => stop()));
    },
  };
}

/**
 * Lights change by the mere passing of days, and after changes too large to be reckoned on the spot. A part at a time,
 * so that nobody who changes a congress meanwhile has to wait for all of it.
 */
function reckoner(installation: Installation): () => Promise<void> {
  let counted: Day | null = null;
  return async () => {
    for (;;) {
      const today = installation.planningDay(installation.now());
      const reckoned = await installation.database.transaction((tx) => turnDay({ tx, today }), { timeoutMs: MINUTE_MS });
      if (reckoned > 0) continue;
      // Once for each day, after what the day itself changes has been reckoned.
      if (counted !== today) await installation.database.transaction((tx) => countWeek({ tx, today }), { timeoutMs: MINUTE_MS });
      counted = today;
      return;
    }
  };
}

/** Runs a job again and again, never two of it at once. A failure is told once, until it works again. */
function start(job: Job, say: (text: string) => void, done: () => void = () => undefined): () => Promise<void> {
  let stopped = false;
  let failing = false;
  let timer: NodeJS.Timeout | undefined;
  const round = async (): Promise<void> => {
    try {
      await job.run();
      done();
      if (failing) say(`The job "${job.name}" works again`);
      failing = false;
    } catch (error) {
      if (!failing) say(`The job "${job.name}" failed and is tried again: ${error instanceof Error ? error.message : String(error)}`);
      failing = true;
    }
    if (!stopped) timer = setTimeout(next, failing ? Math.min(job.everyMs * 4, MINUTE_MS) : job.everyMs);
  };
  let under = round();
  function next(): void {
    under = round();
  }
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await under;
    clearTimeout(timer);
  };
}
