import { permit, scopeFor } from "#app/core/access/scope.ts";
import { fold } from "#app/core/organisation/names.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { findAccountByLogin, linkPerson } from "#app/db/accounts.server.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { findPersonUnit } from "#app/db/branches.server.ts";
import { searchSubjects } from "#app/db/letter-subjects.server.ts";
import { type Errand, Forbidden, NotFound } from "./errand.ts";

const TAKE = 12;

/** Persons of the branch by name, for the officer who ties an account to its person. */
export async function findPersonsToLink(errand: Errand, text: string): Promise<{ id: string; name: string; note: string }[]> {
  if (fold(text).length < 2) return [];
  const found = await searchSubjects(errand.tx, scopeFor(errand.actor, "accounts", errand.realDay), text, TAKE);
  return found.filter(({ reference }) => reference.startsWith("person:")).map(({ reference, name, note }) => ({ id: reference.slice("person:".length), name, note }));
}

/**
 * Ties an account to the person who holds it, once and against identity: recusal goes by this tie, so nobody ties the
 * own account and a tie is not moved to somebody else.
 */
export async function linkAccount(
  errand: Errand,
  wanted: { readonly login: string; readonly personId: string },
): Promise<Verdict<null, "noSuchLogin" | "ownAccount" | "alreadyLinked">> {
  const { tx, actor, realDay } = errand;
  const unit = await findPersonUnit(tx, scopeFor(actor, "accounts", realDay), wanted.personId);
  if (unit === null) throw new NotFound();
  const leave = permit(actor, "account.link", unit.path, realDay);
  if (leave === null) throw new Forbidden("account.link");
  const account = await findAccountByLogin(tx, wanted.login.trim());
  if (account === null) return refuse("noSuchLogin", { field: "login" });
  if (account.id === actor.accountId) return refuse("ownAccount", { field: "login" });
  if (!(await linkPerson(tx, leave, account.id, wanted.personId))) return refuse("alreadyLinked", { field: "login" });
  await recordDeed(tx, {
    now: errand.now,
    actor,
    deed: "account.link",
    subject: { kind: "account", id: account.id },
    unitPath: unit.path,
    after: { login: account.login, personId: wanted.personId },
  });
  return accept(null);
}
