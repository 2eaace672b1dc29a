import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { changePassword, findAccountByLogin } from "#app/db/accounts.server.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { endAllSessions } from "#app/db/sessions.server.ts";
import type { Errand } from "./errand.ts";
import { hashPassword, passwordMatches, weakness, type WeakPassword } from "./password-hash.server.ts";

export type PasswordChange = { readonly current: string; readonly wanted: string; readonly repeated: string };

/** A new password ends every other session of the account. */
export async function changeOwnPassword(
  errand: Errand,
  sessionId: string,
  change: PasswordChange,
): Promise<Verdict<null, WeakPassword | "passwordsDiffer" | "wrongPassword">> {
  const { tx, actor } = errand;
  if (change.wanted !== change.repeated) return refuse("passwordsDiffer", { field: "repeated" });
  const weak = weakness(change.wanted, actor.login);
  if (weak !== null) return refuse(weak, { field: "wanted" });
  const account = await findAccountByLogin(tx, actor.login);
  if (account === null || !(await passwordMatches(account.passwordHash, change.current)))
    return refuse("wrongPassword", { field: "current" });
  await changePassword(tx, actor.accountId, await hashPassword(change.wanted));
  await endAllSessions(tx, actor.accountId, sessionId);
  await recordDeed(tx, {
    now: errand.now,
    actor,
    deed: "account.password",
    subject: { kind: "account", id: actor.accountId },
    unitPath: null,
  });
  return accept(null);
}
