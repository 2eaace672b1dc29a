import { Form, Link } from "@remix-run/react";
import { formatDay, type Day } from "#app/core/time/day.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { DataTable } from "#app/ui/parts/data-table.tsx";
import { DayText } from "#app/ui/parts/day-text.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { ErrorSummary } from "#app/ui/parts/error-summary.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { KeyField } from "#app/ui/parts/key-field.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { type Refusal, useRefused } from "#app/ui/parts/refused.ts";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { Tabs } from "#app/ui/parts/tabs.tsx";
import { TextArea } from "#app/ui/parts/text-area.tsx";
import { campaign } from "#app/ui/words/campaign.ts";
import { findingSentence } from "#app/ui/words/finding-sentence.ts";
import { form } from "#app/ui/words/form.ts";
import { useLocale, useT } from "#app/ui/words/provider.tsx";
import { scheduling } from "#app/ui/words/scheduling.ts";
import { filling } from "#app/ui/words/filling.ts";
import { address } from "./address.ts";
import type { ShownFinding } from "./finding-list.tsx";

const words = { filling, scheduling, campaign, form };

type Bound = "planningDay" | "horizon" | "window" | "unit" | "children" | "parent";

type Reason =
  | { readonly code: "orderCycle" }
  | { readonly code: "noDays"; readonly from: Day; readonly fromBy: Bound; readonly last: Day; readonly lastBy: Bound }
  | { readonly code: "everyDayRefused"; readonly from: Day; readonly last: Day };

type Unplaced = {
  readonly congressId: string;
  readonly name: string;
  readonly reason: Reason;
  readonly refusals: readonly { readonly openings: number; readonly example: ShownFinding }[];
};

type Props = {
  readonly branch: { readonly unitId: string; readonly name: string };
  readonly opened: boolean;
  readonly round: 1 | 2;
  readonly may: boolean;
  readonly placed: number;
  readonly withWarnings: number;
  readonly months: readonly { readonly month: string; readonly count: number }[];
  readonly sample: readonly { readonly congressId: string; readonly name: string; readonly placement: { readonly opensOn: Day; readonly session: "morning" | "afternoon" } }[];
  readonly unplaced: number;
  readonly unplacedShown: readonly Unplaced[];
  readonly refusal: Refusal | undefined;
};

/** What filling the empty ones would do, before it does it. */
export function FillPage(props: Props) {
  const t = useT(words);
  const refused = useRefused(props.refusal, { scheduling });
  const { branch, placed, unplaced } = props;
  return (
    <Page
      title={useTitle(props)}
      lead={placed > 0 ? t("filling.fillLead") : undefined}
      actions={
        <Link className="button" to={address("/calendar", { branch: branch.unitId })}>
          {t("campaign.toCalendar")}
        </Link>
      }
    >
      <ErrorSummary errors={refused.errors} />
      <Tabs
        label={t("filling.fillRound")}
        tabs={([1, 2] as const).map((round) => ({
          id: String(round),
          href: address("/calendar/fill", { branch: branch.unitId, round: round === 1 ? null : round }),
          label: t(`filling.round.${round}`),
          current: round === props.round,
        }))}
      />
      {placed + unplaced === 0 ? (
        <EmptyState
          icon="check"
          title={props.opened ? t("filling.fillTitleNone") : t("campaign.notOpenTitle", { branch: branch.name })}
          action={
            <Link className="button" to={address(props.opened ? "/calendar/list" : "/campaigns", { branch: branch.unitId })}>
              {props.opened ? t("campaign.toList") : t("campaign.openTitle")}
            </Link>
          }
        />
      ) : null}
      <div className="split">
        <div className="stack">
          {placed > 0 ? <Placed {...props} /> : null}
          {unplaced > 0 ? <NotPlaced {...props} /> : null}
        </div>
        {placed > 0 && props.may ? (
          <Card title={t("campaign.toFill")}>
            <Form method="post" className="form" action={address("/calendar/fill", { branch: branch.unitId, round: props.round === 1 ? null : props.round })}>
              <KeyField />
              <input type="hidden" name="unitId" value={branch.unitId} />
              <input type="hidden" name="round" value={props.round} />
              <input type="hidden" name="expected" value={placed} />
              <TextArea
                name="reason"
                label={t("form.reason")}
                hint={t("form.reasonHint")}
                required
                rows={2}
                maxLength={500}
                defaultValue={refused.value("reason", t("filling.fillReason"))}
                error={refused.error("reason")}
              />
              <FormActions>
                <SubmitButton>{t("filling.fillConfirm", { count: placed })}</SubmitButton>
              </FormActions>
            </Form>
          </Card>
        ) : null}
      </div>
    </Page>
  );
}

function useTitle({ placed, unplaced, opened, branch }: Props): string {
  const t = useT(words);
  if (!opened) return t("campaign.notOpenTitle", { branch: branch.name });
  if (placed === 0) return unplaced === 0 ? t("filling.fillTitleNone") : t("filling.fillTitleStuck", { unplaced });
  return unplaced === 0 ? t("filling.fillTitleAll", { placed }) : t("filling.fillTitle", { placed, unplaced });
}

function Placed({ months, sample, withWarnings, placed }: Props) {
  const t = useT(words);
  return (
    <>
      <Card title={t("filling.fillMonths")} note={withWarnings > 0 ? t("filling.fillWarnings", { count: withWarnings }) : undefined} flush>
        <DataTable
          caption={t("filling.fillMonths")}
          hideCaption
          rows={months}
          rowKey={(row) => row.month}
          columns={[
            { key: "month", title: t("filling.month"), heading: true, cell: (row) => `${row.month.slice(5, 7)}/${row.month.slice(0, 4)}` },
            { key: "count", title: t("filling.count"), align: "end", cell: (row) => row.count },
          ]}
        />
      </Card>
      <Card title={t("filling.fillSample")} flush>
        <DataTable
          caption={t("filling.fillSample")}
          hideCaption
          rows={sample}
          rowKey={(row) => row.congressId}
          columns={[
            { key: "name", title: t("filling.congress"), heading: true, cell: (row) => <Link to={`/congresses/${row.congressId}`}>{row.name}</Link> },
            {
              key: "day",
              title: t("filling.when"),
              align: "end",
              cell: (row) => (
                <>
                  {t(`campaign.session.${row.placement.session}`)} <DayText day={row.placement.opensOn} />
                </>
              ),
            },
          ]}
        />
        {placed > sample.length ? <p className="inset muted small">{t("filling.andMore", { count: placed - sample.length })}</p> : null}
      </Card>
    </>
  );
}

function NotPlaced({ unplaced, unplacedShown }: Props) {
  const t = useT(words);
  return (
    <Card title={t("filling.fillUnplaced")} tone="amber" flush>
      <DataTable
        caption={t("filling.fillUnplaced")}
        hideCaption
        rows={unplacedShown}
        rowKey={(row) => row.congressId}
        columns={[
          { key: "name", title: t("filling.congress"), heading: true, cell: (row) => <Link to={`/congresses/${row.congressId}`}>{row.name}</Link> },
          { key: "why", title: t("filling.why"), cell: (row) => <Why unplaced={row} /> },
        ]}
      />
      {unplaced > unplacedShown.length ? <p className="inset muted small">{t("filling.andMore", { count: unplaced - unplacedShown.length })}</p> : null}
    </Card>
  );
}

function Why({ unplaced: { reason, refusals } }: { unplaced: Unplaced }) {
  const t = useT(words);
  const locale = useLocale();
  if (reason.code === "orderCycle") return <>{t("filling.unplaced.orderCycle")}</>;
  const days = { from: formatDay(reason.from), last: formatDay(reason.last) };
  if (reason.code === "noDays")
    return <>{t("filling.unplaced.noDays", { ...days, fromBy: t(`filling.bound.${reason.fromBy}`), lastBy: t(`filling.bound.${reason.lastBy}`) })}</>;
  return (
    <>
      {t("filling.unplaced.everyDayRefused", days)}
      <ul className="plain-list small">
        {refusals.map(({ openings, example }) => (
          <li key={example.code}>{t("filling.openingsRefused", { count: openings, sentence: findingSentence(locale, example) })}</li>
        ))}
      </ul>
    </>
  );
}
