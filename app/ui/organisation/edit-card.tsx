import { Form } from "@remix-run/react";
import { Card } from "#app/ui/parts/card.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { KeyField } from "#app/ui/parts/key-field.tsx";
import { Race, type RaceField } from "#app/ui/parts/race.tsx";
import type { RefusedForm } from "#app/ui/parts/refused.ts";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { TextField } from "#app/ui/parts/text-field.tsx";
import { form } from "#app/ui/words/form.ts";
import { useT } from "#app/ui/words/provider.tsx";

const words = { form };

type EditField = RaceField & { readonly required?: boolean; readonly numeric?: boolean };

/** Edits a few lines of text of something that has a version. */
export function EditCard(props: { title: string; version: number; fields: readonly EditField[]; refused: RefusedForm }) {
  const t = useT(words);
  const { refused, fields } = props;
  const version = refused.version(props.version);
  return (
    <div className="no-print">
      <Card title={props.title}>
        {/* A value chosen after a lost race takes the place of the typed one. */}
        <Form method="post" className="form" key={`${version} ${refused.code ?? ""}`}>
          <KeyField name="edit" />
          <input type="hidden" name="intent" value="edit" />
          <input type="hidden" name="version" value={version} />
          <Race lost={refused.code === "movedMeanwhile"} fields={fields} refused={refused} />
          {fields.map(({ name, label, now, required, numeric }) => (
            <TextField
              key={name}
              name={name}
              label={label}
              defaultValue={refused.value(name, now)}
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
    </div>
  );
}
