import { Form, Link } from "@remix-run/react";
import { Icon } from "#app/ui/parts/icon.tsx";
import { Menu } from "#app/ui/parts/menu.tsx";
import { useLocale, useT } from "#app/ui/words/provider.tsx";
import { shell } from "#app/ui/words/shell.ts";
import { LOCALES } from "#app/ui/words/words.ts";

const words = { shell };
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export type Account = {
  readonly name: string;
  /** Roles and branch in a line. */
  readonly note?: string | undefined;
  readonly theme: Theme;
  /** Takes POST `locale` or `theme`, and `returnTo`. */
  readonly preferencesAction: string;
  readonly sessionsHref: string;
  readonly passwordHref?: string | undefined;
  /** Takes POST. */
  readonly signOutAction: string;
  readonly returnTo: string;
};

/** Language, theme, sessions and the way out, behind the person's name. */
export function AccountMenu({ account }: { account: Account }) {
  const t = useT(words);
  return (
    <Menu
      className="account"
      label={t("shell.accountOf", { name: account.name })}
      summary={
        <>
          <Icon name="user" />
          <span className="account-name">{account.name}</span>
          <Icon name="chevronDown" size={14} />
        </>
      }
    >
      <p className="account-who">
        <strong>{account.name}</strong>
        {account.note ? <span className="small muted">{account.note}</span> : null}
      </p>
      <Preferences action={account.preferencesAction} returnTo={account.returnTo} theme={account.theme} />
      <ul className="menu-links">
        <li>
          <Link to={account.sessionsHref}>
            <Icon name="lock" />
            {t("shell.sessions")}
          </Link>
        </li>
        {account.passwordHref ? (
          <li>
            <Link to={account.passwordHref}>
              <Icon name="gear" />
              {t("shell.password")}
            </Link>
          </li>
        ) : null}
        <li>
          <Form method="post" action={account.signOutAction}>
            <button type="submit">
              <Icon name="signOut" />
              {t("shell.signOut")}
            </button>
          </Form>
        </li>
      </ul>
    </Menu>
  );
}

/** Language and theme as two rows of buttons; every button is a form of its own value, so it needs no JavaScript. */
export function Preferences({ action, returnTo, theme }: { action: string; returnTo: string; theme?: Theme | undefined }) {
  const t = useT(words);
  const locale = useLocale();
  return (
    <Form method="post" action={action} className="preferences">
      <input type="hidden" name="returnTo" value={returnTo} />
      <fieldset className="segments">
        <legend>{t("shell.language")}</legend>
        {LOCALES.map((each) => (
          <button key={each} type="submit" name="locale" value={each} lang={each} aria-pressed={each === locale}>
            {t(`shell.language.${each}`)}
          </button>
        ))}
      </fieldset>
      {theme === undefined ? null : (
        <fieldset className="segments">
          <legend>{t("shell.theme")}</legend>
          {THEMES.map((each) => (
            <button key={each} type="submit" name="theme" value={each} aria-pressed={each === theme}>
              {t(`shell.theme.${each}`)}
            </button>
          ))}
        </fieldset>
      )}
    </Form>
  );
}
