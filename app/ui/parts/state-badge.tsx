import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon.tsx";

export type Tone = "plain" | "info" | "green" | "amber" | "red";

/** A state in a word and an icon (draft, submitted, approved…); lighter in weight than a Light. */
export function StateBadge({ tone = "plain", icon, children }: { tone?: Tone; icon?: IconName | undefined; children: ReactNode }) {
  return (
    <span className={`badge ${tone}`}>
      {icon ? <Icon name={icon} size={14} /> : null}
      {children}
    </span>
  );
}
