import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { resolve } from "node:path";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { LIMITS, type Sheet, type UnreadableCode } from "./sheet.ts";

/** Found from the working folder, because the bundle of the server does not contain it. */
const READER = "app/http/spreadsheet/reader-process.server.ts";

type Answer =
  | { readonly ok: true; readonly sheet: Sheet }
  | { readonly ok: false; readonly code: UnreadableCode; readonly details: Readonly<Record<string, string | number>> };

let last: Promise<unknown> = Promise.resolve();

/**
 * Reads a file that a stranger made: in a process of its own with a limit of memory and of time, one file at a time, so
 * that the worst file costs its sender an answer and nobody else anything.
 */
export function readFile(bytes: Uint8Array): Promise<Verdict<Sheet, UnreadableCode>> {
  if (bytes.length > LIMITS.fileBytes)
    return Promise.resolve(refuse("fileTooLarge", { max: LIMITS.fileBytes / 1024 / 1024 }));
  const turn = last.then(() => readApart(bytes));
  last = turn.catch(() => undefined);
  return turn;
}

async function readApart(bytes: Uint8Array): Promise<Verdict<Sheet, UnreadableCode>> {
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${LIMITS.heapMb}`, "--import", "tsx", resolve(READER)],
    // Nothing of our environment: settings and secrets are no business of the reader.
    { stdio: ["pipe", "pipe", "ignore"], env: { NODE_ENV: "production" } },
  );
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    child.kill("SIGKILL");
  }, LIMITS.seconds * 1000);
  try {
    // A reader that dies closes its end while we still write; its exit says why.
    child.stdin.on("error", () => undefined);
    child.stdin.end(bytes);
    const exit = new Promise<number | null>((settle, fail) => {
      child.once("error", fail);
      child.once("close", settle);
    });
    const [said, code] = await Promise.all([text(child.stdout), exit]);
    if (late) return refuse("tookTooLong", { max: LIMITS.seconds });
    if (code !== 0) return refuse("neededTooMuch");
    const answer = JSON.parse(said) as Answer;
    return answer.ok ? accept(answer.sheet) : refuse(answer.code, answer.details);
  } finally {
    clearTimeout(timer);
  }
}
