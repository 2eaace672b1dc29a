import { Link } from "@remix-run/react";
import type { ReactNode } from "react";

/** Views of the same thing, each with its own address. */
export function Tabs(props: {
  label: string;
  tabs: readonly { id?: string; href: string; label: ReactNode; count?: number | undefined; current: boolean }[];
}) {
  return (
    <nav className="tabs" aria-label={props.label}>
      {props.tabs.map((tab) => (
        <Link key={tab.id ?? tab.href} to={tab.href} aria-current={tab.current ? "page" : undefined} preventScrollReset>
          {tab.label}
          {tab.count === undefined ? null : <span className="count">{tab.count}</span>}
        </Link>
      ))}
    </nav>
  );
}
