import { Form } from "@remix-run/react";
import type { LetterKind } from "#app/core/letters/letter.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { DataTable } from "#app/ui/parts/data-table.tsx";
import { KeyField } from "#app/ui/parts/key-field.tsx";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { letters } from "#app/ui/words/letters.ts";
import { useT } from "#app/ui/words/provider.tsx";

const words = { letters };

export type LetterProposal = {
  readonly id: string;
  readonly deed: "transfer" | "close";
  readonly toUnit: string | null;
  readonly reason: string;
  readonly proposedBy: string;
  readonly caseCode: string;
  readonly kind: LetterKind;
};

/** Transfers and closings that wait for this second person. */
export function ProposalList({ proposals }: { proposals: readonly LetterProposal[] }) {
  const t = useT(words);
  if (proposals.length === 0) return null;
  return (
    <Card title={t("letters.decide.title")} flush>
      <DataTable
        caption={t("letters.decide.title")}
        hideCaption
        rows={proposals}
        rowKey={(row) => row.id}
        columns={[
          { key: "code", title: t("letters.caseCode"), heading: true, cell: (row) => <span className="nowrap">{row.caseCode}</span> },
          { key: "kind", title: t("letters.kind"), cell: (row) => t(`letters.kind.${row.kind}`) },
          { key: "deed", title: t("letters.one.step"), cell: (row) => (row.deed === "close" ? t("letters.decide.close") : t("letters.decide.transfer", { unit: row.toUnit ?? "" })) },
          { key: "reason", title: t("letters.decide.reason"), cell: (row) => row.reason },
          { key: "by", title: t("letters.decide.by"), cell: (row) => row.proposedBy, wide: true },
          {
            key: "decide",
            title: t("letters.decide.title"),
            quiet: true,
            align: "end",
            cell: (row) => (
              <Form method="post" className="actions">
                <KeyField name={row.id} />
                <input type="hidden" name="proposalId" value={row.id} />
                <SubmitButton name="decision" value="approved">
                  {t("letters.decide.approve")}
                </SubmitButton>
                <SubmitButton kind="plain" name="decision" value="refused">
                  {t("letters.decide.refuse")}
                </SubmitButton>
              </Form>
            ),
          },
        ]}
      />
    </Card>
  );
}
