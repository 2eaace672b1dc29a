import { Form } from "@remix-run/react";
import { LETTER_KINDS, LETTER_OUTCOMES, type LetterKind } from "#app/core/letters/letter.ts";
import { formatDay, type Day } from "#app/core/time/day.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { DayField } from "#app/ui/parts/day-field.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { KeyField } from "#app/ui/parts/key-field.tsx";
import { Notice } from "#app/ui/parts/notice.tsx";
import { type RefusedForm, refusedOf } from "#app/ui/parts/refused.ts";
import { SelectField } from "#app/ui/parts/select-field.tsx";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { TextArea } from "#app/ui/parts/text-area.tsx";
import { TextField } from "#app/ui/parts/text-field.tsx";
import { letters } from "#app/ui/words/letters.ts";
import { useT } from "#app/ui/words/provider.tsx";

const words = { letters };

type Step = "classified" | "accepted" | "verifying" | "concluded" | "returned" | "filed";
const STEPS: readonly string[] = ["classified", "accepted", "verifying", "concluded", "returned", "filed"];
const isStep = (state: string): state is Step => STEPS.includes(state);

export type Steps = {
  readonly steps: readonly string[];
  readonly proposable: readonly ("transfer" | "close")[];
  readonly extension: { readonly max: number; readonly unit: "workingDays" | "calendarDays" | "months"; readonly source: string } | null;
  readonly officers: readonly { readonly id: string; readonly name: string }[];
  readonly proposals: readonly { readonly id: string; readonly deed: "transfer" | "close"; readonly toUnit: string | null }[];
};

type Props = { letter: { readonly version: number; readonly kind: LetterKind }; content: Steps; today: Day; refused: RefusedForm };

/** Names come more than once on this page; the summary of errors leads to the one of the form that was refused. */
const idIn = (form: string, name: string, refused: RefusedForm): string => (refused.code === null ? `f-${form}-${name}` : `f-${name}`);

/** What the assigned officer can do next: a step, more time, a proposal to a second person, a colleague. */
export function LetterSteps(props: Props) {
  const t = useT(words);
  const { content } = props;
  const waiting = content.proposals[0];
  return (
    <div className="stack no-print">
      {waiting === undefined ? null : (
        <Notice
          kind="info"
          title={t("letters.one.waiting", { deed: waiting.deed === "close" ? t("letters.decide.close") : t("letters.decide.transfer", { unit: waiting.toUnit ?? "" }) })}
        />
      )}
      {/* A step that was taken empties the forms; one that was refused leaves them as they were typed. */}
      {content.steps.some(isStep) ? <StepForm key={`step ${props.letter.version}`} {...props} /> : null}
      {content.extension === null ? null : <ExtensionForm key={`extend ${props.letter.version}`} {...props} extension={content.extension} />}
      {waiting === undefined && content.proposable.length > 0 ? <ProposalForm {...props} /> : null}
      {content.officers.length > 0 ? <AssignForm {...props} /> : null}
    </div>
  );
}

function StepForm({ letter, content, today, ...props }: Props) {
  const t = useT(words);
  const refused = refusedOf(props.refused, { intent: "step" });
  const steps = content.steps.filter(isStep);
  return (
    <Card title={t("letters.one.next")}>
      <Form method="post" className="form">
        <KeyField name="step" />
        <input type="hidden" name="intent" value="step" />
        <input type="hidden" name="version" value={letter.version} />
        <div className="form-row">
          <SelectField name="to" label={t("letters.one.step")} options={steps.map((step) => ({ value: step, label: t(`letters.step.${step}`) }))} defaultValue={refused.value("to", steps[0])} error={refused.error("to")} blank={false} />
          <DayField name="on" label={t("letters.one.stepOn")} defaultValue={refused.value("on", formatDay(today))} error={refused.error("on")} max={today} required />
          {steps.includes("classified") ? (
            <SelectField name="kind" label={t("letters.kind")} options={LETTER_KINDS.map((kind) => ({ value: kind, label: t(`letters.kind.${kind}`) }))} defaultValue={refused.value("kind", letter.kind)} error={refused.error("kind")} blank={false} />
          ) : null}
          {steps.includes("concluded") ? (
            <SelectField name="outcome" label={t("letters.one.outcome")} options={LETTER_OUTCOMES.map((outcome) => ({ value: outcome, label: t(`letters.outcome.${outcome}`) }))} defaultValue={refused.value("outcome")} error={refused.error("outcome")} />
          ) : null}
        </div>
        <TextArea name="note" id={idIn("step", "note", refused)} label={t("letters.one.note")} defaultValue={refused.value("note")} error={refused.error("note")} optional />
        <FormActions>
          <SubmitButton>{t("letters.one.record")}</SubmitButton>
        </FormActions>
      </Form>
    </Card>
  );
}

function ExtensionForm({ letter, today, extension, ...props }: Props & { extension: NonNullable<Steps["extension"]> }) {
  const t = useT(words);
  const refused = refusedOf(props.refused, { intent: "extend" });
  return (
    <Card title={t("letters.one.extend")} note={extension.source}>
      <Form method="post" className="form">
        <KeyField name="extend" />
        <input type="hidden" name="intent" value="extend" />
        <input type="hidden" name="version" value={letter.version} />
        <div className="form-row">
          <TextField name="amount" label={t("letters.one.extendBy", { max: extension.max, unit: t(`letters.unit.${extension.unit}`) })} inputMode="numeric" size="short" defaultValue={refused.value("amount")} error={refused.error("amount")} required />
          <DayField name="grantedOn" label={t("letters.one.stepOn")} defaultValue={refused.value("grantedOn", formatDay(today))} error={refused.error("grantedOn")} required />
        </div>
        <TextArea name="note" id={idIn("extend", "note", refused)} label={t("letters.decide.reason")} defaultValue={refused.value("note")} error={refused.error("note")} required />
        <FormActions>
          <SubmitButton kind="plain">{t("letters.one.extend")}</SubmitButton>
        </FormActions>
      </Form>
    </Card>
  );
}

function ProposalForm({ content, ...props }: Props) {
  const t = useT(words);
  return (
    <Card title={t("letters.one.propose")}>
      <div className="stack">
        {content.proposable.map((deed) => {
          const refused = refusedOf(props.refused, { intent: "propose", deed });
          return (
            <Form method="post" className="form" key={deed}>
              <KeyField name={deed} />
              <input type="hidden" name="intent" value="propose" />
              <input type="hidden" name="deed" value={deed} />
              <div className="form-row">
                {deed === "transfer" ? <TextField name="toUnitCode" label={t("letters.one.transfer")} size="short" defaultValue={refused.value("toUnitCode")} error={refused.error("toUnitCode")} required /> : null}
                <TextField name="reason" id={idIn(deed, "reason", refused)} label={t(`letters.one.reason.${deed}`)} defaultValue={refused.value("reason")} error={refused.error("reason")} required />
              </div>
              <FormActions>
                <SubmitButton kind="plain">{deed === "transfer" ? t("letters.one.proposeTransfer") : t("letters.one.proposeClose")}</SubmitButton>
              </FormActions>
            </Form>
          );
        })}
      </div>
    </Card>
  );
}

function AssignForm({ content, ...props }: Props) {
  const t = useT(words);
  const refused = refusedOf(props.refused, { intent: "assign" });
  return (
    <Card title={t("letters.one.assign")}>
      <Form method="post" className="form">
        <KeyField name="assign" />
        <input type="hidden" name="intent" value="assign" />
        <SelectField name="accountId" label={t("letters.one.officer")} options={content.officers.map((officer) => ({ value: officer.id, label: officer.name }))} defaultValue={refused.value("accountId")} error={refused.error("accountId")} size="medium" required />
        <FormActions>
          <SubmitButton kind="plain">{t("letters.one.assign")}</SubmitButton>
        </FormActions>
      </Form>
    </Card>
  );
}
