import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { LETTER_CHANNELS, LETTER_KINDS, SENDER_KINDS } from "#app/core/letters/letter.ts";
import { accept, type Verdict } from "#app/core/verdict.ts";
import { command, query, type Told } from "#app/http/door.server.ts";
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

const about = many(z.string().max(60));

const Search = z.object({
  q: z.string().max(100).catch(""),
  branch: z.uuid().nullable().default(null).catch(null),
  about: about.catch([]),
});

export const loader = query({ access: { deed: "letter.register" }, search: Search }, (errand, { search, scope }) =>
  findLetterSubjects(errand, scope, { text: search.q, branch: search.branch, chosen: search.about }),
);

const Register = z.object({
  intent: z.literal("register"),
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
  about,
});

/** One more search on the way: only the search's own words and what was chosen count. */
const Find = z.object({ intent: z.literal("find"), registerUnitId: id(), q: z.string().max(100).catch(""), about });

const Fields = z.discriminatedUnion("intent", [Register, Find]);

export const action = command(
  { access: { deed: "letter.register" }, once: ({ intent }) => intent === "register", form: Fields },
  async (errand, { input, scope }): Promise<Verdict<{ id: string } | Found, string>> => {
    if (input.intent === "find") return accept(await findLetterSubjects(errand, scope, { text: input.q, branch: input.registerUnitId, chosen: input.about }));
    // Which form it was is no part of the letter: all that is passed on becomes the letter's row.
    const { intent: _intent, ...letter } = input;
    return registerLetter(errand, letter);
  },
  (value) => ("id" in value ? `/letters/${value.id}?notice=letterRegistered` : value),
);

type Found = Awaited<ReturnType<typeof findLetterSubjects>>;

export default function NewLetter() {
  const shown = useLoaderData<typeof loader>();
  const told = useActionData<typeof action>();
  const answer = told?.ok ? told : null;
  const { branch, found, kept, text } = answer?.answer ?? shown;
  const refused = useRefused(told?.ok ? null : told, words);
  const t = useT(words);
  const offered = [...kept, ...found];
  // Whoever is refused finds those offered in the address again.
  const here = `/letters/new?${new URLSearchParams([["q", text], ["branch", branch.unitId], ...kept.map(({ reference }) => ["about", reference])])}`;
  return (
    <Page title={t("letters.new.title")} lead={t("letters.new.lead")}>
      <ErrorSummary errors={refused.errors} />
      {offered.length === 0 ? (
        <>
          <FilterBar label={t("letters.new.find")} submit={t("letters.new.search")} action="/letters/new">
            <TextField name="q" id="f-find" type="search" label={t("letters.new.find")} hint={t("letters.new.aboutHint")} defaultValue={text} />
          </FilterBar>
          <EmptyState icon="search" title={text === "" ? t("letters.new.findFirst") : t("letters.new.noneFound")} />
        </>
      ) : (
        <Form method="post" action={here} className="stack">
          <KeyField name="letter" />
          <input type="hidden" name="registerUnitId" value={branch.unitId} />
          <Card title={t("letters.new.about")} note={`${t("letters.new.register")}: ${branch.name}`}>
            <div className="form">
              <ChoiceField
                kind="checkbox"
                name="about"
                label={t("letters.new.found")}
                choices={offered.map((each) => ({ value: each.reference, label: each.name, hint: each.note }))}
                chosen={refused.code === null ? kept.map((each) => each.reference) : refused.values("about")}
                error={refused.error("about")}
                required
              />
              {found.length === 0 && text !== "" ? <p className="muted">{t("letters.new.noneFound")}</p> : null}
              <div className="form-row">
                <TextField name="q" id="f-find" type="search" label={t("letters.new.findMore")} hint={t("letters.new.findMoreHint")} />
              </div>
              <FormActions>
                <SubmitButton kind="plain" name="intent" value="find" icon="search">
                  {t("letters.new.search")}
                </SubmitButton>
              </FormActions>
            </div>
          </Card>
          <LetterFields refused={refused} typed={answer?.values ?? {}} />
          <FormActions>
            <SubmitButton name="intent" value="register">{t("letters.new.submit")}</SubmitButton>
          </FormActions>
        </Form>
      )}
    </Page>
  );
}

/** `typed` is what a search on the way brought along. */
function LetterFields({ refused, typed }: { refused: RefusedForm; typed: Told<unknown>["values"] }) {
  const t = useT(words);
  const said = (name: string, otherwise?: string) => {
    const text = typed[name];
    return typeof text === "string" ? text : refused.value(name, otherwise);
  };
  const field = (name: string) => ({ name, defaultValue: said(name), error: refused.error(name) });
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
            defaultValue={said("secrecy", "none")}
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
