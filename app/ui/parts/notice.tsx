import type { ReactNode } from "react";
import { parts } from "#app/ui/words/parts.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { Icon, type IconName } from "./icon.tsx";

const words = { parts };
const ICONS = { info: "info", success: "check", warn: "warning", error: "warning" } as const satisfies Record<string, IconName>;

/** A message of the page. An error or warning interrupts a screen reader, the others wait their turn. */
export function Notice(props: { kind: keyof typeof ICONS; title?: ReactNode; children?: ReactNode; actions?: ReactNode }) {
  const t = useT(words);
  return (
    <div className={`notice ${props.kind}`} role={props.kind === "error" || props.kind === "warn" ? "alert" : "status"}>
      <Icon name={ICONS[props.kind]} />
      <div>
        <strong>{props.title ?? t(`parts.notice.${props.kind}`)}</strong>
        {props.children ? <div className="notice-text">{props.children}</div> : null}
        {props.actions ? <div className="actions">{props.actions}</div> : null}
      </div>
    </div>
  );
}
