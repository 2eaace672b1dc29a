import { Form, Link } from "@remix-run/react";
import type { ColumnKey, ImportKind } from "#app/core/intake/columns.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { DataTable } from "#app/ui/parts/data-table.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { ErrorSummary } from "#app/ui/parts/error-summary.tsx";
import { FileField } from "#app/ui/parts/file-field.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { Icon } from "#app/ui/parts/icon.tsx";
import { InstantText } from "#app/ui/parts/instant-text.tsx";
import { KeyField } from "#app/ui/parts/key-field.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import type { RefusedForm } from "#app/ui/parts/refused.ts";
import { StateBadge } from "#app/ui/parts/state-badge.tsx";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { Tabs } from "#app/ui/parts/tabs.tsx";
import { form } from "#app/ui/words/form.ts";
import { intake } from "#app/ui/words/intake.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { address } from "./address.ts";
import { OrganisationTabs } from "./organisation-tabs.tsx";

const words = { intake, form };

type Draft = {
  readonly id: string;
  readonly kind: string;
  readonly fileName: string;
  readonly createdAt: string;
  readonly appliedAt: string | null;
  readonly refused: number;
};

/** Where a file is chosen, with what it may contain. */
export function ImportPage(props: {
  branch: { readonly unitId: string; readonly name: string };
  kind: ImportKind;
  kinds: readonly ImportKind[];
  columns: readonly { readonly key: ColumnKey; readonly heading: string; readonly required: boolean }[];
  drafts: readonly Draft[];
  refused: RefusedForm;
}) {
  const t = useT(words);
  const { branch, kind, refused } = props;
  return (
    <Page title={t("intake.title", { name: branch.name })} lead={t("intake.lead")}>
      <OrganisationTabs current="import" branch={branch.unitId} mayImport />
      <ErrorSummary errors={refused.errors} />
      <Tabs
        label={t("intake.kind")}
        tabs={props.kinds.map((each) => ({
          id: each,
          href: address("/organisation/import", { branch: branch.unitId, kind: each }),
          label: t(`intake.kind.${each}`),
          current: each === kind,
        }))}
      />
      <div className="split">
        <Card title={t(`intake.kind.${kind}`)} note={t(`intake.kindHint.${kind}`)}>
          <Form method="post" encType="multipart/form-data" className="form">
            {/* The file comes last: what stands before it is read even when the file is too large. */}
            <KeyField name={`import-${kind}`} />
            <input type="hidden" name="kind" value={kind} />
            <input type="hidden" name="unitId" value={branch.unitId} />
            <FileField
              name="file"
              label={t("intake.file")}
              hint={t("intake.fileHint")}
              accept=".csv,.xlsx,text/csv"
              error={refused.error("file")}
              required
            />
            <FormActions>
              <SubmitButton icon="upload">{t("intake.check")}</SubmitButton>
              <a className="button quiet" href={`/organisation/import/template/${kind}`} download>
                <Icon name="download" />
                {t("intake.template")}
              </a>
            </FormActions>
          </Form>
        </Card>
        <Recent drafts={props.drafts} />
      </div>
      <Card title={t("intake.columns")} note={t("intake.columnsNote")} flush>
        <DataTable
          caption={t("intake.columns")}
          hideCaption
          rows={props.columns}
          rowKey={(column) => column.key}
          columns={[
            { key: "heading", title: t("intake.column.heading"), heading: true, cell: (column) => column.heading },
            { key: "required", title: t("intake.column.required"), cell: (column) => t(column.required ? "form.yes" : "form.no") },
            { key: "meaning", title: t("intake.column.meaning"), cell: (column) => t(`intake.column.${column.key}`) },
          ]}
        />
      </Card>
    </Page>
  );
}

function Recent({ drafts }: { drafts: readonly Draft[] }) {
  const t = useT(words);
  return (
    <Card title={t("intake.recent")} flush>
      <DataTable
        caption={t("intake.recent")}
        hideCaption
        rows={drafts}
        rowKey={(draft) => draft.id}
        empty={<EmptyState icon="upload" title={t("intake.recentNone")} />}
        columns={[
          {
            key: "file",
            title: t("intake.recent.file"),
            heading: true,
            cell: (draft) => <Link to={`/organisation/import/${draft.id}`}>{draft.fileName}</Link>,
          },
          { key: "at", title: t("intake.recent.at"), cell: (draft) => <InstantText at={draft.createdAt} /> },
          { key: "state", title: t("intake.recent.state"), cell: (draft) => <DraftState draft={draft} /> },
        ]}
      />
    </Card>
  );
}

function DraftState({ draft }: { draft: Draft }) {
  const t = useT(words);
  if (draft.appliedAt !== null)
    return (
      <StateBadge tone="green" icon="check">
        {t("intake.state.applied")}
      </StateBadge>
    );
  if (draft.refused > 0)
    return (
      <StateBadge tone="red" icon="warning">
        {t("intake.state.refused")}
      </StateBadge>
    );
  return (
    <StateBadge tone="info" icon="clock">
      {t("intake.state.waiting")}
    </StateBadge>
  );
}
