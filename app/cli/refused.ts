import type { Refused } from "#app/core/verdict.ts";
import { campaign } from "#app/ui/words/campaign.ts";
import { intake } from "#app/ui/words/intake.ts";
import { scheduling } from "#app/ui/words/scheduling.ts";
import type { Call, Outcome } from "./command.ts";
import { spoken } from "./spoken.ts";

/** The rules said no: nothing was written. A refusal that names a field is wrong input. */
export function refusedOutcome(call: Pick<Call, "t" | "locale">, { code, details }: Refused<string>): Outcome {
  const said = [campaign, scheduling, intake].map((dictionary) => spoken(dictionary, `refused.${code}`, call.locale, details));
  const message = said.find((sentence) => sentence !== null) ?? call.t("cli.refused", { code });
  return { exit: "field" in details ? 2 : 1, lines: [message], json: { error: code, message, details } };
}
