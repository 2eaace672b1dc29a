import { Tabs } from "#app/ui/parts/tabs.tsx";
import { access } from "#app/ui/words/access.ts";
import { useT } from "#app/ui/words/provider.tsx";

const words = { access };

/** Accounts and grants lie side by side; the administrator makes the ones, planner and secretary the others. */
export function AdministrationTabs({ current, makesAccounts, links = false }: { current: "accounts" | "grants" | "link"; makesAccounts: boolean; links?: boolean }) {
  const t = useT(words);
  const tabs = [
    ...(makesAccounts ? [{ id: "accounts", href: "/admin/accounts", label: t("access.tabs.accounts"), current: current === "accounts" }] : []),
    { id: "grants", href: "/admin/grants", label: t("access.tabs.grants"), current: current === "grants" },
    ...(links ? [{ id: "link", href: "/admin/link", label: t("access.tabs.link"), current: current === "link" }] : []),
  ];
  return <Tabs label={t("access.tabs.label")} tabs={tabs} />;
}
