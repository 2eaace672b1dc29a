import { Form } from "@remix-run/react";
import { CONCLUSION_VERDICTS, type ConclusionVerdict, IN_FAVOUR } from "#app/core/vetting/conclusion.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { KeyField } from "#app/ui/parts/key-field.tsx";
import { Notice } from "#app/ui/parts/notice.tsx";
import type { RefusedForm } from "#app/ui/parts/refused.ts";
import { SelectField } from "#app/ui/parts/select-field.tsx";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { TextArea } from "#app/ui/parts/text-area.tsx";
import { vetting } from "#app/ui/words/vetting.ts";
import { useT } from "#app/ui/words/provider.tsx";

const words = { vetting };

export type NomineeConclusions = {
  readonly standing: "none" | "proposed" | "confirmed" | "returned";
  readonly mayPropose: boolean;
  readonly mayDecide: boolean;
  readonly ownProposal: boolean;
  readonly conclusions: readonly {
    readonly id: string;
    readonly n: number;
    readonly verdict: ConclusionVerdict;
    readonly reasons: string;
    readonly bodyHash: string;
    readonly proposedBy: string;
    readonly decision: "confirmed" | "returned" | null;
    readonly decisionReason: string | null;
    readonly decidedBy: string | null;
  }[];
};

/** The conclusion's versions, the officer's next proposal, and the second person's decision on the version that is shown. */
export function ConclusionPanel({ of, open, proposed, decided }: { of: NomineeConclusions; open: number; proposed: RefusedForm; decided: RefusedForm }) {
  const t = useT(words);
  const newest = of.conclusions[0];
  return (
    <Card id="conclusion" title={t(`vetting.standing.${of.standing}`)}>
      {of.conclusions.map((version) => (
        <section key={version.id}>
          <h3>{t("vetting.one.version", { n: version.n, verdict: t(`vetting.verdict.${version.verdict}`) })}</h3>
          <p>{version.reasons}</p>
          <p className="small muted">{t("vetting.one.by", { by: version.proposedBy })}</p>
          {version.decision === null ? null : (
            <p className="small">
              {t("vetting.one.decidedBy", { decision: t(`vetting.decision.${version.decision}`), by: version.decidedBy ?? "–" })}
              {version.decisionReason ? `: ${version.decisionReason}` : ""}
            </p>
          )}
        </section>
      ))}
      {of.mayDecide && newest !== undefined ? of.ownProposal ? <Notice kind="info" title={t("vetting.one.ownProposal")} /> : <DecisionForm version={newest} refused={decided} /> : null}
      {of.mayPropose || proposed.code !== null ? <ProposalForm after={newest?.n ?? 0} verdict={newest?.verdict} open={open} refused={proposed} /> : null}
    </Card>
  );
}

function ProposalForm({ after, verdict, open, refused }: { after: number; verdict: ConclusionVerdict | undefined; open: number; refused: RefusedForm }) {
  const t = useT(words);
  const offered = CONCLUSION_VERDICTS.filter((each) => open === 0 || !IN_FAVOUR.includes(each));
  return (
    <Form method="post" className="form no-print">
      <KeyField name="propose" />
      <input type="hidden" name="intent" value="propose" />
      <input type="hidden" name="after" value={after} />
      <SelectField
        name="verdict"
        label={t("vetting.one.verdict")}
        hint={open > 0 ? t("vetting.one.verdictHint", { count: open }) : undefined}
        options={offered.map((each) => ({ value: each, label: t(`vetting.verdict.${each}`) }))}
        defaultValue={offered.find((each) => each === refused.value("verdict", verdict)) ?? ""}
        error={refused.error("verdict")}
        required
        size="medium"
      />
      <TextArea name="reasons" label={t("vetting.one.reasons")} defaultValue={refused.value("reasons")} error={refused.error("reasons")} rows={4} maxLength={4000} required />
      <FormActions>
        <SubmitButton>{t("vetting.one.propose")}</SubmitButton>
      </FormActions>
    </Form>
  );
}

function DecisionForm({ version, refused }: { version: NomineeConclusions["conclusions"][number]; refused: RefusedForm }) {
  const t = useT(words);
  return (
    <Form method="post" className="form no-print">
      <KeyField name="decide" />
      <input type="hidden" name="intent" value="decide" />
      <input type="hidden" name="n" value={version.n} />
      <input type="hidden" name="bodyHash" value={version.bodyHash} />
      <TextArea name="reason" label={t("vetting.one.returnReason")} hint={t("vetting.one.returnHint")} defaultValue={refused.value("reason")} error={refused.error("reason")} maxLength={2000} />
      <FormActions>
        <SubmitButton name="decision" value="confirmed" icon="check">
          {t("vetting.one.confirm")}
        </SubmitButton>
        <SubmitButton kind="plain" name="decision" value="returned">
          {t("vetting.one.return")}
        </SubmitButton>
      </FormActions>
    </Form>
  );
}
