import { permit } from "#app/core/access/scope.ts";
import { listAccounts } from "#app/db/accounts.server.ts";
import { type Errand, Forbidden } from "./errand.ts";

const PAGE = 50;

/** Logins and names for whoever makes accounts; no right and no record of anybody's work. */
export async function showAccounts(errand: Errand, page: number) {
  const home = errand.actor.grants.find((grant) => grant.role === "administrator");
  if (home === undefined || permit(errand.actor, "account.make", home.path, errand.realDay) === null) throw new Forbidden("account.make");
  const { rows, total } = await listAccounts(errand.tx, (page - 1) * PAGE, PAGE);
  return {
    rows: rows.map((row) => ({ ...row, lastSeenAt: row.lastSeenAt?.toISOString() ?? null })),
    total,
    page,
    pages: Math.max(1, Math.ceil(total / PAGE)),
  };
}
