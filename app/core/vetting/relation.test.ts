import { expect, test } from "vitest";
import { isRelationKind, mirrored, RELATION_KINDS } from "./relation.ts";

test("a tie seen twice from the other side is the same tie", () => {
  for (const kind of RELATION_KINDS) expect(mirrored(mirrored(kind))).toBe(kind);
  expect(mirrored("parent")).toBe("child");
  expect(mirrored("spouse")).toBe("spouse");
});

test("only the kinds of the list are kinds", () => {
  expect(isRelationKind("sibling")).toBe(true);
  expect(isRelationKind("neighbour")).toBe(false);
});
