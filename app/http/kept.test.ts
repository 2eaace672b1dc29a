import { expect, test } from "vitest";
import { keepChosen } from "./kept.server.ts";

test("where theirs is kept it replaces what was typed, and only there", () => {
  const kept = keepChosen({ name: "mine", "theirs.name": "theirs", "keep.name": "theirs", kind: "a", "theirs.kind": "b", "keep.kind": "mine" });
  expect(kept).toMatchObject({ name: "theirs", kind: "a" });
  expect(keepChosen(null)).toBeNull();
});
