import { createHash } from "node:crypto";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { countFailure, findAccountByLogin, forgetFailures, secondsBlocked } from "#app/db/accounts.server.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import type { Database, Tx } from "#app/db/client.server.ts";
import { openSession } from "#app/db/sessions.server.ts";
import { passwordMatches } from "./password-hash.server.ts";

const FREE_TRIES_PER_LOGIN = 5;
const FREE_TRIES_PER_ADDRESS = 30;

const subject = (kind: string, text: string): string => createHash("sha256").update(`${kind}:${text}`).digest("hex");

export type SignInTry = {
  readonly login: string;
  readonly password: string;
  readonly address: string;
  readonly device: string;
  /** Hash of a fresh token; the token itself goes to the browser only. */
  readonly sessionId: string;
  readonly now: Date;
};

/**
 * Checks a password and opens a session. Takes the database, not a transaction: hashing takes a tenth of a second
 * and must not hold a connection.
 */
export async function signIn(
  database: Database,
  tried: SignInTry,
): Promise<Verdict<{ accountId: string }, "wrongSignIn" | "tooManyTries">> {
  const login = tried.login.trim().toLowerCase();
  const subjects = [subject("login", login), subject("address", tried.address)];
  const [wait, account] = await database.transaction(async (tx) => [
    await secondsBlocked(tx, subjects),
    await findAccountByLogin(tx, login),
  ]);
  if (wait > 0) return refuse("tooManyTries", { seconds: wait });
  const matches = await passwordMatches(account?.active ? account.passwordHash : null, tried.password);
  return database.transaction(async (tx) => {
    if (!matches || account === null) {
      await failed(tx, tried, login, subjects);
      return refuse("wrongSignIn");
    }
    await forgetFailures(tx, subjects[0] ?? "");
    await openSession(tx, tried.sessionId, account.id, tried.device);
    await recordDeed(tx, {
      now: tried.now,
      actor: { accountId: account.id, login: account.login },
      deed: "session.signIn",
      subject: { kind: "account", id: account.id },
      unitPath: null,
    });
    return accept({ accountId: account.id });
  });
}

async function failed(tx: Tx, tried: SignInTry, login: string, subjects: readonly string[]): Promise<void> {
  await countFailure(tx, subjects[0] ?? "", FREE_TRIES_PER_LOGIN);
  await countFailure(tx, subjects[1] ?? "", FREE_TRIES_PER_ADDRESS);
  // The log keeps a digest of what was typed: people type passwords into the wrong field.
  await recordDeed(tx, {
    now: tried.now,
    actor: { accountId: null, login: "anonymous" },
    deed: "session.refused",
    subject: { kind: "login", id: subject("login", login).slice(0, 16) },
    unitPath: null,
  });
}
