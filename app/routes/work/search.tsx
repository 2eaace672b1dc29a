import { Link, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { query } from "#app/http/door.server.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { DataTable } from "#app/ui/parts/data-table.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { FilterBar } from "#app/ui/parts/filter-bar.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { TextField } from "#app/ui/parts/text-field.tsx";
import { organisation } from "#app/ui/words/organisation.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { work } from "#app/ui/words/work.ts";
import { searchEverything } from "#app/usecases/search-everything.server.ts";

const words = { organisation, work };
const TAKE = 50;

export const loader = query({ access: "signedIn", search: z.object({ q: z.string().max(100).catch("") }) }, async (errand, { search }) => ({
  text: search.q,
  ...(await searchEverything(errand, search.q, TAKE)),
}));

export default function Search() {
  const { text, units, persons } = useLoaderData<typeof loader>();
  const t = useT(words);
  const count = units.length + persons.length;
  const title = text === "" ? t("work.search.title") : count === 0 ? t("work.search.none", { text }) : t("work.search.titleFor", { count, text });
  return (
    <Page title={title} lead={t("work.search.hint")}>
      <FilterBar label={t("work.search.title")} action="/search" submit={t("work.search.title")}>
        <TextField name="q" type="search" label={t("work.search.title")} defaultValue={text} />
      </FilterBar>
      {units.length > 0 ? (
        <Card title={t("work.search.units")} flush>
          <DataTable
            caption={t("work.search.units")}
            hideCaption
            rows={units}
            rowKey={(unit) => unit.id}
            columns={[
              { key: "name", title: t("work.search.units"), heading: true, cell: (unit) => <Link to={`/organisation/units/${unit.id}`}>{unit.name}</Link> },
              { key: "level", title: t("work.search.level"), cell: (unit) => t(`organisation.level.${unit.level}`) },
              { key: "parent", title: t("work.search.parent"), cell: (unit) => unit.parentName ?? "–" },
            ]}
          />
        </Card>
      ) : null}
      {persons.length > 0 ? (
        <Card title={t("work.search.persons")} flush>
          <DataTable
            caption={t("work.search.persons")}
            hideCaption
            rows={persons}
            rowKey={(person) => person.nomineeId}
            columns={[
              { key: "name", title: t("work.search.persons"), heading: true, cell: (person) => <Link to={`/personnel/nominees/${person.nomineeId}`}>{person.name}</Link> },
              { key: "post", title: t("work.search.post"), cell: (person) => person.post ?? "–" },
              { key: "unit", title: t("work.search.units"), cell: (person) => person.unitName },
            ]}
          />
        </Card>
      ) : null}
      {text !== "" && count === 0 ? <EmptyState icon="search" title={t("work.search.noneAsk")} /> : null}
    </Page>
  );
}
