import fc from "fast-check";
import { expect, test } from "vitest";
import { day } from "#app/core/time/day.ts";
import { CAUSE_CODES, type Cause, type Readiness } from "./readiness.ts";
import { type Letters, shown, standingOf } from "./standing.ts";

const plainCause: Cause = { code: "lineOverdue", severity: "warns", restricted: false, lineCode: "A01", finding: null, dueOn: day("2025-05-01"), daysLate: 11, details: {} };
const letters: Cause = { ...plainCause, code: "lettersPending", lineCode: null, severity: "blocks", restricted: true, details: { letters: 2 } };
const lightOf = (causes: readonly Cause[]) =>
  causes.some(({ severity }) => severity === "blocks") ? "red" : causes.some(({ severity }) => severity === "warns") ? "amber" : causes.length > 0 ? "grey" : "green";
const LETTERS: Letters = { before: 2, after: 1 };
const CUT_OFF = day("2025-05-05");
const keep = (result: Readiness) => standingOf(result, LETTERS, CUT_OFF);
const reckoned = (...causes: Cause[]): Readiness => ({
  light: lightOf(causes),
  openLight: lightOf(causes.filter(({ restricted }) => !restricted)),
  percent: 40,
  causes,
  nextChangeOn: null,
});

test("a superior is told that something restricted blocks, first among its like, and nothing of what it is", () => {
  const standing = keep(reckoned(letters, { ...plainCause, severity: "blocks" }, { ...letters, code: "lineOverdue", lineCode: "E03", severity: "warns" }));
  expect(shown(standing, "restricted")).toMatchObject({ light: "red", blocks: 2, warns: 0 });
  expect(shown(standing, "restricted").causes).toEqual([
    { code: "restricted", severity: "blocks", lineCode: null, finding: null, dueOn: null, details: {} },
    { code: "lineOverdue", severity: "blocks", lineCode: "A01", finding: null, dueOn: "2025-05-01", details: {} },
  ]);
});

test("nothing restricted is noticed where the viewer may be the subject", () => {
  const standing = keep(reckoned(letters, plainCause));
  expect(standing).toMatchObject({ light: "red", openLight: "amber", blocks: 0, warns: 1 });
  expect(shown(standing, "open")).toEqual(shown(keep(reckoned(plainCause)), "open"));
  expect(shown(standing, "open").light).toBe("amber");
});

test("letters that the viewer must not notice are taken out; others remain", () => {
  const standing = keep(reckoned(letters));
  expect(shown(standing, { withoutLetters: { before: 1, after: 1 } })).toEqual(shown(standing, "restricted"));
  expect(shown(standing, { withoutLetters: { before: 2, after: 0 } })).toMatchObject({ light: "green", causes: [], blocks: 0 });
  const handOver: Cause = { ...letters, code: "lineOverdue", lineCode: "E03", severity: "warns" };
  expect(shown(keep(reckoned(letters, handOver)), { withoutLetters: { before: 2, after: 0 } })).toMatchObject({ light: "amber", blocks: 0, warns: 1 });
  expect(shown(keep(reckoned(handOver)), { withoutLetters: { before: 0, after: 1 } }).light).toBe("green");
  const settledLater: Cause = { ...handOver, lineCode: "K11" };
  expect(shown(keep(reckoned(settledLater)), { withoutLetters: { before: 2, after: 0 } }).light).toBe("amber");
  expect(shown(keep(reckoned(settledLater)), { withoutLetters: { before: 2, after: 1 } }).light).toBe("green");
});

test("late and soon due lines are counted, the restricted ones left out", () => {
  const soon: Cause = { ...plainCause, code: "lineDueSoon" };
  expect(keep(reckoned(plainCause, soon, { ...soon, code: "lineReturned" }, { ...plainCause, restricted: true }))).toMatchObject({ linesOverdue: 1, linesDue: 2, cutOffOn: CUT_OFF });
});

test("what changes from day to day is not kept", () => {
  const finding: Cause = { ...plainCause, code: "planFinding", lineCode: null, finding: "approvalSuspended", details: { lead: 30, planningDay: "2025-05-12" } };
  expect(keep(reckoned(finding)).main).toEqual([
    { code: "planFinding", severity: "warns", restricted: false, lineCode: null, finding: "approvalSuspended", dueOn: null, details: { lead: 30 } },
  ]);
  expect(keep(reckoned(plainCause)).main[0]).not.toHaveProperty("daysLate");
});

test("an explained grey stays grey, and nothing at all is green", () => {
  expect(shown(keep(reckoned({ ...plainCause, code: "undated", severity: "notes" })), "open").light).toBe("grey");
  expect(shown(keep(reckoned()), "restricted").light).toBe("green");
});

test("the light shown is the one that the reckoning gave, however many causes there are", () => {
  const severities = { blocks: 0, warns: 1, notes: 2 };
  const aCause = fc.record({ code: fc.constantFrom(...CAUSE_CODES), severity: fc.constantFrom("blocks", "warns", "notes"), restricted: fc.boolean() });
  fc.assert(
    fc.property(fc.array(aCause, { maxLength: 12 }), (list) => {
      const causes = list
        .map((each): Cause => ({ ...plainCause, ...each, severity: each.restricted && each.severity === "notes" ? "warns" : (each.severity as Cause["severity"]), details: { letters: 1 } }))
        .toSorted((a, b) => severities[a.severity] - severities[b.severity]);
      const reckoning = reckoned(...causes);
      const standing = keep(reckoning);
      expect(shown(standing, "restricted").light).toBe(reckoning.light);
      expect(shown(standing, "open").light).toBe(reckoning.openLight);
      expect(shown(standing, "open").blocks).toBe(causes.filter((each) => !each.restricted && each.severity === "blocks").length);
    }),
  );
});
