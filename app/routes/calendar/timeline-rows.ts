import { z } from "zod";
import { isLevel } from "#app/core/organisation/level.ts";
import { daysBetween, type Day, isDay } from "#app/core/time/day.ts";
import { query } from "#app/http/door.server.ts";
import { integer } from "#app/http/fields.server.ts";
import { LONGEST_SPAN_DAYS, spanOf } from "#app/ui/calendar/timeline-span.ts";
import { MOST_ROWS, timelineRows } from "#app/usecases/show-timeline.server.ts";

const aDay = z.custom<Day>(isDay).optional();

const Search = z
  .object({
    branch: z.uuid().optional(),
    level: z.string().refine(isLevel).nullable().default(null),
    from: integer(0, 1_000_000).prefault("0"),
    count: integer(1, MOST_ROWS).prefault("50"),
    start: aDay,
    end: aDay,
  })
  // Both or neither, and no longer than the page itself would show.
  .refine(({ start, end }) => (start === undefined || end === undefined ? start === end : start < end && daysBetween(start, end) <= LONGEST_SPAN_DAYS));

/** Rows for the timeline that is drawn as it is scrolled; [start, end) are its days. */
export const loader = query({ access: { view: "campaign" }, search: Search }, (errand, { scope, search }) => {
  const { branch, level, from, count, start, end } = search;
  const span = start === undefined || end === undefined ? spanOf(errand.today, 3) : { from: start, until: end };
  return timelineRows(errand, scope, { branch, level, offset: from, take: count, span });
});
