import { expect, test } from "vitest";
import { day } from "#app/core/time/day.ts";
import { personProblems, type PersonDays } from "./person.ts";

const today = day("2025-05-12");
const person = (other: Partial<PersonDays> = {}): PersonDays => ({
  bornOn: day("1980-02-29"),
  joinedOn: day("2003-05-19"),
  officialOn: day("2004-05-19"),
  inPostSince: day("2020-06-01"),
  ...other,
});

test("days that agree, and days that are not known, give no problem", () => {
  expect(personProblems(person(), today)).toEqual([]);
  expect(personProblems({ bornOn: null, joinedOn: null, officialOn: null, inPostSince: null }, today)).toEqual([]);
  expect(personProblems(person({ joinedOn: null, officialOn: null }), today)).toEqual([]);
});

test("a nominee born in the future is refused by the field", () => {
  expect(personProblems({ ...person(), bornOn: day("2025-05-13"), joinedOn: null, inPostSince: null }, today)).toEqual([
    { code: "inFuture", field: "bornOn", found: "2025-05-13", today: "2025-05-12" },
  ]);
});

test("nobody joins before birth or before eighteen, becomes a full member before joining, or holds a post before birth", () => {
  const problems = personProblems(person({ joinedOn: day("1979-01-01"), officialOn: day("1978-01-01"), inPostSince: day("1979-06-01") }), today);
  expect(problems.map((problem) => [problem.code, problem.field])).toEqual([
    ["beforeEarlier", "joinedOn"],
    ["beforeEarlier", "officialOn"],
    ["beforeEarlier", "inPostSince"],
  ]);
  expect(personProblems(person({ joinedOn: day("1998-02-27"), officialOn: null }), today)).toEqual([
    { code: "tooYoung", field: "joinedOn", found: "1998-02-27", years: 18, earliest: "1998-02-28" },
  ]);
  expect(personProblems(person({ joinedOn: day("1998-02-28"), officialOn: null }), today)).toEqual([]);
});
