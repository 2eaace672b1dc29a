import { spawn, type ChildProcess } from "node:child_process";
import path from "node:path";
import { until } from "./processes.server.ts";

/** A running kill-subject.ts, with what it has said. */
export type Subject = {
  readonly child: ChildProcess;
  readonly lines: string[];
  /** What the parent has been told is committed: the ledger. */
  acknowledged(): string[];
  said(what: RegExp, withinMs?: number): Promise<string>;
  kill(): Promise<void>;
  end(): Promise<void>;
};

export async function startSubject(dataDir: string, run: string, lanes: number): Promise<Subject> {
  const file = path.join(import.meta.dirname, "kill-subject.ts");
  const child = spawn(process.execPath, ["--import", "tsx", file, dataDir, run, String(lanes)], { stdio: ["ignore", "pipe", "pipe"] });
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    let rest = "";
    stream.on("data", (chunk: Buffer) => {
      const parts = (rest + chunk.toString()).split("\n");
      rest = parts.pop() ?? "";
      lines.push(...parts);
    });
  }
  let over = false;
  child.once("close", () => (over = true));
  const subject: Subject = {
    child,
    lines,
    acknowledged: () => lines.flatMap((line) => (line.startsWith("A ") ? [line.slice(2)] : [])),
    async said(what, withinMs = 20_000) {
      await until(() => over || lines.some((line) => what.test(line)), withinMs);
      const line = lines.find((each) => what.test(each));
      if (line === undefined) throw new Error(`Waited for ${what}; it said: ${lines.filter((each) => !each.startsWith("A ")).join(" | ")}`);
      return line;
    },
    async kill() {
      child.kill("SIGKILL");
      await until(() => over, 10_000);
    },
    async end() {
      child.kill("SIGTERM");
      if (!(await until(() => over, 20_000))) throw new Error("The subject did not end");
    },
  };
  await subject.said(/^UP /);
  return subject;
}
