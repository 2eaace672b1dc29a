import { useId, type ReactNode } from "react";

/** A titled block. `flush` lets a table or list reach the edges. */
export function Card(props: {
  title?: ReactNode;
  /** A line under the title. */
  note?: ReactNode;
  /** Links or a button at the right of the title. */
  actions?: ReactNode;
  tone?: "red" | "amber" | "green" | "info" | undefined;
  flush?: boolean | undefined;
  id?: string | undefined;
  children?: ReactNode;
}) {
  const titleId = useId();
  const className = ["card", props.flush ? "flush" : "", props.tone ? `tone-${props.tone}` : ""].filter(Boolean).join(" ");
  return (
    <section className={className} id={props.id} aria-labelledby={props.title ? titleId : undefined}>
      {props.title ? (
        <div className="card-head">
          <h2 id={titleId}>{props.title}</h2>
          {props.actions ? <div className="card-actions">{props.actions}</div> : null}
          {props.note ? <p className="card-note">{props.note}</p> : null}
        </div>
      ) : null}
      {props.children}
    </section>
  );
}
