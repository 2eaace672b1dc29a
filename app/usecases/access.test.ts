import { expect, test } from "vitest";
import { day } from "#app/core/time/day.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { findSession } from "#app/db/sessions.server.ts";
import { testDatabase } from "#app/db/test-database.ts";
import { decideGrant } from "./decide-grant.server.ts";
import type { Errand } from "./errand.ts";
import { foundInstallation } from "./found-installation.server.ts";
import { hashPassword, weakness } from "./password-hash.server.ts";
import { proposeGrant } from "./propose-grant.server.ts";
import { makeAccount } from "./make-account.server.ts";
import { signIn } from "./sign-in.server.ts";
import type { Database } from "#app/db/client.server.ts";

const TODAY = day("2025-05-12");
const NOW = new Date("2025-05-12T03:00:00Z");

const { database } = await testDatabase();

async function founded(database: Database): Promise<void> {
  const passwordHash = await hashPassword("một câu dài dễ nhớ");
  const verdict = await database.transaction((tx) =>
    foundInstallation(tx, {
      unitCode: "99",
      unitName: "Tỉnh Phú Hải",
      administrator: { login: "quantri", name: "Quản trị", passwordHash },
      planner: { login: "kehoach", name: "Kế hoạch", passwordHash },
      secretary: { login: "bithu", name: "Bí thư", passwordHash },
      validFrom: TODAY,
      realDay: TODAY,
      now: NOW,
    }),
  );
  expect(verdict.ok).toBe(true);
}

const tryOf = (login: string, password: string, sessionId: string) => ({ login, password, sessionId, address: "127.0.0.1", device: "test", now: NOW });

async function as<T>(database: Database, login: string, run: (errand: Errand) => Promise<T>): Promise<T> {
  const id = `${login}-${Math.trunc(performance.now() * 1000)}`;
  const verdict = await signIn(database, tryOf(login, "một câu dài dễ nhớ", id));
  expect(verdict.ok).toBe(true);
  return database.transaction(async (tx) => {
    const session = await findSession(tx, id, TODAY);
    if (session === null) throw new Error("no session");
    return run({ tx, actor: session.actor, today: TODAY, realDay: TODAY, now: NOW, digestKey: "k" });
  });
}

await founded(database);

test("an installation is founded once, and its founders can sign in with their rights", async () => {
  const again = await database.transaction((tx) =>
    foundInstallation(tx, {
      unitCode: "1",
      unitName: "x",
      administrator: { login: "a", name: "a", passwordHash: "" },
      planner: { login: "b", name: "b", passwordHash: "" },
      secretary: { login: "c", name: "c", passwordHash: "" },
      validFrom: TODAY,
      realDay: TODAY,
      now: NOW,
    }),
  );
  expect(again).toMatchObject({ ok: false, code: "alreadyFounded" });
  const roles = await as(database, "kehoach", async (errand) => errand.actor.grants.map((grant) => grant.role));
  expect(roles).toEqual(["planner"]);
});

test("a grant is proposed by one person and holds only when another approves it", async () => {
  const passwordHash = await hashPassword("một câu dài dễ nhớ");
  await as(database, "quantri", async (errand) => expect((await makeAccount(errand, { login: "thamdinh", name: "Thẩm định", passwordHash })).ok).toBe(true));
  const proposal = await as(database, "kehoach", (errand) =>
    proposeGrant(errand, { login: "thamdinh", role: "vettingOfficer", unitCode: "99", until: null }),
  );
  if (!proposal.ok) throw new Error(proposal.code);
  const { id } = proposal.value;
  expect(await as(database, "thamdinh", async (errand) => errand.actor.grants)).toEqual([]);
  await expect(as(database, "kehoach", (errand) => decideGrant(errand, { id, version: 1, decision: "active" }))).rejects.toThrow("forbidden");
  expect((await as(database, "bithu", (errand) => decideGrant(errand, { id, version: 1, decision: "active" }))).ok).toBe(true);
  expect((await as(database, "bithu", (errand) => decideGrant(errand, { id, version: 1, decision: "active" }))).ok).toBe(false);
  expect(await as(database, "thamdinh", async (errand) => errand.actor.grants.map((grant) => grant.role))).toEqual(["vettingOfficer"]);
  const admin = await as(database, "kehoach", (errand) => proposeGrant(errand, { login: "thamdinh", role: "auditor", unitCode: "99", until: null }));
  expect(admin).toMatchObject({ ok: false, code: "rolesExclude" });
});

test("the web role can add to the log but not alter it", async () => {
  await database.transaction((tx) =>
    recordDeed(tx, { now: NOW, actor: { accountId: null, login: "installation" }, deed: "campaign.open", subject: { kind: "campaign", id: "1" }, unitPath: null }),
  );
  await expect(database.transaction((tx) => tx.auditEntry.updateMany({ data: { reason: "x" } }))).rejects.toThrow();
  await expect(database.transaction((tx) => tx.auditEntry.deleteMany())).rejects.toThrow();
});

test("passwords: long enough, not plain, not the login", () => {
  expect(weakness("ngắn", "a")).toBe("passwordTooShort");
  expect(weakness("aaaaaaaaaaaaaaaa", "a")).toBe("passwordTooPlain");
  expect(weakness("nguyenvana1daihoi123456", "nguyenvana1")).toBe("passwordTooPlain");
  expect(weakness("mưa rào trên mái ngói", "kehoach")).toBeNull();
});

test("a wrong password and an unknown login are refused alike, and many tries have to wait", async () => {
  expect(await signIn(database, tryOf("bithu", "sai", "s1"))).toMatchObject({ code: "wrongSignIn" });
  expect(await signIn(database, tryOf("khongco", "sai", "s2"))).toMatchObject({ code: "wrongSignIn" });
  for (let i = 0; i < 5; i += 1) await signIn(database, tryOf("quantri", "sai", `s${i}`));
  expect(await signIn(database, tryOf("quantri", "một câu dài dễ nhớ", "s9"))).toMatchObject({ code: "tooManyTries" });
});
