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
    route("account/feeds", "routes/access/feeds.tsx"),
    route("account/password", "routes/access/password.tsx"),
    route("admin/accounts", "routes/access/accounts.tsx"),
    route("admin/grants", "routes/access/grants.tsx"),
    route("admin/link", "routes/access/link.tsx"),
    route("log", "routes/log/log.tsx"),
    // organisation
    route("organisation", "routes/organisation/tree.tsx"),
    route("organisation/units/:unitId", "routes/organisation/unit.tsx"),
    route("organisation/units/:unitId/edit", "routes/organisation/unit-edit.tsx"),
    route("organisation/units/:unitId/new", "routes/organisation/unit-new.tsx"),
    route("organisation/leaders", "routes/organisation/leaders.tsx"),
    route("organisation/leaders/load", "routes/organisation/leader-load.tsx"),
    route("organisation/leaders/:leaderId", "routes/organisation/leader.tsx"),
    route("organisation/leaders/:leaderId/attends", "routes/organisation/leader-attends.tsx"),
    route("organisation/venues", "routes/organisation/venues.tsx"),
    route("organisation/venues/:venueId", "routes/organisation/venue.tsx"),
    route("organisation/import", "routes/organisation/import.tsx"),
    route("organisation/import/:draftId", "routes/organisation/import-draft.tsx"),

    // rules
    route("rules", "routes/rules/rules.tsx"),
    route("rules/holidays", "routes/rules/holidays.tsx"),
    route("rules/:edition", "routes/rules/edition.tsx"),

    // campaign, calendar, conflicts
    route("campaigns", "routes/campaign/campaign.tsx"),
    route("congresses/:congressId", "routes/campaign/congress.tsx"),
    route("congresses/:congressId/edit", "routes/campaign/congress-edit.tsx"),
    route("congresses/:congressId/date", "routes/campaign/congress-date.tsx"),
    route("congresses/:congressId/proposals", "routes/campaign/congress-proposals.tsx"),
    route("proposals", "routes/campaign/proposals.tsx"),
    route("calendar", "routes/calendar/calendar.tsx"),
    route("calendar/list", "routes/calendar/list.tsx"),
    route("calendar/year", "routes/calendar/year.tsx"),
    route("calendar/timeline", "routes/calendar/timeline.tsx"),
    route("calendar/fill", "routes/calendar/fill.tsx"),
    route("calendar/plans", "routes/calendar/plans.tsx"),
    route("calendar/plans/:planId", "routes/calendar/plan.tsx"),
    route("calendar/plans/:planId/compare", "routes/calendar/plan-compare.tsx"),
    route("calendar/plans/:planId/annex", "routes/calendar/plan-annex.tsx"),
    route("conflicts", "routes/calendar/conflicts.tsx"),

    // personnel
    route("personnel", "routes/personnel/queue.tsx"),
    route("personnel/slates/:congressId", "routes/personnel/slate.tsx"),
    route("personnel/slates/:congressId/add", "routes/personnel/add-nominee.tsx"),
    route("personnel/nominees/:nomineeId", "routes/personnel/nominee.tsx"),
    route("personnel/persons/:personId", "routes/personnel/person.tsx"),

    // letters
    route("letters", "routes/letters/register.tsx"),
    route("letters/new", "routes/letters/new.tsx"),
    route("letters/:letterId", "routes/letters/letter.tsx"),

    // readiness
    route("readiness", "routes/readiness/board.tsx"),
    route("readiness/submitted", "routes/readiness/submitted.tsx"),
    route("readiness/:congressId", "routes/readiness/checklist.tsx"),
    route("readiness/:congressId/outcome", "routes/readiness/outcome.tsx"),
  ]),

  // resources: answers for widgets, not pages
  route("search/typeahead", "routes/work/typeahead.ts"),
  route("organisation/children/:unitId", "routes/organisation/children.ts"),
  route("organisation/import/template/:kind", "routes/organisation/import-template.ts"),
  route("organisation/import/:draftId/problems.csv", "routes/organisation/import-problems.ts"),
  // open to calendar programmes that know the secret
  route("feeds/:file", "routes/access/feed.ts"),
  route("congresses/:congressId/refused-days", "routes/campaign/refused-days.ts"),
  route("calendar/timeline/rows", "routes/calendar/timeline-rows.ts"),
  route("conflicts/file", "routes/calendar/conflicts-file.ts"),
] satisfies RouteConfig;
