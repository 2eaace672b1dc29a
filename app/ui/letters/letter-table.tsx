import { Link } from "@remix-run/react";
import type { LetterKind, LetterState } from "#app/core/letters/letter.ts";
import type { Day } from "#app/core/time/day.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { DataTable } from "#app/ui/parts/data-table.tsx";
import { DayText } from "#app/ui/parts/day-text.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { Light } from "#app/ui/parts/light.tsx";
import { StateBadge } from "#app/ui/parts/state-badge.tsx";
import { letters } from "#app/ui/words/letters.ts";
import { useT } from "#app/ui/words/provider.tsx";

const words = { letters };

export type LetterRow = {
  readonly id: string;
  readonly caseCode: string;
  readonly kind: LetterKind;
  readonly state: LetterState;
  readonly receivedOn: Day;
  readonly dueOn: Day | null;
  readonly clock: "forward" | "accept" | "settle" | null;
  readonly registerUnit: string;
  readonly assigned: boolean;
};

/** The register's lines, the most pressing first. It tells nothing of content or of whom a letter is about. */
export function LetterTable({ rows, today }: { rows: readonly LetterRow[]; today: Day }) {
  const t = useT(words);
  return (
    <Card flush>
      <DataTable
        caption={t("letters.register.caption")}
        hideCaption
        rows={rows}
        rowKey={(row) => row.id}
        rowTone={(row) => (row.dueOn !== null && row.dueOn < today ? "red" : undefined)}
        empty={<EmptyState icon="letter" title={t("letters.register.empty")} />}
        columns={[
          { key: "code", title: t("letters.caseCode"), heading: true, cell: (row) => <Link className="nowrap" to={`/letters/${row.id}`}>{row.caseCode}</Link> },
          { key: "kind", title: t("letters.kind"), cell: (row) => t(`letters.kind.${row.kind}`) },
          { key: "state", title: t("letters.state"), cell: (row) => <StateBadge>{t(`letters.state.${row.state}`)}</StateBadge> },
          { key: "received", title: t("letters.received"), cell: (row) => <DayText day={row.receivedOn} weekday="none" /> },
          {
            key: "due",
            title: t("letters.due"),
            cell: (row) =>
              row.dueOn === null ? (
                "–"
              ) : (
                <>
                  {row.dueOn < today ? <Light light="red">{t("letters.overdue")}</Light> : null} <DayText day={row.dueOn} weekday="none" />
                  {row.clock === null ? null : <div className="small muted">{t(`letters.clock.${row.clock}`)}</div>}
                </>
              ),
          },
          { key: "unit", title: t("letters.registerUnit"), cell: (row) => row.registerUnit, wide: true },
          { key: "mine", title: t("letters.mine"), quiet: true, cell: (row) => (row.assigned ? <StateBadge tone="info">{t("letters.assigned")}</StateBadge> : null) },
        ]}
      />
    </Card>
  );
}
