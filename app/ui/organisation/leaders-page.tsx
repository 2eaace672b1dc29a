import { Form, Link } from "@remix-run/react";
import { Card } from "#app/ui/parts/card.tsx";
import { DataTable } from "#app/ui/parts/data-table.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { ErrorSummary } from "#app/ui/parts/error-summary.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { KeyField } from "#app/ui/parts/key-field.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { Pager } from "#app/ui/parts/pager.tsx";
import type { RefusedForm } from "#app/ui/parts/refused.ts";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { TextField } from "#app/ui/parts/text-field.tsx";
import { form } from "#app/ui/words/form.ts";
import { organisation } from "#app/ui/words/organisation.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { address } from "./address.ts";
import { OrganisationTabs } from "./organisation-tabs.tsx";
import { SearchForm } from "./search-form.tsx";

const words = { organisation, form };
const HERE = "/organisation/leaders";

type Leader = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly post: string;
  readonly unitName: string;
  readonly congresses: number;
  readonly absences: number;
};

/** The leaders of a branch's committees, and a form for one more. */
export function LeadersPage(props: {
  branch: { readonly unitId: string; readonly name: string };
  rows: readonly Leader[];
  total: number;
  text: string;
  page: number;
  pages: number;
  mayEdit: boolean;
  refused: RefusedForm;
}) {
  const t = useT(words);
  const { branch, refused, page, pages } = props;
  const at = (number: number) => address(HERE, { branch: branch.unitId, q: props.text, page: number });
  return (
    <Page
      title={props.total === 0 ? t("organisation.leaders.titleNone") : t("organisation.leaders.title", { count: props.total })}
      lead={t("organisation.leaders.lead")}
    >
      <OrganisationTabs current="leaders" branch={branch.unitId} mayImport={props.mayEdit} />
      <ErrorSummary errors={refused.errors} />
      <SearchForm action={HERE} name="q" label={t("organisation.leaders.find")} text={props.text} keep={{ branch: branch.unitId }} />
      <Card flush>
        <DataTable
          caption={t("organisation.tabs.leaders")}
          hideCaption
          rows={props.rows}
          rowKey={(leader) => leader.id}
          empty={
            <EmptyState icon="people" title={t("organisation.leaders.titleNone")}>
              {props.mayEdit ? t("organisation.leaders.emptyLead") : null}
            </EmptyState>
          }
          columns={[
            {
              key: "name",
              title: t("organisation.leaders.name"),
              heading: true,
              cell: (leader) => <Link to={`${HERE}/${leader.id}`}>{leader.name}</Link>,
            },
            { key: "post", title: t("organisation.leaders.post"), cell: (leader) => leader.post },
            { key: "unit", title: t("organisation.leaders.unit"), cell: (leader) => leader.unitName },
            { key: "congresses", title: t("organisation.leaders.congresses"), align: "end", cell: (leader) => leader.congresses },
            { key: "absences", title: t("organisation.leaders.absences"), align: "end", cell: (leader) => leader.absences, wide: true },
            { key: "code", title: t("organisation.unit.code"), cell: (leader) => leader.code, wide: true },
          ]}
        />
      </Card>
      <Pager page={page} pages={pages} previousHref={page > 1 ? at(page - 1) : undefined} nextHref={page < pages ? at(page + 1) : undefined} />
      {props.mayEdit ? (
        <Card title={t("organisation.leaders.add", { name: branch.name })}>
          <Form method="post" className="form no-print">
            <KeyField name="leader" />
            <input type="hidden" name="unitId" value={branch.unitId} />
            <div className="form-row">
              <TextField
                name="code"
                label={t("organisation.unit.code")}
                defaultValue={refused.value("code")}
                error={refused.error("code")}
                required
              />
              <TextField
                name="name"
                label={t("organisation.leaders.name")}
                defaultValue={refused.value("name")}
                error={refused.error("name")}
                required
              />
            </div>
            <TextField
              name="post"
              label={t("organisation.leaders.post")}
              defaultValue={refused.value("post")}
              error={refused.error("post")}
              required
            />
            <FormActions>
              <SubmitButton>{t("form.add")}</SubmitButton>
            </FormActions>
          </Form>
        </Card>
      ) : null}
    </Page>
  );
}
