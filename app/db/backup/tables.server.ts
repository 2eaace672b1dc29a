import pg from "pg";

export type Table = { readonly name: string; readonly columns: readonly string[] };
export type Sequence = { readonly name: string; readonly value: string | null };
export type Migration = { readonly name: string; readonly checksum: string };

/** The schema's own record; a restore writes it back as it was. */
export const HISTORY = "_prisma_migrations";

/** Text that means the same on every server. */
export const PLAIN_SETTINGS = `SET datestyle = 'ISO, YMD'; SET intervalstyle = 'postgres'; SET timezone = 'UTC'; SET client_encoding = 'UTF8';
  SET extra_float_digits = 1; SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0`;

export const quoted = (name: string): string => `public.${pg.escapeIdentifier(name)}`;
export const columnList = ({ columns }: Table): string => columns.map((column) => pg.escapeIdentifier(column)).join(", ");

/** Every table, those first to which others point. */
export async function listTables(owner: pg.Client): Promise<Table[]> {
  const { rows: tables } = await owner.query<Table>(
    `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' GROUP BY c.relname ORDER BY c.relname`,
  );
  const { rows: links } = await owner.query<{ from: string; to: string }>(
    `SELECT f.relname AS from, t.relname AS to FROM pg_constraint k JOIN pg_class f ON f.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
     WHERE k.contype = 'f' AND k.conrelid <> k.confrelid AND k.connamespace = 'public'::regnamespace`,
  );
  const inOrder: Table[] = [];
  for (let waiting = tables; waiting.length > 0; ) {
    const still = new Set(waiting.map(({ name }) => name));
    const free = waiting.filter(({ name }) => !links.some((link) => link.from === name && still.has(link.to)));
    if (free.length === 0) throw new Error(`the tables ${[...still].join(", ")} point at each other in a circle`);
    inOrder.push(...free);
    waiting = waiting.filter((table) => !free.includes(table));
  }
  return inOrder;
}

export async function listSequences(owner: pg.Client): Promise<Sequence[]> {
  const { rows } = await owner.query<Sequence>(`SELECT sequencename AS name, last_value::text AS value FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1`);
  return rows;
}

export async function setSequence(owner: pg.Client, { name, value }: Sequence): Promise<void> {
  if (value !== null) await owner.query("SELECT setval($1::regclass, $2::bigint)", [quoted(name), value]);
}

export async function listMigrations(owner: pg.Client): Promise<Migration[]> {
  const { rows } = await owner.query<Migration>(
    `SELECT migration_name AS name, checksum FROM ${HISTORY} WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL ORDER BY started_at, migration_name`,
  );
  return rows;
}

/** Takes away all tables and functions that are the owner's, but the record of the migrations. */
export async function clearSchema(owner: pg.Client): Promise<void> {
  const { rows: tables } = await owner.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relowner = current_user::regrole AND relname <> $1`,
    [HISTORY],
  );
  if (tables.length > 0) await owner.query(`DROP TABLE ${tables.map(({ name }) => quoted(name)).join(", ")} CASCADE`);
  const { rows: functions } = await owner.query<{ name: string }>(
    `SELECT p.oid::regprocedure::text AS name FROM pg_proc p
     WHERE p.pronamespace = 'public'::regnamespace AND p.proowner = current_user::regrole
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')`,
  );
  for (const { name } of functions) await owner.query(`DROP FUNCTION ${name} CASCADE`);
}
