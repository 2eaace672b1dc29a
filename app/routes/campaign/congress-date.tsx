import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { parseDay } from "#app/core/time/day.ts";
import { SESSIONS } from "#app/core/time/half-days.ts";
import { command, query } from "#app/http/door.server.ts";
import { dayField, id, many, oneOf, optionalId, text, version } from "#app/http/fields.server.ts";
import { DatePage } from "#app/ui/scheduling/date-page.tsx";
import { findingSentence } from "#app/ui/words/finding-sentence.ts";
import { suggestionSentence } from "#app/ui/words/suggestion-sentence.ts";
import { clearCongressDate, placeCongress } from "#app/usecases/place-congress.server.ts";
import { showDateForm } from "#app/usecases/preview-move.server.ts";

const Params = z.object({ congressId: z.uuid() });

const Search = z.object({
  on: z.string().transform((value) => parseDay(value)).nullable().catch(null),
  session: z.enum(SESSIONS).nullable().catch(null),
  venue: z.uuid().nullable().catch(null),
  leaders: z.preprocess((value) => (typeof value === "string" ? [value] : value), z.array(z.uuid()).max(50)).catch([]),
  chosen: z.literal("1").nullable().catch(null),
  suggest: z.literal("1").nullable().catch(null),
});

export const loader = query({ access: { view: "campaign" }, params: Params, search: Search }, async (errand, { scope, params, search, session }) => {
  const { suggestions, ...page } = await showDateForm(errand, scope, params.congressId, {
    opensOn: search.on,
    session: search.session,
    leaderIds: search.chosen === null ? null : search.leaders,
    venueId: search.chosen === null ? undefined : search.venue,
    suggest: search.suggest !== null,
  });
  const { locale } = session;
  return {
    ...page,
    suggestions: suggestions && {
      days: suggestions.days.map(({ placement, warnings, ...why }) => ({ placement, warnings, reason: suggestionSentence(locale, why) })),
      refused: suggestions.refused.map(({ from, last, because }) => ({ from, last, sentence: findingSentence(locale, because) })),
      allRefused: suggestions.allRefused,
    },
  };
});

const reason = text(500);
const Input = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("place"),
    version: version(),
    on: dayField(),
    session: oneOf(SESSIONS),
    venue: optionalId(),
    leaders: many(id()),
    reason,
  }),
  z.object({ intent: z.literal("clear"), version: version(), reason }),
]);

// A planner sets dates and a clerk proposes them: the use-case asks for either permit.
export const action = command(
  { access: "signedIn", params: Params, form: Input },
  (errand, { input, params: { congressId } }) => {
    if (input.intent === "clear") return clearCongressDate(errand, { congressId, version: input.version, reason: input.reason });
    const { on, session, venue, leaders } = input;
    return placeCongress(errand, { congressId, version: input.version, opensOn: on, session, venueId: venue, leaderIds: leaders, reason: input.reason });
  },
  (done, { input }) => `/congresses/${done.congressId}?notice=${input.intent === "clear" ? "dateCleared" : "datePlaced"}`,
);

export default function CongressDate() {
  return <DatePage {...useLoaderData<typeof loader>()} refusal={useActionData<typeof action>()} />;
}
