import { Link } from "@remix-run/react";
import { formatDay, type Day } from "#app/core/time/day.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { DayField } from "#app/ui/parts/day-field.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { FilterBar } from "#app/ui/parts/filter-bar.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { Pager } from "#app/ui/parts/pager.tsx";
import { StateBadge } from "#app/ui/parts/state-badge.tsx";
import { attending } from "#app/ui/words/attending.ts";
import { organisation } from "#app/ui/words/organisation.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { address } from "./address.ts";
import { OrganisationTabs } from "./organisation-tabs.tsx";

const words = { attending, organisation };

type Sort = "clashes" | "halfDays" | "congresses" | "name";
type Line = {
  readonly id: string;
  readonly name: string;
  readonly post: string;
  readonly unitName: string;
  readonly congresses: number;
  readonly halfDays: number;
  readonly twice: number;
  readonly away: number;
  readonly clashes: number;
};
type Props = {
  readonly branch: { readonly unitId: string; readonly name: string };
  readonly from: Day;
  readonly last: Day;
  readonly rows: readonly Line[];
  readonly total: number;
  readonly clashing: number;
  readonly congresses: number;
  readonly most: number;
  readonly sort: Sort;
  readonly descending: boolean;
  readonly page: number;
  readonly pages: number;
  readonly mayEdit: boolean;
};

const PATH = "/organisation/leaders/load";
const isTurned = (sort: Sort, descending: boolean): boolean => descending === (sort === "name");

/** Who of a branch's leaders attends how much in a period, and what of it clashes. */
export function LeaderLoadPage(props: Props) {
  const t = useT(words);
  const { branch, from, last, rows, total, clashing, congresses, most, page, pages, sort, descending } = props;
  const to = (more: { readonly sort: Sort; readonly descending: boolean; readonly page?: number }): string =>
    address(PATH, { branch: branch.unitId, from, last, sort: more.sort === "clashes" ? null : more.sort, turned: isTurned(more.sort, more.descending) ? 1 : null, page: more.page });
  const at = (number: number): string => to({ sort, descending, page: number });
  const title =
    total === 0 ? t("organisation.leaders.titleNone") : clashing === 0 ? t("attending.loadTitle", { count: total }) : t("attending.loadTitleClashes", { clashing, count: total });
  return (
    <Page title={title} lead={t("attending.loadLead", { branch: branch.name, from: formatDay(from), last: formatDay(last), congresses, most })}>
      <OrganisationTabs current="load" branch={branch.unitId} mayImport={props.mayEdit} />
      <FilterBar label={t("attending.period")} action={PATH} submit={t("attending.show")} keep={{ branch: branch.unitId, ...(sort === "clashes" ? {} : { sort }), ...(isTurned(sort, descending) ? { turned: "1" } : {}) }}>
        <DayField name="from" label={t("attending.from")} defaultValue={from} />
        <DayField name="last" label={t("attending.last")} defaultValue={last} />
      </FilterBar>
      <Card flush>
        <DataTable
          caption={title}
          hideCaption
          rows={rows}
          rowKey={(each) => each.id}
          rowTone={(each) => (each.clashes > 0 ? "red" : undefined)}
          empty={<EmptyState icon="people" title={title} />}
          columns={useColumns(props, to)}
        />
      </Card>
      <Pager page={page} pages={pages} previousHref={page > 1 ? at(page - 1) : undefined} nextHref={page < pages ? at(page + 1) : undefined} />
    </Page>
  );
}

function useColumns({ sort, descending }: Props, to: (more: { readonly sort: Sort; readonly descending: boolean }) => string): Column<Line>[] {
  const t = useT(words);
  const by = (key: Sort) => ({
    href: to({ sort: key, descending: sort === key ? !descending : key !== "name" }),
    direction: sort === key ? (descending ? ("descending" as const) : ("ascending" as const)) : undefined,
  });
  return [
    { key: "name", title: t("attending.leader"), heading: true, sort: by("name"), cell: (each) => <Link to={`/organisation/leaders/${each.id}/attends`}>{each.name}</Link> },
    { key: "post", title: t("organisation.leaders.post"), cell: (each) => each.post },
    { key: "unit", title: t("organisation.leaders.unit"), cell: (each) => each.unitName, wide: true },
    { key: "congresses", title: t("organisation.leaders.congresses"), align: "end", sort: by("congresses"), cell: (each) => each.congresses },
    { key: "halfDays", title: t("attending.halfDays"), align: "end", sort: by("halfDays"), cell: (each) => each.halfDays },
    { key: "clashes", title: t("attending.clashes"), sort: by("clashes"), cell: (each) => <Clashes {...each} /> },
  ];
}

function Clashes({ clashes, twice, away }: Line) {
  const t = useT(words);
  if (clashes === 0) return <span className="muted">{t("attending.fine")}</span>;
  return (
    <>
      {twice > 0 ? <StateBadge tone="red">{t("attending.twiceCount", { count: twice })}</StateBadge> : null}{" "}
      {away > 0 ? <StateBadge tone="red">{t("attending.awayCount", { count: away })}</StateBadge> : null}
    </>
  );
}
