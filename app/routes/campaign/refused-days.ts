import { z } from "zod";
import { parseDay } from "#app/core/time/day.ts";
import { query } from "#app/http/door.server.ts";
import { visibleRange } from "#app/ui/calendar/grid.ts";
import { showRefusedDays } from "#app/usecases/preview-move.server.ts";

/** Without a month that exists it is the present one. */
const Search = z.object({ month: z.string().transform((value) => parseDay(`${value}-01`)).nullable().catch(null) });

/** The days of a month, with those at its edges, on which the congress could not be put down. */
export const loader = query(
  { access: { view: "campaign" }, params: z.object({ congressId: z.uuid() }), search: Search },
  async (errand, { scope, params, search }) => ({ days: await showRefusedDays(errand, scope, params.congressId, visibleRange("month", search.month ?? errand.today)) }),
);
