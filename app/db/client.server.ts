import { setTimeout as pause } from "node:timers/promises";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { Prisma, PrismaClient } from "#app/db/generated/client.ts";
import { giveLogKey, type LogKey } from "#app/db/log-key.server.ts";

/** One transaction's view of the database. Use-cases get it as an argument and never look for another. */
export type Tx = Prisma.TransactionClient;

export type TransactionOptions = {
  /** Milliseconds after which the transaction is rolled back. */
  readonly timeoutMs?: number;
  readonly isolation?: "ReadCommitted" | "RepeatableRead" | "Serializable";
};

export type Database = {
  transaction<T>(work: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Runs `work` alone and says how many statements reached the server, transaction control left out. */
  countQueries<T>(work: () => Promise<T>): Promise<{ result: T; queries: number }>;
  close(): Promise<void>;
};

/** The server cannot be reached, or ended while it worked. Whether a commit under way succeeded is then unknown. */
export class DatabaseUnavailable extends Error {
  override name = "DatabaseUnavailable";
}

const WAIT_MS = 5_000;
const TIMEOUT_MS = 8_000;
/** Whatever hangs longer than the longest import must not keep its locks. */
const FORGOTTEN_MS = 900_000;

/** Who gives no key of the log can neither write nor verify it. */
export function openDatabase(url: string, { poolSize, logKey }: { readonly poolSize: number; readonly logKey?: LogKey }): Database {
  let statements = 0;
  class CountingClient extends pg.Client {
    constructor(config?: pg.ClientConfig) {
      super(config);
      const ask = this.query.bind(this) as (...given: unknown[]) => unknown;
      this.query = ((...given: unknown[]) => {
        if (!isControl(given[0])) statements += 1;
        return ask(...given);
      }) as pg.Client["query"];
    }
  }
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    Client: CountingClient,
    keepAlive: true,
    connectionTimeoutMillis: WAIT_MS,
    statement_timeout: FORGOTTEN_MS,
    idle_in_transaction_session_timeout: FORGOTTEN_MS,
    application_name: "congress-planner",
  });
  // Without a listener a server that ends would end this process too. The pool drops the connection by itself.
  pool.on("error", () => undefined);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool, { disposeExternalPool: true, statementNameGenerator: ({ sql }) => nameOf(sql) }) });

  async function transaction<T>(work: (tx: Tx) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    const end = performance.now() + WAIT_MS;
    for (;;) {
      let begun = false;
      try {
        return await prisma.$transaction(
          async (tx) => {
            begun = true;
            if (logKey !== undefined) giveLogKey(tx, logKey);
            return work(tx);
          },
          {
            maxWait: WAIT_MS,
            timeout: options.timeoutMs ?? TIMEOUT_MS,
            ...(options.isolation ? { isolationLevel: options.isolation } : {}),
          },
        );
      } catch (error) {
        if (!isUnavailable(error)) throw error;
        // Work that has begun is not begun again: it may have done more than the transaction undoes.
        if (begun || performance.now() > end) throw new DatabaseUnavailable("The database cannot be reached", { cause: error });
      }
      await pause(100);
    }
  }

  return {
    transaction,
    async countQueries(work) {
      const before = statements;
      const result = await work();
      return { result, queries: statements - before };
    },
    async close() {
      await prisma.$disconnect();
      if (!pool.ended) await pool.end();
    },
  };
}

/**
 * Begins a statement whose best plan is the same whatever it is asked for: the server plans it once per connection.
 * Not for a list over a branch, whose best plan depends on whether the branch is a commune or a province.
 */
export const PLANNED_ONCE = Prisma.sql`/* planned once */`;

const names = new Map<string, string>();

/** The name under which the server keeps the statement; "" for one that it plans each time. */
function nameOf(sql: string): string {
  if (!sql.startsWith(PLANNED_ONCE.sql)) return "";
  const name = names.get(sql) ?? `once${names.size + 1}`;
  names.set(sql, name);
  return name;
}

function isControl(query: unknown): boolean {
  const text = typeof query === "string" ? query : typeof query === "object" && query !== null && "text" in query ? query.text : "";
  return typeof text === "string" && /^\s*(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SET TRANSACTION)\b/i.test(text);
}

/** Codes of the system, of PostgreSQL and of Prisma that say "no server", "server going away" or "no connection free". */
const GONE = new Set(
  "ECONNREFUSED ENOENT ECONNRESET EPIPE ETIMEDOUT EHOSTUNREACH ENOTFOUND 57P01 57P02 57P03 08000 08001 08003 08004 08006 53300 P1001 P1002 P1008 P1017 P2024 P2037".split(" "),
);
const GONE_KINDS = new Set(["DatabaseNotReachable", "ConnectionClosed", "SocketTimeout", "TooManyConnections"]);
const GONE_WORDS = /Connection terminated|connection timeout|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable|Unable to start a transaction in the given time/i;

/** A failure names its cause in one of several places, depending on which layer met it first. */
function isUnavailable(error: unknown, depth = 0): boolean {
  if (typeof error !== "object" || error === null || depth > 4) return false;
  const found: Record<string, unknown> = { ...error };
  const message = error instanceof Error ? error.message : found["message"];
  if (GONE.has(String(found["code"])) || GONE.has(String(found["originalCode"])) || GONE_KINDS.has(String(found["kind"]))) return true;
  if (typeof message === "string" && GONE_WORDS.test(message)) return true;
  return [error instanceof Error ? error.cause : found["cause"], found["meta"], found["driverAdapterError"]].some((inner) => isUnavailable(inner, depth + 1));
}
