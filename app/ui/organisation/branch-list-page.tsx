import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { Card } from "#app/ui/parts/card.tsx";
import { type Column, DataTable } from "#app/ui/parts/data-table.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { ErrorSummary } from "#app/ui/parts/error-summary.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { Icon, type IconName } from "#app/ui/parts/icon.tsx";
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

/** What the page of every such list is given. */
export type BranchList<Row> = {
  branch: { readonly unitId: string; readonly name: string };
  rows: readonly Row[];
  total: number;
  text: string;
  page: number;
  pages: number;
  mayEdit: boolean;
  refused: RefusedForm;
};

/** Leaders or halls of a branch: found by name or code, and a form for one more. */
export function BranchListPage<Row extends { readonly id: string }>(props: {
  subject: "leaders" | "venues";
  list: BranchList<Row>;
  icon: IconName;
  columns: readonly Column<Row>[];
  /** The fields of a new one, after its code and name. */
  children: ReactNode;
}) {
  const t = useT(words);
  const { subject, list, columns } = props;
  const { branch, refused, page, pages, text } = list;
  const here = `/organisation/${subject}`;
  const at = (number: number) => address(here, { branch: branch.unitId, q: text, page: number });
  const none = text === "" ? t(`organisation.${subject}.titleNone`) : t(`organisation.${subject}.foundNone`, { text });
  return (
    <Page
      title={list.total === 0 ? none : t(`organisation.${subject}.title`, { count: list.total })}
      lead={t(`organisation.${subject}.lead`)}
      actions={
        list.mayEdit ? (
          <a className="button primary" href="#add">
            <Icon name="add" />
            {t(`organisation.${subject}.addOne`)}
          </a>
        ) : null
      }
    >
      <OrganisationTabs current={subject} branch={branch.unitId} mayImport={list.mayEdit} />
      <ErrorSummary errors={refused.errors} />
      <SearchForm action={here} name="q" label={t("organisation.leaders.find")} text={text} keep={{ branch: branch.unitId }} />
      <Card flush>
        <DataTable
          caption={t(`organisation.tabs.${subject}`)}
          hideCaption
          rows={list.rows}
          rowKey={(row) => row.id}
          empty={
            <EmptyState icon={props.icon} title={none}>
              {list.mayEdit && text === "" ? t(`organisation.${subject}.emptyLead`) : null}
            </EmptyState>
          }
          columns={columns}
        />
      </Card>
      <Pager page={page} pages={pages} previousHref={page > 1 ? at(page - 1) : undefined} nextHref={page < pages ? at(page + 1) : undefined} />
      {list.mayEdit ? (
        <div className="no-print">
          <Card title={t(`organisation.${subject}.add`, { name: branch.name })} id="add">
            <Form method="post" className="form">
              <KeyField name={subject} />
              <input type="hidden" name="unitId" value={branch.unitId} />
              <div className="form-row">
                <TextField name="code" label={t("organisation.unit.code")} defaultValue={refused.value("code")} error={refused.error("code")} required />
                <TextField name="name" label={t(`organisation.${subject}.name`)} defaultValue={refused.value("name")} error={refused.error("name")} required />
              </div>
              {props.children}
              <FormActions>
                <SubmitButton kind="plain">{t("form.add")}</SubmitButton>
              </FormActions>
            </Form>
          </Card>
        </div>
      ) : null}
    </Page>
  );
}
