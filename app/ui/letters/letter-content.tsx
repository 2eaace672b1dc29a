import { Link } from "@remix-run/react";
import type { LetterOutcome, LetterState } from "#app/core/letters/letter.ts";
import type { LetterStanding } from "#app/core/letters/cutoff.ts";
import type { Day } from "#app/core/time/day.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { DataTable } from "#app/ui/parts/data-table.tsx";
import { DayText } from "#app/ui/parts/day-text.tsx";
import { DefinitionList } from "#app/ui/parts/definition-list.tsx";
import { letters } from "#app/ui/words/letters.ts";
import { useT } from "#app/ui/words/provider.tsx";

const words = { letters };

export type Content = {
  readonly summary: string | null;
  readonly envelopeNumber: string | null;
  readonly outcome: LetterOutcome | null;
  readonly subjects: readonly { readonly kind: "person" | "unit" | "congress"; readonly id: string; readonly name: string; readonly note: string | null }[];
  readonly entries: readonly { readonly id: string; readonly step: string; readonly day: Day; readonly note: string | null; readonly by: string }[];
  readonly congresses: readonly { readonly id: string; readonly name: string; readonly opensOn: Day; readonly cutOffOn: Day | null; readonly standing: LetterStanding }[];
};

/** What only the assigned officer reads. */
export function LetterContent({ content }: { content: Content }) {
  const t = useT(words);
  return (
    <>
      <Card title={t("letters.one.content")}>
        <div className="stack">
          <p className="prewrap">{content.summary ?? "–"}</p>
          <DefinitionList
            items={[
              { key: "about", term: t("letters.one.about"), value: content.subjects.map((each) => (each.note === null ? each.name : `${each.name} (${each.note})`)).join("; ") },
              { key: "envelope", term: t("letters.new.envelope"), value: content.envelopeNumber ?? "–" },
              ...(content.outcome === null ? [] : [{ key: "outcome", term: t("letters.one.outcome"), value: t(`letters.outcome.${content.outcome}`) }]),
            ]}
          />
        </div>
      </Card>
      {content.congresses.length === 0 ? null : (
        <Card title={t("letters.one.congresses")} flush>
          <DataTable
            caption={t("letters.one.congresses")}
            hideCaption
            rows={content.congresses}
            rowKey={(row) => row.id}
            rowTone={(row) => (row.standing === "pendingBefore" ? "red" : undefined)}
            columns={[
              { key: "name", title: t("letters.one.congress"), heading: true, cell: (row) => <Link to={`/congresses/${row.id}`}>{row.name}</Link> },
              { key: "opens", title: t("letters.one.opens"), cell: (row) => <DayText day={row.opensOn} /> },
              { key: "cut", title: t("letters.one.cutOff"), cell: (row) => (row.cutOffOn === null ? "–" : <DayText day={row.cutOffOn} />) },
              { key: "side", title: t("letters.state"), cell: (row) => t(`letters.standing.${row.standing}`) },
            ]}
          />
        </Card>
      )}
      <Card title={t("letters.one.entries")}>
        <ol className="plain-list">
          {content.entries.map((entry) => (
            <li key={entry.id}>
              <DayText day={entry.day} /> <strong>{stepText(t, entry.step)}</strong> <span className="muted">{entry.by}</span>
              {entry.note === null ? null : <div className="prewrap">{entry.note}</div>}
            </li>
          ))}
        </ol>
      </Card>
    </>
  );
}

function stepText(t: ReturnType<typeof useT<typeof words>>, step: string): string {
  return step === "extended" || step === "assigned" ? t(`letters.entry.${step}`) : t(`letters.state.${step as LetterState}`);
}
