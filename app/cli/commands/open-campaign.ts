import { EDITION_CODES } from "#app/core/rules/edition.ts";
import { editionInForce } from "#app/core/rules/editions.ts";
import { openCampaign } from "#app/usecases/open-campaign.server.ts";
import { resolveBranch } from "#app/usecases/resolve-branch.server.ts";
import { choiceOf, type Command, textOf } from "#app/cli/command.ts";
import { refusedOutcome } from "#app/cli/refused.ts";

const LONG_MS = 600_000;

export const openCampaignCommand: Command = {
  name: "open-campaign",
  usage: "[--unit CODE] [--term 2025-2030] [--edition CT45]",
  example: "open-campaign --term 2025-2030 --edition CT45 --today 2025-05-12 --json",
  options: { unit: { type: "string" }, term: { type: "string" }, edition: { type: "string" } },
  writes: true,
  run: async (call) => {
    const term = textOf(call, "term") ?? "2025-2030";
    const opened = await call.errand(async (errand, work) => {
      const editionCode = choiceOf(call, "edition", EDITION_CODES, editionInForce(errand.today)?.code ?? "CT45");
      const unitId = (await work.unit("organisation")) ?? (await resolveBranch(errand, work.scope("organisation"), undefined)).unitId;
      const verdict = await openCampaign(errand, { unitId, term, editionCode });
      return { verdict, editionCode };
    }, LONG_MS);
    if (!opened.verdict.ok) return refusedOutcome(call, opened.verdict);
    const { campaignId, unitId, congresses } = opened.verdict.value;
    return {
      exit: 0,
      json: { campaignId, unitId, term, edition: opened.editionCode, congresses },
      lines: [call.t("cli.opened", { term, edition: opened.editionCode, count: congresses })],
    };
  },
};
