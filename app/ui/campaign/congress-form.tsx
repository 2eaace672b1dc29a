import { Form, Link } from "@remix-run/react";
import type { CongressForm as Kind } from "#app/core/scheduling/congress.ts";
import { type Day, formatDay, isDay } from "#app/core/time/day.ts";
import { Breadcrumb } from "#app/ui/parts/breadcrumb.tsx";
import { Card } from "#app/ui/parts/card.tsx";
import { CheckboxField, ChoiceField } from "#app/ui/parts/choice-field.tsx";
import { DayField } from "#app/ui/parts/day-field.tsx";
import { ErrorSummary } from "#app/ui/parts/error-summary.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { Race } from "#app/ui/parts/race.tsx";
import { type Refusal, useRefused } from "#app/ui/parts/refused.ts";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { TextField } from "#app/ui/parts/text-field.tsx";
import { campaign } from "#app/ui/words/campaign.ts";
import { form } from "#app/ui/words/form.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { scheduling } from "#app/ui/words/scheduling.ts";

const words = { campaign, form, scheduling };
type T = ReturnType<typeof useT<typeof words>>;

type Values = { readonly form: Kind; readonly contents: 2 | 3 | 4; readonly lengthHalfDays: number; readonly isPilot: boolean; readonly desiredOn: Day | null; readonly orderExemption: string | null };
const FIELDS = ["form", "contents", "lengthHalfDays", "isPilot", "desiredOn", "orderExemption"] as const;
type Field = (typeof FIELDS)[number];

/** The values as the form sends them. */
const sent = (values: Values): Record<Field, string> => ({
  form: values.form,
  contents: String(values.contents),
  lengthHalfDays: String(values.lengthHalfDays),
  isPilot: values.isPilot ? "1" : "",
  desiredOn: values.desiredOn ?? "",
  orderExemption: values.orderExemption ?? "",
});

/** Kind and length of a congress. */
export function CongressForm({ congress, refusal }: { congress: Values & { readonly id: string; readonly version: number; readonly unitName: string }; refusal: Refusal | undefined }) {
  const t = useT(words);
  const refused = useRefused(refusal, words);
  const now = sent(congress);
  const version = refused.version(congress.version);
  return (
    <Page
      above={<Breadcrumb units={[{ id: congress.id, name: congress.unitName, href: `/congresses/${congress.id}` }, { id: "edit", name: t("campaign.edit") }]} />}
      title={t("campaign.editTitle", { name: congress.unitName })}
      lead={t("campaign.editLead")}
      narrow
    >
      <ErrorSummary errors={refused.errors} />
      <Card>
        <Form method="post" className="form" key={`${version} ${refused.code ?? ""}`}>
          <input type="hidden" name="version" value={version} />
          <Race
            lost={refused.code === "movedMeanwhile"}
            fields={FIELDS.map((name) => ({ name, label: t(`campaign.field.${name}`), now: now[name], say: (value) => spoken(t, name, value) }))}
            refused={refused}
          />
          <ChoiceField
            kind="radio"
            name="form"
            label={t("campaign.form")}
            required
            inline
            chosen={[refused.value("form", now.form) ?? ""]}
            choices={(["member", "delegate"] as const).map((value) => ({ value, label: t(`campaign.form.${value}`) }))}
            error={refused.error("form")}
          />
          <ChoiceField
            kind="radio"
            name="contents"
            label={t("campaign.contents")}
            required
            inline
            chosen={[refused.value("contents", now.contents) ?? ""]}
            choices={([2, 3, 4] as const).map((value) => ({ value: String(value), label: t(`campaign.contents.${value}`) }))}
            error={refused.error("contents")}
          />
          <TextField
            name="lengthHalfDays"
            label={t("campaign.length")}
            hint={t("campaign.lengthHint")}
            size="short"
            inputMode="numeric"
            required
            maxLength={2}
            defaultValue={refused.value("lengthHalfDays", now.lengthHalfDays)}
            error={refused.error("lengthHalfDays")}
          />
          <CheckboxField name="isPilot" value="1" label={t("campaign.pilot")} hint={t("campaign.pilotHint")} defaultChecked={Boolean(refusal ? refused.value("isPilot") : now.isPilot)} />
          <DayField
            name="desiredOn"
            label={t("campaign.desiredOn")}
            hint={t("campaign.desiredOnHint")}
            optional
            defaultValue={refused.value("desiredOn", now.desiredOn)}
            error={refused.error("desiredOn")}
          />
          <TextField
            name="orderExemption"
            label={t("campaign.orderExemption")}
            hint={t("campaign.orderExemptionHint")}
            size="medium"
            optional
            maxLength={100}
            defaultValue={refused.value("orderExemption", now.orderExemption)}
            error={refused.error("orderExemption")}
          />
          <FormActions>
            <SubmitButton>{t("form.save")}</SubmitButton>
            <Link className="button quiet" to={`/congresses/${congress.id}`}>
              {t("form.cancel")}
            </Link>
          </FormActions>
        </Form>
      </Card>
    </Page>
  );
}

function spoken(t: T, field: Field, value: string): string {
  if (field === "form" && (value === "member" || value === "delegate")) return t(`campaign.form.${value}`);
  if (field === "contents" && (value === "2" || value === "3" || value === "4")) return t(`campaign.contents.${value}`);
  if (isDay(value)) return formatDay(value);
  if (field === "isPilot") return t(value === "" ? "form.no" : "form.yes");
  return value;
}
