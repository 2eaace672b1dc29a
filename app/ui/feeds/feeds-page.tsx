import { Form } from "@remix-run/react";
import { Card } from "#app/ui/parts/card.tsx";
import { ChoiceField } from "#app/ui/parts/choice-field.tsx";
import { DataTable } from "#app/ui/parts/data-table.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { ErrorSummary } from "#app/ui/parts/error-summary.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { InstantText } from "#app/ui/parts/instant-text.tsx";
import { KeyField } from "#app/ui/parts/key-field.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import type { RefusedForm } from "#app/ui/parts/refused.ts";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { TextField } from "#app/ui/parts/text-field.tsx";
import { feeds as dictionary } from "#app/ui/words/feeds.ts";
import { useT } from "#app/ui/words/provider.tsx";

const words = { feeds: dictionary };
type Kind = "branch" | "leader" | "person";

type Feed = { readonly id: string; readonly kind: Kind; readonly about: string | null; readonly createdAt: string; readonly lastReadAt: string | null };

type Props = {
  readonly branch: { readonly unitId: string; readonly name: string };
  readonly leader: { readonly id: string; readonly name: string } | null;
  readonly feeds: readonly Feed[];
  readonly origin: string;
  /** Of the feed just made; it is told once. */
  readonly secret: string | null;
  readonly refused: RefusedForm;
};

/** The addresses under which calendar programmes read the plan: made, listed, revoked. */
export function FeedsPage({ branch, leader, feeds, origin, secret, refused }: Props) {
  const t = useT(words);
  return (
    <Page title={feeds.length === 0 ? t("feeds.titleNone") : t("feeds.title", { count: feeds.length })} lead={t("feeds.lead")}>
      <ErrorSummary errors={refused.errors} />
      {secret === null ? null : (
        <div className="no-print" aria-live="polite">
          <Card title={t("feeds.secretTitle")} tone="green">
            <TextField name="address" label={t("feeds.address")} hint={t("feeds.secretHint")} defaultValue={`${origin}/feeds/${secret}.ics`} />
          </Card>
        </div>
      )}
      <Card title={t("feeds.make")}>
        {/* A new form after each address, so that the next one has a choice of its own. */}
        <Form method="post" className="form" key={secret ?? "first"}>
          <KeyField name="make" />
          <input type="hidden" name="intent" value="make" />
          <input type="hidden" name="branch" value={branch.unitId} />
          {leader === null ? null : <input type="hidden" name="leader" value={leader.id} />}
          <ChoiceField
            kind="radio"
            name="kind"
            label={t("feeds.what")}
            hint={t("feeds.branchElsewhere")}
            error={refused.error("kind")}
            chosen={[refused.value("kind", leader === null ? "branch" : "leader") ?? "branch"]}
            choices={[
              ...(leader === null ? [] : [{ value: "leader", label: t("feeds.kind.leader", { name: leader.name }) }]),
              { value: "branch", label: t("feeds.kind.branch", { name: branch.name }) },
              { value: "person", label: t("feeds.kind.person") },
            ]}
          />
          <FormActions>
            <SubmitButton>{t("feeds.makeOne")}</SubmitButton>
          </FormActions>
        </Form>
      </Card>
      <Card title={t("feeds.list")} flush>
        <DataTable
          caption={t("feeds.list")}
          hideCaption
          rows={feeds}
          rowKey={(feed) => feed.id}
          empty={<EmptyState icon="calendar" title={t("feeds.titleNone")} />}
          columns={[
            { key: "about", title: t("feeds.congresses"), heading: true, cell: (feed) => aboutOf(t, feed) },
            { key: "made", title: t("feeds.madeAt"), cell: (feed) => <InstantText at={feed.createdAt} /> },
            { key: "read", title: t("feeds.readAt"), cell: (feed) => (feed.lastReadAt === null ? t("feeds.readNever") : <InstantText at={feed.lastReadAt} />) },
            {
              key: "revoke",
              title: t("feeds.revoke"),
              quiet: true,
              align: "end",
              cell: (feed) => (
                <Form method="post" className="no-print">
                  <KeyField name={`revoke-${feed.id.slice(0, 8)}`} />
                  <input type="hidden" name="intent" value="revoke" />
                  <input type="hidden" name="id" value={feed.id} />
                  <SubmitButton kind="plain">
                    {t("feeds.revoke")}
                    <span className="visually-hidden">: {aboutOf(t, feed)}</span>
                  </SubmitButton>
                </Form>
              ),
            },
          ]}
        />
      </Card>
    </Page>
  );
}

const aboutOf = (t: ReturnType<typeof useT<typeof words>>, { kind, about }: Feed): string => (about === null ? t("feeds.gone") : t(`feeds.about.${kind}`, { name: about }));
