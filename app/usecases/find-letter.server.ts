import { scopeFor } from "#app/core/access/scope.ts";
import { findLetter, type LetterFacts, type Reader } from "#app/db/letters.server.ts";
import { type Errand, NotFound } from "./errand.ts";

/** Everything about letters is asked through a reader, so that scope and recusal cannot be forgotten. */
export const letterReader = (errand: Errand, view: "letters" | "letterCounts" | "letterFlags" = "letters"): Reader => ({
  scope: scopeFor(errand.actor, view, errand.realDay),
  actor: errand.actor,
  realDay: errand.realDay,
});

/** A letter of an assigned officer; for everybody else it is not there. */
export async function ownLetter(errand: Errand, id: string): Promise<LetterFacts> {
  const letter = await findLetter(errand.tx, letterReader(errand), id);
  if (letter === null || !letter.assigned) throw new NotFound();
  return letter;
}
