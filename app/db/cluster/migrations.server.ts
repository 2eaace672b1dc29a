import type pg from "pg";
import { reasonOf } from "./failure.server.ts";
import { grantToApplication } from "./grants.server.ts";
import { withClient } from "./postmaster.server.ts";
import { migrationList, NO_FILTER, openEngine, readMigrations, type MigrationFile } from "./schema-engine.server.ts";

/** The schema and this version of the program do not fit together; nothing was changed. */
export class MigrationRefused extends Error {
  override name = "MigrationRefused";
}

type Urls = { readonly ownerUrl: string; readonly appUrl: string };
type Row = { id: string; name: string; checksum: string; finished: boolean; rolledBack: boolean; logs: string | null };

/** Any number that nobody else locks: two instances that start at once meet here. */
export const MIGRATION_LOCK = 804_121_707;

/**
 * Brings the schema up to the folder of migrations and gives the application's role its rights. Returns the names of
 * the migrations it applied. The engine is loaded only when something is pending.
 */
export async function applyMigrations(urls: Urls, folder: string, log: (line: string) => void = () => undefined): Promise<string[]> {
  const files = readMigrations(folder);
  return withClient(urls.ownerUrl, async (client) => {
    const waiting = pending(files, await history(client));
    let applied: string[] = [];
    if (waiting.length > 0) {
      await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
      try {
        await forgetInterrupted(client, log);
        if (pending(files, await history(client)).length > 0) applied = await migrate(urls.ownerUrl, folder);
      } finally {
        await client.query("select pg_advisory_unlock($1)", [MIGRATION_LOCK]).catch(() => undefined);
      }
      for (const name of applied) log(`Migration ${name} applied`);
    }
    await grantToApplication(client, decodeURIComponent(new URL(urls.appUrl).username));
    return applied;
  });
}

async function history(client: pg.Client): Promise<Row[]> {
  const { rows: there } = await client.query<{ table: string | null }>("select to_regclass('_prisma_migrations') as table");
  if (!there[0]?.table) return [];
  const { rows } = await client.query<Row>(
    `select id, migration_name as name, checksum, finished_at is not null as finished, rolled_back_at is not null as "rolledBack", logs
     from _prisma_migrations order by started_at`,
  );
  return rows;
}

/** What is still to apply; refuses a history that these files do not explain. */
function pending(files: readonly MigrationFile[], rows: readonly Row[]): MigrationFile[] {
  const known = new Map(files.map((file) => [file.name, file]));
  for (const row of rows) {
    if (row.rolledBack) continue;
    if (!row.finished && row.logs !== null)
      throw new MigrationRefused(
        `Migration ${row.name} failed before: ${row.logs.trim().split("\n")[0]}. Nothing of it stayed. Correct it, then run: npx prisma migrate resolve --rolled-back ${row.name}`,
      );
    const file = known.get(row.name);
    if (!file)
      throw new MigrationRefused(`The database has migration ${row.name}, which this version does not know: it is newer, or its history was changed. Start the newer version, or restore a back-up of this one.`);
    if (row.finished && row.checksum !== file.checksum)
      throw new MigrationRefused(`Migration ${row.name} was changed after it had been applied. Put the original file back; a change needs a new migration.`);
  }
  const done = new Set(rows.filter((row) => row.finished && !row.rolledBack).map((row) => row.name));
  return files.filter((file) => !done.has(file.name));
}

/**
 * A killed process leaves a row that is neither finished nor failed. Its script marks the row itself, in its own
 * transaction, so an unmarked row means that nothing of the script is there.
 */
async function forgetInterrupted(client: pg.Client, log: (line: string) => void): Promise<void> {
  for (const row of await history(client)) {
    if (row.finished || row.rolledBack || row.logs !== null) continue;
    log(`Migration ${row.name} was interrupted and is applied again`);
    await client.query("delete from _prisma_migrations where id = $1 and finished_at is null", [row.id]);
  }
}

const MARK = `update _prisma_migrations set finished_at = now() where finished_at is null and rolled_back_at is null and logs is null`;
const UNMARK = `update _prisma_migrations set logs = null where finished_at is null and rolled_back_at is null`;

async function migrate(ownerUrl: string, folder: string): Promise<string[]> {
  let panic: string | null = null;
  let cutOff = false;
  const list = migrationList(folder);
  const scripts = new Set(readMigrations(folder).map(({ script }) => script));
  const { engine, close } = await openEngine({
    url: ownerUrl,
    onScript: (script) => (scripts.has(script) ? `${script}\n;${MARK}` : script),
    onCutOff: () => (cutOff = true),
    onPanic: (message) => (panic = message),
  });
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList: list, filters: NO_FILTER });
    return appliedMigrationNames;
  } catch (error) {
    // The engine may have reconnected and written down a failure that was none.
    if (cutOff) await withClient(ownerUrl, (client) => client.query(UNMARK)).catch(() => undefined);
    throw new MigrationRefused(`The migrations could not be applied: ${panic ?? reasonOf(error)}`);
  } finally {
    await close();
  }
}
