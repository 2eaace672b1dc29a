import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The planning day of every journey; locks, sessions and the log keep the real clock. */
export const TODAY = "2025-05-12";

export type RunningServer = { readonly origin: string; readonly dataDir: string; readonly stop: () => Promise<void> };

/** A server of the built product on a free port, with a data folder of its own that goes with it. */
export async function startServer({ demo }: { readonly demo: boolean }): Promise<RunningServer> {
  const dataDir = mkdtempSync(join(tmpdir(), "congress-journeys-"));
  // Under root the database's own user must be able to pass through.
  chmodSync(dataDir, 0o711);
  const settings: NodeJS.ProcessEnv = { ...process.env, DATA_DIR: dataDir, PORT: "0", HOST: "localhost", TODAY, NODE_ENV: "production" };
  const remove = (): void => {
    rmSync(realpathSync(join(dataDir, "cluster")), { recursive: true, force: true });
    rmSync(dataDir, { recursive: true, force: true });
  };
  const server = run([demo ? "app/cli/demo.ts" : "app/serve.ts"], settings);
  const origin = await said(server, /Listening on (http:\/\/localhost:\d+)/);
  return {
    origin,
    dataDir,
    stop: async () => {
      const ended = ending(server);
      server.kill("SIGTERM");
      const late = setTimeout(() => server.kill("SIGKILL"), 30_000);
      await ended;
      clearTimeout(late);
      remove();
    },
  };
}

const run = (args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess =>
  spawn(process.execPath, ["--import", "tsx", ...args], { env, stdio: ["ignore", "pipe", "inherit"] });

const ending = (child: ChildProcess): Promise<number | null> => new Promise((resolve) => child.once("exit", resolve));

function said(child: ChildProcess, sentence: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      const found = sentence.exec(output)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once("exit", (code) => reject(new Error(`The server ended (exit ${code}) before it listened:\n${output}`)));
  });
}
