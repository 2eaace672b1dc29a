import { Form, Link, useSearchParams } from "@remix-run/react";
import { formatDay, type Day } from "#app/core/time/day.ts";
import { lunarDay } from "#app/core/time/lunar.ts";
import { Breadcrumb } from "#app/ui/parts/breadcrumb.tsx";
import { Card } from "#app/ui/parts/card.tsx";
import { DayField } from "#app/ui/parts/day-field.tsx";
import { DayText } from "#app/ui/parts/day-text.tsx";
import { ErrorSummary } from "#app/ui/parts/error-summary.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { KeyField } from "#app/ui/parts/key-field.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { refusedOf, type Refusal, type RefusedForm, useRefused } from "#app/ui/parts/refused.ts";
import { SelectField } from "#app/ui/parts/select-field.tsx";
import { StateBadge } from "#app/ui/parts/state-badge.tsx";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { TextArea } from "#app/ui/parts/text-area.tsx";
import { TextField } from "#app/ui/parts/text-field.tsx";
import { campaign } from "#app/ui/words/campaign.ts";
import { proposals as dictionary } from "#app/ui/words/proposals.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { FindingList, type ShownFinding } from "./finding-list.tsx";

const words = { proposals: dictionary, campaign };
type Half = "morning" | "afternoon";
type Tried = { readonly opensOn: Day; readonly session: Half; readonly allowed: boolean; readonly clashes: readonly ShownFinding[]; readonly milestones: number };
type Proposal = {
  readonly rank: number;
  readonly opensOn: Day;
  readonly session: Half;
  readonly note: string | null;
  readonly state: "open" | "picked" | "declined";
  readonly proposedBy: string;
  readonly tried: Tried | null;
};
type Props = {
  readonly congress: { readonly id: string; readonly version: number; readonly unitName: string; readonly date: { readonly opensOn: Day } | null };
  readonly today: Day;
  readonly proposals: readonly Proposal[];
  readonly tried: readonly Tried[];
  readonly mayPropose: boolean;
  readonly mayDecide: boolean;
  readonly refusal: Refusal | undefined;
};

const TONES = { open: "info", picked: "green", declined: "plain" } as const;

/** The days that a unit proposes, each with what it would bring; the unit's form, and the superior's choice. */
export function ProposalsPage(props: Props) {
  const t = useT(words);
  const { congress, proposals, mayPropose, mayDecide } = props;
  const refused = useRefused(props.refusal, words);
  const open = proposals.filter((each) => each.state === "open").length;
  const name = congress.unitName;
  const title = proposals.length === 0 ? t("proposals.titleNone", { name }) : open > 0 ? t("proposals.titleOpen", { name, count: open }) : t("proposals.titleDecided", { name });
  return (
    <Page
      above={<Breadcrumb units={[{ id: congress.id, name, href: `/congresses/${congress.id}` }, { id: "proposals", name: t("proposals.crumb") }]} />}
      title={title}
      lead={mayPropose || mayDecide ? t("proposals.lead") : t("proposals.leadClosed")}
    >
      <ErrorSummary errors={refused.errors} />
      <div className="split">
        <div className="stack">
          <Card title={t("proposals.proposed")}>
            {proposals.length === 0 ? <p className="muted">{t("proposals.nothing")}</p> : null}
            <ul className="plain-list">
              {proposals.map((each) => (
                <li key={each.rank} className="stack">
                  <ProposedDay {...props} proposal={each} refused={refused} />
                </li>
              ))}
            </ul>
          </Card>
          {mayDecide && open > 0 ? <DeclineForm refused={refusedOf(refused, { intent: "decline" })} /> : null}
        </div>
        {mayPropose ? <ProposeForm {...props} refused={refusedOf(refused, { intent: "propose" })} /> : null}
      </div>
    </Page>
  );
}

function Consequences({ tried, self }: { tried: Tried; self: string }) {
  const t = useT(words);
  const { clashes, milestones } = tried;
  const bars = clashes.filter((each) => each.severity === "blocks").length;
  const sentence = !tried.allowed ? t("proposals.barred", { count: bars }) : clashes.length === 0 ? t("proposals.fits") : t("proposals.warned", { count: clashes.length });
  return (
    <>
      <p className="small">
        {sentence} {milestones > 0 ? t("proposals.milestones", { count: milestones }) : null}
      </p>
      {clashes.length > 0 ? <FindingList findings={clashes} self={self} /> : null}
    </>
  );
}

function ProposedDay({ congress, today, proposal, mayDecide, refused }: Props & { proposal: Proposal; refused: RefusedForm }) {
  const t = useT(words);
  const { rank, opensOn, session, note, state, tried } = proposal;
  const mine = refusedOf(refused, { intent: "pick", rank: String(rank) });
  const passed = opensOn < today;
  return (
    <>
      <div className="cluster">
        <strong>
          {t(`campaign.session.${session}`)} <DayText day={opensOn} weekday="full" lunar={lunarDay(opensOn)} />
        </strong>
        <StateBadge tone={TONES[state]}>{t(`proposals.state.${state}`)}</StateBadge>
      </div>
      <div className="small muted">
        {t("proposals.by", { name: proposal.proposedBy })}
        {note === null ? null : ` · ${note}`}
      </div>
      {passed && state === "open" ? <p className="small">{t("proposals.passed")}</p> : null}
      {tried === null || passed ? null : <Consequences tried={tried} self={congress.id} />}
      {mayDecide && state === "open" && tried?.allowed && !passed ? (
        <Form method="post" className="form no-print">
          <KeyField name={`pick-${rank}`} />
          <input type="hidden" name="intent" value="pick" />
          <input type="hidden" name="version" value={congress.version} />
          <input type="hidden" name="rank" value={rank} />
          <input type="hidden" name="on" value={opensOn} />
          <input type="hidden" name="session" value={session} />
          <TextField name="reason" id={`f-reason-${rank}`} label={t("proposals.reason")} required maxLength={500} defaultValue={mine.value("reason")} error={mine.error("reason")} />
          <FormActions>
            <SubmitButton kind={rank === 1 ? "primary" : "plain"}>{t("proposals.pick", { day: formatDay(opensOn) })}</SubmitButton>
          </FormActions>
        </Form>
      ) : null}
    </>
  );
}

function DeclineForm({ refused }: { refused: RefusedForm }) {
  const t = useT(words);
  return (
    <details className="no-print" open={refused.code !== null || undefined}>
      <summary>{t("proposals.decline")}</summary>
      <Form method="post" className="form">
        <KeyField name="decline" />
        <input type="hidden" name="intent" value="decline" />
        <TextArea name="reason" id="f-decline-reason" label={t("proposals.reason")} required rows={2} maxLength={500} defaultValue={refused.value("reason")} error={refused.error("reason")} />
        <FormActions>
          <SubmitButton kind="danger">{t("proposals.decline")}</SubmitButton>
        </FormActions>
      </Form>
    </details>
  );
}

/** One form for looking (its answer stands in the address) and for sending. */
function ProposeForm({ congress, proposals, tried, refused }: Props & { refused: RefusedForm }) {
  const t = useT(words);
  const [search] = useSearchParams();
  const value = (name: string): string | undefined => refused.value(name, search.get(name));
  const halves = (["morning", "afternoon"] as const).map((each) => ({ value: each, label: t(`campaign.session.${each}`) }));
  return (
    <Card title={proposals.length === 0 ? t("proposals.try") : t("proposals.again")} note={proposals.length === 0 ? undefined : t("proposals.againNote")}>
      {tried.map((each) => (
        <div key={each.opensOn} className="stack">
          <strong>
            {t(`campaign.session.${each.session}`)} <DayText day={each.opensOn} weekday="full" lunar={lunarDay(each.opensOn)} />
          </strong>
          <Consequences tried={each} self={congress.id} />
        </div>
      ))}
      <Form method="post" className="form no-print" key={search.toString()}>
        <KeyField name="propose" />
        <input type="hidden" name="intent" value="propose" />
        <input type="hidden" name="version" value={refused.version(congress.version)} />
        {([1, 2, 3] as const).map((rank) => (
          <fieldset key={rank}>
            <legend>{t("proposals.day", { rank })}</legend>
            <div className="form-row">
              <DayField name={`on${rank}`} label={t("campaign.day")} required={rank === 1} optional={rank > 1} defaultValue={value(`on${rank}`)} error={refused.error(`on${rank}`)} />
              <SelectField name={`session${rank}`} label={t("proposals.session")} blank={false} options={halves} defaultValue={value(`session${rank}`) ?? "morning"} />
            </div>
            <TextField name={`note${rank}`} label={t("proposals.note")} optional maxLength={300} defaultValue={value(`note${rank}`)} error={refused.error(`note${rank}`)} />
          </fieldset>
        ))}
        <FormActions>
          <SubmitButton>{t("proposals.send")}</SubmitButton>
          <button className="button" type="submit" formMethod="get" formAction={`/congresses/${congress.id}/proposals`}>
            {t("proposals.look")}
          </button>
          <Link className="button quiet" to={`/congresses/${congress.id}/date`}>
            {t("proposals.toDate")}
          </Link>
        </FormActions>
      </Form>
    </Card>
  );
}
