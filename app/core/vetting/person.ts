import { addMonths, type Day } from "#app/core/time/day.ts";

/** The days of a person's file; null where not known. */
export type PersonDays = {
  readonly bornOn: Day | null;
  readonly joinedOn: Day | null;
  readonly officialOn: Day | null;
  readonly inPostSince: Day | null;
};
type PersonField = keyof PersonDays;

export type PersonProblem =
  | { readonly code: "inFuture"; readonly field: PersonField; readonly found: Day; readonly today: Day }
  | { readonly code: "beforeEarlier"; readonly field: PersonField; readonly found: Day; readonly earlier: PersonField; readonly earlierOn: Day }
  | { readonly code: "tooYoung"; readonly field: PersonField; readonly found: Day; readonly years: number; readonly earliest: Day };

/** Who joins the Party is eighteen at least (Điều lệ Đảng, Điều 1). */
const JOINING_AGE = 18;

const ORDER: readonly (readonly [PersonField, PersonField])[] = [
  ["bornOn", "joinedOn"],
  ["joinedOn", "officialOn"],
  ["bornOn", "inPostSince"],
];

/** What cannot be true of a person's days: births in the future, members younger than eighteen, days out of order. */
export function personProblems(person: PersonDays, today: Day): readonly PersonProblem[] {
  const problems: PersonProblem[] = [];
  for (const field of ["bornOn", "joinedOn", "officialOn", "inPostSince"] as const) {
    const found = person[field];
    if (found !== null && found > today) problems.push({ code: "inFuture", field, found, today });
  }
  for (const [earlier, field] of ORDER) {
    const earlierOn = person[earlier];
    const found = person[field];
    if (earlierOn !== null && found !== null && found < earlierOn) problems.push({ code: "beforeEarlier", field, found, earlier, earlierOn });
  }
  const { bornOn, joinedOn } = person;
  if (bornOn !== null && joinedOn !== null && joinedOn >= bornOn) {
    const earliest = addMonths(bornOn, JOINING_AGE * 12);
    if (joinedOn < earliest) problems.push({ code: "tooYoung", field: "joinedOn", found: joinedOn, years: JOINING_AGE, earliest });
  }
  return problems;
}
