import { formatDay } from "#app/core/time/day.ts";
import type { Details } from "#app/core/verdict.ts";
import type { PersonProblem } from "#app/core/vetting/person.ts";

/** What the sentence of a person's impossible day needs, with days as people write them. */
export function problemDetails(problem: PersonProblem): Details {
  const { field } = problem;
  const found = formatDay(problem.found);
  switch (problem.code) {
    case "inFuture":
      return { field, found };
    case "beforeEarlier":
      return { field, found, earlier: formatDay(problem.earlierOn) };
    case "tooYoung":
      return { field, found, years: problem.years, earliest: formatDay(problem.earliest) };
  }
}
