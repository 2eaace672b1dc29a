import type { ReactNode } from "react";

/** A page: its title is its message, the lead says what it means, the actions start with the main one. */
export function Page(props: {
  title: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  /** A Breadcrumb or a back link, above the title. */
  above?: ReactNode;
  /** Reads better in narrow lines: forms and texts. */
  narrow?: boolean | undefined;
  children?: ReactNode;
}) {
  return (
    <div className={props.narrow ? "page narrow" : "page"}>
      <header className="page-head">
        {props.above}
        <div className="page-title">
          <div>
            <h1 id="title" tabIndex={-1}>
              {props.title}
            </h1>
            {props.lead ? <p className="lead">{props.lead}</p> : null}
          </div>
          {props.actions ? <div className="actions">{props.actions}</div> : null}
        </div>
      </header>
      {props.children}
    </div>
  );
}
