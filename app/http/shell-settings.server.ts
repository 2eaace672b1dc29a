import { grantsOn } from "#app/core/access/actor.ts";
import type { Role } from "#app/core/access/policy.ts";
import { mayAnywhere } from "#app/core/access/scope.ts";
import type { Day } from "#app/core/time/day.ts";
import type { SessionRow } from "#app/db/sessions.server.ts";
import type { Settings } from "#app/env.server.ts";
import type { Errand } from "#app/usecases/errand.ts";

export type ShellSettings = {
  readonly today: Day;
  readonly simulated: boolean;
  readonly theme: SessionRow["theme"];
  readonly roles: readonly Role[];
  readonly makesAccounts: boolean;
};

/** What the frame shows of the installation and of the person's own session. */
export const shellSettings = (errand: Errand, settings: Settings, session: SessionRow): ShellSettings => ({
  today: errand.today,
  simulated: settings.TODAY !== undefined,
  theme: session.theme,
  roles: [...new Set(grantsOn(errand.actor, errand.realDay).map((grant) => grant.role))],
  makesAccounts: mayAnywhere(errand.actor, "account.make", errand.realDay),
});
