import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { refuse } from "#app/core/verdict.ts";
import { command, query } from "#app/http/door.server.ts";
import { integer, loginField, passwordField, text } from "#app/http/fields.server.ts";
import { AdministrationTabs } from "#app/ui/access/administration-tabs.tsx";
import { Card } from "#app/ui/parts/card.tsx";
import { DataTable } from "#app/ui/parts/data-table.tsx";
import { ErrorSummary } from "#app/ui/parts/error-summary.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { InstantText } from "#app/ui/parts/instant-text.tsx";
import { KeyField } from "#app/ui/parts/key-field.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { Pager } from "#app/ui/parts/pager.tsx";
import { useRefused } from "#app/ui/parts/refused.ts";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { TextField } from "#app/ui/parts/text-field.tsx";
import { access } from "#app/ui/words/access.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { makeAccount } from "#app/usecases/make-account.server.ts";
import { hashPassword, weakness } from "#app/usecases/password-hash.server.ts";
import { showAccounts } from "#app/usecases/show-accounts.server.ts";

const words = { access };

export const loader = query(
  { access: { deed: "account.make" }, search: z.object({ page: integer(1, 100_000).catch(1) }) },
  (errand, { search }) => showAccounts(errand, search.page),
);

export const action = command(
  { access: { deed: "account.make" }, once: true, form: z.object({ login: loginField(), name: text(120), password: passwordField(), formKey: z.string() }) },
  async (errand, { input }) => {
    const weak = weakness(input.password, input.login);
    if (weak !== null) return refuse(weak, { field: "password" });
    return makeAccount(errand, { login: input.login, name: input.name, passwordHash: await hashPassword(input.password) });
  },
  () => "/admin/accounts?notice=accountMade",
);

export default function Accounts() {
  const { rows, total, page, pages } = useLoaderData<typeof loader>();
  const refused = useRefused(useActionData<typeof action>(), { access });
  const t = useT(words);
  return (
    <Page title={t("access.accounts.title", { count: total })} lead={t("access.accounts.lead")}>
      <AdministrationTabs current="accounts" makesAccounts />
      <ErrorSummary errors={refused.errors} />
      <Card title={t("access.accounts.make")}>
        {/* One more account empties the form. */}
        <Form key={total} method="post" className="form">
          <KeyField name="account" />
          <div className="form-row">
            <TextField name="name" label={t("access.accounts.name")} defaultValue={refused.value("name")} error={refused.error("name")} required />
            <TextField name="login" label={t("access.signIn.login")} defaultValue={refused.value("login")} error={refused.error("login")} required />
            <TextField
              name="password"
              type="password"
              label={t("access.accounts.firstPassword")}
              hint={t("access.accounts.firstPasswordHint")}
              error={refused.error("password")}
              autoComplete="new-password"
              required
            />
          </div>
          <FormActions>
            <SubmitButton>{t("access.accounts.make")}</SubmitButton>
          </FormActions>
        </Form>
      </Card>
      <Card flush>
        <DataTable
          caption={t("access.accounts.title", { count: total })}
          hideCaption
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            { key: "name", title: t("access.accounts.name"), heading: true, cell: (row) => row.name },
            { key: "login", title: t("access.signIn.login"), cell: (row) => row.login },
            { key: "made", title: t("access.account.lastSeen"), cell: (row) => (row.lastSeenAt === null ? "–" : <InstantText at={row.lastSeenAt} />) },
          ]}
        />
      </Card>
      <Pager
        page={page}
        pages={pages}
        previousHref={page > 1 ? `?page=${page - 1}` : undefined}
        nextHref={page < pages ? `?page=${page + 1}` : undefined}
      />
    </Page>
  );
}
