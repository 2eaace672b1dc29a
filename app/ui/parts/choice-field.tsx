import type { ReactNode } from "react";
import { controlOf, FieldError, FieldHint, FieldMark, type FieldProps } from "./field.tsx";

export type Choice = { readonly value: string; readonly label: ReactNode; readonly hint?: ReactNode; readonly disabled?: boolean | undefined };

/** One of a few (radio) or any of a few (checkbox), all visible. */
export function ChoiceField(
  props: FieldProps & {
    kind: "radio" | "checkbox";
    choices: readonly Choice[];
    /** Values chosen at first; a radio takes at most one. */
    chosen?: readonly string[] | undefined;
    inline?: boolean | undefined;
  },
) {
  const { "aria-describedby": describedBy, "aria-invalid": invalid, id, name } = controlOf(props);
  return (
    <fieldset className={["field", "choices", props.inline ? "inline" : "", props.error ? "wrong" : ""].filter(Boolean).join(" ")} aria-describedby={describedBy}>
      <legend>
        {props.label}
        <FieldMark required={props.required} optional={props.optional} />
      </legend>
      <FieldHint id={id} hint={props.hint} />
      {props.choices.map((choice, index) => (
        <label key={choice.value} className="choice">
          {/* The first control carries the field's id: that is where an error in the summary leads. */}
          <input
            id={index === 0 ? id : undefined}
            type={props.kind}
            name={name}
            value={choice.value}
            defaultChecked={props.chosen?.includes(choice.value)}
            disabled={choice.disabled}
            aria-invalid={invalid}
          />
          <span>
            {choice.label}
            {choice.hint ? <span className="hint">{choice.hint}</span> : null}
          </span>
        </label>
      ))}
      <FieldError {...props} id={id} />
    </fieldset>
  );
}

/** One statement to agree to or not. */
export function CheckboxField(props: FieldProps & { value?: string | undefined; defaultChecked?: boolean | undefined }) {
  const control = controlOf(props);
  return (
    <div className={props.error ? "field wrong" : "field"}>
      <label className="choice">
        <input {...control} type="checkbox" value={props.value ?? "on"} defaultChecked={props.defaultChecked} />
        <span>
          {props.label}
          <FieldMark required={props.required} />
          {props.hint ? (
            <span className="hint" id={`${control.id}-hint`}>
              {props.hint}
            </span>
          ) : null}
        </span>
      </label>
      <FieldError {...props} id={control.id} />
    </div>
  );
}
