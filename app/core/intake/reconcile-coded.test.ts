import { expect, test } from "vitest";
import { reconcileCoded } from "./reconcile-coded.ts";

const hall = (row: number, code: string, unitCode: string | null = null, seats = 100) => ({ row, code, unitCode, seats });
const known = (code: string, unitId: string, inBranch = true) => ({ id: `id-${code}`, code, unitId, version: 1, inBranch, seats: 100 });

test("created, updated, unchanged, and what cannot be", () => {
  const plan = reconcileCoded(
    [hall(2, "new"), hall(3, "same"), hall(4, "more", "U", 200), hall(5, "new"), hall(6, "theirs"), hall(7, "far", "nowhere"), hall(8, "moved", "U")],
    [known("same", "b"), known("more", "u"), known("theirs", "x", false), known("moved", "b")],
    { units: new Map([["U", "u"]]), branchId: "b" },
    (row, before) => row.seats === before.seats,
  );
  expect(plan.created).toEqual([{ row: hall(2, "new"), unitId: "b" }]);
  expect(plan.updated.map((each) => each.row.code)).toEqual(["more"]);
  expect(plan.unchanged).toBe(1);
  expect(plan.problems).toEqual([
    { row: 5, column: "code", found: "new", expected: "onceInFile" },
    { row: 6, column: "code", found: "theirs", expected: "uniqueCode" },
    { row: 7, column: "unitCode", found: "nowhere", expected: "knownUnit" },
    { row: 8, column: "unitCode", found: "U", expected: "sameUnit" },
  ]);
});
