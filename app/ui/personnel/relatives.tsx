import { Form, Link } from "@remix-run/react";
import { formatDay, type Day } from "#app/core/time/day.ts";
import { RELATION_KINDS, type RelationKind } from "#app/core/vetting/relation.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { ChoiceField } from "#app/ui/parts/choice-field.tsx";
import { DataTable } from "#app/ui/parts/data-table.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { KeyField } from "#app/ui/parts/key-field.tsx";
import { type Refusal, useRefused } from "#app/ui/parts/refused.ts";
import { SelectField } from "#app/ui/parts/select-field.tsx";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { TextField } from "#app/ui/parts/text-field.tsx";
import { form } from "#app/ui/words/form.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { vetting } from "#app/ui/words/vetting.ts";

const words = { vetting, form };

type Relative = { readonly id: string; readonly name: string; readonly kind: RelationKind; readonly post: string | null; readonly unitName: string };
type FoundPerson = { readonly id: string; readonly name: string; readonly post: string | null; readonly bornOn: Day | null; readonly unitName: string };

/** The declared relatives of a person, each to be taken out, and the search for one more. */
export function Relatives(props: { version: number; relatives: readonly Relative[]; found: readonly FoundPerson[]; text: string; refusal: Refusal | undefined }) {
  const t = useT(words);
  const { version, relatives, found, text } = props;
  return (
    <Card id="relatives" title={t("vetting.person.relatives")} note={t("vetting.person.relativesNote")}>
      <div className="stack">
        {relatives.length === 0 ? (
          <p className="muted">{t("vetting.person.noRelatives")}</p>
        ) : (
          <DataTable
            caption={t("vetting.person.relatives")}
            hideCaption
            rows={relatives}
            rowKey={(row) => row.id}
            columns={[
              { key: "name", title: t("vetting.name"), heading: true, cell: (row) => <Link to={`/personnel/persons/${row.id}`}>{row.name}</Link> },
              { key: "kind", title: t("vetting.person.relationKind"), cell: (row) => t(`vetting.relation.${row.kind}`) },
              { key: "unit", title: t("vetting.presentPost"), cell: (row) => [row.post, row.unitName].filter(Boolean).join(" · ") },
              {
                key: "remove",
                title: t("form.remove"),
                quiet: true,
                align: "end",
                cell: (row) => (
                  <Form method="post">
                    <KeyField name={`kin-${row.id}`} />
                    <input type="hidden" name="intent" value="removeRelative" />
                    <input type="hidden" name="version" value={version} />
                    <input type="hidden" name="relativeId" value={row.id} />
                    <SubmitButton kind="plain">
                      {t("form.remove")}
                      <span className="visually-hidden">: {row.name}</span>
                    </SubmitButton>
                  </Form>
                ),
              },
            ]}
          />
        )}
        <Form method="get" action="#relatives" className="form no-print" preventScrollReset>
          <TextField name="relative" type="search" size="medium" label={t("vetting.person.findRelative")} defaultValue={text} />
          <FormActions>
            <button type="submit" className="button">
              {t("form.search")}
            </button>
          </FormActions>
        </Form>
        {found.length > 0 ? <AddForm version={version} found={found} refusal={props.refusal} /> : text === "" ? null : <p className="muted">{t("vetting.person.noneFound")}</p>}
      </div>
    </Card>
  );
}

function AddForm({ version, found, refusal }: { version: number; found: readonly FoundPerson[]; refusal: Refusal | undefined }) {
  const t = useT(words);
  const refused = useRefused(refusal, words);
  return (
    <Form method="post" className="form no-print">
      <KeyField name="relative" />
      <input type="hidden" name="intent" value="relative" />
      <input type="hidden" name="version" value={version} />
      <ChoiceField
        kind="radio"
        name="relativeId"
        label={t("vetting.add.found")}
        choices={found.map((each) => ({ value: each.id, label: each.name, hint: personHint(t("vetting.add.born", { day: each.bornOn === null ? "" : formatDay(each.bornOn) }), each) }))}
        chosen={refused.values("relativeId")}
        error={refused.error("relativeId")}
        required
      />
      <SelectField
        name="relation"
        label={t("vetting.person.relationKind")}
        size="medium"
        options={RELATION_KINDS.map((kind) => ({ value: kind, label: t(`vetting.relation.${kind}`) }))}
        defaultValue={refused.value("relation")}
        error={refused.error("relation")}
        required
      />
      <FormActions>
        <SubmitButton kind="plain">{t("vetting.person.addRelative")}</SubmitButton>
      </FormActions>
    </Form>
  );
}

/** What tells persons of one name apart. */
const personHint = (born: string, { bornOn, post, unitName }: FoundPerson): string => [bornOn === null ? "" : born, post ?? "", unitName].filter(Boolean).join(" · ");
