import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { parseDay } from "#app/core/time/day.ts";
import { SESSIONS } from "#app/core/time/half-days.ts";
import { command, query } from "#app/http/door.server.ts";
import { dayField, integer, oneOf, optionalDay, optionalText, text, version } from "#app/http/fields.server.ts";
import { ProposalsPage } from "#app/ui/scheduling/proposals-page.tsx";
import { declineProposals, pickProposedDate } from "#app/usecases/decide-proposals.server.ts";
import { proposeDates } from "#app/usecases/propose-dates.server.ts";
import { showProposals } from "#app/usecases/show-proposals.server.ts";

const Params = z.object({ congressId: z.uuid() });
const asked = () => z.string().transform((value) => parseDay(value)).nullable().catch(null);
const half = () => z.enum(SESSIONS).catch("morning");
const Search = z.object({ on1: asked(), on2: asked(), on3: asked(), session1: half(), session2: half(), session3: half() });

export const loader = query({ access: { view: "campaign" }, params: Params, search: Search }, (errand, { scope, params, search: { on1, on2, on3, ...half } }) => {
  const days = [{ opensOn: on1, session: half.session1 }, { opensOn: on2, session: half.session2 }, { opensOn: on3, session: half.session3 }];
  return showProposals(errand, scope, params.congressId, days.flatMap(({ opensOn, session }) => (opensOn === null ? [] : [{ opensOn, session }])));
});

const formKey = optionalText(80);
const session = () => oneOf(SESSIONS);
const note = () => optionalText(300);
const Input = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("propose"),
    version: version(),
    on1: dayField(),
    session1: session(),
    note1: note(),
    on2: optionalDay(),
    session2: session(),
    note2: note(),
    on3: optionalDay(),
    session3: session(),
    note3: note(),
    formKey,
  }),
  z.object({ intent: z.literal("pick"), version: version(), rank: integer(1, 3), on: dayField(), session: session(), reason: text(500), formKey }),
  z.object({ intent: z.literal("decline"), reason: text(500), formKey }),
]);

// A clerk proposes, a planner decides: the use-cases ask for the permit.
export const action = command(
  { access: "signedIn", params: Params, once: true, form: Input },
  async (errand, { input, params: { congressId } }) => {
    switch (input.intent) {
      case "propose": {
        const days = [
          { opensOn: input.on1, session: input.session1, note: input.note1 },
          { opensOn: input.on2, session: input.session2, note: input.note2 },
          { opensOn: input.on3, session: input.session3, note: input.note3 },
        ];
        return proposeDates(errand, { congressId, version: input.version, days: days.flatMap(({ opensOn, ...rest }) => (opensOn === null ? [] : [{ opensOn, ...rest }])) });
      }
      case "pick":
        return pickProposedDate(errand, { congressId, version: input.version, rank: input.rank, opensOn: input.on, session: input.session, reason: input.reason });
      case "decline":
        return declineProposals(errand, { congressId, reason: input.reason });
    }
  },
  ({ congressId }, { input }) => (input.intent === "pick" ? `/congresses/${congressId}?notice=datePlaced` : `/congresses/${congressId}/proposals?notice=${input.intent === "propose" ? "daysProposed" : "daysDeclined"}`),
);

export default function CongressProposals() {
  return <ProposalsPage {...useLoaderData<typeof loader>()} refusal={useActionData<typeof action>()} />;
}
