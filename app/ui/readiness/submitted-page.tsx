import { Link } from "@remix-run/react";
import { Card } from "#app/ui/parts/card.tsx";
import { DataTable } from "#app/ui/parts/data-table.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { Pager } from "#app/ui/parts/pager.tsx";
import { address } from "#app/ui/scheduling/address.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { readiness } from "#app/ui/words/readiness.ts";

const words = { readiness };

type Props = {
  readonly list: readonly { readonly congressId: string; readonly unitName: string; readonly lines: number }[];
  readonly page: number;
  readonly more: boolean;
  readonly chosenBranch: string | null;
};

/** Congresses whose units wait for an answer on lines of their checklists. */
export function SubmittedPage({ list, page, more, chosenBranch }: Props) {
  const t = useT(words);
  const many = more || page > 1;
  const title = list.length === 0 ? t("readiness.submittedNone") : many ? t("readiness.submittedTitleMany") : t("readiness.submittedTitle", { count: list.length });
  const to = (wanted: number): string => address("/readiness/submitted", { branch: chosenBranch, page: wanted });
  return (
    <Page title={title} above={<Link to={address("/readiness", { branch: chosenBranch })}>{t("readiness.back")}</Link>}>
      <Card flush>
        <DataTable
          caption={title}
          hideCaption
          rows={list}
          rowKey={(row) => row.congressId}
          empty={<EmptyState title={t("readiness.submittedNoneHint")} icon="check" />}
          columns={[
            { key: "unit", title: t("readiness.columnUnit"), heading: true, cell: (row) => row.unitName },
            {
              key: "lines",
              title: t("readiness.linesSubmitted"),
              cell: (row) => <Link to={`/readiness/${row.congressId}?show=submitted`}>{t("readiness.submittedLines", { count: row.lines })}</Link>,
            },
          ]}
        />
        <Pager page={page} previousHref={page > 1 ? to(page - 1) : undefined} nextHref={more ? to(page + 1) : undefined} />
      </Card>
    </Page>
  );
}
