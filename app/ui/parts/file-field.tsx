import { Field, type FieldProps } from "./field.tsx";

/** A file to upload; the form around it needs encType="multipart/form-data". */
export function FileField(props: FieldProps & { accept: string }) {
  return <Field {...props}>{(control) => <input {...control} type="file" accept={props.accept} />}</Field>;
}
