import type { LinksFunction, MetaFunction } from "@remix-run/node";
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { frame } from "#app/http/frame.server.ts";
import look from "#app/ui/look.css?url";
import { FormKeyProvider } from "#app/ui/parts/key-field.tsx";
import { useNonce } from "#app/ui/shell/nonce.tsx";
import type { PlaceId } from "#app/ui/shell/places.ts";
import { RouteError } from "#app/ui/shell/route-error.tsx";
import { WordsProvider } from "#app/ui/words/provider.tsx";
import { shell } from "#app/ui/words/shell.ts";
import { makeT } from "#app/ui/words/words.ts";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: look },
  { rel: "icon", href: "/favicon.svg", type: "image/svg+xml" },
];

export const loader = frame;

/** Places by the first step of the address. A title names the place only: it stands in histories and window lists. */
const PLACE_OF: Readonly<Record<string, PlaceId>> = {
  "": "today",
  calendar: "calendar",
  congresses: "calendar",
  campaigns: "calendar",
  conflicts: "calendar",
  personnel: "personnel",
  letters: "letters",
  readiness: "readiness",
  organisation: "organisation",
  rules: "rules",
  log: "log",
  admin: "administration",
};

export const meta: MetaFunction<typeof loader> = ({ data, location }) => {
  const t = makeT(data?.locale ?? "vi", { shell });
  const place = PLACE_OF[location.pathname.split("/")[1] ?? ""];
  const product = t("shell.product");
  return [{ title: place === undefined ? product : `${t(`shell.place.${place}`)} · ${product}` }];
};

export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>("root");
  const nonce = useNonce();
  const locale = data?.locale ?? "vi";
  return (
    <html lang={locale} data-theme={data?.theme === "system" ? undefined : data?.theme}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        <WordsProvider locale={locale}>
          <FormKeyProvider value={data?.formKey ?? ""}>{children}</FormKeyProvider>
        </WordsProvider>
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}

export { RouteError as ErrorBoundary };
