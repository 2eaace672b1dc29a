import type { Certainty as Known } from "#app/core/rules/certainty.ts";
import type { MilestoneCode } from "#app/core/scheduling/milestones.ts";
import { formatDay, type Day } from "#app/core/time/day.ts";
import { Timeline } from "#app/ui/parts/timeline.tsx";
import { useT } from "#app/ui/words/provider.tsx";
import { scheduling } from "#app/ui/words/scheduling.ts";

const words = { scheduling };

export type ShownMilestone = {
  readonly code: MilestoneCode;
  readonly day: Day;
  readonly lead: number;
  readonly unit: "workingDays" | "calendarDays" | "months";
  readonly source: string;
  readonly certainty: Known;
  readonly exempt: { readonly startsOn: Day; readonly reason: "founded" | "released" } | null;
  readonly state: "done" | "overdue" | "due" | "ahead";
};

const AFTER: readonly MilestoneCode[] = ["resultReport"];
const FROM_RECEIPT: readonly MilestoneCode[] = ["ratification"];

/** The dated steps of a congress with the opening in its place among them. */
export function MilestoneList({ label, opening, openingDay, milestones }: { label: string; opening: string; openingDay: Day; milestones: readonly ShownMilestone[] }) {
  const t = useT(words);
  const basis = (step: ShownMilestone): string => {
    const values = { lead: step.lead, unit: t(`scheduling.unit.${step.unit}`) };
    const lead = FROM_RECEIPT.includes(step.code)
      ? t("scheduling.lead.receipt", values)
      : AFTER.includes(step.code)
        ? t("scheduling.lead.after", values)
        : t("scheduling.lead.before", values);
    const short = step.exempt
      ? ` · ${t("scheduling.compressed", { reason: t(`scheduling.preparation.${step.exempt.reason}`), day: formatDay(step.exempt.startsOn) })}`
      : "";
    return `${lead} · ${step.source}${short}`;
  };
  const steps = milestones.map((step) => ({
    id: step.code,
    day: step.day,
    title: t(`scheduling.milestone.${step.code}`),
    state: step.state,
    basis: basis(step),
    certainty: step.certainty,
  }));
  const at = { id: "opening", day: openingDay, title: opening, state: "opening" as const };
  return <Timeline label={label} milestones={[...steps, at].toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))} />;
}
