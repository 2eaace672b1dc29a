import type { NomineeState } from "#app/core/vetting/nominee-state.ts";
import type { CheckState } from "#app/core/vetting/checks.ts";
import type { IconName } from "#app/ui/parts/icon.tsx";
import { StateBadge, type Tone } from "#app/ui/parts/state-badge.tsx";
import { vetting } from "#app/ui/words/vetting.ts";
import { useT } from "#app/ui/words/provider.tsx";

const words = { vetting };

const NOMINEE: Readonly<Record<NomineeState, { tone: Tone; icon: IconName }>> = {
  incomplete: { tone: "plain", icon: "more" },
  inProgress: { tone: "info", icon: "clock" },
  proposed: { tone: "info", icon: "arrow" },
  confirmed: { tone: "green", icon: "check" },
  returned: { tone: "amber", icon: "warning" },
  ineligible: { tone: "red", icon: "close" },
};

/** The overall state: all that a planner, a secretary and a clerk see of the vetting. */
export function NomineeStateBadge({ state }: { state: NomineeState }) {
  const t = useT(words);
  return <StateBadge {...NOMINEE[state]}>{t(`vetting.state.${state}`)}</StateBadge>;
}

const CHECK: Readonly<Record<CheckState, { tone: Tone; icon: IconName }>> = {
  notSent: { tone: "plain", icon: "more" },
  sent: { tone: "info", icon: "clock" },
  waitingForPerson: { tone: "info", icon: "user" },
  waitingForDecision: { tone: "amber", icon: "arrow" },
  clear: { tone: "green", icon: "check" },
  toConsider: { tone: "amber", icon: "warning" },
  disputed: { tone: "amber", icon: "warning" },
  expired: { tone: "amber", icon: "warning" },
};

export function CheckStateBadge({ state }: { state: CheckState }) {
  const t = useT(words);
  return <StateBadge {...CHECK[state]}>{t(`vetting.check.${state}`)}</StateBadge>;
}
