import type { Scope } from "#app/core/access/scope.ts";
import type { Words } from "#app/core/rules/certainty.ts";
import { addDays, day, type Day, type Window } from "#app/core/time/day.ts";
import { namedOn } from "#app/core/time/working-days.ts";
import { calendarFor } from "#app/db/calendar-days.server.ts";
import { campaignOver } from "#app/db/campaigns.server.ts";
import { ceilingOf, sittingsBetween } from "#app/db/timeline.server.ts";
import { dayNotes, type DayNote } from "./day-notes.ts";
import type { Errand } from "./errand.ts";
import { resolveBranch } from "./resolve-branch.server.ts";

export type YearDay = DayNote & {
  /** Congresses in session, and those of them that open. */
  readonly sitting: number;
  readonly opening: number;
  /** Why no congress should open on a day that is worked. */
  readonly unsuitable?: Words;
};

export type YearPage = {
  readonly branch: { readonly unitId: string; readonly name: string };
  readonly opened: boolean;
  readonly today: Day;
  readonly year: number;
  /** `own`: of the branch itself; a superior's counts the branches beside this one as well. */
  readonly ceiling: { readonly perDay: number; readonly own: boolean } | null;
  readonly days: Readonly<Record<string, YearDay>>;
};

/** How full each day of a year is, against the ceiling of the branch. */
export async function showYear(errand: Errand, scope: Scope, asked: { readonly branch: string | undefined; readonly year: number; readonly range: Window }): Promise<YearPage> {
  const { tx, today } = errand;
  const branch = await resolveBranch(errand, scope, asked.branch);
  const campaign = await campaignOver(tx, branch.path);
  const calendar = await calendarFor(tx, branch.path);
  const ceiling = await ceilingOf(tx, branch.path);
  const sittings = campaign === null ? [] : await sittingsBetween(tx, branch.inside, campaign.planId, asked.range);
  const sitting = new Map<Day, number>();
  const opening = new Map<Day, number>();
  for (const { opensOn, closesOn, count } of sittings) {
    opening.set(opensOn, (opening.get(opensOn) ?? 0) + count);
    for (let on = opensOn; on <= closesOn; on = addDays(on, 1)) sitting.set(on, (sitting.get(on) ?? 0) + count);
  }
  const days: Record<string, YearDay> = {};
  for (const [text, note] of Object.entries(dayNotes(calendar, asked.range))) {
    const on = day(text);
    const unsuitable = namedOn(calendar, on).findLast((entry) => entry.kind === "unsuitable");
    days[on] = { ...note, sitting: sitting.get(on) ?? 0, opening: opening.get(on) ?? 0, ...(unsuitable === undefined ? {} : { unsuitable: unsuitable.name }) };
  }
  return { branch: { unitId: branch.unitId, name: branch.name }, opened: campaign !== null, today, year: asked.year, ceiling, days };
}
