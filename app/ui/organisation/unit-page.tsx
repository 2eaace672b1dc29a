import { Form, Link } from "@remix-run/react";
import { FROM_THE_BEGINNING } from "#app/core/organisation/unit-fit.ts";
import type { Level } from "#app/core/organisation/level.ts";
import type { UnitKind } from "#app/core/organisation/unit-kind.ts";
import { type Day, formatDay } from "#app/core/time/day.ts";
import { Breadcrumb } from "#app/ui/parts/breadcrumb.tsx";
import { Card } from "#app/ui/parts/card.tsx";
import { ChoiceField } from "#app/ui/parts/choice-field.tsx";
import { DataTable } from "#app/ui/parts/data-table.tsx";
import { DayField } from "#app/ui/parts/day-field.tsx";
import { DayText } from "#app/ui/parts/day-text.tsx";
import { DefinitionList } from "#app/ui/parts/definition-list.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { ErrorSummary } from "#app/ui/parts/error-summary.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { Icon } from "#app/ui/parts/icon.tsx";
import { KeyField } from "#app/ui/parts/key-field.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { Pager } from "#app/ui/parts/pager.tsx";
import type { RefusedForm } from "#app/ui/parts/refused.ts";
import { StateBadge } from "#app/ui/parts/state-badge.tsx";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { form } from "#app/ui/words/form.ts";
import { organisation } from "#app/ui/words/organisation.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { address, unitAddress } from "./address.ts";
import { BranchCalendar, type InForce, type OwnDay, type Settings } from "./branch-calendar.tsx";
import { SearchForm } from "./search-form.tsx";
import type { TreeUnit } from "./unit-node.ts";

const words = { organisation, form };

type Head = { readonly id: string; readonly name: string; readonly from: Day; readonly until: Day | null };
type Candidate = { readonly id: string; readonly name: string; readonly post: string | null; readonly unitName: string };
type Listed<Row> = { readonly rows: readonly Row[]; readonly total: number };

export type UnitPageProps = {
  unit: {
    readonly id: string;
    readonly code: string;
    readonly name: string;
    readonly partyName: string;
    readonly kind: UnitKind;
    readonly level: Level;
    readonly members: number | null;
    readonly validFrom: Day;
    readonly validUntil: Day | null;
  };
  above: readonly { readonly id: string; readonly name: string }[];
  children: readonly (TreeUnit & { readonly code: string; readonly validUntil: Day | null })[];
  childTotal: number;
  page: number;
  pages: number;
  leaders: Listed<{ readonly id: string; readonly name: string; readonly post: string }>;
  venues: Listed<{ readonly id: string; readonly name: string; readonly seats: number | null }>;
  heads: readonly Head[];
  candidates: readonly Candidate[];
  headText: string;
  settings: Settings;
  inForce: InForce;
  ownDays: readonly OwnDay[];
  mayEdit: boolean;
  today: Day;
  refused: RefusedForm;
};

/** Everything that is kept about one unit. */
export function UnitPage(props: UnitPageProps) {
  const t = useT(words);
  const { unit } = props;
  const here = unitAddress(unit.id);
  return (
    <Page
      above={<Breadcrumb units={[...props.above.map((above) => ({ ...above, href: unitAddress(above.id) })), { id: unit.id, name: unit.name }]} />}
      title={unit.partyName}
      lead={props.childTotal === 0 ? t("organisation.unit.childrenNone") : t("organisation.unit.children", { count: props.childTotal })}
      actions={
        <>
          {props.mayEdit ? (
            <>
              <Link className="button primary" to={`${here}/edit`}>
                {t("organisation.unit.edit")}
              </Link>
              <Link className="button" to={`${here}/new`}>
                <Icon name="add" />
                {t("organisation.unit.add")}
              </Link>
            </>
          ) : null}
          <Link className="button quiet" to={address("/organisation", { branch: unit.id })}>
            {t("organisation.unit.openBranch")}
          </Link>
          <Link className="button quiet" to={address("/account/feeds", { branch: unit.id })}>
            {t("organisation.unit.follow")}
          </Link>
        </>
      }
    >
      <ErrorSummary errors={props.refused.errors} />
      <Card title={t("organisation.unit.facts")}>
        <Facts unit={unit} today={props.today} />
      </Card>
      <Children {...props} />
      <Heads {...props} />
      <Lent {...props} />
      <BranchCalendar settings={props.settings} inForce={props.inForce} ownDays={props.ownDays} mayEdit={props.mayEdit} refused={props.refused} />
    </Page>
  );
}

function Facts({ unit, today }: { unit: UnitPageProps["unit"]; today: Day }) {
  const t = useT(words);
  const { validFrom: from, validUntil: until } = unit;
  const ever = from === FROM_THE_BEGINNING;
  const days =
    until === null
      ? ever
        ? t("organisation.unit.sinceEver")
        : t("organisation.unit.since", { day: formatDay(from) })
      : ever
        ? t("organisation.unit.everUntil", { until: formatDay(until) })
        : t("organisation.unit.sinceUntil", { from: formatDay(from), until: formatDay(until) });
  return (
    <DefinitionList
      items={[
        { key: "name", term: t("organisation.unit.name"), value: unit.name },
        { key: "code", term: t("organisation.unit.code"), value: unit.code },
        { key: "kind", term: t("organisation.unit.kind"), value: t(`organisation.kind.${unit.kind}`) },
        { key: "level", term: t("organisation.unit.level"), value: t(`organisation.level.${unit.level}`) },
        {
          key: "members",
          term: t("organisation.unit.members"),
          value: unit.members === null ? t("form.unknown") : t("organisation.unit.membersCount", { count: unit.members }),
        },
        {
          key: "valid",
          term: t("organisation.unit.valid"),
          value: (
            <>
              {days} {until !== null && until <= today ? <StateBadge icon="close">{t("organisation.unit.ended")}</StateBadge> : null}
            </>
          ),
        },
      ]}
    />
  );
}

function Children({ children, childTotal, page, pages, unit, mayEdit, today }: UnitPageProps) {
  const t = useT(words);
  const at = (number: number) => address(unitAddress(unit.id), { page: number });
  const title = childTotal === 0 ? t("organisation.unit.childrenNone") : t("organisation.unit.children", { count: childTotal });
  return (
    <Card title={title} flush>
      <DataTable
        caption={title}
        hideCaption
        rows={children}
        rowKey={(child) => child.id}
        empty={
          <EmptyState icon="tree" title={t("organisation.unit.childrenNone")}>
            {mayEdit ? t("organisation.tree.emptyLead") : null}
          </EmptyState>
        }
        columns={[
          {
            key: "name",
            title: t("organisation.unit.partyName"),
            heading: true,
            cell: (child) => (
              <>
                <Link to={unitAddress(child.id)}>{child.partyName}</Link>{" "}
                {child.validUntil !== null && child.validUntil <= today ? <StateBadge icon="close">{t("organisation.unit.ended")}</StateBadge> : null}
              </>
            ),
          },
          { key: "level", title: t("organisation.unit.level"), cell: (child) => <span className="nowrap">{t(`organisation.level.short.${child.level}`)}</span> },
          { key: "kind", title: t("organisation.unit.kind"), cell: (child) => t(`organisation.kind.${child.kind}`), wide: true },
          { key: "members", title: t("organisation.unit.members"), align: "end", cell: (child) => child.members ?? t("form.unknown") },
          { key: "below", title: t("organisation.tabs.units"), align: "end", cell: (child) => child.childCount, wide: true },
          { key: "code", title: t("organisation.unit.code"), cell: (child) => child.code, wide: true },
        ]}
      />
      <Pager page={page} pages={pages} previousHref={page > 1 ? at(page - 1) : undefined} nextHref={page < pages ? at(page + 1) : undefined} />
    </Card>
  );
}

function Heads({ heads, candidates, headText, mayEdit, refused, unit, today }: UnitPageProps) {
  const t = useT(words);
  return (
    <Card title={t("organisation.heads.title")} note={t("organisation.heads.note")} id="heads">
      <div className="stack">
        <DataTable
          caption={t("organisation.heads.title")}
          hideCaption
          rows={heads}
          rowKey={(head) => head.id}
          empty={<p className="muted">{t("organisation.heads.none")}</p>}
          columns={[
            { key: "name", title: t("organisation.heads.name"), heading: true, cell: (head) => head.name },
            { key: "from", title: t("organisation.heads.from"), cell: (head) => <DayText day={head.from} weekday="none" /> },
            {
              key: "until",
              title: t("organisation.heads.until"),
              cell: (head) => (head.until === null ? "–" : <DayText day={head.until} weekday="none" />),
            },
            {
              key: "end",
              title: t("organisation.heads.end"),
              quiet: true,
              align: "end",
              cell: (head) => (mayEdit && head.until === null ? <EndHead headId={head.id} today={today} /> : null),
            },
          ]}
        />
        {mayEdit ? (
          <>
            <SearchForm action={`${unitAddress(unit.id)}#heads`} name="head" label={t("organisation.heads.find")} text={headText} />
            {headText !== "" && candidates.length === 0 ? <p className="muted">{t("organisation.heads.foundNone")}</p> : null}
            {candidates.length > 0 ? (
              <Form method="post" className="form no-print">
                <KeyField name="head" />
                <input type="hidden" name="intent" value="setHead" />
                <ChoiceField
                  kind="radio"
                  name="personId"
                  label={t("organisation.heads.choose")}
                  chosen={[refused.value("personId", candidates[0]?.id) ?? ""]}
                  choices={candidates.map((person) => ({ value: person.id, label: person.name, hint: [person.post, person.unitName].filter(Boolean).join(" · ") }))}
                  error={refused.error("personId")}
                  required
                />
                <DayField
                  name="from"
                  label={t("organisation.heads.from")}
                  defaultValue={refused.value("from", today)}
                  error={refused.error("from")}
                  required
                />
                <FormActions>
                  <SubmitButton kind="plain">{t("organisation.heads.set")}</SubmitButton>
                </FormActions>
              </Form>
            ) : null}
          </>
        ) : null}
      </div>
    </Card>
  );
}

function EndHead({ headId, today }: { headId: string; today: Day }) {
  const t = useT(words);
  return (
    <Form method="post" className="actions no-print">
      <KeyField name={`end-${headId}`} />
      <input type="hidden" name="intent" value="endHead" />
      <input type="hidden" name="headId" value={headId} />
      <input type="hidden" name="until" value={today} />
      <SubmitButton kind="plain">{t("organisation.heads.end")}</SubmitButton>
    </Form>
  );
}

/** Its leaders and halls, the first of each; all of them on their own pages. */
function Lent({ leaders, venues, unit }: UnitPageProps) {
  const t = useT(words);
  const more = (page: string, total: number) => (
    <Link to={address(`/organisation/${page}`, { branch: unit.id })}>
      {t("form.see")} ({total})
    </Link>
  );
  return (
    <>
      <Card title={t("organisation.tabs.leaders")} actions={more("leaders", leaders.total)}>
        {leaders.rows.length === 0 ? <p className="muted">{t("organisation.leaders.titleNone")}</p> : null}
        <ul className="plain-list">
          {leaders.rows.map((leader) => (
            <li key={leader.id}>
              <Link to={`/organisation/leaders/${leader.id}`}>{leader.name}</Link> <span className="muted">{leader.post}</span>
            </li>
          ))}
        </ul>
      </Card>
      <Card title={t("organisation.tabs.venues")} actions={more("venues", venues.total)}>
        {venues.rows.length === 0 ? <p className="muted">{t("organisation.venues.titleNone")}</p> : null}
        <ul className="plain-list">
          {venues.rows.map((venue) => (
            <li key={venue.id}>
              <Link to={`/organisation/venues/${venue.id}`}>{venue.name}</Link>{" "}
              <span className="muted">
                {t("organisation.venues.seats")}: {venue.seats ?? t("form.unknown")}
              </span>
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}
