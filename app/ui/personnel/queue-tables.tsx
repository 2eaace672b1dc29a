import { Link } from "@remix-run/react";
import { checkKind } from "#app/core/vetting/check-kinds.ts";
import type { CheckState } from "#app/core/vetting/checks.ts";
import { SLATE_POSTS, type SlatePost } from "#app/core/vetting/slate.ts";
import type { Day } from "#app/core/time/day.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { DayText } from "#app/ui/parts/day-text.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { Light } from "#app/ui/parts/light.tsx";
import { StateBadge } from "#app/ui/parts/state-badge.tsx";
import { vetting } from "#app/ui/words/vetting.ts";
import { useLocale, useT } from "#app/ui/words/provider.tsx";
import { CheckStateBadge } from "./nominee-state.tsx";

const words = { vetting };

const postOf = (text: string): SlatePost => SLATE_POSTS.find((post) => post === text) ?? "delegate";

function OpeningDay({ day }: { day: Day | null }) {
  const t = useT(words);
  return day === null ? <span className="muted">{t("vetting.noDate")}</span> : <DayText day={day} weekday="none" />;
}

export type QueuedCheck = {
  readonly checkId: string;
  readonly nomineeId: string;
  readonly name: string;
  readonly unitName: string;
  readonly post: string;
  readonly kind: string;
  readonly body: string;
  readonly state: CheckState;
  readonly dueOn: Day | null;
  readonly opensOn: Day | null;
};

/** An officer's checks, the nearest due day first. A name opens the very form to fill. */
export function QueueTable({ rows, today }: { rows: readonly QueuedCheck[]; today: Day }) {
  const t = useT(words);
  const locale = useLocale();
  const isLate = (row: QueuedCheck): boolean => row.dueOn !== null && row.dueOn < today && (row.state === "sent" || row.state === "waitingForPerson");
  return (
    <Card flush>
      <DataTable
        caption={t("vetting.queue.tabs")}
        hideCaption
        rows={rows}
        rowKey={(row) => row.checkId}
        rowTone={(row) => (isLate(row) ? "red" : undefined)}
        empty={<EmptyState icon="check" title={t("vetting.queue.empty")} />}
        columns={[
          {
            key: "name",
            title: t("vetting.name"),
            heading: true,
            cell: (row) => (
              <>
                <Link to={`/personnel/nominees/${row.nomineeId}?check=${row.checkId}#log`}>{row.name}</Link>
                <div className="small muted">{t(`vetting.post.${postOf(row.post)}`)}</div>
              </>
            ),
          },
          { key: "kind", title: t("vetting.kind"), cell: (row) => checkKind(row.kind)?.name[locale] ?? row.kind },
          { key: "body", title: t("vetting.body"), cell: (row) => row.body, wide: true },
          { key: "state", title: t("vetting.state"), cell: (row) => <CheckStateBadge state={row.state} /> },
          {
            key: "due",
            title: t("vetting.due"),
            cell: (row) =>
              row.dueOn === null ? (
                "–"
              ) : (
                <>
                  {isLate(row) ? <Light light="red">{t("vetting.show.overdue")}</Light> : null} <DayText day={row.dueOn} weekday="none" />
                </>
              ),
          },
          { key: "unit", title: t("vetting.unit"), cell: (row) => row.unitName, wide: true },
          { key: "opens", title: t("vetting.opens"), cell: (row) => <OpeningDay day={row.opensOn} /> },
        ]}
      />
    </Card>
  );
}

type Waiting = { readonly nomineeId: string; readonly name: string; readonly unitName: string; readonly post: string; readonly opensOn: Day | null };
export type WaitingNominee = Waiting & { readonly openChecks: number };
export type WaitingConclusion = Waiting & { readonly by: string };

/** Nominees nobody has in charge yet. */
export function UnassignedTable({ rows }: { rows: readonly WaitingNominee[] }) {
  const t = useT(words);
  return <WaitingTable caption={t("vetting.show.unassigned")} rows={rows} last={{ key: "open", title: t("vetting.openChecks"), align: "end", cell: (row) => row.openChecks }} />;
}

/** Conclusions that wait for another person, or came back to their officer. */
export function ConclusionTable({ rows }: { rows: readonly WaitingConclusion[] }) {
  const t = useT(words);
  return <WaitingTable caption={t("vetting.one.conclusion")} rows={rows} at="#conclusion" last={{ key: "by", title: t("vetting.proposedBy"), cell: (row) => row.by, wide: true }} />;
}

function WaitingTable<Row extends Waiting>({ caption, rows, at = "", last }: { caption: string; rows: readonly Row[]; at?: string; last: Column<Row> }) {
  const t = useT(words);
  return (
    <Card flush>
      <DataTable
        caption={caption}
        hideCaption
        rows={rows}
        rowKey={(row) => row.nomineeId}
        empty={<EmptyState icon="check" title={t("vetting.queue.empty")} />}
        columns={[
          { key: "name", title: t("vetting.name"), heading: true, cell: (row) => <Link to={`/personnel/nominees/${row.nomineeId}${at}`}>{row.name}</Link> },
          { key: "post", title: t("vetting.post"), cell: (row) => t(`vetting.post.${postOf(row.post)}`) },
          { key: "unit", title: t("vetting.unit"), cell: (row) => row.unitName },
          { key: "opens", title: t("vetting.opens"), cell: (row) => <OpeningDay day={row.opensOn} /> },
          last,
        ]}
      />
    </Card>
  );
}

export type ListedSlate = {
  readonly congressId: string;
  readonly unitName: string;
  readonly round: number;
  readonly contents: number;
  readonly opensOn: Day | null;
  readonly state: "open" | "complete" | "none";
  readonly seats: number;
  readonly nominees: number;
  readonly confirmed: number;
  readonly ineligible: number;
};

/** Congresses and how far their slates are, the next to open first. */
export function SlatesTable({ rows }: { rows: readonly ListedSlate[] }) {
  const t = useT(words);
  return (
    <Card flush>
      <DataTable
        caption={t("vetting.show.slates")}
        hideCaption
        rows={rows}
        rowKey={(row) => row.congressId}
        rowTone={(row) => (row.ineligible > 0 ? "red" : undefined)}
        empty={<EmptyState icon="people" title={t("vetting.queue.emptySlates")}>{t("vetting.queue.beginSlate")}</EmptyState>}
        columns={[
          {
            key: "unit",
            title: t("vetting.unit"),
            heading: true,
            cell: (row) => (
              <>
                <Link to={`/personnel/slates/${row.congressId}`}>{row.unitName}</Link>
                {row.round > 1 ? <span className="small muted"> {t("vetting.round", { round: row.round })}</span> : null}
              </>
            ),
          },
          { key: "opens", title: t("vetting.opens"), cell: (row) => <OpeningDay day={row.opensOn} /> },
          {
            key: "state",
            title: t("vetting.slates.state"),
            cell: (row) => (
              <StateBadge tone={row.state === "complete" ? "green" : row.state === "open" ? "amber" : "plain"} icon={row.state === "complete" ? "check" : "more"}>
                {t(`vetting.slates.${row.state}`)}
              </StateBadge>
            ),
          },
          { key: "seats", title: t("vetting.seats"), align: "end", cell: (row) => row.seats },
          { key: "nominees", title: t("vetting.nominees"), align: "end", cell: (row) => row.nominees },
          { key: "confirmed", title: t("vetting.confirmed"), align: "end", cell: (row) => row.confirmed },
          { key: "ineligible", title: t("vetting.ineligible"), align: "end", cell: (row) => row.ineligible },
        ]}
      />
    </Card>
  );
}
