import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { parts } from "#app/ui/words/parts.ts";
import { useT } from "#app/ui/words/provider.tsx";

const words = { parts };

export type Sort = { readonly href: string; readonly direction?: "ascending" | "descending" | undefined };

/** A column's title as the link that sorts by it; DataTable sets `aria-sort` on the cell. */
export function SortHeader({ sort, children }: { sort: Sort; children: ReactNode }) {
  const t = useT(words);
  const mark = sort.direction === "ascending" ? "↑" : sort.direction === "descending" ? "↓" : "↕";
  return (
    <Link className="sort" to={sort.href} preventScrollReset>
      {children}
      <span aria-hidden="true" className={sort.direction ? "sort-mark on" : "sort-mark"}>
        {mark}
      </span>
      <span className="visually-hidden">, {t(sort.direction ? `parts.sort.${sort.direction}` : "parts.sort.by")}</span>
    </Link>
  );
}
