import { recordDeed } from "#app/db/audit.server.ts";
import { endAllSessions, endSessionOf, listSessions, type OwnSession } from "#app/db/sessions.server.ts";
import type { Errand } from "./errand.ts";

export const showSessions = (errand: Errand): Promise<OwnSession[]> => listSessions(errand.tx, errand.actor.accountId);

/** Everywhere else, or one other place named by the first letters of its id. */
export async function signOutElsewhere(errand: Errand, sessionId: string, prefix: string | null): Promise<void> {
  if (prefix === null) await endAllSessions(errand.tx, errand.actor.accountId, sessionId);
  else await endSessionOf(errand.tx, errand.actor.accountId, prefix);
  await recordDeed(errand.tx, {
    now: errand.now,
    actor: errand.actor,
    deed: "session.signOutEverywhere",
    subject: { kind: "account", id: errand.actor.accountId },
    unitPath: null,
  });
}
