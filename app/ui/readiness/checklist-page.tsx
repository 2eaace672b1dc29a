import { Link } from "@remix-run/react";
import type { Level } from "#app/core/organisation/level.ts";
import type { Light as Colour } from "#app/core/readiness/rollup.ts";
import type { CongressState } from "#app/core/scheduling/congress.ts";
import type { Day } from "#app/core/time/day.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { Certainty } from "#app/ui/parts/certainty.tsx";
import { DayText } from "#app/ui/parts/day-text.tsx";
import { DefinitionList } from "#app/ui/parts/definition-list.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { ErrorSummary } from "#app/ui/parts/error-summary.tsx";
import { Light } from "#app/ui/parts/light.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { type Refusal, useRefused } from "#app/ui/parts/refused.ts";
import { StateBadge } from "#app/ui/parts/state-badge.tsx";
import { Tabs } from "#app/ui/parts/tabs.tsx";
import { address } from "#app/ui/scheduling/address.ts";
import { MilestoneList, type ShownMilestone } from "#app/ui/scheduling/milestone-list.tsx";
import { editionNumber } from "#app/ui/rules/edition-number.ts";
import { campaign } from "#app/ui/words/campaign.ts";
import { useLocale, useT } from "#app/ui/words/provider.tsx";
import { readiness } from "#app/ui/words/readiness.ts";
import { CauseList, dueText, mendHref, type ToldCause } from "./cause-list.tsx";
import { LineForm } from "./line-form.tsx";
import type { ShownLine } from "./line.ts";

const words = { readiness, campaign };
type T = ReturnType<typeof useT<typeof words>>;

export const LINE_FILTERS = ["all", "open", "overdue", "submitted"] as const;
export type LineFilter = (typeof LINE_FILTERS)[number];

type Congress = {
  readonly id: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly level: Level;
  readonly round: number;
  readonly contents: number;
  readonly state: CongressState;
  readonly editionCode: string;
  readonly date: { readonly opensOn: Day; readonly closesOn: Day } | null;
};

type Group = { readonly letter: string; readonly name: { readonly vi: string; readonly en: string } };

type Props = {
  readonly congress: Congress;
  readonly today: Day;
  readonly light: Colour;
  readonly percent: number;
  readonly causes: readonly ToldCause[];
  readonly more: number;
  readonly lines: readonly ShownLine[];
  readonly groups: readonly Group[];
  readonly counts: { readonly open: number; readonly overdue: number; readonly submitted: number };
  readonly milestones: readonly ShownMilestone[];
  readonly may: { readonly edit: boolean; readonly accept: boolean; readonly outcome: boolean };
  readonly filter: LineFilter;
  /** The line whose form is open. */
  readonly chosen: string | null;
  readonly refusal: Refusal | undefined;
};

const TITLES = { red: "checklistTitleBlocked", amber: "checklistTitleLate", green: "checklistTitleReady" } as const;

/** The checklist of one congress: its light and why, its milestones, and every line with who answers it by when. */
export function ChecklistPage(props: Props) {
  const { congress, light, percent, counts, filter } = props;
  const t = useT(words);
  const refused = useRefused(props.refusal, { readiness });
  const title = light === "grey" ? t("readiness.checklistTitleGrey", { unit: congress.unitName }) : t(`readiness.${TITLES[light]}`, { unit: congress.unitName, percent });
  const here = `/readiness/${congress.id}`;
  const shown = props.lines.filter((line) => line.code === props.chosen || passes(line, filter, congress.state, props.today));
  return (
    <Page
      title={title}
      lead={t("readiness.checklistLead", counts)}
      above={<Link to="/readiness">{t("readiness.back")}</Link>}
      actions={
        props.may.outcome ? (
          <Link className={congress.date !== null && congress.date.opensOn <= props.today ? "button primary" : "button"} to={`${here}/outcome`}>
            {t("readiness.recordOutcome")}
          </Link>
        ) : null
      }
    >
      <ErrorSummary errors={refused.errors} />
      <div className="split">
        <Card title={t("readiness.causesTitle")} actions={<Light light={light} />}>
          {props.causes.length === 0 ? (
            <p className="muted">{t("readiness.causesNone")}</p>
          ) : (
            <CauseList causes={props.causes} more={props.more} congress={congress} today={props.today} />
          )}
        </Card>
        <FactsCard congress={congress} />
      </div>
      <Card title={t("readiness.milestonesTitle")}>
        {congress.date === null ? (
          <p className="muted">{t("readiness.milestonesNone")}</p>
        ) : (
          <MilestoneList
            label={t("readiness.milestonesTitle")}
            opening={t("readiness.opening")}
            openingDay={congress.date.opensOn}
            milestones={props.milestones}
          />
        )}
      </Card>
      <Tabs
        label={t("readiness.filterLines")}
        tabs={LINE_FILTERS.map((each) => ({
          id: each,
          href: address(here, { show: each === "all" ? null : each }),
          label: t(`readiness.${FILTER_WORDS[each]}`),
          count: each === "all" ? props.lines.length : counts[each],
          current: each === filter,
        }))}
      />
      {shown.length === 0 ? <EmptyState title={t("readiness.linesNone")} icon="check" /> : null}
      {props.groups.map((group) => (
        <GroupCard key={group.letter} group={group} all={props.lines} shown={shown} page={props} refusal={props.refusal} />
      ))}
    </Page>
  );
}

const FILTER_WORDS = { all: "linesAll", open: "linesOpen", overdue: "linesOverdue", submitted: "linesSubmitted" } as const;

const isOpen = ({ result }: ShownLine): boolean => result === "open" || result === "returned";

function passes(line: ShownLine, filter: LineFilter, state: CongressState, today: Day): boolean {
  if (filter === "all") return true;
  if (filter === "submitted") return line.state === "submitted";
  const current = (line.side === "before") !== (state === "held" || state === "reported");
  return isOpen(line) && (filter === "open" || (current && line.dueOn !== null && line.dueOn < today));
}

function FactsCard({ congress }: { congress: Congress }) {
  const t = useT(words);
  const items = [
    {
      key: "date",
      term: t("readiness.factDate"),
      value: congress.date === null ? t("campaign.state.undated") : <DayText day={congress.date.opensOn} weekday="full" />,
    },
    { key: "state", term: t("readiness.factState"), value: t(`campaign.state.${congress.state}`) },
    { key: "contents", term: t("readiness.factContents"), value: t("readiness.contents", { count: congress.contents }) },
    { key: "edition", term: t("readiness.factEdition"), value: <Link to={`/rules/${congress.editionCode}`}>{editionNumber(congress.editionCode)}</Link> },
  ];
  return (
    <Card title={t("readiness.factsTitle")}>
      <DefinitionList items={items} />
      <ul className="cluster board-act no-print">
        <li>
          <Link to={`/congresses/${congress.id}`}>{t("readiness.toCongress")}</Link>
        </li>
        <li>
          <Link to={`/personnel/slates/${congress.id}`}>{t("readiness.toSlate")}</Link>
        </li>
        <li>
          <Link to={`/readiness/${congress.id}/outcome`}>{t("readiness.toOutcome")}</Link>
        </li>
      </ul>
    </Card>
  );
}

function GroupCard(props: { group: Group; all: readonly ShownLine[]; shown: readonly ShownLine[]; page: Props; refusal: Refusal | undefined }) {
  const t = useT(words);
  const locale = useLocale();
  const { group, page } = props;
  const lines = props.shown.filter((line) => line.code.startsWith(group.letter));
  if (lines.length === 0) return null;
  const all = props.all.filter((line) => line.code.startsWith(group.letter) && line.result !== "settled" && line.result !== "notApplicable");
  const done = all.filter((line) => line.result === "done").length;
  return (
    <Card title={`${group.letter}. ${group.name[locale]}`} actions={<span className="muted">{t("readiness.groupDone", { done, total: all.length })}</span>} flush>
      <ul className="checklist">
        {lines.map((line) => (
          <li key={line.code} id={line.code}>
            <LineRow line={line} page={page} />
            {page.chosen === line.code && (line.steps.length > 0 || props.refusal?.values["code"] === line.code) ? <LineForm line={line} congressId={page.congress.id} show={page.filter} refusal={props.refusal} /> : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}

const ICONS = { done: "check", open: "clock", returned: "warning", notApplicable: "close", restricted: "lock", settled: "lock" } as const;
const TONES = { done: "green", open: "plain", returned: "amber", notApplicable: "plain", restricted: "red", settled: "plain" } as const;

function LineRow({ line, page }: { line: ShownLine; page: Props }) {
  const t = useT(words);
  const locale = useLocale();
  const { congress, today } = page;
  const href = line.mend === null ? null : mendHref(line.mend, congress, line.code);
  const late = isOpen(line) && line.dueOn !== null && line.dueOn < today;
  const works = line.steps.some((step) => step !== "accepted" && step !== "returned");
  return (
    <div className="checklist-line">
      <div>
        <span className="muted">{line.code}</span> <span className="strong">{line.text[locale]}</span>{" "}
        {line.blocking ? <StateBadge tone="red">{t("readiness.blockingLine")}</StateBadge> : null}
        <div className="small muted">
          {leadText(t, line)} · {line.source} <Certainty of={line.certainty} />
          {line.compressed ? ` · ${t("readiness.compressedDue")}` : null}
        </div>
        {line.evidence ? <div className="small">{line.evidence}</div> : null}
        {line.note ? <div className="small muted">{t("readiness.noteShown", { note: line.note })}</div> : null}
        {line.changedBy ? <div className="small muted">{t("readiness.changedBy", { name: line.changedBy })}</div> : null}
      </div>
      <div>
        {line.mend === null && line.state !== "open" ? (
          <StateBadge tone={line.state === "accepted" ? "green" : line.state === "returned" ? "amber" : "info"} icon={line.state === "accepted" ? "check" : "clock"}>
            {t(`readiness.state.${line.state}`)}
          </StateBadge>
        ) : (
          <StateBadge tone={TONES[line.result]} icon={ICONS[line.result]}>
            {t(`readiness.result.${line.result}`)}
          </StateBadge>
        )}
        {line.doneOn ? (
          <div className="small muted">
            <DayText day={line.doneOn} weekday="none" />
          </div>
        ) : null}
      </div>
      <div className="small">
        {line.owner[locale]}
        {line.dueOn === null ? null : <div className={late ? "late" : "muted"}>{dueText(t, line.dueOn, today)}</div>}
      </div>
      <div className="no-print">
        {line.mend !== null ? (
          href === null ? (
            <span className="small muted">{t("readiness.derived")}</span>
          ) : (
            <Link to={href}>{t(`readiness.mend.${line.mend}`)}</Link>
          )
        ) : line.steps.length > 0 && page.chosen !== line.code ? (
          <Link className="button small" preventScrollReset to={`${address(`/readiness/${congress.id}`, { show: page.filter === "all" ? null : page.filter, line: line.code })}#${line.code}`}>
            {t(works ? "readiness.work" : "readiness.judge")}
          </Link>
        ) : null}
      </div>
    </div>
  );
}

function leadText(t: T, { lead, side }: ShownLine): string {
  if (side === "during") return t("readiness.leadDuring");
  return t(`readiness.${side === "before" ? "leadBefore" : "leadAfter"}.${lead.unit}`, { amount: lead.amount });
}
