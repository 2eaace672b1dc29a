import fc from "fast-check";
import { expect, test } from "vitest";
import { edition } from "#app/core/rules/editions.ts";
import { reckon } from "#app/core/rules/lead.ts";
import { addDays, day, type Day } from "#app/core/time/day.ts";
import { NATIONAL_DAYS } from "#app/core/time/holidays.ts";
import { isWorking, workingCalendar } from "#app/core/time/working-days.ts";
import {
  dueWithPauses,
  extend,
  isOverdue,
  ORDINARY_MATTER,
  runningClocks,
  type ClockedLetter,
  type Extension,
  type LetterClock,
  type Pause,
  type RunningClock,
} from "./clock.ts";
import { LETTER_STATES } from "./letter.ts";

const calendar = workingCalendar(NATIONAL_DAYS);
const ct45 = edition("CT45");

const letter = (other: Partial<ClockedLetter> = {}): ClockedLetter => ({
  kind: "denunciation",
  senderKind: "named",
  state: "classified",
  receivedOn: day("2025-01-06"),
  competentReceivedOn: day("2025-03-03"),
  acceptedOn: null,
  matter: ORDINARY_MATTER,
  extensions: [],
  pauses: [],
  ...other,
});
const accepted = (on: string, other: Partial<ClockedLetter> = {}): ClockedLetter => letter({ state: "accepted", acceptedOn: day(on), ...other });
const matter = (other: Partial<ClockedLetter["matter"]>): Partial<ClockedLetter> => ({ matter: { ...ORDINARY_MATTER, ...other } });
const granted = (...amounts: number[]): Extension[] => amounts.map((amount) => ({ grantedOn: day("2025-03-10"), amount }));
const pause = (from: string, until: string | null): Pause => ({ from: day(from), until: until === null ? null : day(until) });
const at = (on: string, other: Partial<ClockedLetter> = {}): ClockedLetter => letter({ receivedOn: day(on), competentReceivedOn: day(on), ...other });

const clockOf = (of: ClockedLetter, clock: LetterClock): RunningClock | undefined => runningClocks(of, ct45, calendar).find((each) => each.clock === clock);

const worked: readonly [string, ClockedLetter, LetterClock, string | null][] = [
  ["Luật Tố cáo, check before acceptance 7 wd over Tết 2025", at("2025-01-20"), "accept", "2025-02-05"],
  ["Luật Tố cáo, check 7 wd over 30/4/2024 with the swapped Saturday 4/5", at("2024-04-24"), "accept", "2024-05-07"],
  ["Luật Tố cáo, check 7 wd over Tết 2026", at("2026-02-09"), "accept", "2026-02-25"],
  ["Party denunciation 90 wd over Giỗ Tổ, 30/4 and the swapped Saturday 26/4", letter(), "settle", "2025-07-10"],
  ["… extended by 30 wd", letter({ extensions: granted(30) }), "settle", "2025-08-21"],
  ["… paused for 10 wd", letter({ pauses: [pause("2025-03-10", "2025-03-24")] }), "settle", "2025-07-24"],
  ["… paused over a week end only", letter({ pauses: [pause("2025-03-08", "2025-03-10")] }), "settle", "2025-07-10"],
  ["… paused without an end", letter({ pauses: [pause("2025-03-10", null)] }), "settle", null],
  ["… paused before it began and after it ended", letter({ pauses: [pause("2025-02-10", "2025-02-20"), pause("2025-09-01", null)] }), "settle", "2025-07-10"],
  ["164-QĐ/TW, centrally managed: 180 d from the decision", accepted("2025-01-10", matter({ centrallyManaged: true })), "settle", "2025-07-09"],
  ["Luật Tố cáo, 30 d from acceptance", accepted("2025-02-01", matter({ procedure: "state" })), "settle", "2025-03-03"],
  [
    "Luật Tố cáo, particularly complex and extended twice",
    accepted("2025-02-01", { ...matter({ procedure: "state", complexity: "particularlyComplex" }), extensions: granted(30, 30) }),
    "settle",
    "2025-05-02",
  ],
  ["Luật Khiếu nại, acceptance within 10 d", at("2025-05-05", { kind: "complaint" }), "accept", "2025-05-15"],
  ["Luật Khiếu nại, 30 d", accepted("2025-05-10", { kind: "complaint" }), "settle", "2025-06-09"],
  ["Luật Khiếu nại, complex 45 d", accepted("2025-05-10", { kind: "complaint", ...matter({ complexity: "complex" }) }), "settle", "2025-06-24"],
  ["Luật Khiếu nại, remote 45 d", accepted("2025-05-10", { kind: "complaint", ...matter({ remote: true }) }), "settle", "2025-06-24"],
  [
    "Luật Khiếu nại, remote and complex 60 d",
    accepted("2025-05-10", { kind: "complaint", ...matter({ remote: true, complexity: "complex" }) }),
    "settle",
    "2025-07-09",
  ],
  ["Luật Khiếu nại, paused for 5 d", accepted("2025-05-10", { kind: "complaint", pauses: [pause("2025-05-20", "2025-05-25")] }), "settle", "2025-06-14"],
  ["a discipline complaint goes by the Party's 90 wd (assumed)", letter({ kind: "disciplineComplaint" }), "settle", "2025-07-10"],
  ["a petition, 15 wd by default", at("2025-05-05", { kind: "petition" }), "settle", "2025-05-26"],
  ["a grievance, 15 wd by default", at("2025-05-05", { kind: "grievance" }), "settle", "2025-05-26"],
  ["passing on within 5 wd, the swapped Saturday counted", letter({ receivedOn: day("2025-04-25"), competentReceivedOn: null }), "forward", "2025-05-06"],
];

for (const [what, of, clock, dueOn] of worked)
  test(`${what} → ${dueOn ?? "stands still"}`, () => {
    expect(clockOf(of, clock)?.dueOn).toBe(dueOn);
  });

test("07-HD/UBKTTW: clocks start when the competent body received the letter, not when another body did", () => {
  expect(runningClocks(letter(), ct45, calendar).map((clock) => [clock.clock, clock.from])).toEqual([
    ["accept", "2025-03-03"],
    ["settle", "2025-03-03"],
  ]);
  expect(runningClocks(letter({ competentReceivedOn: null }), ct45, calendar).map((clock) => [clock.clock, clock.from])).toEqual([["forward", "2025-01-06"]]);
});

test("a clock that starts with acceptance does not run before it", () => {
  expect(clockOf(letter({ kind: "complaint" }), "settle")).toBeUndefined();
});

test("an unnamed sender's letter has to be classified and nothing more", () => {
  expect(runningClocks(letter({ senderKind: "anonymous" }), ct45, calendar).map((clock) => clock.clock)).toEqual(["accept"]);
});

test("nothing runs on a letter that is settled or lies elsewhere", () => {
  for (const state of LETTER_STATES)
    expect(runningClocks(letter({ state }), ct45, calendar).length > 0).toBe(["received", "classified", "accepted", "verifying"].includes(state));
});

test("the clock that runs out first stands in front, one that stands still last", () => {
  const both = runningClocks(letter({ kind: "petition", pauses: [pause("2025-03-13", null)] }), ct45, calendar);
  expect(both.map((clock) => [clock.clock, clock.dueOn])).toEqual([
    ["accept", "2025-03-12"],
    ["settle", null],
  ]);
  const still = runningClocks(letter({ pauses: [pause("2025-03-04", null)] }), ct45, calendar);
  expect(still.map((clock) => clock.dueOn)).toEqual([null, null]);
  const late = runningClocks(letter({ pauses: [pause("2025-03-04", "2025-03-05")] }), ct45, calendar);
  expect(late.map((clock) => clock.clock)).toEqual(["accept", "settle"]);
});

test("each clock names its source and how well it is known", () => {
  expect(clockOf(letter(), "settle")).toMatchObject({ source: "22-QĐ/TW", certainty: "reported", span: { amount: 90, unit: "workingDays" } });
  expect(clockOf(letter({ kind: "disciplineComplaint" }), "settle")?.certainty).toBe("assumed");
  expect(clockOf(accepted("2025-05-10", { kind: "complaint" }), "settle")).toMatchObject({ source: "02/2011/QH13", certainty: "confirmed" });
});

test("a clock is overdue on the day after its last", () => {
  const settle = clockOf(letter(), "settle");
  if (settle === undefined) throw new Error("no clock");
  expect([isOverdue(settle, day("2025-07-10")), isOverdue(settle, day("2025-07-11"))]).toEqual([false, true]);
  expect(isOverdue({ ...settle, dueOn: null }, day("2030-01-01"))).toBe(false);
});

const today = day("2025-05-12");
const extension = (amount: number, grantedOn = "2025-05-12"): Extension => ({ amount, grantedOn: day(grantedOn) });
const refusal = (of: ClockedLetter, by: Extension): string => {
  const verdict = extend(of, by, ct45, calendar, today);
  return verdict.ok ? `${verdict.value.length} extensions` : verdict.code;
};

test("an extension is granted once in the Party's procedure, by 30 wd at most, in time and not in advance", () => {
  expect(refusal(letter(), extension(30))).toBe("1 extensions");
  expect(refusal(letter({ extensions: granted(30) }), extension(30))).toBe("noMoreExtensions");
  expect(refusal(letter(), extension(31))).toBe("tooLong");
  expect(refusal(letter(), extension(0))).toBe("tooLong");
  expect(refusal(letter(), extension(30, "2025-05-13"))).toBe("inFuture");
  expect(refusal(letter({ competentReceivedOn: day("2024-06-03") }), extension(30))).toBe("alreadyOverdue");
});

test("Luật Tố cáo: an ordinary matter is not extended, a complex one once, a particularly complex one twice", () => {
  const state = (complexity: "ordinary" | "complex" | "particularlyComplex", had: number): string =>
    refusal(accepted("2025-05-05", { ...matter({ procedure: "state", complexity }), extensions: granted(...Array.from({ length: had }, () => 30)) }), extension(30));
  expect([state("ordinary", 0), state("complex", 0), state("complex", 1), state("particularlyComplex", 1), state("particularlyComplex", 2)]).toEqual([
    "noMoreExtensions",
    "1 extensions",
    "noMoreExtensions",
    "2 extensions",
    "noMoreExtensions",
  ]);
});

test("what has no settling clock or no clause of extension is not extended", () => {
  expect(refusal(letter({ kind: "petition" }), extension(5))).toBe("notExtensible");
  expect(refusal(letter({ state: "closed" }), extension(5))).toBe("notExtensible");
});

const days = fc.integer({ min: 0, max: 400 }).map((n) => addDays(day("2024-12-01"), n));
const pauses = fc.array(
  fc.tuple(days, fc.integer({ min: 0, max: 40 })).map(([from, length]): Pause => ({ from, until: addDays(from, length) })),
  { maxLength: 4 },
);
const spans = fc.record({ amount: fc.integer({ min: 1, max: 120 }), unit: fc.constantFrom("workingDays" as const, "calendarDays" as const) });

test("the due day is the one by which exactly the span's days outside the pauses have passed", () => {
  fc.assert(
    fc.property(days, spans, pauses, (start, span, list) => {
      const due = dueWithPauses(calendar, span, start, list);
      const counts = (d: Day): boolean =>
        (span.unit === "calendarDays" || isWorking(calendar, d)) && !list.some((each) => each.from <= d && each.until !== null && d < each.until);
      let counted = 0;
      let naive = start;
      while (counted < span.amount) {
        naive = addDays(naive, 1);
        if (counts(naive)) counted += 1;
      }
      expect(due).toBe(naive);
    }),
  );
});

test("months are counted as months, and pauses prolong them by days", () => {
  expect(dueWithPauses(calendar, { amount: 1, unit: "months" }, day("2025-01-31"), [])).toBe("2025-02-28");
  expect(dueWithPauses(calendar, { amount: 1, unit: "months" }, day("2025-01-31"), [pause("2025-02-10", "2025-02-15")])).toBe("2025-03-05");
});

test("without pauses a clock is plain reckoning; overlapping pauses count once; an open one stops everything behind it", () => {
  const span = { amount: 10, unit: "workingDays" as const };
  const start = day("2025-03-03");
  expect(dueWithPauses(calendar, span, start, [])).toBe(reckon(calendar, span, start, 1));
  const once = dueWithPauses(calendar, span, start, [pause("2025-03-05", "2025-03-12")]);
  expect(dueWithPauses(calendar, span, start, [pause("2025-03-07", "2025-03-12"), pause("2025-03-05", "2025-03-10")])).toBe(once);
  expect(dueWithPauses(calendar, span, start, [pause("2025-03-05", "2025-03-12"), pause("2025-03-06", "2025-03-07")])).toBe(once);
  expect(dueWithPauses(calendar, span, start, [pause("2025-03-05", null), pause("2025-03-07", "2025-03-12")])).toBeNull();
  expect(dueWithPauses(calendar, span, start, [pause("2025-03-05", "2025-03-12"), pause("2025-03-10", null)])).toBeNull();
});
