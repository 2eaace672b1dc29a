import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import type { Verdict } from "#app/core/verdict.ts";
import { DISCIPLINE_KINDS } from "#app/core/vetting/eligibility.ts";
import { RELATION_KINDS } from "#app/core/vetting/relation.ts";
import { SLATE_POSTS } from "#app/core/vetting/slate.ts";
import { command, query } from "#app/http/door.server.ts";
import { dayField, id, oneOf, text, version } from "#app/http/fields.server.ts";
import { keepChosen } from "#app/http/kept.server.ts";
import { personFields } from "#app/http/person-fields.server.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { DataTable } from "#app/ui/parts/data-table.tsx";
import { DayField } from "#app/ui/parts/day-field.tsx";
import { DayText } from "#app/ui/parts/day-text.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { ErrorSummary } from "#app/ui/parts/error-summary.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { KeyField } from "#app/ui/parts/key-field.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { type Refusal, useRefused } from "#app/ui/parts/refused.ts";
import { SelectField } from "#app/ui/parts/select-field.tsx";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { TextField } from "#app/ui/parts/text-field.tsx";
import { PersonFieldset, PersonRace } from "#app/ui/personnel/person-fields.tsx";
import { Relatives } from "#app/ui/personnel/relatives.tsx";
import { form } from "#app/ui/words/form.ts";
import { vetting } from "#app/ui/words/vetting.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { declareRelative, removeDeclaredRelative } from "#app/usecases/declare-relative.server.ts";
import { editPerson, keepDiscipline } from "#app/usecases/edit-person.server.ts";
import { showPerson } from "#app/usecases/show-person.server.ts";

const words = { vetting, form };
const Place = z.object({ personId: z.uuid() });

export const loader = query({ access: { view: "nominees" }, params: Place, search: z.object({ relative: z.string().max(100).catch("") }) }, (errand, { scope, params, search }) =>
  showPerson(errand, scope, params.personId, search.relative),
);

const Intents = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("edit"), version: version(), ...personFields }),
  z.object({ intent: z.literal("discipline"), version: version(), kind: oneOf(DISCIPLINE_KINDS), decidedOn: dayField(), document: text(120) }),
  z.object({ intent: z.literal("remove"), version: version(), remove: id() }),
  z.object({ intent: z.literal("relative"), version: version(), relativeId: id(), relation: oneOf(RELATION_KINDS) }),
  z.object({ intent: z.literal("removeRelative"), version: version(), relativeId: id() }),
]);
const Fields = z.preprocess(keepChosen, Intents);

export const action = command(
  { access: { deed: "person.edit" }, once: true, params: Place, form: Fields },
  async (errand, { params: { personId }, input }): Promise<Verdict<{ personId: string }, string>> => {
    if (input.intent === "relative") return declareRelative(errand, { personId, version: input.version, relativeId: input.relativeId, kind: input.relation });
    if (input.intent === "removeRelative") return removeDeclaredRelative(errand, { personId, version: input.version, relativeId: input.relativeId });
    if (input.intent === "discipline") return keepDiscipline(errand, { personId, version: input.version, kind: input.kind, decidedOn: input.decidedOn, document: input.document });
    if (input.intent === "remove") return keepDiscipline(errand, { personId, version: input.version, remove: input.remove });
    const { fullName, sex, bornOn, joinedOn, officialOn, presentPost, inPostSince, onPlanningList } = input;
    return editPerson(errand, { personId, version: input.version, fields: { fullName, sex, bornOn, joinedOn, officialOn, post: presentPost, inPostSince, onPlanningList } });
  },
  (_value, { params }) => `/personnel/persons/${params.personId}?notice=personSaved`,
);

type Shown = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Person() {
  const { person, nominations, relatives, found, text: looked } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>();
  const of = (intent: string): Refusal | undefined => (refusal?.values["intent"] === intent ? refusal : undefined);
  const refused = useRefused(refusal, words);
  const edited = useRefused(of("edit"), words);
  const t = useT(words);
  return (
    <Page title={t("vetting.person.title", { name: person.fullName })} lead={t("vetting.person.lead")}>
      <ErrorSummary errors={refused.errors} />
      <Card title={t("vetting.person.data")} note={person.unitName}>
        <Form method="post" className="form" key={person.version}>
          <KeyField name="edit" />
          <input type="hidden" name="intent" value="edit" />
          <input type="hidden" name="version" value={person.version} />
          <PersonRace person={person} refused={edited} />
          <PersonFieldset person={person} refused={edited} />
          <FormActions>
            <SubmitButton>{t("form.save")}</SubmitButton>
          </FormActions>
        </Form>
      </Card>
      <Nominations rows={nominations} />
      <Disciplines person={person} refusal={of("discipline")} />
      <Relatives version={person.version} relatives={relatives} found={found} text={looked} refusal={of("relative")} />
    </Page>
  );
}

function Nominations({ rows }: { rows: Shown["nominations"] }) {
  const t = useT(words);
  return (
    <Card title={t("vetting.person.nominations")} flush>
      <DataTable
        caption={t("vetting.person.nominations")}
        hideCaption
        rows={rows}
        rowKey={(row) => row.nomineeId}
        empty={<EmptyState icon="people" title={t("vetting.person.noNominations")} />}
        columns={[
          { key: "post", title: t("vetting.post"), heading: true, cell: (row) => <Link to={`/personnel/nominees/${row.nomineeId}`}>{t(`vetting.post.${SLATE_POSTS.find((post) => post === row.post) ?? "delegate"}`)}</Link> },
          { key: "unit", title: t("vetting.unit"), cell: (row) => <Link to={`/personnel/slates/${row.congressId}`}>{row.unitName}</Link> },
        ]}
      />
    </Card>
  );
}

function Disciplines({ person, refusal }: { person: Shown["person"]; refusal: Refusal | undefined }) {
  const t = useT(words);
  const refused = useRefused(refusal, words);
  return (
    <Card title={t("vetting.person.disciplines")}>
      <div className="stack">
        {person.disciplines.length === 0 ? (
          <p className="muted">{t("vetting.person.noDisciplines")}</p>
        ) : (
          <DataTable
            caption={t("vetting.person.disciplines")}
            hideCaption
            rows={person.disciplines}
            rowKey={(row) => row.id}
            columns={[
              { key: "kind", title: t("vetting.person.disciplineKind"), heading: true, cell: (row) => t(`vetting.discipline.${row.kind}`) },
              { key: "on", title: t("vetting.person.decidedOn"), cell: (row) => <DayText day={row.decidedOn} weekday="none" /> },
              { key: "document", title: t("vetting.person.document"), cell: (row) => row.document },
              {
                key: "remove",
                title: t("form.remove"),
                quiet: true,
                align: "end",
                cell: (row) => (
                  <Form method="post">
                    <KeyField name={`remove-${row.id}`} />
                    <input type="hidden" name="intent" value="remove" />
                    <input type="hidden" name="version" value={person.version} />
                    <input type="hidden" name="remove" value={row.id} />
                    <SubmitButton kind="plain">{t("form.remove")}</SubmitButton>
                  </Form>
                ),
              },
            ]}
          />
        )}
        <Form method="post" className="form no-print">
          <KeyField name="discipline" />
          <input type="hidden" name="intent" value="discipline" />
          <input type="hidden" name="version" value={person.version} />
          <div className="form-row">
            <SelectField name="kind" label={t("vetting.person.disciplineKind")} options={DISCIPLINE_KINDS.map((kind) => ({ value: kind, label: t(`vetting.discipline.${kind}`) }))} defaultValue={refused.value("kind")} error={refused.error("kind")} required />
            <DayField name="decidedOn" label={t("vetting.person.decidedOn")} defaultValue={refused.value("decidedOn")} error={refused.error("decidedOn")} required />
            <TextField name="document" label={t("vetting.person.document")} size="short" defaultValue={refused.value("document")} error={refused.error("document")} required />
          </div>
          <FormActions>
            <SubmitButton kind="plain">{t("vetting.person.addDiscipline")}</SubmitButton>
          </FormActions>
        </Form>
      </div>
    </Card>
  );
}
