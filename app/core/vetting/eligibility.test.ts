import fc from "fast-check";
import { expect, test } from "vitest";
import { edition } from "#app/core/rules/editions.ts";
import type { EditionCode } from "#app/core/rules/edition.ts";
import { addDays, addMonths, day } from "#app/core/time/day.ts";
import { CRITERIA, eligibility, eligibilityOf, type Criterion, type DisciplineKind, type EligibilityFacts, type EligibilityFinding } from "./eligibility.ts";

const on = day("2025-06-10");

const facts = (other: Partial<EligibilityFacts> = {}): EligibilityFacts => ({
  kind: "reelected",
  post: "committeeMember",
  level: "grassroots",
  isCommune: false,
  bornOn: day("1975-01-15"),
  sex: "male",
  inPostSince: day("2020-06-01"),
  onPlanningList: true,
  pendingCase: false,
  disciplines: [],
  ...other,
});

function found(of: EligibilityFacts, criterion: Criterion, code: EditionCode = "CT45"): EligibilityFinding {
  const finding = eligibility(of, edition(code), on).find((each) => each.criterion === criterion);
  if (finding === undefined) throw new Error(`${criterion} is not judged`);
  return finding;
}

const service: readonly [string, EditionCode, Partial<EligibilityFacts>, string, "pass" | "fail", number, number][] = [
  ["CT 45: first-time, grassroots, reckoned 4/2025", "CT45", { kind: "firstTime" }, "1968-04-15", "pass", 60, 60],
  ["CT 45: first-time, one month short", "CT45", { kind: "firstTime" }, "1968-03-31", "fail", 59, 60],
  ["CT 45: re-elected needs 48 months", "CT45", {}, "1967-04-01", "pass", 48, 48],
  ["CT 45: born on the last day of the month", "CT45", {}, "1967-04-30", "pass", 48, 48],
  ["CT 45: born on the last day of the month before", "CT45", {}, "1967-03-31", "fail", 47, 48],
  ["CT 35: re-elected needs 30 months", "CT35", {}, "1967-03-31", "pass", 47, 30],
  ["CT 35: re-elected in a cell, reckoned 4/2025 as assumed", "CT35", { level: "cell" }, "1966-01-20", "pass", 30, 30],
  ["CT 35: re-elected, one month short", "CT35", {}, "1965-12-01", "fail", 29, 30],
  ["CT 45: a woman, re-elected, retiring at 58 in 5/2029", "CT45", { sex: "female" }, "1971-05-10", "pass", 49, 48],
  ["CT 45: a woman, re-elected, retiring at 57 and 8 months in 12/2028", "CT45", { sex: "female" }, "1971-04-10", "fail", 44, 48],
  ["CT 45: provincial deputy secretary needs 42 months, reckoned 9/2025", "CT45", { level: "province", post: "deputySecretary" }, "1967-03-05", "pass", 42, 42],
  ["CT 45: provincial deputy secretary, one month short", "CT45", { level: "province", post: "deputySecretary" }, "1967-02-28", "fail", 41, 42],
  ["CT 45: a provincial secretary needs 48 months", "CT45", { level: "province", post: "secretary" }, "1967-03-05", "fail", 42, 48],
  ["CT 45: a deputy secretary below the province needs 48 months", "CT45", { post: "deputySecretary" }, "1967-03-05", "fail", 47, 48],
  ["CT 45: directly above the grassroots, reckoned 6/2025", "CT45", { level: "directSuperior" }, "1967-06-01", "pass", 48, 48],
  ["CT 45: a commune under the province, reckoned 7/2025", "CT45", { level: "directSuperior", isCommune: true }, "1967-06-01", "fail", 47, 48],
];

for (const [what, code, other, bornOn, result, left, required] of service)
  test(`${what}: born ${bornOn} has ${left} of ${required} months → ${result}`, () => {
    const finding = found(facts({ ...other, bornOn: day(bornOn) }), "serviceLeft", code);
    expect(finding).toMatchObject({ result, numbers: { left, required } });
  });

test("months of service rest on the retirement table, which is from memory, so that they warn", () => {
  const finding = found(facts({ bornOn: day("1960-01-01") }), "serviceLeft");
  expect(finding).toMatchObject({ result: "fail", source: "45-CT/TW", certainty: "assumed", severity: "warns" });
  expect(finding.numbers).toMatchObject({ ageMonth: "2025-04" });
});

test("what is not known is named", () => {
  expect(found(facts({ bornOn: null }), "serviceLeft")).toMatchObject({ result: "unknown", numbers: { missing: "bornOn", required: 48 } });
  expect(found(facts({ sex: null }), "serviceLeft").numbers).toMatchObject({ missing: "sex" });
  expect(found(facts({ level: "directSuperior", isCommune: true }), "serviceLeft", "CT35").numbers).toMatchObject({ missing: "ageMonth" });
  expect(found(facts({ pendingCase: null }), "pendingCase")).toMatchObject({ result: "unknown", numbers: { missing: "pendingCase" } });
  expect(found(facts({ kind: "firstTime", onPlanningList: null }), "planningList")).toMatchObject({ result: "unknown" });
  expect(found(facts({ kind: "firstTime", inPostSince: null }), "yearsInPost")).toMatchObject({ result: "unknown" });
});

const bars: readonly [DisciplineKind, string, "pass" | "fail", string][] = [
  ["reprimand", "2024-06-11", "fail", "2025-06-11"],
  ["reprimand", "2024-06-10", "pass", ""],
  ["warning", "2022-12-11", "fail", "2025-06-11"],
  ["warning", "2022-12-10", "pass", ""],
  ["dismissal", "2020-06-11", "fail", "2025-06-11"],
  ["dismissal", "2020-06-10", "pass", ""],
  ["expulsion", "2001-01-01", "fail", "never"],
];

for (const [kind, decidedOn, result, freeOn] of bars)
  test(`80-QĐ/TW Điều 18: ${kind} of ${decidedOn}, opening 2025-06-10 → ${result}`, () => {
    const finding = found(facts({ disciplines: [{ kind, decidedOn: day(decidedOn) }] }), "discipline");
    expect(finding).toMatchObject({ result, source: "80-QĐ/TW, Điều 18", severity: "blocksApproval" });
    expect(finding.numbers["freeOn"] ?? "").toBe(freeOn);
  });

test("80-QĐ/TW Điều 18: of several decisions the one that bars longest is named; from the 31st the bar ends with the month", () => {
  const disciplines = [
    { kind: "reprimand" as const, decidedOn: day("2024-08-31") },
    { kind: "dismissal" as const, decidedOn: day("2021-08-31") },
    { kind: "warning" as const, decidedOn: day("2023-08-31") },
  ];
  expect(found(facts({ disciplines }), "discipline").numbers).toMatchObject({ kind: "dismissal", freeOn: "2026-08-31" });
  const warning = [{ kind: "warning" as const, decidedOn: day("2023-08-31") }];
  expect(found(facts({ disciplines: warning }), "discipline").numbers).toMatchObject({ freeOn: "2026-02-28" });
});

test("150-KL/TW: disciplined in 2020–2025, a first-time nominee gets a warning; before that, or under CT 35, none", () => {
  const reprimand = (decidedOn: string): Partial<EligibilityFacts> => ({ kind: "firstTime", disciplines: [{ kind: "reprimand", decidedOn: day(decidedOn) }] });
  expect(found(facts(reprimand("2021-03-03")), "disciplineInTerm")).toMatchObject({ result: "fail", severity: "warns", numbers: { decidedOn: "2021-03-03" } });
  expect(found(facts(reprimand("2019-12-31")), "disciplineInTerm").result).toBe("pass");
  expect(found(facts(reprimand("2026-01-01")), "disciplineInTerm").result).toBe("pass");
  expect(() => found(facts(reprimand("2021-03-03")), "disciplineInTerm", "CT35")).toThrow("not judged");
});

test("150-KL/TW: a pending case bars a first-time nominee and warns of a re-elected one; under CT 35 it warns", () => {
  const pending = (kind: "firstTime" | "reelected", code: EditionCode = "CT45"): string => {
    const finding = found(facts({ kind, pendingCase: true }), "pendingCase", code);
    return `${finding.result} ${finding.certainty} ${finding.severity}`;
  };
  expect([pending("firstTime"), pending("reelected"), pending("firstTime", "CT35")]).toEqual([
    "fail confirmed blocksApproval",
    "fail reported warns",
    "fail assumed warns",
  ]);
});

test("80-QĐ/TW Điều 18: a first-time nominee is on the planning list and two years in post", () => {
  expect(found(facts({ kind: "firstTime", onPlanningList: false }), "planningList")).toMatchObject({ result: "fail", severity: "blocksApproval" });
  expect(found(facts({ kind: "firstTime" }), "planningList").result).toBe("pass");
  expect(found(facts({ kind: "firstTime", inPostSince: day("2023-06-10") }), "yearsInPost").result).toBe("pass");
  expect(found(facts({ kind: "firstTime", inPostSince: day("2023-06-11") }), "yearsInPost")).toMatchObject({
    result: "fail",
    numbers: { since: "2023-06-11", enoughOn: "2025-06-11", required: 24 },
  });
  expect(() => found(facts({ onPlanningList: false }), "planningList")).toThrow("not judged");
});

test("delegates are not held to the rules on age and posts", () => {
  expect(eligibility(facts({ post: "delegate", bornOn: day("1950-01-01") }), edition("CT45"), on)).toEqual([]);
});

test("all together: a confirmed failure makes ineligible, another doubtful, a gap unknown", () => {
  const overall = (other: Partial<EligibilityFacts>): string => eligibilityOf(eligibility(facts({ kind: "firstTime", ...other }), edition("CT45"), on));
  expect(overall({})).toBe("eligible");
  expect(overall({ sex: null })).toBe("unknown");
  expect(overall({ bornOn: day("1960-01-01"), onPlanningList: null })).toBe("doubtful");
  expect(overall({ bornOn: day("1960-01-01"), pendingCase: true })).toBe("ineligible");
});

const birth = fc.integer({ min: 0, max: 15000 }).map((n) => addDays(day("1960-01-01"), n));

test("who is younger never has less service left, and who has enough for a first time has enough for a re-election", () => {
  fc.assert(
    fc.property(birth, fc.nat(600), fc.constantFrom("male" as const, "female" as const), (bornOn, later, sex) => {
      const left = (born: typeof bornOn): number => Number(found(facts({ sex, bornOn: born }), "serviceLeft").numbers["left"]);
      expect(left(addDays(bornOn, later))).toBeGreaterThanOrEqual(left(bornOn));
      if (found(facts({ sex, bornOn, kind: "firstTime" }), "serviceLeft").result === "pass")
        expect(found(facts({ sex, bornOn }), "serviceLeft").result).toBe("pass");
    }),
  );
});

test("a bar ends exactly its months after the decision", () => {
  const decided = fc.integer({ min: 0, max: 4000 }).map((n) => addDays(day("2015-01-01"), n));
  fc.assert(
    fc.property(decided, fc.constantFrom(["reprimand", 12] as const, ["warning", 30] as const, ["dismissal", 60] as const), (decidedOn, [kind, months]) => {
      const barred = facts({ disciplines: [{ kind, decidedOn }] });
      const free = addMonths(decidedOn, months);
      const result = (opensOn: typeof free): unknown => eligibility(barred, edition("CT45"), opensOn).find((each) => each.criterion === "discipline")?.result;
      expect([result(addDays(free, -1)), result(free)]).toEqual(["fail", "pass"]);
    }),
  );
});

test("every criterion is judged for a first-time nominee under CT 45", () => {
  const judged = eligibility(facts({ kind: "firstTime" }), edition("CT45"), on).map((finding) => finding.criterion);
  expect(judged.toSorted()).toEqual([...CRITERIA].toSorted());
});
