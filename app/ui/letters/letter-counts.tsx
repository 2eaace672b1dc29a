import { LETTER_KINDS, type LetterKind } from "#app/core/letters/letter.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { DefinitionList } from "#app/ui/parts/definition-list.tsx";
import { letters } from "#app/ui/words/letters.ts";
import { useT } from "#app/ui/words/provider.tsx";

const words = { letters };

/** How many letters are pending below, without small numbers. */
export function LetterCounts({ cells, total }: { cells: Partial<Readonly<Record<LetterKind, number | null>>>; total: number | null }) {
  const t = useT(words);
  const shown = LETTER_KINDS.filter((kind) => cells[kind] !== undefined);
  const small = t("letters.counts.small");
  return (
    <Card title={t("letters.counts.title")} note={t("letters.counts.lead")}>
      {shown.length === 0 ? (
        <p className="muted">{t("letters.counts.none")}</p>
      ) : (
        <DefinitionList
          items={[
            ...shown.map((kind) => ({ key: kind, term: t(`letters.kind.${kind}`), value: cells[kind] ?? small })),
            { key: "total", term: t("letters.counts.total"), value: total ?? small },
          ]}
        />
      )}
    </Card>
  );
}
