import { Form, Link } from "@remix-run/react";
import { formatDay, type Day } from "#app/core/time/day.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { ChoiceField } from "#app/ui/parts/choice-field.tsx";
import { DataTable } from "#app/ui/parts/data-table.tsx";
import { DayText } from "#app/ui/parts/day-text.tsx";
import { ErrorSummary } from "#app/ui/parts/error-summary.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { Notice } from "#app/ui/parts/notice.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { Pager } from "#app/ui/parts/pager.tsx";
import { type Refusal, type RefusedForm, useRefused } from "#app/ui/parts/refused.ts";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { TextArea } from "#app/ui/parts/text-area.tsx";
import { campaign } from "#app/ui/words/campaign.ts";
import { form } from "#app/ui/words/form.ts";
import { plans } from "#app/ui/words/plans.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { address } from "./address.ts";
import { Asked, type Edge, type Hindrance, type NamesById, PlanState, type ShownVersion, supposesNothing, useObstacle, useWhy, VersionName, type Why } from "./plan-parts.tsx";

const words = { plans, form, campaign };

type Undated = {
  readonly congressId: string;
  readonly name: string;
  readonly above: string | null;
  readonly whyNot: {
    readonly from: Day;
    readonly last: Day;
    readonly circular: boolean;
    /** What sets the two days. */
    readonly fromBy: Edge;
    readonly lastBy: Edge;
    readonly refusals: readonly { readonly because: Hindrance; readonly openings: number }[];
    readonly reliefs: readonly ({ readonly code: "raiseCeiling"; readonly branchId: string; readonly perDay: number } | { readonly code: "addLeaders"; readonly congressId: string; readonly more: number })[];
  };
};

type Props = {
  readonly branch: { readonly unitId: string; readonly name: string };
  readonly version: ShownVersion;
  readonly may: { readonly plan: boolean; readonly approve: boolean; readonly own: boolean };
  readonly changes: { readonly added: number; readonly moved: number; readonly removed: number; readonly leaders: number };
  readonly moved: readonly { readonly congressId: string; readonly name: string }[];
  readonly days: readonly { readonly day: Day; readonly count: number }[];
  readonly daysFrom: Day;
  readonly perDay: number | null;
  readonly leaders: readonly { readonly leaderId: string; readonly name: string; readonly post: string; readonly count: number }[];
  readonly dates: readonly {
    readonly congressId: string;
    readonly name: string;
    readonly above: string | null;
    readonly opensOn: Day;
    readonly session: "morning" | "afternoon";
    readonly venue: string | null;
    readonly leaders: readonly string[];
    readonly pinned: boolean;
    readonly why: Why;
  }[];
  readonly undated: readonly Undated[];
  readonly names: NamesById;
  readonly page: number;
  readonly pages: number;
  readonly refusal: Refusal | undefined;
};

const MOVED_NAMED = 5;

/** One version: what it gives, why, and what may be done with it. */
export function PlanPage(props: Props) {
  const t = useT(words);
  const refused = useRefused(props.refusal, { plans });
  const { version, branch, moved, page, pages } = props;
  const { placed, unplaced } = version.summary;
  const hrefOf = (to: number): string => address(`/calendar/plans/${version.id}`, { page: to === 1 ? null : to });
  return (
    <Page
      above={
        <Link to={address("/calendar/plans", { branch: branch.unitId })}>
          {t("plans.toPlans")} · {branch.name}
        </Link>
      }
      title={unplaced === 0 ? t("plans.planTitleAll", { placed }) : t("plans.planTitle", { placed, unplaced })}
      lead={
        <>
          <VersionName version={version} /> <PlanState state={version.state} /> <Asked version={version} names={props.names} />
        </>
      }
      actions={
        <>
          <Link className="button" to={`/calendar/plans/${version.id}/compare`}>
            {t(version.state === "approved" ? "plans.compareNow" : "plans.compare")}
          </Link>
          {version.state === "approved" ? (
            <Link className="button" to={`/calendar/plans/${version.id}/annex`}>
              {t("plans.annex")}
            </Link>
          ) : null}
        </>
      }
    >
      <ErrorSummary errors={refused.errors} />
      {moved.length > 0 ? (
        <Notice kind="warn" title={t("plans.movedTitle")}>
          {t("plans.movedLead", { names: moved.slice(0, MOVED_NAMED).map((each) => each.name).join(", ") })}
          {moved.length > MOVED_NAMED ? ` ${t("plans.movedMore", { count: moved.length - MOVED_NAMED })}` : null}
        </Notice>
      ) : null}
      <Story version={version} />
      <div className="split">
        <div className="stack">
          {unplaced > 0 ? <NotPlaced {...props} /> : null}
          <Dates {...props} />
          <Pager page={page} pages={pages} previousHref={page > 1 ? hrefOf(page - 1) : undefined} nextHref={page < pages ? hrefOf(page + 1) : undefined} />
        </div>
        <div className="stack">
          <Steps {...props} refused={refused} />
          <Days {...props} />
          {props.leaders.length > 0 ? <Leaders {...props} /> : null}
        </div>
      </div>
    </Page>
  );
}

function Story({ version }: { version: ShownVersion }) {
  const t = useT(words);
  const { state, approvedBy, approvedOn, reason, proposedBy } = version;
  if (state === "approved" && approvedOn !== null)
    return <Notice kind="success" title={t("plans.numbered", { number: version.number ?? 0 })}>{t("plans.approvedBy", { name: approvedBy ?? "", day: formatDay(approvedOn), reason: reason ?? "" })}</Notice>;
  if (state === "proposed") return <Notice kind="info" title={t("plans.proposedBy", { name: proposedBy ?? "" })}>{t("plans.waiting")}</Notice>;
  return reason === null ? null : <Notice kind="warn" title={t("plans.returnedBecause", { reason })} />;
}

/** What the reader may do with the version now. */
function Steps({ version, may, changes, moved, refused }: Props & { readonly refused: RefusedForm }) {
  const t = useT(words);
  const action = `/calendar/plans/${version.id}`;
  const hidden = <input type="hidden" name="version" value={version.version} />;
  const differ = changes.added + changes.moved + changes.removed + changes.leaders;
  return (
    <>
      {may.plan && version.state === "draft" ? (
        <Card title={t("plans.propose")} note={t(supposesNothing(version) ? "plans.proposeLead" : "plans.proposeSupposed")}>
          <Form method="post" action={action}>
            {hidden}
            <SubmitButton name="intent" value="propose">
              {t("plans.propose")}
            </SubmitButton>
          </Form>
        </Card>
      ) : null}
      {may.approve && version.state === "proposed" ? (
        <Card title={t("plans.decide")} note={may.own ? t("plans.ownProposal") : moved.length > 0 ? t("plans.staleLead") : t("plans.approveLead", { count: differ })}>
          {may.own ? null : (
            <Form method="post" className="form" action={action}>
              {hidden}
              <TextArea name="reason" label={t("form.reason")} hint={t("form.reasonHint")} required rows={2} maxLength={500} defaultValue={refused.value("reason")} error={refused.error("reason")} />
              <FormActions>
                {moved.length > 0 ? null : (
                  <SubmitButton name="intent" value="approve">
                    {t("plans.approve")}
                  </SubmitButton>
                )}
                <SubmitButton kind="plain" name="intent" value="return">
                  {t("plans.giveBack")}
                </SubmitButton>
              </FormActions>
            </Form>
          )}
        </Card>
      ) : null}
      {may.plan ? (
        <Card title={t("plans.discard")}>
          <Form method="post" className="form" action={action}>
            {hidden}
            <ChoiceField kind="checkbox" name="sure" label={t("plans.discard")} choices={[{ value: "yes", label: t("plans.discardSure") }]} error={refused.error("sure")} />
            <FormActions>
              <SubmitButton kind="danger" name="intent" value="discard">
                {t("plans.discard")}
              </SubmitButton>
            </FormActions>
          </Form>
        </Card>
      ) : null}
    </>
  );
}

function Dates({ dates, names }: Props) {
  const t = useT(words);
  const why = useWhy(names);
  return (
    <Card title={t("plans.placedTitle")} flush>
      <DataTable
        caption={t("plans.placedTitle")}
        hideCaption
        rows={dates}
        rowKey={(row) => row.congressId}
        columns={[
          { key: "name", title: t("plans.congress"), heading: true, cell: (row) => <Congress {...row} /> },
          {
            key: "day",
            title: t("plans.day"),
            cell: (row) => (
              <>
                {t(`campaign.session.${row.session}`)} <DayText day={row.opensOn} />
              </>
            ),
          },
          { key: "leaders", title: t("plans.leaders"), wide: true, cell: (row) => row.leaders.join(", ") },
          { key: "why", title: t("plans.why"), cell: (row) => why(row) },
        ]}
      />
    </Card>
  );
}

/** A congress and whose unit it is: cells of many communes are called alike. */
function Congress({ congressId, name, above }: { congressId: string; name: string; above: string | null }) {
  return (
    <>
      <Link to={`/congresses/${congressId}`}>{name}</Link>
      {above === null ? null : <div className="small muted">{above}</div>}
    </>
  );
}

function NotPlaced({ version, undated, names }: Props) {
  const t = useT(words);
  const { unplaced } = version.summary;
  return (
    <Card title={t("plans.unplacedTitle", { count: unplaced })} tone="amber" flush>
      <DataTable
        caption={t("plans.unplacedTitle", { count: unplaced })}
        hideCaption
        rows={undated}
        rowKey={(row) => row.congressId}
        columns={[
          { key: "name", title: t("plans.congress"), heading: true, cell: (row) => <Congress {...row} /> },
          { key: "why", title: t("plans.why"), cell: (row) => <WhyNot whyNot={row.whyNot} names={names} /> },
        ]}
      />
      {unplaced > undated.length ? <p className="inset muted small">{t("plans.andMore", { count: unplaced - undated.length })}</p> : null}
    </Card>
  );
}

function WhyNot({ whyNot, names }: { whyNot: Undated["whyNot"]; names: NamesById }) {
  const t = useT(words);
  const obstacle = useObstacle(names);
  if (whyNot.circular) return <>{t("plans.circular")}</>;
  const days = { from: formatDay(whyNot.from), last: formatDay(whyNot.last) };
  return (
    <>
      {whyNot.from > whyNot.last
        ? t("plans.noDays", { ...days, fromBy: t(`plans.edge.${whyNot.fromBy}`), lastBy: t(`plans.edge.${whyNot.lastBy}`) })
        : t("plans.everyDay", days)}
      <ul className="plain-list small">
        {whyNot.refusals.map(({ because, openings }) => (
          <li key={`${because.code} ${because.otherId}`}>{t("plans.refusedTimes", { count: openings, obstacle: obstacle(because) })}</li>
        ))}
        {whyNot.reliefs.map((relief) =>
          relief.code === "raiseCeiling" ? (
            <li key={`ceiling ${relief.branchId}`}>
              <strong>{t("plans.relief.raiseCeiling", { perDay: relief.perDay, branch: names[relief.branchId] ?? t("plans.someone") })}</strong>
            </li>
          ) : (
            <li key={`leaders ${relief.congressId}`}>
              <strong>{t("plans.relief.addLeaders", { more: relief.more, branch: names[relief.congressId] ?? t("plans.someone") })}</strong>
            </li>
          ),
        )}
      </ul>
    </>
  );
}

function Days({ days, daysFrom, perDay }: Props) {
  const t = useT(words);
  const most = days.reduce((highest, each) => Math.max(highest, each.count), perDay ?? 0);
  return (
    <Card title={t("plans.daysTitle")} note={[t("plans.daysFrom", { day: formatDay(daysFrom) }), ...(perDay === null ? [] : [t("plans.ceilingNote", { perDay })])].join(" ")} flush>
      <div className="load-days">
        <DataTable
          caption={t("plans.daysTitle")}
          hideCaption
          rows={days}
          rowKey={(row) => row.day}
          rowTone={(row) => (perDay !== null && row.count > perDay ? "red" : undefined)}
          columns={[
            { key: "day", title: t("plans.day"), heading: true, cell: (row) => <DayText day={row.day} /> },
            { key: "bar", title: t("plans.daysTitle"), quiet: true, cell: (row) => <meter className="load" min={0} max={Math.max(most, 1)} value={row.count} aria-hidden="true" /> },
            { key: "count", title: t("plans.count"), align: "end", cell: (row) => row.count },
          ]}
        />
      </div>
    </Card>
  );
}

function Leaders({ leaders }: Props) {
  const t = useT(words);
  return (
    <Card title={t("plans.leadersTitle")} flush>
      <DataTable
        caption={t("plans.leadersTitle")}
        hideCaption
        rows={leaders}
        rowKey={(row) => row.leaderId}
        columns={[
          { key: "name", title: t("plans.leader"), heading: true, cell: (row) => row.name },
          { key: "count", title: t("plans.count"), align: "end", cell: (row) => row.count },
        ]}
      />
    </Card>
  );
}
