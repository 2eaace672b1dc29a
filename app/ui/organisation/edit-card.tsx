import { Form } from "@remix-run/react";
import { Card } from "#app/ui/parts/card.tsx";
import { Diff } from "#app/ui/parts/diff.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { KeyField } from "#app/ui/parts/key-field.tsx";
import type { RefusedForm } from "#app/ui/parts/refused.ts";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { TextField } from "#app/ui/parts/text-field.tsx";
import { form } from "#app/ui/words/form.ts";
import { useT } from "#app/ui/words/provider.tsx";

const words = { form };

export type EditField = {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly required?: boolean;
  readonly numeric?: boolean;
};

/** Edits a few lines of text of something that has a version; a lost race shows the three values of each. */
export function EditCard(props: { title: string; version: number; fields: readonly EditField[]; refused: RefusedForm }) {
  const t = useT(words);
  const { refused, fields } = props;
  const differing = refused.code === "movedMeanwhile" ? fields.filter(({ name, value }) => (refused.value(name) ?? "") !== value) : [];
  return (
    <Card title={props.title}>
      <Form method="post" className="form no-print">
        <KeyField name="edit" />
        <input type="hidden" name="intent" value="edit" />
        <input type="hidden" name="version" value={props.version} />
        {fields.map(({ name, value }) => (
          <input key={name} type="hidden" name={`was.${name}`} value={value} />
        ))}
        {differing.length > 0 ? (
          <>
            <Diff
              differences={differing.map(({ name, label, value }) => ({
                field: name,
                label,
                before: refused.value(`was.${name}`) ?? "",
                theirs: value,
                mine: refused.value(name) ?? "",
              }))}
            />
            {differing.map(({ name, value }) => (
              <input key={name} type="hidden" name={`theirs.${name}`} value={value} />
            ))}
          </>
        ) : null}
        {fields.map(({ name, label, value, required, numeric }) => (
          <TextField
            key={name}
            name={name}
            label={label}
            defaultValue={refused.value(name, value)}
            error={refused.error(name)}
            required={required}
            optional={!required}
            {...(numeric ? { inputMode: "numeric", size: "short" } : {})}
          />
        ))}
        <FormActions>
          <SubmitButton kind="plain">{t("form.save")}</SubmitButton>
        </FormActions>
      </Form>
    </Card>
  );
}
