import type { EditionCode } from "#app/core/rules/edition.ts";
import { edition } from "#app/core/rules/editions.ts";
import type { Setting } from "#app/core/scheduling/plan.ts";
import { calendarFor } from "#app/db/calendar-days.server.ts";
import type { Errand } from "./errand.ts";

/** What dates of a unit or branch are judged by today. */
export async function settingFor(errand: Errand, editionCode: EditionCode, path: string): Promise<Setting> {
  return { edition: edition(editionCode), calendar: await calendarFor(errand.tx, path), planningDay: errand.today };
}
