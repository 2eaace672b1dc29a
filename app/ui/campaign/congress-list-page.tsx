import { Form, Link } from "@remix-run/react";
import { useRef, type ReactNode } from "react";
import { LEVELS, type Level } from "#app/core/organisation/level.ts";
import type { Light as Colour } from "#app/core/readiness/rollup.ts";
import { CONGRESS_STATES, hasHappened, type CongressState } from "#app/core/scheduling/congress.ts";
import { formatDay, type Day } from "#app/core/time/day.ts";
import type { Session } from "#app/core/time/half-days.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { CheckboxField } from "#app/ui/parts/choice-field.tsx";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { DayText } from "#app/ui/parts/day-text.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { ErrorSummary } from "#app/ui/parts/error-summary.tsx";
import { FilterBar } from "#app/ui/parts/filter-bar.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { useHydrated } from "#app/ui/parts/hydrated.ts";
import { Light } from "#app/ui/parts/light.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { Pager } from "#app/ui/parts/pager.tsx";
import { type Refusal, type RefusedForm, useRefused } from "#app/ui/parts/refused.ts";
import { SelectField } from "#app/ui/parts/select-field.tsx";
import type { Sort } from "#app/ui/parts/sort-header.tsx";
import { StateBadge } from "#app/ui/parts/state-badge.tsx";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { TextField } from "#app/ui/parts/text-field.tsx";
import { ReckoningNotice } from "#app/ui/readiness/reckoning-notice.tsx";
import { address } from "#app/ui/scheduling/address.ts";
import { campaign } from "#app/ui/words/campaign.ts";
import { calendar } from "#app/ui/words/calendar.ts";
import { organisation } from "#app/ui/words/organisation.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { scheduling } from "#app/ui/words/scheduling.ts";
import "./congress-list.css";
import { STATE_TONES } from "./state-tones.ts";
import { type LeftReason, type StepReport, StepReportNotice } from "./step-report.tsx";

const words = { calendar, campaign, organisation, scheduling };

type Row = {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly parentName: string | null;
  readonly level: Level;
  readonly round: number;
  readonly state: CongressState;
  readonly opensOn: Day | null;
  readonly closesOn: Day | null;
  readonly session: Session | null;
  readonly light: Colour | null;
};

type SortKey = "day" | "name" | "level" | "state";

type Props = {
  readonly branch: { readonly unitId: string; readonly name: string };
  readonly opened: boolean;
  readonly rows: readonly Row[];
  readonly total: number;
  readonly mark: string;
  readonly most: number;
  readonly reckoning: number;
  readonly page: number;
  readonly pages: number;
  readonly may: { readonly date: boolean; readonly fill: boolean; readonly submit: boolean; readonly approve: boolean };
  readonly level: Level | null;
  readonly state: CongressState | null;
  readonly on: Day | null;
  readonly sort: SortKey;
  readonly descending: boolean;
  /** What the last step did and whom it left where they were. */
  readonly report: StepReport | null;
  readonly refusal: Refusal | undefined;
};

type To = (more: Readonly<Record<string, string | number | null>>) => string;

/** Every congress of a branch, dated or not; submits and approves many at once. */
export function CongressListPage(props: Props) {
  const { branch, total, state, level, on, rows, may, report } = props;
  const t = useT(words);
  const refused = useRefused(props.refusal, words);
  const to: To = (more) => address("/calendar/list", { branch: branch.unitId, level, state, on, sort: props.sort === "day" ? null : props.sort, descending: props.descending ? 1 : null, ...more });
  const steps = stepsFor(props);
  const form = useRef<HTMLFormElement>(null);
  const columns = useColumns(props, to, steps.length > 0);
  const table = (
    <Card flush>
      <DataTable
        caption={t("campaign.listTitle", { count: total, branch: branch.name })}
        hideCaption
        rows={rows}
        rowKey={(row) => row.id}
        columns={columns}
        empty={<EmptyState icon="calendar" title={t("campaign.listEmpty")}>{props.opened ? t("calendar.emptyLead") : t("campaign.refused.noCampaign")}</EmptyState>}
      />
    </Card>
  );
  return (
    <Page
      title={state === null ? t("campaign.listTitle", { count: total, branch: branch.name }) : t("campaign.listTitleState", { count: total, branch: branch.name, state: t(`campaign.state.${state}`).toLowerCase() })}
      lead={on === null ? undefined : t("campaign.listOn", { day: formatDay(on) })}
      actions={<Actions unitId={branch.unitId} fill={may.fill} />}
    >
      <ReckoningNotice count={props.reckoning} />
      {report ? <StepReportNotice report={report} /> : null}
      <ErrorSummary errors={refused.errors} />
      <Filters {...props} to={to} />
      {steps.length === 0 ? (
        table
      ) : (
        <Form method="post" className="stack" ref={form} key={rows.map((row) => `${row.id}:${row.version}`).join()}>
          {table}
          <Bulk {...props} steps={steps} onChooseAll={() => chooseAll(form.current)} refused={refused} />
        </Form>
      )}
      <Pager
        page={props.page}
        pages={props.pages}
        previousHref={props.page > 1 ? to({ page: props.page - 1 }) : undefined}
        nextHref={props.page < props.pages ? to({ page: props.page + 1 }) : undefined}
      />
    </Page>
  );
}

function Actions({ unitId, fill }: { unitId: string; fill: boolean }) {
  const t = useT(words);
  return (
    <>
      <Link className={fill ? "button" : "button primary"} to={address("/calendar", { branch: unitId })}>
        {t("campaign.toCalendar")}
      </Link>
      {fill ? (
        <Link className="button" to={address("/calendar/fill", { branch: unitId })}>
          {t("campaign.toFill")}
        </Link>
      ) : null}
    </>
  );
}

function Filters({ branch, level, state, on, sort, descending, to }: Props & { to: To }) {
  const t = useT(words);
  return (
    <FilterBar
      label={t("campaign.filters")}
      action="/calendar/list"
      keep={{ branch: branch.unitId, ...(on ? { on } : {}), ...(sort === "day" ? {} : { sort }), ...(descending ? { descending: "1" } : {}) }}
      clearHref={address("/calendar/list", { branch: branch.unitId })}
      active={[
        ...(on ? [{ label: formatDay(on), removeHref: to({ on: null }) }] : []),
        ...(level ? [{ label: t(`organisation.level.${level}`), removeHref: to({ level: null }) }] : []),
        ...(state ? [{ label: t(`campaign.state.${state}`), removeHref: to({ state: null }) }] : []),
      ]}
    >
      <SelectField
        key={`level ${level}`}
        name="level"
        label={t("campaign.level")}
        blank={t("campaign.anyLevel")}
        defaultValue={level ?? ""}
        options={LEVELS.toReversed().map((each) => ({ value: each, label: t(`organisation.level.${each}`) }))}
      />
      <SelectField
        key={`state ${state}`}
        name="state"
        label={t("campaign.state")}
        blank={t("campaign.anyState")}
        defaultValue={state ?? ""}
        options={CONGRESS_STATES.map((each) => ({ value: each, label: t(`campaign.state.${each}`) }))}
      />
    </FilterBar>
  );
}

type Step = "submit" | "withdraw" | "approve" | "return" | "reopen";

const STEPS: readonly { readonly step: Step; readonly from: CongressState; readonly right: "submit" | "approve" }[] = [
  { step: "approve", from: "submitted", right: "approve" },
  { step: "submit", from: "draft", right: "submit" },
  { step: "return", from: "submitted", right: "approve" },
  { step: "withdraw", from: "submitted", right: "submit" },
  { step: "reopen", from: "approved", right: "approve" },
];

/** What this person may do with some of the lines shown, or with some on further pages; the main one first. */
function stepsFor({ rows, may, pages, state }: Props): Step[] {
  const elsewhere = (from: CongressState): boolean => pages > 1 && (state === null || state === from);
  return STEPS.filter(({ from, right }) => may[right] && (elsewhere(from) || rows.some((row) => row.state === from))).map(({ step }) => step);
}

function chooseAll(form: HTMLFormElement | null): void {
  for (const box of form?.querySelectorAll<HTMLInputElement>("input[name=chosen]") ?? []) box.checked = true;
}

type Choice = Pick<Props, "pages" | "total" | "most" | "mark"> & { readonly steps: readonly Step[]; readonly onChooseAll: () => void; readonly refused: RefusedForm };

function Bulk({ steps, pages, total, most, mark, refused, onChooseAll }: Choice) {
  const t = useT(words);
  const hydrated = useHydrated();
  return (
    <div className="bulk card no-print">
      <h2>{t("campaign.bulk")}</h2>
      <input type="hidden" name="mark" value={mark} />
      {pages === 1 ? null : total > most ? (
        <p className="small muted">{t("campaign.allTooMany", { most })}</p>
      ) : (
        <CheckboxField name="all" label={t("campaign.allMatching", { count: total })} defaultChecked={refused.value("all") !== undefined} />
      )}
      {steps.some((step) => step === "return" || step === "reopen") ? (
        <TextField name="reason" label={t("campaign.reasonForReturn")} maxLength={500} defaultValue={refused.value("reason")} error={refused.error("reason")} />
      ) : null}
      <FormActions>
        {steps.map((step, index) => (
          <SubmitButton key={step} kind={index === 0 ? "primary" : "plain"} name="step" value={step}>
            {t(`campaign.step.${step}`)}
          </SubmitButton>
        ))}
        {hydrated ? (
          <button type="button" className="button quiet" onClick={onChooseAll}>
            {t("campaign.chooseAll")}
          </button>
        ) : null}
      </FormActions>
    </div>
  );
}

function useColumns({ sort, descending, may, report, refusal }: Props, to: To, choosable: boolean): Column<Row>[] {
  const t = useT(words);
  const refused = useRefused(refusal, words);
  const by = (key: SortKey): Sort => ({
    href: to({ sort: key === "day" ? null : key, descending: sort === key && !descending ? 1 : null, page: null }),
    direction: sort === key ? (descending ? "descending" : "ascending") : undefined,
  });
  const chosen = refused.values("chosen");
  const left = new Map(report?.left.map((each) => [each.congressId, each.code]));
  const choiceOf = (row: Row) =>
    isChoosable(row.state) ? (
      <input type="checkbox" name="chosen" value={`${row.id}:${row.version}`} defaultChecked={chosen.some((each) => each.startsWith(row.id))} aria-label={t("campaign.chosen", { name: row.name })} />
    ) : null;
  return [
    { key: "name", title: t("calendar.columnCongress"), heading: true, sort: by("name"), cell: (row) => <Named row={row} why={left.get(row.id)} choice={choosable ? choiceOf(row) : undefined} /> },
    { key: "level", title: t("campaign.level"), sort: by("level"), cell: (row) => (row.level === "cell" ? t("campaign.roundOf", { level: t("organisation.level.cell"), round: row.round }) : t(`organisation.level.${row.level}`)) },
    { key: "day", title: t("calendar.columnDay"), sort: by("day"), cell: (row) => <When row={row} /> },
    { key: "state", title: t("calendar.columnState"), sort: by("state"), cell: (row) => <StateBadge tone={STATE_TONES[row.state]}>{t(`campaign.state.${row.state}`)}</StateBadge> },
    { key: "light", title: t("calendar.columnReadiness"), cell: (row) => (row.light ? <Light light={row.light} /> : null) },
    ...(may.date ? [{ key: "move", title: t("campaign.setDay"), quiet: true, screenOnly: true, align: "end" as const, cell: (row: Row) => <SetDay row={row} /> }] : []),
  ];
}

const isChoosable = (state: CongressState): boolean => state === "draft" || state === "submitted" || state === "approved";

/** The box to choose a line stands before its name, where it stays on a phone too. */
function Named({ row, choice, why }: { row: Row; choice: ReactNode | undefined; why: LeftReason | undefined }) {
  const t = useT(words);
  const name = (
    <div>
      <Link to={`/congresses/${row.id}`}>{row.name}</Link>
      {row.parentName ? <div className="small muted">{t("campaign.under", { name: row.parentName })}</div> : null}
      {why ? (
        <StateBadge tone="amber" icon="warning">
          {t(`campaign.left.${why}`)}
        </StateBadge>
      ) : null}
    </div>
  );
  if (choice === undefined) return name;
  return (
    <div className="chosen-name">
      <span className="chosen-box">{choice}</span>
      {name}
    </div>
  );
}

function When({ row }: { row: Row }) {
  const t = useT(words);
  if (row.opensOn === null) return <span className="muted">–</span>;
  return (
    <>
      <DayText day={row.opensOn} />
      {row.session ? <span className="small muted"> · {t(`campaign.session.${row.session}`)}</span> : null}
      {row.closesOn !== null && row.closesOn > row.opensOn ? <div className="small muted">{t("calendar.until", { day: formatDay(row.closesOn) })}</div> : null}
    </>
  );
}

function SetDay({ row }: { row: Row }) {
  const t = useT(words);
  if (hasHappened(row.state)) return null;
  return (
    <Link className="button quiet small" to={`/congresses/${row.id}/date`} aria-label={t("calendar.changeDay", { name: row.name })}>
      {row.opensOn === null ? t("campaign.setDay") : t("campaign.moveDay")}
    </Link>
  );
}
