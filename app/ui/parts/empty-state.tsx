import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon.tsx";

/** Nothing here, and what to do about it: `action` is the next step as one link or button. */
export function EmptyState(props: { title: ReactNode; icon?: IconName | undefined; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <Icon name={props.icon ?? "info"} size={28} />
      <p className="empty-title">{props.title}</p>
      {props.children ? <p className="muted">{props.children}</p> : null}
      {props.action ? <div className="actions">{props.action}</div> : null}
    </div>
  );
}
