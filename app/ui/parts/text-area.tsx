import { Field, type FieldProps } from "./field.tsx";

/** Several lines of text. */
export function TextArea(props: FieldProps & { rows?: number | undefined; defaultValue?: string | undefined; maxLength?: number | undefined }) {
  return (
    <Field {...props}>
      {(control) => <textarea {...control} rows={props.rows ?? 3} defaultValue={props.defaultValue} maxLength={props.maxLength} />}
    </Field>
  );
}
