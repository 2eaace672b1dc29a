import type { ReactNode } from "react";
import { parts } from "#app/ui/words/parts.ts";
import { useT } from "#app/ui/words/provider.tsx";

const words = { parts };

export type Difference = {
  /** Names the radio buttons: "keep.<field>" with the value "mine" or "theirs". */
  readonly field: string;
  readonly label: string;
  readonly before: ReactNode;
  readonly theirs: ReactNode;
  readonly mine: ReactNode;
};

/** A lost race: for each field what it was, what the other saved, what I typed; mine is kept unless chosen otherwise, where there is a choice. */
export function Diff({ differences, choice = true }: { differences: readonly Difference[]; choice?: boolean }) {
  const t = useT(words);
  const nothing = <span className="muted">{t("parts.diff.nothing")}</span>;
  return (
    <table className="table diff">
      <caption>{t(choice ? "parts.diff.caption" : "parts.diff.seen")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("parts.diff.field")}</th>
          <th scope="col">{t("parts.diff.before")}</th>
          <th scope="col">{t("parts.diff.theirs")}</th>
          <th scope="col">{t("parts.diff.mine")}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map((difference) => (
          <tr key={difference.field}>
            <th scope="row">{difference.label}</th>
            <td data-title={t("parts.diff.before")}>
              <div className="cell muted">{difference.before || nothing}</div>
            </td>
            <td data-title={t("parts.diff.theirs")}>
              <label className="choice cell">
                {choice ? <input type="radio" name={`keep.${difference.field}`} value="theirs" aria-label={t("parts.diff.keepTheirs", { field: difference.label })} /> : null}
                <span>{difference.theirs || nothing}</span>
              </label>
            </td>
            <td data-title={t("parts.diff.mine")}>
              <label className="choice cell">
                {choice ? <input type="radio" name={`keep.${difference.field}`} value="mine" defaultChecked aria-label={t("parts.diff.keepMine", { field: difference.label })} /> : null}
                <span>{difference.mine || nothing}</span>
              </label>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
