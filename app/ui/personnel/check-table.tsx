import { Form, Link } from "@remix-run/react";
import type { Certainty as Known } from "#app/core/rules/certainty.ts";
import { formatDay, type Day } from "#app/core/time/day.ts";
import { type CheckCode, checkKind } from "#app/core/vetting/check-kinds.ts";
import { CHECK_EVENTS, CHECK_STATES, type CheckEvent, type CheckState } from "#app/core/vetting/checks.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { Certainty } from "#app/ui/parts/certainty.tsx";
import { DataTable } from "#app/ui/parts/data-table.tsx";
import { DayField } from "#app/ui/parts/day-field.tsx";
import { DayText } from "#app/ui/parts/day-text.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { KeyField } from "#app/ui/parts/key-field.tsx";
import { Light } from "#app/ui/parts/light.tsx";
import { Notice } from "#app/ui/parts/notice.tsx";
import { Race } from "#app/ui/parts/race.tsx";
import type { RefusedForm } from "#app/ui/parts/refused.ts";
import { SelectField } from "#app/ui/parts/select-field.tsx";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { TextArea } from "#app/ui/parts/text-area.tsx";
import { TextField } from "#app/ui/parts/text-field.tsx";
import { vetting } from "#app/ui/words/vetting.ts";
import { useLocale, useT } from "#app/ui/words/provider.tsx";
import { CheckStateBadge } from "./nominee-state.tsx";

const words = { vetting };

export type NomineeCheck = {
  readonly id: string;
  readonly kind: CheckCode | null;
  readonly state: CheckState;
  readonly body: string;
  readonly dueOn: Day | null;
  readonly documentNumber: string | null;
  readonly validUntil: Day | null;
  readonly late: boolean;
  readonly expires: boolean;
  readonly version: number;
  readonly source: string | null;
  readonly certainty: Known;
  readonly finding: string | null;
  readonly events: readonly CheckEvent[];
  readonly entries: readonly { readonly id: string; readonly event: string; readonly day: Day; readonly documentNumber: string | null; readonly by: string }[];
};

const useKindName = (): ((kind: CheckCode | null) => string) => {
  const locale = useLocale();
  return (kind) => (kind === null ? "–" : (checkKind(kind)?.name[locale] ?? kind));
};

/** A nominee's checks in the order of the dossier. */
export function CheckTable({ checks, nomineeId, open }: { checks: readonly NomineeCheck[]; nomineeId: string; open: number }) {
  const t = useT(words);
  const nameOf = useKindName();
  return (
    <Card title={t("vetting.one.checks")} note={t("vetting.one.checksNote", { open })} flush>
      <DataTable
        caption={t("vetting.one.checks")}
        hideCaption
        rows={checks}
        rowKey={(row) => row.id}
        rowTone={(row) => (row.late ? "red" : row.expires ? "amber" : undefined)}
        columns={[
          {
            key: "kind",
            title: t("vetting.kind"),
            heading: true,
            cell: (row) => (
              <>
                {nameOf(row.kind)}
                <div className="small muted">
                  {row.source} <Certainty of={row.certainty} />
                </div>
              </>
            ),
          },
          { key: "body", title: t("vetting.body"), cell: (row) => row.body, wide: true },
          {
            key: "state",
            title: t("vetting.state"),
            cell: (row) => (
              <>
                <CheckStateBadge state={row.state} />
                {row.finding === null ? null : <div className="small">{row.finding}</div>}
              </>
            ),
          },
          {
            key: "due",
            title: t("vetting.due"),
            cell: (row) =>
              row.dueOn === null ? (
                "–"
              ) : (
                <>
                  {row.late ? <Light light="red">{t("vetting.show.overdue")}</Light> : null} <DayText day={row.dueOn} weekday="none" />
                </>
              ),
          },
          { key: "document", title: t("vetting.one.documentNumber"), cell: (row) => row.documentNumber ?? "–", wide: true },
          {
            key: "valid",
            title: t("vetting.one.validUntil"),
            cell: (row) =>
              row.validUntil === null ? (
                "–"
              ) : (
                <>
                  <DayText day={row.validUntil} weekday="none" />
                  {row.expires ? (
                    <div>
                      <Light light="amber">{t("vetting.one.expires")}</Light>
                    </div>
                  ) : null}
                </>
              ),
          },
          {
            key: "log",
            title: t("vetting.one.log"),
            quiet: true,
            align: "end",
            cell: (row) =>
              row.events.length > 0 ? (
                <Link className="button" to={`/personnel/nominees/${nomineeId}?check=${row.id}#log`}>
                  {t("vetting.one.log")}
                  <span className="visually-hidden">: {nameOf(row.kind)}</span>
                </Link>
              ) : null,
          },
        ]}
      />
    </Card>
  );
}

/** What comes next as a matter of course. A finding never does: whoever makes it chooses it. */
const LIKELY: Readonly<Partial<Record<CheckState, CheckEvent>>> = { notSent: "sent", waitingForPerson: "personAnswered", expired: "sent" };

/** The form of one check: what happened, on which day, with which paper. */
export function CheckForm({ check, today, refused }: { check: NomineeCheck; today: Day; refused: RefusedForm }) {
  const t = useT(words);
  const nameOf = useKindName();
  const likely = LIKELY[check.state];
  const lost = refused.code === "movedMeanwhile";
  const typed = CHECK_EVENTS.filter((event) => event === refused.value("event"));
  const events = check.events.length > 0 ? check.events : typed;
  const was = CHECK_STATES.find((state) => state === refused.value("was.state"));
  return (
    <Card id="log" title={t("vetting.one.logFor", { kind: nameOf(check.kind) })}>
      <div className="stack">
        {events.length === 0 ? null : (
          <Form method="post" className="form no-print">
            <KeyField name={`log-${check.id}`} />
            <input type="hidden" name="intent" value="log" />
            <input type="hidden" name="checkId" value={check.id} />
            <input type="hidden" name="version" value={check.version} />
            <input type="hidden" name="was.state" value={check.state} />
            {lost && was !== undefined && was !== check.state ? (
              <Notice kind="warn" title={t("vetting.one.stateMoved", { before: t(`vetting.check.${was}`), now: t(`vetting.check.${check.state}`) })} />
            ) : null}
            <Race
              refused={refused}
              lost={lost}
              fields={[
                { name: "documentNumber", label: t("vetting.one.documentNumber"), now: check.documentNumber ?? "" },
                { name: "body", label: t("vetting.body"), now: check.body },
              ]}
            />
            <div className="form-row">
              <SelectField
                name="event"
                label={t("vetting.one.event")}
                options={events.map((event) => ({ value: event, label: t(`vetting.event.${event}`) }))}
                defaultValue={refused.value("event", likely !== undefined && events.includes(likely) ? likely : "")}
                error={refused.error("event")}
                required
              />
              <DayField name="on" label={t("vetting.one.on")} defaultValue={refused.value("on", formatDay(today))} error={refused.error("on")} max={today} required />
              <TextField name="documentNumber" label={t("vetting.one.documentNumber")} hint={t("vetting.one.documentHint")} size="short" defaultValue={refused.value("documentNumber")} error={refused.error("documentNumber")} />
              <TextField name="body" label={t("vetting.body")} hint={t("vetting.one.bodyHint")} size="medium" defaultValue={refused.value("body", check.body)} error={refused.error("body")} />
            </div>
            <TextArea name="finding" label={t("vetting.one.finding")} hint={t("vetting.one.findingHint")} defaultValue={refused.value("finding")} error={refused.error("finding")} maxLength={4000} optional />
            <FormActions>
              <SubmitButton>{t("vetting.one.saveLog")}</SubmitButton>
            </FormActions>
          </Form>
        )}
        {check.entries.length === 0 ? null : (
          <>
            <h3>{t("vetting.one.history")}</h3>
            <ul className="plain-list">
              {check.entries.map((entry) => {
                const event = CHECK_EVENTS.find((each) => each === entry.event);
                return (
                  <li key={entry.id}>
                    <DayText day={entry.day} weekday="none" /> {event === undefined ? entry.event : t(`vetting.event.${event}`)}
                    {entry.documentNumber === null ? "" : ` · ${entry.documentNumber}`} <span className="muted">{entry.by}</span>
                  </li>
                );
              })}
            </ul>
          </>
        )}
      </div>
    </Card>
  );
}
