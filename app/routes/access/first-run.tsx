import { json, redirect } from "@remix-run/node";
import { Form, useActionData } from "@remix-run/react";
import { publicDoor } from "#app/http/door.server.ts";
import { foundWith } from "#app/http/first-run.server.ts";
import { isEmptyInstallation } from "#app/http/sign-in.server.ts";
import { Card } from "#app/ui/parts/card.tsx";
import { ErrorSummary } from "#app/ui/parts/error-summary.tsx";
import { FormActions } from "#app/ui/parts/form-actions.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { useRefused } from "#app/ui/parts/refused.ts";
import { SubmitButton } from "#app/ui/parts/submit-button.tsx";
import { TextField } from "#app/ui/parts/text-field.tsx";
import { BareShell } from "#app/ui/shell/bare-shell.tsx";
import { access } from "#app/ui/words/access.ts";
import { useT } from "#app/ui/words/provider.tsx";

const words = { access };
const FOUNDERS = ["administrator", "planner", "secretary"] as const;

export const loader = publicDoor(async ({ context }) => ((await isEmptyInstallation(context)) ? json(null) : redirect("/sign-in")));

export const action = publicDoor(foundWith);

export default function FirstRun() {
  const refused = useRefused(useActionData<typeof action>(), { access });
  const t = useT(words);
  const field = (name: string) => ({ name, defaultValue: refused.value(name), error: refused.error(name), required: true });
  return (
    <BareShell wide>
      <Page title={t("access.firstRun.title")} lead={t("access.firstRun.lead")}>
        <ErrorSummary errors={refused.errors} />
        <Form method="post" className="stack">
          <Card title={t("access.firstRun.unit")}>
            <div className="form-row">
              <TextField {...field("unitCode")} label={t("access.firstRun.unitCode")} hint={t("access.firstRun.unitCodeHint")} size="short" />
              <TextField {...field("unitName")} label={t("access.firstRun.unitName")} hint={t("access.firstRun.unitNameHint")} />
            </div>
          </Card>
          {FOUNDERS.map((role) => (
            <Card key={role} title={t(`access.role.${role}`)}>
              <div className="form-row">
                <TextField {...field(`${role}Name`)} label={t("access.firstRun.name")} autoComplete="off" />
                <TextField {...field(`${role}Login`)} label={t("access.signIn.login")} autoComplete="off" />
                <TextField
                  name={`${role}Password`}
                  type="password"
                  label={t("access.signIn.password")}
                  hint={t("access.firstRun.passwordHint")}
                  error={refused.error(`${role}Password`)}
                  autoComplete="new-password"
                  required
                />
              </div>
            </Card>
          ))}
          <FormActions>
            <SubmitButton>{t("access.firstRun.submit")}</SubmitButton>
          </FormActions>
        </Form>
      </Page>
    </BareShell>
  );
}
