import type { ReactNode } from "react";
import type { Certainty as Known } from "#app/core/rules/certainty.ts";
import type { Day } from "#app/core/time/day.ts";
import { parts } from "#app/ui/words/parts.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { Certainty } from "./certainty.tsx";
import { DayText } from "./day-text.tsx";
import { Icon, type IconName } from "./icon.tsx";

const words = { parts };
const ICONS = { done: "check", overdue: "warning", due: "clock", ahead: "more", opening: "calendar" } as const satisfies Record<
  string,
  IconName
>;

export type Milestone = {
  readonly id: string;
  readonly day: Day;
  readonly title: ReactNode;
  readonly state: keyof typeof ICONS;
  /** Where the day comes from: clause and arithmetic ("N − 45 working days · KH tỉnh"). */
  readonly basis?: ReactNode;
  readonly certainty?: Known | undefined;
  /** The day before a move, shown struck through. */
  readonly was?: Day | undefined;
  /** What can be done about it. */
  readonly action?: ReactNode;
};

/** Milestones in the order of their days; state by icon and word. */
export function Timeline({ label, milestones }: { label: string; milestones: readonly Milestone[] }) {
  const t = useT(words);
  return (
    <ol className="timeline" aria-label={label}>
      {milestones.map((milestone) => (
        <li key={milestone.id} className={milestone.state}>
          <span className="timeline-dot">
            <Icon name={ICONS[milestone.state]} size={14} />
          </span>
          <div className="timeline-day">
            {milestone.was ? (
              <del>
                <DayText day={milestone.was} weekday="none" />
              </del>
            ) : null}
            <DayText day={milestone.day} />
          </div>
          <div>
            <span className="timeline-title">{milestone.title}</span>{" "}
            {milestone.state === "opening" ? null : <span className="timeline-state">{t(`parts.milestone.${milestone.state}`)}</span>}
            {milestone.basis || milestone.certainty ? (
              <div className="small muted">
                {milestone.basis} {milestone.certainty ? <Certainty of={milestone.certainty} /> : null}
              </div>
            ) : null}
          </div>
          {milestone.action ? <div className="timeline-action">{milestone.action}</div> : null}
        </li>
      ))}
    </ol>
  );
}
