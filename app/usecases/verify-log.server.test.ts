import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { leafInput } from "#app/core/audit/leaf.ts";
import { sha256, recordDeeds } from "#app/db/audit.server.ts";
import { openDatabase } from "#app/db/client.server.ts";
import { withClient } from "#app/db/cluster/postmaster.server.ts";
import { beginLog } from "#app/db/log-epochs.server.ts";
import { logKey } from "#app/db/log-key.server.ts";
import { TEST_LOG_KEY, testDatabase } from "#app/db/test-database.ts";
import { sealLog } from "./seal-log.server.ts";
import { verifyLog } from "./verify-log.server.ts";

const { database, ownerUrl, appUrl } = await testDatabase();

const write = (count: number): Promise<void> =>
  database.transaction((tx) =>
    recordDeeds(
      tx,
      Array.from({ length: count }, (_, i) => ({
        now: new Date("2025-05-12T01:02:03.004Z"),
        actor: { accountId: null, login: "installation" },
        deed: "congress.date" as const,
        subject: { kind: "congress", id: `c${i}` },
        unitPath: "/abcdefghij/",
        before: { opensOn: "2025-06-01", leaders: ["b", "a"], note: "Đông Hòa", length: 1.5 },
        after: i % 2 === 0 ? { opensOn: "2025-06-02" } : null,
        reason: i % 3 === 0 ? "Trùng lịch" : null,
      })),
    ),
  );
const seal = (): ReturnType<typeof sealLog> => database.transaction((tx) => sealLog(tx));
const verify = (...anchor: [] | [{ n: number; hash: string }]): ReturnType<typeof verifyLog> => database.transaction((tx) => verifyLog(tx, ...anchor));
const codes = async (...anchor: [] | [{ n: number; hash: string }]): Promise<string[]> => (await verify(...anchor)).problems.map((problem) => problem.code);

const LOG = ["AuditEntry", "AuditSeal", "LogEpoch"];

/** By hand, as somebody could who owns the tables: the guards are taken off and put back. */
function tamper(...statements: string[]): Promise<void> {
  return withClient(ownerUrl, async (owner) => {
    for (const table of LOG) await owner.query(`ALTER TABLE "${table}" DISABLE TRIGGER USER`);
    for (const statement of statements) await owner.query(statement);
    for (const table of LOG) await owner.query(`ALTER TABLE "${table}" ENABLE TRIGGER USER`);
  });
}

test("a log is sealed once its transactions are settled, and is whole", async () => {
  expect(await seal()).toBeNull();
  expect(await verify()).toMatchObject({ whole: true, sealed: 0, unsealed: 0, seals: 0, newest: null });
  await write(5);
  expect(await seal()).toMatchObject({ n: 1, count: 5 });
  expect(await seal()).toBeNull();
  await write(4);
  await write(3);
  expect(await seal()).toMatchObject({ n: 2, count: 7 });
  await write(2);
  expect(await verify()).toMatchObject({ whole: true, sealed: 12, unsealed: 2, seals: 2, problems: [] });
});

test("an entry of a transaction that is still under way is left for the next seal", async () => {
  const sealed = await withClient(ownerUrl, async (other) => {
    await other.query("BEGIN");
    await other.query("SELECT pg_current_xact_id()");
    await write(1);
    const sealed = await seal();
    await other.query("COMMIT");
    return sealed;
  });
  expect(sealed).toMatchObject({ count: 2 });
  expect(await seal()).toMatchObject({ count: 1 });
  expect(await verify()).toMatchObject({ whole: true, sealed: 15, unsealed: 0 });
});

test("two sealers at once make one chain", async () => {
  await write(6);
  const made = await Promise.all(Array.from({ length: 5 }, seal));
  expect(made.filter((each) => each !== null)).toHaveLength(1);
  expect(await verify()).toMatchObject({ whole: true, sealed: 21 });
});

test("whoever is not the owner can neither change nor remove what was written", async () => {
  const wrong = database.transaction((tx) => tx.$executeRaw`UPDATE "AuditEntry" SET reason = 'x'`);
  await expect(wrong).rejects.toThrow(/permission denied|append-only/);
  await expect(database.transaction((tx) => tx.$executeRaw`DELETE FROM "AuditSeal"`)).rejects.toThrow(/permission denied|append-only/);
});

/** The statement that puts in an entry which is right in every respect but for who made its leaf. */
function forged(digest: (text: string) => string): string {
  const entry = {
    id: randomUUID(),
    at: "2025-05-12T01:02:03.004Z",
    actorId: null,
    actorLogin: "secretary",
    deed: "congress.approve",
    subjectKind: "congress",
    subjectId: "c1",
    unitPath: null,
    before: null,
    after: { state: "approved" },
    reason: null,
  };
  return `INSERT INTO "AuditEntry" (id, at, "actorLogin", deed, "subjectKind", "subjectId", after, leaf)
    VALUES ('${entry.id}', '${entry.at}', 'secretary', 'congress.approve', 'congress', 'c1', '{"state": "approved"}', '${digest(leafInput(entry))}')`;
}

test("a well-formed entry put in by hand is named, before it is sealed and after", async () => {
  const other = logKey("the key of another installation");
  for (const digest of [sha256, other.keyed]) {
    await tamper(`CREATE TABLE before_forging AS SELECT * FROM "AuditEntry"`, forged(digest));
    expect(await codes()).toEqual(["altered"]);
    await seal();
    expect(await codes()).toEqual(["altered"]);
    const { n } = (await verify()).newest ?? { n: 0 };
    await tamper(`DELETE FROM "AuditEntry"`, `INSERT INTO "AuditEntry" SELECT * FROM before_forging`, `DELETE FROM "AuditSeal" WHERE n = ${n}`, `DROP TABLE before_forging`);
  }
  await withClient(appUrl, (web) => web.query(forged(TEST_LOG_KEY.keyed))); // who has the key can: that is what it is
  expect(await codes()).toEqual([]);
  await seal();
});

test("an entry that is copied and put in once more is named, although its leaf is right", async () => {
  const copy = `INSERT INTO "AuditEntry" (id, at, "actorId", "actorLogin", deed, "subjectKind", "subjectId", "unitPath", before, after, reason, leaf)
    SELECT id, at, "actorId", "actorLogin", deed, "subjectKind", "subjectId", "unitPath", before, after, reason, leaf FROM "AuditEntry" WHERE seq = 1`;
  await tamper(`DROP INDEX "AuditEntry_id_key"`, copy);
  expect(await codes()).toEqual(["repeated"]);
  await tamper(`DELETE FROM "AuditEntry" WHERE seq = (SELECT max(seq) FROM "AuditEntry")`, `CREATE UNIQUE INDEX "AuditEntry_id_key" ON "AuditEntry" (id)`);
  expect(await codes()).toEqual([]);
});

test("the border behind which entries need no key cannot be moved or taken away", async () => {
  await tamper(`UPDATE "LogEpoch" SET "startsAt" = 1000000000`);
  expect(await codes()).toEqual(["unknownKey"]);
  await tamper(`UPDATE "LogEpoch" SET "startsAt" = 0`, `CREATE TABLE epochs AS SELECT * FROM "LogEpoch"`, `DELETE FROM "LogEpoch"`);
  expect(await codes()).toEqual(["unknownKey"]);
  await tamper(`INSERT INTO "LogEpoch" SELECT * FROM epochs`);
  expect(await codes()).toEqual([]);
});

test("a log of before there was a key stays verifiable, and goes on with keyed entries", async () => {
  const old = await testDatabase();
  const verifyOld = () => old.database.transaction((tx) => verifyLog(tx));
  await withClient(old.ownerUrl, async (owner) => {
    await owner.query(`ALTER TABLE "LogEpoch" DISABLE TRIGGER USER; DELETE FROM "LogEpoch"; ALTER TABLE "LogEpoch" ENABLE TRIGGER USER`);
    await owner.query(forged(sha256));
    await owner.query(forged(sha256));
  });
  await beginLog(old.ownerUrl, TEST_LOG_KEY);
  await beginLog(old.ownerUrl, TEST_LOG_KEY);
  expect(await verifyOld()).toMatchObject({ whole: true, sealed: 2, unkeyed: 2, seals: 1 });
  await withClient(old.ownerUrl, (owner) => owner.query(forged(sha256)));
  expect((await verifyOld()).problems).toMatchObject([{ code: "altered" }]);
});

test("who opens the database without the key can neither write nor verify the log", async () => {
  const keyless = openDatabase(appUrl, { poolSize: 1 });
  await expect(keyless.transaction((tx) => verifyLog(tx))).rejects.toThrow("without the key of the log");
  await keyless.close();
});

test("altered, removed, inserted and exchanged entries are each found", async () => {
  const { newest } = await verify();
  const anchor = newest ?? { n: 0, hash: "" };
  await tamper(`CREATE TABLE kept AS SELECT * FROM "AuditEntry"`);
  const restored = [`DELETE FROM "AuditEntry"`, `INSERT INTO "AuditEntry" SELECT * FROM kept`];
  const row = (subject: string): string => `(SELECT min(seq) FROM "AuditEntry" WHERE "subjectId" = '${subject}')`;

  await tamper(`UPDATE "AuditEntry" SET reason = 'không có' WHERE seq = ${row("c1")}`);
  expect(await verify()).toMatchObject({ whole: false, problemCount: 1, problems: [{ code: "altered", seq: 2n }] });
  await tamper(...restored, `UPDATE "AuditEntry" SET "before" = jsonb_set("before", '{length}', '2') WHERE seq = ${row("c1")}`);
  expect(await codes()).toEqual(["altered"]);
  await tamper(...restored, `DELETE FROM "AuditEntry" WHERE seq = ${row("c2")}`);
  expect((await verify()).problems).toEqual([{ code: "removed", seal: 1, sealed: 5, found: 4 }]);
  await tamper(...restored, `INSERT INTO "AuditEntry" SELECT 1000, gen_random_uuid(), at, "actorId", "actorLogin", deed, "subjectKind", 'c99', "unitPath", before, after, reason, leaf, xid FROM kept WHERE seq = 1`);
  expect(await codes()).toEqual(["altered", "inserted"]);
  await tamper(...restored, `UPDATE "AuditEntry" SET seq = -seq WHERE seq IN (1, 2)`, `UPDATE "AuditEntry" SET seq = 3 + seq WHERE seq < 0`);
  expect(await codes()).toEqual(["rewritten"]);
  await tamper(...restored, `UPDATE "AuditSeal" SET root = '${sha256("other")}' WHERE n = 2`);
  expect(await codes()).toEqual(["rewritten", "brokenChain"]);
  await tamper(`UPDATE "AuditSeal" SET root = (SELECT '${"0".repeat(64)}') WHERE n = 2`, `DELETE FROM "AuditSeal" WHERE n >= 2`, `DELETE FROM "AuditEntry" WHERE xid >= (SELECT max("untilXid") FROM "AuditSeal")`);
  expect(await codes()).toEqual([]);
  expect(await codes(anchor)).toEqual(["tailCut"]);
});
