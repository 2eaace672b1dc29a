import type { Words } from "#app/core/rules/certainty.ts";
import { addDays, weekday, type Window } from "#app/core/time/day.ts";
import { lunarDay, type LunarDay } from "#app/core/time/lunar.ts";
import { isWorking, namedOn, type WorkingCalendar } from "#app/core/time/working-days.ts";

/** What a calendar says of a day: its lunar day, the name of a holiday, whether work rests otherwise than the weekday says. */
export type DayNote = { readonly lunar: Pick<LunarDay, "day" | "month" | "leapMonth">; readonly name?: Words; readonly off?: boolean };

export function dayNotes(calendar: WorkingCalendar, range: Window): Readonly<Record<string, DayNote>> {
  const notes: Record<string, DayNote> = {};
  for (let on = range.from; on < range.until; on = addDays(on, 1)) {
    const { day, month, leapMonth } = lunarDay(on);
    const entry = namedOn(calendar, on).at(-1);
    const off = !isWorking(calendar, on);
    notes[on] = {
      lunar: { day, month, leapMonth },
      ...(entry === undefined ? {} : { name: entry.name }),
      ...(off === weekday(on) >= 6 ? {} : { off }),
    };
  }
  return notes;
}
