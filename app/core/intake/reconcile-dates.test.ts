import { expect, test } from "vitest";
import { day } from "#app/core/time/day.ts";
import type { DateRow } from "./intake.ts";
import { type KnownCongress, reconcileDates } from "./reconcile-dates.ts";

const row = (number: number, unitCode: string, more: Partial<DateRow> = {}): DateRow => ({
  row: number,
  unitCode,
  opensOn: day("2025-05-26"),
  session: null,
  round: 1,
  venueCode: null,
  leaderCodes: [],
  ...more,
});
const congress = (unitCode: string, more: Partial<KnownCongress> = {}): KnownCongress => ({
  id: `c-${unitCode}`,
  unitCode,
  unitPath: `/p/${unitCode}/`,
  round: 1,
  open: true,
  version: 1,
  lengthHalfDays: 2,
  date: null,
  leaderIds: [],
  ...more,
});
const dated = { opensOn: day("2025-05-26"), session: "afternoon", venueId: "h" } as const;
const around = {
  congresses: [
    congress("new"),
    congress("same", { date: dated, leaderIds: ["l"] }),
    congress("moved", { date: dated }),
    congress("fixed", { date: dated, open: false }),
    congress("fixed2", { date: dated, open: false }),
  ],
  unitCodes: new Set(["new", "same", "moved", "fixed", "fixed2", "bare"]),
  venues: new Map([["H", { id: "h", unitPath: "/p/" }], ["X", { id: "x", unitPath: "/q/" }]]),
  leaders: new Map([["L", { id: "l", unitPath: "/p/" }], ["Y", { id: "y", unitPath: "/p/new/below/" }]]),
  years: [2024, 2030],
} as const;

test("a plan dates what had no date, changes what differs and leaves the rest", () => {
  const plan = reconcileDates(
    [row(2, "new", { venueCode: "H", leaderCodes: ["L"] }), row(3, "same"), row(4, "moved", { opensOn: day("2025-05-27") }), row(5, "fixed")],
    around,
  );
  expect(plan.problems).toEqual([]);
  expect(plan.created).toMatchObject([{ row: 2, session: "morning", venueId: "h", leaderIds: ["l"] }]);
  expect(plan.updated).toMatchObject([{ row: 4, opensOn: "2025-05-27", session: "afternoon", venueId: "h" }]);
  expect(plan.unchanged).toBe(2);
});

test("units, congresses, halls, leaders and days that do not fit are named", () => {
  const plan = reconcileDates(
    [
      row(2, "nowhere"),
      row(3, "bare"),
      row(4, "new", { round: 2 }),
      row(5, "new", { venueCode: "X", leaderCodes: ["L", "Y", "Z"], opensOn: day("2055-05-26") }),
      row(6, "new"),
      row(7, "fixed", { opensOn: day("2025-05-27") }),
      row(8, "fixed2", { leaderCodes: ["L"] }),
    ],
    around,
  );
  expect(plan.problems.map(({ row: number, column, found, expected }) => [number, column, found, expected])).toEqual([
    [2, "unitCode", "nowhere", "knownUnit"],
    [3, "unitCode", "bare", "congress"],
    [4, "round", "2", "congress"],
    [5, "opensOn", "2055-05-26", "dateInTerm"],
    [5, "venueCode", "X", "knownVenue"],
    [5, "leaderCodes", "Y", "knownLeader"],
    [5, "leaderCodes", "Z", "knownLeader"],
    [6, "unitCode", "new", "onceInFile"],
    [7, "unitCode", "fixed", "openCongress"],
    [8, "unitCode", "fixed2", "openCongress"],
  ]);
});
