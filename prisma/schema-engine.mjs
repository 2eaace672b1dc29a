#!/usr/bin/env node
// Stands in for the Prisma CLI's schema engine binary (PRISMA_SCHEMA_ENGINE_BINARY, set in prisma.config.ts): answers its
// JSON-RPC on stdin and stdout with the engine that the server itself migrates with.
import fs from "node:fs";
import readline from "node:readline";
import { register } from "tsx/esm/api";

const given = process.argv.slice(2);
const all = (name) => given.filter((_, i) => given[i - 1] === name);
if (given.includes("--version")) {
  process.stdout.write("schema-engine-cli wasm\n");
  process.exit(0);
}
register();
const { connectionOf, openEngine, runScript } = await import("../app/db/cluster/schema-engine.server.ts");

const url = JSON.parse(all("--datasource")[0] ?? "{}").url ?? "postgresql://nobody@localhost/nowhere";
if (given.includes("cli")) {
  const command = given[given.indexOf("cli") + 1];
  const config = connectionOf(url);
  try {
    if (command === "can-connect-to-database") await runScript(config, "select 1");
    else
      await runScript(
        { ...config, database: "postgres" },
        `${command === "create-database" ? "CREATE" : "DROP"} DATABASE "${config.database.replaceAll('"', '""')}"`,
      );
    process.exit(0);
  } catch (error) {
    // the CLI skips the first line and reads the rest as JSON
    const fields = { error_code: error.code === "3D000" ? "P1003" : "P1001", message: error.message };
    process.stderr.write(`\n${JSON.stringify({ level: "ERROR", target: "schema_engine::logger", fields })}\n`);
    process.exit(1);
  }
}

const say = (message) => fs.writeSync(1, `${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`);
const datamodels = all("--datamodels").map((file) => [file, fs.readFileSync(file, "utf8")]);
let panic = null;
let opened;
let asked = null; // the id of the question being answered

/** A panic may surface inside a promise or outside of every one. The CLI must hear of it: silent, it would exit 0. */
function refuse(error) {
  const text = panic ?? String(error?.message ?? error);
  const data = { is_panic: panic !== null, message: text, meta: null, error_code: error?.code };
  if (asked !== null) say({ id: asked, error: { code: 4466, message: text, data } });
  if (panic === null && !(error instanceof WebAssembly.RuntimeError)) return;
  process.stderr.write(`The schema engine panicked: ${text}\n`);
  process.exit(101);
}
process.on("uncaughtException", refuse);
process.on("unhandledRejection", refuse);

async function answer({ method, params, id }) {
  opened ??= await openEngine({ url, datamodels: datamodels.length > 0 ? datamodels : undefined, onPanic: (message) => (panic = message) });
  const { engine } = opened;
  if (method === "evaluateDataLoss") {
    // the WebAssembly build cannot compare data here: a plain difference, without warnings
    const difference = await engine.diff({
      from: { tag: "migrations", ...params.migrationsList },
      to: { tag: "schemaDatamodel", ...params.schema },
      script: false,
      exitCode: true,
      filters: params.filters,
    });
    return { migrationSteps: difference.exitCode === 2 ? 1 : 0, unexecutableSteps: [], warnings: [] };
  }
  const result = await engine[method === "getDatabaseVersion" ? "version" : method](params);
  if (method === "diff" && result?.stdout != null) say({ id: 900_000 + id, method: "print", params: { content: result.stdout } });
  return result ?? null;
}

for await (const line of readline.createInterface({ input: process.stdin })) {
  const message = line.trim() === "" ? {} : JSON.parse(line);
  if (!message.method) continue; // the CLI's answers to what we asked it to print
  asked = message.id;
  try {
    say({ id: asked, result: await answer(message) });
  } catch (error) {
    refuse(error);
  }
  asked = null;
}
await opened?.close();
process.exit(0);
