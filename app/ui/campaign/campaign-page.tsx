import { Form, Link } from "@remix-run/react";
import type { Level } from "#app/core/organisation/level.ts";
import type { Certainty as Known, Words } from "#app/core/rules/certainty.ts";
import { CONGRESS_STATES, type CongressState } from "#app/core/scheduling/congress.ts";
import { formatDay, type Day } from "#app/core/time/day.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { Certainty } from "#app/ui/parts/certainty.tsx";
import { DataTable, type Column } from "#app/ui/parts/data-table.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { ErrorSummary } from "#app/ui/parts/error-summary.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { KeyField } from "#app/ui/parts/key-field.tsx";
import { Notice } from "#app/ui/parts/notice.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { type Refusal, useRefused } from "#app/ui/parts/refused.ts";
import { SelectField } from "#app/ui/parts/select-field.tsx";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { TextField } from "#app/ui/parts/text-field.tsx";
import { ReckoningNotice } from "#app/ui/readiness/reckoning-notice.tsx";
import { address } from "#app/ui/scheduling/address.ts";
import { campaign as campaignWords } from "#app/ui/words/campaign.ts";
import { organisation } from "#app/ui/words/organisation.ts";
import { useLocale, useT } from "#app/ui/words/provider.tsx";

const words = { campaign: campaignWords, organisation };

type Line = {
  readonly level: Level;
  readonly round: number;
  readonly states: Readonly<Record<CongressState, number>>;
  readonly total: number;
  readonly window: { readonly from: Day; readonly lastDay: Day; readonly source: string; readonly certainty: Known } | null;
};

type Props = {
  readonly branch: { readonly unitId: string; readonly name: string };
  readonly campaign: { readonly unitName: string; readonly term: string; readonly editionCode: string; readonly editionTitle: Words; readonly openedOn: Day } | null;
  readonly lines: readonly Line[];
  readonly waiting: number;
  readonly reckoning: number;
  readonly may: { readonly open: boolean; readonly date: boolean };
  readonly editions: readonly { readonly code: string; readonly title: Words }[];
  readonly editionNow: string | null;
  readonly termNow: string;
  readonly refusal: Refusal | undefined;
};

/** How far the dates of a branch are; or the form that opens its term. */
export function CampaignPage(props: Props) {
  return props.campaign === null ? <NotOpen {...props} /> : <Open {...props} campaign={props.campaign} />;
}

function Open({ campaign, branch, lines, waiting, reckoning, may, refusal }: Props & { campaign: NonNullable<Props["campaign"]> }) {
  const t = useT(words);
  const locale = useLocale();
  const refused = useRefused(refusal, words);
  const total = lines.reduce((sum, line) => sum + line.total, 0);
  const dated = total - lines.reduce((sum, line) => sum + line.states.undated, 0);
  const to = (path: string, more: Record<string, string> = {}) => address(path, { branch: branch.unitId, ...more });
  return (
    <Page
      title={t("campaign.campaignTitle", { term: campaign.term, dated, total })}
      lead={t("campaign.campaignLead", { edition: campaign.editionTitle[locale], day: formatDay(campaign.openedOn), unit: campaign.unitName })}
      actions={
        <>
          <Link className={may.date ? "button" : "button primary"} to={to("/calendar")}>
            {t("campaign.toCalendar")}
          </Link>
          {may.date && dated < total ? (
            <Link className="button primary" to={to("/calendar/fill")}>
              {t("campaign.toFill")}
            </Link>
          ) : null}
          <Link className="button" to={to("/conflicts")}>
            {t("campaign.toConflicts")}
          </Link>
        </>
      }
    >
      <ErrorSummary errors={refused.errors} />
      <ReckoningNotice count={reckoning} />
      {waiting > 0 ? (
        <Notice
          kind="info"
          title={t("campaign.waiting", { count: waiting })}
          actions={
            may.open ? (
              <Form method="post" action={address("/campaigns", { branch: branch.unitId })}>
                <KeyField />
                <input type="hidden" name="intent" value="join" />
                <input type="hidden" name="unitId" value={branch.unitId} />
                <SubmitButton kind="plain">{t("campaign.join")}</SubmitButton>
              </Form>
            ) : null
          }
        >
          {t("campaign.waitingLead")}
        </Notice>
      ) : null}
      <Card title={t("campaign.byLevel")} flush>
        <DataTable caption={t("campaign.byLevel")} hideCaption rows={lines} rowKey={(line) => `${line.level} ${line.round}`} columns={useColumns(to)} />
      </Card>
    </Page>
  );
}

function useColumns(to: (path: string, more?: Record<string, string>) => string): Column<Line>[] {
  const t = useT(words);
  const locale = useLocale();
  const number = (count: number): string => count.toLocaleString(locale);
  const levelOf = ({ level, round }: Line): string =>
    level === "cell" ? t("campaign.roundOf", { level: t("organisation.level.cell"), round }) : t(`organisation.level.${level}`);
  return [
    { key: "level", title: t("campaign.level"), heading: true, cell: levelOf },
    {
      key: "window",
      title: t("campaign.window"),
      cell: ({ window }) =>
        window ? (
          <>
            {formatDay(window.from)} – {formatDay(window.lastDay)}
            <div className="small muted">
              {window.source} <Certainty of={window.certainty} />
            </div>
          </>
        ) : null,
    },
    ...CONGRESS_STATES.map((state) => ({
      key: state,
      title: t(`campaign.state.${state}`),
      align: "end" as const,
      cell: ({ level, states }: Line) => (states[state] === 0 ? <span className="muted">0</span> : <Link to={to("/calendar/list", { state, level })}>{number(states[state])}</Link>),
    })),
    { key: "total", title: t("campaign.total"), align: "end", cell: ({ total }) => <strong>{number(total)}</strong> },
  ];
}

function NotOpen({ branch, may, editions, editionNow, termNow, refusal }: Props) {
  const t = useT(words);
  const locale = useLocale();
  const refused = useRefused(refusal, words);
  const title = t("campaign.notOpenTitle", { branch: branch.name });
  if (!may.open) {
    return (
      <Page title={title}>
        <EmptyState title={t("campaign.notOpenAsk")} icon="calendar" />
      </Page>
    );
  }
  return (
    <Page title={title} lead={t("campaign.notOpenLead")} narrow>
      <ErrorSummary errors={refused.errors} />
      <Card title={t("campaign.openTitle")}>
        <Form method="post" className="form" action={address("/campaigns", { branch: branch.unitId })}>
          <KeyField />
          <input type="hidden" name="intent" value="open" />
          <input type="hidden" name="unitId" value={branch.unitId} />
          <TextField
            name="term"
            label={t("campaign.term")}
            hint={t("campaign.termHint")}
            size="short"
            required
            maxLength={9}
            defaultValue={refused.value("term", termNow)}
            error={refused.error("term")}
          />
          <SelectField
            name="editionCode"
            label={t("campaign.edition")}
            required
            blank={false}
            defaultValue={refused.value("editionCode", editionNow)}
            error={refused.error("editionCode")}
            options={editions
              .map(({ code, title: name }) => ({ value: code, label: code === editionNow ? t("campaign.editionNow", { title: name[locale] }) : name[locale] }))
              .toReversed()}
          />
          <FormActions>
            <SubmitButton>{t("campaign.openSubmit")}</SubmitButton>
          </FormActions>
        </Form>
      </Card>
    </Page>
  );
}
