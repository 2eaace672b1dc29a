import type { ReactNode } from "react";
import { Icon } from "#app/ui/parts/icon.tsx";
import { useT } from "#app/ui/words/provider.tsx";
import { shell } from "#app/ui/words/shell.ts";
import { Preferences, type Theme } from "./account-menu.tsx";

const words = { shell };

/** The frame before the sign-in: sign-in, first run, errors. One column, the product's name, the language. */
export function BareShell(props: {
  preferences?: { readonly action: string; readonly returnTo: string; readonly theme?: Theme | undefined } | undefined;
  /** Room for a long form (the first run). */
  wide?: boolean | undefined;
  children: ReactNode;
}) {
  const t = useT(words);
  return (
    <div className={props.wide ? "bare wide" : "bare"}>
      <a className="skip" href="#main">
        {t("shell.skip")}
      </a>
      <header className="bare-head">
        <span className="brand">
          <span className="brand-mark">
            <Icon name="calendar" size={16} />
          </span>
          {t("shell.product")}
        </span>
      </header>
      <main id="main" tabIndex={-1}>
        {props.children}
      </main>
      {props.preferences ? (
        <footer className="bare-foot">
          <Preferences {...props.preferences} />
        </footer>
      ) : null}
    </div>
  );
}
