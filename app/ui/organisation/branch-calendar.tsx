import { Form } from "@remix-run/react";
import type { Day } from "#app/core/time/day.ts";
import type { CalendarDay } from "#app/core/time/working-days.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { CheckboxField, ChoiceField } from "#app/ui/parts/choice-field.tsx";
import { DataTable } from "#app/ui/parts/data-table.tsx";
import { DayField } from "#app/ui/parts/day-field.tsx";
import { DayText } from "#app/ui/parts/day-text.tsx";
import { DefinitionList } from "#app/ui/parts/definition-list.tsx";
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

const words = { organisation, form };
const KINDS = ["holiday", "swappedWorking", "swappedOff", "unsuitable"] as const;

type Pilots = "soft" | "hard";
export type Settings = {
  readonly dailyCeiling: number | null;
  readonly saturdays: boolean;
  readonly gapDays: number;
  readonly lessonDays: number;
  readonly pilots: Pilots;
  readonly attending: number;
  readonly version: number;
};
/** What holds in the branch, with what the branches above ask. */
export type InForce = { readonly gapWorkingDays: number; readonly lessonWorkingDays: number; readonly pilots: Pilots; readonly leadersPerCongress: number };
export type OwnDay = { readonly id: string; readonly day: Day; readonly kind: CalendarDay["kind"]; readonly name: string; readonly source: string };
type Props = { settings: Settings; inForce: InForce; ownDays: readonly OwnDay[]; mayEdit: boolean; refused: RefusedForm };

/** What a branch rules for itself: how many congresses a day, Saturdays, days of its own. */
export function BranchCalendar(props: Props) {
  const t = useT(words);
  return (
    <Card title={t("organisation.settings.title")} note={t("organisation.settings.note")} id="calendar">
      <div className="stack">
        {/* A saved form starts afresh; a refused one keeps what was typed. */}
        {props.mayEdit ? <SettingsForm key={`settings ${props.refused.version(props.settings.version)} ${sentSettings(props.refused) ? props.refused.code : ""}`} {...props} /> : null}
        <div className={props.mayEdit ? "print-only" : undefined}>
          <SettingsFacts settings={props.settings} inForce={props.inForce} />
        </div>
        <DataTable
          caption={t("organisation.settings.days")}
          rows={props.ownDays}
          rowKey={(own) => own.id}
          empty={<p className="muted">{t("organisation.settings.daysNone")}</p>}
          columns={[
            { key: "day", title: t("organisation.settings.day"), heading: true, cell: (own) => <DayText day={own.day} /> },
            { key: "kind", title: t("organisation.settings.dayKind"), cell: (own) => t(`organisation.dayKind.${own.kind}`) },
            { key: "name", title: t("organisation.settings.dayName"), cell: (own) => own.name },
            { key: "source", title: t("organisation.settings.daySource"), cell: (own) => own.source, wide: true },
            {
              key: "remove",
              title: t("form.remove"),
              quiet: true,
              align: "end",
              cell: (own) => (props.mayEdit ? <RemoveDay dayId={own.id} /> : null),
            },
          ]}
        />
        {props.mayEdit ? <DayForm key={`days ${props.ownDays.length}`} refused={props.refused} /> : null}
      </div>
    </Card>
  );
}

function SettingsFacts({ settings, inForce }: Pick<Props, "settings" | "inForce">) {
  const t = useT(words);
  return (
    <DefinitionList
      items={[
        { key: "ceiling", term: t("organisation.settings.ceiling"), value: settings.dailyCeiling ?? t("organisation.settings.ceilingNone") },
        { key: "saturdays", term: t("organisation.settings.saturdays"), value: t(settings.saturdays ? "form.yes" : "form.no") },
        { key: "gap", term: t("organisation.settings.gap"), value: inForce.gapWorkingDays },
        { key: "lessons", term: t("organisation.settings.lessons"), value: inForce.lessonWorkingDays },
        { key: "pilots", term: t("organisation.settings.pilots"), value: t(`organisation.settings.pilots.${inForce.pilots}`) },
        { key: "attending", term: t("organisation.settings.attending"), value: inForce.leadersPerCongress },
      ]}
    />
  );
}

/** A box without its tick is not sent: that this form of the page was, says its memory. */
const sentSettings = (refused: RefusedForm): boolean => refused.value("was.saturdays") !== undefined;

const isPilots = (value: string): value is Pilots => value === "soft" || value === "hard";
const ORDER = [
  ["gapDays", "gap"],
  ["lessonDays", "lessons"],
] as const;

function SettingsForm({ settings, inForce, refused }: Props) {
  const t = useT(words);
  const saturdays = settings.saturdays ? "on" : "";
  const sent = sentSettings(refused);
  return (
    <Form method="post" className="form no-print">
      <KeyField name="settings" />
      <input type="hidden" name="intent" value="settings" />
      <input type="hidden" name="version" value={refused.version(settings.version)} />
      <Race
        lost={sent && refused.code === "movedMeanwhile"}
        refused={refused}
        fields={[
          { name: "dailyCeiling", label: t("organisation.settings.ceiling"), now: String(settings.dailyCeiling ?? "") },
          { name: "saturdays", label: t("organisation.settings.saturdays"), now: saturdays, say: (value) => t(value === "" ? "form.no" : "form.yes") },
          ...ORDER.map(([name, word]) => ({ name, label: t(`organisation.settings.${word}`), now: String(settings[name]) })),
          { name: "pilots", label: t("organisation.settings.pilots"), now: settings.pilots, say: (value) => (isPilots(value) ? t(`organisation.settings.pilots.${value}`) : value) },
          { name: "attending", label: t("organisation.settings.attending"), now: String(settings.attending) },
        ]}
      />
      <TextField
        name="dailyCeiling"
        label={t("organisation.settings.ceiling")}
        hint={t("organisation.settings.ceilingHint")}
        size="short"
        inputMode="numeric"
        defaultValue={refused.value("dailyCeiling", settings.dailyCeiling)}
        error={refused.error("dailyCeiling")}
        optional
      />
      <CheckboxField name="saturdays" label={t("organisation.settings.saturdays")} defaultChecked={Boolean(sent ? refused.value("saturdays") : saturdays)} />
      {ORDER.map(([name, word]) => (
        <TextField
          key={name}
          name={name}
          label={t(`organisation.settings.${word}`)}
          hint={t(`organisation.settings.${word}Hint`)}
          size="short"
          inputMode="numeric"
          defaultValue={refused.value(name, settings[name])}
          error={refused.error(name)}
          required
        />
      ))}
      <ChoiceField
        kind="radio"
        name="pilots"
        label={t("organisation.settings.pilots")}
        hint={t("organisation.settings.pilotsHint")}
        required
        chosen={[refused.value("pilots", settings.pilots) ?? settings.pilots]}
        choices={(["soft", "hard"] as const).map((value) => ({ value, label: t(`organisation.settings.pilots.${value}`), hint: t(`organisation.settings.pilots.${value}Hint`) }))}
        error={refused.error("pilots")}
      />
      <TextField
        name="attending"
        label={t("organisation.settings.attending")}
        hint={t("organisation.settings.attendingHint")}
        size="short"
        inputMode="numeric"
        defaultValue={refused.value("attending", settings.attending)}
        error={refused.error("attending")}
        required
      />
      <p className="muted">
        {t("organisation.settings.inForce", {
          gap: inForce.gapWorkingDays,
          lessons: inForce.lessonWorkingDays,
          pilots: t(`organisation.settings.pilots.${inForce.pilots}`),
          attending: inForce.leadersPerCongress,
        })}
      </p>
      <FormActions>
        <SubmitButton kind="plain">{t("form.save")}</SubmitButton>
      </FormActions>
    </Form>
  );
}

function DayForm({ refused }: { refused: RefusedForm }) {
  const t = useT(words);
  return (
    <Form method="post" className="form no-print">
      <KeyField name="ownDay" />
      <input type="hidden" name="intent" value="addDay" />
      <div className="form-row">
        <DayField name="day" label={t("organisation.settings.day")} defaultValue={refused.value("day")} error={refused.error("day")} required />
        <SelectField
          name="kind"
          label={t("organisation.settings.dayKind")}
          options={KINDS.map((kind) => ({ value: kind, label: t(`organisation.dayKind.${kind}`) }))}
          defaultValue={refused.value("kind", "unsuitable")}
          error={refused.error("kind")}
          blank={false}
        />
      </div>
      <div className="form-row">
        <TextField
          name="name"
          label={t("organisation.settings.dayName")}
          defaultValue={refused.value("name")}
          error={refused.error("name")}
          required
        />
        <TextField
          name="source"
          label={t("organisation.settings.daySource")}
          defaultValue={refused.value("source")}
          error={refused.error("source")}
          required
        />
      </div>
      <FormActions>
        <SubmitButton kind="plain">{t("organisation.settings.addDay")}</SubmitButton>
      </FormActions>
    </Form>
  );
}

function RemoveDay({ dayId }: { dayId: string }) {
  const t = useT(words);
  return (
    <Form method="post" className="no-print">
      <KeyField name={`remove-${dayId}`} />
      <input type="hidden" name="intent" value="removeDay" />
      <input type="hidden" name="dayId" value={dayId} />
      <SubmitButton kind="plain">{t("form.remove")}</SubmitButton>
    </Form>
  );
}
