import { Link } from "@remix-run/react";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { address } from "#app/ui/scheduling/address.ts";
import { campaign } from "#app/ui/words/campaign.ts";
import { useT } from "#app/ui/words/provider.tsx";

const words = { campaign };

/** What stands on a page of dates while the branch has opened no term. */
export function NotOpenPage({ branch }: { branch: { readonly unitId: string; readonly name: string } }) {
  const t = useT(words);
  return (
    <Page title={t("campaign.notOpenTitle", { branch: branch.name })}>
      <EmptyState
        icon="calendar"
        title={t("campaign.notOpenAsk")}
        action={
          <Link className="button primary" to={address("/campaigns", { branch: branch.unitId })}>
            {t("campaign.openTitle")}
          </Link>
        }
      />
    </Page>
  );
}
