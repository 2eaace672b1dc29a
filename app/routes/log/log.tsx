import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { query } from "#app/http/door.server.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { LogList } from "#app/ui/parts/log-list.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { Pager } from "#app/ui/parts/pager.tsx";
import { audit } from "#app/ui/words/audit.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { showLog } from "#app/usecases/show-log.server.ts";

const words = { audit };

export const loader = query(
  { access: { view: "ownLog" }, search: z.object({ before: z.string().regex(/^\d{1,18}$/).nullable().default(null).catch(null) }) },
  (errand, { search }) => showLog(errand, search.before),
);

export default function Log() {
  const { kind, rows, next } = useLoaderData<typeof loader>();
  const t = useT(words);
  return (
    <Page title={t(`audit.title.${kind}`)} lead={t("audit.lead")}>
      <Card>
        {rows.length === 0 ? (
          <EmptyState icon="log" title={t("audit.empty")} />
        ) : (
          <LogList
            label={t(`audit.title.${kind}`)}
            entries={rows.map((row) => ({
              id: row.seq,
              at: row.at,
              actor: row.actorLogin,
              deed: row.unitName === null ? t(`audit.${row.deed}`) : `${t(`audit.${row.deed}`)} · ${row.unitName}`,
              reason: row.reason ?? undefined,
              changes: changesOf(row.before, row.after),
            }))}
          />
        )}
      </Card>
      <Pager nextHref={next === null ? undefined : `?before=${next}`} position={next === null ? undefined : t("audit.older")} />
    </Page>
  );
}

/** Field by field, as far as values are simple; the rest is for the verifier. */
function changesOf(before: unknown, after: unknown): { field: string; before: string; after: string }[] {
  const old = fieldsOf(before);
  const fresh = fieldsOf(after);
  return [...new Set([...Object.keys(old), ...Object.keys(fresh)])]
    .map((field) => ({ field, before: old[field] ?? "", after: fresh[field] ?? "" }))
    .filter((change) => change.before !== change.after);
}

function fieldsOf(value: unknown): Record<string, string> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([field, each]) => [field, typeof each === "object" && each !== null ? JSON.stringify(each) : String(each ?? "")]));
}
