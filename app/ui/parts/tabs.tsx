import { Link } from "@remix-run/react";
import { type ReactNode, useEffect, useRef } from "react";
import { useLocale } from "#app/ui/words/provider.tsx";

/** Views of the same thing, each with its own address. On a narrow screen they scroll sideways; the current one is in sight. */
export function Tabs(props: {
  label: string;
  tabs: readonly { id?: string; href: string; label: ReactNode; count?: number | undefined; current: boolean }[];
}) {
  const row = useRef<HTMLElement>(null);
  const current = props.tabs.find((tab) => tab.current)?.href;
  useEffect(() => {
    const tab = row.current?.querySelector<HTMLElement>("[aria-current]");
    if (row.current && tab) row.current.scrollLeft = tab.offsetLeft - row.current.offsetLeft - 24;
  }, [current]);
  const locale = useLocale();
  return (
    <nav className="tabs" aria-label={props.label} ref={row}>
      {props.tabs.map((tab) => (
        <Link key={tab.id ?? tab.href} to={tab.href} aria-current={tab.current ? "page" : undefined} preventScrollReset>
          {tab.label}
          {tab.count === undefined ? null : <span className="count">{tab.count.toLocaleString(locale)}</span>}
        </Link>
      ))}
    </nav>
  );
}
