import { shiftMonth, type Month } from "#app/core/time/day.ts";
import type { Rule } from "./certainty.ts";
import { assumed } from "./rule.ts";

export const SEXES = ["male", "female"] as const;
export type Sex = (typeof SEXES)[number];

/** The retirement age of a year rises by `step` months each year until it reaches `last`. All in months. */
export type RetirementScale = {
  readonly firstYear: number;
  readonly first: number;
  readonly step: number;
  readonly last: number;
};

/** Men from 60 years 3 months in 2021 to 62 in 2028; women from 55 years 4 months in 2021 to 60 in 2035. */
export const RETIREMENT_SCALES: Readonly<Record<Sex, Rule<RetirementScale>>> = {
  male: assumed({ firstYear: 2021, first: 60 * 12 + 3, step: 3, last: 62 * 12 }, "135/2020/NĐ-CP"),
  female: assumed({ firstYear: 2021, first: 55 * 12 + 4, step: 4, last: 60 * 12 }, "135/2020/NĐ-CP"),
};

/** The retirement age of the year, in months. */
export function retirementAge(year: number, sex: Sex): number {
  const { firstYear, first, step, last } = RETIREMENT_SCALES[sex].value;
  return Math.min(last, first + Math.max(0, year - firstYear) * step);
}

/** The month in which a person born in `birthMonth` reaches the retirement age that holds in that very year. */
export function retirementMonth(birthMonth: Month, sex: Sex): Month {
  const { first, last } = RETIREMENT_SCALES[sex].value;
  for (let age = first; age < last; age++) {
    const reached = shiftMonth(birthMonth, age);
    if (age >= retirementAge(Number(reached.slice(0, 4)), sex)) return reached;
  }
  return shiftMonth(birthMonth, last);
}

/** One line per year of the scale, for the page that shows it. */
export function retirementTable(): { year: number; male: number; female: number }[] {
  const years = Array.from({ length: 15 }, (_, i) => 2021 + i);
  return years.map((year) => ({ year, male: retirementAge(year, "male"), female: retirementAge(year, "female") }));
}
