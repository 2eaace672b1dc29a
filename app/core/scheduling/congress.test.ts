import { expect, test } from "vitest";
import { edition } from "#app/core/rules/editions.ts";
import { accept, refuse } from "#app/core/verdict.ts";
import { day } from "#app/core/time/day.ts";
import { CONGRESS_STATES, defaultForm, hasHappened, isFrozen, isPinned, standstill, step, stepsFrom } from "./congress.ts";

test("a congress goes from undated to reported, one step after the other", () => {
  const way = ["undated", "draft", "submitted", "approved", "held", "reported"] as const;
  way.slice(1).forEach((to, i) => expect(step(way[i] as (typeof way)[number], to)).toEqual(accept(to)));
});

test("nothing is approved that was not submitted, nothing held that was not approved", () => {
  for (const from of CONGRESS_STATES) {
    expect(step(from, "approved").ok).toBe(from === "submitted" || from === "held");
    expect(step(from, "held").ok).toBe(from === "approved" || from === "reported");
  }
});

test("an approved date is reopened as a draft, and a mistaken record is taken back", () => {
  expect(stepsFrom("approved")).toEqual(["draft", "held", "cancelled"]);
  expect(stepsFrom("reported")).toEqual(["held"]);
});

test("an illegal step and a step to the same state are told apart", () => {
  expect(step("undated", "approved")).toEqual(refuse("notAStep", { from: "undated", to: "approved" }));
  expect(step("draft", "draft")).toEqual(refuse("alreadyThere", { state: "draft" }));
});

test("approved, held and reported dates are pinned; only the last two are history", () => {
  expect(CONGRESS_STATES.filter(isPinned)).toEqual(["approved", "held", "reported"]);
  expect(CONGRESS_STATES.filter(hasHappened)).toEqual(["held", "reported"]);
});

test("what has not been held can be cancelled, and only comes back without a date", () => {
  expect(CONGRESS_STATES.filter((from) => step(from, "cancelled").ok)).toEqual(["undated", "draft", "submitted", "approved"]);
  expect(stepsFrom("cancelled")).toEqual(["undated"]);
});

test("a date is frozen from its day on; what was held or cancelled stands still anyway", () => {
  const frozenFrom = day("2025-06-02");
  expect(isFrozen({ frozenFrom }, day("2025-06-01"))).toBe(false);
  expect(isFrozen({ frozenFrom }, frozenFrom)).toBe(true);
  expect(isFrozen({ frozenFrom: null }, frozenFrom)).toBe(false);
  const of = (state: (typeof CONGRESS_STATES)[number]) => standstill({ state, frozenFrom }, frozenFrom);
  expect(CONGRESS_STATES.map(of)).toEqual(["frozen", "frozen", "frozen", "frozen", "alreadyHeld", "alreadyHeld", "cancelled"]);
  expect(standstill({ state: "draft", frozenFrom: null }, frozenFrom)).toBe(null);
});

test("domain 3.3: a grassroots organisation of 200 members or more meets with delegates", () => {
  const ct45 = edition("CT45");
  expect(defaultForm("grassroots", 199, ct45)).toBe("member");
  expect(defaultForm("grassroots", 200, ct45)).toBe("delegate");
  expect(defaultForm("grassroots", null, ct45)).toBe("member");
  expect(defaultForm("cell", 500, ct45)).toBe("member");
  expect(defaultForm("directSuperior", 30, ct45)).toBe("delegate");
});
