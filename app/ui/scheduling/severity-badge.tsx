import type { Severity } from "#app/core/rules/certainty.ts";
import { StateBadge } from "#app/ui/parts/state-badge.tsx";
import { useT } from "#app/ui/words/provider.tsx";
import { scheduling } from "#app/ui/words/scheduling.ts";

const words = { scheduling };
const TONES = { blocks: "red", blocksApproval: "amber", warns: "amber" } as const;
const ICONS = { blocks: "close", blocksApproval: "lock", warns: "warning" } as const;

/** What a clash does, in a word and a sign. */
export function SeverityBadge({ severity }: { severity: Severity }) {
  const t = useT(words);
  return (
    <StateBadge tone={TONES[severity]} icon={ICONS[severity]}>
      {t(`scheduling.severity.${severity}`)}
    </StateBadge>
  );
}
