import { resolve } from "node:path";
import { dayInVietNam } from "#app/core/time/instant.ts";
import { openDatabase } from "#app/db/client.server.ts";
import { connectCluster, startCluster } from "#app/db/cluster/cluster.server.ts";
import { applyMigrations } from "#app/db/cluster/migrations.server.ts";
import { makeDataFolder } from "#app/db/cluster/place.server.ts";
import { beginLog, keyIdOfLog } from "#app/db/log-epochs.server.ts";
import { logKey } from "#app/db/log-key.server.ts";
import type { Settings } from "#app/env.server.ts";
import { digestKeyFor } from "./digest-key.server.ts";
import type { Installation } from "./installation.server.ts";

export type OpenedInstallation = {
  readonly installation: Installation;
  readonly ownerUrl: string;
  readonly appUrl: string;
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
    const keyId = await keyIdOfLog(cluster.ownerUrl);
    const digestKey = digestKeyFor({ dataDir, given: settings.DIGEST_KEY, keyId });
    if (keyId === null) await beginLog(cluster.ownerUrl, logKey(digestKey));
    const database = openDatabase(cluster.appUrl, { poolSize: settings.POOL_SIZE, logKey: logKey(digestKey) });
    const installation: Installation = {
      database,
      settings,
      digestKey,
      now: () => new Date(),
      planningDay: (now) => settings.TODAY ?? dayInVietNam(now),
    };
    return {
      installation,
      ownerUrl: cluster.ownerUrl,
      appUrl: cluster.appUrl,
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
