import fc from "fast-check";
import { expect, test } from "vitest";
import { LEVELS } from "#app/core/organisation/level.ts";
import { day, month, monthsBetween, shiftMonth } from "#app/core/time/day.ts";
import { NATIONAL_DAYS } from "#app/core/time/holidays.ts";
import { workingCalendar } from "#app/core/time/working-days.ts";
import { severityOf } from "./certainty.ts";
import { DOCUMENTS, documentOfSource, governingDocument } from "./documents.ts";
import { edition } from "./editions.ts";
import { clockDueOn, dueOn, reckon } from "./lead.ts";
import { RETIREMENT_SCALES, retirementAge, retirementMonth, retirementTable, SEXES } from "./retirement.ts";
import { assumed, confirmed, everyLevel, reported } from "./rule.ts";

const calendar = workingCalendar(NATIONAL_DAYS);
const { leads, clocks } = edition("CT45");

test("only a confirmed rule blocks", () => {
  expect(severityOf("confirmed", "blocks")).toBe("blocks");
  expect(severityOf("confirmed", "blocksApproval")).toBe("blocksApproval");
  expect(severityOf("confirmed", "warns")).toBe("warns");
  expect(severityOf("reported", "blocks")).toBe("warns");
  expect(severityOf("assumed", "blocksApproval")).toBe("warns");
});

test("a rule says how well it is known", () => {
  expect(confirmed(1, "a")).toEqual({ value: 1, source: "a", certainty: "confirmed" });
  expect(reported(1, "a").certainty).toBe("reported");
  const note = { vi: "b", en: "b" };
  expect(assumed(1, "a", note)).toEqual({ value: 1, source: "a", certainty: "assumed", note });
  expect(Object.keys(everyLevel(confirmed(1, "a")))).toEqual([...LEVELS]);
});

test("milestones are counted from their day in their unit", () => {
  const opening = day("2025-06-26");
  expect(dueOn(calendar, { amount: 45, unit: "workingDays", from: "opening" }, opening)).toBe("2025-04-22");
  expect(dueOn(calendar, { amount: 10, unit: "calendarDays", from: "opening" }, opening)).toBe("2025-06-16");
  expect(dueOn(calendar, { amount: 7, unit: "workingDays", from: "closing" }, opening)).toBe("2025-07-07");
  expect(dueOn(calendar, { amount: 15, unit: "workingDays", from: "receipt" }, day("2025-07-07"))).toBe("2025-07-28");
  expect(reckon(calendar, { amount: 6, unit: "months" }, day("2025-08-31"), -1)).toBe("2025-02-28");
  expect(clockDueOn(calendar, clocks.complaint.value, day("2025-05-12"))).toBe("2025-06-11");
  const { value } = leads.letterCutOff.grassroots;
  expect(value && dueOn(calendar, value, opening)).toBe("2025-05-22");
});

test("the registry has each document once, with its titles and what it governs", () => {
  expect(new Set(DOCUMENTS.map((document) => document.code)).size).toBe(DOCUMENTS.length);
  for (const document of DOCUMENTS) {
    expect(document.title.vi && document.title.en && document.governs.vi && document.governs.en).not.toBe("");
    expect(document.sources.length > 0 || document.certainty === "assumed").toBe(true);
    if (document.until) expect(document.status).toBe("replaced");
    if (document.replacedBy) expect(governingDocument(document.replacedBy)).not.toBeNull();
  }
  expect(governingDocument("45-CT/TW")).toMatchObject({ issuedOn: "2025-04-14", status: "inForce", certainty: "confirmed" });
  expect(governingDocument("35-CT/TW")).toMatchObject({ until: "2025-04-14", replacedBy: "45-CT/TW" });
  expect(governingDocument("46-CT/TW")).toBeNull();
});

test("a source names its document, with or without a clause", () => {
  expect(documentOfSource("24-QĐ/TW, khoản 11.1")?.code).toBe("24-QĐ/TW");
  expect(documentOfSource("163-KL/TW")?.code).toBe("163-KL/TW");
  expect(documentOfSource("Mặc định của phần mềm")).toBeNull();
});

test("retirement by birth month and sex, as the decree's appendix has it", () => {
  const men = { "1961-01": "2021-04", "1961-09": "2021-12", "1961-10": "2022-04", "1963-06": "2024-06", "1966-03": "2027-12", "1966-04": "2028-04", "1970-01": "2032-01" };
  const women = { "1966-01": "2021-05", "1966-08": "2021-12", "1966-09": "2022-05", "1971-01": "2028-09", "1975-04": "2034-12", "1975-05": "2035-05", "1980-02": "2040-02" };
  for (const [born, retired] of Object.entries(men)) expect(retirementMonth(month(born), "male")).toBe(retired);
  for (const [born, retired] of Object.entries(women)) expect(retirementMonth(month(born), "female")).toBe(retired);
});

test("the retirement age rises to its end and stays", () => {
  expect(retirementAge(2020, "male")).toBe(60 * 12 + 3);
  expect(retirementAge(2028, "male")).toBe(62 * 12);
  expect(retirementAge(2040, "male")).toBe(62 * 12);
  expect(retirementAge(2034, "female")).toBe(59 * 12 + 8);
  expect(retirementTable()).toHaveLength(15);
  expect(retirementTable()[0]).toEqual({ year: 2021, male: 723, female: 664 });
  expect(retirementTable().at(-1)).toEqual({ year: 2035, male: 744, female: 720 });
});

test("nobody born later retires earlier, and everybody at an age of the scale", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 700 }), fc.constantFrom(...SEXES), (n, sex) => {
      const born = shiftMonth(month("1955-01"), n);
      const retired = retirementMonth(born, sex);
      const { first, last } = RETIREMENT_SCALES[sex].value;
      expect(retirementMonth(shiftMonth(born, 1), sex) > retired).toBe(true);
      expect(monthsBetween(born, retired)).toBeGreaterThanOrEqual(first);
      expect(monthsBetween(born, retired)).toBeLessThanOrEqual(last);
    }),
  );
});
