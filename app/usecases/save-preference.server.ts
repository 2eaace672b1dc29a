import { accept, type Verdict } from "#app/core/verdict.ts";
import { savePreference } from "#app/db/accounts.server.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import type { Errand } from "./errand.ts";

export type Preference = { readonly locale?: "vi" | "en" | undefined; readonly theme?: "system" | "light" | "dark" | undefined };

export async function saveOwnPreference(errand: Errand, wanted: Preference): Promise<Verdict<null, never>> {
  const chosen = {
    ...(wanted.locale === undefined ? {} : { locale: wanted.locale }),
    ...(wanted.theme === undefined ? {} : { theme: wanted.theme }),
  };
  await savePreference(errand.tx, errand.actor.accountId, chosen);
  await recordDeed(errand.tx, {
    now: errand.now,
    actor: errand.actor,
    deed: "account.preferences",
    subject: { kind: "account", id: errand.actor.accountId },
    unitPath: null,
    after: chosen,
  });
  return accept(null);
}
