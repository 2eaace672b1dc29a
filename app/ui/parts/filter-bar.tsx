import { Form, Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { form } from "#app/ui/words/form.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { Icon } from "./icon.tsx";

const words = { form };

/** Conditions on a list, kept in the address. `active` lists those that hold, each with the address without it. */
export function FilterBar(props: {
  /** The page that is filtered; the present one when left out. */
  action?: string | undefined;
  label: string;
  /** What the button says, where it searches rather than filters. */
  submit?: string | undefined;
  children: ReactNode;
  /** Parameters to carry along, as the sort order. */
  keep?: Readonly<Record<string, string>> | undefined;
  active?: readonly { readonly label: string; readonly removeHref: string }[] | undefined;
  clearHref?: string | undefined;
}) {
  const t = useT(words);
  return (
    <div className="filters no-print">
      <Form method="get" {...(props.action === undefined ? {} : { action: props.action })} aria-label={props.label}>
        {Object.entries(props.keep ?? {}).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {props.children}
        <button type="submit" className="button">
          {props.submit ?? t("form.filter")}
        </button>
      </Form>
      {props.active?.length ? (
        <ul className="chips">
          {props.active.map((condition) => (
            <li key={condition.label}>
              <Link className="chip" to={condition.removeHref} aria-label={t("form.removeFilter", { name: condition.label })}>
                {condition.label}
                <Icon name="close" size={14} />
              </Link>
            </li>
          ))}
          {props.clearHref ? (
            <li>
              <Link className="chip-clear" to={props.clearHref}>
                {t("form.clearFilter")}
              </Link>
            </li>
          ) : null}
        </ul>
      ) : null}
    </div>
  );
}
