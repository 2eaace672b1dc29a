import { Link } from "@remix-run/react";
import { formatDay, type Day } from "#app/core/time/day.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { DataTable } from "#app/ui/parts/data-table.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { Pager } from "#app/ui/parts/pager.tsx";
import { proposals } from "#app/ui/words/proposals.ts";
import { useT } from "#app/ui/words/provider.tsx";

const words = { proposals };

type Props = { readonly rows: readonly { readonly congressId: string; readonly unitName: string; readonly days: readonly Day[] }[]; readonly total: number; readonly page: number; readonly pages: number };

/** The congresses for which days are proposed and none is picked yet. */
export function ProposedListPage({ rows, total, page, pages }: Props) {
  const t = useT(words);
  const at = (number: number) => `/proposals?page=${number}`;
  return (
    <Page title={total === 0 ? t("proposals.list.titleNone") : t("proposals.list.title", { count: total })} lead={t("proposals.list.lead")}>
      <Card flush>
        <DataTable
          caption={t("proposals.proposed")}
          hideCaption
          rows={rows}
          rowKey={(row) => row.congressId}
          empty={<EmptyState icon="calendar" title={t("proposals.list.titleNone")} />}
          columns={[
            { key: "unit", title: t("proposals.list.unit"), heading: true, cell: (row) => <Link to={`/congresses/${row.congressId}/proposals`}>{row.unitName}</Link> },
            { key: "days", title: t("proposals.list.days"), cell: (row) => row.days.map(formatDay).join(" · ") },
          ]}
        />
      </Card>
      <Pager page={page} pages={pages} previousHref={page > 1 ? at(page - 1) : undefined} nextHref={page < pages ? at(page + 1) : undefined} />
    </Page>
  );
}
