import { Link } from "@remix-run/react";
import { LEVELS, type Level } from "#app/core/organisation/level.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { DataTable } from "#app/ui/parts/data-table.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { Icon } from "#app/ui/parts/icon.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { StateBadge } from "#app/ui/parts/state-badge.tsx";
import { type UnitNode, UnitTree } from "#app/ui/parts/unit-tree.tsx";
import { organisation } from "#app/ui/words/organisation.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { address, unitAddress } from "./address.ts";
import { OrganisationTabs } from "./organisation-tabs.tsx";
import { SearchForm } from "./search-form.tsx";
import { type TreeUnit, unitNode } from "./unit-node.ts";

const words = { organisation };
const MOST_FOUND = 50;

type Drawn = TreeUnit & { readonly children: readonly Drawn[] | null; readonly more: number };

type Found = {
  readonly id: string;
  readonly code: string;
  readonly partyName: string;
  readonly level: Level;
  readonly parentName: string | null;
  readonly validUntil: string | null;
};

/** The tree of a branch, or what a search found in it. */
export function OrganisationPage(props: {
  branch: { readonly unitId: string; readonly name: string };
  counts: Readonly<Partial<Record<Level, number>>>;
  tree: readonly Drawn[];
  open: readonly string[];
  text: string;
  found: readonly Found[];
  mayImport: boolean;
  today: string;
}) {
  const t = useT(words);
  const { branch, counts, open, text, found } = props;
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  // Who keeps one unit alone counts one, and that unit may well have others under it.
  const alone = total <= 1 && props.tree.every((unit) => unit.childCount === 0);
  const node = (unit: Drawn): UnitNode => ({
    ...unitNode(t, unit, { branch: branch.unitId, open }),
    ...(unit.children === null ? {} : { children: unit.children.map(node) }),
    ...(unit.more > 0 ? { more: { href: unitAddress(unit.id), count: unit.more } } : {}),
  });
  const importHref = address("/organisation/import", { branch: branch.unitId });
  return (
    <Page
      title={
        alone ? t("organisation.tree.titleEmpty", { name: branch.name }) : t("organisation.tree.title", { name: branch.name, count: total })
      }
      lead={LEVELS.toReversed()
        .flatMap((level) => (counts[level] ? [t("organisation.count.level", { level: t(`organisation.level.${level}`), count: counts[level] })] : []))
        .join(" · ")}
      actions={
        props.mayImport ? (
          <Link className="button primary" to={importHref}>
            <Icon name="upload" />
            {t("organisation.tabs.import")}
          </Link>
        ) : null
      }
    >
      <OrganisationTabs current="units" branch={branch.unitId} mayImport={props.mayImport} />
      <SearchForm
        action="/organisation"
        name="q"
        label={t("organisation.tree.find")}
        hint={t("organisation.tree.findHint")}
        text={text}
        keep={{ branch: branch.unitId }}
      />
      {text === "" ? (
        <Card flush>
          <UnitTree
            label={t("organisation.tree.label")}
            roots={props.tree.map(node)}
            childrenUrl={(id) => address(`/organisation/children/${id}`, { branch: branch.unitId, open })}
          />
          {alone ? (
            <EmptyState
              icon="tree"
              title={t("organisation.tree.empty")}
              action={
                props.mayImport ? (
                  <Link className="button" to={importHref}>
                    {t("organisation.tabs.import")}
                  </Link>
                ) : null
              }
            >
              {props.mayImport ? t("organisation.tree.emptyLead") : null}
            </EmptyState>
          ) : null}
        </Card>
      ) : (
        <Card
          flush
          title={
            found.length === 0
              ? t("organisation.tree.foundNone", { text })
              : t(found.length < MOST_FOUND ? "organisation.tree.found" : "organisation.tree.foundMany", { count: found.length, text })
          }
          actions={<Link to={address("/organisation", { branch: branch.unitId })}>{t("organisation.tree.back")}</Link>}
        >
          <FoundTable found={found} text={text} today={props.today} />
        </Card>
      )}
    </Page>
  );
}

function FoundTable({ found, text, today }: { found: readonly Found[]; text: string; today: string }) {
  const t = useT(words);
  return (
    <DataTable
      caption={t("organisation.tree.found", { count: found.length, text })}
      hideCaption
      rows={found}
      rowKey={(unit) => unit.id}
      empty={<EmptyState icon="search" title={t("organisation.tree.foundNoneLead")} />}
      columns={[
        {
          key: "name",
          title: t("organisation.unit.partyName"),
          heading: true,
          cell: (unit) => (
            <>
              <Link to={unitAddress(unit.id)}>{unit.partyName}</Link>{" "}
              {unit.validUntil !== null && unit.validUntil <= today ? <StateBadge icon="close">{t("organisation.unit.ended")}</StateBadge> : null}
            </>
          ),
        },
        { key: "level", title: t("organisation.unit.level"), cell: (unit) => t(`organisation.level.${unit.level}`) },
        { key: "parent", title: t("organisation.unit.parent"), cell: (unit) => unit.parentName ?? "–" },
        { key: "code", title: t("organisation.unit.code"), cell: (unit) => unit.code, wide: true },
      ]}
    />
  );
}
