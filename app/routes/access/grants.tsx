import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { ROLES } from "#app/core/access/policy.ts";
import { command, query } from "#app/http/door.server.ts";
import { id, integer, oneOf, optionalDay, optionalText, text, version } from "#app/http/fields.server.ts";
import { AdministrationTabs } from "#app/ui/access/administration-tabs.tsx";
import { Card } from "#app/ui/parts/card.tsx";
import { DataTable } from "#app/ui/parts/data-table.tsx";
import { DayField } from "#app/ui/parts/day-field.tsx";
import { DayText } from "#app/ui/parts/day-text.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { ErrorSummary } from "#app/ui/parts/error-summary.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { KeyField } from "#app/ui/parts/key-field.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { Pager } from "#app/ui/parts/pager.tsx";
import { type RefusedForm, useRefused } from "#app/ui/parts/refused.ts";
import { SelectField } from "#app/ui/parts/select-field.tsx";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { Tabs } from "#app/ui/parts/tabs.tsx";
import { TextField } from "#app/ui/parts/text-field.tsx";
import { access } from "#app/ui/words/access.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { decideGrant } from "#app/usecases/decide-grant.server.ts";
import { proposeGrant } from "#app/usecases/propose-grant.server.ts";
import { showGrants } from "#app/usecases/show-grants.server.ts";

const words = { access };
const STATES = ["proposed", "active", "refused", "withdrawn"] as const;

export const loader = query(
  { access: { view: "accounts" }, search: z.object({ state: z.enum(STATES).catch("proposed"), page: integer(1, 100_000).catch(1) }) },
  (errand, { scope, search }) => showGrants(errand, scope, search),
);

const Proposal = z.object({
  intent: z.literal("propose"),
  login: text(80),
  role: oneOf(ROLES),
  unitCode: text(60),
  until: optionalDay(),
  formKey: optionalText(80),
});
const Decision = z.object({
  intent: z.literal("decide"),
  id: id(),
  version: version(),
  decision: oneOf(["active", "refused", "withdrawn"]),
  formKey: optionalText(80),
});

export const action = command(
  { access: { view: "accounts" }, once: true, form: z.discriminatedUnion("intent", [Proposal, Decision]) },
  async (errand, { input }) => (input.intent === "propose" ? proposeGrant(errand, input) : decideGrant(errand, input)),
  (_id, { input }) => `/admin/grants?notice=${input.intent === "propose" ? "grantProposed" : "grantDecided"}`,
);

export default function Grants() {
  const data = useLoaderData<typeof loader>();
  const refused = useRefused(useActionData<typeof action>(), { access });
  const t = useT(words);
  return (
    <Page
      title={data.state !== "proposed" ? t(`access.grants.title.${data.state}`, { count: data.total }) : data.total === 0 ? t("access.grants.titleNone") : t("access.grants.title", { count: data.total })}
      lead={t("access.grants.lead")}
    >
      <AdministrationTabs current="grants" makesAccounts={data.makesAccounts} links={data.links} />
      <ErrorSummary errors={refused.errors} />
      <Tabs
        label={t("access.grants.state")}
        tabs={STATES.map((state) => ({ id: state, href: `?state=${state}`, label: t(`access.grants.state.${state}`), current: state === data.state }))}
      />
      <Card flush>
        <DataTable
          caption={t(`access.grants.state.${data.state}`)}
          hideCaption
          rows={data.rows}
          rowKey={(row) => row.id}
          empty={<EmptyState title={t("access.grants.empty")} icon="lock" />}
          columns={[
            { key: "holder", title: t("access.accounts.name"), heading: true, cell: (row) => `${row.holder} (${row.login})` },
            { key: "role", title: t("access.grants.role"), cell: (row) => t(`access.role.${row.role}`) },
            { key: "unit", title: t("access.grants.unit"), cell: (row) => row.unitName },
            { key: "until", title: t("access.grants.until"), cell: (row) => <DayText day={row.until} /> },
            { key: "by", title: t("access.grants.proposedBy"), cell: (row) => row.proposedBy ?? "–", wide: true },
            {
              key: "decide",
              title: t("access.grants.decision"),
              quiet: true,
              align: "end",
              cell: (row) => (row.decidable || row.withdrawable ? <DecisionForm row={row} /> : null),
            },
          ]}
        />
      </Card>
      <Pager
        page={data.page}
        pages={data.pages}
        previousHref={data.page > 1 ? `?state=${data.state}&page=${data.page - 1}` : undefined}
        nextHref={data.page < data.pages ? `?state=${data.state}&page=${data.page + 1}` : undefined}
      />
      {/* One more proposal empties the form. */}
      {data.proposes ? <ProposalForm key={`${data.state} ${data.total}`} refused={refused} /> : null}
    </Page>
  );
}

function DecisionForm({ row }: { row: { id: string; version: number; decidable: boolean } }) {
  const t = useT(words);
  return (
    <Form method="post" className="actions">
      <KeyField name={row.id} />
      <input type="hidden" name="intent" value="decide" />
      <input type="hidden" name="id" value={row.id} />
      <input type="hidden" name="version" value={row.version} />
      {row.decidable ? (
        <>
          <SubmitButton name="decision" value="active">
            {t("access.grants.approve")}
          </SubmitButton>
          <SubmitButton kind="plain" name="decision" value="refused">
            {t("access.grants.refuse")}
          </SubmitButton>
        </>
      ) : (
        <SubmitButton kind="danger" name="decision" value="withdrawn">
          {t("access.grants.withdraw")}
        </SubmitButton>
      )}
    </Form>
  );
}

function ProposalForm({ refused }: { refused: RefusedForm }) {
  const t = useT(words);
  return (
    <Card title={t("access.grants.propose")}>
      <Form method="post" className="form">
        <KeyField name="propose" />
        <input type="hidden" name="intent" value="propose" />
        <div className="form-row">
          <TextField name="login" label={t("access.signIn.login")} defaultValue={refused.value("login")} error={refused.error("login")} required />
          <SelectField
            name="role"
            label={t("access.grants.role")}
            options={ROLES.map((role) => ({ value: role, label: t(`access.role.${role}`) }))}
            defaultValue={refused.value("role")}
            error={refused.error("role")}
            required
          />
          <TextField name="unitCode" label={t("access.grants.unitCode")} hint={t("access.grants.unitCodeHint")} defaultValue={refused.value("unitCode")} error={refused.error("unitCode")} size="short" required />
          <DayField name="until" label={t("access.grants.until")} hint={t("access.grants.untilHint")} defaultValue={refused.value("until")} error={refused.error("until")} />
        </div>
        <FormActions>
          <SubmitButton>{t("access.grants.propose")}</SubmitButton>
        </FormActions>
      </Form>
    </Card>
  );
}
