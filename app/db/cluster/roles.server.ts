import pg from "pg";
import { ClusterFailure, codeOf } from "./failure.server.ts";
import { DATABASE, OWNER, urlOf, WEB, type Place, type Secrets } from "./place.server.ts";
import { withClient, withSuperuser } from "./postmaster.server.ts";

const EXTENSIONS = ["pg_trgm", "unaccent", "btree_gist"];
/** Without these a power cut loses what was acknowledged. */
const DURABLE = ["fsync", "full_page_writes", "synchronous_commit", "data_checksums"];

/** The roles, the database and its extensions; refuses a server that would lose acknowledged writes. */
export async function ensureRoles(place: Place, secrets: Secrets): Promise<void> {
  await withSuperuser(place, secrets, "postgres", async (client) => {
    for (const setting of DURABLE) {
      const { rows } = await client.query<{ value: string }>("select current_setting($1) as value", [setting]);
      if (rows[0]?.value !== "on")
        throw new ClusterFailure(`The database runs with ${setting}=${rows[0]?.value}, which can lose what it confirmed; remove that setting from ${place.pgdata}.`);
    }
    await ensureRole(client, place, OWNER, secrets.owner, "CREATEDB");
    await ensureRole(client, place, WEB, secrets.web, "NOCREATEDB");
    const { rowCount } = await client.query("select from pg_database where datname = $1", [DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE} OWNER ${OWNER} TEMPLATE template0`);
    await client.query(`REVOKE ALL ON DATABASE ${DATABASE} FROM PUBLIC; GRANT CONNECT, TEMPORARY ON DATABASE ${DATABASE} TO ${WEB}`);
  });
  await withSuperuser(place, secrets, DATABASE, async (client) => {
    for (const extension of EXTENSIONS) await client.query(`CREATE EXTENSION IF NOT EXISTS ${extension}`);
  });
}

async function ensureRole(client: pg.Client, place: Place, name: string, password: string, more: string): Promise<void> {
  const { rowCount } = await client.query("select from pg_roles where rolname = $1", [name]);
  const options = `LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOREPLICATION ${more} PASSWORD ${pg.escapeLiteral(password)}`;
  if (rowCount === 0) await client.query(`CREATE ROLE ${name} ${options}`);
  else if (await refusesPassword(urlOf(place, name, password, "postgres"))) await client.query(`ALTER ROLE ${name} ${options}`);
}

async function refusesPassword(url: string): Promise<boolean> {
  try {
    await withClient(url, async () => undefined);
    return false;
  } catch (error) {
    return codeOf(error).startsWith("28");
  }
}
