import { Link } from "@remix-run/react";
import type { Severity } from "#app/core/rules/certainty.ts";
import { FINDING_CODES, type FindingCode } from "#app/core/scheduling/conflicts.ts";
import { NotOpenPage } from "#app/ui/campaign/not-open.tsx";
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
import { filling } from "#app/ui/words/filling.ts";
import { address } from "./address.ts";
import { Clause, Others, type ShownFinding } from "./finding-list.tsx";
import "./conflicts.css";
import { SeverityBadge } from "./severity-badge.tsx";

const words = { filling, scheduling, campaign, form };
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
  if (!props.opened) return <NotOpenPage branch={branch} />;
  const to = (more: Readonly<Record<string, string | number | null>>) => address("/conflicts", { branch: branch.unitId, code, severity, ...more });
  return (
    <Page
      title={titleOf(t, props)}
      lead={total === 0 ? undefined : t("filling.conflictsLead")}
      actions={
        <>
          <Link className="button primary" to={address("/calendar", { branch: branch.unitId })}>
            {t("campaign.toCalendar")}
          </Link>
          {total > 0 ? (
            <a className="button" href={address("/conflicts/file", { branch: branch.unitId, code, severity })} download>
              <Icon name="download" />
              {t("filling.exportCsv")}
            </a>
          ) : null}
        </>
      }
    >
      {total === 0 ? null : (
        <>
          <Counts counts={props.counts} to={to} />
          <Filters {...props} to={to} />
          {groupsOf(props.rows).map((group) => (
            <Lines
              key={`${group.severity} ${group.code}`}
              {...group}
              count={props.counts.find((each) => each.code === group.code && each.severity === group.severity)?.count ?? group.rows.length}
            />
          ))}
          {props.rows.length === 0 ? <EmptyState icon="check" title={t("filling.noneMatch")} /> : null}
          <Pager
            position={t("filling.position", { from: (props.page - 1) * 50 + 1, until: Math.min(props.page * 50, props.matching), total: props.matching })}
            previousHref={props.page > 1 ? to({ page: props.page - 1 }) : undefined}
            nextHref={props.page < props.pages ? to({ page: props.page + 1 }) : undefined}
          />
        </>
      )}
    </Page>
  );
}

function titleOf(t: ReturnType<typeof useT<typeof words>>, { branch: { name: branch }, congresses, blocks, total }: Props): string {
  if (total === 0) return t("filling.conflictsNone", { branch, congresses });
  return blocks === 0 ? t("filling.conflictsOpen", { branch, count: total }) : t("filling.conflictsTitle", { branch, blocks, total });
}

type To = (more: Readonly<Record<string, string | number | null>>) => string;

/** How many there are of each kind, the worst first; each leads to its own. */
function Counts({ counts, to }: { counts: readonly Count[]; to: To }) {
  const t = useT(words);
  const locale = useLocale();
  const worstFirst = counts.toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
  return (
    <Card title={t("filling.byCode")}>
      <ul className="kind-counts">
        {worstFirst.map((row) => (
          <li key={`${row.code} ${row.severity}`}>
            <strong className="kind-count">{row.count.toLocaleString(locale)}</strong>
            <span>
              <Link to={to({ code: row.code, severity: row.severity, page: null })}>{t(`scheduling.code.${row.code}`)}</Link> <SeverityBadge severity={row.severity} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Filters({ branch, code, severity, to }: Props & { to: To }) {
  const t = useT(words);
  return (
    <FilterBar
      label={t("filling.filters")}
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
        label={t("filling.kind")}
        blank={t("form.all")}
        defaultValue={code ?? ""}
        options={FINDING_CODES.map((each) => ({ value: each, label: t(`scheduling.code.${each}`) }))}
      />
      <SelectField
        key={`severity ${severity}`}
        name="severity"
        label={t("filling.severityTitle")}
        blank={t("form.all")}
        defaultValue={severity ?? ""}
        options={SEVERITIES.map((each) => ({ value: each, label: t(`scheduling.severity.${each}`) }))}
      />
    </FilterBar>
  );
}

type Kind = Pick<ShownFinding, "code" | "severity">;

/** Lines of the same kind together, in the order given. */
function groupsOf(rows: readonly ShownFinding[]): (Kind & { readonly rows: readonly ShownFinding[] })[] {
  const groups = new Map<string, Kind & { readonly rows: ShownFinding[] }>();
  for (const row of rows) {
    const key = `${row.severity} ${row.code}`;
    const group = groups.get(key) ?? { code: row.code, severity: row.severity, rows: [] };
    group.rows.push(row);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function Lines({ code, severity, rows, count }: Kind & { rows: readonly ShownFinding[]; count: number }) {
  const t = useT(words);
  const locale = useLocale();
  const title = t(`scheduling.code.${code}`);
  return (
    <Card
      title={
        <>
          {title} <span className="muted">({count.toLocaleString(locale)})</span>
        </>
      }
      actions={<SeverityBadge severity={severity} />}
      flush
    >
      <DataTable
        caption={title}
        hideCaption
        rows={rows.map((row, index) => ({ ...row, key: String(index) }))}
        rowKey={(row) => row.key}
        columns={[
          {
            key: "congress",
            title: t("filling.congress"),
            heading: true,
            cell: ({ congress }) => (congress.id === null ? <span className="muted">{t("scheduling.elsewhere")}</span> : <Link to={`/congresses/${congress.id}`}>{congress.name}</Link>),
          },
          {
            key: "what",
            title: t("filling.what"),
            cell: (row) => (
              <>
                {findingSentence(locale, row)}
                <div className="small muted">
                  <Clause finding={row} /> <Others finding={row} self={row.congress.id ?? undefined} />
                </div>
              </>
            ),
          },
          { key: "day", title: t("filling.when"), align: "end", cell: (row) => <DayText day={row.day} /> },
        ]}
      />
    </Card>
  );
}
