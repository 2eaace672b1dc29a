import type { Level } from "#app/core/organisation/level.ts";
import { PARAMETER_GROUPS } from "#app/core/rules/edition.ts";
import type { Difference, Parameter } from "#app/core/rules/editions.ts";
import { formatDay } from "#app/core/time/day.ts";
import { Breadcrumb } from "#app/ui/parts/breadcrumb.tsx";
import { Card } from "#app/ui/parts/card.tsx";
import { Certainty } from "#app/ui/parts/certainty.tsx";
import { DataTable } from "#app/ui/parts/data-table.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { organisation } from "#app/ui/words/organisation.ts";
import { useLocale, useT } from "#app/ui/words/provider.tsx";
import { rules } from "#app/ui/words/rules.ts";
import { editionNumber } from "./edition-number.ts";
import { RuleValue, useParameterName, useRuleName } from "./rule-value.tsx";
import type { EditionLine } from "./rules-page.tsx";

const words = { rules, organisation };

/** Every parameter of an edition with source and certainty; first what the edition changed. */
export function EditionPage(props: EditionLine & { differences: readonly Difference[]; parameters: readonly Parameter[] }) {
  const t = useT(words);
  const locale = useLocale();
  const name = useRuleName();
  const until = props.lastDay === null ? t("rules.untilNow") : formatDay(props.lastDay);
  return (
    <Page
      above={<Breadcrumb units={[{ id: "all", href: "/rules", name: t("rules.editions") }, { id: props.code, name: editionNumber(props.code) }]} />}
      title={
        props.before === null
          ? t("rules.editionTitleFirst", { code: editionNumber(props.code) })
          : t("rules.editionTitle", { code: editionNumber(props.code), count: props.changes, before: editionNumber(props.before) })
      }
      lead={`${props.title[locale]} · ${t("rules.windowOf", { from: formatDay(props.from), until })}`}
    >
      {props.before === null ? null : <Changed before={props.before} differences={props.differences} />}
      {PARAMETER_GROUPS.map((group) => (
        <Card key={group} title={name(`group.${group}`)} id={group} flush>
          <Parameters title={name(`group.${group}`)} parameters={props.parameters.filter((parameter) => parameter.group === group)} />
        </Card>
      ))}
    </Page>
  );
}

function useLevelName(): (level: Level | null) => string {
  const t = useT(words);
  return (level) => (level === null ? t("rules.allLevels") : t(`organisation.level.${level}`));
}

function Parameters({ title, parameters }: { title: string; parameters: readonly Parameter[] }) {
  const t = useT(words);
  const locale = useLocale();
  const parameterName = useParameterName();
  const level = useLevelName();
  return (
    <DataTable
      caption={title}
      hideCaption
      rows={parameters}
      rowKey={(row) => row.path}
      columns={[
        {
          key: "name",
          title: t("rules.parameter"),
          heading: true,
          cell: (row) => (row.key === "" ? level(row.level) : `${parameterName(row.group, row.key)}${row.level ? ` · ${level(row.level)}` : ""}`),
        },
        { key: "value", title: t("rules.value"), cell: (row) => <RuleValue group={row.group} name={row.key} value={row.value} /> },
        {
          key: "source",
          title: t("rules.source"),
          cell: (row) => (
            <>
              {row.source} <Certainty of={row.certainty} always />
              {row.note ? <div className="small muted">{row.note[locale]}</div> : null}
            </>
          ),
        },
      ]}
    />
  );
}

function Changed({ before, differences }: { before: string; differences: readonly Difference[] }) {
  const t = useT(words);
  const [values, sources] = [differences.filter((each) => each.valueChanged), differences.filter((each) => !each.valueChanged)];
  return (
    <>
      {values.length > 0 ? (
        <Card title={t("rules.differences", { before: editionNumber(before) })} flush>
          <Differences caption={t("rules.differences", { before: editionNumber(before) })} differences={values} />
        </Card>
      ) : null}
      {sources.length > 0 ? (
        <details>
          <summary>{t("rules.sourcesChanged", { count: sources.length })}</summary>
          <Card flush>
            <Differences caption={t("rules.sourcesChanged", { count: sources.length })} differences={sources} />
          </Card>
        </details>
      ) : null}
    </>
  );
}

function Differences({ caption, differences }: { caption: string; differences: readonly Difference[] }) {
  const t = useT(words);
  const parameterName = useParameterName();
  const level = useLevelName();
  return (
    <DataTable
      caption={caption}
      hideCaption
      rows={differences}
      rowKey={(row) => row.path}
      columns={[
        {
          key: "name",
          title: t("rules.parameter"),
          heading: true,
          cell: (row) => `${parameterName(row.group, row.key)}${row.level ? ` · ${level(row.level)}` : ""}`,
        },
        {
          key: "before",
          title: t("rules.before"),
          cell: (row) => <RuleValue group={row.group} name={row.key} value={row.before} />,
        },
        { key: "after", title: t("rules.after"), cell: (row) => <RuleValue group={row.group} name={row.key} value={row.after} /> },
        {
          key: "source",
          title: t("rules.source"),
          cell: (row) => (
            <>
              {row.source} <Certainty of={row.certainty} always />
            </>
          ),
        },
      ]}
    />
  );
}
