import { Link } from "@remix-run/react";
import { TextField } from "#app/ui/parts/text-field.tsx";
import { organisation } from "#app/ui/words/organisation.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { type BranchList, BranchListPage } from "./branch-list-page.tsx";

const words = { organisation };

type Leader = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly post: string;
  readonly unitName: string;
  readonly congresses: number;
  readonly absences: number;
};

/** The leaders of a branch's committees, and a form for one more. */
export function LeadersPage(list: BranchList<Leader>) {
  const t = useT(words);
  const { refused } = list;
  return (
    <BranchListPage
      subject="leaders"
      list={list}
      icon="people"
      columns={[
        {
          key: "name",
          title: t("organisation.leaders.name"),
          heading: true,
          cell: (leader) => <Link to={`/organisation/leaders/${leader.id}`}>{leader.name}</Link>,
        },
        { key: "post", title: t("organisation.leaders.post"), cell: (leader) => leader.post },
        { key: "unit", title: t("organisation.leaders.unit"), cell: (leader) => leader.unitName },
        { key: "congresses", title: t("organisation.leaders.congresses"), align: "end", cell: (leader) => leader.congresses },
        { key: "absences", title: t("organisation.leaders.absences"), align: "end", cell: (leader) => leader.absences, wide: true },
        { key: "code", title: t("organisation.unit.code"), cell: (leader) => leader.code, wide: true },
      ]}
    >
      <TextField name="post" label={t("organisation.leaders.post")} defaultValue={refused.value("post")} error={refused.error("post")} required />
    </BranchListPage>
  );
}
