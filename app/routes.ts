import { index, layout, route, type RouteConfig } from "@remix-run/route-config";

/** Every address of the product. One line per address; each loader and action guards itself. */
export default [
  route("sign-in", "routes/access/sign-in.tsx"),
  route("sign-out", "routes/access/sign-out.tsx"),
  route("first-run", "routes/access/first-run.tsx"),

  layout("routes/shell.tsx", [
    index("routes/work/today.tsx"),
    route("search", "routes/work/search.tsx"),
    route("account", "routes/access/account.tsx"),
    route("account/password", "routes/access/password.tsx"),
    route("admin/accounts", "routes/access/accounts.tsx"),
    route("admin/grants", "routes/access/grants.tsx"),
    route("admin/link", "routes/access/link.tsx"),
    route("log", "routes/log/log.tsx"),
    // organisation

    // rules
    route("rules", "routes/rules/rules.tsx"),
    route("rules/holidays", "routes/rules/holidays.tsx"),
    route("rules/:edition", "routes/rules/edition.tsx"),

    // campaign, calendar, conflicts
    route("campaigns", "routes/campaign/campaign.tsx"),
    route("congresses/:congressId", "routes/campaign/congress.tsx"),
    route("congresses/:congressId/edit", "routes/campaign/congress-edit.tsx"),
    route("congresses/:congressId/date", "routes/campaign/congress-date.tsx"),

    // personnel

    // letters
    route("letters", "routes/letters/register.tsx"),
    route("letters/new", "routes/letters/new.tsx"),
    route("letters/:letterId", "routes/letters/letter.tsx"),

    // readiness
  ]),

  // resources: answers for widgets, not pages
  route("search/typeahead", "routes/work/typeahead.ts"),
] satisfies RouteConfig;
