import { createHash, randomBytes } from "node:crypto";
import pg from "pg";
import { embeddedOwnerUrl } from "#app/db/cluster/place.server.ts";

/** Rows as the database's owner sees them: to find where a journey can begin, and to see what it left behind. */
export async function rows<T extends pg.QueryResultRow>(
  sql: string,
  values: readonly unknown[] = [],
  /** Of another server than the journeys' own. */
  dataDir = process.env["JOURNEY_DATA_DIR"] ?? "",
): Promise<T[]> {
  const url = embeddedOwnerUrl(dataDir);
  if (url === null) throw new Error("The journeys' server has no database.");
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<T>(sql, [...values])).rows;
  } finally {
    await client.end();
  }
}

export async function row<T extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []): Promise<T> {
  const [first] = await rows<T>(sql, values);
  if (first === undefined) throw new Error(`Nothing found: ${sql}`);
  return first;
}

/** A session without its password, as the cookie that carries it. */
export async function sessionOf(accountId: string): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await rows(`INSERT INTO "Session" (id, "accountId", device) VALUES ($1, $2, 'matrix')`, [createHash("sha256").update(token).digest("hex"), accountId]);
  return `__Host-session=${Buffer.from(JSON.stringify(token)).toString("base64")}`;
}
