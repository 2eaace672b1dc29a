import { Link, useLoaderData } from "@remix-run/react";
import { formatDay } from "#app/core/time/day.ts";
import { query } from "#app/http/door.server.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { InboxList } from "#app/ui/work/inbox-list.tsx";
import { useT } from "#app/ui/words/provider.tsx";
import { work } from "#app/ui/words/work.ts";
import { showToday } from "#app/usecases/show-today.server.ts";

const words = { work };

export const loader = query({ access: "signedIn" }, async (errand) => ({ ...(await showToday(errand)), today: errand.today }));

export default function Today() {
  const { items, hasRights, today } = useLoaderData<typeof loader>();
  const t = useT(words);
  const total = items.reduce((sum, item) => sum + item.count, 0);
  const first = items[0];
  return (
    <Page
      title={total === 0 ? t("work.today.titleNone") : t("work.today.title", { count: total })}
      lead={t(first ? "work.today.lead" : "work.today.leadNone", { day: formatDay(today) })}
      actions={
        first ? (
          <Link className="button primary" to={first.href}>
            {t("work.today.go")}
          </Link>
        ) : null
      }
    >
      {hasRights ? null : <EmptyState icon="lock" title={t("work.today.noRights")} />}
      {hasRights && !first ? <EmptyState icon="check" title={t("work.today.noneAsk")} /> : null}
      {items.length > 0 ? (
        <Card flush>
          <InboxList items={items} />
        </Card>
      ) : null}
    </Page>
  );
}
