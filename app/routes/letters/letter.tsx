import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { LETTER_KINDS, LETTER_OUTCOMES, LETTER_STATES } from "#app/core/letters/letter.ts";
import { command, query } from "#app/http/door.server.ts";
import { dayField, id, integer, oneOf, optionalText, text, version } from "#app/http/fields.server.ts";
import { LetterContent } from "#app/ui/letters/letter-content.tsx";
import { LetterSteps } from "#app/ui/letters/letter-steps.tsx";
import { RunningClocks } from "#app/ui/letters/running-clocks.tsx";
import { Card } from "#app/ui/parts/card.tsx";
import { DayText } from "#app/ui/parts/day-text.tsx";
import { DefinitionList } from "#app/ui/parts/definition-list.tsx";
import { ErrorSummary } from "#app/ui/parts/error-summary.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { useRefused } from "#app/ui/parts/refused.ts";
import { letters } from "#app/ui/words/letters.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { assignOfficer, proposeForLetter } from "#app/usecases/propose-letter.server.ts";
import { showLetter } from "#app/usecases/show-letter.server.ts";
import { extendLetter, stepLetter } from "#app/usecases/step-letter.server.ts";

const words = { letters };
const Place = z.object({ letterId: z.uuid() });

export const loader = query({ access: { view: "letters" }, params: Place }, (errand, { params }) => showLetter(errand, params.letterId));

const emptyToUndefined = (value: unknown): unknown => (value === "" ? undefined : value);
const Fields = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("step"),
    version: version(),
    to: oneOf(LETTER_STATES),
    on: dayField(),
    kind: z.preprocess(emptyToUndefined, z.enum(LETTER_KINDS).optional()),
    outcome: z.preprocess(emptyToUndefined, z.enum(LETTER_OUTCOMES).optional()),
    note: optionalText(2000),
  }),
  z.object({ intent: z.literal("extend"), version: version(), grantedOn: dayField(), amount: integer(1, 400), note: text(2000) }),
  z.object({ intent: z.literal("propose"), deed: oneOf(["transfer", "close"]), toUnitCode: optionalText(60), reason: text(1000) }),
  z.object({ intent: z.literal("assign"), accountId: id() }),
]);

const NOTICES = { step: "letterStepped", extend: "letterExtended", propose: "letterProposed", assign: "letterAssigned" } as const;

export const action = command(
  { access: { deed: "letter.step" }, once: true, params: Place, form: Fields },
  async (errand, { params, input }) => {
    const { letterId } = params;
    switch (input.intent) {
      case "step":
        return stepLetter(errand, { ...input, id: letterId });
      case "extend":
        return extendLetter(errand, { ...input, id: letterId });
      case "propose":
        return proposeForLetter(errand, { ...input, id: letterId });
      case "assign":
        return assignOfficer(errand, { ...input, id: letterId });
    }
  },
  (_id, { params, input }) => `/letters/${params.letterId}?notice=${NOTICES[input.intent]}`,
);

export default function Letter() {
  const { letter, clocks, content, today } = useLoaderData<typeof loader>();
  const refused = useRefused(useActionData<typeof action>(), { letters });
  const t = useT(words);
  return (
    <Page
      title={t("letters.one.title", { code: letter.caseCode, state: t(`letters.state.${letter.state}`) })}
      lead={content === null ? t("letters.one.notAssigned") : t(`letters.kind.${letter.kind}`)}
    >
      <ErrorSummary errors={refused.errors} />
      <div className="columns">
        <RunningClocks clocks={clocks} today={today} />
        <Card title={t("letters.one.line")}>
          <DefinitionList
            items={[
              { key: "kind", term: t("letters.kind"), value: t(`letters.kind.${letter.kind}`) },
              { key: "channel", term: t("letters.new.channel"), value: t(`letters.channel.${letter.channel}`) },
              { key: "sender", term: t("letters.new.sender"), value: t(`letters.sender.${letter.senderKind}`) },
              { key: "received", term: t("letters.received"), value: <DayText day={letter.receivedOn} /> },
              { key: "competent", term: t("letters.new.competentReceived"), value: letter.competentReceivedOn === null ? "–" : <DayText day={letter.competentReceivedOn} /> },
              { key: "register", term: t("letters.registerUnit"), value: letter.registerUnit },
              { key: "unit", term: t("letters.competentUnit"), value: letter.competentUnit },
            ]}
          />
        </Card>
      </div>
      {content === null ? null : (
        <>
          <LetterContent content={content} />
          <LetterSteps letter={letter} content={content} today={today} refused={refused} />
        </>
      )}
    </Page>
  );
}
