import { randomBytes } from "node:crypto";
import { permit, scopeFor } from "#app/core/access/scope.ts";
import { ORDINARY_MATTER } from "#app/core/letters/clock.ts";
import { caseCode } from "#app/core/letters/case-code.ts";
import { guardTexts } from "#app/core/letters/identity-guard.ts";
import { dateProblems, type LetterChannel, type LetterKind, type SenderKind } from "#app/core/letters/letter.ts";
import { recused } from "#app/core/letters/recusal.ts";
import type { Day } from "#app/core/time/day.ts";
import { accept, refuse, type Verdict } from "#app/core/verdict.ts";
import { digest, recordDeed } from "#app/db/audit.server.ts";
import { findBranch } from "#app/db/branches.server.ts";
import { findSubject, type SubjectRef } from "#app/db/letter-subjects.server.ts";
import { congressesTouched, createLetter, type NewSubject } from "#app/db/letters.server.ts";
import { type Errand, Forbidden, NotFound } from "./errand.ts";
import { firstClock, letterSetting } from "./letter-clock.server.ts";
import { refreshReadiness } from "./refresh-readiness.server.ts";

export type LetterToRegister = {
  readonly registerUnitId: string;
  readonly competentUnitId: string | null;
  readonly kind: LetterKind;
  readonly channel: LetterChannel;
  readonly senderKind: SenderKind;
  readonly secrecy: "none" | "confidential" | "secret";
  readonly envelopeNumber: string | null;
  readonly writtenOn: Day | null;
  readonly stampedOn: Day | null;
  readonly receivedOn: Day;
  readonly competentReceivedOn: Day | null;
  readonly pages: number | null;
  readonly summary: string | null;
  /** Persons, units or congresses the letter is about, as "person:id", "unit:id", "congress:id". */
  readonly about: readonly string[];
};

export type RegisterRefusal = "inFuture" | "beforeEarlier" | "identityInText" | "aboutWhom" | "paperRoute" | "noContentAbove";

/**
 * Puts a letter into the register. Nothing of whoever wrote it is kept: a case code and the envelope's number stand
 * for it. An officer whom the letter walls off cannot register it: the matter goes on paper one level up.
 */
export async function registerLetter(errand: Errand, letter: LetterToRegister): Promise<Verdict<{ id: string }, RegisterRefusal>> {
  const { tx, actor, today, realDay } = errand;
  const scope = scopeFor(actor, "letters", realDay);
  const register = await findBranch(tx, scope, letter.registerUnitId);
  if (register === null) throw new NotFound();
  const competent = letter.competentUnitId === null ? register : await findBranch(tx, scope, letter.competentUnitId);
  if (competent === null) throw new NotFound();
  const leave = permit(actor, "letter.register", register.path, realDay);
  if (leave === null) throw new Forbidden("letter.register");

  const wrong = dateProblems(letter, today)[0];
  if (wrong !== undefined) return refuse(wrong.code, { field: wrong.field, day: wrong.code === "inFuture" ? wrong.today : wrong.earlierOn });
  if (letter.secrecy !== "none" && letter.summary !== null) return refuse("noContentAbove", { field: "summary" });
  const guarded = guardTexts({ summary: letter.summary, envelopeNumber: letter.envelopeNumber });
  if (!guarded.ok) return guarded;

  const subjects: SubjectRef[] = [];
  for (const reference of letter.about.slice(0, 20)) {
    const found = await findSubject(tx, scope, reference);
    if (found === null) return refuse("aboutWhom", { field: "about" });
    subjects.push(found);
  }
  if (subjects.length === 0) return refuse("aboutWhom", { field: "about" });
  const named = { subjectPersonIds: subjects.flatMap((each) => each.personId ?? []), subjectUnitIds: subjects.flatMap((each) => each.unitId ?? []) };
  if (recused(actor, named)) return refuse("paperRoute");

  const setting = await letterSetting(errand, register.path);
  const clock = firstClock({ ...letter, state: "received", acceptedOn: null, matter: ORDINARY_MATTER, extensions: [] }, setting);
  const { about: _about, ...fields } = letter;
  const id = await createLetter(
    tx,
    leave,
    { ...fields, caseCode: caseCode(randomBytes(9)), registerUnitId: register.unitId, competentUnitId: competent.unitId, ...clock },
    { subjects: subjects.map(toNew), officerId: actor.accountId, today },
  );
  await recordDeed(tx, {
    now: errand.now,
    actor,
    deed: "letter.register",
    subject: { kind: "letter", id },
    unitPath: register.path,
    after: {
      kind: letter.kind,
      channel: letter.channel,
      receivedOn: letter.receivedOn,
      competentReceivedOn: letter.competentReceivedOn,
      dueOn: clock.dueOn,
      summary: letter.summary === null ? null : digest(errand.digestKey, letter.summary),
      about: digest(errand.digestKey, letter.about.toSorted().join(",")),
    },
  });
  await refreshReadiness(errand, await congressesTouched(tx, id));
  return accept({ id });
}

const toNew = (subject: SubjectRef): NewSubject =>
  subject.kind === "person" ? { personId: subject.id } : subject.kind === "unit" ? { unitId: subject.id } : { congressId: subject.id };
