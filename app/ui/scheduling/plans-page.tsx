import { Form, Link, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import { LEVELS } from "#app/core/organisation/level.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { ChoiceField } from "#app/ui/parts/choice-field.tsx";
import { DataTable } from "#app/ui/parts/data-table.tsx";
import { DayField } from "#app/ui/parts/day-field.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { ErrorSummary } from "#app/ui/parts/error-summary.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { KeyField } from "#app/ui/parts/key-field.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { Pager } from "#app/ui/parts/pager.tsx";
import { type Refusal, type RefusedForm, useRefused } from "#app/ui/parts/refused.ts";
import { SelectField } from "#app/ui/parts/select-field.tsx";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { TextField } from "#app/ui/parts/text-field.tsx";
import { organisation } from "#app/ui/words/organisation.ts";
import { plans } from "#app/ui/words/plans.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { address } from "./address.ts";
import { Asked, PlanState, type ShownVersion, VersionName } from "./plan-parts.tsx";

const words = { plans, organisation };

type Run = {
  readonly id: string;
  readonly state: "queued" | "running" | "stopping" | "stopped" | "done" | "failed";
  readonly share: number;
  readonly placed: number;
  readonly asked: number;
  readonly failure: "interrupted" | "notAllowed" | "seasonOver" | "failed" | null;
  readonly requestedBy: string;
  readonly planVersionId: string | null;
};

type Decided = {
  readonly perDay: number | null;
  readonly saturdays: boolean;
  readonly gapWorkingDays: number;
  readonly lessonWorkingDays: number;
  readonly pilots: "soft" | "hard";
  readonly leadersPerCongress: number;
};

type Props = {
  readonly branch: { readonly unitId: string; readonly name: string };
  readonly opened: boolean;
  readonly may: boolean;
  readonly run: Run | null;
  readonly decided: Decided;
  readonly versions: readonly ShownVersion[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly refusal: Refusal | undefined;
};

const isUnderWay = ({ state }: Run): boolean => ["queued", "running", "stopping"].includes(state);
const ASK_AGAIN_MS = 1_000;

/** The versions of a branch, the run in progress, and the form that starts one. */
export function PlansPage(props: Props) {
  const t = useT(words);
  const refused = useRefused(props.refusal, { plans });
  const { branch, run, versions, total, page, pages } = props;
  const title = run !== null && isUnderWay(run)
    ? t("plans.titleRunning", { branch: branch.name, percent: Math.round(run.share * 100) })
    : total > 0
      ? t("plans.title", { branch: branch.name, count: total })
      : t("plans.titleNone", { branch: branch.name });
  const hrefOf = (to: number): string => address("/calendar/plans", { branch: branch.unitId, page: to === 1 ? null : to });
  if (!props.opened)
    return (
      <Page title={t("plans.notOpen", { branch: branch.name })}>
        <EmptyState
          title={t("plans.refused.noCampaign")}
          action={
            <Link className="button primary" to={address("/campaigns", { branch: branch.unitId })}>
              {t("plans.openFirst")}
            </Link>
          }
        />
      </Page>
    );
  return (
    <Page title={title} lead={t("plans.lead")}>
      <ErrorSummary errors={refused.errors} />
      <div className="split">
        <div className="stack">
          {run ? <LatestRun run={run} unitId={branch.unitId} may={props.may} /> : null}
          <Card title={t("plans.list")} flush>
            <Versions versions={versions} />
          </Card>
          <Pager page={page} pages={pages} previousHref={page > 1 ? hrefOf(page - 1) : undefined} nextHref={page < pages ? hrefOf(page + 1) : undefined} />
        </div>
        {props.may ? <StartForm {...props} refused={refused} /> : null}
      </div>
    </Page>
  );
}

function Versions({ versions }: { versions: readonly ShownVersion[] }) {
  const t = useT(words);
  return (
    <DataTable
      caption={t("plans.list")}
      hideCaption
      rows={versions}
      rowKey={(row) => row.id}
      empty={<EmptyState icon="calendarEdit" title={t("plans.listEmpty")} />}
      columns={[
        {
          key: "version",
          title: t("plans.version"),
          heading: true,
          cell: (row) => (
            <Link to={`/calendar/plans/${row.id}`}>
              <VersionName version={row} />
            </Link>
          ),
        },
        { key: "state", title: t("plans.state"), cell: (row) => <PlanState state={row.state} /> },
        { key: "result", title: t("plans.result"), cell: (row) => t("plans.resultText", row.summary) },
        { key: "question", title: t("plans.question"), wide: true, cell: (row) => <Asked version={row} /> },
        { key: "branch", title: t("plans.branch"), wide: true, cell: (row) => row.unitName },
      ]}
    />
  );
}

/** How far the run is. With JavaScript the page asks again each second; without, the browser loads it anew. */
function LatestRun({ run, unitId, may }: { run: Run; unitId: string; may: boolean }) {
  const t = useT(words);
  const active = isUnderWay(run);
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!active || state !== "idle") return;
    const timer = setTimeout(revalidate, ASK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [active, state, revalidate]);
  const tone = run.state === "failed" ? "red" : run.state === "done" ? "green" : "info";
  return (
    <Card title={t("plans.runTitle")} note={t("plans.by", { name: run.requestedBy })} tone={tone}>
      {active ? (
        <noscript>
          <meta httpEquiv="refresh" content="2" />
        </noscript>
      ) : null}
      <div className="progress">
        <label htmlFor="planning">{run.failure === null ? t(`plans.run.${run.state}`) : t(`plans.failure.${run.failure}`)}</label>
        {active || run.state === "done" ? <span className="progress-count">{t("plans.progress", { placed: run.placed, asked: run.asked })}</span> : null}
        {active || run.state === "done" ? <progress id="planning" max={100} value={Math.round(run.share * 100)} /> : null}
        {active && may && run.state !== "stopping" ? (
          <Form method="post" action={address("/calendar/plans", { branch: unitId })}>
            <input type="hidden" name="runId" value={run.id} />
            <input type="hidden" name="unitId" value={unitId} />
            <SubmitButton kind="plain" icon="close" name="intent" value="stop">
              {t("plans.stop")}
            </SubmitButton>
          </Form>
        ) : null}
      </div>
      {run.planVersionId === null ? null : (
        <div className="actions">
          <Link className="button primary" to={`/calendar/plans/${run.planVersionId}`}>
            {t("plans.openDraft")}
          </Link>
        </div>
      )}
    </Card>
  );
}

function StartForm({ branch, decided, refused }: Props & { readonly refused: RefusedForm }) {
  const t = useT(words);
  const as = (value: string | number): string => t("plans.asDecided", { value });
  const field = (name: string) => ({ name, defaultValue: refused.value(name), error: refused.error(name) });
  return (
    <Card title={t("plans.start")} note={t("plans.startLead")}>
      <Form method="post" className="form" action={address("/calendar/plans", { branch: branch.unitId })}>
        <KeyField name="start" />
        <input type="hidden" name="intent" value="start" />
        <input type="hidden" name="unitId" value={branch.unitId} />
        <ChoiceField
          kind="radio"
          name="keeping"
          label={t("plans.keeping")}
          required
          chosen={[refused.value("keeping", "dates") ?? "dates"]}
          choices={(["dates", "fewestMoves", "nothing"] as const).map((value) => ({ value, label: t(`plans.keeping.${value}`), hint: t(`plans.keeping.${value}Hint`) }))}
          error={refused.error("keeping")}
        />
        <SelectField
          name="round"
          label={t("plans.round")}
          blank={false}
          defaultValue={refused.value("round", "1")}
          options={(["1", "2"] as const).map((value) => ({ value, label: t(`plans.round.${value}`) }))}
          error={refused.error("round")}
        />
        <fieldset className="stack">
          <legend>{t("plans.scenario")}</legend>
          <p className="hint">{t("plans.scenarioHint")}</p>
          {(
            [
              ["perDay", decided.perDay ?? t("plans.noLimit")],
              ["gapDays", decided.gapWorkingDays],
              ["lessonDays", decided.lessonWorkingDays],
              ["leadersPerCongress", decided.leadersPerCongress],
            ] as const
          ).map(([name, value]) => (
            <TextField key={name} name={name} label={t(`plans.${name}`)} hint={as(value)} inputMode="numeric" size="short" defaultValue={refused.value(name)} error={refused.error(name)} />
          ))}
          <SelectField
            name="pilots"
            label={t("plans.pilots")}
            blank={as(t(`plans.pilots.${decided.pilots}`))}
            defaultValue={refused.value("pilots")}
            options={(["hard", "soft"] as const).map((value) => ({ value, label: t(`plans.pilots.${value}`) }))}
          />
          <SelectField
            name="saturdays"
            label={t("plans.saturdays")}
            blank={t("plans.asDecidedPlain")}
            defaultValue={refused.value("saturdays")}
            options={(["yes", "no"] as const).map((value) => ({ value, label: t(`plans.saturdays.${value}`) }))}
          />
          <SelectField
            {...field("windowLevel")}
            label={t("plans.window")}
            blank={t("plans.asDecidedPlain")}
            options={LEVELS.map((value) => ({ value, label: t(`organisation.level.${value}`) }))}
          />
          <div className="form-row">
            <DayField {...field("windowFrom")} label={t("plans.windowFrom")} optional />
            <DayField {...field("windowLast")} label={t("plans.windowLast")} optional />
          </div>
          <TextField {...field("absentLeader")} label={t("plans.absentLeader")} hint={t("plans.absentHint")} size="short" optional />
          <div className="form-row">
            <DayField {...field("absentFrom")} label={t("plans.absentFrom")} optional />
            <DayField {...field("absentLast")} label={t("plans.absentLast")} optional />
          </div>
        </fieldset>
        <FormActions>
          <SubmitButton>{t("plans.start")}</SubmitButton>
        </FormActions>
      </Form>
    </Card>
  );
}
