import { Link } from "@remix-run/react";
import type { Certainty as Known, Words } from "#app/core/rules/certainty.ts";
import { formatDay, type Day } from "#app/core/time/day.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { Certainty } from "#app/ui/parts/certainty.tsx";
import { DataTable } from "#app/ui/parts/data-table.tsx";
import { DayText } from "#app/ui/parts/day-text.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { StateBadge } from "#app/ui/parts/state-badge.tsx";
import { useLocale, useT } from "#app/ui/words/provider.tsx";
import { rules } from "#app/ui/words/rules.ts";
import { editionNumber } from "./edition-number.ts";
import { useRuleName } from "./rule-value.tsx";
import { RulesTabs } from "./rules-tabs.tsx";

const words = { rules };

export type EditionLine = {
  readonly code: string;
  readonly title: Words;
  readonly from: Day;
  readonly lastDay: Day | null;
  readonly inForce: boolean;
  readonly before: string | null;
  readonly changes: number;
};

type DocumentLine = {
  readonly code: string;
  readonly title: Words;
  readonly issuedOn: Day | null;
  readonly governs: Words;
  readonly status: string;
  readonly replacedBy: string | null;
  readonly sources: readonly string[];
  readonly certainty: Known;
};

/** The editions of the season and the registry of documents. */
export function RulesPage({ editions, documents }: { editions: readonly EditionLine[]; documents: readonly DocumentLine[] }) {
  const t = useT(words);
  const now = editions.find((each) => each.inForce);
  return (
    <Page
      title={now ? t("rules.title", { code: editionNumber(now.code), day: formatDay(now.from) }) : t("rules.titleNone")}
      lead={t("rules.lead")}
    >
      <RulesTabs current="editions" />
      <Card title={t("rules.editions")} flush>
        <EditionTable editions={editions} />
      </Card>
      <Card title={t("rules.documents")} flush>
        <DocumentTable documents={documents} />
      </Card>
    </Page>
  );
}

function EditionTable({ editions }: { editions: readonly EditionLine[] }) {
  const t = useT(words);
  const locale = useLocale();
  return (
    <DataTable
      caption={t("rules.editions")}
      hideCaption
      rows={editions}
      rowKey={(row) => row.code}
      columns={[
        {
          key: "code",
          title: t("rules.name"),
          heading: true,
          cell: (row) => (
            <>
              <Link to={`/rules/${row.code}`}>{row.title[locale]}</Link>{" "}
              {row.inForce ? (
                <StateBadge tone="green" icon="check">
                  {t("rules.inForce")}
                </StateBadge>
              ) : null}
            </>
          ),
        },
        { key: "from", title: t("rules.from"), align: "end", cell: (row) => <DayText day={row.from} weekday="none" /> },
        {
          key: "until",
          title: t("rules.until"),
          align: "end",
          cell: (row) => (row.lastDay ? <DayText day={row.lastDay} weekday="none" /> : t("rules.untilNow")),
        },
        {
          key: "changes",
          title: t("rules.changes"),
          align: "end",
          cell: (row) => (row.before === null ? t("rules.first") : t("rules.changesCount", { count: row.changes })),
        },
      ]}
    />
  );
}

function DocumentTable({ documents }: { documents: readonly DocumentLine[] }) {
  const t = useT(words);
  const locale = useLocale();
  const name = useRuleName();
  return (
    <DataTable
      caption={t("rules.documents")}
      hideCaption
      rows={documents}
      rowKey={(row) => row.code}
      columns={[
        {
          key: "code",
          title: t("rules.code"),
          heading: true,
          cell: (row) => (
            <>
              <span className="nowrap">{row.code}</span> <Certainty of={row.certainty} />
            </>
          ),
        },
        {
          key: "title",
          title: t("rules.name"),
          cell: (row) => (
            <>
              {row.title[locale]}
              <div className="small muted">{row.governs[locale]}</div>
            </>
          ),
        },
        { key: "issued", title: t("rules.issued"), align: "end", cell: (row) => (row.issuedOn ? <DayText day={row.issuedOn} weekday="none" /> : "–") },
        {
          key: "status",
          title: t("rules.status"),
          cell: (row) => (
            <>
              {name(`status.${row.status}`)}
              {row.replacedBy ? <div className="small muted">{t("rules.replacedBy", { code: row.replacedBy })}</div> : null}
            </>
          ),
        },
        {
          key: "sources",
          title: t("rules.sources"),
          wide: true,
          cell: (row) =>
            row.sources.map((address) => (
              <div key={address} className="small">
                <a href={address} rel="noreferrer noopener" target="_blank">
                  {hostOf(address)}
                </a>
              </div>
            )),
        },
      ]}
    />
  );
}

function hostOf(address: string): string {
  return /^https?:\/\/(?:www\.)?([^/]+)/.exec(address)?.[1] ?? address;
}
