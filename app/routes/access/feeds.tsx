import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { command, query } from "#app/http/door.server.ts";
import { id, oneOf, optionalId, optionalText } from "#app/http/fields.server.ts";
import { FeedsPage } from "#app/ui/feeds/feeds-page.tsx";
import { useRefused } from "#app/ui/parts/refused.ts";
import { feeds } from "#app/ui/words/feeds.ts";
import { makeFeed, revokeFeed } from "#app/usecases/make-feed.server.ts";
import { showFeeds } from "#app/usecases/show-feeds.server.ts";

const wanted = () => z.uuid().nullable().default(null).catch(null);

export const loader = query({ access: { view: "campaign" }, search: z.object({ branch: wanted(), leader: wanted() }) }, async (errand, { scope, search, settings, url }) => ({
  ...(await showFeeds(errand, scope, search)),
  origin: settings.PUBLIC_ORIGIN ?? url.origin,
}));

const formKey = optionalText(80);
const Order = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("make"), kind: oneOf(["branch", "leader", "person"]), branch: optionalId(), leader: optionalId(), formKey }),
  z.object({ intent: z.literal("revoke"), id: id(), formKey }),
]);

// The new address is told on the page itself: in an address to go to, its secret would be kept with the form's key.
export const action = command(
  { access: { view: "campaign" }, once: true, form: Order },
  async (errand, { input }) => (input.intent === "make" ? makeFeed(errand, { kind: input.kind, branch: input.branch, leaderId: input.leader }) : revokeFeed(errand, input.id)),
  (made) => (made === null ? "/account/feeds?notice=feedRevoked" : made),
);

export default function Feeds() {
  const data = useLoaderData<typeof loader>();
  const told = useActionData<typeof action>();
  const refused = useRefused(told?.ok ? undefined : told, { feeds });
  return <FeedsPage {...data} secret={told?.ok ? told.answer.secret : null} refused={refused} />;
}
