import { headingOf, type ColumnKey } from "#app/core/intake/columns.ts";
import type { Problem } from "#app/core/intake/table.ts";
import { formatDay, isDay } from "#app/core/time/day.ts";
import { intake } from "#app/ui/words/intake.ts";
import type { Say } from "#app/ui/words/words.ts";

type Words = { readonly intake: typeof intake };
type Headings = Readonly<Partial<Record<string, string>>>;

export type SaidProblem = { readonly row: number; readonly column: string; readonly found: string; readonly expected: string };

const COLUMN_KEYS: readonly ColumnKey[] = [
  "code",
  "name",
  "kind",
  "parentCode",
  "level",
  "members",
  "partyName",
  "validFrom",
  "post",
  "unitCode",
  "seats",
  "opensOn",
  "session",
  "round",
  "venueCode",
  "leaderCodes",
];

const written = (value: string | number): string | number => (isDay(value) ? formatDay(value) : value);

/** A problem of a file in the reader's language: the column as the file calls it, what stands there, what would be right. */
export function problemWords(t: Say<Words>, problem: Problem, headings: Headings): SaidProblem {
  const key = COLUMN_KEYS.find((each) => each === problem.column);
  return {
    row: problem.row,
    column: headings[problem.column] ?? (key === undefined ? problem.column : headingOf(key)),
    found: String(written(problem.found)),
    expected: t(`intake.expected.${problem.expected}`, { detail: written(problem.detail ?? "") }),
  };
}
