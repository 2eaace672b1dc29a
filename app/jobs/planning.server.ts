import { fork } from "node:child_process";
import { resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { BranchAnswer, BranchQuestion } from "#app/core/planning/branch-plan.ts";
import type { Progress } from "#app/core/planning/solve.ts";
import { dayInVietNam } from "#app/core/time/instant.ts";
import { findActor } from "#app/db/actors.server.ts";
import type { TransactionOptions, Tx } from "#app/db/client.server.ts";
import { beatRun, claimRun, type ClaimedRun, endForsakenRuns, endRun, type RunFailure } from "#app/db/planning-runs.server.ts";
import type { Installation } from "#app/http/installation.server.ts";
import type { Errand } from "#app/usecases/errand.ts";
import { keepDraft, preparePlanning, type Prepared } from "#app/usecases/keep-draft.server.ts";
import type { Said } from "./planning-process.server.ts";

const PROCESS = "app/jobs/planning-process.server.ts";
/** A run is heard of twice a second; after so long nobody works on it any more. */
const BEAT_MS = 500;
const SILENT_SECONDS = 15;
/** A province's plan is some ten thousand rows to read or to write. */
const WHOLE_MS = 120_000;

/** Works off the runs that wait, one after the other. What a server that was ended left behind is told so. */
export async function workOffPlanning(installation: Installation, over: AbortSignal): Promise<void> {
  const { database } = installation;
  await database.transaction((tx) => endForsakenRuns(tx, SILENT_SECONDS));
  while (!over.aborted) {
    const run = await database.transaction(claimRun);
    if (run === null) return;
    await workOff(installation, run, over);
  }
}

async function workOff(installation: Installation, run: ClaimedRun, over: AbortSignal): Promise<void> {
  const { database } = installation;
  const inTransaction = <T>(work: (tx: Tx) => Promise<T>, options: TransactionOptions = {}): Promise<T> => database.transaction(work, options);
  const end = (how: { readonly failure: RunFailure } | "stopped"): Promise<boolean> => inTransaction((tx) => endRun(tx, run.id, how));
  try {
    const today = installation.planningDay(installation.now());
    const prepared = await inTransaction((tx) => preparePlanning({ tx, today }, run), { timeoutMs: WHOLE_MS, isolation: "RepeatableRead" });
    if (!prepared.ok) return void (await end({ failure: prepared.code }));
    const answer = await plannedApart(prepared.value.question, over, (progress) => inTransaction((tx) => beatRun(tx, run.id, progress)));
    if (answer === "ended") return void (await end({ failure: "interrupted" }));
    if (answer === "stopped") return void (await end("stopped"));
    const refused = await kept(installation, run, prepared.value, answer);
    if (refused !== null) await end(refused === "stopped" ? "stopped" : { failure: refused });
  } catch (error) {
    await end({ failure: "failed" });
    throw error;
  }
}

/** Null when the draft is kept; in one transaction, so that there is never half of one. */
async function kept(installation: Installation, run: ClaimedRun, prepared: Prepared, answer: BranchAnswer): Promise<"stopped" | "notAllowed" | null> {
  const now = installation.now();
  try {
    await installation.database.transaction(
      async (tx) => {
        const actor = await findActor(tx, run.login, dayInVietNam(now));
        if (actor === null) throw new NotKept("notAllowed");
        const errand: Errand = { tx, actor, now, realDay: dayInVietNam(now), today: prepared.question.setting.planningDay, digestKey: installation.digestKey };
        const verdict = await keepDraft(errand, run, prepared, answer);
        if (!verdict.ok) throw new NotKept(verdict.code);
      },
      { timeoutMs: WHOLE_MS },
    );
    return null;
  } catch (error) {
    if (error instanceof NotKept) return error.why;
    throw error;
  }
}

/** Thrown so that the transaction undoes what was written of the draft. */
class NotKept extends Error {
  readonly why: "stopped" | "notAllowed";
  constructor(why: "stopped" | "notAllowed") {
    super(why);
    this.why = why;
  }
}

/**
 * Has the question answered in a process of its own. `beat` is told how far it is, and when nothing is new that
 * somebody still works on it; once it answers false, the process is ended.
 */
async function plannedApart(question: BranchQuestion, over: AbortSignal, beat: (progress: Progress | null) => Promise<boolean>): Promise<BranchAnswer | "stopped" | "ended"> {
  const child = fork(resolve(PROCESS), {
    execArgv: ["--import", "tsx"],
    // Maps and arrays of numbers travel as they are.
    serialization: "advanced",
    // Nothing of our environment: settings and secrets are no business of the planner.
    env: { NODE_ENV: "production" },
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const heard: { answer: BranchAnswer | null; progress: Progress | null; failed: Error | null; closed: boolean } = { answer: null, progress: null, failed: null, closed: false };
  const closed = new Promise<void>((settle) => {
    child.on("message", (said: Said) => {
      if ("answer" in said) heard.answer = said.answer;
      else heard.progress = said.progress;
    });
    child.once("error", (error) => {
      heard.failed = error;
      settle();
    });
    child.once("close", (code) => {
      if (heard.answer === null) heard.failed ??= new Error(`The planning process ended (${code}) without an answer`);
      settle();
    });
  }).then(() => {
    heard.closed = true;
  });
  try {
    child.send(question, (error) => {
      if (error !== null) heard.failed ??= error;
    });
    while (!heard.closed && heard.answer === null) {
      await Promise.race([closed, pause(BEAT_MS)]);
      if (over.aborted) return "ended";
      if (heard.answer !== null || heard.closed) break;
      const { progress } = heard;
      heard.progress = null;
      if (!(await beat(progress))) return "stopped";
    }
    if (heard.answer === null) throw heard.failed ?? new Error("The planning process gave no answer");
    return heard.answer;
  } finally {
    child.kill("SIGKILL");
    await closed;
  }
}
