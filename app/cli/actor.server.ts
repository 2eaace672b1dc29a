import type { Actor, Grant } from "#app/core/access/actor.ts";
import type { Role } from "#app/core/access/policy.ts";
import { addDays, type Day } from "#app/core/time/day.ts";
import { countAccounts } from "#app/db/accounts.server.ts";
import { findActor } from "#app/db/actors.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import { type Speak, WrongInput } from "./command.ts";

const NOBODY = "00000000-0000-0000-0000-000000000000";
/** What may be done before there is anybody to do it: prepare a province and look at it. */
const ROLES: readonly Role[] = ["planner", "secretary"];

/** Acts while there are no accounts. */
export function installationActor(realDay: Day): Actor {
  const grants = ROLES.map((role): Grant => ({ id: NOBODY, role, unitId: NOBODY, path: "/", from: realDay, until: addDays(realDay, 1) }));
  return { accountId: NOBODY, login: "installation", name: "installation", personId: null, walledPersons: [], grants };
}

/** Who acts: the named account; the installation itself as long as there are none. */
export async function actorFor(tx: Tx, login: string | undefined, realDay: Day, t: Speak): Promise<Actor> {
  if (login !== undefined) {
    const actor = await findActor(tx, login, realDay);
    if (actor === null) throw new WrongInput("unknownLogin", t("cli.unknownLogin", { found: login }), { found: login });
    return actor;
  }
  if ((await countAccounts(tx)) > 0) throw new WrongInput("asNeeded", t("cli.asNeeded"));
  return installationActor(realDay);
}
