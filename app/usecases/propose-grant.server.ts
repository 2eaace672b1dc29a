import { mayHoldTogether, type Role } from "#app/core/access/policy.ts";
import { permit, scopeFor } from "#app/core/access/scope.ts";
import { addDays, type Day } from "#app/core/time/day.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { createGrant, findAccountByLogin } from "#app/db/accounts.server.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { findBranchByCode } from "#app/db/branches.server.ts";
import { rolesHeld } from "#app/db/grants.server.ts";
import { type Errand, Forbidden } from "./errand.ts";

export type GrantToPropose = { readonly login: string; readonly role: Role; readonly unitCode: string; readonly until: Day | null };

/** Without an end day a grant lasts this long; a longer one than two years is not proposed. */
const DEFAULT_DAYS = 180;
const LONGEST_DAYS = 731;

/** One person proposes a right over a branch; it is nothing until another makes it active. */
export async function proposeGrant(
  errand: Errand,
  wanted: GrantToPropose,
): Promise<Verdict<{ id: string }, "noSuchLogin" | "noSuchUnit" | "rolesExclude" | "endsTooEarly" | "endsTooLate">> {
  const { tx, actor, realDay } = errand;
  const account = await findAccountByLogin(tx, wanted.login.trim());
  if (account === null || !account.active) return refuse("noSuchLogin", { field: "login" });
  const unit = await findBranchByCode(tx, scopeFor(actor, "accounts", realDay), wanted.unitCode.trim());
  if (unit === null) return refuse("noSuchUnit", { field: "unitCode" });
  const leave = permit(actor, "grant.propose", unit.path, realDay);
  if (leave === null) throw new Forbidden("grant.propose");
  const until = wanted.until ?? addDays(realDay, DEFAULT_DAYS);
  if (until <= realDay) return refuse("endsTooEarly", { field: "until" });
  if (until > addDays(realDay, LONGEST_DAYS)) return refuse("endsTooLate", { field: "until" });
  if (!mayHoldTogether(await rolesHeld(tx, account.id), wanted.role)) return refuse("rolesExclude", { field: "role" });
  const id = await createGrant(tx, leave, {
    accountId: account.id,
    role: wanted.role,
    unitId: unit.unitId,
    from: realDay,
    until,
    proposedById: actor.accountId,
    state: "proposed",
  });
  await recordDeed(tx, {
    now: errand.now,
    actor,
    deed: "grant.propose",
    subject: { kind: "grant", id },
    unitPath: unit.path,
    after: { login: account.login, role: wanted.role, unit: unit.unitId, until },
  });
  return accept({ id });
}
