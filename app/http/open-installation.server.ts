import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { dayInVietNam } from "#app/core/time/instant.ts";
import { openDatabase } from "#app/db/client.server.ts";
import { connectCluster, startCluster } from "#app/db/cluster/cluster.server.ts";
import { applyMigrations } from "#app/db/cluster/migrations.server.ts";
import { makeDataFolder } from "#app/db/cluster/place.server.ts";
import type { Settings } from "#app/env.server.ts";
import type { Installation } from "./installation.server.ts";

export type OpenedInstallation = {
  readonly installation: Installation;
  readonly ownerUrl: string;
  readonly close: () => Promise<void>;
};

/** Database up, migrations applied, connections open: what the server, the command line and the benchmarks share. */
export async function openInstallation(settings: Settings, say: (text: string) => void): Promise<OpenedInstallation> {
  const dataDir = resolve(settings.DATA_DIR);
  makeDataFolder(dataDir);
  const cluster =
    settings.DATABASE_URL === undefined
      ? await startCluster({ dataDir, log: say })
      : await connectCluster({ appUrl: settings.DATABASE_URL, ownerUrl: settings.DATABASE_OWNER_URL, log: say });
  try {
    await applyMigrations(cluster, resolve("prisma/migrations"), say);
    const database = openDatabase(cluster.appUrl, { poolSize: settings.POOL_SIZE });
    const installation: Installation = {
      database,
      settings,
      digestKey: keyFile(join(dataDir, "digest.key")),
      now: () => new Date(),
      planningDay: (now) => settings.TODAY ?? dayInVietNam(now),
    };
    return {
      installation,
      ownerUrl: cluster.ownerUrl,
      close: async () => {
        await database.close();
        await cluster.stop();
      },
    };
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

/** A key made at the first start, readable by this user only; it is not in the database, so a dump cannot use it. */
function keyFile(path: string): string {
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString("base64url"), { mode: 0o600, flag: "wx" });
  chmodSync(path, 0o600);
  return readFileSync(path, "utf8");
}
