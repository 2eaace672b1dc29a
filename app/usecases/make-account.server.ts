import { permit } from "#app/core/access/scope.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { createAccount, findAccountByLogin } from "#app/db/accounts.server.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { type Errand, Forbidden } from "./errand.ts";

export type AccountToMake = { readonly login: string; readonly name: string; readonly passwordHash: string };

/** The administrator makes an account without any right; its first password is changed at the first sign-in. */
export async function makeAccount(errand: Errand, account: AccountToMake): Promise<Verdict<{ id: string }, "loginTaken">> {
  const { tx, actor } = errand;
  const home = actor.grants.find((grant) => grant.role === "administrator");
  const leave = home === undefined ? null : permit(actor, "account.make", home.path, errand.realDay);
  if (leave === null) throw new Forbidden("account.make");
  if ((await findAccountByLogin(tx, account.login)) !== null) return refuse("loginTaken", { field: "login" });
  const id = await createAccount(tx, leave, {
    login: account.login,
    displayName: account.name,
    passwordHash: account.passwordHash,
    mustChangePassword: true,
    personId: null,
  });
  await recordDeed(tx, {
    now: errand.now,
    actor,
    deed: "account.make",
    subject: { kind: "account", id },
    unitPath: leave.unitPath,
    after: { login: account.login.toLowerCase() },
  });
  return accept({ id });
}
