import { Form } from "@remix-run/react";
import { isExcusable } from "#app/core/scheduling/conflicts.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { DayField } from "#app/ui/parts/day-field.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { KeyField } from "#app/ui/parts/key-field.tsx";
import type { RefusedForm } from "#app/ui/parts/refused.ts";
import { SelectField } from "#app/ui/parts/select-field.tsx";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { TextArea } from "#app/ui/parts/text-area.tsx";
import { TextField } from "#app/ui/parts/text-field.tsx";
import { ExceptionText, type ShownFinding } from "#app/ui/scheduling/finding-list.tsx";
import { exceptions } from "#app/ui/words/exceptions.ts";
import { findingSentence } from "#app/ui/words/finding-sentence.ts";
import { form } from "#app/ui/words/form.ts";
import { useLocale, useT } from "#app/ui/words/provider.tsx";

const words = { exceptions, form };

type Props = {
  readonly congress: { readonly id: string; readonly version: number };
  readonly findings: readonly ShownFinding[];
  readonly may: boolean;
  readonly refused: RefusedForm;
};

/** Which clashes of the present date are excused, by whom and why; and the form for another. */
export function ExceptionsCard({ congress, findings, may, refused }: Props) {
  const t = useT(words);
  const excused = new Map(findings.flatMap(({ exception }) => (exception ? [[exception.id, exception] as const] : [])));
  const open = findings.filter((each) => isExcusable(each) && otherOf(each, congress.id) !== undefined);
  if (excused.size === 0 && (!may || open.length === 0)) return null;
  return (
    <Card title={t("exceptions.title")} id="exceptions">
      <ul className="plain-list">
        {[...excused.values()].map((exception) => (
          <li key={exception.id} className="stack">
            <ExceptionText exception={exception} />
            {may && exception.congressId === congress.id ? (
              <details>
                <summary>{t("exceptions.withdraw")}</summary>
                <Form method="post" action={`/congresses/${congress.id}`} className="form">
                  <input type="hidden" name="intent" value="withdrawException" />
                  <input type="hidden" name="exception" value={exception.id} />
                  <TextField name="withdrawWhy" id={`f-withdraw-${exception.id}`} label={t("exceptions.withdrawWhy")} required maxLength={500} />
                  <FormActions>
                    <SubmitButton kind="danger">{t("exceptions.withdraw")}</SubmitButton>
                  </FormActions>
                </Form>
              </details>
            ) : null}
          </li>
        ))}
      </ul>
      {may && open.length > 0 ? <AcceptForm congress={congress} open={open} refused={refused} /> : null}
    </Card>
  );
}

function AcceptForm({ congress, open, refused }: Pick<Props, "congress" | "refused"> & { open: readonly ShownFinding[] }) {
  const t = useT(words);
  const locale = useLocale();
  return (
    <details open={refused.value("intent") === "except" || undefined}>
      <summary>{t("exceptions.add")}</summary>
      <Form method="post" action={`/congresses/${congress.id}`} className="form" key={congress.version}>
        <KeyField name="except" />
        <input type="hidden" name="intent" value="except" />
        <input type="hidden" name="version" value={congress.version} />
        <p className="small muted">{t("exceptions.lead")}</p>
        <SelectField
          name="clash"
          label={t("exceptions.clash")}
          required
          blank={open.length === 1 ? false : undefined}
          defaultValue={refused.value("clash")}
          error={refused.error("clash")}
          options={[...new Map(open.map((each) => [`${each.code}/${otherOf(each, congress.id) ?? ""}`, findingSentence(locale, each)]))].map(([value, label]) => ({ value, label }))}
        />
        <TextArea name="why" label={t("exceptions.why")} required rows={2} maxLength={500} defaultValue={refused.value("why")} error={refused.error("why")} />
        <TextField name="paper" label={t("exceptions.paper")} required size="medium" maxLength={100} defaultValue={refused.value("paper")} error={refused.error("paper")} />
        <DayField name="lastDay" label={t("exceptions.lastDay")} optional hint={t("exceptions.lastDayHint")} defaultValue={refused.value("lastDay")} error={refused.error("lastDay")} />
        <FormActions>
          <SubmitButton kind="plain">{t("exceptions.submit")}</SubmitButton>
        </FormActions>
      </Form>
    </details>
  );
}

/** What the clash is with, seen from the congress; undefined where the reader may not see it. */
function otherOf({ congress, other }: ShownFinding, self: string): string | null | undefined {
  if (other === null) return null;
  return (congress.id === self ? other.id : congress.id) ?? undefined;
}
