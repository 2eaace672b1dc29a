import { expect, test } from "vitest";
import { edition } from "#app/core/rules/editions.ts";
import { day } from "#app/core/time/day.ts";
import { preparationOf } from "./preparation.ts";

const openedOn = day("2024-09-16");
const commune = { level: "grassroots", kind: "commune", validFrom: day("2010-01-01") } as const;
const underCt45 = { openedOn, edition: edition("CT45") };

test("a unit as old as the campaign that was never suspended had all the time", () => {
  expect(preparationOf({ ...commune, kind: "agency" }, underCt45)).toBeNull();
});

test("a commune under CT 45 was released on the last day of the suspension of KL 127", () => {
  expect(preparationOf(commune, underCt45)).toEqual({ startsOn: "2025-04-14", reason: "released" });
});

test("before KL 127 nobody knew of the suspension", () => {
  expect(preparationOf(commune, { openedOn, edition: edition("KL118") })).toBeNull();
});

test("a unit founded after the campaign opened starts on that day, unless the release is later", () => {
  const agency = { ...commune, kind: "agency", validFrom: day("2025-02-06") };
  expect(preparationOf(agency, underCt45)).toEqual({ startsOn: "2025-02-06", reason: "founded" });
  expect(preparationOf({ ...commune, validFrom: day("2025-02-06") }, underCt45)).toEqual({ startsOn: "2025-04-14", reason: "released" });
  expect(preparationOf({ ...commune, validFrom: day("2025-07-01") }, underCt45)).toEqual({ startsOn: "2025-07-01", reason: "founded" });
});
