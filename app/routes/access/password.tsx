import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { command, query } from "#app/http/door.server.ts";
import { passwordField } from "#app/http/fields.server.ts";
import { ErrorSummary } from "#app/ui/parts/error-summary.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { useRefused } from "#app/ui/parts/refused.ts";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { TextField } from "#app/ui/parts/text-field.tsx";
import { access } from "#app/ui/words/access.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { changeOwnPassword } from "#app/usecases/change-password.server.ts";

const words = { access };

export const loader = query({ access: "signedIn" }, async (_errand, { session }) => ({ must: session.mustChangePassword }));

export const action = command(
  { access: "signedIn", form: z.object({ current: passwordField(), wanted: passwordField(), repeated: passwordField() }) },
  (errand, { input, sessionId }) => changeOwnPassword(errand, sessionId, input),
  () => "/account?notice=passwordChanged",
);

export default function Password() {
  const { must } = useLoaderData<typeof loader>();
  const refused = useRefused(useActionData<typeof action>(), { access });
  const t = useT(words);
  return (
    <Page title={t("access.password.title")} lead={must ? t("access.password.must") : t("access.firstRun.passwordHint")} narrow>
      <ErrorSummary errors={refused.errors} />
      <Form method="post" className="form">
        <TextField name="current" type="password" label={t("access.password.current")} autoComplete="current-password" error={refused.error("current")} required />
        <TextField name="wanted" type="password" label={t("access.password.wanted")} hint={t("access.firstRun.passwordHint")} autoComplete="new-password" error={refused.error("wanted")} required />
        <TextField name="repeated" type="password" label={t("access.password.repeated")} autoComplete="new-password" error={refused.error("repeated")} required />
        <FormActions>
          <SubmitButton>{t("access.account.changePassword")}</SubmitButton>
        </FormActions>
      </Form>
    </Page>
  );
}
