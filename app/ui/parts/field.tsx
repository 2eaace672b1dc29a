import { type ReactNode, useContext } from "react";
import { form } from "#app/ui/words/form.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { WrongFieldsContext } from "./wrong-fields.ts";

const words = { form };

/** What every kind of field takes. Errors are sentences; the browser's own checks stay off (they speak its language, not the reader's). */
export type FieldProps = {
  readonly name: string;
  /** Also what the summary calls the field by. */
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly required?: boolean | undefined;
  /** Says "not required" beside the label, where most fields are. */
  readonly optional?: boolean | undefined;
  /** Only where one page shows the same name twice. */
  readonly id?: string | undefined;
};

/** The attributes of the control that Field wraps. */
export type Control = {
  readonly id: string;
  readonly name: string;
  readonly "aria-invalid": true | undefined;
  readonly "aria-required": true | undefined;
  readonly "aria-describedby": string | undefined;
};

/** The id of the control of a field, also where ErrorSummary points to. */
export const fieldId = (name: string): string => `f-${name.replace(/[^\w-]/g, "-")}`;

/** Which texts describe the control: error first, then hint. */
export function controlOf({ name, id = fieldId(name), error, hint, required }: FieldProps): Control {
  const described = [error ? `${id}-error` : "", hint ? `${id}-hint` : ""].filter(Boolean).join(" ");
  return {
    id,
    name,
    "aria-invalid": error ? true : undefined,
    "aria-required": required ? true : undefined,
    "aria-describedby": described || undefined,
  };
}

/** Label, hint and error around one control. Sized by `className`: short, medium or full (the default). */
export function Field(props: FieldProps & { className?: string | undefined; children: (control: Control) => ReactNode }) {
  const control = controlOf(props);
  return (
    <div className={["field", props.className ?? "", props.error ? "wrong" : ""].filter(Boolean).join(" ")}>
      <label htmlFor={control.id}>
        {props.label}
        <FieldMark required={props.required} optional={props.optional} />
      </label>
      <FieldHint id={control.id} hint={props.hint} />
      {props.children(control)}
      <FieldError {...props} id={control.id} />
    </div>
  );
}

export function FieldMark({ required, optional }: { required?: boolean | undefined; optional?: boolean | undefined }) {
  const t = useT(words);
  if (required) {
    return (
      <span className="required" aria-hidden="true" title={t("form.required")}>
        *
      </span>
    );
  }
  return optional ? <span className="optional"> ({t("form.optional")})</span> : null;
}

export function FieldHint({ id, hint }: { id: string; hint: ReactNode }) {
  return hint ? (
    <p className="hint" id={`${id}-hint`}>
      {hint}
    </p>
  ) : null;
}

export function FieldError({ id, name, label, error }: Pick<FieldProps, "name" | "label" | "error"> & { id: string }) {
  const summary = useContext(WrongFieldsContext);
  if (!error) return null;
  summary?.note(name, { id, label });
  return (
    <p className="error" id={`${id}-error`} data-field={name} data-label={label}>
      {error}
    </p>
  );
}
