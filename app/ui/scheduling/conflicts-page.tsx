import { Link } from "@remix-run/react";
import type { Severity } from "#app/core/rules/certainty.ts";
import { FINDING_CODES, type FindingCode } from "#app/core/scheduling/conflicts.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { DataTable } from "#app/ui/parts/data-table.tsx";
import { DayText } from "#app/ui/parts/day-text.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { FilterBar } from "#app/ui/parts/filter-bar.tsx";
import { Icon } from "#app/ui/parts/icon.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { Pager } from "#app/ui/parts/pager.tsx";
import { SelectField } from "#app/ui/parts/select-field.tsx";
import { campaign } from "#app/ui/words/campaign.ts";
import { findingSentence } from "#app/ui/words/finding-sentence.ts";
import { form } from "#app/ui/words/form.ts";
import { useLocale, useT } from "#app/ui/words/provider.tsx";
import { scheduling } from "#app/ui/words/scheduling.ts";
import { address } from "./address.ts";
import { Clause, Others, type ShownFinding } from "./finding-list.tsx";
import { SeverityBadge } from "./severity-badge.tsx";

const words = { scheduling, campaign, form };
const SEVERITIES: readonly Severity[] = ["blocks", "blocksApproval", "warns"];

type Count = { readonly code: FindingCode; readonly severity: Severity; readonly count: number };

type Props = {
  readonly branch: { readonly unitId: string; readonly name: string };
  readonly opened: boolean;
  readonly congresses: number;
  readonly total: number;
  readonly blocks: number;
  readonly counts: readonly Count[];
  readonly rows: readonly ShownFinding[];
  readonly matching: number;
  readonly page: number;
  readonly pages: number;
  readonly code: FindingCode | null;
  readonly severity: Severity | null;
};

/** What clashes in the plan of a branch, grouped by what it is, then line by line. */
export function ConflictsPage(props: Props) {
  const t = useT(words);
  const { branch, code, severity, total } = props;
  if (!props.opened) {
    return (
      <Page title={t("campaign.notOpenTitle", { branch: branch.name })}>
        <EmptyState
          icon="calendar"
          title={t("campaign.notOpenAsk")}
          action={
            <Link className="button primary" to={address("/campaigns", { branch: branch.unitId })}>
              {t("campaign.openTitle")}
            </Link>
          }
        />
      </Page>
    );
  }
  const to = (more: Readonly<Record<string, string | number | null>>) => address("/conflicts", { branch: branch.unitId, code, severity, ...more });
  return (
    <Page
      title={titleOf(t, props)}
      lead={total === 0 ? undefined : t("scheduling.conflictsLead")}
      actions={
        <>
          <Link className="button primary" to={address("/calendar", { branch: branch.unitId })}>
            {t("campaign.toCalendar")}
          </Link>
          {total > 0 ? (
            <a className="button" href={address("/conflicts/file", { branch: branch.unitId, code, severity })} download>
              <Icon name="download" />
              {t("scheduling.exportCsv")}
            </a>
          ) : null}
        </>
      }
    >
      {total === 0 ? null : (
        <>
          <Counts counts={props.counts} to={to} />
          <Filters {...props} to={to} />
          <Lines rows={props.rows} />
          <Pager
            position={t("scheduling.position", { from: (props.page - 1) * 50 + 1, until: Math.min(props.page * 50, props.matching), total: props.matching })}
            previousHref={props.page > 1 ? to({ page: props.page - 1 }) : undefined}
            nextHref={props.page < props.pages ? to({ page: props.page + 1 }) : undefined}
          />
        </>
      )}
    </Page>
  );
}

function titleOf(t: ReturnType<typeof useT<typeof words>>, { branch: { name: branch }, congresses, blocks, total }: Props): string {
  if (total === 0) return t("scheduling.conflictsNone", { branch, congresses });
  return blocks === 0 ? t("scheduling.conflictsOpen", { branch, count: total }) : t("scheduling.conflictsTitle", { branch, blocks, total });
}

type To = (more: Readonly<Record<string, string | number | null>>) => string;

function Counts({ counts, to }: { counts: readonly Count[]; to: To }) {
  const t = useT(words);
  const locale = useLocale();
  return (
    <Card title={t("scheduling.byCode")} flush>
      <DataTable
        caption={t("scheduling.byCode")}
        hideCaption
        rows={counts}
        rowKey={(row) => `${row.code} ${row.severity}`}
        columns={[
          { key: "code", title: t("scheduling.kind"), heading: true, cell: (row) => <Link to={to({ code: row.code, severity: row.severity, page: null })}>{t(`scheduling.code.${row.code}`)}</Link> },
          { key: "severity", title: t("scheduling.severityTitle"), cell: (row) => <SeverityBadge severity={row.severity} /> },
          { key: "count", title: t("scheduling.count"), align: "end", cell: (row) => row.count.toLocaleString(locale) },
        ]}
      />
    </Card>
  );
}

function Filters({ branch, code, severity, to }: Props & { to: To }) {
  const t = useT(words);
  return (
    <FilterBar
      label={t("scheduling.filters")}
      action="/conflicts"
      keep={{ branch: branch.unitId }}
      clearHref={address("/conflicts", { branch: branch.unitId })}
      active={[
        ...(code ? [{ label: t(`scheduling.code.${code}`), removeHref: to({ code: null, page: null }) }] : []),
        ...(severity ? [{ label: t(`scheduling.severity.${severity}`), removeHref: to({ severity: null, page: null }) }] : []),
      ]}
    >
      <SelectField
        key={`code ${code}`}
        name="code"
        label={t("scheduling.kind")}
        blank={t("form.all")}
        defaultValue={code ?? ""}
        options={FINDING_CODES.map((each) => ({ value: each, label: t(`scheduling.code.${each}`) }))}
      />
      <SelectField
        key={`severity ${severity}`}
        name="severity"
        label={t("scheduling.severityTitle")}
        blank={t("form.all")}
        defaultValue={severity ?? ""}
        options={SEVERITIES.map((each) => ({ value: each, label: t(`scheduling.severity.${each}`) }))}
      />
    </FilterBar>
  );
}

function Lines({ rows }: { rows: readonly ShownFinding[] }) {
  const t = useT(words);
  const locale = useLocale();
  return (
    <Card flush>
      <DataTable
        caption={t("scheduling.what")}
        hideCaption
        rows={rows.map((row, index) => ({ ...row, key: String(index) }))}
        rowKey={(row) => row.key}
        rowTone={(row) => (row.severity === "blocks" ? "red" : undefined)}
        columns={[
          {
            key: "what",
            title: t("scheduling.what"),
            heading: true,
            cell: (row) => (
              <>
                {findingSentence(locale, row)}
                <div className="small">
                  <Others finding={row} />
                </div>
              </>
            ),
          },
          { key: "severity", title: t("scheduling.severityTitle"), cell: (row) => <SeverityBadge severity={row.severity} /> },
          { key: "day", title: t("scheduling.when"), align: "end", cell: (row) => <DayText day={row.day} /> },
          { key: "clause", title: t("scheduling.clause"), cell: (row) => <Clause finding={row} /> },
        ]}
      />
    </Card>
  );
}
