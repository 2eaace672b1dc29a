import { Form, Link } from "@remix-run/react";
import { Icon } from "#app/ui/parts/icon.tsx";
import { Menu } from "#app/ui/parts/menu.tsx";
import { TypeAhead } from "#app/ui/parts/type-ahead.tsx";
import { useT } from "#app/ui/words/provider.tsx";
import { shell } from "#app/ui/words/shell.ts";

const words = { shell };

export type Branch = {
  readonly name: string;
  /** GET with `q`: a page that lists matching branches to choose from. Without it the branch cannot be changed. */
  readonly pickHref?: string | undefined;
  /** Answers the type-ahead (see TypeAhead); every suggestion has the `href` of this page in that branch. */
  readonly suggestUrl?: string | undefined;
  /** Branches one is likely to want: the ones above, beside and last used. */
  readonly near?: readonly { readonly id: string; readonly name: string; readonly note?: string | undefined; readonly href: string }[] | undefined;
};

/** The branch that everything on the page is about, always in sight, and the way to another. */
export function BranchPicker({ branch }: { branch: Branch }) {
  const t = useT(words);
  // Who administers the installation has no branch.
  if (branch.name === "") return null;
  if (branch.pickHref === undefined) {
    return (
      <span className="branch fixed">
        <span className="visually-hidden">{t("shell.branch")}: </span>
        <span className="branch-name">{branch.name}</span>
      </span>
    );
  }
  return (
    <Menu
      className="branch"
      summary={
        <>
          <span className="visually-hidden">{t("shell.changeBranch")}: </span>
          <span className="branch-name">{branch.name}</span>
          <Icon name="chevronDown" size={14} />
        </>
      }
    >
      <Form method="get" action={branch.pickHref} className="branch-search">
        {branch.suggestUrl === undefined ? (
          <input type="search" name="q" aria-label={t("shell.findBranch")} placeholder={t("shell.findBranch")} />
        ) : (
          <TypeAhead name="q" url={branch.suggestUrl} label={t("shell.findBranch")} placeholder={t("shell.findBranch")} />
        )}
        <button type="submit" className="button icon-only" aria-label={t("shell.findBranch")}>
          <Icon name="search" />
        </button>
      </Form>
      {branch.near?.length ? (
        <ul className="menu-links">
          {branch.near.map((unit) => (
            <li key={unit.id}>
              <Link to={unit.href}>
                {unit.name}
                {unit.note ? <span className="small muted">{unit.note}</span> : null}
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
      <Link className="menu-foot" to={branch.pickHref}>
        <Icon name="tree" size={16} />
        {t("shell.allBranches")}
      </Link>
    </Menu>
  );
}
