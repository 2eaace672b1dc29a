import type { ReactNode } from "react";

/** Facts about one thing, label beside value. */
export function DefinitionList({ items }: { items: readonly { key: string; term: ReactNode; value: ReactNode }[] }) {
  return (
    <dl className="facts">
      {items.map((item) => (
        <div key={item.key}>
          <dt>{item.term}</dt>
          <dd>{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
