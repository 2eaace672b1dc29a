import type { EligibilityFinding } from "#app/core/vetting/eligibility.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { Certainty } from "#app/ui/parts/certainty.tsx";
import { DataTable } from "#app/ui/parts/data-table.tsx";
import { vetting } from "#app/ui/words/vetting.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { ResultLight, useNumbers } from "./service-text.tsx";

const words = { vetting };

/** Criterion by criterion: the verdict, the numbers, the clause and what a failure does. */
export function EligibilityTable({ findings }: { findings: readonly EligibilityFinding[] }) {
  const t = useT(words);
  const numbers = useNumbers();
  return (
    <Card title={t("vetting.one.eligibility")} flush>
      <DataTable
        caption={t("vetting.one.eligibility")}
        hideCaption
        rows={findings}
        rowKey={(row) => row.criterion}
        empty={<p className="muted">{t("vetting.one.eligibilityDelegate")}</p>}
        columns={[
          { key: "criterion", title: t("vetting.one.criterion"), heading: true, cell: (row) => t(`vetting.criterion.${row.criterion}`) },
          { key: "result", title: t("vetting.one.result"), cell: (row) => <ResultLight result={row.result} warns={row.severity === "warns"} /> },
          { key: "numbers", title: t("vetting.one.numbers"), cell: (row) => numbers(row.criterion, row.numbers) },
          {
            key: "source",
            title: t("vetting.source"),
            cell: (row) => (
              <>
                {row.source} <Certainty of={row.certainty} />
                <div className="small muted">{t(row.severity === "warns" ? "vetting.severity.warns" : "vetting.severity.blocks")}</div>
              </>
            ),
          },
        ]}
      />
    </Card>
  );
}
