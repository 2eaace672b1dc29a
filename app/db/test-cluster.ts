import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { startCluster } from "#app/db/cluster/cluster.server.ts";
import { newMember, signIn, signOut } from "#app/db/cluster/keeper.server.ts";
import { preparePlace } from "#app/db/cluster/place.server.ts";
import { STOP_PATIENCE, stopServer } from "#app/db/cluster/postmaster.server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The data folder of this run's server, which the first test that needs a database starts. */
    testDataDir: string;
  }
}

/**
 * One server a run. Nothing is started here: signing in as a user only keeps the workers, which come and go, from
 * stopping the server that another one started.
 */
export default function setUp(project: TestProject): () => Promise<void> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "congress-tests-"));
  fs.chmodSync(dataDir, 0o711);
  project.provide("testDataDir", dataDir);
  const silent = () => undefined;
  const place = preparePlace(dataDir, silent);
  const { run, pgdata } = place;
  const member = newMember();
  signIn(run, member);
  return async () => {
    if (fs.existsSync(pgdata)) {
      const cluster = await startCluster({ dataDir, log: silent });
      signOut(run, member);
      await cluster.stop();
      await stopServer(place, STOP_PATIENCE); // for the case that a worker was killed as the server's keeper
    }
    fs.rmSync(fs.realpathSync(path.join(dataDir, "cluster")), { recursive: true, force: true });
    fs.rmSync(dataDir, { recursive: true, force: true });
  };
}
