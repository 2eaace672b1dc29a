import { Link } from "@remix-run/react";
import { parts } from "#app/ui/words/parts.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { Icon } from "./icon.tsx";

const words = { parts };

/** Earlier and later pages of a list, by cursor or by number; nothing when there is only one. */
export function Pager(props: {
  previousHref?: string | undefined;
  nextHref?: string | undefined;
  page?: number | undefined;
  pages?: number | undefined;
  /** Where we are in words ("1–50 of 1,500"), instead of page numbers. */
  position?: string | undefined;
}) {
  const t = useT(words);
  if (!props.previousHref && !props.nextHref) return null;
  return (
    <nav className="pager" aria-label={t("parts.pager.label")}>
      <Step to={props.previousHref} rel="prev">
        <Icon name="chevronLeft" size={16} />
        {t("parts.pager.previous")}
      </Step>
      <span className="pager-position">{props.position ?? numbered(t, props.page, props.pages)}</span>
      <Step to={props.nextHref} rel="next">
        {t("parts.pager.next")}
        <Icon name="chevronRight" size={16} />
      </Step>
    </nav>
  );
}

function numbered(t: ReturnType<typeof useT<typeof words>>, page?: number, pages?: number): string | null {
  if (page === undefined) return null;
  return pages === undefined ? t("parts.pager.page", { page }) : t("parts.pager.of", { page, pages });
}

function Step({ to, rel, children }: { to: string | undefined; rel: "prev" | "next"; children: React.ReactNode }) {
  if (to === undefined) {
    return (
      <span className="button quiet" aria-disabled="true">
        {children}
      </span>
    );
  }
  return (
    <Link className="button quiet" to={to} rel={rel}>
      {children}
    </Link>
  );
}
