import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { LETTER_CHANNELS, LETTER_KINDS, SENDER_KINDS } from "#app/core/letters/letter.ts";
import { command, query } from "#app/http/door.server.ts";
import { dayField, id, many, oneOf, optionalDay, optionalId, optionalInteger, optionalText } from "#app/http/fields.server.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { ChoiceField } from "#app/ui/parts/choice-field.tsx";
import { DayField } from "#app/ui/parts/day-field.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { ErrorSummary } from "#app/ui/parts/error-summary.tsx";
import { FilterBar } from "#app/ui/parts/filter-bar.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { KeyField } from "#app/ui/parts/key-field.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { type RefusedForm, useRefused } from "#app/ui/parts/refused.ts";
import { SelectField } from "#app/ui/parts/select-field.tsx";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { TextArea } from "#app/ui/parts/text-area.tsx";
import { TextField } from "#app/ui/parts/text-field.tsx";
import { letters } from "#app/ui/words/letters.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { findLetterSubjects } from "#app/usecases/find-letter-subjects.server.ts";
import { registerLetter } from "#app/usecases/register-letter.server.ts";

const words = { letters };
const SECRECY = ["none", "confidential", "secret"] as const;

const Search = z.object({
  q: z.string().max(100).catch(""),
  branch: z.uuid().nullable().default(null).catch(null),
  about: many(z.string().max(60)).catch([]),
});

export const loader = query({ access: { deed: "letter.register" }, search: Search }, (errand, { search, scope }) =>
  findLetterSubjects(errand, scope, { text: search.q, branch: search.branch, chosen: search.about }),
);

const Fields = z.object({
  registerUnitId: id(),
  competentUnitId: optionalId(),
  kind: oneOf(LETTER_KINDS),
  channel: oneOf(LETTER_CHANNELS),
  senderKind: oneOf(SENDER_KINDS),
  secrecy: oneOf(SECRECY),
  envelopeNumber: optionalText(40),
  writtenOn: optionalDay(),
  stampedOn: optionalDay(),
  receivedOn: dayField(),
  competentReceivedOn: optionalDay(),
  pages: optionalInteger(1, 10_000),
  summary: optionalText(4000),
  about: many(z.string().max(60)),
});

export const action = command(
  { access: { deed: "letter.register" }, once: true, form: Fields },
  (errand, { input }) => registerLetter(errand, input),
  ({ id: letterId }) => `/letters/${letterId}?notice=letterRegistered`,
);

export default function NewLetter() {
  const { branch, found, kept, text } = useLoaderData<typeof loader>();
  const refused = useRefused(useActionData<typeof action>(), { letters });
  const t = useT(words);
  const offered = [...kept, ...found];
  return (
    <Page title={t("letters.new.title")} lead={t("letters.new.lead")}>
      <ErrorSummary errors={refused.errors} />
      <FilterBar label={t("letters.new.find")} submit={t("letters.new.search")} action="/letters/new">
        <TextField name="q" id="f-find" type="search" label={t("letters.new.find")} hint={t("letters.new.aboutHint")} defaultValue={text} />
        {kept.map((each) => (
          <input key={each.reference} type="hidden" name="about" value={each.reference} />
        ))}
      </FilterBar>
      {offered.length === 0 ? (
        <EmptyState icon="search" title={text === "" ? t("letters.new.findFirst") : t("letters.new.noneFound")} />
      ) : (
        <Form method="post" className="stack">
          <KeyField name="letter" />
          <input type="hidden" name="registerUnitId" value={branch.unitId} />
          <Card title={t("letters.new.about")} note={`${t("letters.new.register")}: ${branch.name}`}>
            <ChoiceField
              kind="checkbox"
              name="about"
              label={t("letters.new.found")}
              choices={offered.map((each) => ({ value: each.reference, label: each.name, hint: each.note }))}
              chosen={refused.code === null ? kept.map((each) => each.reference) : refused.values("about")}
              error={refused.error("about")}
              required
            />
          </Card>
          <LetterFields refused={refused} />
          <FormActions>
            <SubmitButton>{t("letters.new.submit")}</SubmitButton>
          </FormActions>
        </Form>
      )}
    </Page>
  );
}

function LetterFields({ refused }: { refused: RefusedForm }) {
  const t = useT(words);
  const field = (name: string) => ({ name, defaultValue: refused.value(name), error: refused.error(name) });
  return (
    <>
      <Card title={t("letters.one.line")}>
        <div className="form">
        <div className="form-row">
          <SelectField {...field("kind")} label={t("letters.kind")} options={LETTER_KINDS.map((kind) => ({ value: kind, label: t(`letters.kind.${kind}`) }))} required />
          <SelectField {...field("channel")} label={t("letters.new.channel")} options={LETTER_CHANNELS.map((channel) => ({ value: channel, label: t(`letters.channel.${channel}`) }))} required />
          <SelectField {...field("senderKind")} label={t("letters.new.sender")} options={SENDER_KINDS.map((kind) => ({ value: kind, label: t(`letters.sender.${kind}`) }))} required />
        </div>
        <div className="form-row">
          <DayField {...field("writtenOn")} label={t("letters.new.written")} optional />
          <DayField {...field("stampedOn")} label={t("letters.new.stamped")} optional />
          <DayField {...field("receivedOn")} label={t("letters.received")} required />
          <DayField {...field("competentReceivedOn")} label={t("letters.new.competentReceived")} hint={t("letters.new.competentHint")} optional />
        </div>
        <div className="form-row">
          <TextField {...field("envelopeNumber")} label={t("letters.new.envelope")} size="short" optional />
          <TextField {...field("pages")} label={t("letters.new.pages")} inputMode="numeric" size="short" optional />
          <SelectField
            {...field("secrecy")}
            defaultValue={refused.value("secrecy", "none")}
            label={t("letters.new.secrecy")}
            hint={t("letters.new.secrecyHint")}
            options={SECRECY.map((secrecy) => ({ value: secrecy, label: t(`letters.secrecy.${secrecy}`) }))}
            blank={false}
          />
        </div>
        <TextArea {...field("summary")} label={t("letters.new.summary")} rows={4} maxLength={4000} optional />
        </div>
      </Card>
    </>
  );
}
