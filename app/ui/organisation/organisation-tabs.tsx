import { Tabs } from "#app/ui/parts/tabs.tsx";
import { organisation } from "#app/ui/words/organisation.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { address } from "./address.ts";

const words = { organisation };
const PAGES = [
  ["units", "/organisation"],
  ["leaders", "/organisation/leaders"],
  ["load", "/organisation/leaders/load"],
  ["venues", "/organisation/venues"],
  ["import", "/organisation/import"],
] as const;

/** The pages of this place, about one branch. */
export function OrganisationTabs(props: { current: (typeof PAGES)[number][0]; branch: string; mayImport: boolean }) {
  const t = useT(words);
  const tabs = PAGES.filter(([id]) => id !== "import" || props.mayImport).map(([id, path]) => ({
    id,
    href: address(path, { branch: props.branch }),
    label: t(`organisation.tabs.${id}`),
    current: id === props.current,
  }));
  return <Tabs label={t("organisation.tabs")} tabs={tabs} />;
}
