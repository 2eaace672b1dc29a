import { isRouteErrorResponse, Link, useRouteError } from "@remix-run/react";
import { Notice } from "#app/ui/parts/notice.tsx";
import { Page } from "#app/ui/parts/page.tsx";
import { form } from "#app/ui/words/form.ts";
import { useT } from "#app/ui/words/provider.tsx";
import { BareShell } from "./bare-shell.tsx";

const words = { form };

/** The last resort of every page, where even its frame is missing. */
export function RouteError() {
  return (
    <BareShell>
      <Failure />
    </BareShell>
  );
}

/** Whatever failed is one `{code}`; nothing of its content is shown. */
export function Failure() {
  const error = useRouteError();
  const t = useT(words);
  const code = isRouteErrorResponse(error) ? codeOf(error.data) : "500";
  const back = (
    <Link className="button primary" to="/">
      {t("form.toStart")}
    </Link>
  );
  switch (code) {
    case "notFound":
      return <Page title={t("form.gone.title")} lead={t("form.gone.lead")} actions={back} narrow />;
    case "forbidden":
      return <Page title={t("form.forbidden.title")} lead={t("form.forbidden.lead")} actions={back} narrow />;
    case "unavailable":
      return (
        <Page title={t("form.unavailable.title")} narrow>
          <Notice kind="warn">{t("form.unavailable.lead")}</Notice>
        </Page>
      );
    default:
      return <Page title={t("form.broken.title")} lead={t("form.broken.lead", { code })} actions={back} narrow />;
  }
}

function codeOf(data: unknown): string {
  return typeof data === "object" && data !== null && "code" in data && typeof data.code === "string" ? data.code : "notFound";
}
