import { buffer } from "node:stream/consumers";
import { readSheet } from "./read-sheet.server.ts";
import { Unreadable } from "./sheet.ts";

// The process in which one file is read: bytes in, one JSON answer out. It has no secrets and no database.

async function answer(): Promise<unknown> {
  try {
    return { ok: true, sheet: await readSheet(new Uint8Array(await buffer(process.stdin))) };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, code: error.code, details: error.details };
    throw error;
  }
}

answer().then(
  (said) => process.stdout.write(JSON.stringify(said)),
  (error: unknown) => {
    process.stderr.write(String(error));
    process.exitCode = 1;
  },
);
