import { Link } from "@remix-run/react";
import { Icon, type IconName } from "#app/ui/parts/icon.tsx";
import { useT } from "#app/ui/words/provider.tsx";
import { work } from "#app/ui/words/work.ts";

const words = { work };
const ICONS: Readonly<Record<string, IconName>> = { red: "warning", amber: "clock", plain: "check" };

type Code = Extract<keyof typeof work, `inbox.${string}`> extends `inbox.${infer C}` ? Exclude<C, "log"> : never;

/** What waits, one line each, the whole line a link. */
export function InboxList({ items }: { items: readonly { code: Code; count: number; href: string; tone: "red" | "amber" | "plain" }[] }) {
  const t = useT(words);
  return (
    <ul className="inbox">
      {items.map((item) => (
        <li key={item.code} data-tone={item.tone}>
          <Link to={item.href}>
            <Icon name={ICONS[item.tone] ?? "check"} />
            <span>{t(`work.inbox.${item.code}`, { count: item.count })}</span>
            <Icon name="chevronRight" size={16} />
          </Link>
        </li>
      ))}
    </ul>
  );
}
