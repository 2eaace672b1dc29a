import type { ReactNode } from "react";
import { parts } from "#app/ui/words/parts.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { InstantText } from "./instant-text.tsx";

const words = { parts };

export type LogEntry = {
  readonly id: string;
  /** ISO text with zone. */
  readonly at: string;
  readonly actor: string;
  /** What was done, as a sentence. */
  readonly deed: ReactNode;
  readonly reason?: string | undefined;
  readonly changes?: readonly { readonly field: string; readonly before: string; readonly after: string }[] | undefined;
};

/** Who did what, when and why, newest first as given. */
export function LogList({ label, entries }: { label: string; entries: readonly LogEntry[] }) {
  const t = useT(words);
  return (
    <ol className="log" aria-label={label}>
      {entries.map((entry) => (
        <li key={entry.id}>
          <div className="log-when">
            <InstantText at={entry.at} />
          </div>
          <div>
            <div>
              <strong>{entry.actor}</strong> <span>{entry.deed}</span>
            </div>
            {entry.changes?.map((change) => (
              <div key={change.field} className="small muted">
                {t("parts.log.change", { ...change, before: change.before || t("parts.diff.nothing"), after: change.after || t("parts.diff.nothing") })}
              </div>
            ))}
            {entry.reason ? <div className="small muted">{t("parts.log.reason", { reason: entry.reason })}</div> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}
