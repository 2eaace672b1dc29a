import type { SlateFinding } from "#app/core/vetting/slate.ts";
import { Certainty } from "#app/ui/parts/certainty.tsx";
import { Notice } from "#app/ui/parts/notice.tsx";
import { vetting } from "#app/ui/words/vetting.ts";
import { useT } from "#app/ui/words/provider.tsx";

const words = { vetting };

/** What is wrong with the numbers, each with its clause and how sure that is. */
export function SlateFindings({ findings }: { findings: readonly SlateFinding[] }) {
  const t = useT(words);
  if (findings.length === 0) return null;
  return (
    <Notice kind="info" title={t("vetting.slate.findings")}>
      <ul>
        {findings.map((finding) => (
          <li key={`${finding.code}-${finding.post}`}>
            {sentence(t, finding)}{" "}
            <span className="small muted">
              {finding.source} <Certainty of={finding.certainty} />
            </span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function sentence(t: ReturnType<typeof useT<typeof words>>, { code, post: key, nominees, seats, from, to }: SlateFinding): string {
  const post = t(`vetting.post.${key}`);
  switch (code) {
    case "tooFew":
      return t("vetting.finding.tooFew", { post, nominees, seats });
    case "tooMany":
      return t("vetting.finding.tooMany", { post, nominees, to });
    case "surplusBelow":
      return t("vetting.finding.surplusBelow", { post, nominees, seats, from, to });
    case "surplusAbove":
      return t("vetting.finding.surplusAbove", { post, nominees, seats, from, to });
    case "surplusOverTotal":
      return t("vetting.finding.surplusOverTotal", { post, nominees, seats });
  }
}
