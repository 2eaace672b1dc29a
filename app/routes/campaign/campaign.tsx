import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { EDITION_CODES } from "#app/core/rules/edition.ts";
import type { Verdict } from "#app/core/verdict.ts";
import { command, query } from "#app/http/door.server.ts";
import { id, oneOf, text } from "#app/http/fields.server.ts";
import { CampaignPage } from "#app/ui/campaign/campaign-page.tsx";
import { campaignScope } from "#app/usecases/find-congress.server.ts";
import { joinUnits } from "#app/usecases/join-campaign.server.ts";
import { openCampaign } from "#app/usecases/open-campaign.server.ts";
import { showCampaign } from "#app/usecases/show-campaign.server.ts";

const Search = z.object({ branch: z.uuid().optional().catch(undefined) });

export const loader = query({ access: { view: "campaign" }, search: Search }, (errand, { scope, search }) =>
  showCampaign(errand, scope, { branch: search.branch }),
);

const Input = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("open"), unitId: id(), term: text(20), editionCode: oneOf(EDITION_CODES) }),
  z.object({ intent: z.literal("join"), unitId: id() }),
]);

/** A province of 15,000 units opens in seconds, not in the usual fraction of one. */
const OPENING_MS = 120_000;

export const action = command(
  { access: { deed: "campaign.open" }, form: Input, once: true, timeoutMs: OPENING_MS },
  (errand, { input }): Promise<Verdict<{ unitId: string }, string>> =>
    input.intent === "join" ? joinUnits(errand, campaignScope(errand), input) : openCampaign(errand, input),
  (done, { input }) => `/campaigns?branch=${done.unitId}&notice=${input.intent === "join" ? "unitsJoined" : "campaignOpened"}`,
);

export default function Campaign() {
  return <CampaignPage {...useLoaderData<typeof loader>()} refusal={useActionData<typeof action>()} />;
}
