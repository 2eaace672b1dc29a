import { Form, Link, useLocation } from "@remix-run/react";
import { useEffect, useRef, type ReactNode } from "react";
import { formatDay, type Day } from "#app/core/time/day.ts";
import { Icon } from "#app/ui/parts/icon.tsx";
import { TypeAhead } from "#app/ui/parts/type-ahead.tsx";
import { useT } from "#app/ui/words/provider.tsx";
import { shell } from "#app/ui/words/shell.ts";
import { AccountMenu, type Account } from "./account-menu.tsx";
import { BranchPicker, type Branch } from "./branch-picker.tsx";
import type { Place } from "./places.ts";
import { Rail } from "./rail.tsx";

const words = { shell };

/** The frame of every page behind the sign-in: rail, top bar, content. */
export function Shell(props: {
  places: readonly Place[];
  branch: Branch;
  /** The planning day; `simulated` shows it in the banner. */
  today: Day;
  simulated: boolean;
  /** `href` is the page that takes GET `q`; `suggestUrl` answers the type-ahead. */
  search: { readonly href: string; readonly suggestUrl?: string | undefined; readonly text?: string | undefined };
  account: Account;
  children: ReactNode;
}) {
  const t = useT(words);
  const day = formatDay(props.today);
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {t("shell.skip")}
      </a>
      <Rail places={props.places} />
      <div className="sheet">
        <header className="top">
          <BranchPicker branch={props.branch} />
          {props.simulated ? (
            <span className="banner">
              <Icon name="clock" size={15} />
              {t("shell.simulatedDay", { day })}
            </span>
          ) : null}
          <Search {...props.search} />
          <Link className="button quiet icon-only search-link" to={props.search.href} aria-label={t("shell.search")}>
            <Icon name="search" />
          </Link>
          <AccountMenu account={props.account} />
        </header>
        <p className="print-only print-head">{t("shell.printed", { product: t("shell.product"), branch: props.branch.name, day })}</p>
        <Main>{props.children}</Main>
      </div>
    </div>
  );
}

function Search({ href, suggestUrl, text }: { href: string; suggestUrl?: string | undefined; text?: string | undefined }) {
  const t = useT(words);
  return (
    <Form method="get" action={href} className="search" aria-label={t("shell.search")}>
      <Icon name="search" size={16} />
      {suggestUrl === undefined ? (
        <input type="search" name="q" defaultValue={text} aria-label={t("shell.searchFor")} placeholder={t("shell.searchFor")} />
      ) : (
        <TypeAhead name="q" url={suggestUrl} defaultText={text} label={t("shell.searchFor")} placeholder={t("shell.searchFor")} />
      )}
    </Form>
  );
}

/** After a move within the application the new page's title takes the focus, as a browser would on its own. */
function Main({ children }: { children: ReactNode }) {
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    document.getElementById("title")?.focus({ preventScroll: true });
  }, [pathname]);
  return (
    <main id="main" tabIndex={-1}>
      {children}
    </main>
  );
}
