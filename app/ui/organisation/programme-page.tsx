import { Link } from "@remix-run/react";
import type { CongressState } from "#app/core/scheduling/congress.ts";
import type { Day } from "#app/core/time/day.ts";
import { STATE_TONES } from "#app/ui/campaign/state-tones.ts";
import { Breadcrumb } from "#app/ui/parts/breadcrumb.tsx";
import { Card } from "#app/ui/parts/card.tsx";
import { DataTable } from "#app/ui/parts/data-table.tsx";
import { DayText } from "#app/ui/parts/day-text.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { StateBadge } from "#app/ui/parts/state-badge.tsx";
import { attending } from "#app/ui/words/attending.ts";
import { campaign } from "#app/ui/words/campaign.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { unitAddress } from "./address.ts";

const words = { attending, campaign };

type Clash = { readonly kind: "twice"; readonly other: string | null } | { readonly kind: "away"; readonly reason: string };
type Entry = {
  readonly congressId: string;
  readonly unitName: string;
  readonly state: CongressState;
  readonly opensOn: Day | null;
  readonly closesOn: Day | null;
  readonly session: "morning" | "afternoon";
  readonly venueName: string | null;
  readonly clashes: readonly Clash[];
};
type Props = {
  readonly leader: { readonly id: string; readonly name: string; readonly post: string; readonly unitId: string; readonly unitName: string };
  readonly programme: readonly Entry[];
  readonly clashing: number;
  readonly months: readonly string[];
  readonly load: readonly { readonly leaderId: string; readonly name: string; readonly total: number; readonly undated: number; readonly months: Readonly<Record<string, number>> }[];
};

/** Who attends what: one leader's congresses in the order of time, to print and to follow, and the load beside the others'. */
export function ProgrammePage({ leader, programme, clashing, months, load }: Props) {
  const t = useT(words);
  const { name } = leader;
  const count = programme.length;
  const title = count === 0 ? t("attending.titleNone", { name }) : clashing > 0 ? t("attending.titleClashes", { name, clashing, count }) : t("attending.title", { name, count });
  return (
    <Page
      above={<Breadcrumb units={[{ id: leader.unitId, name: leader.unitName, href: unitAddress(leader.unitId) }, { id: leader.id, name, href: `/organisation/leaders/${leader.id}` }]} />}
      title={title}
      lead={`${leader.post} · ${leader.unitName}`}
      actions={
        <>
          <Link className="button primary" to={`/account/feeds?leader=${leader.id}`}>
            {t("attending.follow")}
          </Link>
          <Link className="button" to={`/organisation/leaders/${leader.id}`}>
            {t("attending.toLeader")}
          </Link>
        </>
      }
    >
      <Card title={t("attending.programme")} flush>
        <DataTable
          caption={t("attending.programme")}
          hideCaption
          rows={programme}
          rowKey={(each) => each.congressId}
          rowTone={(each) => (each.clashes.length > 0 ? "red" : undefined)}
          empty={
            <EmptyState icon="calendar" title={title}>
              {t("attending.none")}
            </EmptyState>
          }
          columns={[
            { key: "when", title: t("attending.when"), cell: (each) => <When {...each} /> },
            { key: "congress", title: t("attending.congress"), heading: true, cell: (each) => <Link to={`/congresses/${each.congressId}`}>{each.unitName}</Link> },
            { key: "session", title: t("attending.session"), cell: (each) => (each.opensOn === null ? "" : t(`campaign.session.${each.session}`)) },
            { key: "venue", title: t("attending.venue"), cell: (each) => each.venueName ?? "" },
            { key: "state", title: t("attending.state"), cell: (each) => <StateBadge tone={STATE_TONES[each.state]}>{t(`campaign.state.${each.state}`)}</StateBadge> },
            { key: "clashes", title: t("attending.clashes"), cell: (each) => <Clashes clashes={each.clashes} /> },
          ]}
        />
      </Card>
      <Card title={t("attending.load", { unit: leader.unitName })} flush>
        <DataTable
          caption={t("attending.load", { unit: leader.unitName })}
          hideCaption
          rows={load}
          rowKey={(each) => each.leaderId}
          rowTone={(each) => (each.leaderId === leader.id ? "chosen" : undefined)}
          columns={[
            { key: "leader", title: t("attending.leader"), heading: true, cell: (each) => <Link to={`/organisation/leaders/${each.leaderId}/attends`}>{each.name}</Link> },
            ...months.map((month) => ({ key: month, title: `${month.slice(5)}/${month.slice(0, 4)}`, align: "end" as const, cell: (each: Props["load"][number]) => each.months[month] ?? 0 })),
            { key: "undated", title: t("attending.undated"), align: "end", cell: (each) => each.undated },
            { key: "total", title: t("attending.total"), align: "end", cell: (each) => each.total },
          ]}
        />
      </Card>
    </Page>
  );
}

function When({ opensOn, closesOn }: Entry) {
  const t = useT(words);
  if (opensOn === null) return t("attending.undated");
  return (
    <>
      <DayText day={opensOn} />
      {closesOn !== null && closesOn !== opensOn ? (
        <>
          {" "}
          – <DayText day={closesOn} />
        </>
      ) : null}
    </>
  );
}

function Clashes({ clashes }: { clashes: readonly Clash[] }) {
  const t = useT(words);
  if (clashes.length === 0) return <span className="muted">{t("attending.fine")}</span>;
  return clashes.map((clash, index) => (
    <div key={index}>
      <StateBadge tone="red">{clash.kind === "away" ? t("attending.away", { reason: clash.reason }) : t("attending.twice", { other: clash.other ?? t("attending.elsewhere") })}</StateBadge>
    </div>
  ));
}
