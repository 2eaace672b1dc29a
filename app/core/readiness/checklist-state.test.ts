import { expect, test } from "vitest";
import { accept, refuse } from "#app/core/verdict.ts";
import { LINE_STATES, lineStepsFrom, stepLine } from "./checklist-state.ts";

test("the unit submits, the superior returns, the unit submits again, the superior accepts", () => {
  expect(stepLine("open", "inProgress")).toEqual(accept("inProgress"));
  expect(stepLine("inProgress", "submitted")).toEqual(accept("submitted"));
  expect(stepLine("submitted", "returned")).toEqual(accept("returned"));
  expect(stepLine("returned", "submitted")).toEqual(accept("submitted"));
  expect(stepLine("submitted", "accepted")).toEqual(accept("accepted"));
});

test("an accepted line is locked until it is returned", () => {
  expect(lineStepsFrom("accepted")).toEqual(["returned"]);
  expect(stepLine("accepted", "open")).toEqual(refuse("notAStep", { from: "accepted", to: "open" }));
});

test("nothing is accepted that was not submitted", () => {
  for (const from of LINE_STATES) expect(stepLine(from, "accepted").ok).toBe(from === "submitted");
});

test("a step to the same state is named as such", () => {
  expect(stepLine("open", "open")).toEqual(refuse("alreadyThere", { state: "open" }));
});
