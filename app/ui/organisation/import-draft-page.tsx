import { Form, Link } from "@remix-run/react";
import type { ImportKind } from "#app/core/intake/columns.ts";
import type { Problem } from "#app/core/intake/table.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { DataTable } from "#app/ui/parts/data-table.tsx";
import { DefinitionList } from "#app/ui/parts/definition-list.tsx";
import { ErrorSummary } from "#app/ui/parts/error-summary.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { Icon } from "#app/ui/parts/icon.tsx";
import { KeyField } from "#app/ui/parts/key-field.tsx";
import { Notice } from "#app/ui/parts/notice.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { Pager } from "#app/ui/parts/pager.tsx";
import type { RefusedForm } from "#app/ui/parts/refused.ts";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { intake } from "#app/ui/words/intake.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { address } from "./address.ts";
import { OrganisationTabs } from "./organisation-tabs.tsx";
import { problemWords } from "./problem-words.ts";

const words = { intake };

type Props = {
  draftId: string;
  kind: ImportKind;
  unitId: string;
  unitName: string;
  fileName: string;
  counts: { readonly created: number; readonly updated: number; readonly unchanged: number; readonly refused: number };
  problems: readonly Problem[];
  problemTotal: number;
  headings: Readonly<Partial<Record<string, string>>>;
  ignored: readonly string[];
  page: number;
  pages: number;
  appliedAt: string | null;
  appliedBefore: string | null;
  refused: RefusedForm;
};

/** What a checked file would do, or did. */
export function ImportDraftPage(props: Props) {
  const t = useT(words);
  const { counts, appliedAt } = props;
  const wrong = counts.refused > 0;
  return (
    <Page
      title={<Title {...props} />}
      lead={t("intake.draft.about", { file: props.fileName, kind: t(`intake.kind.${props.kind}`), name: props.unitName })}
      actions={
        <Link className="button quiet" to={address("/organisation/import", { branch: props.unitId, kind: props.kind })}>
          {t("intake.draft.another")}
        </Link>
      }
    >
      <OrganisationTabs current="import" branch={props.unitId} mayImport />
      <ErrorSummary errors={props.refused.errors} />
      {props.appliedBefore !== null && appliedAt === null ? <Notice kind="info" title={t("intake.draft.before")} /> : null}
      {props.ignored.length > 0 ? <Notice kind="warn" title={t("intake.draft.ignored", { columns: props.ignored.join(", ") })} /> : null}
      <Card>
        <div className="stack">
          <DefinitionList
            items={[
              { key: "created", term: t("intake.draft.created"), value: counts.created },
              { key: "updated", term: t("intake.draft.updated"), value: counts.updated },
              { key: "unchanged", term: t("intake.draft.unchanged"), value: counts.unchanged },
              { key: "refused", term: t("intake.draft.refusedRows"), value: counts.refused },
            ]}
          />
          {appliedAt === null ? (
            <>
              <p>{t(wrong ? "intake.draft.refusedLead" : "intake.draft.readyLead")}</p>
              <FormActions>
                {wrong ? null : (
                  <Form method="post">
                    <KeyField name="apply" />
                    <input type="hidden" name="intent" value="apply" />
                    <SubmitButton icon="check">{t("intake.draft.confirm")}</SubmitButton>
                  </Form>
                )}
                <Form method="post">
                  <KeyField name="recheck" />
                  <input type="hidden" name="intent" value="recheck" />
                  <SubmitButton kind="plain">{t("intake.draft.recheck")}</SubmitButton>
                </Form>
              </FormActions>
            </>
          ) : null}
        </div>
      </Card>
      {props.problemTotal > 0 ? <Problems {...props} /> : null}
    </Page>
  );
}

function Title({ counts, appliedAt }: Props) {
  const t = useT(words);
  if (appliedAt !== null) return t("intake.draft.applied", counts);
  if (counts.refused > 0) return t("intake.draft.refused", { count: counts.refused });
  return counts.created + counts.updated === 0 ? t("intake.draft.nothing", counts) : t("intake.draft.ready", counts);
}

function Problems({ draftId, problems, headings, page, pages }: Props) {
  const t = useT(words);
  const here = `/organisation/import/${draftId}`;
  const at = (number: number) => address(here, { page: number });
  return (
    <Card
      title={t("intake.draft.problems")}
      flush
      actions={
        <a className="button quiet" href={`${here}/problems.csv`} download>
          <Icon name="download" />
          {t("intake.draft.download")}
        </a>
      }
    >
      <DataTable
        caption={t("intake.draft.problems")}
        hideCaption
        rows={problems.map((problem) => problemWords(t, problem, headings))}
        rowKey={(problem) => `${problem.row}/${problem.column}/${problem.found}/${problem.expected}`}
        columns={[
          { key: "row", title: t("intake.problem.row"), heading: true, cell: (problem) => problem.row },
          { key: "column", title: t("intake.problem.column"), cell: (problem) => problem.column },
          {
            key: "found",
            title: t("intake.problem.found"),
            cell: (problem) => (problem.found === "" ? <span className="muted">{t("intake.problem.nothing")}</span> : problem.found),
          },
          { key: "expected", title: t("intake.problem.expected"), cell: (problem) => problem.expected },
        ]}
      />
      <Pager page={page} pages={pages} previousHref={page > 1 ? at(page - 1) : undefined} nextHref={page < pages ? at(page + 1) : undefined} />
    </Card>
  );
}
