import { Link } from "@remix-run/react";
import { Notice } from "#app/ui/parts/notice.tsx";
import { campaign } from "#app/ui/words/campaign.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { scheduling } from "#app/ui/words/scheduling.ts";
import type { Finding } from "#app/core/scheduling/conflicts.ts";

const words = { campaign, scheduling };

const REASONS = ["clashes", "ownSubmission", "movedMeanwhile", "notAllowed", "wrongState"] as const;
export type LeftReason = (typeof REASONS)[number];

export type StepReport = {
  readonly step: "submit" | "withdraw" | "approve" | "return" | "reopen";
  readonly done: number;
  readonly left: readonly { readonly congressId: string; readonly name: string; readonly code: LeftReason; readonly clashes: readonly Finding["code"][] }[];
};

/** What a step with many congresses did, and which of them stayed as they were, by reason. */
export function StepReportNotice({ report }: { report: StepReport }) {
  const t = useT(words);
  return (
    <Notice kind="warn" title={t("campaign.report", { step: t(`campaign.step.${report.step}`), done: report.done, count: report.left.length })}>
      {REASONS.map((code) => {
        const stayed = report.left.filter((each) => each.code === code);
        return stayed.length === 0 ? null : (
          <details key={code}>
            <summary>{t("campaign.reportReason", { reason: t(`campaign.left.${code}`), count: stayed.length })}</summary>
            <ul>
              {stayed.map((each) => (
                <li key={each.congressId}>
                  <Link to={`/congresses/${each.congressId}`}>{each.name}</Link>
                  {each.clashes.length > 0 ? `: ${[...new Set(each.clashes)].map((clash) => t(`scheduling.code.${clash}`)).join("; ")}` : null}
                </li>
              ))}
            </ul>
          </details>
        );
      })}
    </Notice>
  );
}
