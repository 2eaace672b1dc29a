import { expect, test } from "vitest";
import { day } from "#app/core/time/day.ts";
import { NATIONAL_DAYS } from "#app/core/time/holidays.ts";
import { workingCalendar } from "#app/core/time/working-days.ts";
import { BULK_DEEDS, shifted, staying, workingDaysPast } from "./bulk.ts";
import { CONGRESS_STATES } from "./congress.ts";
import { type PlannedCongress, withChanges, withoutCongresses } from "./plan.ts";

const calendar = workingCalendar(NATIONAL_DAYS);

test("each deed is for some states only", () => {
  const table = Object.fromEntries(BULK_DEEDS.map((deed) => [deed, CONGRESS_STATES.map((state) => staying(deed, { state, frozen: false, frozenEver: false, dated: state !== "undated" && state !== "cancelled" }))]));
  const [held, gone] = ["alreadyHeld", "cancelled"];
  expect(table).toEqual({
    shift: ["noDate", null, null, null, held, held, gone],
    postponeAfter: ["noDate", null, null, null, held, held, gone],
    freeze: [null, null, null, null, held, held, gone],
    unfreeze: ["notFrozen", "notFrozen", "notFrozen", "notFrozen", held, held, gone],
    cancel: [null, null, null, null, held, held, gone],
    restore: ["notCancelled", "notCancelled", "notCancelled", "notCancelled", held, held, null],
  });
});

test("a frozen date is released before anything else; one frozen from later on still moves", () => {
  const frozen = (deed: (typeof BULK_DEEDS)[number], now: boolean) => staying(deed, { state: "draft", frozen: now, frozenEver: true, dated: true });
  expect(BULK_DEEDS.map((deed) => frozen(deed, true))).toEqual(["frozen", "frozen", "frozen", null, "frozen", "notCancelled"]);
  expect(BULK_DEEDS.map((deed) => frozen(deed, false))).toEqual([null, null, "frozen", null, null, "notCancelled"]);
});

test("shifting counts working days, over holidays and backwards", () => {
  expect(shifted(calendar, day("2025-08-29"), 1)).toBe("2025-09-03");
  expect(shifted(calendar, day("2025-09-03"), -1)).toBe("2025-08-29");
});

test("postponing past a day brings the first to the next working day and keeps the distances", () => {
  const openings = [day("2025-07-10"), day("2025-07-08")];
  const days = workingDaysPast(calendar, openings, day("2025-07-18"));
  expect(openings.map((each) => shifted(calendar, each, days))).toEqual(["2025-07-23", "2025-07-21"]);
  expect(workingDaysPast(calendar, openings, day("2025-07-07"))).toBe(0);
  expect(workingDaysPast(calendar, [], day("2025-07-07"))).toBe(0);
});

const congress = (id: string, parentCongressId: string | null): PlannedCongress => ({
  id,
  path: `/${id}/`,
  level: "cell",
  kind: "cell",
  inForce: { from: day("2010-01-01"), until: null },
  round: 1,
  parentCongressId,
  orderExemption: null,
  state: "draft",
  lengthHalfDays: 1,
  placement: null,
  leaders: [],
  venueId: null,
  approvalRecordedOn: null,
  noticeRecordedOn: null,
  preparation: null,
  exceptions: [],
});

test("who stood below a congress that is gone stands below the nearest that is left", () => {
  const plan = { congresses: [congress("a", null), congress("b", "a"), congress("c", "b"), congress("d", "c"), congress("e", "lost")], ceilings: [], absences: [] };
  const parents = (gone: string[]) => withoutCongresses(plan, new Set(gone)).congresses.map((each) => [each.id, each.parentCongressId]);
  expect(parents(["b", "c"])).toEqual([["a", null], ["d", "a"], ["e", "lost"]]);
  expect(parents(["a", "lost"])).toEqual([["b", null], ["c", "b"], ["d", "c"], ["e", null]]);
  const changed = withChanges(plan, new Map([["b", { state: "undated" as const, lengthHalfDays: 3 }]]));
  expect(changed.congresses.map((each) => [each.state, each.lengthHalfDays])).toEqual([["draft", 1], ["undated", 3], ["draft", 1], ["draft", 1], ["draft", 1]]);
});
