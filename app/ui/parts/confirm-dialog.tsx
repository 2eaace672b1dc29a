import { Link } from "@remix-run/react";
import { useId, useRef, type ReactNode } from "react";
import { form } from "#app/ui/words/form.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { Icon, type IconName } from "./icon.tsx";

const words = { form };

/**
 * Asks before something grave. `href` is the page that asks the same without JavaScript; with it, the native dialog
 * opens in place and `children` is the whole form (with its SubmitButton).
 */
export function ConfirmDialog(props: {
  trigger: ReactNode;
  href: string;
  title: ReactNode;
  icon?: IconName | undefined;
  kind?: "primary" | "plain" | "danger" | undefined;
  children: ReactNode;
}) {
  const t = useT(words);
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  return (
    <>
      <Link
        className={`button ${props.kind ?? "plain"}`}
        to={props.href}
        onClick={(event) => {
          const plainClick = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
          if (!plainClick || !dialog.current) return;
          event.preventDefault();
          dialog.current.showModal();
        }}
      >
        {props.icon ? <Icon name={props.icon} /> : null}
        {props.trigger}
      </Link>
      <dialog ref={dialog} className="dialog" aria-labelledby={titleId}>
        <div className="dialog-head">
          <h2 id={titleId}>{props.title}</h2>
          <button type="button" className="button icon-only quiet" aria-label={t("form.close")} onClick={() => dialog.current?.close()}>
            <Icon name="close" />
          </button>
        </div>
        {props.children}
      </dialog>
    </>
  );
}
