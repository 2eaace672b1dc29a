import type { HTMLInputAutoCompleteAttribute } from "react";
import { Field, type FieldProps } from "./field.tsx";

/** One line of text, a number, a password, a document number… */
export function TextField(
  props: FieldProps & {
    type?: "text" | "password" | "email" | "tel" | "search" | undefined;
    /** "numeric" brings the digits of a phone's keyboard. */
    inputMode?: "text" | "numeric" | "decimal" | undefined;
    size?: "short" | "medium" | "full" | undefined;
    defaultValue?: string | number | undefined;
    placeholder?: string | undefined;
    autoComplete?: HTMLInputAutoCompleteAttribute | undefined;
    maxLength?: number | undefined;
  },
) {
  return (
    <Field {...props} className={props.size}>
      {(control) => (
        <input
          {...control}
          type={props.type ?? "text"}
          inputMode={props.inputMode}
          defaultValue={props.defaultValue}
          placeholder={props.placeholder}
          autoComplete={props.autoComplete ?? "off"}
          maxLength={props.maxLength}
        />
      )}
    </Field>
  );
}
