import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { isLevel } from "#app/core/organisation/level.ts";
import { CONGRESS_STATES } from "#app/core/scheduling/congress.ts";
import { addDays, isDay } from "#app/core/time/day.ts";
import { command, query } from "#app/http/door.server.ts";
import { integer, many, oneOf, optionalText } from "#app/http/fields.server.ts";
import { CongressListPage } from "#app/ui/campaign/congress-list-page.tsx";
import { listCalendar } from "#app/usecases/show-calendar.server.ts";
import { DATE_STEPS, LEFT_CODES, type LeftCode, stepDates } from "#app/usecases/step-dates.server.ts";

const SORTS = ["day", "name", "level", "state"] as const;

/** The congresses that a step left where they were, as the redirect carries them: "id~code,…". */
function readLeft(text: string): Record<string, LeftCode> {
  const pairs = text.split(",").map((each) => each.split("~"));
  return Object.fromEntries(
    pairs.flatMap(([id = "", said]) => {
      const code = LEFT_CODES.find((each) => each === said);
      return code === undefined ? [] : [[id, code]];
    }),
  );
}

const Search = z.object({
  branch: z.uuid().optional().catch(undefined),
  level: z.string().nullable().default(null).catch(null).transform((value) => (isLevel(value) ? value : null)),
  state: z.enum(CONGRESS_STATES).nullable().default(null).catch(null),
  on: z.string().nullable().default(null).catch(null).transform((value) => (isDay(value) ? value : null)),
  sort: z.enum(SORTS).default("day").catch("day"),
  descending: z.string().optional().catch(undefined).transform((value) => value === "1"),
  page: integer(1, 100_000).catch(1),
  left: z.string().max(4000).default("").catch("").transform(readLeft),
});

export const loader = query({ access: { view: "campaign" }, search: Search }, async (errand, { scope, search }) => {
  const { level, state, on, sort, descending, left } = search;
  const range = on === null ? null : { from: on, until: addDays(on, 1) };
  return { ...(await listCalendar(errand, scope, { ...search, branch: search.branch, range })), level, state, on, sort, descending, left };
});

/** A chosen line carries the version that it was decided on. */
const Chosen = z
  .string()
  .regex(/^[0-9a-f-]{36}:\d{1,9}$/, "notOffered")
  .transform((value) => {
    const [id = "", version = ""] = value.split(":");
    return { id, version: Number(version) };
  });

const Input = z.object({ step: oneOf(DATE_STEPS), chosen: many(Chosen), reason: optionalText(500) });

const NOTICES = { submit: "datesSubmitted", withdraw: "datesWithdrawn", approve: "datesApproved", return: "datesReturned", reopen: "datesReopened" } as const;

// Several deeds share the page's action; the use-case asks for the permit of the step.
export const action = command(
  { access: "signedIn", form: Input },
  (errand, { input }) => stepDates(errand, { step: input.step, congresses: input.chosen, reason: input.reason }),
  ({ done, left }, { input, url }) => {
    const to = new URLSearchParams(url.search);
    to.delete("page");
    to.delete("notice");
    to.delete("left");
    if (left.length > 0) to.set("left", left.map((each) => `${each.congressId}~${each.code}`).join());
    if (done > 0) to.set("notice", NOTICES[input.step]);
    return `/calendar/list?${to}`;
  },
);

export default function CongressList() {
  return <CongressListPage {...useLoaderData<typeof loader>()} refusal={useActionData<typeof action>()} />;
}
