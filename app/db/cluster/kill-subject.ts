import fs from "node:fs";
import path from "node:path";
import { DatabaseUnavailable, openDatabase } from "#app/db/client.server.ts";
import { startCluster } from "./cluster.server.ts";
import { applyMigrations } from "./migrations.server.ts";

/*
 * The application as the kill tests and the power cut run it: `kill-subject.ts DATA_DIR RUN LANES`. It says UP, then one line
 * `A ID` for each row whose transaction has committed, and goes on through a server that dies. TERM ends it in order.
 */
const [dataDir = "", run = "", lanes = "0"] = process.argv.slice(2);
const say = (line: string) => fs.writeSync(1, `${line}\n`);

const cluster = await startCluster({ dataDir, log: (line) => say(`L ${line}`) });
await applyMigrations(cluster, path.resolve(import.meta.dirname, "../../../prisma/migrations"));
const database = openDatabase(cluster.appUrl, { poolSize: 8 });
let ending = false;
let number = 0;

async function lane(): Promise<void> {
  while (!ending) {
    const id = `${run}-${number++}`;
    try {
      await database.transaction((tx) => tx.signInFailure.create({ data: { subject: id, count: 1 } }));
      say(`A ${id}`);
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable)) throw error;
      say(`U ${id}`);
    }
  }
}

const work = Promise.all(Array.from({ length: Number(lanes) }, lane));
const idle = setInterval(() => undefined, 60_000);
process.on("SIGTERM", () => {
  ending = true;
  clearInterval(idle);
  void work
    .then(() => database.close())
    .then(() => cluster.stop())
    .then(() => process.exit(0)); // a transaction that a dead server broke off leaves its timer behind
});
say(`UP ${cluster.pid()}`);
