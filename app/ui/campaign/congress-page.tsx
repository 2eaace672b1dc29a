import { Form, Link } from "@remix-run/react";
import type { ReactNode } from "react";
import type { Level } from "#app/core/organisation/level.ts";
import type { Light as Colour } from "#app/core/readiness/rollup.ts";
import type { CongressForm, CongressState } from "#app/core/scheduling/congress.ts";
import { FINDING_CODES } from "#app/core/scheduling/conflicts.ts";
import { formatDay, isDay, type Day } from "#app/core/time/day.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { DayField } from "#app/ui/parts/day-field.tsx";
import { DayText, type Lunar } from "#app/ui/parts/day-text.tsx";
import { DefinitionList } from "#app/ui/parts/definition-list.tsx";
import { ErrorSummary } from "#app/ui/parts/error-summary.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { Light } from "#app/ui/parts/light.tsx";
import { LogList, type LogEntry } from "#app/ui/parts/log-list.tsx";
import { Notice } from "#app/ui/parts/notice.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { type Refusal, type RefusedForm, useRefused } from "#app/ui/parts/refused.ts";
import { SelectField } from "#app/ui/parts/select-field.tsx";
import { StateBadge } from "#app/ui/parts/state-badge.tsx";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { TextArea } from "#app/ui/parts/text-area.tsx";
import { TextField } from "#app/ui/parts/text-field.tsx";
import { FindingList, type ShownFinding } from "#app/ui/scheduling/finding-list.tsx";
import { MilestoneList, type ShownMilestone } from "#app/ui/scheduling/milestone-list.tsx";
import { editionNumber } from "#app/ui/rules/edition-number.ts";
import { campaign } from "#app/ui/words/campaign.ts";
import { exceptions } from "#app/ui/words/exceptions.ts";
import { form } from "#app/ui/words/form.ts";
import { organisation } from "#app/ui/words/organisation.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { scheduling } from "#app/ui/words/scheduling.ts";
import { ExceptionsCard } from "./exceptions-card.tsx";
import { STATE_TONES } from "./state-tones.ts";

const words = { campaign, exceptions, organisation, scheduling, form };
type T = ReturnType<typeof useT<typeof words>>;

type Congress = {
  readonly id: string;
  readonly version: number;
  readonly unitId: string;
  readonly unitName: string;
  readonly term: string;
  readonly editionCode: string;
  readonly level: Level;
  readonly members: number | null;
  readonly round: number;
  readonly form: CongressForm;
  readonly contents: 2 | 3 | 4;
  readonly state: CongressState;
  readonly lengthHalfDays: number;
  readonly isPilot: boolean;
  readonly desiredOn: Day | null;
  readonly orderExemption: string | null;
  readonly frozenFrom: Day | null;
  readonly haltReason: string | null;
  readonly haltDocument: string | null;
  readonly date: { readonly opensOn: Day; readonly closesOn: Day; readonly session: "morning" | "afternoon"; readonly venueName: string | null; readonly reason: string | null } | null;
};

type LoggedFields = Readonly<Record<string, string | number | boolean | null>>;
type May = { readonly edit: boolean; readonly date: boolean; readonly propose: boolean; readonly approve: boolean; readonly record: boolean; readonly override: boolean };

type Props = {
  readonly congress: Congress;
  /** The lunar day of the opening. */
  readonly lunar: Lunar | null;
  readonly parent: { readonly id: string; readonly name: string; readonly opensOn: Day | null } | null;
  readonly milestones: readonly ShownMilestone[];
  readonly findings: readonly ShownFinding[];
  readonly leaders: readonly { readonly id: string; readonly name: string; readonly post: string }[];
  readonly records: readonly { readonly kind: string; readonly recordedOn: Day; readonly document: string }[];
  readonly history: readonly { readonly id: string; readonly at: string; readonly actorLogin: string; readonly deed: string; readonly before: LoggedFields; readonly after: LoggedFields; readonly reason: string | null }[];
  readonly standing: { readonly light: Colour; readonly percent: number } | null;
  readonly letters: { readonly kind: "count"; readonly pending: number } | { readonly kind: "flag"; readonly pending: boolean } | null;
  readonly may: May;
  readonly refusal: Refusal | undefined;
};

/** Everything about one congress: its day and what stands against it first. */
export function CongressPage(props: Props) {
  const t = useT(words);
  const refused = useRefused(props.refusal, words);
  const { congress, findings } = props;
  return (
    <Page
      title={titleOf(t, congress, findings)}
      lead={congress.date?.reason ? t("campaign.dateReason", { reason: congress.date.reason }) : undefined}
      actions={<Actions congress={congress} may={props.may} />}
    >
      <ErrorSummary errors={refused.errors} />
      <Halted congress={congress} />
      <div className="split">
        <div className="stack">
          {congress.date ? (
            <Card title={t("campaign.findings")} tone={findings.some((each) => each.severity === "blocks") ? "red" : undefined}>
              {findings.length === 0 ? <p className="muted">{t("campaign.findingsNone")}</p> : <FindingList findings={findings} self={congress.id} />}
            </Card>
          ) : null}
          {congress.date ? <ExceptionsCard congress={congress} findings={findings} may={props.may.override} refused={refused} /> : null}
          <Card title={t("campaign.milestones")}>
            {congress.date ? (
              <MilestoneList label={t("campaign.milestones")} opening={t("campaign.opening")} openingDay={congress.date.opensOn} milestones={props.milestones} />
            ) : (
              <p className="muted">{t("campaign.milestonesNone")}</p>
            )}
          </Card>
          <Card title={t("campaign.history")}>
            {props.history.length === 0 ? (
              <p className="muted">{t("campaign.historyNone")}</p>
            ) : (
              <LogList label={t("campaign.history")} entries={props.history.map((entry) => logEntry(t, entry))} />
            )}
          </Card>
        </div>
        <div className="stack">
          <Card title={t("campaign.facts")}>
            <Facts {...props} />
          </Card>
          <Decide congress={congress} may={props.may} refused={refused} />
          <Records {...props} refused={refused} />
          <Card title={t("campaign.elsewhere")}>
            <Elsewhere {...props} />
          </Card>
        </div>
      </div>
    </Page>
  );
}

/** Why the congress stands still, where it does. */
function Halted({ congress: { unitId, state, frozenFrom, haltReason, haltDocument } }: { congress: Congress }) {
  const t = useT(words);
  if (haltReason === null) return null;
  const title = state === "cancelled" ? t("campaign.cancelledTitle") : t("campaign.frozenTitle", { day: frozenFrom === null ? "" : formatDay(frozenFrom) });
  return (
    <Notice kind="info" title={title}>
      {haltDocument === null ? haltReason : `${haltReason} (${haltDocument})`} <Link to={`/calendar/grid?branch=${unitId}`}>{t("campaign.toGrid")}</Link>
    </Notice>
  );
}

function titleOf(t: T, { unitName, state, date }: Congress, findings: readonly ShownFinding[]): string {
  if (state === "cancelled") return t("campaign.congressCancelled", { name: unitName });
  if (date === null) return t("campaign.congressUndated", { name: unitName });
  const values = { name: unitName, day: formatDay(date.opensOn) };
  if (state === "held" || state === "reported") return t("campaign.congressHeld", values);
  const bars = findings.filter((each) => each.severity === "blocks").length;
  return bars > 0 ? t("campaign.congressBlocked", { ...values, count: bars }) : t("campaign.congressOn", values);
}

function Actions({ congress, may }: { congress: Congress; may: May }) {
  const t = useT(words);
  const over = congress.state === "held" || congress.state === "reported" || congress.state === "cancelled";
  const proposes = may.propose && (congress.state === "undated" || congress.state === "draft");
  return (
    <>
      {!over && (may.date || proposes) ? (
        <Link className={congress.date === null ? "button primary" : "button"} to={`/congresses/${congress.id}/date`}>
          {congress.date ? t("campaign.moveDay") : may.date ? t("campaign.setDay") : t("campaign.proposeDay")}
        </Link>
      ) : null}
      {!over && (may.date || proposes) ? (
        <Link className="button" to={`/congresses/${congress.id}/proposals`}>
          {t("campaign.proposals")}
        </Link>
      ) : null}
      {may.edit && !over ? (
        <Link className="button" to={`/congresses/${congress.id}/edit`}>
          {t("campaign.edit")}
        </Link>
      ) : null}
    </>
  );
}

function Facts({ congress, parent, leaders, lunar }: Props) {
  const t = useT(words);
  const { date } = congress;
  const facts: { key: string; term: string; value: ReactNode }[] = [
    { key: "state", term: t("campaign.state"), value: <StateBadge tone={STATE_TONES[congress.state]}>{t(`campaign.state.${congress.state}`)}</StateBadge> },
    ...(date
      ? [
          {
            key: "day",
            term: t("campaign.day"),
            value: (
              <>
                {t(`campaign.session.${date.session}`)} <DayText day={date.opensOn} lunar={lunar ?? undefined} />
                {date.closesOn > date.opensOn ? (
                  <>
                    {" "}
                    {t("campaign.dayUntil")} <DayText day={date.closesOn} />
                  </>
                ) : null}
              </>
            ),
          },
          { key: "venue", term: t("campaign.venue"), value: date.venueName ?? t("form.none") },
        ]
      : []),
    { key: "leaders", term: t("campaign.leaders"), value: leaders.length === 0 ? t("form.none") : leaders.map((each) => <div key={each.id}>{each.name} · {each.post}</div>) },
    { key: "level", term: t("campaign.level"), value: t(`organisation.level.${congress.level}`) },
    { key: "term", term: t("campaign.term"), value: congress.level === "cell" ? t("campaign.term2", { term: congress.term, round: congress.round }) : congress.term },
    { key: "edition", term: t("campaign.edition"), value: <Link to={`/rules/${congress.editionCode}`}>{editionNumber(congress.editionCode)}</Link> },
    { key: "form", term: t("campaign.form"), value: t(`campaign.form.${congress.form}`) },
    { key: "contents", term: t("campaign.contents"), value: t(`campaign.contents.${congress.contents}`) },
    { key: "length", term: t("campaign.length"), value: t("campaign.lengthOf", { count: congress.lengthHalfDays }) },
    { key: "members", term: t("campaign.members"), value: congress.members ?? t("form.unknown") },
    ...(congress.isPilot ? [{ key: "pilot", term: t("campaign.pilot"), value: t("form.yes") }] : []),
    ...(congress.desiredOn ? [{ key: "desired", term: t("campaign.desiredOn"), value: <DayText day={congress.desiredOn} /> }] : []),
    ...(congress.orderExemption ? [{ key: "exemption", term: t("campaign.orderExemption"), value: congress.orderExemption }] : []),
    ...(parent
      ? [
          {
            key: "parent",
            term: t("campaign.parent"),
            value: (
              <>
                <Link to={`/congresses/${parent.id}`}>{parent.name}</Link> {parent.opensOn ? <DayText day={parent.opensOn} /> : <span className="muted">{t("campaign.state.undated")}</span>}
              </>
            ),
          },
        ]
      : []),
  ];
  return <DefinitionList items={facts} />;
}

const NEXT: Readonly<Record<CongressState, readonly { readonly step: "submit" | "withdraw" | "approve" | "return" | "reopen"; readonly right: "date" | "approve" }[]>> = {
  undated: [],
  draft: [{ step: "submit", right: "date" }],
  submitted: [
    { step: "approve", right: "approve" },
    { step: "return", right: "approve" },
    { step: "withdraw", right: "date" },
  ],
  approved: [{ step: "reopen", right: "approve" }],
  held: [],
  reported: [],
  cancelled: [],
};

function Decide({ congress, may, refused }: { congress: Congress; may: May; refused: RefusedForm }) {
  const t = useT(words);
  const steps = NEXT[congress.state].filter(({ right }) => may[right]);
  if (steps.length === 0) return null;
  const asksReason = steps.some(({ step }) => step === "return" || step === "reopen");
  return (
    <Card title={t("campaign.decide")}>
      <Form method="post" action={`/congresses/${congress.id}`} className="form">
        <input type="hidden" name="intent" value="step" />
        <input type="hidden" name="version" value={congress.version} />
        {asksReason ? <TextArea name="reason" label={t("campaign.reasonForReturn")} rows={2} maxLength={500} defaultValue={refused.value("reason")} error={refused.error("reason")} /> : null}
        <FormActions>
          {steps.map(({ step }, index) => (
            <SubmitButton key={step} kind={index === 0 ? "primary" : "plain"} name="step" value={step}>
              {t(`campaign.step.${step}`)}
            </SubmitButton>
          ))}
        </FormActions>
      </Form>
    </Card>
  );
}

const RECORDABLE = ["conveningNotice", "superiorApproval"] as const;
const RECORD_NAMES = ["conveningNotice", "superiorApproval", "handover"] as const;

function recordName(t: T, kind: string): string {
  const known = RECORD_NAMES.find((each) => each === kind);
  return known === undefined ? kind : t(`campaign.record.${known}`);
}

function Records({ congress, records, may, refused }: Props & { refused: RefusedForm }) {
  const t = useT(words);
  return (
    <Card title={t("campaign.records")} id="records">
      {records.length === 0 ? <p className="muted">{t("campaign.recordsNone")}</p> : null}
      <ul className="plain-list">
        {records.map((record) => (
          <li key={record.kind} className="cluster">
            <span>
              {recordName(t, record.kind)}: <strong>{record.document}</strong>, <DayText day={record.recordedOn} weekday="none" />
            </span>
            {may.record && RECORDABLE.some((kind) => kind === record.kind) ? (
              <Form method="post" action={`/congresses/${congress.id}`}>
                <input type="hidden" name="intent" value="withdrawPaper" />
                <input type="hidden" name="kind" value={record.kind} />
                <button type="submit" className="button quiet small" aria-label={t("campaign.recordWithdraw", { kind: recordName(t, record.kind) })}>
                  {t("form.remove")}
                </button>
              </Form>
            ) : null}
          </li>
        ))}
      </ul>
      {may.record ? (
        <details open={refused.value("recordedOn") !== undefined || undefined}>
          <summary>{t("campaign.recordAdd")}</summary>
          <Form method="post" action={`/congresses/${congress.id}`} className="form" key={congress.version}>
            <input type="hidden" name="intent" value="paper" />
            <SelectField
              name="kind"
              label={t("campaign.recordKind")}
              required
              blank={false}
              defaultValue={refused.value("kind")}
              options={RECORDABLE.map((kind) => ({ value: kind, label: t(`campaign.record.${kind}`) }))}
            />
            <DayField name="recordedOn" label={t("campaign.recordedOn")} required defaultValue={refused.value("recordedOn")} error={refused.error("recordedOn")} />
            <TextField name="document" label={t("campaign.document")} required size="medium" maxLength={100} defaultValue={refused.value("document")} error={refused.error("document")} />
            <FormActions>
              <SubmitButton kind="plain">{t("campaign.recordSubmit")}</SubmitButton>
            </FormActions>
          </Form>
        </details>
      ) : null}
    </Card>
  );
}

function Elsewhere({ congress, standing, letters }: Props) {
  const t = useT(words);
  return (
    <ul className="plain-list">
      <li>
        <Link to={`/personnel/slates/${congress.id}`}>{t("campaign.toSlate")}</Link>
      </li>
      {standing ? (
        <li className="cluster">
          <Link to={`/readiness/${congress.id}`}>{t("campaign.toReadiness")}</Link>
          <Light light={standing.light} />
          <span className="small muted">{t("campaign.readinessOf", { percent: standing.percent })}</span>
        </li>
      ) : null}
      {letters ? (
        <li>
          {letters.kind === "count" ? (
            <>
              <Link to="/letters">{t("campaign.letters")}</Link>: {t("campaign.lettersPending", { count: letters.pending })}
            </>
          ) : (
            `${t("campaign.letters")}: ${letters.pending ? t("campaign.lettersFlag") : t("campaign.lettersClear")}`
          )}
        </li>
      ) : null}
    </ul>
  );
}

const DEEDS = ["congress.date", "congress.propose", "congress.approve", "congress.edit", "congress.record", "congress.outcome", "congress.override"] as const;
const FIELDS = ["state", "opensOn", "session", "form", "contents", "lengthHalfDays", "isPilot", "desiredOn", "orderExemption", "kind", "recordedOn", "document", "exception", "exceptionLastDay"] as const;
type LoggedField = (typeof FIELDS)[number];

function logEntry(t: T, entry: Props["history"][number]): LogEntry {
  const deed = DEEDS.find((each) => each === entry.deed);
  const { before, after } = entry;
  const changes = FIELDS.filter((field) => before[field] !== after[field]).map((field) => ({
    field: t(`campaign.field.${field}`),
    before: valueText(t, field, before[field]),
    after: valueText(t, field, after[field]),
  }));
  return { id: entry.id, at: entry.at, actor: entry.actorLogin, deed: deed ? t(`campaign.deed.${deed}`) : entry.deed, reason: entry.reason ?? undefined, changes };
}

const STATES = ["undated", "draft", "submitted", "approved", "held", "reported"] as const;

function valueText(t: T, field: LoggedField, value: string | number | boolean | null | undefined): string {
  if (value === undefined || value === null) return "";
  if (isDay(value)) return formatDay(value);
  const state = field === "state" ? STATES.find((each) => each === value) : undefined;
  if (state) return t(`campaign.state.${state}`);
  if (value === "morning" || value === "afternoon") return t(`campaign.session.${value}`);
  if (field === "form" && (value === "member" || value === "delegate")) return t(`campaign.form.${value}`);
  const code = field === "exception" ? FINDING_CODES.find((each) => each === value) : undefined;
  if (code) return t(`scheduling.code.${code}`);
  if (field === "kind") return recordName(t, String(value));
  if (typeof value === "boolean") return t(value ? "form.yes" : "form.no");
  return String(value);
}
