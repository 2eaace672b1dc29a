import { expect, test } from "vitest";
import { day, type Day } from "#app/core/time/day.ts";
import type { Level } from "./level.ts";
import { type FitCode, fitsInto, FROM_THE_BEGINNING, type Surroundings } from "./unit-fit.ts";

const alone: Surroundings = { parent: null, childLevels: [], earliestChildFrom: null, openChildren: 0, latestChildUntil: null };
const under = (level: Level, validFrom: Day = FROM_THE_BEGINNING, validUntil: Day | null = null): Surroundings => ({
  ...alone,
  parent: { level, validFrom, validUntil },
});
const unit = (level: Level, validFrom: Day = day("2020-01-01"), validUntil: Day | null = null) => ({ level, validFrom, validUntil });
const march = day("2025-03-01");
const june = day("2025-06-30");

const cases: readonly [string, ReturnType<typeof unit>, Surroundings, FitCode | null][] = [
  ["a commune under a district", unit("grassroots"), under("directSuperior"), null],
  ["a root", unit("province", FROM_THE_BEGINNING), alone, null],
  ["a district under a district", unit("directSuperior"), under("directSuperior"), "notBelowParent"],
  ["a cell that has cells", unit("cell"), { ...alone, childLevels: ["cell"] }, "notAboveChildren"],
  ["a unit that ends on its first day", unit("cell", march, march), alone, "endsBeforeBeginning"],
  ["a unit older than its parent", unit("cell"), under("grassroots", march), "beforeParent"],
  ["a unit that outlives its parent", unit("cell", march, null), under("grassroots", FROM_THE_BEGINNING, june), "afterParent"],
  ["a unit that ends with its parent", unit("cell", march, june), under("grassroots", FROM_THE_BEGINNING, june), null],
  ["a unit younger than its children", unit("grassroots", march), { ...alone, earliestChildFrom: day("2024-01-01") }, "afterChildrenBegin"],
  ["a unit that ends before its open children", unit("grassroots", march, june), { ...alone, openChildren: 3 }, "childrenOutlive"],
  ["a unit that ends before a child's end", unit("grassroots", march, june), { ...alone, latestChildUntil: day("2025-07-01") }, "childrenOutlive"],
  ["a unit that ends after its children's end", unit("grassroots", march, june), { ...alone, latestChildUntil: june }, null],
  ["an open unit with children that ended", unit("grassroots"), { ...alone, latestChildUntil: june }, null],
];

for (const [what, of, around, code] of cases)
  test(`${what}: ${code ?? "fits"}`, () => {
    const verdict = fitsInto(of, around);
    expect(verdict.ok ? null : verdict.code).toBe(code);
  });
