import { Form, Link } from "@remix-run/react";
import { addDays, type Day } from "#app/core/time/day.ts";
import { Breadcrumb } from "#app/ui/parts/breadcrumb.tsx";
import { Card } from "#app/ui/parts/card.tsx";
import { DataTable } from "#app/ui/parts/data-table.tsx";
import { DayField } from "#app/ui/parts/day-field.tsx";
import { DayText } from "#app/ui/parts/day-text.tsx";
import { ErrorSummary } from "#app/ui/parts/error-summary.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { KeyField } from "#app/ui/parts/key-field.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import type { RefusedForm } from "#app/ui/parts/refused.ts";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { TextField } from "#app/ui/parts/text-field.tsx";
import { form } from "#app/ui/words/form.ts";
import { organisation } from "#app/ui/words/organisation.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { unitAddress } from "./address.ts";
import { EditCard } from "./edit-card.tsx";

const words = { organisation, form };

type Absence = { readonly id: string; readonly from: Day; readonly until: Day; readonly reason: string };

/** One leader: days away, and the congresses to attend. */
export function LeaderPage(props: {
  leader: {
    readonly id: string;
    readonly name: string;
    readonly post: string;
    readonly code: string;
    readonly unitId: string;
    readonly unitName: string;
    readonly version: number;
  };
  absences: readonly Absence[];
  attendance: readonly { readonly congressId: string; readonly unitName: string; readonly opensOn: Day | null }[];
  mayEdit: boolean;
  refused: RefusedForm;
}) {
  const t = useT(words);
  const { leader, refused, mayEdit } = props;
  return (
    <Page
      above={
        <Breadcrumb
          units={[
            { id: leader.unitId, name: leader.unitName, href: unitAddress(leader.unitId) },
            { id: leader.code, name: leader.name },
          ]}
        />
      }
      title={t("organisation.leader.title", { name: leader.name, count: props.attendance.length })}
      lead={`${leader.post} · ${leader.unitName} · ${leader.code}`}
      actions={
        <Link className="button" to={`/organisation/leaders/${leader.id}/attends`}>
          {t("organisation.leader.programme")}
        </Link>
      }
    >
      <ErrorSummary errors={refused.errors} />
      <div className="split">
        <Card title={t("organisation.leader.attends")} flush>
          <DataTable
            caption={t("organisation.leader.attends")}
            hideCaption
            rows={props.attendance}
            rowKey={(congress) => congress.congressId}
            empty={<p className="muted">{t("organisation.leader.attendsNone")}</p>}
            columns={[
              {
                key: "unit",
                title: t("organisation.venue.congress"),
                heading: true,
                cell: (congress) => <Link to={`/congresses/${congress.congressId}`}>{congress.unitName}</Link>,
              },
              {
                key: "day",
                title: t("organisation.venue.day"),
                cell: (congress) => (congress.opensOn === null ? t("organisation.leader.undated") : <DayText day={congress.opensOn} />),
              },
            ]}
          />
        </Card>
        <div className="stack">
          <Absences {...props} />
          {mayEdit ? (
            <EditCard
              title={t("organisation.leaders.edit")}
              version={leader.version}
              refused={refused}
              fields={[
                { name: "name", label: t("organisation.leaders.name"), now: leader.name, required: true },
                { name: "post", label: t("organisation.leaders.post"), now: leader.post, required: true },
              ]}
            />
          ) : null}
        </div>
      </div>
    </Page>
  );
}

function Absences({ absences, mayEdit, refused }: { absences: readonly Absence[]; mayEdit: boolean; refused: RefusedForm }) {
  const t = useT(words);
  return (
    <Card title={t("organisation.leader.away")}>
      <div className="stack">
        <DataTable
          caption={t("organisation.leader.away")}
          hideCaption
          rows={absences}
          rowKey={(absence) => absence.id}
          empty={<p className="muted">{t("organisation.leader.awayNone")}</p>}
          columns={[
            {
              key: "days",
              title: t("organisation.leader.away"),
              heading: true,
              cell: (absence) => (
                <>
                  <DayText day={absence.from} weekday="none" /> – <DayText day={addDays(absence.until, -1)} weekday="none" />
                </>
              ),
            },
            { key: "reason", title: t("organisation.leader.reason"), cell: (absence) => absence.reason },
            {
              key: "remove",
              title: t("form.remove"),
              quiet: true,
              align: "end",
              cell: (absence) =>
                mayEdit ? (
                  <Form method="post" className="no-print">
                    <KeyField name={`remove-${absence.id}`} />
                    <input type="hidden" name="intent" value="removeAbsence" />
                    <input type="hidden" name="absenceId" value={absence.id} />
                    <SubmitButton kind="plain">{t("form.remove")}</SubmitButton>
                  </Form>
                ) : null,
            },
          ]}
        />
        {mayEdit ? (
          <Form method="post" className="form no-print" key={absences.length}>
            <KeyField name="absence" />
            <input type="hidden" name="intent" value="addAbsence" />
            <div className="form-row">
              <DayField
                name="from"
                label={t("organisation.leader.from")}
                defaultValue={refused.value("from")}
                error={refused.error("from")}
                required
              />
              <DayField
                name="lastDay"
                label={t("organisation.leader.lastDay")}
                defaultValue={refused.value("lastDay")}
                error={refused.error("lastDay")}
                required
              />
            </div>
            <TextField
              name="reason"
              label={t("organisation.leader.reason")}
              defaultValue={refused.value("reason")}
              error={refused.error("reason")}
              required
            />
            <FormActions>
              <SubmitButton kind="plain">{t("organisation.leader.addAbsence")}</SubmitButton>
            </FormActions>
          </Form>
        ) : null}
      </div>
    </Card>
  );
}
