import type { Permit } from "#app/core/access/scope.ts";
import type { Role } from "#app/core/access/policy.ts";
import type { Day } from "#app/core/time/day.ts";
import type { Tx } from "#app/db/client.server.ts";
import { toDate } from "#app/db/day.server.ts";

export type AccountForSignIn = { readonly id: string; readonly login: string; readonly passwordHash: string; readonly active: boolean };

export async function findAccountByLogin(tx: Tx, login: string): Promise<AccountForSignIn | null> {
  const row = await tx.account.findFirst({ where: { login: login.toLowerCase() } });
  return row && { id: row.id, login: row.login, passwordHash: row.passwordHash, active: row.state === "active" };
}

export const countAccounts = (tx: Tx): Promise<number> => tx.account.count();

export type NewAccount = {
  readonly login: string;
  readonly displayName: string;
  readonly passwordHash: string;
  readonly mustChangePassword: boolean;
  readonly personId: string | null;
};

export async function createAccount(tx: Tx, _permit: Permit<"account.make">, account: NewAccount): Promise<string> {
  const row = await tx.account.create({ data: { ...account, login: account.login.toLowerCase() } });
  return row.id;
}

export type NewGrant = {
  readonly accountId: string;
  readonly role: Role;
  readonly unitId: string;
  readonly from: Day;
  readonly until: Day;
  readonly proposedById: string | null;
};

/** The founding act and the demo make grants active at once; everybody else proposes. */
export async function createGrant(
  tx: Tx,
  _permit: Permit<"grant.propose"> | Permit<"grant.decide">,
  grant: NewGrant & { readonly state: "proposed" | "active" },
): Promise<string> {
  const { from, until, ...rest } = grant;
  const row = await tx.grant.create({ data: { ...rest, validFrom: toDate(from), validUntil: toDate(until) } });
  return row.id;
}

export const changePassword = (tx: Tx, accountId: string, passwordHash: string): Promise<unknown> =>
  tx.account.update({ where: { id: accountId }, data: { passwordHash, mustChangePassword: false, version: { increment: 1 } } });

export const savePreference = (tx: Tx, accountId: string, preference: { locale?: string; theme?: string }): Promise<unknown> =>
  tx.account.update({ where: { id: accountId }, data: preference });

/** Seconds that the subject (a digested login or address) still has to wait. */
export async function secondsBlocked(tx: Tx, subjects: readonly string[]): Promise<number> {
  const rows = await tx.$queryRaw<{ seconds: number }[]>`
    SELECT coalesce(max(extract(epoch FROM "blockedTil" - now())), 0)::float8 AS seconds
    FROM "SignInFailure" WHERE subject = ANY(${[...subjects]})`;
  return Math.max(0, Math.ceil(rows[0]?.seconds ?? 0));
}

/**
 * Counts a failed try. From the `free`-th on within a quarter of an hour the wait doubles, to five minutes at most:
 * slow enough against guessing, never a lasting lock-out of somebody else.
 */
export const countFailure = (tx: Tx, subject: string, free: number): Promise<unknown> => tx.$executeRaw`
  INSERT INTO "SignInFailure" (subject, count) VALUES (${subject}, 1)
  ON CONFLICT (subject) DO UPDATE SET
    count = CASE WHEN "SignInFailure"."lastAt" < now() - interval '15 minutes' THEN 1 ELSE "SignInFailure".count + 1 END,
    "lastAt" = now(),
    "blockedTil" = CASE
      WHEN "SignInFailure"."lastAt" < now() - interval '15 minutes' OR "SignInFailure".count + 1 < ${free} THEN now()
      ELSE now() + least(300, power(2, least(12, "SignInFailure".count + 1 - ${free}))) * interval '1 second' END`;

export const forgetFailures = (tx: Tx, subject: string): Promise<unknown> =>
  tx.signInFailure.deleteMany({ where: { subject } });

export type AccountRow = { readonly id: string; readonly login: string; readonly name: string; readonly lastSeenAt: Date | null };

export async function listAccounts(tx: Tx, skip: number, take: number): Promise<{ rows: AccountRow[]; total: number }> {
  const rows = await tx.$queryRaw<AccountRow[]>`
    SELECT a.id, a.login, a."displayName" AS name, (SELECT max(s."lastSeenAt") FROM "Session" s WHERE s."accountId" = a.id) AS "lastSeenAt"
    FROM "Account" a ORDER BY a.login LIMIT ${take} OFFSET ${skip}`;
  return { rows, total: await tx.account.count() };
}

/** False when the account or the person is tied already. */
export async function linkPerson(tx: Tx, _leave: Permit<"account.link">, accountId: string, personId: string): Promise<boolean> {
  const taken = await tx.account.count({ where: { personId } });
  if (taken > 0) return false;
  const { count } = await tx.account.updateMany({ where: { id: accountId, personId: null }, data: { personId, version: { increment: 1 } } });
  return count === 1;
}
