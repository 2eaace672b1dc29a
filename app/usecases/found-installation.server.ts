import { randomBytes } from "node:crypto";
import type { Role } from "#app/core/access/policy.ts";
import { installationPermit } from "#app/core/access/scope.ts";
import { fold } from "#app/core/organisation/names.ts";
import { partyNameOf } from "#app/core/organisation/party-name.ts";
import { childPath, keyFrom } from "#app/core/organisation/path.ts";
import { addDays, type Day } from "#app/core/time/day.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { countAccounts, createAccount, createGrant } from "#app/db/accounts.server.ts";
import { recordDeeds, type DeedRecord } from "#app/db/audit.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import { createRootUnit, findRootUnit, lockFounding } from "#app/db/installation.server.ts";

export type Founder = { readonly login: string; readonly name: string; readonly passwordHash: string };

export type Founding = {
  readonly unitCode: string;
  readonly unitName: string;
  readonly administrator: Founder;
  readonly planner: Founder;
  readonly secretary: Founder;
  readonly validFrom: Day;
  readonly realDay: Day;
  readonly now: Date;
};

const FOUNDING_GRANT_DAYS = 365;

/**
 * Makes the first administrator, planner and secretary over the root of the organisation in one logged act
 * (design section 5). From then on grants need two people. Works once: only while there are no accounts.
 */
export async function foundInstallation(
  tx: Tx,
  founding: Founding,
): Promise<Verdict<{ rootUnitId: string }, "alreadyFounded" | "loginsEqual">> {
  await lockFounding(tx);
  if ((await countAccounts(tx)) > 0) return refuse("alreadyFounded");
  const founders: readonly (readonly [Role, Founder])[] = [
    ["administrator", founding.administrator],
    ["planner", founding.planner],
    ["secretary", founding.secretary],
  ];
  if (new Set(founders.map(([, founder]) => founder.login.toLowerCase())).size < founders.length) return refuse("loginsEqual");

  const root = (await findRootUnit(tx)) ?? (await plantRoot(tx, founding));
  const log: DeedRecord[] = [];
  for (const [role, founder] of founders) {
    const accountId = await createAccount(tx, installationPermit("account.make", root.path), {
      login: founder.login,
      displayName: founder.name,
      passwordHash: founder.passwordHash,
      mustChangePassword: false,
      personId: null,
    });
    await createGrant(tx, installationPermit("grant.decide", root.path), {
      accountId,
      role,
      unitId: root.id,
      from: founding.realDay,
      until: addDays(founding.realDay, FOUNDING_GRANT_DAYS),
      proposedById: null,
      state: "active",
    });
    log.push({
      now: founding.now,
      actor: { accountId: null, login: "installation" },
      deed: "installation.found",
      subject: { kind: "account", id: accountId },
      unitPath: root.path,
      after: { login: founder.login, role },
    });
  }
  await recordDeeds(tx, log);
  return accept({ rootUnitId: root.id });
}

async function plantRoot(tx: Tx, founding: Founding): Promise<{ id: string; path: string }> {
  const key = keyFrom(randomBytes(32));
  const kind = /^thành phố/i.test(founding.unitName) ? "city" : "province";
  return createRootUnit(tx, installationPermit("organisation.edit", "/"), {
    key,
    code: founding.unitCode,
    name: founding.unitName,
    foldedName: fold(founding.unitName),
    kind,
    level: "province",
    partyName: partyNameOf({ kind, name: founding.unitName, level: "province" }),
    path: childPath(null, key),
    validFrom: founding.validFrom,
  });
}
