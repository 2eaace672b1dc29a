import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { command, query } from "#app/http/door.server.ts";
import { id, text } from "#app/http/fields.server.ts";
import { AdministrationTabs } from "#app/ui/access/administration-tabs.tsx";
import { Card } from "#app/ui/parts/card.tsx";
import { ChoiceField } from "#app/ui/parts/choice-field.tsx";
import { EmptyState } from "#app/ui/parts/empty-state.tsx";
import { ErrorSummary } from "#app/ui/parts/error-summary.tsx";
import { FilterBar } from "#app/ui/parts/filter-bar.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { KeyField } from "#app/ui/parts/key-field.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { useRefused } from "#app/ui/parts/refused.ts";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { TextField } from "#app/ui/parts/text-field.tsx";
import { access } from "#app/ui/words/access.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { findPersonsToLink, linkAccount } from "#app/usecases/link-account.server.ts";

const words = { access };

export const loader = query({ access: { deed: "account.link" }, search: z.object({ q: z.string().max(100).catch("") }) }, async (errand, { search }) => ({
  text: search.q,
  persons: await findPersonsToLink(errand, search.q),
}));

export const action = command(
  { access: { deed: "account.link" }, once: true, form: z.object({ login: text(80), personId: id() }) },
  (errand, { input }) => linkAccount(errand, input),
  () => "/admin/link?notice=accountLinked",
);

export default function LinkAccount() {
  const { text: asked, persons } = useLoaderData<typeof loader>();
  const refused = useRefused(useActionData<typeof action>(), { access });
  const t = useT(words);
  return (
    <Page title={t("access.link.title")} lead={t("access.link.lead")}>
      <AdministrationTabs current="link" makesAccounts={false} links />
      <ErrorSummary errors={refused.errors} />
      <FilterBar label={t("access.link.find")} submit={t("access.link.search")} action="/admin/link">
        <TextField name="q" type="search" label={t("access.link.find")} defaultValue={asked} />
      </FilterBar>
      {persons.length === 0 ? (
        asked === "" ? null : <EmptyState icon="search" title={t("access.link.none")} />
      ) : (
        <Card>
          <Form method="post" className="form">
            <KeyField name="link" />
            <ChoiceField kind="radio" name="personId" label={t("access.link.person")} choices={persons.map((person) => ({ value: person.id, label: person.name, hint: person.note }))} chosen={refused.values("personId")} error={refused.error("personId")} required />
            <TextField name="login" label={t("access.signIn.login")} defaultValue={refused.value("login")} error={refused.error("login")} size="medium" required />
            <FormActions>
              <SubmitButton>{t("access.link.submit")}</SubmitButton>
            </FormActions>
          </Form>
        </Card>
      )}
    </Page>
  );
}
