import { expect, test } from "vitest";
import { statementNames } from "./statement-names.server.ts";

test("a statement that comes again is named, and keeps its name", () => {
  const nameOf = statementNames();
  expect([nameOf("SELECT 1"), nameOf("SELECT 1"), nameOf("SELECT 1"), nameOf("SELECT 1")]).toEqual(["", "", "s1", "s1"]);
  expect([nameOf("SELECT 2"), nameOf("SELECT 2"), nameOf("SELECT 2")]).toEqual(["", "", "s2"]);
});

test("what is kept is bounded, whatever is asked", () => {
  const nameOf = statementNames();
  for (let i = 0; i < 10_000; i++) expect(nameOf(`SELECT ${i}`)).toBe("");
  const given = Array.from({ length: 600 }, (_, i) => [1, 2, 3].map(() => nameOf(`SELECT a${i}`))[2] ?? "");
  expect(new Set(given.filter((name) => name !== "")).size).toBe(500);
  expect(given[599]).toBe("");
  expect(nameOf("SELECT a0")).toBe("s1");
});
