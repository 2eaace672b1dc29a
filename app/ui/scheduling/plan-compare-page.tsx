import { Link } from "@remix-run/react";
import { daysBetween, formatDay, type Day } from "#app/core/time/day.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { DataTable } from "#app/ui/parts/data-table.tsx";
import { DayText } from "#app/ui/parts/day-text.tsx";
import { instantWritten } from "#app/ui/parts/instant-text.tsx";
import { FilterBar } from "#app/ui/parts/filter-bar.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { Pager } from "#app/ui/parts/pager.tsx";
import { SelectField } from "#app/ui/parts/select-field.tsx";
import { StateBadge } from "#app/ui/parts/state-badge.tsx";
import { campaign } from "#app/ui/words/campaign.ts";
import { plans } from "#app/ui/words/plans.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { address } from "./address.ts";
import { type ShownVersion, VersionName } from "./plan-parts.tsx";

const words = { plans, campaign };

type At = { readonly opensOn: Day; readonly session: "morning" | "afternoon" } | null;
type Summary = { readonly days: number; readonly peak: number; readonly peakOn: Day | null; readonly first: Day | null; readonly last: Day | null };
const KINDS = ["moved", "added", "removed", "leaders", "same"] as const;
type Kind = (typeof KINDS)[number];
type Change = { readonly congressId: string; readonly name: string; readonly kind: Kind; readonly before: At; readonly after: At };

type Props = {
  readonly branch: { readonly unitId: string; readonly name: string };
  readonly version: ShownVersion;
  readonly other: ShownVersion | null;
  readonly counts: Readonly<Record<Kind | "daysLater" | "daysEarlier", number>>;
  /** The kind that the list is narrowed to; null for all that differs. */
  readonly kind: Kind | null;
  readonly changes: readonly Change[];
  readonly before: Summary;
  readonly after: Summary;
  readonly daysFrom: Day;
  readonly others: readonly ShownVersion[];
  readonly page: number;
  readonly pages: number;
};

/** What differs between a version and the working plan, or another version: old dates struck through, new ones beside. */
export function PlanComparePage(props: Props) {
  const t = useT(words);
  const { version, other, counts, kind, page, pages } = props;
  const differ = counts.moved + counts.added + counts.removed + counts.leaders;
  const path = `/calendar/plans/${version.id}/compare`;
  const hrefOf = (to: number): string => address(path, { with: other?.id, kind, page: to === 1 ? null : to });
  return (
    <Page
      above={<Link to={`/calendar/plans/${version.id}`}>{t("plans.back")}</Link>}
      title={differ === 0 ? t("plans.compareSame") : t("plans.compareTitle", counts)}
      lead={
        <>
          {props.branch.name}: <Sides {...props} />
        </>
      }
    >
      <FilterBar label={t("plans.chooseOther")} action={path} submit={t("plans.show")}>
        <SelectField
          name="with"
          label={t("plans.chooseOther")}
          blank={t("plans.workingPlan")}
          defaultValue={other?.id}
          options={props.others.map((each) => ({ value: each.id, label: each.number === null ? t("plans.unnumbered", { at: instantWritten(each.createdAt) }) : t("plans.numbered", { number: each.number }) }))}
        />
        <SelectField
          name="kind"
          label={t("plans.kind")}
          blank={t("plans.kindAll", { count: differ })}
          defaultValue={kind ?? undefined}
          options={KINDS.map((each) => ({ value: each, label: t("plans.kindOf", { kind: t(`plans.kind.${each}`), count: counts[each] }) }))}
        />
      </FilterBar>
      <SideBySide {...props} />
      <Card title={t("plans.kind")} flush>
        <Changes {...props} />
      </Card>
      <Pager page={page} pages={pages} previousHref={page > 1 ? hrefOf(page - 1) : undefined} nextHref={page < pages ? hrefOf(page + 1) : undefined} />
    </Page>
  );
}

/** Which of the two comes first: what was approved comes before what is now, a draft after what stands. */
function Sides({ version, other }: Pick<Props, "version" | "other">) {
  const t = useT(words);
  const own = <VersionName version={version} />;
  const working = t("plans.workingPlan");
  if (other !== null)
    return (
      <>
        <VersionName version={other} /> → {own}
      </>
    );
  return version.state === "approved" ? (
    <>
      {own} → {working}
    </>
  ) : (
    <>
      {working} → {own}
    </>
  );
}

function SideBySide({ counts, before, after, daysFrom }: Props) {
  const t = useT(words);
  const peak = ({ peak: count, peakOn }: Summary): string => (peakOn === null ? t("plans.none") : t("plans.peakText", { count, day: formatDay(peakOn) }));
  const span = ({ first, last }: Summary): string => (first === null || last === null ? t("plans.none") : `${formatDay(first)} – ${formatDay(last)}`);
  const rows = [
    { key: "days", measure: t("plans.daysUsed"), before: before.days, after: after.days },
    { key: "peak", measure: t("plans.peak"), before: peak(before), after: peak(after) },
    { key: "span", measure: t("plans.span"), before: span(before), after: span(after) },
    { key: "slips", measure: t("plans.slips"), before: "", after: `+${counts.daysLater} / −${counts.daysEarlier}` },
    { key: "same", measure: t("plans.same"), before: "", after: counts.same },
  ];
  return (
    <Card title={t("plans.measure")} note={t("plans.daysFrom", { day: formatDay(daysFrom) })} flush>
      <DataTable
        caption={t("plans.measure")}
        hideCaption
        rows={rows}
        rowKey={(row) => row.key}
        columns={[
          { key: "measure", title: t("plans.measure"), heading: true, cell: (row) => row.measure },
          { key: "before", title: t("plans.before"), align: "end", cell: (row) => row.before },
          { key: "after", title: t("plans.after"), align: "end", cell: (row) => row.after },
        ]}
      />
    </Card>
  );
}

const TONES = { moved: "amber", added: "green", removed: "red", leaders: "info", same: "plain" } as const;
const ICONS = { moved: "arrow", added: "add", removed: "close", leaders: "people", same: "check" } as const;

function Changes({ changes, kind }: Props) {
  const t = useT(words);
  return (
    <DataTable
      caption={t("plans.kind")}
      hideCaption
      rows={changes}
      rowKey={(row) => row.congressId}
      empty={<p className="muted">{t(kind === null ? "plans.compareSame" : "plans.kindNone")}</p>}
      columns={[
        { key: "name", title: t("plans.congress"), heading: true, cell: (row) => <Link to={`/congresses/${row.congressId}`}>{row.name}</Link> },
        {
          key: "kind",
          title: t("plans.kind"),
          cell: ({ kind }) => (
            <StateBadge tone={TONES[kind]} icon={ICONS[kind]}>
              {t(`plans.kind.${kind}`)}
            </StateBadge>
          ),
        },
        { key: "before", title: t("plans.before"), cell: (row) => (row.before === null ? "–" : row.kind === "leaders" || row.kind === "same" ? <When at={row.before} /> : <s><When at={row.before} /></s>) },
        { key: "after", title: t("plans.after"), cell: (row) => (row.after === null ? "–" : <When at={row.after} />) },
        { key: "days", title: t("plans.days"), align: "end", cell: (row) => <Slip change={row} /> },
      ]}
    />
  );
}

function When({ at }: { at: NonNullable<At> }) {
  const t = useT(words);
  return (
    <>
      {t(`campaign.session.${at.session}`)} <DayText day={at.opensOn} />
    </>
  );
}

function Slip({ change: { before, after } }: { change: Change }) {
  const t = useT(words);
  if (before === null || after === null) return null;
  const days = daysBetween(before.opensOn, after.opensOn);
  return <>{days === 0 ? "0" : t("plans.slip", { sign: days > 0 ? "+" : "−", days: Math.abs(days) })}</>;
}
