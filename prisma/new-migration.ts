import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { startCluster } from "../app/db/cluster/cluster.server.ts";
import { migrationList, NO_FILTER, openEngine } from "../app/db/cluster/schema-engine.server.ts";

/*
 * npm run db:migration -- NAME       a new migration: what leads from prisma/migrations to schema.prisma
 * npm run db:migration -- --initial  the first migration anew; what stands below its marker line is kept
 *
 * It works on a server of its own in a temporary folder and touches no data.
 */

const MARKER = "-- handwritten below";
const schemaFile = path.resolve("prisma/schema.prisma");
const folder = path.resolve("prisma/migrations");
/** Already there on the embedded server; elsewhere the database's owner may create them. Indexes below need them. */
const EXTENSIONS = ["pg_trgm", "unaccent", "btree_gist"].map((name) => `CREATE EXTENSION IF NOT EXISTS ${name};\n`).join("");
const initial = path.join(folder, "20251122000000_initial/migration.sql");

async function differenceFrom(from: "nothing" | "migrations"): Promise<string> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "new-migration-"));
  fs.chmodSync(dataDir, 0o711);
  const cluster = await startCluster({ dataDir, log: (line) => process.stderr.write(`${line}\n`) });
  try {
    const { engine, close } = await openEngine({ url: cluster.ownerUrl, onPanic: (message) => process.stderr.write(`The schema engine panicked: ${message}\n`) });
    try {
      const schema = { path: schemaFile, content: fs.readFileSync(schemaFile, "utf8") };
      const { stdout } = await engine.diff({
        from: from === "nothing" ? { tag: "empty" } : { tag: "migrations", ...migrationList(folder) },
        to: { tag: "schemaDatamodel", files: [schema] },
        script: true,
        exitCode: null,
        filters: NO_FILTER,
      });
      return stdout ?? "";
    } finally {
      await close();
    }
  } finally {
    await cluster.stop();
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
}

async function main(name: string | undefined): Promise<void> {
  if (name === "--initial") {
    const before = fs.existsSync(initial) ? fs.readFileSync(initial, "utf8") : "";
    const at = before.indexOf(MARKER);
    const kept = at < 0 ? `${MARKER}\n` : before.slice(at);
    fs.mkdirSync(path.dirname(initial), { recursive: true });
    fs.writeFileSync(initial, `${EXTENSIONS}\n${(await differenceFrom("nothing")).trim()}\n\n${kept}`);
    process.stdout.write(`${path.relative(".", initial)} is written anew\n`);
    return;
  }
  if (name === undefined || !/^[a-z0-9-]+$/.test(name)) throw new Error("Usage: npm run db:migration -- NAME (lower case, digits and hyphens) | --initial");
  const script = await differenceFrom("migrations");
  if (script.trim() === "" || script.includes("This is an empty migration")) {
    process.stdout.write("schema.prisma and the migrations agree: nothing to write\n");
    return;
  }
  const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const file = path.join(folder, `${stamp}_${name.replaceAll("-", "_")}`, "migration.sql");
  fs.mkdirSync(path.dirname(file));
  fs.writeFileSync(file, `${script.trim()}\n`);
  process.stdout.write(`${path.relative(".", file)} is written: read it, and add what Prisma cannot know\n`);
}

main(process.argv[2]).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
