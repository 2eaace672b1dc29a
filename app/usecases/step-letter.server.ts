import { permit } from "#app/core/access/scope.ts";
import { extend } from "#app/core/letters/clock.ts";
import { guardTexts } from "#app/core/letters/identity-guard.ts";
import { advance, type LetterState, type LetterStep, SECOND_PERSON_STEPS } from "#app/core/letters/letter.ts";
import type { Day } from "#app/core/time/day.ts";
import { accept, refuse, type Refused, type Verdict } from "#app/core/verdict.ts";
import { digest, recordDeed } from "#app/db/audit.server.ts";
import { addEntry, changeLetter, congressesTouched, lastStepOn, type LetterFacts } from "#app/db/letters.server.ts";
import { type Errand, Forbidden } from "./errand.ts";
import { ownLetter } from "./find-letter.server.ts";
import { firstClock, letterSetting, progressOf } from "./letter-clock.server.ts";
import { refreshReadiness } from "./refresh-readiness.server.ts";

export type StepWanted = LetterStep & { readonly id: string; readonly version: number; readonly note: string | null };

/** One step of an assigned officer. Passing on and closing need a second person and are proposed instead. */
export async function stepLetter(errand: Errand, wanted: StepWanted): Promise<Verdict<{ id: string }, string>> {
  const { tx, today } = errand;
  const letter = await ownLetter(errand, wanted.id);
  if (SECOND_PERSON_STEPS.includes(wanted.to)) return refuse("needsSecondPerson", { field: "to" });
  const guarded = guardTexts({ note: wanted.note });
  if (!guarded.ok) return guarded;
  const stepped = advance(progressOf(letter, (await lastStepOn(tx, letter.id)) ?? letter.receivedOn), wanted, today);
  if (!stepped.ok) return atField(stepped, STEP_FIELDS);
  return write(errand, letter, wanted, { ...letter, ...stepped.value });
}

export type ExtensionWanted = { readonly id: string; readonly version: number; readonly grantedOn: Day; readonly amount: number; readonly note: string };

/** Grants more time within what the clause allows. */
export async function extendLetter(errand: Errand, wanted: ExtensionWanted): Promise<Verdict<{ id: string }, string>> {
  const letter = await ownLetter(errand, wanted.id);
  const guarded = guardTexts({ note: wanted.note });
  if (!guarded.ok) return guarded;
  const setting = await letterSetting(errand, letter.registerUnit.path);
  const extended = extend({ ...letter, pauses: [] }, { grantedOn: wanted.grantedOn, amount: wanted.amount }, setting.rules, setting.calendar, errand.today);
  if (!extended.ok) return atField(extended, EXTENSION_FIELDS);
  return write(errand, letter, { to: letter.state, on: wanted.grantedOn, note: wanted.note, version: wanted.version }, { ...letter, extensions: extended.value });
}

/** The field of the form that a refusal is about. */
const STEP_FIELDS: Readonly<Record<string, string>> = {
  notALegalStep: "to",
  notSettledAnonymous: "to",
  notAtCompetentBody: "to",
  inFuture: "on",
  beforeLastStep: "on",
  outcomeMissing: "outcome",
  outcomeUnexpected: "outcome",
};
const EXTENSION_FIELDS: Readonly<Record<string, string>> = { tooLong: "amount", inFuture: "grantedOn", alreadyOverdue: "grantedOn" };

function atField(refused: Refused<string>, fields: Readonly<Record<string, string>>): Refused<string> {
  const field = fields[refused.code];
  return field === undefined ? refused : refuse(refused.code, { ...refused.details, field });
}

async function write(
  errand: Errand,
  before: LetterFacts,
  step: { readonly to: LetterState; readonly on: Day; readonly note: string | null; readonly version: number },
  after: LetterFacts,
): Promise<Verdict<{ id: string }, "movedMeanwhile">> {
  const { tx, actor } = errand;
  const unitPath = before.registerUnit.path;
  const leave = permit(actor, "letter.step", unitPath, errand.realDay);
  if (leave === null) throw new Forbidden("letter.step");
  const clock = firstClock(after, await letterSetting(errand, unitPath));
  if (!(await changeLetter(tx, leave, { id: before.id, version: step.version }, { ...pick(after), ...clock }))) return refuse("movedMeanwhile");
  const extended = after.extensions.length > before.extensions.length;
  await addEntry(tx, { letterId: before.id, step: extended ? "extended" : step.to, day: step.on, note: step.note, byId: actor.accountId });
  await recordDeed(tx, {
    now: errand.now,
    actor,
    deed: extended ? "letter.extend" : "letter.step",
    subject: { kind: "letter", id: before.id },
    unitPath,
    before: { state: before.state, dueOn: before.dueOn },
    after: {
      state: after.state,
      on: step.on,
      dueOn: clock.dueOn,
      outcome: after.outcome === null ? null : digest(errand.digestKey, after.outcome),
      note: step.note === null ? null : digest(errand.digestKey, step.note),
    },
  });
  await refreshReadiness(errand, await congressesTouched(tx, before.id));
  return accept({ id: before.id });
}

export const pick = (letter: LetterFacts) => ({
  state: letter.state,
  kind: letter.kind,
  competentReceivedOn: letter.competentReceivedOn,
  acceptedOn: letter.acceptedOn,
  concludedOn: letter.concludedOn,
  outcome: letter.outcome,
  extensions: letter.extensions,
});
