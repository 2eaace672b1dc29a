import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { openEngine, NO_FILTER } from "#app/db/cluster/schema-engine.server.ts";
import { testDatabase } from "#app/db/test-database.ts";

const { database, ownerUrl } = await testDatabase();

test("the migrated database and schema.prisma show no difference", async () => {
  const file = path.resolve("prisma/schema.prisma");
  const files = [{ path: file, content: fs.readFileSync(file, "utf8") }];
  const datamodels: [string, string][] = files.map((each) => [each.path, each.content]);
  const { engine, close } = await openEngine({ url: ownerUrl, datamodels, onPanic: (message) => expect.fail(message) });
  try {
    const { exitCode, stdout } = await engine.diff({
      from: { tag: "schemaDatasource", files, configDir: path.dirname(file) },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: true,
      filters: NO_FILTER,
    });
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: expect.stringContaining("empty migration") });
  } finally {
    await close();
  }
});

test("the application's role adds to the log and reads it, and can neither change nor empty it", async () => {
  await database.transaction((tx) => tx.auditSeal.create({ data: { n: 1, fromXid: 0n, untilXid: 1n, count: 0, root: "", prev: "", hash: "" } }));
  expect(await database.transaction((tx) => tx.auditSeal.count())).toBe(1);
  const forbidden = /permission denied|must be owner/;
  await expect(database.transaction((tx) => tx.$executeRaw`UPDATE "AuditSeal" SET hash = 'x'`)).rejects.toThrow(forbidden);
  await expect(database.transaction((tx) => tx.$executeRaw`DELETE FROM "AuditEntry"`)).rejects.toThrow(forbidden);
  await expect(database.transaction((tx) => tx.$executeRaw`TRUNCATE "AuditEntry"`)).rejects.toThrow(forbidden);
  await expect(database.transaction((tx) => tx.$executeRaw`ALTER TABLE "AuditEntry" DISABLE TRIGGER ALL`)).rejects.toThrow(forbidden);
  await expect(database.transaction((tx) => tx.$executeRaw`CREATE TABLE mine ()`)).rejects.toThrow(forbidden);
});

test("statements are counted, transaction control is not", async () => {
  const { result, queries } = await database.countQueries(() => database.transaction(async (tx) => [await tx.unit.count(), await tx.letter.count()]));
  expect({ result, queries }).toEqual({ result: [0, 0], queries: 2 });
});
