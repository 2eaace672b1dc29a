import { Form, Link } from "@remix-run/react";
import type { ReactNode } from "react";
import type { Severity } from "#app/core/rules/certainty.ts";
import { FINDING_CODES, type FindingCode } from "#app/core/scheduling/conflicts.ts";
import { NotOpenPage } from "#app/ui/campaign/not-open.tsx";
import type { Day } from "#app/core/time/day.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { DataTable } from "#app/ui/parts/data-table.tsx";
import { DayText } from "#app/ui/parts/day-text.tsx";
import { ErrorSummary } from "#app/ui/parts/error-summary.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { FilterBar } from "#app/ui/parts/filter-bar.tsx";
import { Icon } from "#app/ui/parts/icon.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { type Refusal, type RefusedForm, useRefused } from "#app/ui/parts/refused.ts";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { Tabs } from "#app/ui/parts/tabs.tsx";
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

type Grouping = "cause" | "owner" | "age" | "unit";
const GROUPINGS: readonly Grouping[] = ["cause", "owner", "age", "unit"];
type Group = { readonly key: string; readonly name: string | null; readonly count: number; readonly blocks: number };
type Row = ShownFinding & { readonly care: { readonly handle: string; readonly days: number; readonly firstSeen: Day; readonly owner: string | null } | null };
type Week = { readonly week: Day } & Readonly<Record<Severity, number>>;

type Props = {
  readonly by: Grouping;
  readonly group: string | null;
  readonly groups: readonly Group[];
  readonly assignable: number;
  readonly owners: readonly { readonly id: string; readonly login: string; readonly name: string }[] | null;
  readonly weeks: readonly Week[];
  readonly refusal: Refusal | undefined;
  readonly branch: { readonly unitId: string; readonly name: string };
  readonly opened: boolean;
  readonly congresses: number;
  readonly total: number;
  readonly blocks: number;
  readonly counts: readonly Count[];
  readonly rows: readonly Row[];
  readonly matching: number;
  readonly page: number;
  readonly pages: number;
  readonly code: FindingCode | null;
  readonly severity: Severity | null;
};

/** What clashes in the plan of a branch, grouped by what it is, then line by line. */
export function ConflictsPage(props: Props) {
  const t = useT(words);
  const { branch, code, severity, by, group, total } = props;
  const refused = useRefused(props.refusal, words);
  if (!props.opened) return <NotOpenPage branch={branch} />;
  const to = (more: Readonly<Record<string, string | number | null>>) => address("/conflicts", { branch: branch.unitId, code, severity, by: by === "cause" ? null : by, group, ...more });
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
            <a className="button" href={address("/conflicts/file", { branch: branch.unitId, code, severity, by, group })} download>
              <Icon name="download" />
              {t("filling.exportCsv")}
            </a>
          ) : null}
        </>
      }
    >
      <ErrorSummary errors={refused.errors} />
      {total === 0 ? null : (
        <>
          <Tabs label={t("filling.groupBy")} tabs={GROUPINGS.map((each) => ({ id: each, href: to({ by: each, group: null, page: null }), label: t(`filling.by.${each}`), current: each === by }))} />
          {by === "cause" ? <Counts counts={props.counts} to={to} /> : <Groups {...props} to={to} />}
          <Filters {...props} to={to} />
          <AssignForm {...props} refused={refused}>
          {groupsOf(props.rows).map((group) => (
            <Lines
              key={`${group.severity} ${group.code}`}
              {...group}
              choosing={props.owners !== null}
              count={props.counts.find((each) => each.code === group.code && each.severity === group.severity)?.count ?? group.rows.length}
            />
          ))}
          </AssignForm>
          {props.rows.length === 0 ? <EmptyState icon="check" title={t("filling.noneMatch")} /> : null}
          <Pager
            position={t("filling.position", { from: (props.page - 1) * 50 + 1, until: Math.min(props.page * 50, props.matching), total: props.matching })}
            previousHref={props.page > 1 ? to({ page: props.page - 1 }) : undefined}
            nextHref={props.page < props.pages ? to({ page: props.page + 1 }) : undefined}
          />
          <Trend {...props} />
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

function groupName(t: ReturnType<typeof useT<typeof words>>, by: Grouping, { key, name }: Pick<Group, "key" | "name">): string {
  if (by === "age") return t(key === "30" ? "filling.age.30" : key === "14" ? "filling.age.14" : key === "7" ? "filling.age.7" : "filling.age.0");
  return name ?? t("filling.nobody");
}

/** How many there are in each group; each leads to its own. */
function Groups({ by, group, groups, to }: Props & { to: To }) {
  const t = useT(words);
  const locale = useLocale();
  return (
    <Card title={t(`filling.by.${by}`)}>
      <ul className="kind-counts">
        {groups.map((each) => (
          <li key={each.key}>
            <strong className="kind-count">{each.count.toLocaleString(locale)}</strong>
            <span>
              <Link to={to({ group: each.key, page: null })} aria-current={each.key === group ? "true" : undefined}>
                {groupName(t, by, each)}
              </Link>{" "}
              {each.blocks > 0 ? <span className="small muted">{t("filling.blocking", { count: each.blocks })}</span> : null}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Lines are ticked and given to somebody, or all that match at once; who may not give just reads them. */
function AssignForm({ branch, code, severity, by, group, owners, assignable, refused, children }: Props & { refused: RefusedForm; children: ReactNode }) {
  const t = useT(words);
  if (owners === null || assignable === 0) return <>{children}</>;
  const kept = { branch: branch.unitId, code, severity, by, group };
  return (
    <Form method="post" className="stack" action={address("/conflicts", kept)}>
      {Object.entries(kept).map(([name, value]) => (value === null ? null : <input key={name} type="hidden" name={name} value={value} />))}
      <input type="hidden" name="expected" value={assignable} />
      {children}
      <Card title={t("filling.assignTitle")}>
        <SelectField
          name="owner"
          label={t("filling.owner")}
          required
          error={refused.error("owner")}
          defaultValue={refused.value("owner")}
          size="medium"
          options={[...owners.map((each) => ({ value: each.id, label: `${each.name} · ${each.login}` })), { value: "nobody", label: t("filling.takeBack") }]}
        />
        <FormActions>
          <SubmitButton kind="primary" name="whole" value="no">
            {t("filling.assignChosen")}
          </SubmitButton>
          <SubmitButton kind="plain" name="whole" value="yes">
            {t("filling.assignAll", { count: assignable })}
          </SubmitButton>
        </FormActions>
      </Card>
    </Form>
  );
}

/** How the number has grown, as numbers with bars. */
function Trend({ weeks, counts, branch }: Props) {
  const t = useT(words);
  const locale = useLocale();
  const now = { week: null, ...sumOf(counts) };
  const rows = [...weeks, now];
  const most = Math.max(1, ...rows.map(totalOf));
  return (
    <Card
      title={t("filling.trend")}
      actions={
        <a className="button quiet small" href={address("/conflicts/file", { branch: branch.unitId, part: "weeks" })} download>
          {t("filling.weeksCsv")}
        </a>
      }
      flush
    >
      <DataTable
        caption={t("filling.trend")}
        hideCaption
        rows={rows}
        rowKey={(row) => row.week ?? "now"}
        columns={[
          { key: "week", title: t("filling.week"), heading: true, cell: (row) => (row.week === null ? t("filling.now") : <DayText day={row.week} weekday="none" />) },
          ...SEVERITIES.map((severity) => ({ key: severity, title: t(`scheduling.severity.${severity}`), align: "end" as const, cell: (row: (typeof rows)[number]) => row[severity].toLocaleString(locale) })),
          {
            key: "sum",
            title: t("filling.sum"),
            cell: (row) => (
              <span className="trend">
                <span className="trend-number">{totalOf(row).toLocaleString(locale)}</span>
                <meter aria-hidden="true" min={0} max={most} value={totalOf(row)} />
              </span>
            ),
          },
        ]}
      />
      {weeks.length === 0 ? <p className="small muted trend-none">{t("filling.trendNone")}</p> : null}
    </Card>
  );
}

const totalOf = (sum: Readonly<Record<Severity, number>>): number => sum.blocks + sum.blocksApproval + sum.warns;

function sumOf(counts: readonly Count[]): Record<Severity, number> {
  const sum = { blocks: 0, blocksApproval: 0, warns: 0 };
  for (const { severity, count } of counts) sum[severity] += count;
  return sum;
}

function Filters({ branch, code, severity, by, group, groups, to }: Props & { to: To }) {
  const t = useT(words);
  return (
    <FilterBar
      label={t("filling.filters")}
      action="/conflicts"
      keep={{ branch: branch.unitId, by, ...(group === null ? {} : { group }) }}
      clearHref={address("/conflicts", { branch: branch.unitId })}
      active={[
        ...(code ? [{ label: t(`scheduling.code.${code}`), removeHref: to({ code: null, page: null }) }] : []),
        ...(group !== null && by !== "cause" ? [{ label: groupName(t, by, groups.find((each) => each.key === group) ?? { key: group, name: null }), removeHref: to({ group: null, page: null }) }] : []),
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
function groupsOf(rows: readonly Row[]): (Kind & { readonly rows: readonly Row[] })[] {
  const groups = new Map<string, Kind & { readonly rows: Row[] }>();
  for (const row of rows) {
    const key = `${row.severity} ${row.code}`;
    const group = groups.get(key) ?? { code: row.code, severity: row.severity, rows: [] };
    group.rows.push(row);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function Lines({ code, severity, rows, count, choosing }: Kind & { rows: readonly Row[]; count: number; choosing: boolean }) {
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
          ...(choosing
            ? [
                {
                  key: "choose",
                  title: t("filling.assignTitle"),
                  quiet: true,
                  screenOnly: true,
                  cell: ({ care, congress }: Row) =>
                    care === null ? null : <input type="checkbox" name="chosen" value={care.handle} aria-label={t("filling.choose", { name: congress.name ?? "" })} />,
                },
              ]
            : []),
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
          { key: "age", title: t("filling.days"), align: "end", cell: ({ care }) => (care === null ? "" : t("filling.daysOf", { count: care.days })) },
          { key: "owner", title: t("filling.owner"), cell: ({ care }) => care?.owner ?? <span className="muted">{care === null ? "" : t("filling.nobody")}</span> },
        ]}
      />
    </Card>
  );
}
