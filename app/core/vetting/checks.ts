import type { Level } from "#app/core/organisation/level.ts";
import type { Edition } from "#app/core/rules/edition.ts";
import { dueOn, reckon } from "#app/core/rules/lead.ts";
import type { Day } from "#app/core/time/day.ts";
import type { WorkingCalendar } from "#app/core/time/working-days.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { type CheckKind, validityOf } from "./check-kinds.ts";

/** "toConsider": something was found that the conclusion has to weigh. "expired" follows from the day, see `stateOn`. */
export const CHECK_STATES = [
  "notSent",
  "sent",
  "waitingForPerson",
  "waitingForDecision",
  "clear",
  "toConsider",
  "disputed",
  "expired",
] as const;
export type CheckState = (typeof CHECK_STATES)[number];

/** What can be logged. The body's answer and the officer's finding are two events; the finding can bring the answer. */
export const CHECK_EVENTS = [
  "sent",
  "answered",
  "personAsked",
  "personAnswered",
  "foundClear",
  "foundToConsider",
  "disputed",
] as const;
export type CheckEvent = (typeof CHECK_EVENTS)[number];

export type LoggedEvent = {
  readonly event: CheckEvent;
  readonly on: Day;
  /** To whom it was sent; needed for "sent". */
  readonly body: string | null;
  /** Of the answer; needed for "answered" and for a finding without an answer before. */
  readonly documentNumber: string | null;
};

export type Check = {
  readonly state: CheckState;
  readonly body: string;
  readonly sentOn: Day | null;
  /** When the body should have answered. */
  readonly dueOn: Day | null;
  readonly answeredOn: Day | null;
  readonly documentNumber: string | null;
  /** The last day on which the answer can be used; null where it does not age. */
  readonly validUntil: Day | null;
  /** The day of the event before. */
  readonly loggedOn: Day | null;
};

export const newCheck = (body: string): Check => ({
  state: "notSent",
  body,
  sentOn: null,
  dueOn: null,
  answeredOn: null,
  documentNumber: null,
  validUntil: null,
  loggedOn: null,
});

const FOUND = { foundClear: "clear", foundToConsider: "toConsider" } as const;

/** Every legal event and where it leads. "personAnswered" leads back to where the check was waiting. */
const NEXT: Readonly<Record<CheckState, Readonly<Partial<Record<CheckEvent, CheckState>>>>> = {
  notSent: { sent: "sent" },
  sent: { answered: "waitingForDecision", personAsked: "waitingForPerson", ...FOUND },
  waitingForPerson: { answered: "waitingForDecision", personAnswered: "waitingForDecision", ...FOUND },
  waitingForDecision: { personAsked: "waitingForPerson", disputed: "disputed", ...FOUND },
  clear: { sent: "sent", disputed: "disputed" },
  toConsider: { sent: "sent", disputed: "disputed", personAsked: "waitingForPerson", foundClear: "clear" },
  disputed: { sent: "sent", personAsked: "waitingForPerson", ...FOUND },
  expired: { sent: "sent" },
};

export type CheckRules = {
  readonly kind: Pick<CheckKind, "validity">;
  readonly level: Level;
  readonly edition: Pick<Edition, "leads" | "validity">;
  readonly calendar: WorkingCalendar;
  readonly today: Day;
};

export type CheckRefusal = "notALegalStep" | "inFuture" | "beforeSent" | "beforeLastEvent" | "bodyMissing" | "documentMissing";

/** The events that can be logged in a state, for the form that offers them. */
export const possibleEvents = (state: CheckState): readonly CheckEvent[] => CHECK_EVENTS.filter((event) => NEXT[state][event] !== undefined);

/** Logs one event. Its day lies neither in the future nor before the event before it. */
export function logCheck(check: Check, logged: LoggedEvent, rules: CheckRules): Verdict<Check, CheckRefusal> {
  const { event, on } = logged;
  const state = NEXT[check.state][event];
  if (state === undefined) return refuse("notALegalStep", { from: check.state, event });
  if (on > rules.today) return refuse("inFuture", { on, today: rules.today });
  if (event !== "sent" && check.sentOn !== null && on < check.sentOn) return refuse("beforeSent", { on, sentOn: check.sentOn });
  if (check.loggedOn !== null && on < check.loggedOn) return refuse("beforeLastEvent", { on, last: check.loggedOn });
  const next = { ...check, state, loggedOn: on };
  switch (event) {
    case "sent":
      return sending(next, logged, rules);
    case "answered":
      return answer(next, logged, rules);
    case "foundClear":
    case "foundToConsider":
      return check.answeredOn === null ? answer(next, logged, rules) : accept(next);
    case "personAnswered":
      return accept({ ...next, state: check.answeredOn === null ? "sent" : state });
    case "personAsked":
    case "disputed":
      return accept(next);
  }
}

function sending(next: Check, { on, body }: LoggedEvent, { edition, level, calendar }: CheckRules): Verdict<Check, CheckRefusal> {
  if (body === null || body.trim() === "") return refuse("bodyMissing");
  const response = edition.leads.bodyResponse[level].value;
  const due = response === null ? null : dueOn(calendar, response, on);
  return accept({ ...next, body: body.trim(), sentOn: on, dueOn: due, answeredOn: null, documentNumber: null, validUntil: null });
}

function answer(next: Check, { on, documentNumber }: LoggedEvent, { kind, edition, calendar }: CheckRules): Verdict<Check, CheckRefusal> {
  if (documentNumber === null || documentNumber.trim() === "") return refuse("documentMissing");
  const validity = validityOf(kind, edition);
  const validUntil = validity === null ? null : reckon(calendar, validity, on, 1);
  return accept({ ...next, answeredOn: on, documentNumber: documentNumber.trim(), validUntil });
}

const DECIDED: readonly CheckState[] = ["clear", "toConsider"];

/** The state as seen from a day, usually the opening: a finding whose answer is too old by then has expired. */
export function stateOn(check: Pick<Check, "state" | "validUntil">, day: Day): CheckState {
  const tooOld = check.validUntil !== null && check.validUntil < day;
  return tooOld && DECIDED.includes(check.state) ? "expired" : check.state;
}

/** Whether somebody still has to do something, so that the check stands in the queue. */
export const isOpen = (state: CheckState): boolean => !DECIDED.includes(state);

/** Whether an answer is awaited and late. */
export const isLate = (check: Pick<Check, "state" | "dueOn">, today: Day): boolean =>
  (check.state === "sent" || check.state === "waitingForPerson") && check.dueOn !== null && check.dueOn < today;

/** The first day on which a finding of these checks is too old to be used is the day after this; null when none ages. */
export function validTogetherUntil(checks: readonly Pick<Check, "state" | "validUntil">[]): Day | null {
  const ends = checks.flatMap((check) => (DECIDED.includes(check.state) && check.validUntil !== null ? [check.validUntil] : []));
  return ends.toSorted().at(0) ?? null;
}
