import { form } from "#app/ui/words/form.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { Field, type FieldProps } from "./field.tsx";

const words = { form };

export type Option = { readonly value: string; readonly label: string; readonly disabled?: boolean | undefined };

/** One of a list. `blank` is the line that chooses nothing: its text, or false for none. */
export function SelectField(
  props: FieldProps & {
    options: readonly Option[];
    defaultValue?: string | undefined;
    blank?: string | false | undefined;
    size?: "short" | "medium" | "full" | undefined;
  },
) {
  const t = useT(words);
  return (
    <Field {...props} className={props.size}>
      {(control) => (
        <select {...control} defaultValue={props.defaultValue ?? (props.blank === false ? undefined : "")}>
          {props.blank === false ? null : <option value="">{props.blank ?? t("form.choose")}</option>}
          {props.options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
