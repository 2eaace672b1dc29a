import { spareMemory } from "#app/http/spare-memory.server.ts";
import { run } from "./run.ts";

spareMemory();

process.exitCode = await run(process.argv.slice(2), {
  out: (text) => void process.stdout.write(`${text}\n`),
  error: (text) => void process.stderr.write(`${text}\n`),
});
