import { Form, Link } from "@remix-run/react";
import { LINE_STATES } from "#app/core/readiness/checklist-state.ts";
import { formatDay } from "#app/core/time/day.ts";
import { DayField } from "#app/ui/parts/day-field.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { KeyField } from "#app/ui/parts/key-field.tsx";
import { Notice } from "#app/ui/parts/notice.tsx";
import { Race } from "#app/ui/parts/race.tsx";
import { type Refusal, useRefused } from "#app/ui/parts/refused.ts";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { TextArea } from "#app/ui/parts/text-area.tsx";
import { TextField } from "#app/ui/parts/text-field.tsx";
import { address } from "#app/ui/scheduling/address.ts";
import { useLocale, useT } from "#app/ui/words/provider.tsx";
import { readiness } from "#app/ui/words/readiness.ts";
import type { ShownLine } from "./line.ts";

const words = { readiness };

/** The steps of one line: the unit works on it and submits it, the superior accepts or returns it. */
export function LineForm({ line, congressId, show, refusal }: { line: ShownLine; congressId: string; show: string; refusal: Refusal | undefined }) {
  const t = useT(words);
  const locale = useLocale();
  const refused = useRefused(refusal?.values["code"] === line.code ? refusal : undefined, { readiness });
  // Whoever typed before the line went on without him still sees what he typed.
  const edits = line.steps.some((step) => step !== "accepted" && step !== "returned") || refused.value("evidence") !== undefined;
  const lost = refused.code === "movedMeanwhile";
  const doneOn = line.doneOn === null ? "" : formatDay(line.doneOn);
  const was = LINE_STATES.find((state) => state === refused.value("was.state"));
  return (
    <Form method="post" className="form line-form inset">
      <KeyField name={line.code} />
      <input type="hidden" name="code" value={line.code} />
      <input type="hidden" name="version" value={line.version} />
      <input type="hidden" name="show" value={show} />
      <input type="hidden" name="was.state" value={line.state} />
      {lost ? (
        <Notice kind="warn" title={t("readiness.movedTitle")}>
          {was === undefined || was === line.state ? null : <p>{t("readiness.stateMoved", { before: t(`readiness.state.${was}`), now: t(`readiness.state.${line.state}`) })}</p>}
          {line.changedBy ? <p>{t("readiness.changedBy", { name: line.changedBy })}</p> : null}
        </Notice>
      ) : null}
      <Race
        refused={refused}
        lost={lost}
        fields={[
          ...(edits
            ? [
                { name: "evidence", label: t("readiness.fieldEvidence"), now: line.evidence ?? "" },
                { name: "doneOn", label: t("readiness.fieldDoneOn"), now: doneOn },
              ]
            : []),
          { name: "note", label: t("readiness.fieldNote"), now: line.note ?? "" },
        ]}
      />
      {edits ? (
        <div className="form-row">
          <TextField
            name="evidence"
            label={t("readiness.fieldEvidence")}
            hint={t("readiness.fieldEvidenceHint", { kind: line.evidenceKind[locale] })}
            defaultValue={refused.value("evidence", line.evidence)}
            error={refused.error("evidence")}
          />
          <DayField
            name="doneOn"
            label={t("readiness.fieldDoneOn")}
            defaultValue={refused.value("doneOn", doneOn)}
            error={refused.error("doneOn")}
          />
        </div>
      ) : null}
      <TextArea name="note" label={t("readiness.fieldNote")} hint={t("readiness.fieldNoteHint")} rows={2} defaultValue={refused.value("note", line.note)} error={refused.error("note")} />
      <FormActions>
        {line.steps.map((step, i) => (
          <SubmitButton key={step} name="to" value={step} kind={i === mainOf(line) ? "primary" : "plain"}>
            {t(`readiness.step.${step}`)}
          </SubmitButton>
        ))}
        <Link className="button quiet" preventScrollReset to={address(`/readiness/${congressId}`, { show: show === "all" ? null : show })}>
          {t("readiness.closeForm")}
        </Link>
      </FormActions>
    </Form>
  );
}

/** The step that carries the line on is the main one. */
function mainOf({ steps }: ShownLine): number {
  return steps.findIndex((step) => step === "accepted" || step === "submitted");
}
