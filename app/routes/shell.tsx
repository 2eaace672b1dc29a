import type { SerializeFrom } from "@remix-run/node";
import { Outlet, useLoaderData, useLocation, useRouteLoaderData, useSearchParams } from "@remix-run/react";
import type { ReactNode } from "react";
import { z } from "zod";
import { query } from "#app/http/door.server.ts";
import { Notice } from "#app/ui/parts/notice.tsx";
import type { Place, PlaceId } from "#app/ui/shell/places.ts";
import { Failure, RouteError } from "#app/ui/shell/route-error.tsx";
import { Shell } from "#app/ui/shell/shell.tsx";
import { access } from "#app/ui/words/access.ts";
import { notice } from "#app/ui/words/notice.ts";
import { makeT } from "#app/ui/words/words.ts";
import { showShell } from "#app/usecases/show-shell.server.ts";
import { shellSettings } from "#app/http/shell-settings.server.ts";

const Search = z.object({ branch: z.uuid().nullable().catch(null), notice: z.string().nullable().default(null).catch(null) });

// The sentences are said here, so that the two long catalogues do not travel with every page.
export const loader = query({ access: "signedIn", search: Search }, async (errand, { search, settings, session }) => {
  const t = makeT(session.locale, { access, notice });
  const { roles, ...shown } = shellSettings(errand, settings, session);
  return {
    ...(await showShell(errand, search.branch ?? null)),
    ...shown,
    roles: roles.map((role) => t(`access.role.${role}`)),
    said: isNotice(search.notice) ? t(`notice.${search.notice}`) : null,
  };
});

/** Where each place lives; the longest matching address is the current one. */
const ADDRESSES: readonly (readonly [PlaceId, string, readonly string[]])[] = [
  ["today", "/", []],
  ["calendar", "/calendar", ["/calendar", "/congresses", "/campaigns", "/conflicts"]],
  ["personnel", "/personnel", ["/personnel"]],
  ["letters", "/letters", ["/letters"]],
  ["readiness", "/readiness", ["/readiness"]],
  ["organisation", "/organisation", ["/organisation"]],
  ["rules", "/rules", ["/rules"]],
  ["log", "/log", ["/log"]],
  ["administration", "/admin/accounts", ["/admin"]],
];

export default function ShellRoute() {
  return (
    <Frame data={useLoaderData<typeof loader>()}>
      <Outlet />
    </Frame>
  );
}

/** A page that fails or is not there leaves the menu where it was, unless the frame itself is what failed. */
export function ErrorBoundary() {
  // After a refused form the loaders have not run: there is nothing to draw a menu from.
  const data: SerializeFrom<typeof loader> | null | undefined = useRouteLoaderData<typeof loader>("routes/shell");
  return data?.places ? (
    <Frame data={data}>
      <Failure />
    </Frame>
  ) : (
    <RouteError />
  );
}

function Frame({ data, children }: { data: SerializeFrom<typeof loader>; children: ReactNode }) {
  const { pathname, search } = useLocation();
  const [params] = useSearchParams();
  const branch = params.get("branch");
  const withBranch = (href: string): string => (branch === null ? href : `${href}?branch=${branch}`);
  const shown = (id: PlaceId): boolean => id === "today" || data.places[id === "administration" ? "accounts" : id];
  const places: Place[] = ADDRESSES.filter(([id]) => shown(id)).map(([id, href, roots]) => ({
    id,
    href: id === "administration" && !data.makesAccounts ? "/admin/grants" : withBranch(href),
    current: id === "today" ? pathname === "/" : roots.some((root) => pathname === root || pathname.startsWith(`${root}/`)),
  }));
  return (
    <Shell
      places={places}
      branch={{
        name: data.branch?.name ?? "",
        ...(data.branch === null
          ? {}
          : {
              pickHref: "/organisation",
              suggestUrl: "/search/typeahead?kind=branch",
              near: data.branches.map((unit) => ({ id: unit.unitId, name: unit.name, href: `${placeOf(pathname)}?branch=${unit.unitId}` })),
            }),
      }}
      today={data.today}
      simulated={data.simulated}
      search={{ href: "/search", suggestUrl: "/search/typeahead", text: pathname === "/search" ? (params.get("q") ?? "") : "" }}
      account={{
        name: data.name,
        note: data.roles.join(" · "),
        theme: data.theme,
        preferencesAction: "/account",
        sessionsHref: "/account",
        passwordHref: "/account/password",
        signOutAction: "/sign-out",
        returnTo: `${pathname}${search}`,
      }}
    >
      {data.said !== null && params.has("notice") ? <Notice kind="success" title={data.said} /> : null}
      {children}
    </Shell>
  );
}

const isNotice = (code: string | null): code is keyof typeof notice => code !== null && Object.hasOwn(notice, code);

/** Changing the branch stays in the same place, not on the same record. */
function placeOf(pathname: string): string {
  const first = pathname.split("/")[1] ?? "";
  return first === "congresses" || first === "campaigns" ? "/calendar" : first === "" || first === "account" || first === "admin" ? "/readiness" : `/${first}`;
}
