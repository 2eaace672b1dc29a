import fc from "fast-check";
import { expect, test } from "vitest";
import type { Level } from "#app/core/organisation/level.ts";
import type { EditionCode } from "#app/core/rules/edition.ts";
import { edition } from "#app/core/rules/editions.ts";
import { addDays, contains, day, windowOf, type Day } from "#app/core/time/day.ts";
import { halfDayKey, occupiedDays, occupiedHalfDays } from "#app/core/time/half-days.ts";
import { NATIONAL_DAYS } from "#app/core/time/holidays.ts";
import { isWorking, workingCalendar } from "#app/core/time/working-days.ts";
import { FINDING_CODES, findings, findingsChangeOn, touches, type Finding } from "./conflicts.ts";
import { hasHappened, type Placement } from "./congress.ts";
import { fill } from "./fill.ts";
import { withChange, type AcceptedException, type BranchOrder, type PlannedCongress, type PlanView, type Setting } from "./plan.ts";
import { suggest } from "./suggest.ts";

// Plans of a province in small: one tree of four levels, few leaders and halls, a season full of clashes.
const calendar = workingCalendar(NATIONAL_DAYS);
const SEASON = windowOf("2025-04-20", "2025-07-20");
const TREE: readonly (readonly [id: string, level: Level, path: string, parent: string | null])[] = [
  ["p", "province", "/p/", null],
  ...["d1", "d2"].map((d) => [d, "directSuperior", `/p/${d}/`, "p"] as const),
  ...["g1", "g2", "g3", "g4"].map((g, i) => [g, "grassroots", `/p/d${1 + (i % 2)}/${g}/`, `d${1 + (i % 2)}`] as const),
  ...Array.from({ length: 12 }, (_, i) => [`c${i}`, "cell", `/p/d${1 + (i % 2)}/g${1 + (i % 4)}/c${i}/`, `g${1 + (i % 4)}`] as const),
];

const aDay = fc.integer({ min: 0, max: 90 }).map((n) => addDays(day("2025-04-20"), n));
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 2 });
const aPlacement: fc.Arbitrary<Placement> = fc.record({
  opensOn: aDay,
  session: fc.constantFrom("morning", "afternoon"),
  lengthHalfDays: fc.integer({ min: 1, max: 5 }),
});
const anException: fc.Arbitrary<AcceptedException> = fc.record({
  id: fc.constant("x"),
  code: fc.constantFrom(...FINDING_CODES),
  otherId: orNull(fc.constantFrom(...TREE.map(([id]) => id))),
  forOpening: aDay,
  until: orNull(aDay),
});
const anOrder: fc.Arbitrary<BranchOrder> = fc.record({
  gapWorkingDays: fc.integer({ min: 0, max: 3 }),
  lessonWorkingDays: fc.integer({ min: 0, max: 2 }),
  pilots: fc.constantFrom("soft", "hard"),
});
const someOf = (...values: string[]) => fc.subarray(values);
const aTree: fc.Arbitrary<PlanView> = fc.record({
  congresses: fc.tuple(
    ...TREE.map(([id, level, path, parentCongressId]) =>
      fc
        .record({
          placement: orNull(aPlacement),
          state: fc.constantFrom("draft" as const, "submitted" as const, "approved" as const, "held" as const, "reported" as const),
          kind: fc.constantFrom("commune", "district", "agency"),
          inForce: fc.record({ from: fc.constantFrom(day("2000-01-01"), day("2025-05-20")), until: orNull(aDay) }),
          orderExemption: fc.option(fc.constant("Số 5-CV/TU"), { freq: 8 }).map((each) => each ?? null),
          lengthHalfDays: fc.integer({ min: 1, max: 4 }),
          leaders: someOf("l1", "l2", "l3"),
          venueId: orNull(fc.constantFrom("v1", "v2")),
          approvalRecordedOn: orNull(aDay),
          noticeRecordedOn: orNull(aDay),
          preparation: orNull(fc.record({ startsOn: aDay, reason: fc.constant("founded" as const) })),
          exceptions: fc.array(anException, { maxLength: 1 }),
          isPilot: fc.boolean(),
        })
        .map((rest): PlannedCongress => ({ ...rest, id, path, level, parentCongressId, round: 1, state: rest.placement ? rest.state : "undated" })),
    ),
  ),
  ceilings: fc.array(
    fc.record({
      unitId: fc.constantFrom("p", "d1"),
      path: fc.constantFrom("/p/", "/p/d1/"),
      perDay: fc.integer({ min: 0, max: 4 }),
      levels: orNull(fc.constant(["cell", "grassroots"] as const)),
    }),
    { maxLength: 2 },
  ),
  absences: fc.array(
    fc.record({ leaderId: fc.constantFrom("l1", "l2"), from: aDay, days: fc.integer({ min: 1, max: 9 }) }).map(({ leaderId, from, days }) => ({ leaderId, from, until: addDays(from, days) })),
    { maxLength: 3 },
  ),
});
/** The plan with what is asked of its order: nothing, the same everywhere, or something else below one of the branches. */
const aPlan: fc.Arbitrary<PlanView> = fc.tuple(aTree, orNull(anOrder), orNull(fc.record({ under: fc.constantFrom("p", "d1", "g1"), order: anOrder }))).map(([plan, order, below]) => ({
  ...plan,
  ...(order && { order }),
  congresses: plan.congresses.map((each) => (below !== null && each.parentCongressId === below.under ? { ...each, order: below.order } : each)),
}));
type Given = { readonly code: EditionCode; readonly planningDay: Day };
const aGiven: fc.Arbitrary<Given> = fc.record({ code: fc.constantFrom("CT35", "KL127", "CT45", "KL163"), planningDay: aDay });
const settingOf = ({ code, planningDay }: Given): Setting => ({ edition: edition(code), calendar, planningDay });
const shuffled = (plan: PlanView): PlanView => ({ ...plan, congresses: plan.congresses.toReversed(), ceilings: plan.ceilings.toReversed(), absences: plan.absences.toReversed() });
const someIds = fc.subarray(TREE.map(([id]) => id)).map((ids) => new Set(ids));

test("the findings of a few are those of the whole plan that touch them", () => {
  fc.assert(
    fc.property(aPlan, aGiven, someIds, (plan, given, only) => {
      const setting = settingOf(given);
      const all = findings(plan, setting);
      expect(findings(plan, setting, only)).toEqual(all.filter((each) => [...only].some((id) => touches(each, id))));
    }),
    { numRuns: 300 },
  );
});

test("the findings do not depend on the order of the plan", () => {
  fc.assert(
    fc.property(aPlan, aGiven, (plan, given) => {
      const setting = settingOf(given);
      expect(findings(shuffled(plan), setting)).toEqual(findings(plan, setting));
    }),
  );
});

test("a congress is found to share a leader or a hall exactly when it does", () => {
  fc.assert(
    fc.property(aPlan, aGiven, (plan, given) => {
      const setting = settingOf(given);
      const all = findings(plan, setting);
      const dated = plan.congresses.flatMap((each) => (each.placement ? [{ ...each, slots: new Set(occupiedHalfDays(each.placement).map(halfDayKey)) }] : []));
      for (const one of dated) {
        if (hasHappened(one.state)) continue;
        const together = dated.filter((other) => other.id !== one.id && [...other.slots].some((slot) => one.slots.has(slot)));
        const found = (code: Finding["code"]) => all.some((each) => each.code === code && touches(each, one.id));
        expect(found("leaderTwice")).toBe(together.some((other) => other.leaders.some((leader) => one.leaders.includes(leader))));
        expect(found("hallTwice")).toBe(together.some((other) => one.venueId !== null && other.venueId === one.venueId));
      }
    }),
  );
});

test("fill places everybody or says why, keeps what stands, and what it placed blocks nothing", () => {
  fc.assert(
    fc.property(aPlan, aGiven, (plan, given) => {
      const setting = settingOf(given);
      const { placed, unplaced } = fill(plan, setting, SEASON);
      const undated = plan.congresses.filter((each) => each.placement === null).map((each) => each.id);
      expect([...placed, ...unplaced].map((each) => each.congressId).toSorted()).toEqual(undated.toSorted());
      const filled = placed.reduce((view, each) => withChange(view, each.congressId, { placement: each.placement, state: "draft" }), plan);
      const clashes = findings(filled, setting, new Set(placed.map((each) => each.congressId)));
      expect(clashes.filter((each) => each.severity === "blocks")).toEqual([]);
      for (const { congressId, placement } of placed) {
        expect(occupiedDays(placement).every((each) => isWorking(calendar, each))).toBe(true);
        expect(contains(SEASON, placement.opensOn) && placement.opensOn > setting.planningDay).toBe(true);
        expect(clashes.some((each) => each.code === "outsideWindow" && each.congressId === congressId)).toBe(false);
      }
    }),
    { numRuns: 200 },
  );
});

test("the same plan is filled the same way, in whatever order it is listed", () => {
  fc.assert(
    fc.property(aPlan, aGiven, (plan, given) => {
      const setting = settingOf(given);
      expect(fill(shuffled(plan), setting, SEASON)).toEqual(fill(plan, setting, SEASON));
    }),
  );
});

test("a suggested day blocks nothing, and a refused one has the clash that it names", () => {
  fc.assert(
    fc.property(aPlan, aGiven, fc.constantFrom(...TREE.map(([id]) => id)), (plan, given, id) => {
      const setting = settingOf(given);
      const open = withChange(plan, id, { state: "draft" });
      const at = (placement: Placement) => findings(withChange(open, id, { placement }), setting, new Set([id]));
      const { suggestions, refused } = suggest(open, id, setting, SEASON);
      for (const { placement } of suggestions) expect(at(placement).filter((each) => each.severity === "blocks")).toEqual([]);
      for (const { placement, because } of refused.slice(0, 10)) expect(at(placement).some((each) => each.code === because.code)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

test("until the first day named, time alone changes no finding", () => {
  const gist = (found: readonly Finding[]) => found.map(({ code, severity, otherId, exceptionId }) => ({ code, severity, otherId, exceptionId }));
  fc.assert(
    fc.property(aPlan, aGiven, fc.constantFrom(...TREE.map(([id]) => id)), fc.nat(60), (plan, given, id, later) => {
      const setting = settingOf(given);
      // Exceptions of the others have days of their own.
      const alone = { ...plan, congresses: plan.congresses.map((each) => (each.id === id ? each : { ...each, exceptions: [] })) };
      const congress = alone.congresses.find((each) => each.id === id) as PlannedCongress;
      const [next] = findingsChangeOn(congress, setting);
      const then = { ...setting, planningDay: addDays(setting.planningDay, later) };
      if (next !== undefined && then.planningDay >= next) return;
      expect(gist(findings(alone, then, new Set([id])))).toEqual(gist(findings(alone, setting, new Set([id]))));
    }),
    { numRuns: 500 },
  );
});

test("a chain of three thousand congresses under one leader on one day stays linear", () => {
  const [first] = TREE.map(([id, level, path]) => ({ id, level, path }));
  const many: PlannedCongress[] = Array.from({ length: 3000 }, (_, i) => ({
    id: `m${i}`,
    path: first?.path ?? "/p/",
    level: "cell",
    kind: "agency",
    inForce: { from: day("2000-01-01"), until: null },
    round: 1,
    parentCongressId: null,
    orderExemption: null,
    state: "draft",
    lengthHalfDays: 1,
    placement: { opensOn: day("2025-06-24"), session: "morning", lengthHalfDays: 1 },
    leaders: ["l1"],
    venueId: null,
    approvalRecordedOn: day("2024-11-01"),
    noticeRecordedOn: day("2024-11-01"),
    preparation: null,
    exceptions: [],
  }));
  const found = findings({ congresses: many, ceilings: [], absences: [] }, { edition: edition("CT45"), calendar, planningDay: day("2025-04-15") });
  expect(found.filter((each) => each.code === "leaderTwice")).toHaveLength(2999);
});
