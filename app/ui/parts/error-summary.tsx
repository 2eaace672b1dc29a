import { useActionData } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { form } from "#app/ui/words/form.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { fieldId } from "./field.tsx";
import { Icon } from "./icon.tsx";
import { useWrongFields } from "./wrong-fields.ts";

const words = { form };

/**
 * Everything to correct in a form, each line naming its field and leading to it. With JavaScript it takes the focus when it appears.
 * `field` is the field's name; a problem of the whole form has none.
 */
export function ErrorSummary(props: { errors: readonly { readonly field?: string | undefined; readonly message: string }[]; title?: string | undefined }) {
  const t = useT(words);
  const box = useRef<HTMLDivElement>(null);
  const { errors } = props;
  const fields = useWrongFields();
  const answer = useActionData();
  const wrong = errors.length > 0;
  // Once for each answer: who has begun to correct is not called back when the page is drawn again.
  useEffect(() => {
    if (wrong) box.current?.focus();
  }, [answer, wrong]);
  if (errors.length === 0) return null;
  const listed = errors.filter((error) => error.message !== props.title);
  return (
    <div className="notice error" role="alert" tabIndex={-1} ref={box}>
      <Icon name="warning" />
      <div>
        <strong>{props.title ?? t("form.error.summary", { count: errors.length })}</strong>
        <ul className="error-list" hidden={listed.length === 0}>
          {listed.map((error) => (
            <li key={`${error.field ?? ""}:${error.message}`}>
              {error.field === undefined ? error.message : <FieldLink name={error.field} message={error.message} field={fields[error.field]} />}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function FieldLink({ name, message, field }: { name: string; message: string; field: { readonly id: string; readonly label: string } | undefined }) {
  const t = useT(words);
  if (field === undefined) return <a href={`#${fieldId(name)}`}>{message}</a>;
  const label = field.label.replace(/[?:]$/u, "");
  // The sentence goes on behind the field's name.
  return <a href={`#${field.id}`}>{t("form.error.ofField", { field: label, message: message.charAt(0).toLowerCase() + message.slice(1) })}</a>;
}
