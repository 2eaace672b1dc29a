import type { Certainty as Known } from "#app/core/rules/certainty.ts";
import { parts } from "#app/ui/words/parts.ts";
import { useT } from "#app/ui/words/provider.tsx";

const words = { parts };

/** Marks a rule that is only reported or assumed. A confirmed one is silent unless `always`. */
export function Certainty({ of, always = false }: { of: Known; always?: boolean }) {
  const t = useT(words);
  if (of === "confirmed" && !always) return null;
  return (
    <abbr className={`certainty ${of}`} title={t(`parts.certainty.${of}.title`)}>
      {t(`parts.certainty.${of}`)}
    </abbr>
  );
}
