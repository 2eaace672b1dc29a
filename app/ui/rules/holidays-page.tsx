import type { Certainty as Known, Words } from "#app/core/rules/certainty.ts";
import type { Day } from "#app/core/time/day.ts";
import { lunarDay } from "#app/core/time/lunar.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { Certainty } from "#app/ui/parts/certainty.tsx";
import { DataTable } from "#app/ui/parts/data-table.tsx";
import { DayText } from "#app/ui/parts/day-text.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { Tabs } from "#app/ui/parts/tabs.tsx";
import { useLocale, useT } from "#app/ui/words/provider.tsx";
import { rules } from "#app/ui/words/rules.ts";
import { useRuleName } from "./rule-value.tsx";
import { RulesTabs } from "./rules-tabs.tsx";

const words = { rules };

type NamedDay = { readonly day: Day; readonly kind: string; readonly name: Words; readonly source: string; readonly certainty: Known };

/** The days of one year that differ from their weekday. */
export function HolidaysPage(props: {
  year: number;
  years: readonly number[];
  national: readonly NamedDay[];
  branch: { readonly unitId: string; readonly name: string };
  own: readonly NamedDay[];
}) {
  const t = useT(words);
  return (
    <Page
      title={t("rules.holidaysTitle", { year: String(props.year), count: props.national.length + props.own.length })}
      lead={t("rules.holidaysLead")}
    >
      <RulesTabs current="holidays" />
      <Tabs
        label={t("rules.years")}
        tabs={props.years.map((year) => ({
          id: String(year),
          href: `/rules/holidays?year=${year}&branch=${props.branch.unitId}`,
          label: String(year),
          current: year === props.year,
        }))}
      />
      {props.own.length > 0 ? <Days title={t("rules.ownDays", { branch: props.branch.name })} days={props.own} /> : null}
      <Days title={t("rules.nationalDays")} days={props.national} />
    </Page>
  );
}

function Days({ title, days }: { title: string; days: readonly NamedDay[] }) {
  const t = useT(words);
  const locale = useLocale();
  const name = useRuleName();
  return (
    <Card title={title} flush>
      <DataTable
        caption={title}
        hideCaption
        rows={days}
        rowKey={(row) => `${row.day} ${row.kind}`}
        columns={[
          { key: "day", title: t("rules.day"), heading: true, cell: (row) => <DayText day={row.day} weekday="full" lunar={lunarDay(row.day)} /> },
          { key: "kind", title: t("rules.kind"), cell: (row) => name(`kind.${row.kind}`) },
          { key: "name", title: t("rules.dayName"), cell: (row) => row.name[locale] },
          {
            key: "source",
            title: t("rules.source"),
            cell: (row) => (
              <>
                {row.source} <Certainty of={row.certainty} />
              </>
            ),
          },
        ]}
      />
    </Card>
  );
}
