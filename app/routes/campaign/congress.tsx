import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import type { Verdict } from "#app/core/verdict.ts";
import { command, query } from "#app/http/door.server.ts";
import { dayField, id, oneOf, optionalDay, optionalText, text, version } from "#app/http/fields.server.ts";
import { CongressPage } from "#app/ui/campaign/congress-page.tsx";
import { acceptException, withdrawException } from "#app/usecases/accept-exception.server.ts";
import { recordPaper, withdrawPaper } from "#app/usecases/record-paper.server.ts";
import { showCongress } from "#app/usecases/show-congress.server.ts";
import { DATE_STEPS, stepDates } from "#app/usecases/step-dates.server.ts";

const Params = z.object({ congressId: z.uuid() });

export const loader = query({ access: { view: "campaign" }, params: Params }, (errand, { scope, params }) =>
  showCongress(errand, scope, params.congressId),
);

const paper = oneOf(["conveningNotice", "superiorApproval"]);
const Input = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("step"), step: oneOf(DATE_STEPS), version: version(), reason: optionalText(500) }),
  z.object({ intent: z.literal("paper"), kind: paper, recordedOn: dayField(), document: text(100) }),
  z.object({ intent: z.literal("withdrawPaper"), kind: paper }),
  z.object({ intent: z.literal("except"), version: version(), clash: text(100), why: text(500), paper: text(100), lastDay: optionalDay() }),
  z.object({ intent: z.literal("withdrawException"), exception: id(), withdrawWhy: text(500) }),
]);

const NOTICES = {
  submit: "datesSubmitted",
  withdraw: "datesWithdrawn",
  approve: "datesApproved",
  return: "datesReturned",
  reopen: "datesReopened",
  paper: "paperRecorded",
  withdrawPaper: "paperWithdrawn",
  except: "exceptionAccepted",
  withdrawException: "exceptionWithdrawn",
} as const;

// Several deeds share the page's action; each use-case asks for its own permit.
export const action = command(
  { access: "signedIn", params: Params, form: Input, once: (input) => input.intent === "except" },
  (errand, { input, params: { congressId } }): Promise<Verdict<unknown, string>> => {
    switch (input.intent) {
      case "step":
        return stepDates(errand, { step: input.step, congresses: [{ id: congressId, version: input.version }], reason: input.reason });
      case "paper":
        return recordPaper(errand, { congressId, ...input });
      case "withdrawPaper":
        return withdrawPaper(errand, { congressId, kind: input.kind });
      case "except": {
        const [code = "", other = ""] = input.clash.split("/");
        const { version: seen, why, paper: document, lastDay } = input;
        return acceptException(errand, { congressId, version: seen, code, otherId: other || null, reason: why, document, lastDay });
      }
      case "withdrawException":
        return withdrawException(errand, { congressId, exceptionId: input.exception, reason: input.withdrawWhy });
    }
  },
  (_done, { input, params }) => `/congresses/${params.congressId}?notice=${NOTICES[input.intent === "step" ? input.step : input.intent]}`,
);

export default function Congress() {
  const data = useLoaderData<typeof loader>();
  return <CongressPage {...data} refusal={useActionData<typeof action>()} />;
}
