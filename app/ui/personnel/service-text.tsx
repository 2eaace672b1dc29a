import type { Certainty as Known } from "#app/core/rules/certainty.ts";
import { formatDay, isDay } from "#app/core/time/day.ts";
import type { Details } from "#app/core/verdict.ts";
import type { Criterion } from "#app/core/vetting/eligibility.ts";
import { Certainty } from "#app/ui/parts/certainty.tsx";
import { Light } from "#app/ui/parts/light.tsx";
import { vetting } from "#app/ui/words/vetting.ts";
import { useT } from "#app/ui/words/provider.tsx";

const words = { vetting };

const MISSING = ["bornOn", "sex", "ageMonth", "pendingCase", "onPlanningList", "inPostSince"] as const;
const month = (value: string | number | undefined): string => String(value ?? "").split("-").toReversed().join("/");
const written = (value: string | number | undefined): string => (isDay(value) ? formatDay(value) : String(value ?? ""));

/** The numbers that a verdict on eligibility rests on, in a sentence. */
export function useNumbers(): (criterion: Criterion, numbers: Details) => string {
  const t = useT(words);
  return (criterion, numbers) => {
    const missing = MISSING.find((field) => field === numbers["missing"]);
    if (missing !== undefined) return t("vetting.numbers.missing", { what: t(`vetting.missing.${missing}`) });
    const decidedOn = written(numbers["decidedOn"]);
    if (criterion === "serviceLeft")
      return t("vetting.numbers.service", { left: numbers["left"] ?? 0, required: numbers["required"] ?? 0, ageMonth: month(numbers["ageMonth"]), retires: month(numbers["retires"]) });
    if (criterion === "discipline" && numbers["freeOn"] === "never") return t("vetting.numbers.never", { decidedOn });
    if (criterion === "discipline" && "freeOn" in numbers) return t("vetting.numbers.bar", { decidedOn, freeOn: written(numbers["freeOn"]) });
    if (criterion === "disciplineInTerm" && "decidedOn" in numbers) return t("vetting.numbers.inTerm", { decidedOn });
    if (criterion === "yearsInPost" && "since" in numbers)
      return t("vetting.numbers.inPost", { since: written(numbers["since"]), required: numbers["required"] ?? 0, enoughOn: written(numbers["enoughOn"]) });
    return "–";
  };
}

export type Result = "pass" | "fail" | "unknown";

export function ResultLight({ result, warns = false }: { result: Result; warns?: boolean }) {
  const t = useT(words);
  return <Light light={result === "pass" ? "green" : result === "unknown" ? "grey" : warns ? "amber" : "red"}>{t(`vetting.result.${result}`)}</Light>;
}

/** Months of service left, with the numbers, the clause and how sure it is. */
export function ServiceText({ service }: { service: { readonly result: Result; readonly numbers: Details; readonly source: string; readonly certainty: Known } | null }) {
  const numbers = useNumbers();
  if (service === null) return <>–</>;
  return (
    <>
      <ResultLight result={service.result} warns={service.certainty !== "confirmed"} /> {numbers("serviceLeft", service.numbers)}
      <div className="small muted">
        {service.source} <Certainty of={service.certainty} />
      </div>
    </>
  );
}
