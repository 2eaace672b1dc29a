import { useId, type ReactNode } from "react";
import { parts } from "#app/ui/words/parts.ts";
import { useT } from "#app/ui/words/provider.tsx";

const words = { parts };

/** How far long work has come; `children` is the form that stops it. Without `done` it is under way without a measure. */
export function Progress(props: { label: ReactNode; done?: number | undefined; total: number; children?: ReactNode }) {
  const t = useT(words);
  const id = useId();
  return (
    <div className="progress">
      <label htmlFor={id}>{props.label}</label>
      {props.done === undefined ? null : (
        <span className="progress-count">{t("parts.progress.of", { done: props.done, total: props.total })}</span>
      )}
      <progress id={id} value={props.done} max={Math.max(props.total, 1)} />
      {props.children}
    </div>
  );
}
