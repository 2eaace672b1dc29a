import { json, redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { publicDoor } from "#app/http/door.server.ts";
import { text } from "#app/http/fields.server.ts";
import { isEmptyInstallation, signInWith } from "#app/http/sign-in.server.ts";
import { safePath } from "#app/http/safe-path.server.ts";
import { ErrorSummary } from "#app/ui/parts/error-summary.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { Notice } from "#app/ui/parts/notice.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { useRefused } from "#app/ui/parts/refused.ts";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { TextField } from "#app/ui/parts/text-field.tsx";
import { BareShell } from "#app/ui/shell/bare-shell.tsx";
import { access } from "#app/ui/words/access.ts";
import { useT } from "#app/ui/words/provider.tsx";

const words = { access };

export const loader = publicDoor(async ({ request, context }) => {
  if (await isEmptyInstallation(context)) return redirect("/first-run");
  const url = new URL(request.url);
  return json({ idle: url.searchParams.has("idle"), demo: context.installation.settings.DEMO, to: safePath(url.searchParams.get("to")) });
});

const Fields = z.object({ login: text(80), password: z.string().min(1, "required").max(400, "tooLong"), to: z.string().optional() });

export const action = publicDoor(async (args) => {
  const answer = await signInWith(args, Fields);
  return answer;
});

export default function SignIn() {
  const { idle, demo, to } = useLoaderData<{ idle: boolean; demo: boolean; to: string }>();
  const refused = useRefused(useActionData<typeof action>(), { access });
  const t = useT(words);
  return (
    <BareShell>
      <Page title={t("access.signIn.title")} lead={t("access.signIn.lead")} narrow>
        {idle && refused.code === null ? <Notice kind="info" title={t("access.signIn.idle")} /> : null}
        <ErrorSummary errors={refused.errors} title={refused.errors[0]?.field === undefined ? refused.errors[0]?.message : undefined} />
        <Form method="post" className="form">
          <input type="hidden" name="to" value={to} />
          <TextField name="login" label={t("access.signIn.login")} autoComplete="username" defaultValue={refused.value("login")} error={refused.error("login")} required />
          <TextField name="password" type="password" label={t("access.signIn.password")} autoComplete="current-password" error={refused.error("password")} required />
          <FormActions>
            <SubmitButton>{t("access.signIn.submit")}</SubmitButton>
          </FormActions>
        </Form>
        {demo ? <Notice kind="info" title={t("access.signIn.demoTitle")}>{t("access.signIn.demoLead")}</Notice> : null}
      </Page>
    </BareShell>
  );
}
