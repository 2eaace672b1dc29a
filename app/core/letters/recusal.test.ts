import { expect, test } from "vitest";
import { handedUp, recusalOf, recused, walledPersonsOf, type Viewer } from "./recusal.ts";

const letter = { subjectPersonIds: ["p-subject"], subjectUnitIds: ["u-subject"] };
const stranger: Viewer = { personId: "p1", walledPersons: ["p1", "p2"], grants: [{ unitId: "u1" }] };

test("a stranger is not walled off", () => {
  expect(recusalOf(stranger, letter)).toBeNull();
  expect(recused({ personId: null, walledPersons: [], grants: [] }, letter)).toBe(false);
});

test("whoever is named in the letter is walled off", () => {
  expect(recusalOf({ ...stranger, personId: "p-subject" }, letter)).toBe("isSubject");
});

test("a relative of the one named, and who holds a grant from a unit that the named one heads, are walled off", () => {
  const walledPersons = walledPersonsOf({ personId: "p1", relativeIds: ["p-subject"], headIdsOfGrantingUnits: ["p1"] });
  expect(walledPersons).toEqual(["p1", "p-subject"]);
  expect(recusalOf({ ...stranger, walledPersons }, letter)).toBe("walledFromSubject");
  const byHead = walledPersonsOf({ personId: null, relativeIds: [], headIdsOfGrantingUnits: ["p-subject"] });
  expect(recused({ ...stranger, personId: null, walledPersons: byHead }, letter)).toBe(true);
});

test("who holds a grant from the unit that the letter is about is walled off", () => {
  expect(recusalOf({ ...stranger, grants: [{ unitId: "u1" }, { unitId: "u-subject" }] }, letter)).toBe("grantFromSubjectUnit");
});

test("the matter goes one level up, and from the top on paper", () => {
  expect(handedUp("/aaaaaaaaaa/bbbbbbbbbb/")).toEqual({ route: "unit", path: "/aaaaaaaaaa/" });
  expect(handedUp("/aaaaaaaaaa/")).toEqual({ route: "paper" });
});
