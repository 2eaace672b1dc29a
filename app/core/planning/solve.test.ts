import fc from "fast-check";
import { expect, test } from "vitest";
import type { Level } from "#app/core/organisation/level.ts";
import { edition } from "#app/core/rules/editions.ts";
import { findings, type Finding, type FindingCode } from "#app/core/scheduling/conflicts.ts";
import { isPinned, type Placement } from "#app/core/scheduling/congress.ts";
import type { PlannedCongress, PlanView, Setting } from "#app/core/scheduling/plan.ts";
import { addDays, day, windowOf } from "#app/core/time/day.ts";
import { NATIONAL_DAYS } from "#app/core/time/holidays.ts";
import { workingCalendar } from "#app/core/time/working-days.ts";
import { answerOf, type Hindrance } from "./explain.ts";
import { instanceOf, KEEPING, type AttendingLeader, type PlanningQuestion } from "./instance.ts";
import { solve } from "./solve.ts";

// A province in small: few leaders, a low ceiling, a hall, days away, dates that stand. What comes out is judged by the
// conflict engine, which shares no code with the planner.
const setting: Setting = { edition: edition("CT45"), calendar: workingCalendar(NATIONAL_DAYS), planningDay: day("2025-05-12") };
const HORIZON = windowOf("2025-05-13", "2025-08-31");
const TREE: readonly (readonly [id: string, level: Level, path: string, parent: string | null])[] = [
  ["p", "province", "/p/", null],
  ...["d1", "d2"].map((d) => [d, "directSuperior", `/p/${d}/`, "p"] as const),
  ...["g1", "g2", "g3", "g4"].map((g, i) => [g, "grassroots", `/p/d${1 + (i % 2)}/${g}/`, `d${1 + (i % 2)}`] as const),
  ...Array.from({ length: 12 }, (_, i) => [`c${i}`, "cell", `/p/d${1 + (i % 2)}/g${1 + (i % 4)}/c${i}/`, `g${1 + (i % 4)}`] as const),
];
const aDay = fc.integer({ min: 0, max: 110 }).map((n) => addDays(HORIZON.from, n));
const aPlacement: fc.Arbitrary<Placement> = fc.record({ opensOn: aDay, session: fc.constant("morning"), lengthHalfDays: fc.integer({ min: 1, max: 3 }) });

const aCongress = (rest: Pick<PlannedCongress, "id" | "level" | "path" | "parentCongressId">): fc.Arbitrary<PlannedCongress> =>
  fc
    .record({
      placement: fc.option(aPlacement, { freq: 3 }),
      state: fc.constantFrom("draft" as const, "submitted" as const, "approved" as const),
      inForce: fc.record({ from: fc.constantFrom(day("2000-01-01"), day("2025-06-02")), until: fc.option(fc.constant(day("2025-07-01")), { freq: 8 }) }),
      orderExemption: fc.option(fc.constant("Số 5-CV/TU"), { freq: 8 }).map((each) => each ?? null),
      lengthHalfDays: fc.integer({ min: 1, max: 4 }),
      leaders: fc.subarray(["l1", "lead of d1 0"], { maxLength: 1 }),
      venueId: fc.option(fc.constantFrom("v1", "v2"), { freq: 3 }),
      isPilot: fc.boolean(),
    })
    .map((each) => ({ ...each, ...rest, kind: "agency", round: 1, state: each.placement ? each.state : "undated", approvalRecordedOn: day("2025-01-02"), noticeRecordedOn: day("2025-01-02"), preparation: null, exceptions: [] }));

const aQuestion: fc.Arbitrary<PlanningQuestion> = fc
  .record({
    congresses: fc.tuple(...TREE.map(([id, level, path, parentCongressId]) => aCongress({ id, level, path, parentCongressId }))),
    perDay: fc.integer({ min: 0, max: 3 }),
    narrow: fc.integer({ min: 1, max: 2 }),
    absences: fc.array(fc.record({ leaderId: fc.constantFrom("lead of d1 0", "lead of d2 0", "lead of g1 0", "l1"), from: aDay, days: fc.integer({ min: 1, max: 20 }) }), { maxLength: 5 }),
    order: fc.record({ gapWorkingDays: fc.integer({ min: 0, max: 3 }), lessonWorkingDays: fc.integer({ min: 0, max: 2 }), pilots: fc.constantFrom("soft" as const, "hard" as const) }),
    keeping: fc.constantFrom(...KEEPING),
    leaders: fc.subarray<AttendingLeader>([
      { id: "lead of p 0", congressId: "p" },
      ...["d1", "d2", "g1", "g2"].map((id) => ({ id: `lead of ${id} 0`, congressId: id })),
      { id: "lead of d1 1", congressId: "d1" },
    ]),
    leadersPerCongress: fc.integer({ min: 0, max: 2 }),
    wishes: fc.array(fc.record({ congressId: fc.constantFrom(...TREE.map(([id]) => id)), on: aDay, weight: fc.integer({ min: 1, max: 3 }) }), { maxLength: 19 }),
  })
  .map(({ congresses, perDay, narrow, absences, order, keeping, leaders, leadersPerCongress, wishes }) => {
    const plan: PlanView = {
      congresses,
      ceilings: [
        { unitId: "p", path: "/p/", perDay: perDay + 1, levels: null },
        { unitId: "d1", path: "/p/d1/", perDay: narrow, levels: ["cell"] },
      ],
      absences: absences.map(({ leaderId, from, days }) => ({ leaderId, from, until: addDays(from, days) })),
      order,
    };
    return { plan, setting, horizon: HORIZON, asked: () => true, keeping, leaders, leadersPerCongress, wishes };
  });

function planned(question: PlanningQuestion) {
  const work = solve(instanceOf(question));
  let next = work.next();
  while (next.done !== true) next = work.next();
  const answer = answerOf(next.value);
  const dated = new Map(answer.dated.map((each) => [each.congressId, each]));
  const congresses = question.plan.congresses.map((congress): PlannedCongress => {
    const given = dated.get(congress.id);
    if (given) return { ...congress, placement: given.placement, leaders: given.leaders, state: "draft" };
    return answer.undated.some((each) => each.congressId === congress.id) ? { ...congress, placement: null, state: "undated" } : congress;
  });
  return { answer, plan: { ...question.plan, congresses } };
}

const HARD: ReadonlySet<FindingCode> = new Set(["nonWorkingDay", "outsideWindow", "unitNotInForce", "suspended", "childNotClosed", "gapTooShort", "leaderTwice", "leaderAbsent", "hallTwice", "ceilingExceeded", "dayPassed"]);
const isHard = (each: Finding): boolean => HARD.has(each.code) || (each.code === "pilotNotFirst" && each.severity === "blocks");
const stood = ({ keeping }: PlanningQuestion, congress: PlannedCongress): boolean => congress.placement !== null && (isPinned(congress.state) || keeping === "dates");

test("no hard rule is broken by anything that planning places, as the independent engine sees it", () => {
  fc.assert(
    fc.property(aQuestion, (question) => {
      const { plan } = planned(question);
      const standing = new Set(question.plan.congresses.filter((each) => stood(question, each)).map((each) => each.id));
      // What stands may clash with what stands: that is not planning's doing.
      const broken = findings(plan, setting).filter((each) => isHard(each) && !(standing.has(each.congressId) && (each.otherKind !== "congress" || standing.has(each.otherId ?? ""))));
      expect(broken).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test("what is approved never moves, and with the dates kept nothing that has one does", () => {
  fc.assert(
    fc.property(aQuestion, (question) => {
      const { plan } = planned(question);
      for (const [index, before] of question.plan.congresses.entries()) if (stood(question, before)) expect(plan.congresses[index]).toEqual(before);
    }),
    { numRuns: 100 },
  );
});

test("the same question has the same answer", () => {
  fc.assert(
    fc.property(aQuestion, (question) => {
      expect(planned(question).answer).toEqual(planned(question).answer);
    }),
    { numRuns: 50 },
  );
});

/** Which findings the engine may have when somebody is put where planning says that it cannot be. */
const CONFIRMED_BY: Readonly<Record<Hindrance["code"], readonly FindingCode[]>> = {
  planningDay: ["dayPassed"],
  horizon: [],
  window: ["outsideWindow"],
  unit: ["unitNotInForce"],
  notice: ["noticeTooShort"],
  approval: ["approvalTooLate"],
  below: ["childNotClosed", "gapTooShort"],
  above: ["childNotClosed", "gapTooShort"],
  suspended: ["suspended"],
  notWorked: ["nonWorkingDay"],
  ceiling: ["ceilingExceeded"],
  leaders: ["leaderTwice", "leaderAbsent"],
  leader: ["leaderTwice", "leaderAbsent"],
  hall: ["hallTwice"],
  pilot: ["pilotNotFirst"],
  advice: ["noticeTooShort", "approvalTooLate", "unsuitableDay"],
};

test("the sentence why a day was not taken is true: whoever is put there meets the rule that it names", () => {
  let told = 0;
  fc.assert(
    fc.property(aQuestion, (question) => {
      const { answer, plan } = planned(question);
      for (const { congressId, why } of answer.dated) {
        if (why === null || why.because.code === "horizon" || why.betterOn <= setting.planningDay) continue;
        // Room is left for one above or below that found no day in the end: nobody is there to clash with.
        const family = [why.because.otherId, ...question.plan.congresses.filter((each) => each.parentCongressId === congressId).map((each) => each.id)];
        if ((why.because.code === "above" || why.because.code === "below") && answer.undated.some((each) => family.includes(each.congressId))) continue;
        told++;
        const there = (leaders: (congress: PlannedCongress) => readonly string[]): FindingCode[] => {
          const congresses = plan.congresses.map((each): PlannedCongress => {
            const placement: Placement = { opensOn: why.betterOn, session: why.session, lengthHalfDays: Math.max(1, each.placement?.lengthHalfDays ?? 1) };
            return each.id === congressId ? { ...each, placement, leaders: leaders(each) } : each;
          });
          return findings({ ...plan, congresses }, setting, new Set([congressId])).map((each) => each.code);
        };
        const pool = question.leaders.filter((each) => each.congressId === why.because.otherId).map((each) => each.id);
        const tries = why.because.code === "leaders" ? pool.map((leader) => there(() => [leader])) : [there((each) => each.leaders)];
        // With two needed, one leader may be free: it is enough that not all are.
        const met = tries.filter((codes) => codes.some((code) => CONFIRMED_BY[why.because.code].includes(code))).length;
        expect(met, JSON.stringify({ congressId, why, tries })).toBeGreaterThan(why.because.code === "leaders" ? pool.length - Math.max(1, question.leadersPerCongress) : 0);
      }
    }),
    { numRuns: 300 },
  );
  expect(told).toBeGreaterThan(100);
});

test("a higher ceiling or another leader never leaves more without a day", () => {
  fc.assert(
    fc.property(aQuestion, (question) => {
      const before = planned(question).answer.undated.length;
      const ceilings = question.plan.ceilings.map((each) => ({ ...each, perDay: each.perDay + 5 }));
      expect(planned({ ...question, plan: { ...question.plan, ceilings } }).answer.undated.length).toBeLessThanOrEqual(before);
      const leaders = question.leaders.flatMap((each) => [each, { ...each, id: `${each.id} more` }]);
      expect(planned({ ...question, leaders }).answer.undated.length).toBeLessThanOrEqual(before);
    }),
    { numRuns: 100 },
  );
});
