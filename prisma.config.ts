import path from "node:path";
import { defineConfig } from "prisma/config";
import { embeddedOwnerUrl } from "./app/db/cluster/place.server.ts";

// The engine's binary would be downloaded; ours comes with npm.
process.env["PRISMA_SCHEMA_ENGINE_BINARY"] ??= path.join(import.meta.dirname, "prisma/schema-engine.mjs");

/** The given server, else the embedded one of DATA_DIR, which must be running. */
const given = process.env["DATABASE_OWNER_URL"] ?? process.env["DATABASE_URL"];

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: given ?? embeddedOwnerUrl(process.env["DATA_DIR"] ?? "data") ?? "" },
});
