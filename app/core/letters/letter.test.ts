import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, day } from "#app/core/time/day.ts";
import {
  advance,
  dateProblems,
  isPending,
  LETTER_STATES,
  NEXT_STATES,
  type LetterDates,
  type LetterProgress,
  type LetterState,
  type LetterStep,
} from "./letter.ts";

const today = day("2025-05-12");
const letter: LetterProgress = {
  kind: "denunciation",
  senderKind: "named",
  state: "received",
  receivedOn: day("2025-03-03"),
  competentReceivedOn: day("2025-03-05"),
  acceptedOn: null,
  concludedOn: null,
  outcome: null,
  steppedOn: day("2025-03-05"),
};

function walk(start: LetterProgress, ...steps: (LetterState | LetterStep)[]): LetterProgress {
  return steps.reduce<LetterProgress>((before, step, index) => {
    const taken = typeof step === "string" ? { to: step, on: addDays(day("2025-03-10"), index) } : step;
    const verdict = advance(before, taken, today);
    if (!verdict.ok) throw new Error(verdict.code);
    return verdict.value;
  }, start);
}

const codeOf = (from: LetterProgress, step: LetterStep): string => {
  const verdict = advance(from, step, today);
  return verdict.ok ? "accepted" : verdict.code;
};

test("received → classified → accepted → verifying → concluded → closed, with the days of acceptance and conclusion", () => {
  const done = walk(letter, "classified", "accepted", "verifying", { to: "concluded", on: day("2025-04-01"), outcome: "partly" }, { to: "closed", on: day("2025-04-02") });
  expect(done).toMatchObject({ state: "closed", acceptedOn: "2025-03-11", concludedOn: "2025-04-01", outcome: "partly", steppedOn: "2025-04-02" });
});

test("the kind is settled by content when classifying, or stays as registered", () => {
  expect(walk(letter, { to: "classified", on: today, kind: "petition" }).kind).toBe("petition");
  expect(walk(letter, "classified").kind).toBe("denunciation");
});

test("a letter that was passed on starts anew where it is competent", () => {
  const passed = walk(letter, "classified", "accepted", "forwarded", { to: "received", on: day("2025-04-20") });
  expect(passed).toMatchObject({ state: "received", competentReceivedOn: "2025-04-20", acceptedOn: null, receivedOn: "2025-03-03" });
});

test("steps that leave the path are refused, and a closed, returned or filed letter takes none", () => {
  expect(codeOf(letter, { to: "concluded", on: today, outcome: "substantiated" })).toBe("notALegalStep");
  for (const state of ["closed", "returned", "filed"] as const) expect(NEXT_STATES[state]).toEqual([]);
});

test("a step lies neither in the future nor before the one before it", () => {
  expect(codeOf(letter, { to: "classified", on: day("2025-05-13") })).toBe("inFuture");
  expect(codeOf(letter, { to: "classified", on: day("2025-03-04") })).toBe("beforeLastStep");
  expect(codeOf(letter, { to: "classified", on: day("2025-03-05") })).toBe("accepted");
});

test("296-QĐ/TW Điều 19: letters of anonymous or falsely named senders are not accepted", () => {
  const classified = walk(letter, "classified");
  for (const senderKind of ["anonymous", "falseName"] as const)
    expect(codeOf({ ...classified, senderKind }, { to: "accepted", on: today })).toBe("notSettledAnonymous");
  expect(codeOf({ ...classified, senderKind: "anonymous" }, { to: "filed", on: today })).toBe("accepted");
});

test("only the competent body accepts", () => {
  expect(codeOf({ ...walk(letter, "classified"), competentReceivedOn: null }, { to: "accepted", on: today })).toBe("notAtCompetentBody");
});

test("a conclusion says what came out, and nothing else does", () => {
  const verifying = walk(letter, "classified", "accepted", "verifying");
  expect(codeOf(verifying, { to: "concluded", on: today })).toBe("outcomeMissing");
  expect(codeOf(letter, { to: "classified", on: today, outcome: "withdrawn" })).toBe("outcomeUnexpected");
});

test("whatever steps are tried, a letter stands in one state reached by legal steps, and its days stay in order", () => {
  const step = fc.record({
    to: fc.constantFrom(...LETTER_STATES),
    on: fc.integer({ min: 0, max: 80 }).map((n) => addDays(day("2025-03-01"), n)),
    outcome: fc.constantFrom("substantiated" as const, undefined),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let at = letter;
      for (const tried of steps) {
        const verdict = advance(at, tried, today);
        if (!verdict.ok) continue;
        expect(NEXT_STATES[at.state]).toContain(verdict.value.state);
        expect(verdict.value.steppedOn >= at.steppedOn && verdict.value.steppedOn <= today).toBe(true);
        at = verdict.value;
      }
      expect(at.outcome !== null).toBe(at.state === "concluded" || at.state === "closed");
      if (at.state === "verifying") expect(at.acceptedOn).not.toBeNull();
    }),
  );
});

test("what waits for the body is pending", () => {
  expect(LETTER_STATES.filter(isPending)).toEqual(["received", "classified", "accepted", "verifying"]);
});

const dates = (writtenOn: string | null, stampedOn: string | null, receivedOn: string | null, competentReceivedOn: string | null): LetterDates => ({
  writtenOn: writtenOn === null ? null : day(writtenOn),
  stampedOn: stampedOn === null ? null : day(stampedOn),
  receivedOn: receivedOn === null ? null : day(receivedOn),
  competentReceivedOn: competentReceivedOn === null ? null : day(competentReceivedOn),
});

test("written, stamped, received and received by the competent body may share a day", () => {
  expect(dateProblems(dates("2025-05-12", "2025-05-12", "2025-05-12", "2025-05-12"), today)).toEqual([]);
});

test("a letter received before it was written is refused, and both fields are named", () => {
  expect(dateProblems(dates("2025-05-02", null, "2025-05-01", null), today)).toEqual([
    { code: "beforeEarlier", field: "receivedOn", found: "2025-05-01", earlier: "writtenOn", earlierOn: "2025-05-02" },
  ]);
});

test("each day is judged by itself", () => {
  const problems = dateProblems(dates("2025-05-20", "2025-05-10", "2025-05-11", "2025-05-09"), today);
  expect(problems.map((problem) => [problem.code, problem.field])).toEqual([
    ["inFuture", "writtenOn"],
    ["beforeEarlier", "stampedOn"],
    ["beforeEarlier", "competentReceivedOn"],
  ]);
});
