import fc from "fast-check";
import { expect, test } from "vitest";
import { LEVELS } from "#app/core/organisation/level.ts";
import { edition } from "#app/core/rules/editions.ts";
import { everyLevel } from "#app/core/rules/rule.ts";
import { addDays, day, type Day } from "#app/core/time/day.ts";
import { NATIONAL_DAYS } from "#app/core/time/holidays.ts";
import { workingCalendar } from "#app/core/time/working-days.ts";
import { bundleFor, CHECK_CODES, CHECK_KINDS, checkKind, validityOf } from "./check-kinds.ts";
import {
  CHECK_EVENTS,
  CHECK_STATES,
  isLate,
  isOpen,
  logCheck,
  newCheck,
  possibleEvents,
  stateOn,
  validTogetherUntil,
  type Check,
  type CheckEvent,
  type CheckRules,
  type LoggedEvent,
} from "./checks.ts";
import { SLATE_POSTS } from "./slate.ts";

const ct45 = edition("CT45");
const rules = (validity: CheckRules["kind"]["validity"] = null): CheckRules => ({
  kind: { validity },
  level: "directSuperior",
  edition: ct45,
  calendar: workingCalendar(NATIONAL_DAYS),
  today: day("2025-06-30"),
});
const event = (name: CheckEvent, on: string, other: Partial<LoggedEvent> = {}): LoggedEvent => ({ event: name, on: day(on), body: "Ủy ban Kiểm tra", documentNumber: "12-CV/UBKT", ...other });

function after(events: readonly LoggedEvent[], by: CheckRules = rules()): Check {
  return events.reduce((check, each) => {
    const verdict = logCheck(check, each, by);
    if (!verdict.ok) throw new Error(verdict.code);
    return verdict.value;
  }, newCheck("Ủy ban Kiểm tra"));
}
const refusal = (check: Check, logged: LoggedEvent): string => {
  const verdict = logCheck(check, logged, rules());
  return verdict.ok ? verdict.value.state : verdict.code;
};

const sent = event("sent", "2025-04-21");

test("sent → answered → found clear, with the due day 15 wd after sending over the holidays", () => {
  expect(after([sent])).toMatchObject({ state: "sent", sentOn: "2025-04-21", dueOn: "2025-05-14", answeredOn: null });
  const done = after([sent, event("answered", "2025-05-05"), event("foundClear", "2025-05-06")]);
  expect(done).toMatchObject({ state: "clear", answeredOn: "2025-05-05", documentNumber: "12-CV/UBKT", validUntil: null, loggedOn: "2025-05-06" });
});

test("a finding can bring the answer with it", () => {
  expect(after([sent, event("foundToConsider", "2025-05-05")])).toMatchObject({ state: "toConsider", answeredOn: "2025-05-05", documentNumber: "12-CV/UBKT" });
});

test("the nominee is asked and answers: back to waiting for the body, or for the decision when the body has answered", () => {
  expect(after([sent, event("personAsked", "2025-04-25")]).state).toBe("waitingForPerson");
  expect(after([sent, event("personAsked", "2025-04-25"), event("personAnswered", "2025-04-28")]).state).toBe("sent");
  const both = [sent, event("answered", "2025-04-24"), event("personAsked", "2025-04-25"), event("personAnswered", "2025-04-28")];
  expect(after(both).state).toBe("waitingForDecision");
});

test("a finding is contested, looked at again and cleared, or asked for anew", () => {
  const disputed = after([sent, event("foundToConsider", "2025-05-05"), event("disputed", "2025-05-07")]);
  expect(disputed.state).toBe("disputed");
  expect(refusal(disputed, event("foundClear", "2025-05-12", { documentNumber: null }))).toBe("clear");
  const verdict = logCheck(disputed, event("sent", "2025-05-12", { body: " Công an " }), rules());
  expect(verdict.ok && verdict.value).toMatchObject({ state: "sent", body: "Công an", answeredOn: null, documentNumber: null });
});

test("events out of turn, in the future, before the sending or before the one before are refused", () => {
  expect(refusal(newCheck("x"), event("answered", "2025-05-05"))).toBe("notALegalStep");
  expect(refusal(after([sent]), event("answered", "2025-07-01"))).toBe("inFuture");
  expect(refusal(after([sent]), event("answered", "2025-04-20"))).toBe("beforeSent");
  expect(refusal(after([sent, event("answered", "2025-05-05")]), event("foundClear", "2025-05-04"))).toBe("beforeLastEvent");
  expect(refusal(after([sent]), event("answered", "2025-04-21"))).toBe("waitingForDecision");
});

test("a request names the body, an answer its document", () => {
  expect(refusal(newCheck("x"), event("sent", "2025-04-21", { body: null }))).toBe("bodyMissing");
  expect(refusal(newCheck("x"), event("sent", "2025-04-21", { body: "  " }))).toBe("bodyMissing");
  expect(refusal(after([sent]), event("answered", "2025-05-05", { documentNumber: null }))).toBe("documentMissing");
  expect(refusal(after([sent]), event("foundClear", "2025-05-05", { documentNumber: " " }))).toBe("documentMissing");
});

test("an edition without an answering time sets no due day", () => {
  const none = { ...rules(), edition: { ...ct45, leads: { ...ct45.leads, bodyResponse: everyLevel({ value: null, source: "x", certainty: "assumed" as const }) } } };
  expect(after([sent], none).dueOn).toBeNull();
});

test("a health certificate of six months expires before a late opening, not before an early one", () => {
  const found = after([sent, event("foundClear", "2025-04-30")], rules("healthCertificate"));
  expect(found.validUntil).toBe("2025-10-30");
  expect([stateOn(found, day("2025-10-30")), stateOn(found, day("2025-10-31"))]).toEqual(["clear", "expired"]);
  expect(stateOn({ state: "waitingForDecision", validUntil: day("2025-01-01") }, day("2025-06-01"))).toBe("waitingForDecision");
  expect(stateOn({ state: "clear", validUntil: null }, day("2035-06-01"))).toBe("clear");
});

test("checks together are valid as long as the one that ages first", () => {
  const until = (state: Check["state"], validUntil: string | null): Pick<Check, "state" | "validUntil"> => ({ state, validUntil: validUntil === null ? null : day(validUntil) });
  expect(validTogetherUntil([until("clear", "2025-12-01"), until("toConsider", "2025-10-30"), until("sent", "2025-01-01"), until("clear", null)])).toBe("2025-10-30");
  expect(validTogetherUntil([until("clear", null)])).toBeNull();
});

test("a request is late on the day after its due day, and only while it is awaited", () => {
  const check = after([sent]);
  expect([isLate(check, day("2025-05-14")), isLate(check, day("2025-05-15"))]).toEqual([false, true]);
  expect(isLate({ ...check, state: "waitingForPerson" }, day("2025-05-15"))).toBe(true);
  expect(isLate({ ...check, state: "waitingForDecision" }, day("2025-05-15"))).toBe(false);
  expect(isLate({ ...check, dueOn: null }, day("2025-05-15"))).toBe(false);
});

test("what is decided leaves the queue", () => {
  expect(CHECK_STATES.filter((state) => !isOpen(state))).toEqual(["clear", "toConsider"]);
});

test("the events that are offered are the ones that are not refused as illegal", () => {
  expect(possibleEvents("notSent")).toEqual(["sent"]);
  for (const state of CHECK_STATES) {
    const legal = CHECK_EVENTS.filter((name) => refusal({ ...newCheck("x"), state }, event(name, "2025-05-05")) !== "notALegalStep");
    expect(possibleEvents(state)).toEqual(legal);
  }
});

test("whatever is logged, the days of a check stay in order and a finding always has an answer with a document", () => {
  const events = fc.array(
    fc.record({
      event: fc.constantFrom(...CHECK_EVENTS),
      on: fc.integer({ min: 0, max: 100 }).map((n): Day => addDays(day("2025-04-01"), n)),
      body: fc.constantFrom(null, "Công an"),
      documentNumber: fc.constantFrom(null, "7-BC/CA"),
    }),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(events, (list) => {
      let check = newCheck("Công an");
      for (const logged of list) {
        const verdict = logCheck(check, logged, rules("residenceComments"));
        if (verdict.ok) check = verdict.value;
        if (check.sentOn !== null && check.answeredOn !== null) expect(check.answeredOn >= check.sentOn).toBe(true);
        if (!isOpen(check.state) || check.state === "waitingForDecision") expect([check.answeredOn, check.documentNumber, check.validUntil]).not.toContain(null);
        expect(check.loggedOn === null || check.loggedOn <= rules().today).toBe(true);
      }
    }),
  );
});

test("every check of the catalogue has its names, its body and at least one place where it is asked for", () => {
  expect(CHECK_KINDS.map((kind) => kind.code)).toEqual([...CHECK_CODES]);
  for (const kind of CHECK_KINDS) {
    for (const text of [kind.name.vi, kind.name.en, kind.body.vi, kind.body.en, kind.source]) expect(text).not.toBe("");
    expect(LEVELS.some((level) => SLATE_POSTS.some((post) => bundleFor(level, post).includes(kind)))).toBe(true);
    expect(checkKind(kind.code)).toBe(kind);
  }
  expect(checkKind("astrology")).toBeNull();
});

test("the bundle grows with level and post", () => {
  expect(bundleFor("cell", "delegate").map((kind) => kind.code)).toEqual(["membership"]);
  expect(bundleFor("cell", "secretary").map((kind) => kind.code)).toEqual(["membership", "annualRatings"]);
  const grassroots = bundleFor("grassroots", "committeeMember").map((kind) => kind.code);
  expect(grassroots).toContain("politicalStandard");
  expect(grassroots).not.toContain("internalAffairsOpinion");
  expect(bundleFor("province", "secretary")).toHaveLength(CHECK_KINDS.length);
});

test("only certificates and comments age", () => {
  const aging = CHECK_KINDS.filter((kind) => validityOf(kind, ct45) !== null);
  expect(aging.map((kind) => kind.code)).toEqual(["residenceComment", "healthCertificate"]);
  expect(validityOf({ validity: "healthCertificate" }, ct45)).toEqual({ amount: 6, unit: "months" });
});
