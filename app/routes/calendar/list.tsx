import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { isLevel } from "#app/core/organisation/level.ts";
import { CONGRESS_STATES } from "#app/core/scheduling/congress.ts";
import { addDays, isDay } from "#app/core/time/day.ts";
import { command, query } from "#app/http/door.server.ts";
import { checkbox, integer, many, oneOf, optionalText } from "#app/http/fields.server.ts";
import { CongressListPage } from "#app/ui/campaign/congress-list-page.tsx";
import { listCalendar } from "#app/usecases/show-calendar.server.ts";
import { DATE_STEPS, stepDates, stepMatching } from "#app/usecases/step-dates.server.ts";

const SORTS = ["day", "name", "level", "state"] as const;

const Search = z.object({
  branch: z.uuid().optional().catch(undefined),
  level: z.string().nullable().default(null).catch(null).transform((value) => (isLevel(value) ? value : null)),
  state: z.enum(CONGRESS_STATES).nullable().default(null).catch(null),
  on: z.string().nullable().default(null).catch(null).transform((value) => (isDay(value) ? value : null)),
  sort: z.enum(SORTS).default("day").catch("day"),
  descending: z.string().optional().catch(undefined).transform((value) => value === "1"),
  page: integer(1, 100_000).catch(1),
});

type Conditions = z.infer<typeof Search>;
const rangeOf = ({ on }: Conditions) => (on === null ? null : { from: on, until: addDays(on, 1) });

export const loader = query({ access: { view: "campaign" }, search: Search }, async (errand, { scope, search }) => {
  const { level, state, on, sort, descending } = search;
  return { ...(await listCalendar(errand, scope, { ...search, branch: search.branch, range: rangeOf(search) })), level, state, on, sort, descending };
});

/** A chosen line carries the version that it was decided on. */
const Chosen = z
  .string()
  .regex(/^[0-9a-f-]{36}:\d{1,9}$/, "notOffered")
  .transform((value) => {
    const [id = "", version = ""] = value.split(":");
    return { id, version: Number(version) };
  });

const Input = z.object({
  step: oneOf(DATE_STEPS),
  chosen: many(Chosen),
  /** Everything that the list's conditions match, instead of the lines chosen. */
  all: checkbox(),
  mark: optionalText(40),
  reason: optionalText(500),
});

const NOTICES = { submit: "datesSubmitted", withdraw: "datesWithdrawn", approve: "datesApproved", return: "datesReturned", reopen: "datesReopened" } as const;

/** As many as can match are judged and reckoned anew in one go. */
const STEPPING_MS = 60_000;

// Several deeds share the page's action; the use-case asks for the permit of the step.
export const action = command(
  { access: "signedIn", form: Input, timeoutMs: STEPPING_MS },
  (errand, { input: { step, chosen, all, mark, reason }, url }) => {
    if (!all) return stepDates(errand, { step, congresses: chosen, reason });
    const conditions = Search.parse(Object.fromEntries(url.searchParams));
    return stepMatching(errand, { ...conditions, branch: conditions.branch, range: rangeOf(conditions), step, mark, reason });
  },
  ({ done, left }, { input: { step }, url }) => {
    // What stayed is told on the page itself: an address is too short for it.
    if (left.length > 0) return { step, done, left };
    const to = new URLSearchParams(url.search);
    to.delete("page");
    to.set("notice", NOTICES[step]);
    return `/calendar/list?${to}`;
  },
);

export default function CongressList() {
  const told = useActionData<typeof action>();
  return <CongressListPage {...useLoaderData<typeof loader>()} refusal={told?.ok ? undefined : told} report={told?.ok ? told.answer : null} />;
}
