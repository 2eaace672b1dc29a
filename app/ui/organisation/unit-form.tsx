import { Form, Link } from "@remix-run/react";
import { LEVELS } from "#app/core/organisation/level.ts";
import { UNIT_KINDS } from "#app/core/organisation/unit-kind.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { DayField } from "#app/ui/parts/day-field.tsx";
import { ErrorSummary } from "#app/ui/parts/error-summary.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { KeyField } from "#app/ui/parts/key-field.tsx";
import { Race } from "#app/ui/parts/race.tsx";
import type { RefusedForm } from "#app/ui/parts/refused.ts";
import { SelectField } from "#app/ui/parts/select-field.tsx";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { TextField } from "#app/ui/parts/text-field.tsx";
import { form } from "#app/ui/words/form.ts";
import { organisation } from "#app/ui/words/organisation.ts";
import { useT } from "#app/ui/words/provider.tsx";
import type { Say } from "#app/ui/words/words.ts";

const words = { organisation, form };

const UNIT_FIELDS = ["name", "kind", "level", "partyName", "members", "validFrom", "validUntil"] as const;
type UnitField = (typeof UNIT_FIELDS)[number];

/** A unit as its form shows it: text in every field. */
export type UnitText = Readonly<Record<UnitField, string>>;

/** Adds a unit (`unit` empty, with a code) or edits one (with its version). */
export function UnitForm(props: { unit: UnitText; version: number | null; refused: RefusedForm; cancelHref: string }) {
  const t = useT(words);
  const { refused, unit } = props;
  const version = props.version === null ? null : refused.version(props.version);
  const typed = (field: UnitField): string => refused.value(field, unit[field]) ?? "";
  return (
    <Form method="post" className="stack" key={`${version} ${refused.code ?? ""}`}>
      <KeyField name="unit" />
      <ErrorSummary errors={refused.errors} />
      <Card>
        <div className="form">
          {version === null ? null : (
            <>
              <input type="hidden" name="version" value={version} />
              <Race
                lost={refused.code === "movedMeanwhile"}
                fields={UNIT_FIELDS.map((name) => ({ name, label: t(`organisation.unit.${name}`), now: unit[name], say: (value) => spoken(t, name, value) }))}
                refused={refused}
              />
            </>
          )}
          {version === null ? (
            <TextField
              name="code"
              label={t("organisation.unit.code")}
              size="medium"
              defaultValue={refused.value("code")}
              error={refused.error("code")}
              required
            />
          ) : null}
          <TextField name="name" label={t("organisation.unit.name")} defaultValue={typed("name")} error={refused.error("name")} required />
          <div className="form-row">
            <SelectField
              name="kind"
              label={t("organisation.unit.kind")}
              options={UNIT_KINDS.map((kind) => ({ value: kind, label: t(`organisation.kind.${kind}`) }))}
              defaultValue={typed("kind")}
              error={refused.error("kind")}
              required
            />
            <SelectField
              name="level"
              label={t("organisation.unit.level")}
              options={LEVELS.map((level) => ({ value: level, label: t(`organisation.level.${level}`) }))}
              blank={t("organisation.unit.levelByKind")}
              defaultValue={typed("level")}
              error={refused.error("level")}
            />
          </div>
          <TextField
            name="partyName"
            label={t("organisation.unit.partyName")}
            hint={t("organisation.unit.partyNameHint")}
            defaultValue={typed("partyName")}
            error={refused.error("partyName")}
            optional
          />
          <TextField
            name="members"
            label={t("organisation.unit.members")}
            hint={t("organisation.unit.membersHint")}
            size="short"
            inputMode="numeric"
            defaultValue={typed("members")}
            error={refused.error("members")}
            optional
          />
          <div className="form-row">
            <DayField
              name="validFrom"
              label={t("organisation.unit.validFrom")}
              hint={t("organisation.unit.validFromHint")}
              defaultValue={typed("validFrom")}
              error={refused.error("validFrom")}
              optional
            />
            <DayField
              name="validUntil"
              label={t("organisation.unit.validUntil")}
              hint={t("organisation.unit.validUntilHint")}
              defaultValue={typed("validUntil")}
              error={refused.error("validUntil")}
              optional
            />
          </div>
          <FormActions>
            <SubmitButton>{t(version === null ? "form.add" : "form.save")}</SubmitButton>
            <Link className="button quiet" to={props.cancelHref}>
              {t("form.cancel")}
            </Link>
          </FormActions>
        </div>
      </Card>
    </Form>
  );
}

/** A kind and a level by their names; everything else as it is typed. */
function spoken(t: Say<typeof words>, field: UnitField, value: string): string {
  const [kind, level] = [UNIT_KINDS.find((each) => field === "kind" && each === value), LEVELS.find((each) => field === "level" && each === value)];
  if (kind) return t(`organisation.kind.${kind}`);
  return level ? t(`organisation.level.${level}`) : value;
}
