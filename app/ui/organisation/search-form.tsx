import { Form } from "@remix-run/react";
import { TextField } from "#app/ui/parts/text-field.tsx";
import { form } from "#app/ui/words/form.ts";
import { useT } from "#app/ui/words/provider.tsx";

const words = { form };

/** One text to look for, kept in the address. */
export function SearchForm(props: {
  action: string;
  name: string;
  label: string;
  hint?: string | undefined;
  text: string;
  keep?: Readonly<Record<string, string>> | undefined;
}) {
  const t = useT(words);
  return (
    <div className="filters no-print">
      <Form method="get" action={props.action} aria-label={props.label}>
        {Object.entries(props.keep ?? {}).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <TextField name={props.name} type="search" label={props.label} defaultValue={props.text} />
        <button type="submit" className="button">
          {t("form.search")}
        </button>
      </Form>
      {props.hint ? <p className="small muted">{props.hint}</p> : null}
    </div>
  );
}
