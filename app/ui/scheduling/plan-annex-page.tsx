import { Link } from "@remix-run/react";
import { formatDay, type Day } from "#app/core/time/day.ts";
import { DataTable } from "#app/ui/parts/data-table.tsx";
import { DayText } from "#app/ui/parts/day-text.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { Pager } from "#app/ui/parts/pager.tsx";
import { campaign } from "#app/ui/words/campaign.ts";
import { plans } from "#app/ui/words/plans.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { address } from "./address.ts";
import type { ShownVersion } from "./plan-parts.tsx";

const words = { plans, campaign };

type Line = { readonly congressId: string; readonly name: string; readonly above: string | null; readonly opensOn: Day; readonly session: "morning" | "afternoon"; readonly venue: string | null };

type Props = {
  readonly branch: { readonly name: string };
  readonly version: ShownVersion;
  readonly lines: readonly Line[];
  /** Lines on the pages before. */
  readonly before: number;
  readonly page: number;
  readonly pages: number;
};

/** The annex of dates of an approved version, as it goes on paper: by day, with unit and place. */
export function PlanAnnexPage({ branch, version, lines, before, page, pages }: Props) {
  const t = useT(words);
  const hrefOf = (to: number): string => address(`/calendar/plans/${version.id}/annex`, { page: to === 1 ? null : to });
  const title = t("plans.annexTitle", { branch: branch.name, number: version.number ?? 0 });
  return (
    <Page
      above={
        <span className="no-print">
          <Link to={`/calendar/plans/${version.id}`}>{t("plans.back")}</Link> · {t("plans.print")}
        </span>
      }
      title={title}
      lead={t("plans.annexLead", { day: version.approvedOn === null ? "" : formatDay(version.approvedOn), count: version.summary.placed })}
    >
      <DataTable
        caption={title}
        hideCaption
        rows={lines.map((line, index) => ({ ...line, index: before + index }))}
        rowKey={(row) => row.congressId}
        columns={[
          { key: "number", title: t("plans.number"), align: "end", cell: (row) => row.index + 1 },
          {
            key: "day",
            title: t("plans.day"),
            cell: (row) => (
              <>
                {t(`campaign.session.${row.session}`)} <DayText day={row.opensOn} />
              </>
            ),
          },
          { key: "name", title: t("plans.congress"), heading: true, cell: (row) => row.name },
          { key: "above", title: t("plans.above"), cell: (row) => row.above ?? "" },
          { key: "place", title: t("plans.place"), cell: (row) => row.venue ?? "" },
        ]}
      />
      <Pager page={page} pages={pages} previousHref={page > 1 ? hrefOf(page - 1) : undefined} nextHref={page < pages ? hrefOf(page + 1) : undefined} />
    </Page>
  );
}
