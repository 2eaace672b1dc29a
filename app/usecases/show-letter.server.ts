import { permit } from "#app/core/access/scope.ts";
import { type RunningClock, settleRule } from "#app/core/letters/clock.ts";
import { cutOffFor, type LetterStanding, standingOf } from "#app/core/letters/cutoff.ts";
import { type LetterState, NEXT_STATES, SECOND_PERSON_STEPS } from "#app/core/letters/letter.ts";
import { edition, isEditionCode } from "#app/core/rules/editions.ts";
import type { Day } from "#app/core/time/day.ts";
import { recordDeed } from "#app/db/audit.server.ts";
import { datedCongressesTouched } from "#app/db/letter-facts.server.ts";
import { findLetter, listEntries, listProposals, listSubjects, officersFor } from "#app/db/letters.server.ts";
import { type Errand, NotFound } from "./errand.ts";
import { letterReader } from "./find-letter.server.ts";
import { clocksOn, letterSetting } from "./letter-clock.server.ts";

export type CongressBeside = { readonly id: string; readonly name: string; readonly opensOn: Day; readonly cutOffOn: Day | null; readonly standing: LetterStanding };

/**
 * The register's line for the branch's officers; content, subjects and steps for the assigned. Reading content is
 * itself a deed of the log, written before anything is shown.
 */
export async function showLetter(errand: Errand, id: string) {
  const { tx, actor, realDay } = errand;
  const reader = letterReader(errand);
  const letter = await findLetter(tx, reader, id);
  if (letter === null) throw new NotFound();
  const setting = await letterSetting(errand, letter.registerUnit.path);
  const clocks: readonly RunningClock[] = clocksOn(letter, setting);
  const { summary, envelopeNumber, outcome, matter: _matter, extensions, registerUnit, competentUnit, ...line } = letter;
  const shown = { ...line, registerUnit: registerUnit.name, competentUnit: competentUnit.name };
  if (!letter.assigned) return { letter: shown, clocks, today: errand.today, content: null };

  await recordDeed(tx, { now: errand.now, actor, deed: "letter.read", subject: { kind: "letter", id }, unitPath: registerUnit.path });
  const works = permit(actor, "letter.step", registerUnit.path, realDay) !== null;
  const extension = settleRule(letter.kind, letter.matter, setting.rules.clocks).extension;
  const officers = await officersFor(tx, id, registerUnit.path, realDay);
  const beside = await datedCongressesTouched(tx, reader.scope, id);
  return {
    letter: shown,
    clocks,
    today: errand.today,
    content: {
      summary,
      envelopeNumber,
      outcome,
      extensions,
      subjects: await listSubjects(tx, id),
      entries: await listEntries(tx, id),
      proposals: (await listProposals(tx, reader, { letterId: id, take: 5 })).map(({ proposedById, ...proposal }) => ({ ...proposal, own: proposedById === actor.accountId })),
      steps: works ? NEXT_STATES[letter.state].filter((to) => !SECOND_PERSON_STEPS.includes(to) && to !== "received") : [],
      proposable: works ? (["transfer", "close"] as const).filter((deed) => NEXT_STATES[letter.state].includes(FORWARD[deed])) : [],
      extension: works && extension !== null && clocks.some((clock) => clock.clock === "settle") ? { max: extension.value.amount, unit: extension.value.unit, source: extension.source } : null,
      officers: works ? officers.filter((officer) => officer.id !== actor.accountId) : [],
      congresses: beside.map(({ level, editionCode, ...congress }): CongressBeside => {
        const rules = isEditionCode(editionCode) ? edition(editionCode) : setting.rules;
        const cutOff = cutOffFor(rules, level, congress.opensOn, setting.calendar);
        return { ...congress, cutOffOn: cutOff?.day ?? null, standing: standingOf(letter, cutOff) };
      }),
    },
  };
}

const FORWARD: Readonly<Record<"transfer" | "close", LetterState>> = { transfer: "forwarded", close: "closed" };
