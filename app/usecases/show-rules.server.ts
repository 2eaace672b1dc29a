import type { Scope } from "#app/core/access/scope.ts";
import type { Certainty, Words } from "#app/core/rules/certainty.ts";
import { type DocumentStatus, DOCUMENTS } from "#app/core/rules/documents.ts";
import type { EditionCode } from "#app/core/rules/edition.ts";
import { type Difference, differences, edition, editionInForce, EDITIONS, inForceUntil, type Parameter, parametersOf } from "#app/core/rules/editions.ts";
import { addDays, type Day, partsOf } from "#app/core/time/day.ts";
import { NATIONAL_DAYS } from "#app/core/time/holidays.ts";
import type { CalendarDay } from "#app/core/time/working-days.ts";
import { ownDaysOf } from "#app/db/calendar-days.server.ts";
import type { Errand } from "./errand.ts";
import { resolveBranch } from "./resolve-branch.server.ts";

export type EditionLine = {
  readonly code: EditionCode;
  readonly title: Words;
  readonly from: Day;
  readonly lastDay: Day | null;
  readonly inForce: boolean;
  readonly before: EditionCode | null;
  /** Values that are others than in the edition before. */
  readonly changes: number;
};

export type DocumentLine = {
  readonly code: string;
  readonly title: Words;
  readonly issuedOn: Day | null;
  readonly governs: Words;
  readonly status: DocumentStatus;
  readonly replacedBy: string | null;
  readonly sources: readonly string[];
  readonly certainty: Certainty;
};

export type RulesPage = { readonly editions: readonly EditionLine[]; readonly documents: readonly DocumentLine[] };

/** The editions of the season and the documents they rest on. */
export function showRules(errand: Errand): Promise<RulesPage> {
  const editions = EDITIONS.map((each) => editionLine(each.code, errand.today)).toReversed();
  return Promise.resolve({ editions, documents: DOCUMENTS });
}

function editionLine(code: EditionCode, today: Day): EditionLine {
  const rules = edition(code);
  const until = inForceUntil(code);
  const changed = rules.extends === null ? [] : differences(rules.extends, code);
  return {
    code,
    title: rules.title,
    from: rules.from,
    lastDay: until === null ? null : addDays(until, -1),
    inForce: editionInForce(today)?.code === code,
    before: rules.extends,
    changes: changed.filter((each) => each.valueChanged).length,
  };
}

export type EditionPage = EditionLine & { readonly differences: readonly Difference[]; readonly parameters: readonly Parameter[] };

/** Every parameter of an edition, and what it says otherwise than the one before. */
export function showEdition(errand: Errand, code: EditionCode): Promise<EditionPage> {
  const rules = edition(code);
  return Promise.resolve({
    ...editionLine(code, errand.today),
    differences: rules.extends === null ? [] : differences(rules.extends, code),
    parameters: parametersOf(rules),
  });
}

export type HolidaysPage = {
  readonly year: number;
  readonly years: readonly number[];
  readonly national: readonly CalendarDay[];
  readonly branch: { readonly unitId: string; readonly name: string };
  readonly own: readonly CalendarDay[];
};

/** The days of a year that differ from their weekday: the nation's and the branch's own. */
export async function showHolidays(
  errand: Errand,
  scope: Scope,
  asked: { readonly year: number | undefined; readonly branch: string | undefined },
): Promise<HolidaysPage> {
  const branch = await resolveBranch(errand, scope, asked.branch);
  const years = [...new Set(NATIONAL_DAYS.map((entry) => partsOf(entry.day).year))].toSorted((a, b) => a - b);
  const wanted = asked.year ?? partsOf(errand.today).year;
  const year = years.includes(wanted) ? wanted : (years[0] ?? wanted);
  const inYear = (entry: CalendarDay) => partsOf(entry.day).year === year;
  const own = await ownDaysOf(errand.tx, branch.unitId);
  return {
    year,
    years,
    national: NATIONAL_DAYS.filter(inYear).toSorted((a, b) => (a.day < b.day ? -1 : 1)),
    branch: { unitId: branch.unitId, name: branch.name },
    own: own.filter(inYear),
  };
}
