import { Tabs } from "#app/ui/parts/tabs.tsx";
import { useT } from "#app/ui/words/provider.tsx";
import { rules } from "#app/ui/words/rules.ts";

const words = { rules };

/** The pages of the rules beside one another. */
export function RulesTabs({ current }: { current: "editions" | "holidays" }) {
  const t = useT(words);
  return (
    <Tabs
      label={t("rules.views")}
      tabs={[
        { id: "editions", href: "/rules", label: t("rules.editions"), current: current === "editions" },
        { id: "holidays", href: "/rules/holidays", label: t("rules.holidays"), current: current === "holidays" },
      ]}
    />
  );
}
