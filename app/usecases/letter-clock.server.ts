import { type ClockedLetter, type RunningClock, runningClocks } from "#app/core/letters/clock.ts";
import type { LetterProgress } from "#app/core/letters/letter.ts";
import { edition, editionInForce } from "#app/core/rules/editions.ts";
import type { Edition } from "#app/core/rules/edition.ts";
import type { WorkingCalendar } from "#app/core/time/working-days.ts";
import { calendarFor } from "#app/db/calendar-days.server.ts";
import type { LetterFacts } from "#app/db/letters.server.ts";
import type { Errand } from "./errand.ts";

/** The rules and the calendar by which a unit's letters run today. */
export type LetterSetting = { readonly rules: Edition; readonly calendar: WorkingCalendar };

export async function letterSetting(errand: Errand, unitPath: string): Promise<LetterSetting> {
  // Before the first edition of the registry its first one is applied: letters outlive seasons.
  return { rules: editionInForce(errand.today) ?? edition("CT35"), calendar: await calendarFor(errand.tx, unitPath) };
}

/** All that runs on a letter, the most pressing first. Pauses are not kept yet, so none are handed over. */
export const clocksOn = (letter: Omit<ClockedLetter, "pauses">, setting: LetterSetting): readonly RunningClock[] =>
  runningClocks({ ...letter, pauses: [] }, setting.rules, setting.calendar);

/** What is stored of the clocks for sorting and for the inbox: the one that runs out first. */
export function firstClock(letter: Omit<ClockedLetter, "pauses">, setting: LetterSetting): Pick<LetterFacts, "dueOn" | "clock"> {
  const first = clocksOn(letter, setting)[0];
  return { dueOn: first?.dueOn ?? null, clock: first?.clock ?? null };
}

export const progressOf = (letter: LetterFacts, steppedOn: LetterProgress["steppedOn"]): LetterProgress => ({ ...letter, steppedOn });
