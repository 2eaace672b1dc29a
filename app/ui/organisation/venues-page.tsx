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
const HERE = "/organisation/venues";

type Venue = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly seats: number | null;
  readonly unitName: string;
  readonly congresses: number;
};

/** The halls of a branch, and a form for one more. */
export function VenuesPage(props: {
  branch: { readonly unitId: string; readonly name: string };
  rows: readonly Venue[];
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
      title={props.total === 0 ? t("organisation.venues.titleNone") : t("organisation.venues.title", { count: props.total })}
      lead={t("organisation.venues.lead")}
    >
      <OrganisationTabs current="venues" branch={branch.unitId} mayImport={props.mayEdit} />
      <ErrorSummary errors={refused.errors} />
      <SearchForm action={HERE} name="q" label={t("organisation.leaders.find")} text={props.text} keep={{ branch: branch.unitId }} />
      <Card flush>
        <DataTable
          caption={t("organisation.tabs.venues")}
          hideCaption
          rows={props.rows}
          rowKey={(venue) => venue.id}
          empty={
            <EmptyState icon="tree" title={t("organisation.venues.titleNone")}>
              {props.mayEdit ? t("organisation.venues.emptyLead") : null}
            </EmptyState>
          }
          columns={[
            {
              key: "name",
              title: t("organisation.venues.name"),
              heading: true,
              cell: (venue) => <Link to={`${HERE}/${venue.id}`}>{venue.name}</Link>,
            },
            { key: "seats", title: t("organisation.venues.seats"), align: "end", cell: (venue) => venue.seats ?? t("form.unknown") },
            { key: "unit", title: t("organisation.venues.unit"), cell: (venue) => venue.unitName },
            { key: "congresses", title: t("organisation.venues.congresses"), align: "end", cell: (venue) => venue.congresses },
            { key: "code", title: t("organisation.unit.code"), cell: (venue) => venue.code, wide: true },
          ]}
        />
      </Card>
      <Pager page={page} pages={pages} previousHref={page > 1 ? at(page - 1) : undefined} nextHref={page < pages ? at(page + 1) : undefined} />
      {props.mayEdit ? (
        <Card title={t("organisation.venues.add", { name: branch.name })}>
          <Form method="post" className="form no-print">
            <KeyField name="venue" />
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
                label={t("organisation.venues.name")}
                defaultValue={refused.value("name")}
                error={refused.error("name")}
                required
              />
            </div>
            <TextField
              name="seats"
              label={t("organisation.venues.seats")}
              size="short"
              inputMode="numeric"
              defaultValue={refused.value("seats")}
              error={refused.error("seats")}
              optional
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
