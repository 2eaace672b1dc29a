import { createHash } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum, DriverAdapterError, type SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import type { MigrationList, SchemaEngine, SchemaFilter } from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

/**
 * Prisma's own schema engine in its WebAssembly build. Its binary is downloaded from a host that closed networks do not
 * reach; this one comes with npm. The server migrates through it, and prisma/schema-engine.mjs lends it to the CLI.
 */
export type EngineOptions = {
  readonly url: string;
  readonly datamodels?: [string, string][] | undefined;
  /** Sees each script that is about to run on the main database, and may add to it. */
  readonly onScript?: (script: string) => string;
  /** The server went away under a script, which is no fault of the script's. */
  readonly onCutOff?: () => void;
  /** The engine stands still after a panic. */
  readonly onPanic: (message: string) => void;
};

export const NO_FILTER: SchemaFilter = { externalTables: [], externalEnums: [] };

/** Separate fields: given a connection string, pg ignores the shadow database's name and uses the main one. */
export function connectionOf(url: string): pg.ClientConfig & { database: string } {
  const parsed = new URL(url);
  return {
    host: parsed.searchParams.get("host") ?? parsed.hostname,
    port: Number(parsed.port || "5432"),
    user: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
    database: decodeURIComponent(parsed.pathname.slice(1)),
    ...(/^(require|verify-ca|verify-full)$/.test(parsed.searchParams.get("sslmode") ?? "") ? { ssl: true } : {}),
  };
}

/** Runs a script whole, in the one transaction that a simple query is. */
export async function runScript(config: pg.ClientConfig, script: string): Promise<void> {
  const client = new pg.Client(config);
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query(script);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * adapter-pg does not know the catalogue's one-letter type "char", and what it would call text makes the engine panic
 * where it reads constraints. It travels as an array of letters, which `whole` then calls one letter; real arrays are text.
 */
const DISGUISE: Record<number, number> = { 18: 1002, 1002: 1009 };

class EngineClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    const ask = this.query.bind(this) as (...given: unknown[]) => unknown;
    // The pool asks with a callback, a transaction awaits; the driver's many overloads all end here.
    this.query = ((...given: unknown[]) => {
      const last = given.at(-1);
      if (typeof last === "function") given[given.length - 1] = (error: unknown, result?: Result) => void last(error, result && readable(result));
      const answer = ask(...given);
      return answer instanceof Promise ? answer.then(readable) : answer;
    }) as pg.Client["query"];
  }
}

type Result = pg.QueryResult | pg.QueryResult[];

function readable(result: Result): Result {
  for (const each of [result].flat())
    for (const field of each.fields ?? []) field.dataTypeID = DISGUISE[field.dataTypeID] ?? field.dataTypeID;
  return result;
}

type ScriptWatch = Pick<EngineOptions, "onScript" | "onCutOff">;

function whole(adapter: SqlDriverAdapter, config: pg.ClientConfig, watch: ScriptWatch): SqlDriverAdapter {
  const ask = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    const answer = await ask(query);
    const columnTypes = answer.columnTypes.map((type) => (type === ColumnTypeEnum.CharacterArray ? ColumnTypeEnum.Character : type));
    return { ...answer, columnTypes };
  };
  // The packaged one cuts at every semicolon, which breaks function bodies and loses the transaction.
  adapter.executeScript = async (script) => {
    try {
      await runScript(config, watch.onScript?.(script) ?? script);
    } catch (error) {
      if (!(error instanceof pg.DatabaseError) || error.code?.startsWith("57P")) {
        watch.onCutOff?.();
        throw new DriverAdapterError({ kind: "ConnectionClosed" });
      }
      throw new DriverAdapterError({
        kind: "postgres",
        code: error.code ?? "XX000",
        severity: error.severity ?? "ERROR",
        message: error.message,
        detail: error.detail,
        column: error.column,
        hint: error.hint,
      });
    }
  };
  return adapter;
}

async function connect(config: pg.PoolConfig, schema: string): Promise<SqlDriverAdapter> {
  const pool = new pg.Pool({ ...config, max: 4, Client: EngineClient });
  return new PrismaPg(pool, { schema, disposeExternalPool: true }).connect();
}

type EngineModule = { SchemaEngine: typeof SchemaEngine; __wbg_set_wasm(exports: WebAssembly.Exports): void };

let loaded: Promise<EngineModule> | undefined;

async function loadEngine(): Promise<EngineModule> {
  const file = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const module = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as EngineModule;
  const bytes = fs.readFileSync(path.join(path.dirname(file), "schema_engine_bg.wasm"));
  const imports = { "./schema_engine_bg.js": module } as unknown as WebAssembly.Imports;
  const { instance } = await WebAssembly.instantiate(bytes, imports);
  module.__wbg_set_wasm(instance.exports);
  const start: unknown = instance.exports["__wbindgen_start"];
  if (typeof start === "function") start();
  return module;
}

export async function openEngine(options: EngineOptions): Promise<{ engine: SchemaEngine; close: () => Promise<void> }> {
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: options.onPanic } });
  const config = connectionOf(options.url);
  const schema = new URL(options.url).searchParams.get("schema") ?? "public";
  const open = new Set<SqlDriverAdapter>();
  const factory = {
    provider: "postgres" as const,
    adapterName: "@prisma/adapter-pg",
    async connect() {
      const adapter = whole(await connect(config, schema), config, options);
      open.add(adapter);
      return adapter;
    },
    // The packaged one drops the shadow database before it leaves it.
    async connectToShadowDb() {
      const shadow = { ...config, database: `prisma_migrate_shadow_db_${crypto.randomUUID()}` };
      await runScript(config, `CREATE DATABASE "${shadow.database}" TEMPLATE template0`);
      const adapter = whole(await connect(shadow, "public"), shadow, {});
      const leave = adapter.dispose.bind(adapter);
      adapter.dispose = async () => {
        await leave();
        await runScript(config, `DROP DATABASE IF EXISTS "${shadow.database}" WITH (FORCE)`);
      };
      return adapter;
    },
  };
  loaded ??= loadEngine();
  const { SchemaEngine } = await loaded;
  const engine = await SchemaEngine.new({ datamodels: options.datamodels }, () => undefined, bindMigrationAwareSqlAdapterFactory(factory));
  return {
    engine,
    close: async () => {
      engine.free();
      for (const adapter of open) await adapter.dispose().catch(() => undefined);
    },
  };
}

export type MigrationFile = { readonly name: string; readonly script: string; readonly checksum: string };

export function readMigrations(folder: string): MigrationFile[] {
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && fs.existsSync(path.join(folder, entry.name, "migration.sql")))
    .map(({ name }) => {
      const script = fs.readFileSync(path.join(folder, name, "migration.sql"), "utf8");
      return { name, script, checksum: createHash("sha256").update(script).digest("hex") };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

export function migrationList(folder: string): MigrationList {
  const lock = path.join(folder, "migration_lock.toml");
  return {
    baseDir: folder,
    lockfile: { path: "migration_lock.toml", content: fs.existsSync(lock) ? fs.readFileSync(lock, "utf8") : null },
    shadowDbInitScript: "",
    migrationDirectories: readMigrations(folder).map(({ name, script }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok", value: script } },
    })),
  };
}
