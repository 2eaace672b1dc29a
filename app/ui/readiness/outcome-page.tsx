import { Form, Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { COMMITTEE_MODES, OUTCOME_RESULTS, type CommitteeMode, type OutcomeProblem, type OutcomeResult } from "#app/core/readiness/outcome.ts";
import type { Certainty as Known } from "#app/core/rules/certainty.ts";
import { formatDay, isDay, type Day } from "#app/core/time/day.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { Certainty } from "#app/ui/parts/certainty.tsx";
import { ChoiceField } from "#app/ui/parts/choice-field.tsx";
import { DayField } from "#app/ui/parts/day-field.tsx";
import { DefinitionList } from "#app/ui/parts/definition-list.tsx";
import { ErrorSummary } from "#app/ui/parts/error-summary.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { KeyField } from "#app/ui/parts/key-field.tsx";
import { Notice } from "#app/ui/parts/notice.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { Race } from "#app/ui/parts/race.tsx";
import { type Refusal, type RefusedForm, useRefused } from "#app/ui/parts/refused.ts";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { TextField } from "#app/ui/parts/text-field.tsx";
import { useT } from "#app/ui/words/provider.tsx";
import { readiness } from "#app/ui/words/readiness.ts";

const words = { readiness };
type T = ReturnType<typeof useT<typeof words>>;

type Outcome = {
  readonly heldOn: Day;
  readonly summoned: number;
  readonly present: number;
  readonly result: OutcomeResult;
  readonly mode: CommitteeMode;
  readonly electedCount: number | null;
  readonly reportedOn: Day | null;
  readonly reportDocument: string | null;
  readonly ratifiedOn: Day | null;
  readonly ratifiedDocument: string | null;
  readonly version: number;
};

type Due = { readonly code: string; readonly day: Day; readonly source: string; readonly certainty: Known };

type Props = {
  readonly congress: { readonly id: string; readonly unitName: string; readonly contents: number; readonly date: { readonly opensOn: Day } | null };
  readonly outcome: Outcome | null;
  readonly problems: readonly Pick<OutcomeProblem, "code" | "details">[];
  readonly mode: CommitteeMode;
  readonly ratified: boolean;
  readonly quorum: { readonly needed: number | null; readonly source: string; readonly certainty: Known };
  readonly due: readonly Due[];
  readonly may: boolean;
  readonly ripe: boolean;
  readonly refusal: Refusal | undefined;
};

/** What was recorded of the day, of the report and of the ratification; each part is kept as it comes to be known. */
export function OutcomePage(props: Props) {
  const t = useT(words);
  const { congress, outcome, may, ripe } = props;
  const refused = useRefused(props.refusal, { readiness });
  const nothing = useRefused(null, { readiness });
  const partOf = (part: string): RefusedForm => (refused.value("part") === part ? refused : nothing);
  const completed = outcome?.result === "completed";
  return (
    <Page title={titleOf(t, congress.unitName, outcome)} above={<Link to={`/readiness/${congress.id}`}>{t("readiness.backToChecklist")}</Link>} narrow>
      <ErrorSummary errors={refused.errors} />
      {ripe ? null : <Notice kind="info" title={t("readiness.outcomeNotRipe")} />}
      {outcome !== null && !completed ? (
        <Notice
          kind="warn"
          title={t("readiness.outcomeBroken")}
          actions={
            <Link className="button" to={`/congresses/${congress.id}/date`}>
              {t("readiness.toCongress")}
            </Link>
          }
        />
      ) : null}
      {congress.contents === 2 ? <Notice kind="info" title={t("readiness.outcomeAppointedOnly")} /> : null}
      {props.problems.map((problem) => (
        <Notice key={problem.code} kind="warn" title={warningOf(t, problem)} />
      ))}
      <Card title={t("readiness.dayPart")}>
        {may && ripe ? <DayPart {...props} refused={partOf("day")} /> : outcome === null ? <p className="muted">–</p> : <DayFacts outcome={outcome} />}
      </Card>
      {completed ? (
        <>
          <Card title={t("readiness.reportPart")} note={<DueNote due={props.due.find((each) => each.code === "resultReport")} />}>
            <PaperPart
              part="report"
              on={["reportedOn", t("readiness.fieldReportedOn"), outcome.reportedOn]}
              document={["reportDocument", t("readiness.fieldReportDocument"), outcome.reportDocument]}
              version={outcome.version}
              may={may}
              refused={partOf("report")}
            />
          </Card>
          {props.ratified ? (
            <Card title={t("readiness.ratificationPart")} note={<DueNote due={props.due.find((each) => each.code === "ratification")} />}>
              <PaperPart
                part="ratification"
                on={["ratifiedOn", t("readiness.fieldRatifiedOn"), outcome.ratifiedOn]}
                document={["ratifiedDocument", t("readiness.fieldRatifiedDocument"), outcome.ratifiedDocument]}
                version={outcome.version}
                may={may}
                refused={partOf("ratification")}
              />
            </Card>
          ) : null}
        </>
      ) : null}
    </Page>
  );
}

function titleOf(t: T, unit: string, outcome: Outcome | null): string {
  if (outcome === null) return t("readiness.outcomeTitleNone", { unit });
  if (outcome.result !== "completed") return t("readiness.outcomeTitleBroken", { unit });
  if (outcome.ratifiedOn !== null) return t("readiness.outcomeTitleRatified", { unit, day: formatDay(outcome.ratifiedOn) });
  if (outcome.reportedOn !== null) return t("readiness.outcomeTitleReported", { unit, day: formatDay(outcome.reportedOn) });
  return t("readiness.outcomeTitleHeld", { unit, day: formatDay(outcome.heldOn) });
}

function warningOf(t: T, { code, details }: Props["problems"][number]): string {
  const said = (name: string): string => {
    const value = details[name] ?? "";
    return isDay(value) ? formatDay(value) : String(value);
  };
  if (code === "belowQuorum")
    return t("readiness.warns.belowQuorum", { present: said("present"), summoned: said("summoned"), quorum: said("quorum"), source: said("source") });
  return t("readiness.warns.notThePlannedDay", { heldOn: said("heldOn"), plannedOn: said("plannedOn") });
}

function DueNote({ due }: { due: Due | undefined }): ReactNode {
  const t = useT(words);
  if (due === undefined) return null;
  return (
    <>
      {t("readiness.dueBy", { day: formatDay(due.day), source: due.source })} <Certainty of={due.certainty} />
    </>
  );
}

function DayPart({ congress, outcome, mode, quorum, refused }: Props & { refused: RefusedForm }) {
  const t = useT(words);
  const modes = COMMITTEE_MODES.filter((each) => each === mode || each === "none");
  const heldOn = outcome?.heldOn ?? congress.date?.opensOn ?? null;
  return (
    <Form method="post" className="form" key={outcome?.version}>
      <KeyField name="day" />
      <input type="hidden" name="part" value="day" />
      <input type="hidden" name="version" value={outcome?.version ?? 0} />
      <Race
        refused={refused}
        lost={refused.code === "movedMeanwhile"}
        fields={[
          { name: "heldOn", label: t("readiness.fieldHeldOn"), now: heldOn === null ? "" : formatDay(heldOn) },
          { name: "summoned", label: t("readiness.fieldSummoned"), now: String(outcome?.summoned ?? "") },
          { name: "present", label: t("readiness.fieldPresent"), now: String(outcome?.present ?? "") },
          { name: "result", label: t("readiness.fieldResult"), now: outcome?.result ?? "completed", say: (text) => said(OUTCOME_RESULTS, text, (each) => t(`readiness.outcome.${each}`)) },
          { name: "mode", label: t("readiness.fieldMode"), now: outcome?.mode ?? mode, say: (text) => said(COMMITTEE_MODES, text, (each) => t(`readiness.mode.${each}`)) },
          ...(mode === "elected" ? [{ name: "electedCount", label: t("readiness.fieldElectedCount"), now: String(outcome?.electedCount ?? "") }] : []),
        ]}
      />
      <div className="form-row">
        <DayField name="heldOn" label={t("readiness.fieldHeldOn")} defaultValue={refused.value("heldOn", heldOn && formatDay(heldOn))} error={refused.error("heldOn")} required />
        <TextField name="summoned" label={t("readiness.fieldSummoned")} size="short" defaultValue={refused.value("summoned", outcome?.summoned ?? null)} error={refused.error("summoned")} required />
        <TextField name="present" label={t("readiness.fieldPresent")} size="short" defaultValue={refused.value("present", outcome?.present ?? null)} error={refused.error("present")} required />
      </div>
      <p className="hint">
        {quorum.needed === null ? t("readiness.quorumPart", { source: quorum.source }) : t("readiness.quorumHint", { needed: quorum.needed, source: quorum.source })}{" "}
        <Certainty of={quorum.certainty} />
      </p>
      <ChoiceField
        kind="radio"
        name="result"
        label={t("readiness.fieldResult")}
        choices={OUTCOME_RESULTS.map((result) => ({ value: result, label: t(`readiness.outcome.${result}`) }))}
        chosen={[refused.value("result", outcome?.result ?? "completed") ?? "completed"]}
        error={refused.error("result")}
        inline
        required
      />
      <ChoiceField
        kind="radio"
        name="mode"
        label={t("readiness.fieldMode")}
        choices={modes.map((each) => ({ value: each, label: t(`readiness.mode.${each}`) }))}
        chosen={[refused.value("mode", outcome?.mode ?? mode) ?? mode]}
        error={refused.error("mode")}
        inline
        required
      />
      {mode === "elected" ? (
        <TextField
          name="electedCount"
          label={t("readiness.fieldElectedCount")}
          hint={t("readiness.fieldElectedCountHint")}
          size="short"
          defaultValue={refused.value("electedCount", outcome?.electedCount ?? null)}
          error={refused.error("electedCount")}
        />
      ) : null}
      <FormActions>
        <SubmitButton>{t("readiness.savePart")}</SubmitButton>
      </FormActions>
    </Form>
  );
}

/** The word for one of a list's values; what is none of them stays as it is. */
function said<T extends string>(values: readonly T[], text: string, say: (value: T) => string): string {
  const value = values.find((each) => each === text);
  return value === undefined ? text : say(value);
}

function DayFacts({ outcome }: { outcome: Outcome }) {
  const t = useT(words);
  return (
    <DefinitionList
      items={[
        { key: "heldOn", term: t("readiness.fieldHeldOn"), value: formatDay(outcome.heldOn) },
        { key: "present", term: t("readiness.fieldPresent"), value: `${outcome.present}/${outcome.summoned}` },
        { key: "result", term: t("readiness.fieldResult"), value: t(`readiness.outcome.${outcome.result}`) },
        { key: "mode", term: t("readiness.fieldMode"), value: t(`readiness.mode.${outcome.mode}`) },
        ...(outcome.electedCount === null ? [] : [{ key: "elected", term: t("readiness.fieldElectedCount"), value: outcome.electedCount }]),
      ]}
    />
  );
}

type Kept<V> = readonly [name: string, label: string, value: V];

function PaperPart(props: { part: string; on: Kept<Day | null>; document: Kept<string | null>; version: number; may: boolean; refused: RefusedForm }) {
  const t = useT(words);
  const [dayName, dayLabel, day] = props.on;
  const [name, label, document] = props.document;
  const written = day && formatDay(day);
  if (!props.may)
    return (
      <DefinitionList
        items={[
          { key: dayName, term: dayLabel, value: written ?? "–" },
          { key: name, term: label, value: document ?? "–" },
        ]}
      />
    );
  return (
    <Form method="post" className="form" key={props.version}>
      <KeyField name={props.part} />
      <input type="hidden" name="part" value={props.part} />
      <input type="hidden" name="version" value={props.version} />
      <Race
        refused={props.refused}
        lost={props.refused.code === "movedMeanwhile"}
        fields={[
          { name: dayName, label: dayLabel, now: written ?? "" },
          { name, label, now: document ?? "" },
        ]}
      />
      <div className="form-row">
        <DayField name={dayName} label={dayLabel} defaultValue={props.refused.value(dayName, written)} error={props.refused.error(dayName)} />
        <TextField name={name} label={label} defaultValue={props.refused.value(name, document)} error={props.refused.error(name)} />
      </div>
      <FormActions>
        <SubmitButton>{t("readiness.savePart")}</SubmitButton>
      </FormActions>
    </Form>
  );
}
