import { formatDay, type Day } from "#app/core/time/day.ts";
import { DayField } from "#app/ui/parts/day-field.tsx";
import { Race } from "#app/ui/parts/race.tsx";
import type { RefusedForm } from "#app/ui/parts/refused.ts";
import { SelectField } from "#app/ui/parts/select-field.tsx";
import { TextField } from "#app/ui/parts/text-field.tsx";
import { form } from "#app/ui/words/form.ts";
import { vetting } from "#app/ui/words/vetting.ts";
import { useT } from "#app/ui/words/provider.tsx";

const words = { vetting, form };

export type PersonDays = {
  readonly fullName: string;
  readonly sex: "male" | "female" | null;
  readonly bornOn: Day | null;
  readonly joinedOn: Day | null;
  readonly officialOn: Day | null;
  readonly post: string | null;
  readonly inPostSince: Day | null;
  readonly onPlanningList: boolean | null;
};

/** What is kept of a person, for a new file and for one that is edited. */
export function PersonFieldset({ person, refused }: { person: PersonDays | null; refused: RefusedForm }) {
  const t = useT(words);
  const field = (name: Exclude<keyof PersonDays, "onPlanningList" | "post">) => ({ name, defaultValue: refused.value(name, person?.[name]), error: refused.error(name) });
  const listed = person?.onPlanningList === null || person === null ? undefined : person.onPlanningList ? "yes" : "no";
  return (
    <>
      <div className="form-row">
        <TextField {...field("fullName")} label={t("vetting.name")} required size="medium" />
        <SelectField
          {...field("sex")}
          label={t("vetting.person.sex")}
          blank={t("form.unknown")}
          options={[
            { value: "male", label: t("vetting.person.male") },
            { value: "female", label: t("vetting.person.female") },
          ]}
        />
        <TextField name="presentPost" label={t("vetting.presentPost")} defaultValue={refused.value("presentPost", person?.post)} error={refused.error("presentPost")} optional size="medium" />
      </div>
      <div className="form-row">
        <DayField {...field("bornOn")} label={t("vetting.person.bornOn")} optional />
        <DayField {...field("joinedOn")} label={t("vetting.person.joinedOn")} optional />
        <DayField {...field("officialOn")} label={t("vetting.person.officialOn")} optional />
        <DayField {...field("inPostSince")} label={t("vetting.person.inPostSince")} optional />
        <SelectField
          name="onPlanningList"
          label={t("vetting.person.onPlanningList")}
          defaultValue={refused.value("onPlanningList", listed)}
          blank={t("form.unknown")}
          options={[
            { value: "yes", label: t("form.yes") },
            { value: "no", label: t("form.no") },
          ]}
        />
      </div>
    </>
  );
}

/** What the form began with, and after a lost race the fields that differ. */
export function PersonRace({ person, refused }: { person: PersonDays; refused: RefusedForm }) {
  const t = useT(words);
  const written = (day: Day | null): string => (day === null ? "" : formatDay(day));
  const yesNo = (text: string): string => (text === "yes" || text === "no" ? t(`form.${text}`) : t("form.unknown"));
  return (
    <Race
      refused={refused}
      lost={refused.code === "movedMeanwhile"}
      fields={[
        { name: "fullName", label: t("vetting.name"), now: person.fullName },
        { name: "sex", label: t("vetting.person.sex"), now: person.sex ?? "", say: (text) => (text === "male" || text === "female" ? t(`vetting.person.${text}`) : t("form.unknown")) },
        { name: "presentPost", label: t("vetting.presentPost"), now: person.post ?? "" },
        ...(["bornOn", "joinedOn", "officialOn", "inPostSince"] as const).map((name) => ({ name, label: t(`vetting.person.${name}`), now: written(person[name]) })),
        { name: "onPlanningList", label: t("vetting.person.onPlanningList"), now: person.onPlanningList === null ? "" : person.onPlanningList ? "yes" : "no", say: yesNo },
      ]}
    />
  );
}
