import fc from "fast-check";
import { expect, test } from "vitest";
import {
  conclusionStanding,
  conclusionText,
  decideConclusion,
  proposeConclusion,
  type Concluder,
  type ConclusionEntry,
  type Decision,
} from "./conclusion.ts";
import { nomineeState, type NomineeStanding } from "./nominee-state.ts";

const who = (accountId: string, personId: string | null = `p-${accountId}`): Concluder => ({ accountId, personId, walledPersons: [] });
const officer = who("officer");
const lead = who("lead");
const nominee = "p-nominee";
const body = { verdict: "eligible", bodyHash: "h1" } as const;
const seen = (other: Partial<Decision> = {}): Decision => ({ decision: "confirmed", n: 1, bodyHash: "h1", reason: "", ...other });

function proposed(log: readonly ConclusionEntry[] = [], by: Concluder = officer, bodyHash = "h1"): ConclusionEntry[] {
  const verdict = proposeConclusion(log, nominee, by, { ...body, bodyHash });
  if (!verdict.ok) throw new Error(verdict.code);
  return [...log, verdict.value];
}
function decided(log: readonly ConclusionEntry[], by: Concluder, what: Decision): ConclusionEntry[] {
  const verdict = decideConclusion(log, nominee, by, what);
  if (!verdict.ok) throw new Error(verdict.code);
  return [...log, verdict.value];
}
const refusal = (log: readonly ConclusionEntry[], by: Concluder, what: Decision): string => {
  const verdict = decideConclusion(log, nominee, by, what);
  return verdict.ok ? verdict.value.event : verdict.code;
};

test("officer proposes, lead returns, officer supplements, lead confirms", () => {
  const returned = decided(proposed(), lead, seen({ decision: "returned", reason: "thiếu nhận xét nơi cư trú" }));
  expect(conclusionStanding(returned)).toMatchObject({ state: "returned", version: { n: 1 } });
  const again = proposed(returned, officer, "h2");
  expect(conclusionStanding(again)).toMatchObject({ state: "proposed", version: { n: 2, bodyHash: "h2" } });
  expect(conclusionStanding(decided(again, lead, seen({ n: 2, bodyHash: "h2" })))).toMatchObject({ state: "confirmed", version: { n: 2 } });
});

test("nobody confirms an own proposal, neither under the same account nor as the same person under another", () => {
  expect(refusal(proposed(), officer, seen())).toBe("ownProposal");
  expect(refusal(proposed(), who("second-account", "p-officer"), seen())).toBe("ownProposal");
  expect(refusal(proposed([], who("officer", null)), who("lead", null), seen())).toBe("confirmed");
});

test("the lead confirms the very version that was seen", () => {
  expect(refusal(proposed(), lead, seen({ bodyHash: "h0" }))).toBe("otherVersion");
  expect(refusal(proposed(), lead, seen({ n: 2 }))).toBe("otherVersion");
});

test("a return says why; nothing is decided where nothing stands proposed", () => {
  expect(refusal(proposed(), lead, seen({ decision: "returned", reason: " " }))).toBe("reasonMissing");
  expect(refusal([], lead, seen())).toBe("nothingProposed");
  expect(refusal(decided(proposed(), lead, seen()), lead, seen())).toBe("nothingProposed");
});

test("one proposal stands at a time; a confirmed conclusion is corrected by a new version", () => {
  expect(proposeConclusion(proposed(), nominee, lead, body)).toMatchObject({ ok: false, code: "alreadyProposed" });
  expect(conclusionStanding(proposed(decided(proposed(), lead, seen())))).toMatchObject({ state: "proposed", version: { n: 2 } });
});

test("nobody proposes or decides on himself or on somebody he is walled off from", () => {
  expect(proposeConclusion([], nominee, who("x", nominee), body)).toMatchObject({ ok: false, code: "walledOff" });
  expect(refusal(proposed(), { ...lead, walledPersons: [nominee] }, seen())).toBe("walledOff");
});

test("the text that is digested tells nominee, verdict and reasons apart, and not the way they were typed", () => {
  const text = { nomineeId: "n1", verdict: "eligible", reasons: "Đủ" } as const;
  expect(conclusionText({ ...text, reasons: "Đủ".normalize("NFD") })).toBe(conclusionText(text));
  expect(conclusionText({ ...text, verdict: "ineligible" })).not.toBe(conclusionText(text));
});

test("no sequence of deeds by any set of people confirms with fewer than two persons", () => {
  const people = ["a", "b", "c"].flatMap((person) => [who(`${person}1`, person), who(`${person}2`, person)]);
  const deed = fc.record({
    by: fc.constantFrom(...people),
    event: fc.constantFrom("proposed", "confirmed", "returned"),
    n: fc.integer({ min: 1, max: 4 }),
    bodyHash: fc.constantFrom("h1", "h2"),
  });
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 30 }), (deeds) => {
      let log: readonly ConclusionEntry[] = [];
      for (const { by, event, n, bodyHash } of deeds) {
        const verdict =
          event === "proposed"
            ? proposeConclusion(log, nominee, by, { verdict: "eligible", bodyHash })
            : decideConclusion(log, nominee, by, { decision: event === "confirmed" ? "confirmed" : "returned", n, bodyHash, reason: "r" });
        if (verdict.ok) log = [...log, verdict.value];
      }
      for (const entry of log) {
        if (entry.event === "proposed") continue;
        const version = log.find((each) => each.event === "proposed" && each.n === entry.n);
        expect(version?.by.personId).not.toBe(entry.by.personId);
        expect(version?.bodyHash).toBe(entry.bodyHash);
      }
      expect(new Set(log.filter((entry) => entry.event === "proposed").map((entry) => entry.n)).size).toBe(log.filter((entry) => entry.event === "proposed").length);
    }),
  );
});

const standing = (other: Partial<NomineeStanding> = {}): NomineeStanding => ({ eligibility: "eligible", checks: ["clear", "sent"], conclusion: { state: "none" }, ...other });
const after = (state: "proposed" | "confirmed" | "returned", verdict: "eligible" | "notConsidered" | "ineligible" = "eligible"): NomineeStanding["conclusion"] => ({
  state,
  version: { event: "proposed", n: 1, verdict, bodyHash: "h1", by: officer },
});

test("a nominee is incomplete until everything is known and sent, then in progress, then as the conclusion stands", () => {
  expect(nomineeState(standing({ checks: ["notSent", "clear"] }))).toBe("incomplete");
  expect(nomineeState(standing({ eligibility: "unknown" }))).toBe("incomplete");
  expect(nomineeState(standing({ eligibility: "doubtful" }))).toBe("inProgress");
  expect(nomineeState(standing({ conclusion: after("proposed") }))).toBe("proposed");
  expect(nomineeState(standing({ conclusion: after("returned") }))).toBe("returned");
  expect(nomineeState(standing({ conclusion: after("confirmed"), checks: ["clear"] }))).toBe("confirmed");
});

test("a confirmed conclusion against the nominee, or a confirmed rule that is broken, makes ineligible", () => {
  expect(nomineeState(standing({ conclusion: after("confirmed", "notConsidered") }))).toBe("ineligible");
  expect(nomineeState(standing({ conclusion: after("confirmed", "ineligible") }))).toBe("ineligible");
  expect(nomineeState(standing({ conclusion: after("confirmed"), eligibility: "ineligible" }))).toBe("ineligible");
});

test("a finding that expires before the opening puts a confirmed nominee back into progress", () => {
  expect(nomineeState(standing({ conclusion: after("confirmed"), checks: ["clear", "expired"] }))).toBe("inProgress");
});
