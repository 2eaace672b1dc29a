import pg from "pg";

/** The log: the application may add to it and read it, never change it. */
export const APPEND_ONLY = ["AuditEntry", "AuditSeal"];
/** The owner's own records. */
const READ_ONLY = ["_prisma_migrations", "LogEpoch"];

const GRANT_LOCK = 804_121_708;

type Lack = { table: string; wanted: string };

/**
 * What the application's role may do with the tables, and no more. Nothing is written when all is as it should be.
 * A database where one role does both is left alone; the start has warned about it.
 */
export async function grantToApplication(owner: pg.Client, role: string): Promise<void> {
  const { rows: me } = await owner.query<{ same: boolean }>("select current_user = $1 as same", [role]);
  if (me[0]?.same !== false) return;
  const { rows } = await owner.query<Lack>(
    `select c.relname as table, w.wanted
     from pg_class c
     join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
     cross join lateral (select case when c.relname = any($1) then 'SELECT'
       when c.relname = any($2) then 'INSERT, SELECT' else 'DELETE, INSERT, SELECT, UPDATE' end as wanted) w
     where c.relkind in ('r', 'p', 'v', 'm') and c.relowner = current_user::regrole
       and w.wanted is distinct from (select string_agg(a.privilege_type, ', ' order by a.privilege_type)
         from aclexplode(c.relacl) a where a.grantee = (select oid from pg_roles where rolname = $3))`,
    [READ_ONLY, APPEND_ONLY, role],
  );
  const to = pg.escapeIdentifier(role);
  const statements = rows.flatMap(({ table, wanted }) => [
    `REVOKE ALL ON public.${pg.escapeIdentifier(table)} FROM ${to}`,
    `GRANT ${wanted} ON public.${pg.escapeIdentifier(table)} TO ${to}`,
  ]);
  if (statements.length === 0) return;
  // Two instances that start at once would both write the same catalogue rows.
  statements.unshift(`SELECT pg_advisory_xact_lock(${GRANT_LOCK})`);
  // A later table is born with the narrower rights; the wider ones come from the statements above.
  statements.push(
    `GRANT USAGE ON SCHEMA public TO ${to}`,
    `GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${to}`,
    `ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT ON TABLES TO ${to}`,
    `ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO ${to}`,
  );
  await owner.query(statements.join(";\n"));
}
