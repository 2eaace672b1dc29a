import { createHash } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Actor } from "#app/core/access/actor.ts";
import { scopeFor } from "#app/core/access/scope.ts";
import type { View } from "#app/core/access/policy.ts";
import { dayInVietNam } from "#app/core/time/instant.ts";
import { findActor } from "#app/db/actors.server.ts";
import { readSettings } from "#app/env.server.ts";
import { type OpenedInstallation, openInstallation } from "#app/http/open-installation.server.ts";
import type { Errand } from "#app/usecases/errand.ts";
import type { DemoLogin } from "./generator/accounts.ts";
import { fillInstallation } from "./generator/load.ts";
import { PLANNING_DAY } from "./generator/season.ts";
import type { Size } from "./generator/shape.ts";

/** What the loaded data depends on: when one of these changes, it is loaded anew. */
const SOURCES = ["bench/generator", "prisma/schema.prisma", "prisma/migrations", "app/core/readiness", "app/core/rules"];

function* filesOf(path: string): Generator<string> {
  if (!statSync(path).isDirectory()) yield path;
  else for (const name of readdirSync(path).toSorted()) yield* filesOf(join(path, name));
}

function fingerprint(): string {
  const hash = createHash("sha256");
  for (const source of SOURCES) for (const file of filesOf(source)) hash.update(file).update(readFileSync(file));
  return hash.digest("hex").slice(0, 12);
}

/** A folder that the database's own user can reach, too. */
function folder(...steps: string[]): string {
  const path = join(tmpdir(), "congress-bench", ...steps);
  mkdirSync(path, { recursive: true });
  for (const each of [join(tmpdir(), "congress-bench"), path]) chmodSync(each, 0o711);
  return path;
}

export const settingsFor = (dataDir: string) => readSettings({ DATA_DIR: dataDir, TODAY: PLANNING_DAY, DATABASE_URL: process.env["DATABASE_URL"], DATABASE_OWNER_URL: process.env["DATABASE_OWNER_URL"] });

export function discard(dataDir: string): void {
  const cluster = join(dataDir, "cluster");
  if (existsSync(cluster)) rmSync(realpathSync(cluster), { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
}

/** Where the loaded installation of a size lies. */
export const loadedFolder = (size: Size): string => folder(`${size}-${fingerprint()}`);

/** The installation of a size, loaded once and kept in the temporary folder. */
export async function openLoaded(size: Size, say: (text: string) => void): Promise<OpenedInstallation> {
  const name = `${size}-${fingerprint()}`;
  const dataDir = folder(name);
  for (const other of readdirSync(join(tmpdir(), "congress-bench"))) if (other.startsWith(`${size}-`) && other !== name) discard(folder(other));
  const mark = join(dataDir, "loaded");
  if (existsSync(mark)) return openInstallation(settingsFor(dataDir), say);
  discard(dataDir);
  const opened = await openInstallation(settingsFor(folder(name)), say);
  say(`Loading size ${size} …`);
  const began = performance.now();
  await fillInstallation(opened, size, say);
  say(`Loaded in ${Math.round((performance.now() - began) / 1000)} s`);
  writeFileSync(mark, "");
  return opened;
}

/** An empty installation, thrown away afterwards. */
export async function openEmpty(say: (text: string) => void): Promise<OpenedInstallation> {
  const dataDir = folder(`empty-${process.pid}`);
  const opened = await openInstallation(settingsFor(dataDir), say);
  return {
    ...opened,
    close: async () => {
      await opened.close();
      discard(dataDir);
    },
  };
}

/** Calls use-cases as an account of the generated province would. */
export async function actAs({ installation }: OpenedInstallation, login: DemoLogin) {
  const { database, now, planningDay, digestKey } = installation;
  const realDay = dayInVietNam(now());
  const actor: Actor | null = await database.transaction((tx) => findActor(tx, login, realDay));
  if (actor === null) throw new Error(`nobody is called ${login}`);
  return <T>(run: (errand: Errand, scope: (view: View) => ReturnType<typeof scopeFor>) => Promise<T>): Promise<T> =>
    database.transaction((tx) => run({ tx, actor, now: now(), realDay, today: planningDay(now()), digestKey }, (view) => scopeFor(actor, view, realDay)));
}
