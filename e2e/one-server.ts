import { existsSync } from "node:fs";
import { startServer } from "./running-server.ts";

/** One server with the demo's province for the whole run; the workers read where it is from the environment. */
export default async function oneServer(): Promise<() => Promise<void>> {
  if (!existsSync("build/server/index.js")) throw new Error("There is no build to test: run npm run build first.");
  const server = await startServer({ demo: true });
  process.env["JOURNEY_ORIGIN"] = server.origin;
  process.env["JOURNEY_DATA_DIR"] = server.dataDir;
  return server.stop;
}
